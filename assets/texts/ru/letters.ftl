### Letters to clients.

letter-greeting-neutral = Здравствуйте!
# $salutation (String) - «Уважаемый Иван Петрович»
letter-greeting = { $salutation }!

## What a letter lacks
letter-gap-manager = не назван новый менеджер
letter-gap-manager-contacts = у нового менеджера нет ни телефона, ни почты
letter-gap-signer = не назван руководитель, который подпишет
letter-gap-client = нет названия клиента

## Lists
letter-col-client = Клиент
letter-col-to = Кому
letter-col-manager = Новый менеджер
letter-col-state = Состояние
letter-col-problem = Что мешает
# $n (String) - number of the case
letter-folder = Письма-{ $n }

## The new manager is away
# $kind (String) - «отпуск»
# $until (String) - its last day
let-away = { $kind } по { $until }
# $kind (String) - «отпуск»
# $until (String) - its last day
# $contact (String) - day of the agreed contact
let-away-missed = { $kind } по { $until }; обещанный контакт { $contact } некому провести, в письме его нет

### Кому сказать о новом менеджере лично, письма до конца.

word-letter-kind-first = первое письмо
word-letter-kind-clarify = уточнение

op-touch-tell = Записан звонок о новом менеджере
op-tell-who = Назначено, кто сообщит клиенту

# $client (String)
inbox-tell-client = Сообщить клиенту о смене менеджера: { $client }
# $problem (String) - «некуда писать»
inbox-tell-client-why = Письма не будет: { $problem }. Позвоните клиенту и запишите разговор.

## Клиенты: кому сказать лично

let-tell = позвонить
let-tell-help = Кому сказать о новом менеджере по телефону: VIP представляет РОП, остальным некуда писать
# $who (String) - «представить VIP: 2, некуда писать: 1»
let-tell-line = Позвонить лично: { $who } — v
let-returned = прочитать почту
let-returned-help = Прочитать вернувшиеся письма и ответы клиентов из файлов .eml
let-returned-title = Вернувшиеся письма и ответы
let-returned-note = Сохраните письма из почты файлами .eml и назовите файл или папку. Вернувшиеся отметятся сами, ответы подтвердят письма.
let-returned-path = Файл или папка
let-returned-needed = Где лежат письма?
# $bounced (String) - number
# $confirmed (String) - number
# $left (String) - number
let-returned-done = Вернулось: { $bounced }, подтверждено: { $confirmed }, осталось без отметки: { $left }
let-samples = Образцы: F2 утвердит все письма без вопросов
let-salutation = Обращение
# $client (String)
let-look-title = Проверить обращение: { $client }
# $name (String) - the contact's name as the card has it
let-look-note = В карточке: { $name }. Обращение сохранится в контакте. Пусто — «Здравствуйте!»
let-look-begins = Письмо начнётся
# $what (String) - «некуда писать»
# $who (String) - «Смирнов А.»
# $until (String)
let-tells = { $what } · { $who } до { $until }
tell-card-help = Кого спросить, что сказать, что было раньше
tell-reached-help = Дозвонились: клиент знает нового менеджера, звонок записан
tell-no-answer-help = Не ответил: попытка записана
tell-call-back-help = Перезвонить в названное время
tell-without = без звонка
tell-without-help = «Письмо без звонка»: после двух попыток или через рабочий день письмо VIP уйдёт без представления
tell-without-title = Письмо без звонка?
# $client (String)
# $n (String) - number of attempts
tell-without-text = { $client }: попыток дозвониться — { $n }. Письмо будет утверждено без личного звонка, это видно в передаче.
tell-without-no = Позвоню ещё
tell-without-yes = Письмо без звонка
tell-without-vip-only = Без звонка пишут всем, кроме VIP: утвердите письмо в списке писем
tell-without-told = Клиент уже знает: утвердите письмо в списке писем
tell-without-early = Сначала две попытки дозвониться, или рабочий день после первой
tell-without-unaccepted = Новый менеджер ещё не принял клиента: письма нет
tell-who = кто позвонит
tell-who-help = Назначить, кто и до какого времени сообщит клиенту
tell-who-vip = VIP представляет нового менеджера сам руководитель
# $client (String)
tell-who-title = Кто сообщит клиенту: { $client }
tell-who-note = Писать некуда: назовите, кто позвонит и до какого времени. Ему придёт напоминание.
tell-who-field = Кто позвонит
tell-until-field = До какого времени
tell-who-needed = Выберите, кто позвонит
tell-given = Назначено
tell-col-what = Что сказать
tell-col-who = Кто звонит
tell-empty = Звонить лично некому: ни VIP, ни клиентов, которым некуда писать
# $name (String) - «Смирнов А.»
tell-introduce = представить: { $name }
tell-bounced = письмо вернулось
tell-went-without = письмо без звонка
# $at (String)
tell-until = до { $at }
# $name (String) - «Алексей Смирнов»
tell-say = «Хочу лично представить: теперь с вами работает { $name }. Все наши договорённости в силе».
tell-manager-phone = Тел. менеджера
tell-not-accepted = Новый менеджер ещё не принял клиента: сначала приём дел
# $n (String) - number
tell-waits-vip = представить VIP: { $n }
# $n (String) - number
tell-waits-others = некуда писать: { $n }
# $who (String) - «Смирнов А.»
# $client (String)
today-tell = { $who }: сообщить о смене менеджера, писать некуда: { $client }
op-letters-returned = Прочитана вернувшаяся почта

cli-about-letters-read = Прочитать вернувшуюся почту и ответы
cli-about-case-tell = Кому сказать о новом менеджере лично
cli-arg-salutation = Обращение, например «Уважаемая Анна Олеговна»
reason-singly = письма VIP утверждают по одному

### Контекст и обещания: the form of a deal or client, what it may take over, what was promised.

word-kind-promise = обещание
word-promise-noted = записано
word-promise-waiting = ждёт РОПа
word-promise-approved = подтверждено
word-promise-refused = обсудить лично
word-promise-dropped = снято
word-urgency-deadline = срок
word-urgency-promise = обещано
word-urgency-contact = контакт

## Очередь

ctx-col-burns = Горит
# $n (String) - «34 из 50»
ctx-written = написано { $n }
# $n (String) - «41 блок»
ctx-blocks-left = осталось { $n }
# $minutes (String) - «40 мин»
ctx-time-left = ≈ { $minutes }
ctx-time-unknown = время покажем после трёх блоков
ctx-hint-write = Enter — писать подряд
ctx-all-written = Всё написано: очередь пройдена

## Форма

ctx-save-next = сохранить и дальше
ctx-save-next-help = Сохранить написанное и открыть следующую строку, где чего-то не хватает
ctx-skip = пропустить
ctx-skip-help = Следующая строка без записи; набранное останется черновиком
ctx-before = предыдущая
ctx-before-help = Вернуться к предыдущей строке; набранное останется черновиком
ctx-known-act = что известно
ctx-known-act-help = Что уже есть в карточке: этап, даты, контакты, задачи, касания, заметки CRM
ctx-take = взять готовое
ctx-take-help = Вставить из другой сделки клиента, из карточки или готовую фразу
ctx-nothing = ничего особенного
ctx-nothing-help = Подтвердить, что сообщать в этом блоке нечего; нажать ещё раз — убрать
ctx-not-needed = не нужно
ctx-not-needed-help = Снять требование этого блока с причиной; причина попадёт в акт и показатели
ctx-leave = к списку
ctx-leave-help = Закрыть форму; набранное останется черновиком
ctx-next-field-help = К следующему полю; Shift+Tab — к предыдущему
ctx-nothing-text = ничего особенного, подтверждаю
# $block (String) - «История и обещания»
ctx-waive-block = Не нужно: { $block }
ctx-not-asked = Этот блок здесь не требуется или уже закрыт
ctx-only-one = Больше незаполненных строк нет
ctx-first = Это первая строка очереди
ctx-skipped = Пропущено: набранное осталось черновиком
# $block (String) - «История и обещания»
# $text (String) - what somebody else has written meanwhile
ctx-theirs = Пока вы писали, в блоке «{ $block }» записали: «{ $text }». F2 сохранит ваш текст поверх.

## Взять готовое

ctx-take-title = Взять готовое
ctx-take-none = Брать пока нечего: начните писать
# $title (String) - its title
ctx-from-deal = из сделки «{ $title }»
ctx-from-client = из карточки клиента
ctx-from-contacts = контакты карточки
ctx-from-note = заметка CRM
ctx-from-touch = последнее касание
ctx-from-phrase = фраза

## Что известно

ctx-known-stage = Этап
ctx-known-in-stage = В этапе
ctx-known-amount = Сумма
ctx-known-close = Закрытие
ctx-known-created = Создана
ctx-known-receiver = Получит
ctx-known-contacts = Контакты
ctx-known-tasks = Открытые задачи
ctx-known-touches = Последние касания
ctx-known-notes = Заметки CRM

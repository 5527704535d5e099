### Контекст и обещания: the form of a deal or client, what it may take over, what was promised.

word-kind-promise = обещание
word-promise-noted = записано
word-promise-waiting = ждёт РОПа
word-promise-approved = подтверждено
word-promise-refused = обсудить лично
word-promise-dropped = снято
word-urgency-deadline = срок
word-urgency-close = закрытие
word-urgency-promise = обещано
word-urgency-contact = контакт

## Очередь

ctx-col-burns = Горит
# $n (String) - «34 из 50»
ctx-written = сделано { $n }
# $n (String) - «41 блок»
ctx-blocks-left = осталось { $n }
# $minutes (String) - «40 мин»
ctx-time-left = ≈ { $minutes }
ctx-time-unknown = время покажем после трёх блоков
# $blocks (String) - «2 блока»
ctx-last-left = Других строк нет, а у этой ещё не написано: { $blocks }
ctx-all-written = Всё написано: очередь пройдена
# $title (String) - the card
ctx-saved = Записано: { $title }

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
ctx-star = * обязательно
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

## Обещания

op-promise-save = Обещание записано
op-promise-drop = Обещание снято
op-promise-decide = Решено по обещанию
op-promise-task = Обещание стало задачей
check-promises = Решения РОПа ждут несогласованные необычные обещания и те, что изменены после его решения
# $promise (String) - «первое обещание» и ещё 2
today-promise = Решить по обещанию: { $promise }
# $title (String) - the deal or client
inbox-promise = Обещание ждёт вашего решения: { $title }
# $promise (String) - what was promised
inbox-promise-why = Обещано: «{ $promise }», ни с кем не согласовано. Подтвердите или решите обсудить лично: скажите, что ответить клиенту.
# $title (String) - the deal or client
inbox-promise-approved = Обещание подтверждено: { $title }
# $title (String) - the deal or client
inbox-promise-refused = Обещание обсудим лично: { $title }
# $promise (String) - what was promised
# $answer (String) - what the client is to be told
inbox-promise-answer = Обещано: «{ $promise }». Клиенту сказать: «{ $answer }».
# $promise (String) - what was promised
inbox-promise-said = Обещано: «{ $promise }». Клиенту ничего дополнительно говорить не нужно.


prom-rows = Обещания
prom-new = + записать обещание: Enter
prom-list = обещания
prom-list-help = Все обещания этой передачи: решить, исправить, сделать задачей
prom-open = записать обещание
prom-open-help = Записать новое обещание или исправить выбранное
prom-edit = исправить
prom-edit-help = Исправить текст, срок или согласование обещания
prom-decide = решить
prom-decide-help = Подтвердить необычное обещание или обсудить лично: что сказать клиенту
prom-task = в задачи
prom-task-help = Сделать обещание задачей с его сроком: её получит тот, к кому уйдёт сделка
prom-drop = снять
prom-drop-help = Снять обещание: его не было или оно больше не действует
prom-new-title = Новое обещание
prom-edit-title = Обещание
prom-text = Что обещано
prom-due = К какому сроку
prom-kind = Какое
prom-usual = обычное: так мы обещаем всем
prom-unusual = необычное: вне правил и прайса
prom-agreed-with = С кем согласовано
prom-agreed-on = Когда согласовано
prom-why = Почему обещали
prom-then = Что будет
prom-then-waits = Ни с кем не согласовано: обещание пойдёт на решение РОПу.
# $who (String) - with whom
prom-agreed = согласовано со слов: { $who }
prom-has-task = в задачах
prom-col-text = Обещание
prom-col-due = Срок
prom-col-state = Что с ним
prom-empty = Обещаний не записано
# $n (String) - «2 обещания»
prom-wait = ждут решения: { $n } — p
prom-word = Решение
prom-approve = подтверждаем
prom-refuse = обсудим лично
prom-answer = Что сказать клиенту
prom-answer-needed = Напишите, что сказать клиенту
# $why (String) - why it was promised
prom-because = Почему: { $why }
prom-saved = Обещание записано
prom-saved-waits = Обещание записано и ждёт решения РОПа
prom-dropped = Обещание снято
prom-decided = Решение записано, автору и принимающему сообщено
prom-tasked = Задача поставлена: она уйдёт вместе со сделкой
prom-tasked-theirs = Задача поставлена тому, кто теперь ведёт сделку или клиента
prom-task-there = Задача по этому обещанию уже есть
prom-task-no-date = Задаче нужен срок: сначала допишите его в обещании
prom-task-refused = Это обещание решено обсудить лично: задачи из него не будет

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-promise = { $n ->
    [one] { $s } обещание
    [few] { $s } обещания
   *[many] { $s } обещаний
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-promise-of = { $n ->
    [one] { $s } обещания
    [few] { $s } обещаний
   *[many] { $s } обещаний
}

## Командная строка

cli-about-case-promise = Обещания передачи: записать, исправить, решить, сделать задачей
cli-arg-like = Взять текст этого же блока из другой сделки клиента или из его карточки
cli-arg-promise = Номер обещания
cli-arg-due = К какому сроку обещано
cli-arg-unusual = Необычное: вне правил и прайса
cli-arg-agreed-with = С кем согласовано
cli-arg-agreed-on = Когда согласовано
cli-arg-promised-why = Почему обещали
cli-arg-approve = Подтверждаем
cli-arg-refuse = Обсудим лично
cli-arg-answer = Что сказать клиенту
cli-arg-task = Сделать обещание задачей
cli-arg-take-back = Снять обещание
cli-col-said = Что написано
prom-said = Обещано
# $answer (String) - what the client is to be told
prom-to-client = клиенту: «{ $answer }»

op-context-many = Записан контекст случайных клиентов
ctx-many = одним текстом
ctx-many-help = Написать короткий контекст сразу всем отмеченным случайным клиентам
# $n (String) - «12 объектов»
ctx-many-title = Одним текстом: { $n }
ctx-many-note = Заполнятся только недостающие блоки; написанное раньше останется.
# $n (String) - «12 клиентов»
ctx-many-done = Записано: { $n }
ctx-many-only = Одним текстом пишут только случайных клиентов без открытой сделки
ctx-many-empty = Напишите хотя бы один блок

### «Лист передачи» and «Лист приёма»: out as XLSX, in again.

## What stands in the file
# $n (String) - the case
# $who (String) - the person, short
sheet-context-file = Лист передачи { $n } { $who }
# $n (String) - the case
# $who (String) - the person, short
sheet-acceptance-file = Лист приёма { $n } { $who }
sheet-tab-deals = Сделки
sheet-tab-clients = Клиенты без сделок
sheet-tab-context = Контекст
sheet-tab-acceptance = Приём дел
# $who (String) - the leaver
# $n (String) - the case
# $day (String) - the last day
sheet-context-head = Лист передачи: { $who }. Передача № { $n }, последний день: { $day }
sheet-context-how = Заполните белые ячейки; жёлтые обязательны. Серые заперты; строку программа узнаёт по скрытому столбцу «Ключ строки», не удаляйте его. Можно прислать часть, а потом дополнить этот же файл и прислать снова.
# $step (String) - the column that has a day beside it
# $nothing (String) - the phrase
# $day (String) - an example, in figures
sheet-context-step = { $step }: что сделать, о чём и когда; день числами в столбце «Когда» — { $day } или { $day } 14:00. Сказать нечего — выберите в ячейке «{ $nothing }».
sheet-back = Чтобы сортировать или удалять строки, снимите защиту листа: пароля у неё нет. Что удалено, останется без изменений. Готовый файл верните руководителю.
# $who (String) - the receiver
# $leaver (String) - the leaver
# $n (String) - the case
sheet-acceptance-head = Лист приёма: { $who }. Дела передаёт { $leaver }, передача № { $n }
# $yes (String) - the word of acceptance
# $no (String) - the word of declining
sheet-acceptance-how = По каждой строке выберите «{ $yes }» или «{ $no }». Отказываясь, напишите почему. Серые ячейки заперты; строку программа узнаёт по скрытому столбцу «Ключ строки», не удаляйте его.
# $day (String) - an example, in figures
sheet-acceptance-step = Принимая, назовите первое действие и день: что сделать и о чём; день числами — { $day } или { $day } 14:00. Вопросы к передающему пишите в последнем столбце, решение для этого не нужно.
# $blocks (String) - names of blocks
sheet-missing = Нужно: { $blocks }
# $when (String) - day and time
sheet-answer-until = Ответить до: { $when }
# $text (String) - the promise and its day
# $state (String) - with whom agreed, what the head said
sheet-promise = Обещано: { $text } — { $state }
sheet-nothing-special = ничего особенного, подтверждаю
sheet-answer-yes = Принимаю
sheet-answer-no = Не принимаю
sheet-why-load = нет времени: перегрузка
sheet-why-field = не моя отрасль или регион
sheet-why-conflict = личный конфликт с клиентом
sheet-why-context = непонятно, о чём договорились
# $who (String) - the person
# $n (String) - the case
sheet-footer-who = { $who } · передача № { $n }
# $page (String) - number of the page
# $all (String) - how many there are
sheet-footer-page = Стр. { $page } из { $all }
sheet-footer-sign = Подпись, дата ____________________

## Headings
sheet-col-no = №
sheet-col-subject = О чём
sheet-col-known = Что уже известно
sheet-col-context = Контекст
sheet-col-on = Когда
sheet-col-answer = Решение
sheet-col-why = Почему не принимаю
sheet-col-step = Первое действие
sheet-col-step-on = Когда сделаю
sheet-col-question = Вопросы
sheet-col-key = Ключ строки

## Beside a cell that is being filled in
sheet-hint-state = На каком этапе, что сделано, какие документы отправлены.
sheet-hint-next-step = Глагол, о чём, с кем: «позвонить Орлову, согласовать отсрочку». Просто «созвониться» не принимается.
sheet-hint-specifics = Бюджет, что болит, какие возражения были и каких ждать.
sheet-hint-history = О чём договорились и что обещали. Необычное обещание: с кем согласовано, когда и почему.
sheet-hint-people = Кто решает, кто влияет, кто помогает и как с ними связаться.
sheet-hint-deciders = Кто решает и как с ним связаться.
sheet-hint-terms = Особые условия и что обещано.
sheet-hint-next-contact = О чём следующий разговор: глагол и предмет.
# $day (String) - an example, in figures
sheet-hint-on = День числами: { $day } или { $day } 14:00.
sheet-hint-answer = Выберите из списка.
sheet-hint-why = Нужно только при отказе. Можно выбрать или написать своё.
sheet-hint-step = Глагол и предмет: «позвонить Орлову, согласовать отсрочку».
sheet-hint-question = Что осталось непонятным. Вопрос увидит руководитель.
sheet-lists = Списки
sheet-bad-choice-title = Так не получится
sheet-bad-choice = Выберите из списка: его открывает стрелка справа от ячейки.
sheet-bad-day-title = Это не день
# $day (String) - an example, in figures
sheet-bad-day = Нужен день не раньше сегодняшнего, числами: { $day } или { $day } 14:00.

## Why something was not taken
sheet-trouble-damaged = ключ строки испорчен: строку узнать нельзя. Выгрузите лист заново
sheet-trouble-no-key = строки не было в листе. Впишите её в строку, которая в листе есть
sheet-trouble-foreign = такого листа эта база не выдавала
sheet-trouble-other-case = строка из листа другой передачи
sheet-trouble-misplaced = заполнены чужие столбцы: строка с другой вкладки или вид задачи с тех пор сменился
sheet-trouble-twice = об этом же сказано в файле ещё раз и иначе; взята первая строка
sheet-trouble-gone = в передаче этого больше нет
# $value (String) - what stands in the cell
sheet-trouble-placeholder = «{ $value }» ничего не говорит: напишите по существу
# $value (String) - what stands in the cell
sheet-trouble-vague = «{ $value }» слишком общо: глагол, о чём и когда
# $why (String) - what is wrong with the day
sheet-trouble-step-too = { $why }. Без дня не взят и сам шаг
sheet-trouble-no-date = не назван день
sheet-trouble-no-step = не написано, что сделать
# $value (String) - what stands in the cell
sheet-trouble-past = день уже прошёл: { $value }
# $value (String) - what stands in the cell
sheet-trouble-bad-date = «{ $value }» — не день. Напишите числами: ДД.ММ.ГГГГ
# $value (String) - what stands in the cell
sheet-trouble-spoken-date = «{ $value }» значит разное в разные дни. Напишите числами: ДД.ММ.ГГГГ
sheet-trouble-too-long = текст длиннее, чем помещается в ячейку. Сократите его
sheet-trouble-cell-error = в ячейке формула с ошибкой. Напишите текстом
# $value (String) - what stands in the cell
sheet-trouble-no-answer = непонятно, принято или нет: «{ $value }»
sheet-trouble-answer-empty = ответ начат, а решение не выбрано
sheet-trouble-no-reason = отказ без причины
sheet-trouble-not-offered = сейчас это никому не предложено
sheet-trouble-answered = на это уже ответили иначе
# $value (String) - what the card says
# $sheet (String) - what the sheet says
sheet-trouble-changed = карточку изменили после выгрузки листа. В карточке «{ $value }», в листе «{ $sheet }»
# $value (String) - what the card says
sheet-trouble-emptied = ячейку очистили, в карточке осталось: «{ $value }»
sheet-trouble-promised = в карточке записаны обещания: «ничего особенного» будет неправдой
sheet-trouble-denied = нет права

## The report
sheet-read-stories = Обещания с листа остались текстом: срок и задачу им даёт карточка, строка «Обещания»
# $n (String) - count of blocks
sheet-read-filled = заполнено: { $n }
# $n (String) - cells whose text went from the card too
sheet-read-cleared = очищено: { $n }
# $n (String) - count
sheet-read-accepted = принято: { $n }
# $n (String) - count
sheet-read-declined = отклонено: { $n }
# $n (String) - count
sheet-read-asked = вопросов к передающему: { $n }
# $n (String) - count
sheet-read-unchanged = без изменений: { $n }
# $n (String) - count of lines
sheet-read-offered = предложено принимающим: { $n }
sheet-read-nothing = Нового в листе нет: всё уже записано.
# $n (String) - count of cells
sheet-read-questions = Решите, что верно, карточка или лист: { $n }
# $n (String) - count of cells
sheet-read-refused = Не взято: { $n }
# $tab (String) - the tab
# $row (String) - number of the row
# $column (String) - the column
sheet-place = { $tab }, строка { $row }, «{ $column }»
# $tab (String) - the tab
# $row (String) - number of the row
sheet-place-row = { $tab }, строка { $row }
# $place (String) - tab, row, column
# $title (String) - the object
# $why (String) - the trouble
sheet-line = { $place } ({ $title }): { $why }
# $place (String) - tab, row, column
# $why (String) - the trouble
sheet-line-untitled = { $place }: { $why }
# $files (String) - one a line
sheet-written = Листы записаны:
    { $files }

cli-about-case-sheet = «Лист передачи» и «Лист приёма»: кому выданы, выдать одному или всем, прочитать заполненный
cli-arg-for = Чей лист; без него — всех, у кого он есть
cli-arg-read = Прочитать заполненный лист
cli-arg-sheet-wins = Где карточку изменили после выгрузки, верить листу

## On the steps of the wizard
sheet-ui-act = листы XLSX
sheet-ui-act-help = Выдать лист, чтобы его заполнили в Excel или LibreOffice, и прочитать заполненный
sheet-ui-title = Листы XLSX
# $who (String) - the leaver, short
sheet-ui-give = Выдать лист передачи: { $who }
# $n (String) - how many people
sheet-ui-give-all = Выдать листы приёма всем, кому что-то предложено: { $n }
# $who (String) - the receiver, short
sheet-ui-give-one = Выдать лист приёма: { $who }
# $when (String) - day and time
sheet-ui-given = выдан { $when }
# $when (String) - day and time
sheet-ui-came = заполнен { $when }
# $n (String) - «2 из 5»
sheet-ui-back = вернулось { $n }
sheet-given-none = Листов ещё не выдавали.
sheet-col-given = Выдан
sheet-col-came = Заполнен
sheet-col-lines = Строк
sheet-ui-nobody = пока никому ничего не предложено
sheet-ui-read = Прочитать заполненный лист
# $path (String) - as it was typed
sheet-ui-open = Открыть { $path }
sheet-ui-type = Указать путь…
# $folder (String) - where a short path begins
sheet-ui-path-note = Путь к файлу .xlsx или к папке; без начальной «/» — от папки { $folder }
sheet-ui-reading = Читаю лист…
sheet-ui-written = Листы выданы
sheet-ui-next = Отправьте файл человеку. Заполненный верните сюда той же клавишей.
sheet-ui-failed = Лист не взят
sheet-ui-report = Что с листом
sheet-ui-ask = После выгрузки листа карточку изменили, и лист говорит другое. Если верен лист, прежний текст карточки заменится; это можно отменить клавишей «u».
sheet-ui-card = Верна карточка
sheet-ui-sheet = Верен лист

## Journal and inbox
op-sheet-in = Записано из листа
op-sheets-out = Выданы листы
word-kind-sheet = лист
# $who (String) - the receiver
# $title (String) - the line
inbox-receiver-asks = { $who } спрашивает: { $title }
# $question (String) - as it was asked
inbox-receiver-asks-why = Вопрос: «{ $question }». Узнайте у увольняющегося, пока он здесь, и допишите контекст.

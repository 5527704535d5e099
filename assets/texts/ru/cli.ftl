### The command line: what subcommands, their arguments and their answers say.

## Subcommands
cli-about-estafeta = Передача клиентов, сделок и договорённостей увольняющегося менеджера
cli-about-demo = Сделать учебную базу: правдоподобный отдел продаж
cli-about-import = Загрузить выгрузки из CRM
cli-about-employee = Сотрудники
cli-about-employee-list = Список сотрудников с нагрузкой
cli-about-employee-show = Карточка сотрудника
cli-about-employee-set = Изменить карточку сотрудника
cli-about-client = Клиенты
cli-about-client-list = Список клиентов
cli-about-client-set = Изменить карточку клиента
cli-about-deal = Сделки
cli-about-deal-list = Список сделок
cli-about-task = Задачи
cli-about-task-list = Список задач
cli-about-case = Передачи
cli-about-case-open = Начать передачу
cli-about-case-list = Список передач
cli-about-case-show = Передача: сверка, что мешает закрыть, показатели
cli-about-case-propose = Предложить распределение, ничего не меняя
cli-about-case-reassign = Поправить предложение
cli-about-case-apply = Применить предложенное одной операцией
cli-about-case-undo = Отменить операцию
cli-about-case-accept = Принять дела
cli-about-case-decline = Не принять дела
cli-about-case-dispose = Решить судьбу строк сверки
cli-about-case-waive = Отказаться от блока контекста
cli-about-case-check-item = Отметить пункт чек-листа
cli-about-case-context = Очередь контекста, карточка с тем, что известно, запись блока
cli-about-case-task = Записать поле задачи
cli-about-case-crm = Сверить ответственных с CRM и отметить «проверено в CRM»
cli-about-case-access = Отметить доступ
cli-about-case-sign = Записать подпись
cli-about-case-change = Изменить вид или последний день
cli-about-case-withdraw = Отозвать передачу
cli-about-case-close = Закрыть передачу
cli-about-touch = Записать касание с клиентом
cli-about-due = Выполнить то, чему пришёл срок
cli-about-report = Отчёт файлом или таблицей
cli-about-act = Сделать акт приёма-передачи дел
cli-about-letters = Письма клиентам
cli-about-letters-list = Очередь писем
cli-about-letters-approve = Утвердить письма
cli-about-letters-export = Сохранить письма файлами
cli-about-letters-mark = Записать результат
cli-about-crm-update = Файлы и списки работ для CRM
cli-about-journal = Журнал
cli-about-journal-list = Записи журнала
cli-about-journal-verify = Проверить, что журнал не правили
cli-about-check = Проверить файл базы и все правила
cli-about-backup = Сделать копию базы
cli-about-restore = Вернуть базу из копии
cli-about-screen = Нарисовать экран без терминала
cli-about-completions = Подсказки для оболочки
cli-about-man = Страница руководства

## Arguments
cli-arg-db = Файл базы (или ESTAFETA_DB)
cli-arg-config = Файл настроек (или ESTAFETA_CONFIG)
cli-arg-lang = Язык
cli-arg-actor = Кто действует
cli-arg-readonly = Только смотреть
cli-arg-json = Ответ одним значением JSON
cli-arg-help = Справка
cli-arg-version = Версия
cli-arg-clients = Сколько клиентов (обычно 400)
cli-arg-employees = Сколько сотрудников (обычно 12)
cli-arg-seed = Зерно: то же зерно — та же база
cli-arg-name = Имя или номер
cli-arg-file = Файл
cli-arg-shell = Оболочка
cli-arg-status = Статус
cli-arg-role = Роль
cli-arg-department = Отдел
cli-arg-head = Руководитель
cli-arg-deputy = Заместитель
cli-arg-region = Регион
cli-arg-industry = Отрасль
cli-arg-capacity = Сколько открытых сделок ведёт
cli-arg-login = Логин
cli-arg-email = Почта
cli-arg-phone = Телефон
cli-arg-absent = Отсутствие: ОТ..ДО, дни вида 2026-11-24
cli-arg-absent-kind = Почему отсутствует
cli-arg-substitute = Кто замещает
cli-arg-owner = Ответственный
cli-arg-query = Фильтр: слова, отв:, сег:, этап:, регион:, срок:<3д
cli-arg-limit = Не больше строк
cli-arg-segment = Сегмент
cli-arg-second = Напарник
cli-arg-next-contact = День следующего контакта
cli-arg-id = Номер передачи
cli-arg-employee = Сотрудник
cli-arg-kind = Вид
cli-arg-last-day = Последний рабочий день
cli-arg-notice = Когда получено заявление
cli-arg-risk = Есть подозрения (уходящий этого не видит)
cli-arg-acting-head = Исполняющий обязанности РОПа
cli-arg-object = Объекты: вид и номер через двоеточие
cli-arg-to = Кому
cli-arg-reason = Причина
cli-arg-batch = Номер операции
cli-arg-receiver = Принимающий
cli-arg-all = Все
cli-arg-next-step = Следующий шаг
cli-arg-on = День, или день и время: 2026-11-24 11:00
cli-arg-via = Как принято: по листу или со слов
cli-arg-act-anew = Составить новый акт, хотя прежний подписан: подписи под ним пропадут
cli-arg-force = Решением РОПа
cli-arg-as = Как записать
cli-arg-block = Блок контекста
cli-arg-item = Номер пункта
cli-arg-evidence = Чем подтверждено
cli-arg-not-applicable = Неприменимо, потому что…
cli-arg-waive = Отказ, потому что…
cli-arg-text = Текст
cli-arg-nothing-special = Ничего особенного, подтверждаю
cli-arg-field = Поле задачи
cli-arg-confirm = Подтвердить
cli-arg-card = Комментарий записан в карточки CRM
cli-arg-system = Система
cli-arg-done = Закрыт
cli-arg-verify = Проверен
cli-arg-redirected = Почта или номер перенаправлены
cli-arg-who = Кто
cli-arg-client = Клиент
cli-arg-outcome = Чем закончилось
cli-arg-what = Какой отчёт
cli-arg-case = Номер передачи
cli-arg-format = Вид вывода
cli-arg-output = Файл или папка для результата
cli-arg-checkpoint = Сохранённая голова журнала
cli-arg-size = Размер экрана: 120x36
cli-arg-theme = Оформление
cli-arg-dismissed-on = День увольнения по приказу
cli-arg-order = Номер приказа
cli-arg-files = Файлы выгрузки
cli-arg-source = Откуда выгрузка
cli-arg-encoding = Кодировка
# $fields (String) - the known fields
cli-arg-map = Столбец и поле: СТОЛБЕЦ=ПОЛЕ. Поля: { $fields }
cli-arg-create-employees = Завести однозначных новых сотрудников
cli-arg-dry-run = Показать, ничего не сохраняя
cli-arg-refused = Куда сохранить непринятые строки

## Answers
cli-help-usage = Вызов:
cli-help-arguments = Что назвать
cli-help-options = Ключи
cli-help-commands = Команды
cli-help-command = КОМАНДА
# $name (String) - what was typed
cli-usage-subcommand = Команды «{ $name }» нет.
# $name (String) - what was typed
cli-usage-unknown = Ключа «{ $name }» здесь нет.
# $name (String) - arguments that are missing
cli-usage-missing = Не хватает: { $name }.
cli-usage-no-subcommand = Не сказано, что делать.
# $name (String) - an option
# $other (String) - another option
cli-usage-conflict = «{ $name }» и «{ $other }» вместе не бывают.
# $name (String) - an option
cli-usage-no-value = После «{ $name }» нужно значение.
# $value (String) - what was typed
# $name (String) - an option
cli-usage-value = Значение «{ $value }» для «{ $name }» не подходит.
# $name (String) - an option, or nothing
cli-usage-other = Команда записана неверно. { $name }
# $name (String) - the nearest known word
cli-usage-near = Похоже на «{ $name }».
# $names (String) - what is possible
cli-usage-known = Возможно: { $names }.
cli-usage-help = Справка: ключ --help.
# $path (String) - file
# $bytes (String) - size
# $sha (String) - checksum
cli-backup-done = Копия { $path } сделана и проверена: { $bytes } Б, SHA-256 { $sha }
# $path (String) - the base
cli-restore-done = База { $path } возвращена из копии.
# $path (String) - file
cli-restore-kept = То, что было раньше, лежит в { $path }.
# $path (String) - the base
# $employees (String) - count
# $clients (String) - count
# $deals (String) - count
# $tasks (String) - count
cli-demo-done = Учебная база { $path } готова: { $employees }, { $clients }, { $deals }, { $tasks }.
cli-col-id = №
cli-col-name = Название
cli-col-person = Имя
cli-col-status = Статус
cli-col-role = Роль
cli-col-department = Отдел
cli-col-clients = Клиентов
cli-col-deals = Сделок
cli-col-amount = Сумма
cli-col-tasks = Задач
cli-col-owner = Ответственный
cli-col-segment = Сегмент
cli-col-region = Регион
cli-col-client = Клиент
cli-col-stage = Этап
cli-col-close = Закрытие
cli-col-context = Контекст
cli-col-due = Срок
cli-col-kind = Вид
cli-col-when = Когда
cli-col-who = Кто
cli-col-what = Что
cli-col-object = Объект
cli-col-rows = Строк
cli-field-head = Руководитель
cli-field-deputy = Заместитель
cli-field-regions = Регионы
cli-field-industries = Отрасли
cli-field-capacity = Предел открытых сделок
cli-field-phone = Телефон
cli-field-mail = Почта
cli-field-login = Логин
cli-field-last-day = Последний день
cli-field-absent = Отсутствует
cli-field-case = Передача
# $kind (String) - why
# $day (String) - a date
cli-absent-until = { $kind } до { $day }
# $shown (String) - rows shown
# $total (String) - rows in all
cli-total = Показано { $shown } из { $total }.
# $shown (String) - rows shown
# $total (String) - rows in all
# $sum (String) - sums
cli-total-sum = Показано { $shown } из { $total }, всего на { $sum }.
# $n (String) - a number
cli-at-least = больше { $n }
cli-nothing-found = Ничего не найдено.
# $n (String) - «3 из 10»
cli-accesses-closed = Доступов закрыто: { $n }.
cli-rule-final = финальная стадия → РОП
cli-rule-vip = VIP → напарник или старший
cli-rule-region = по региону
cli-rule-industry = по отрасли
cli-rule-even = поровну по нагрузке
cli-rule-with-client = вместе с клиентом
cli-rule-owner = ответственному за клиента
cli-rule-head = РОПу
cli-rule-hand = вручную
cli-conflict-owner-changed = ответственного сменили после предпросмотра
cli-conflict-closed = уже закрыто
cli-conflict-receiver-gone = принимающий сам увольняется
cli-conflict-in-team = принимающий уже в команде клиента
cli-conflict-accepted = уже принято
cli-col-state = Состояние
cli-col-accepted = Принято
cli-col-receiver = Кому
cli-col-load-before = Нагрузка
cli-col-load-after = Станет
cli-col-deals-after = Сделок станет
cli-col-gets = Получит строк
cli-col-rule = Правило
cli-field-snapshot = Опись на старте
cli-field-remaining = Осталось
cli-field-late = Поздно пришедших
cli-field-checklist = Чек-лист
cli-field-overdue = Просрочено
cli-case-missing = Чтобы закрыть, не хватает:
# $count (String) - «50 сделок»
# $sum (String) - sums
cli-count-for = { $count } на { $sum }
cli-no-cases = Передач ещё нет.
# $n (String) - «244 предложения»
cli-proposed = { $n }. Ничего не изменено: применяет estafeta case apply.
cli-apply-nothing = Применять нечего: сначала estafeta case propose.
# $batch (String) - number
# $clients (String) - count
# $deals (String) - count
# $tasks (String) - count
cli-applied = Операция № { $batch }: переданы { $clients }, { $deals }, { $tasks }.
# $batch (String) - number
# $n (String) - «12 объектов»
cli-undone = Операция № { $batch } отменена, возвращено: { $n }.
# $n (String) - «12 строк»
# $left (String) - number
cli-accepted = Принято: { $n }. Ждут ответа: { $left }.
# $n (String) - «12 строк»
# $left (String) - number
cli-declined = Не принято: { $n }. Ждут ответа: { $left }.
# $kind (String) - what it was
# $at (String) - when
cli-touch-done = Записано: { $kind }, { $at }.
cli-field-team = Напарники
cli-field-next-contact = Следующий контакт
cli-arg-keys = Клавиши, нажатые перед рисованием: 3/каскад<Enter>
cli-arg-screen = Название экрана
cli-col-done = Сделано
# $done (String) - clients made
# $all (String) - clients in all
cli-demo-progress = Сделано шагов: { $done } из { $all }
# $n (String) - number
# $state (String) - «Открыта»
cli-case-unseen = Сделано: передача № { $n }, { $state }. Клиентов и сделок в ней вам не показывают: её ведёт руководитель отдела.

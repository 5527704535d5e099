imp-name = Импорт
imp-go-help = Экран «Импорт»: загрузить выгрузку из CRM
imp-about = Выгрузки из CRM и любые таблицы с заголовками: XLSX, XLS и CSV из Битрикс24, amoCRM, 1С, Excel. Сначала отчёт: что понято, что не принято, какие вопросы. F2 сохраняет всё одной операцией; до этого в базе ничего не меняется.
imp-files-note = Выберите файлы и нажмите F2. Сначала будет отчёт.
imp-folder = Папка:
imp-up-row = .. (папка выше)
imp-no-files-here = Здесь нет файлов XLSX, XLS, CSV, HTML или TXT. Enter открывает папку, ← ведёт выше, p — ввести путь.
imp-create-option = создавать сотрудников по именам ответственных (c)
imp-none-chosen = Ничего не отмечено: будет прочитан файл под курсором
# $files (String) - count with noun
# $names (String) - file names
imp-chosen = К чтению { $files }: { $names }
# $n (String) - number
imp-bytes = { $n } Б
# $n (String) - number
imp-kilobytes = { $n } КБ
# $n (String) - number
imp-megabytes = { $n } МБ
imp-read = прочитать
imp-read-help = Прочитать отмеченные файлы и показать отчёт
imp-open = открыть
imp-open-help = Войти в папку; на файле — прочитать
imp-choose = отметить
imp-choose-help = Отметить файл: несколько файлов читаются вместе
imp-all-help = Отметить все файлы этой папки
imp-all = отметить все
imp-path = путь
imp-path-help = Ввести или вставить путь к файлу или папке
imp-path-label = Путь
imp-path-title = Путь к файлу или папке
imp-path-note = Несколько файлов — через точку с запятой. Путь без расширения — папка.
imp-path-needed = Введите путь, например выгрузка/сделки.csv
imp-create = сотрудники
imp-create-help = Заводить сотрудников по именам ответственных, которых нет в базе
imp-up = выше
imp-up-help = Папка выше
imp-added = Добавлено к списку файлов
imp-readonly = База открыта только для чтения: импорт невозможен.
imp-no-file = Под курсором не файл: выберите файл.
imp-no-refused = Непринятых строк нет: сохранять нечего.
imp-reading = Читаю файлы · шаг 1 из 2
imp-comparing = Сверяю с базой · шаг 2 из 2
imp-keeping = Сохраняю одной операцией
imp-saving = Пишу непринятые строки
imp-rows = Строки. Esc остановит, ничего не сохранив.
imp-stopped = Остановлено. Ничего не сохранено.
imp-not-read = Файл не прочитан
imp-not-kept = Не сохранено
imp-not-saved = Файл не записан
imp-understood = Понятно
imp-nothing-kept = Импорт оставлен: ничего не сохранено.
imp-report = Отчёт
imp-report-note = Ещё ничего не сохранено
imp-keep = сохранить всё
imp-keep-help = Сохранить всё одной операцией
imp-answer = ответить
imp-answer-help = Ответить на вопрос, сменить вид этапа или посмотреть строку целиком
imp-refused = непринятые
imp-refused-help = Сохранить непринятые строки в файл с причинами
imp-refused-file = непринятые-строки.csv
imp-leave = уйти
imp-leave-help = Вернуться к файлам, ничего не сохраняя
# $n (String) - count with noun
imp-open-questions = Без ответа: { $n }
imp-open-questions-note = Можно сохранить и так: записи без ответа на вопрос «кто это» останутся без ответственного, неизвестные этапы — в работе, похожие клиенты — отдельно. Вопросы зададутся снова при следующем импорте.
imp-to-questions = К вопросам
imp-keep-anyway = Сохранить
imp-head-files = Файлы
imp-head-owners = Кто эти ответственные?
imp-head-duplicates = Эти клиенты уже есть?
imp-head-conflicts = Расхождения с CRM
imp-head-stages = Этапы сделок
# $pipeline (String) - name in quotes
imp-head-stages-of = Этапы воронки { $pipeline }
imp-head-refused = Не приняты строки
# $n (String) - shown
# $all (String) - in all
imp-head-refused-first = Не приняты строки: первые { $n } из { $all }
# $n (String) - number
imp-file-new = новых { $n }
# $n (String) - number
imp-file-changed = изменено { $n }
# $n (String) - number
imp-file-unchanged = как было { $n }
# $n (String) - number
imp-file-refused = не принято { $n }
# $n (String) - number
imp-refused-row = строка { $n }
imp-no-stage = (этап не указан)
imp-unanswered = без ответа
imp-will-create = завести сотрудника
imp-owner-nobody = оставить без ответственного
# $name (String) - name in quotes
imp-owner-create = Завести сотрудника { $name }
# $name (String) - name in quotes
imp-owner-title = Кто такой { $name }?
imp-resembles = похож
imp-is-same = тот же клиент
imp-is-other = другой клиент
# $name (String) - name in quotes
imp-same-client = Это { $name }
imp-other-client = Другой клиент
# $name (String) - name in quotes
imp-client-title = Клиент { $name } уже есть?
# $name (String) - name in quotes
imp-stage-title = Что значит этап { $name }?
imp-ours-stays = оставлено как в базе
imp-decision = Решение
imp-question = Вопрос
imp-hint-owner = Enter — выбрать сотрудника, завести нового или оставить без ответственного. Ответ действует на все записи с этим именем.
imp-hint-duplicate = Enter — сказать, тот же это клиент или другой.
imp-hint-conflict = Поле изменили и здесь, и в CRM. Enter — сравнить три версии и выбрать; без выбора остаётся значение из базы.
imp-hint-stage = Enter — сменить вид. Финальная стадия — сделки, которые вот-вот закроются: их ведёт РОП.
imp-hint-refused = w — сохранить непринятые строки в файл, исправить и загрузить снова.
imp-stage-kind = Вид
imp-stage-deals = Сделок
imp-stage-guessed = Вид угадан: слов этого этапа программа не знает.
imp-file = Файл
imp-cells = Ячейки строки
imp-source = Откуда
imp-kind = Что в нём
imp-encoding = Кодировка
imp-delimiter = Разделитель
imp-sheet = Лист книги
imp-delimiter-html = таблица HTML
imp-delimiter-tab = табуляция
imp-header-row = Заголовки
imp-count-rows = Строк
imp-count-new = Новых
imp-count-changed = Изменено
imp-count-unchanged = Без изменений
imp-count-refused = Не принято
imp-count-questions = Вопросов
imp-count-conflicts = Расхождений
imp-columns-known = Понятые столбцы
imp-columns-kept = Сохраняются при записи как есть
imp-done = Импорт сохранён
imp-outcome = Итог
imp-next = Что дальше
imp-next-people = 2 — сотрудники: проверьте роли и статусы; оттуда же начинается передача дел.
imp-next-clients = 3 — клиенты, 4 — сделки, 5 — задачи.
imp-next-undo = u — отменить импорт: всё, с чем ещё не работали, уйдёт, изменённое вернётся.
imp-clients = к клиентам
imp-clients-help = Перейти к клиентам
imp-more = ещё файлы
imp-more-help = Вернуться к выбору файлов

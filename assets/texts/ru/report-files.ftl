### Reports and lists of a case as files: what they are called, where they are asked for.

report-title-deals = Активные сделки
report-title-clients = Клиенты
report-title-tasks = Открытые задачи
# $n (String) - number of the case
report-title-ledger = Ведомость передачи { $n }
report-title-metrics = Показатели передач
# $n (String) - number of the case
report-title-metrics-of = Показатели передачи { $n }
# $n (String) - number of the case
report-title-checklist = Чек-листы передачи { $n }

## The key on «Сотрудники» and in the wizard
files-act = В файл
files-act-help = Записать отчёт файлом: таблица для Excel или CSV, список для печати
# $name (String) - the person, short
files-title-of = Отчёт файлом: { $name }
# $n (String) - number of the case
files-title-case = Бумаги передачи №{ $n }
files-row-ledger = Ведомость: решения по каждому объекту
files-row-metrics = Показатели
files-row-checklist = Чек-листы для печати
# $row (String) - what the report holds
# $format (String) - XLSX, CSV, TXT
files-row = { $row }, { $format }
files-written = Записано
files-mode = Файлы открывает только их владелец. Ничего не перезаписано.
files-not-journaled = База открыта только для чтения: в журнал эта выгрузка не записана. Файлы открывает только их владелец.
files-failed = Файл не записан
files-many-title = Больше тысячи строк в одном файле
# $count (String) - how many, with the noun
files-many = Файл уносит из программы { $count }. Такое делают вдвоём; на своей машине вместо второго человека — фамилия.
files-many-no = Не записывать
files-many-yes = Записать

## Everything of one case
# $n (String) - number of the case
dossier-name = Передача { $n } целиком
dossier-crm = Для CRM
dossier-acts = Акты
dossier-letters = Письма
dossier-sheets = Листы
# $folder (String) - the folder
dossier-done = Всё по передаче записано: { $folder }
# $file (String) - a path
dossier-missing = Был записан, но файла больше нет: { $file }
files-row-dossier = Всё по передаче одной папкой, с суммами SHA-256
cli-about-case-papers = Всё по передаче одной папкой, с суммами SHA-256

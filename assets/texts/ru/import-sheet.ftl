# A file of an import as a sheet, before anything is kept.
imp-glance-open = файл
imp-glance-open-help = Посмотреть файл: что понято, первые строки и столбцы
imp-whole = целиком
imp-whole-help = Посмотреть непринятую строку целиком
# $n (String) - its place
# $all (String) - how many there are
imp-sheet-of = Файл { $n } из { $all }
imp-sheet-one = Файл
# $delimiter (String) - in quotes, or the word for a tab
imp-glance-delimiter = разделитель { $delimiter }
# $sheet (String) - in quotes
imp-glance-sheet = лист { $sheet }
imp-glance-book = книга Excel
imp-glance-html = таблица HTML
# $n (String) - number of the row
imp-glance-header = заголовки в строке { $n }
# $span (String) - from one day to another
imp-glance-dates = даты { $span }
imp-glance-no-dates = дат нет
# $n (String) - columns with a meaning
# $all (String) - all columns
imp-glance-columns = столбцов понято { $n } из { $all }
# $n (String) - columns kept as they are
imp-glance-kept = ещё { $n } хранятся как есть
imp-dates = Даты
imp-glance-hint = Enter — первые строки файла и что значит каждый столбец.
# $n (String) - place of the column
imp-column-nameless = столбец { $n }
imp-column-plain = как есть
# $n (String) - place of the column
# $all (String) - how many there are
# $name (String) - its heading, in quotes
# $means (String) - what it means
imp-column-here = столбец { $n } из { $all } { $name } — { $means }
# $n (String) - shown
# $all (String) - in all
imp-rows-first = первые { $n } строк из { $all }
# $n (String) - in all
imp-rows-all = все строки: { $n }
imp-next-file = следующий файл
imp-next-file-help = Посмотреть следующий файл этого импорта
imp-one-file = Файл один.
imp-column-left = столбец левее
imp-column-left-help = Столбец левее
# $n (String) - columns
imp-glance-guessed = догадок { $n }
imp-unknown = Незнакомый файл
imp-unknown-note = Скажите, что значат столбцы: это запомнится для следующих таких файлов.
# $what (String) - kind, source
imp-changed-note = Изменено: { $what }. F2 — перечитать с этим.
# $kind (String) - kind of rows
# $fields (String) - in quotes
imp-lacks = Чтобы прочесть строки ({ $kind }), нужен хотя бы один столбец: { $fields }.
imp-apply = прочитать так
imp-apply-help = Прочитать файлы снова с тем, что сказано о столбцах; это запомнится
imp-meaning = что значит
imp-meaning-help = Сказать, что значит столбец под курсором
imp-face = столбцы/строки
imp-face-help = Показать первые строки рядом или столбцы списком, с примерами
imp-row-kind = что в файле
imp-row-kind-help = Сказать, что в файле: клиенты, сделки, задачи…
imp-row-kind-title = Что в этом файле?
imp-row-source = откуда
imp-row-source-help = Сказать, из какой программы файл: номера записей сравниваются внутри неё
imp-row-source-title = Откуда этот файл?
imp-head-row = строка заголовков
imp-head-row-help = Сказать, в какой строке стоят заголовки
imp-head-row-title = В какой строке заголовки?
# $n (String) - number of the row
# $text (String) - its cells
imp-head-row-item = { $n }. { $text }
imp-head-known = Заголовки этого файла известны: строка найдена по ним.
imp-nothing-said = Ничего не изменено: файл уже прочитан так.
imp-said-first = Сначала F2 — прочитать с изменениями, или Esc — оставить их.
imp-close-sheet = назад
imp-close-sheet-help = Назад, ничего не меняя
imp-unsaid = Столбцы изменены
imp-unsaid-note = Файл ещё не прочитан с тем, что вы сказали о столбцах. Прочитать его так?
imp-unsaid-back = К столбцам
imp-unsaid-apply = Прочитать так
imp-unsaid-drop = Оставить как было
imp-column-plain-choice = Как есть: хранить при записи
# $name (String) - heading in quotes
imp-meaning-title = Что значит столбец { $name }?
# $name (String) - heading in quotes
imp-meaning-taken = сейчас { $name }
imp-how-known = известно
imp-how-guessed = догадка
imp-how-said = сказано вами
imp-head-column = Столбец
imp-head-means = Что значит
imp-head-how = Откуда
imp-head-examples = Примеры
# $n (String) - rows
imp-rows-below = первых строк: { $n }

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
imp-to-report = к отчёту
imp-to-report-help = Вернуться к отчёту
imp-next-file = следующий файл
imp-next-file-help = Посмотреть следующий файл этого импорта
imp-one-file = Файл один.
imp-column-left = столбец левее
imp-column-left-help = Столбец левее

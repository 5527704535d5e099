# Sheets of a book that an import leaves out.
# $sheet (String) - the file and its sheet
# $why (String) - the reason
import-skipped = { $sheet } — пропущен: { $why }
# $n (String) - how many more there are
import-skipped-more = … и ещё пропущенных листов: { $n }
import-skip-blank = в первых 15 строках ничего нет
import-skip-no-rows = есть заголовки, а строк под ними нет
import-skip-no-header = не нашлась строка заголовков
import-skip-unknown-kind = непонятно, что в нём
imp-head-skipped = Пропущенные листы
imp-skipped-why = Почему
imp-hint-skipped = Enter — сказать, что значат столбцы этого листа: он прочтётся вместе с остальными, и это запомнится.
imp-say-sheet = что в листе
imp-say-sheet-help = Сказать, что в пропущенном листе, и прочитать его тоже
imp-sheet-empty = В первых строках этого листа читать нечего.
imp-looking = Смотрю лист
imp-unknown-sheet = Незнакомый лист

import-column-row = Строка
import-column-reason = Причина
# $column (String) - header, in quotation marks
# $why (String) - the reason
import-in-column = Столбец { $column }: { $why }
import-reason-unclosed-quote = открыта и не закрыта кавычка
import-reason-cell-too-long = ячейка длиннее 32 КБ
import-reason-too-many-cells = больше 512 ячеек в строке
# $value (String) - a cell, in quotation marks
import-reason-extra-cells = ячеек больше, чем столбцов; лишнее: { $value }
import-reason-no-id = нет номера записи
import-reason-no-name = нет названия
# $value (String) - a cell, in quotation marks
import-reason-bad-amount = { $value } — не сумма
# $value (String) - a cell, in quotation marks
import-reason-bad-date = { $value } — не дата
# $value (String) - the id, in quotation marks
import-reason-duplicate-id = номер { $value } уже был выше

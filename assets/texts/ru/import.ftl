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
import-reason-no-number = нет номера телефона
# $value (String) - a cell, in quotation marks
import-reason-bad-amount = { $value } — не сумма
# $value (String) - a cell, in quotation marks
import-reason-bad-date = { $value } — не дата
# $value (String) - the id, in quotation marks
import-reason-duplicate-id = номер { $value } уже был выше
# $file (String) - file name
# $source (String) - where from
# $kind (String) - what is in it
# $encoding (String) - encoding
# $row (String) - number of the header row
import-file = { $file }: { $source }, { $kind }, { $encoding }, заголовки в строке { $row }
# $rows (String) - rows read
# $new (String) - new objects
# $changed (String) - changed objects
# $unchanged (String) - unchanged objects
import-counts = строк { $rows }: новых { $new }, изменено { $changed }, без изменений { $unchanged }
# $n (String) - refused rows
import-refused = не принято строк: { $n }
# $n (String) - conflicts
import-conflicts = расхождений с CRM: { $n }
# $n (String) - people
import-employees-created = Заведено сотрудников: { $n }
# $n (String) - clients
import-owners-derived = Ответственный выведен по сделкам у клиентов: { $n }
# $n (String) - ledger lines
import-crm-confirmed = CRM подтвердила нового ответственного, строк сверки: { $n }
# $n (String) - ledger lines
import-crm-still = В CRM ещё на увольняющемся, строк сверки: { $n }
# $n (String) - objects
import-late = Поздно пришло увольняющимся, нужно решение: { $n }
import-kept = Сохранено.
import-not-kept = Проверено, ничего не сохранено.
# $n (String) - questions
import-questions-left = Осталось вопросов: { $n }
# $written (String) - the name as the file has it
# $n (String) - objects
import-ask-owner-nobody = Ответственный { $written } ({ $n }): такого сотрудника в базе нет
# $written (String) - the name as the file has it
# $n (String) - objects
# $candidates (String) - people it can mean
import-ask-owner-maybe = Ответственный { $written } ({ $n }): кто это? Похожи: { $candidates }
# $stage (String) - stage
# $pipeline (String) - pipeline, empty when there is one
# $n (String) - deals
import-ask-stage = Этап { $stage }{ $pipeline } ({ $n }): вид неизвестен, пока считается открытым
# $pipeline (String) - pipeline
import-of-pipeline = { " " }воронки { $pipeline }
# $name (String) - client
# $candidates (String) - clients it resembles
import-ask-duplicate = Клиент { $name }: похоже, уже есть: { $candidates }. Пока заведён отдельно
# $object (String) - reference
# $field (String) - column
# $ours (String) - value in the base
# $theirs (String) - value in the CRM
import-ask-conflict = { $object }, { $field }: в базе { $ours }, в CRM { $theirs }. Оставлено как в базе
# $paths (String) - files
import-refused-saved = Непринятые строки: { $paths }
# $percent (String) - share done
# $rate (String) - rows a second
# $left (String) - seconds left
import-reading = Чтение: { $percent } %, { $rate } строк/с, осталось { $left } с
# $percent (String) - share done
# $rate (String) - rows a second
# $left (String) - seconds left
import-keeping = Сохранение: { $percent } %, { $rate } строк/с, осталось { $left } с

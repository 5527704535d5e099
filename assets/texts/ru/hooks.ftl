### Commands that close an access or give it back: what came of them.

# $name (String) - the leaver
# $account (String) - «CRM: вход (p.ivanov)»
inbox-hook-failed = Команда не закрыла доступ: { $name }, { $account }
# $name (String) - whose access it is
# $account (String) - «CRM: вход (p.ivanov)»
inbox-hook-failed-restore = Команда не вернула доступ: { $name }, { $account }
inbox-hook-failed-todo = Доступ остаётся как был: сделайте это вручную и отметьте, или исправьте команду и повторите её.
# $name (String) - the leaver
# $account (String) - «CRM: вход (p.ivanov)»
inbox-hook-unknown = Неизвестно, закрыт ли доступ: { $name }, { $account }
# $name (String) - whose access it is
# $account (String) - «CRM: вход (p.ivanov)»
inbox-hook-unknown-restore = Неизвестно, возвращён ли доступ: { $name }, { $account }
inbox-hook-unknown-todo = Программа не повторяет её сама: посмотрите в самой системе и ответьте, сделано или повторить.

hook-done = Команда выполнена.
# $code (String) - exit status
hook-exited = Команда ответила отказом, код { $code }.
hook-missing = Программы по указанному пути нет, ничего не запускалось.
hook-not-executable = Файл по указанному пути нельзя запустить: нет права на выполнение.
hook-not-started = Операционная система не смогла запустить команду.
hook-no-command = Для этой системы больше нет команды, или у учётной записи не указано то, что ей нужно.
# $signal (String) - number of the signal
hook-signal = Команда оборвалась по сигналу { $signal }.
hook-timed-out = Команда не уложилась в срок и была завершена.
hook-lost = Программа или машина остановилась, пока команда выполнялась.

op-hook-answer = Отмечен итог команды доступа
op-hook-end = Результат команды доступа
op-hook-take = Запуск команды доступа

# $case (String) - number of the case
# $access (String) - «access:12»
due-revoke-done = Передача № { $case }: доступ закрыт командой ({ $access })
# $case (String) - number of the case
# $access (String) - «access:12»
due-restore-done = Передача № { $case }: доступ возвращён командой ({ $access })
# $case (String) - number of the case
due-hook-failed = Передача № { $case }: команда доступа не выполнена, сообщено ИТ и руководителю
# $case (String) - number of the case
due-hook-again = Передача № { $case }: исход команды доступа неизвестен, она будет повторена
# $case (String) - number of the case
due-hook-dropped = Передача № { $case }: команда доступа уже не нужна
# $case (String) - number of the case
due-hook-unknown = Передача № { $case }: исход команды доступа неизвестен, нужен ответ человека

check-hooks = Команда доступа не выполнена дважды, закрытое командой подтверждено

# $name (String) - who stays
# $accesses (String) - «3 доступа»
inbox-restore = Верните доступ: { $name } остаётся, { $accesses }
# $day (String) - the last day
# $name (String) - who still works until then
# $accesses (String) - «3 доступа»
inbox-restore-until = Верните доступ до { $day }: { $name } ещё работает, { $accesses }
inbox-restore-why = Включите то, что было закрыто, снимите переадресацию и отметьте каждое «восстановлено».
# $accesses (String) - «3 доступа»
inbox-restore-by-command = Командами возвращается: { $accesses }; остальное включите сами, снимите переадресацию и отметьте.
reason-closed-it-himself = проверяет не тот, кто закрывал
op-access-restore = Возвращены доступы
op-access-set = Доступ изменён
op-access-void = Доступ снят с учёта
op-access-import = Загружены доступы

import-reason-no-system = не указана система
# $value (String) - the name, in quotation marks
import-reason-no-such-person = сотрудника { $value } в базе нет
# $value (String) - the name, in quotation marks
import-reason-several-people = под именем { $value } подходят несколько человек: допишите имя или отчество

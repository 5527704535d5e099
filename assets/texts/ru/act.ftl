### «Акт приёма-передачи дел» and its annexes (3 §3, seed 0).

# $number (String) - the act's number
act-title = АКТ № { $number }
act-subtitle = приёма-передачи дел
# $number (String) - the act's number
# $date (String) - its date
act-running = Акт приёма-передачи дел № { $number } от { $date }
paper-page = Лист
paper-page-of = из
act-no-place = место составления: ____________________

## 1. Sides
act-sides = Стороны и основание
act-gives = Передаёт
act-takes = Принимают
act-head = Руководитель
act-office = Организация
act-basis = Основание
act-basis-planned = увольнение
act-basis-crisis = внезапный уход: дела приняты без передающего
act-basis-absence = временное отсутствие
act-basis-single = передача клиента
# $date (String) - day of the application
act-basis-notice = заявление получено { $date }
# $date (String) - the last working day
act-basis-last-day = последний рабочий день { $date }
# $name (String) - name
# $role (String) - role
act-person = { $name }, { $role }
# $name (String) - name
# $role (String) - role
# $department (String) - department
act-person-department = { $name }, { $role }, { $department }
act-declares-part = Подписывая акт, стороны подтверждают: клиенты, сделки и задачи, перечисленные в приложениях, назначены принимающим, а сколько из них уже принято, сказано в каждом приложении; известные сведения о них внесены в CRM; претензий нет, кроме записанных в разделе «Замечания». У каждого принимающего своё приложение и своя подпись под ним.
act-declares = Подписывая акт, стороны подтверждают: клиенты, сделки и задачи, перечисленные в приложениях, переданы и приняты; известные сведения о них внесены в CRM; претензий нет, кроме записанных в разделе «Замечания». У каждого принимающего своё приложение и своя подпись под ним.

## 2. What is handed over
act-handed = Что передано
act-col-n = №
act-col-receiver = Принимающий
act-col-annex = Прил.
act-col-clients = Клиентов
act-col-deals = Сделок
act-col-amount = На сумму
act-col-tasks = Задач
act-col-others = Прочее
act-total = Итого
# $n (String) - «13 из 113»
act-not-all-accepted = Акт составлен до окончания приёма: из строк, требующих приёма, принято { $n }. Остальные назначены принимающим, но ими ещё не приняты.

## 3. The ledger
act-ledger = Сверка с описью на старте
act-col-kind = Что
act-col-snapshot = В описи
act-col-late = Позже
act-col-assigned = Передаётся
act-col-kept = Остаётся
act-col-closed = Закрыто
act-col-else = Иначе
act-col-undecided = Не решено
act-col-sums = Сумма в описи
act-kind-client = Клиенты
act-kind-deal = Открытые сделки
act-kind-task = Открытые задачи
act-kind-lead = Лиды
act-kind-team = Участие в командах
act-kind-authored = Задачи для других
act-kind-reference = Правила и должности
act-ledger-open = Опись ещё не сошлась: строки из столбца «Не решено» ни за кем не закреплены.

## 4. Settled otherwise
act-settled = Решено иначе
act-col-title = Название
act-col-decision = Решение
act-col-reason = Причина

## 5. Accesses
act-accesses = Доступы передающего
act-col-system = Система
act-col-login = Логин
act-col-state = Состояние
act-col-when = Когда
act-col-redirect = Переадресация
act-no-accesses = Учётных записей за передающим не числится.

## 6. Context
act-context = Контекст: подтверждено и снято
act-context-why = Здесь перечислено, где подтверждено, что сообщать нечего, и где требование снято с причиной; кто это сделал, сказано в строке.
act-col-block = Блок
act-col-who = Кто
act-col-note = Отметка
# $who (String) - whose sheet it is
# $day (String) - when it was read in
# $head (String) - who read it in
act-by-sheet = { $who }, по листу передачи; лист внесён { $day }: { $head }
act-nothing-special = ничего особенного, подтверждено
# $reason (String) - why it was waived
act-waived = снято: { $reason }

## 7. Data
act-data = Полнота данных
# $date (String) - how fresh the CRM's data is
act-data-at = Данные CRM загружены по состоянию на { $date }.
act-data-unknown = Дата данных CRM неизвестна.
# $list (String) - kinds of data
act-loaded = В программу загружены: { $list }.
# $list (String) - kinds of data
act-not-loaded = В программу не загружались: { $list }. О них акт ничего не утверждает.

## 8. Remarks, signatures, checks
act-remarks = Замечания
act-no-remarks = К моменту составления замечаний нет. Замечания от руки:
act-signatures = Подписи
act-signs-leaver = Дела передал(а)
act-signs-head = Руководитель
# $what (String) - what is signed
# $n (String) - number of the annex
act-signs-annex = { $what }, приложение № { $n }
act-signs-nothing = Дел по этому акту нет: возвращены или переданы другим
# $what (String) - what is signed
# $role (String) - role
act-signs-as = { $what }, { $role }
act-sign-place = подпись
act-date-place = дата
# $state (String) - refused or absent
# $date (String) - when it was recorded
act-instead = { $state }, записано { $date }
# $name (String) - who
# $note (String) - what was noted beside the signature
act-sign-note = { $name }: { $note }
act-commission = Подпись отсутствует у одного из участников: это записано выше. Состав переданного подтверждает комиссия:
act-commission-member = Член комиссии
act-checks = Контрольные данные
act-made = Составлен
act-snapshot = Опись на старте, SHA-256
act-no-snapshot = описи нет
act-journal = Журнал
# $seq (String) - number of the entry
# $hash (String) - its hash
act-journal-head = запись № { $seq }, { $hash }
act-legal = Трудовой кодекс РФ такого акта не требует; расчёт при увольнении от его подписания не зависит. Акт составлен для внутреннего учёта и не является юридической консультацией. Сведения о контактных лицах — персональные данные (152-ФЗ): храните и передавайте акт как документ с ними.

## Annex
# $n (String) - number of the annex
act-annex = Приложение № { $n }
# $number (String) - the act's number
# $date (String) - its date
act-annex-to = к акту приёма-передачи дел № { $number } от { $date }
act-annex-receiver = Принимающий
act-annex-from = Передающий
act-clients = Клиенты
act-deals = Сделки
act-tasks = Задачи
act-promises = Обещания клиентам
act-documents = Документы, которые должны мы или клиент
act-other-lines = Прочее
act-col-client = Клиент
act-col-segment = Сегмент
act-col-contacts = Контактные лица
act-col-next = Следующий шаг
act-col-deal = Сделка
act-col-stage = Этап
act-col-sum = Сумма
act-col-task = Задача
act-col-task-kind = Вид
act-col-due = Срок
act-col-promise = Обещано
act-col-of = По какой сделке или клиенту
act-col-stands = Отметка
act-col-docs = Что и кому
act-no-client = без клиента
# $clients (String) - count of clients
# $deals (String) - count of deals
# $sums (String) - sums
# $tasks (String) - count of tasks
act-annex-total = Всего: { $clients }, { $deals } на { $sums }, { $tasks }.
# $clients (String) - count of clients
# $deals (String) - count of deals
# $tasks (String) - count of tasks
act-annex-total-no-sum = Всего: { $clients }, { $deals }, { $tasks }.
# $accepted (String) - accepted of total
act-annex-accepted = Принято: { $accepted }.
# $n (String) - count
act-accepted-by-list = списком { $n }
# $n (String) - count
act-accepted-by-sheet = по листу { $n }
# $n (String) - count
act-accepted-by-words = со слов { $n }
# $n (String) - count
act-accepted-forced = решением руководителя { $n }
# $accepted (String) - accepted of total
# $ways (String) - list of how
act-annex-accepted-ways = Принято: { $accepted } (из них { $ways }).

## What a receiver signs
act-took = Дела принял(а)
act-took-by-sheet = Дела принял(а) по листу приёма
act-took-by-words = Дела принял(а), записано со слов
act-took-forced = Дела назначены решением руководителя
act-took-none = Дела распределены, приём не подтверждён
act-took-nothing = С приложением ознакомлен(а)
# $n (String) - count
act-took-own = принял(а) { $n }
# $n (String) - count
act-took-rest = не принято { $n }
# $n (String) - count of lines
# $parts (String) - list of what became of them
act-took-parts = Строк { $n }: { $parts }

## Files
# $n (String) - number of the case
act-file-name = Акт-{ $n }

### Screen terms of the vocabulary (2 §1): the words people in the field use.

## Role
word-role-head = РОП
word-role-senior = старший менеджер
word-role-manager = менеджер
word-role-hr = кадры
word-role-it = ИТ
word-role-security = безопасность
word-role-director = директор

## EmployeeStatus
word-employee-status-active = Активен
word-employee-status-probation = На испытательном
word-employee-status-leaving = Увольняется
word-employee-status-dismissed = Уволен

## AbsenceKind
word-absence-kind-leave = отпуск
word-absence-kind-illness = болезнь
word-absence-kind-trip = командировка

## Segment
word-segment-vip = VIP
word-segment-important = важный
word-segment-regular = обычный
word-segment-occasional = случайный

## Temperature
word-temperature-hot = горячий
word-temperature-warm = тёплый
word-temperature-cold = холодный

## DecisionRole
word-decision-role-decides = решает
word-decision-role-influences = влияет
word-decision-role-helps = помогает
word-decision-role-avoid = не вовлекать
word-decision-role-unknown = роль не указана

## Salutation
word-salutation-certain = проверено
word-salutation-guessed = угадано
word-salutation-unknown = неизвестно

## Gender
word-gender-male = мужской
word-gender-female = женский

## StageKind
word-stage-kind-open = в работе
word-stage-kind-final = финальная стадия
word-stage-kind-won = выиграна
word-stage-kind-lost = проиграна

## TaskKind
word-task-kind-call = звонок
word-task-kind-meeting = встреча
word-task-kind-document = документ
word-task-kind-invoice = счёт на контроле
word-task-kind-other = другое

## TaskSource
word-task-source-task = задача
word-task-source-activity = дело
word-task-source-plan = план

## TaskState
word-task-state-open = открыта
word-task-state-done = выполнена

## LeadState
word-lead-state-new = новый
word-lead-state-working = в работе
word-lead-state-converted = стал сделкой
word-lead-state-closed = закрыт

## TouchKind
word-touch-kind-call = звонок
word-touch-kind-mail = письмо
word-touch-kind-meeting = встреча

## CaseKind
word-case-kind-planned = плановая
word-case-kind-crisis = внезапный уход
word-case-kind-absence = замещение
word-case-kind-single = передача клиента

## CaseState
word-case-state-draft = Черновик
word-case-state-open = Открыта
word-case-state-distributing = Распределение
word-case-state-handing-over = Передача
word-case-state-signing = Подписание
word-case-state-closed = Закрыта
word-case-state-observing = Наблюдение
word-case-state-finished = Итоги
word-case-state-withdrawn = Отозвана
word-case-state-paused = Приостановлена

## LineKind
word-line-kind-client = клиент
word-line-kind-deal = сделка
word-line-kind-task = задача
word-line-kind-lead = лид
word-line-kind-team = участие в команде
word-line-kind-authored = задача для другого
word-line-kind-reference = упоминание

## Disposition
word-disposition-assign = передать
word-disposition-keep = остаётся
word-disposition-close-won = закрыть: выиграна
word-disposition-close-lost = закрыть: проиграна
word-disposition-archive = в архив
word-disposition-merge = объединить
word-disposition-exclude = исключить

## CrmState
word-crm-state-pending = ждёт проверки
word-crm-state-confirmed = проверено в CRM
word-crm-state-still-leaver = в CRM ещё на прежнем

## AcceptanceState
word-acceptance-state-offered = предложено
word-acceptance-state-accepted = принято
word-acceptance-state-declined = отклонено
word-acceptance-state-expired = срок вышел
word-acceptance-state-forced = решением РОПа
word-acceptance-state-withdrawn = снято

## Via
word-via-screen = на экране
word-via-sheet = по листу
word-via-words = со слов

## ListKind
word-list-kind-preventive = Превентивные меры
word-list-kind-notice = При получении заявления
word-list-kind-day = В день увольнения и после
word-list-kind-hours24 = Первые 24 часа
word-list-kind-week = Первая неделя

## Phase
word-phase-closing = к закрытию
word-phase-observing = в наблюдении

## ItemState
word-item-state-open = не сделано
word-item-state-done = сделано
word-item-state-not-applicable = не требуется
word-item-state-waived = снято

## AccessState
word-access-state-planned = запланировано
word-access-state-asked = поручено
word-access-state-done = закрыто
word-access-state-verified = проверено
word-access-state-restore = восстановить
word-access-state-restored = восстановлено
word-access-state-void = нет такого

## LetterState
word-letter-state-draft = черновик
word-letter-state-approved = утверждено
word-letter-state-queued = в очереди
word-letter-state-sending = отправляется
word-letter-state-sent = отправлено
word-letter-state-not-bounced = не вернулось
word-letter-state-confirmed = подтверждено
word-letter-state-bounced = вернулось
word-letter-state-failed = не отправлено
word-letter-state-unknown = неясно, ушло ли

## SignatureState
word-signature-state-waiting = ждёт подписи
word-signature-state-signed = подписано
word-signature-state-refused = отказ от подписи
word-signature-state-absent = отсутствует

## JobState
word-job-state-queued = в очереди
word-job-state-running = выполняется
word-job-state-done = готово
word-job-state-failed = не удалось
word-job-state-unknown = исход неизвестен

## Block
word-block-state = Статус
word-block-next-step = Следующий шаг
word-block-specifics = Особенности клиента
word-block-history = История и обещания
word-block-people = Контактные лица
word-block-deciders = Кто решает
word-block-terms = Особые условия и обещания
word-block-next-contact = Следующий контакт

## BlockState
word-block-state-empty = не заполнено
word-block-state-filled = заполнено
word-block-state-confirmed = ничего особенного
word-block-state-waived = не требуется

## Source
word-source-bitrix24 = Битрикс24
word-source-amocrm = amoCRM
word-source-onec = 1С
word-source-hubspot = HubSpot
word-source-pipedrive = Pipedrive
word-source-maven = набор Maven
word-source-other = другой источник

## FileKind
word-file-kind-deals = сделки
word-file-kind-clients = клиенты
word-file-kind-contacts = контакты
word-file-kind-tasks = задачи
word-file-kind-leads = лиды
word-file-kind-calls = звонки
word-file-kind-employees = сотрудники
word-file-kind-log = журнал действий
word-file-kind-products = товары

## Kind
word-kind-employee = сотрудник
word-kind-department = отдел
word-kind-client = клиент
word-kind-contact = контактное лицо
word-kind-stage = этап
word-kind-deal = сделка
word-kind-task = задача
word-kind-lead = лид
word-kind-touch = касание
word-kind-case = передача
word-kind-line = строка сверки
word-kind-acceptance = приём дел
word-kind-item = пункт
word-kind-access = доступ
word-kind-letter = письмо
word-kind-act = акт
word-kind-inbox = входящее
word-kind-rule = правило
word-kind-context = контекст
word-kind-signature = подпись
word-kind-absence = отсутствие
word-kind-team = команда клиента
word-kind-note = заметка

## TaskField
word-task-field-why = Зачем
word-task-field-said = О чём говорили
word-task-field-place = Место
word-task-field-participants = Участники
word-task-field-agenda = Повестка
word-task-field-what = Что за документ
word-task-field-format = Формат
word-task-field-promised = Когда обещали оплатить
word-task-field-problems = Были ли проблемы

## Responsible
word-responsible-leaver = увольняющийся
word-responsible-receivers = принимающие

## Other forms of the same words
word-role-title-head = руководитель отдела продаж
word-temperature-short-hot = гор
word-temperature-short-warm = тёп
word-temperature-short-cold = хол
word-block-short-specifics = Особенности
word-block-short-history = История
word-block-short-people = Контакты
word-block-short-terms = Условия

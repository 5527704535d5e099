# Экран «Сигналы»: сигналы журнала CRM, инциденты, строки журнала.

# $n (String) - phones and mails
signal-contacts = контактов: { $n }
# $n (String) - events
signal-why-gone = Действий после ухода: { $n }
# $n (String) - what was reached
# $limit (String) - the threshold
signal-why-export-rows = Выгружено строк за день: { $n }, порог { $limit }
# $n (String) - what was reached
# $limit (String) - the threshold
signal-why-exports = Выгрузок за день: { $n }, порог { $limit }
# $n (String) - what was reached
# $limit (String) - the threshold
signal-why-views-hour = Карточек за один час: { $n }, порог { $limit }
# $n (String) - what was reached
# $limit (String) - the threshold
signal-why-views-day = Карточек за день: { $n }, порог { $limit }
# $n (String) - what was reached
# $limit (String) - the person's median day
signal-why-views-median = Карточек за день: { $n }, обычный день этого человека: { $limit }
# $n (String) - what was reached
# $limit (String) - the threshold
signal-why-deletions = Удалений за день: { $n }, порог { $limit }
# $n (String) - what was reached
# $limit (String) - the threshold
signal-why-contact-edits = Правок телефонов и почты за день: { $n }, порог { $limit }
# $n (String) - what was reached
# $limit (String) - the threshold
signal-why-off-hours = Действий вне рабочего времени: { $n }, порог { $limit }
# $n (String) - what was reached
# $limit (String) - the threshold
signal-why-day-off = Действий в выходной: { $n }, порог { $limit }
# $n (String) - events from the address
# $limit (String) - days of the log before
signal-why-address = Действий с нового для человека адреса: { $n }; дней в журнале до этого: { $limit }
# $n (String) - what was reached
# $limit (String) - the threshold
signal-why-portfolio = Телефонов и почт пропало или заменено: { $n }, порог { $limit }

notice-24 = за 24 часа: уведомить Роскомнадзор об инциденте
notice-72 = за 72 часа: сообщить в Роскомнадзор, что выяснили

signals-name = Сигналы
signals-go-help = Сигналы журнала CRM и инциденты: выгрузки, просмотры, удаления, сроки 24 и 72 часа
signals-about = Что в журнале действий CRM требует взгляда. Enter открывает строки журнала; по каждому сигналу решите: норма или инцидент. У инцидента с персональными данными идут сроки уведомлений.
signals-normal = норма
signals-normal-help = Посмотрел: норма, с причиной; вернётся, только если вырастет
signals-incident = инцидент
signals-incident-help = Сделать из сигнала инцидент под подозрением
signals-confirm = подтвердить
signals-confirm-help = Подтвердить инцидент: он войдёт в показатель «Утечек»
signals-dismiss = снять
signals-dismiss-help = Снять подозрение, с причиной
signals-notice = уведомлено
signals-notice-help = Отметить следующее уведомление (24 часа, потом 72) сделанным
signals-tell = дополнить
signals-tell-help = Описать инцидент словами и сказать, затронуты ли персональные данные
signals-write = записать инцидент
signals-write-help = Записать инцидент вручную, без сигнала
signals-log = весь журнал
signals-log-title = Журнал CRM
signals-log-help = Открыть весь журнал действий CRM, от новых событий к старым

# $day (String) - «пн, 9 нояб., 18:20»
signals-log-until = журнал CRM прочитан до { $day }
signals-log-none = журнал CRM не читали
signals-only-open = Ждут решения
signals-all = Все
# $name (String) - a person
signals-of = Только { $name }
signals-empty = Сигналов и инцидентов нет.
signals-empty-no-log = Журнал CRM ещё не читали: выгрузите его и импортируйте (i).
signals-one-order = Список всегда идёт от новых к старым
signals-no-marks = Каждый сигнал решают отдельно
signals-not-signal = Это уже инцидент
signals-looked-already = Уже отмечено: норма
signals-not-incident = Это сигнал; сначала сделайте из него инцидент (b)
signals-no-clock = Сроки не идут: персональные данные не затронуты или инцидент снят
signals-notices-done = Оба уведомления сделаны

signals-col-when = Когда
signals-col-who = Кто
signals-col-what = Что
signals-col-size = Сколько
signals-col-state = Состояние
signals-col-object = Объект
signals-col-event = Событие
signals-col-address = Адрес
signals-col-rows = Строк
signals-nobody = не известно
# $kind (String) - kind of incident
signals-incident-row = Инцидент: { $kind }
# $left (String) - «осталось 5 ч 10 мин»
signals-clock-left = { $left } до уведомления

signals-card-day = День
signals-card-span = С и по
# $from (String) - time
# $to (String) - time
signals-from-to = { $from } … { $to }
signals-card-address = Адрес
signals-card-state = Состояние
signals-card-reason = Причина
signals-card-case = Передача
signals-card-client = Клиент
signals-card-what = Что было
signals-card-found = Обнаружено
signals-card-personal = Персональные
signals-personal-yes = данные затронуты, сроки идут (152-ФЗ, ст. 21)
signals-personal-no = данные не затронуты
signals-card-notices = Уведомления
# $at (String) - time
signals-notice-made = сделано { $at }
# $at (String) - time
signals-notice-due = до { $at }
# $n (String) - «70 событий»
signals-card-events = Строки журнала: { $n }
# $n (String) - «70 событий»
signals-card-more = Enter: все строки ({ $n })
signals-card-changes = Что изменилось у клиентов между выгрузками
# $before (String) - the value before
# $after (String) - the value now
signals-was-now = { $before } → { $after }
signals-gone = нет
signals-card-file = Файл, строка
# $file (String) - the file
# $line (String) - the row
signals-file-line = { $file }, { $line }
signals-card-detail = Описание
signals-card-written = В журнале
signals-card-unknown = Среди сотрудников нет: имя как в журнале
signals-log-empty = Таких событий в журнале нет.

signals-normal-title = Норма: почему
signals-normal-note = Сигнал закрывается с причиной. Если журнал покажет, что действий стало больше, он вернётся.
signals-reason = Причина
signals-dismiss-title = Снять подозрение: почему
signals-dismiss-note = Снятый инцидент не входит в показатели; причина остаётся в журнале.
signals-confirm-title = Подтвердить инцидент
signals-confirm-note = Подтверждённый инцидент входит в показатель «Утечек» передачи. Если затронуты персональные данные, за 24 часа нужно уведомить Роскомнадзор, за 72 часа сообщить, что выяснили. Это не юридическая консультация.
signals-confirm-reason = Что установили
signals-personal = Персональные данные
signals-yes = да
signals-no = нет
signals-tell-title = Инцидент: что было
signals-write-title = Новый инцидент
signals-write-note = Подозрение, о котором журнал CRM не говорит: клиент пожаловался, нашли файл, увидели базу у чужих.
signals-write-kind = Вид
signals-write-person = О ком
signals-write-what = Что случилось
signals-write-what-needed = Напишите в двух словах, что случилось
signals-saved-normal = Отмечено: норма
# $n (String) - number
signals-saved-incident = Инцидент № { $n } записан
signals-saved-confirmed = Инцидент подтверждён
signals-saved-dismissed = Подозрение снято
signals-saved-notice = Уведомление отмечено

clients-former-call = звонил бывший
clients-former-call-help = Звонил бывший менеджер: сразу записать инцидент под подозрением
# $n (String) - number
# $name (String) - the former manager
clients-former-title = Инцидент № { $n }: звонил бывший менеджер, { $name }
clients-former-note = Инцидент уже записан. Заметка не обязательна: что сказал клиент, что предлагали. Esc оставит без неё.
clients-former-what = Что сказал клиент

# Шаг «Логи» передачи.
cases-step-logs = Логи
cases-why-logs = Что человек делал в CRM в последние дни: выгрузки, просмотры, удаления, правки телефонов. След остаётся, пока журнал не стёрт.
logs-open = все сигналы
logs-open-help = Открыть сигналы этого человека и строки журнала
# $login (String) - time
logs-seen = Последний вход в CRM: { $login }
logs-seen-no-login = Входов в журнале нет
# $any (String) - time
logs-seen-any = Последнее действие: { $any }
logs-unmatched = В журнале нет этого человека: проверьте его логин в карточке сотрудника и прочитайте журнал ещё раз.
logs-none = Журнал действий CRM не читали: об утечках сказать нечего.
# $until (String) - «журнал CRM прочитан до …»
# $age (String) - «2 дня»
logs-old = { $until }: это { $age } назад, нужна свежая выгрузка
# $crm (String) - «Битрикс24»
# $menu (String) - path in the menus
logs-how = Где взять: { $crm }, { $menu }; отберите этого человека и последний месяц. Потом импорт (i).
logs-how-other = Попросите у администратора CRM журнал действий за месяц: таблица с колонками «Дата», «Пользователь», «Событие», «Объект», «IP». Потом импорт (i).
logs-empty = Сигналов по этому человеку нет, телефоны, почта и суммы у клиентов не менялись.
logs-empty-no-log = Отличий между выгрузками нет; журнал ещё не читали.

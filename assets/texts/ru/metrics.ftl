### The figures of a handover: names and values.

metric-lost-deals = Потеряно сделок
metric-lost-amount = Потеряно на сумму
metric-lost-because = Из них из-за ухода
metric-hot-hours = До передачи горячих и VIP
metric-hot-working-hours = До передачи горячих и VIP, рабочее время
metric-full-hours = До полной передачи
metric-full-working-hours = До полной передачи, рабочее время
metric-opening-lag = От заявления до открытия
metric-notified-by-last-day = Клиентов уведомлено к последнему дню
metric-notified-by-deadline = Клиентов уведомлено в срок
metric-first-contact = Первый контакт вовремя
metric-leaks = Утечек
metric-context = Полнота контекста
metric-overdue-tasks = Просроченных задач
metric-access-lag-worst = Худшее опоздание с доступом
metric-access-lag-median = Медиана опоздания с доступом
metric-proposals-kept = Предложения, принятые без правок
metric-card-comments = Карточек с комментарием в CRM
metric-orphans = Осталось на уволенных

metric-not-measured = не измерялось
# $value (String) - a value
metric-preliminary = { $value }, предварительно
# $percent (String) - «3,1 %»
# $of (String) - «1 из 33»
metric-share = { $percent } ({ $of })
metric-state-final = окончательно
metric-state-preliminary = предварительно

## Метрики: цифры каждой передачи по точным определениям.

metrics-name = Метрики
metrics-go-help = Экран «Метрики»: чем кончилась каждая передача, в цифрах и с целями
metrics-about = Слева передачи, справа их показатели с целями. Enter на показателе покажет, из чего он сложился: числитель, знаменатель, окно и дату данных. Чего не измеряли, то так и названо — не ноль.
metrics-case = передача
metrics-case-help = Открыть мастер этой передачи
metrics-pane = список / цифры
metrics-pane-help = Перейти к показателям и обратно к списку
metrics-made-of = из чего
metrics-made-of-help = Показать, из чего сложился показатель
metrics-only-look = Здесь только смотрят: выберите передачу и нажмите Enter
metrics-none = Передач ещё не было
metrics-empty = Передач ещё не было, считать не по чему. Начните первую: «Сотрудники» (клавиша 2), e — «увольняется».
metrics-col-case = Передача
metrics-col-state = Состояние
metrics-col-lost = Потери
metrics-col-hours = До передачи
metrics-col-notified = Уведомл.
metrics-headline = Главное
metrics-others = Остальное
metrics-heads = значение     цель
metrics-star = * предварительно: окно ещё не закончилось
metrics-not-measured = не измерялось
metrics-value = Значение
metrics-numerator = Числитель
metrics-denominator = Знаменатель
metrics-target = Цель
metrics-window = Окно
# $from (String) - start
# $to (String) - end
metrics-from-to = { $from } – { $to }
metrics-as-of = Данные на
metrics-state = Точность
metrics-state-final = окончательно
metrics-state-preliminary = предварительно: окно ещё не закончилось
metrics-state-not-measured = не измерялось: нет данных, по которым это видно
metrics-state-no-data = н/д: делить не на что
metrics-definition = Как считается
# $n (String) - how many deals
metrics-left-out = Исключено и объединено, в знаменатель не входит: { $n }
# $n (String) - how many deals
metrics-reason-missing = Потеряно с «причина не указана»: { $n }

metric-lost-deals = Потеряно сделок
metric-lost-deals-def = Сделки из описи, проигранные за время передачи и 90 дней после последнего дня (с решением «закрыть: проиграна» тоже), к открытым сделкам описи. Без загрузки выгрузки в последние 30 дней окна — «не измерялось».
metric-lost-amount = Потеряно, деньги
metric-lost-amount-def = То же по суммам сделок, каждая валюта отдельно.
metric-lost-because = Из них из-за ухода
metric-lost-because-def = Потерянные с причиной «ушёл за менеджером», «не связались», «сорван срок» или «потеряна договорённость», ко всем потерянным.
metric-hot-hours = До передачи горячих и VIP
metric-hot-working-hours = То же, рабочее время
metric-hot-hours-def = От заявления до последнего приёма среди горячих и VIP. Пока не всё принято, часы идут.
metric-full-hours = До полной передачи
metric-full-working-hours = То же, рабочее время
metric-full-hours-def = От заявления до последнего приёма по всей описи. Пока не всё принято, часы идут.
metric-opening-lag = От заявления до начала
metric-opening-lag-def = Сколько прошло от получения заявления до начала передачи в программе.
metric-notified-by-last-day = Клиенты уведомлены
metric-notified-by-deadline = Уведомлены к сроку
metric-notified-def = Клиенты, у которых письмо не вернулось или подтверждено, либо записан звонок, — ко всем клиентам, сменившим менеджера. Кто просил не писать, в знаменатель не входит.
metric-first-contact = Первый контакт вовремя
metric-first-contact-def = Касание нового менеджера в срок (VIP и горячие — 1 рабочий день, остальные — 5) после приёма, к переданным клиентам.
metric-leaks = Утечки
metric-leaks-def = Подтверждённые случаи за 30 дней до начала и 180 дней после последнего дня. Журнал действий не читали — «не измерялось»: молчание не доказательство.
metric-context = Полнота контекста
metric-context-def = Заполненные и подтверждённые блоки контекста к требуемым, на последний день.
metric-overdue-tasks = Просроченные задачи
metric-overdue-tasks-def = Задачи описи, просроченные на уходящем или в первые 3 дня после передачи, к открытым задачам описи.
metric-access-lag-worst = Доступы: худшая задержка
metric-access-lag-median = Доступы: обычная задержка
metric-access-lag-def = Насколько позже срока закрыт доступ: худший случай и медиана. У незакрытых часы идут.
metric-proposals-kept = Предложения приняты
metric-proposals-kept-def = Строки, применённые так, как предложили правила, ко всем предложенным.
metric-card-comments = Комментарий в CRM
metric-card-comments-def = Принятые строки, у которых в карточке CRM отмечен комментарий о передаче, ко всем принятым.
metric-orphans = Осталось на уволенных
metric-orphans-def = Открытые сделки и клиенты, которые по всей базе числятся на уволенных.

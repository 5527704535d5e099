## Сегодня: что делать сейчас, как идут передачи, тревоги.

today-name = Сегодня
today-go-help = Экран «Сегодня»: что делать сейчас по всем передачам, по срокам
today-about = Всё, что нужно сделать по всем передачам: просроченное, на сегодня, на завтра и на неделю вперёд. Enter открывает то место, где это делают; d отмечает сделанным прямо здесь; z откладывает до утра следующего рабочего дня; t открывает тревогу. Tab — к передачам.
today-open-help = Перейти туда, где это делают
today-pane = дела / передачи
today-pane-help = Перейти к передачам и обратно к делам
today-now = СЕЙЧАС
today-cases = ПЕРЕДАЧИ
today-alarms = ТРЕВОГИ
today-later = на неделе
today-overdue = просрочено
# $cases (String) - «2 передачи»
today-other-pane = { $cases } — Tab
today-nothing-to-open = Срочных дел нет: открывать нечего
today-no-cases = Открытых передач нет
today-empty-no-cases =
    Открытых передач нет, срочных дел тоже.
    Кто-то уходит? Откройте «Сотрудники» (клавиша 2), встаньте на него и нажмите e — «увольняется».
today-empty =
    На ближайшую неделю сроков нет.
    Чтобы двигать передачи дальше: Tab, выберите передачу, Enter — мастер откроется на шаге, где ждёт работа.
# $one (String) - the first of them
# $n (String) - how many more
today-and-more = { $one } и ещё { $n }
# $what (String) - which accesses
today-access = Закрыть доступ: { $what }
# $who (String) - receiver
# $lines (String) - «12 строк»
today-acceptance = Приём дел: { $who }, { $lines } без ответа
# $letters (String) - «38 писем»
today-letters-approve = Утвердить письма клиентам: { $letters }
# $letters (String) - «38 писем»
today-letters-send = Отправить утверждённое: { $letters }
# $who (String) - client
today-vip-call = Позвонить VIP до письма: { $who }
today-act = Составить акт приёма-передачи
today-act-outdated = Составить акт заново: прежний устарел
# $who (String) - who has not signed
today-signature = Подписать акт: { $who }
today-signature-own = Подпишите акт приёма-передачи дел
# $n (String) - «12 из 53»
today-context = Запишите контекст сделок и клиентов: осталось { $n }
# $clients (String) - «16 клиентов»
today-calls = Обзвон: осталось { $clients }
# $lines (String) - «34 строки»
# $name (String) - the leaver
today-crm = Проверить CRM: { $lines } ещё на уходящем ({ $name })
# $who (String) - the new manager
# $title (String) - client
today-first-contact = Первый контакт: { $who } — { $title }
today-first-contact-note = первый звонок, письмо или встреча нового менеджера: записать в карточке клиента
# $name (String) - whom the incident is about
# $notice (String) - «за 24 часа: уведомить Роскомнадзор об инциденте»
today-notice = { $name }, { $notice }
# $who (String) - responsible
today-responsible = отвечает { $who }
# $who (String) - whom
# $phone (String) - number
today-ring = звонить: { $who }, { $phone }
today-told = из входящих
# $what (String) - «2 лида, 1 задача»
# $name (String) - the leaver
today-alarm-late = Пришло поздно, на уходящего: { $what } ({ $name })
# $lines (String) - «12 строк»
# $name (String) - the leaver
today-alarm-temporary = Временно дольше 7 дней: { $lines } ({ $name })
# $accesses (String) - «2 доступа»
# $name (String) - the leaver
today-alarm-unknown = Неизвестно, закрыты ли: { $accesses } ({ $name })
# $lines (String) - «2 строки»
today-alarm-declined = Отказались дважды: { $lines }. Нужно ваше решение.
# $letters (String) - «2 письма»
today-alarm-bounced = Вернулось: { $letters }. Найдите другой адрес или позвоните.
# $objects (String) - «2 объекта»
today-alarm-orphans = На уволенных числится: { $objects }
# $objects (String) - «2 объекта»
today-alarm-ownerless = Без ответственного: { $objects }
# $day (String) - the day
today-last-day = последний день { $day }
# $day (String) - the day
today-last-day-passed = последний день прошёл: { $day }
today-bar-context = контекст
today-bar-accepted = приём дел
today-bar-letters = клиенты
today-bar-accesses = доступы
today-bar-none = не требуется
today-remaining = осталось
today-remaining-none = всё распределено
# $day (String) - the day
# $ago (String) - «3 дня назад»
today-data = данные на { $day }, { $ago }
today-bar-calls = обзвон
today-log = логи
today-done = сделано
today-done-help = Отметить сделанным прямо здесь: пункт списка, задачу или запись из входящих
today-later-act = отложить
today-later-help = Убрать строку до утра следующего рабочего дня; закрытие доступов, обзвон и сроки закона не откладывают
today-again = вернуть отложенное
today-again-help = Снова показать всё, что отложено
today-alarm-act = тревога
today-alarm-help = Открыть тревогу под курсором, а если её там нет — первую
today-nothing-here = Здесь нет строки.
today-done-there = Это отмечается там, где делается: откройте Enter.
today-not-later = Это не откладывают: откройте Enter.
today-nothing-put-off = Ничего не отложено.
today-no-alarms = Тревог нет.
# $when (String) - «ср, 25 нояб., 09:00»
today-put-off = Отложено до { $when }. Вернуть — Z
# $n (String) - how many
today-later-count = отложено: { $n } — вернуть Z
today-ticked = Сделано. Отменить — u
today-half-year = ЗА ПОЛГОДА
today-no-past = Завершённых передач ещё не было.
today-lost = потеряно сделок
today-hours = часов до передачи
# $goal (String) - «≤ 5 %»
today-goal = цель { $goal }
op-task-done = Задача сделана
# $title (String) - what
# $who (String) - owner of the task
today-task = { $title } — { $who }

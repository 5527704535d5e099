## Сегодня: что делать сейчас, как идут передачи, тревоги.

today-name = Сегодня
today-go-help = Экран «Сегодня»: что делать сейчас по всем передачам, по срокам
today-about = Что нужно сделать по всем открытым передачам: просроченное, на сегодня, на завтра и на неделю вперёд. Enter открывает то место, где это делают. Tab — к передачам с полосами хода.
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
# $who (String) - who has not signed
today-signature = Подписать акт: { $who }
# $title (String) - what
# $who (String) - owner of the task
today-task = { $title } — { $who }
# $objects (String) - «2 объекта»
today-alarm-late = Появилось на уходящем после описи: { $objects }. Решите, кому.
# $lines (String) - «2 строки»
today-alarm-declined = Отказались дважды: { $lines }. Нужно ваше решение.
# $letters (String) - «2 письма»
today-alarm-bounced = Вернулось: { $letters }. Найдите другой адрес или позвоните.
# $objects (String) - «2 объекта»
today-alarm-orphans = На уволенных числится: { $objects }
# $objects (String) - «2 объекта»
today-alarm-ownerless = Без ответственного: { $objects }. В «Клиентах» их найдёт фильтр отв:-
# $day (String) - the day
today-last-day = последний день { $day }
# $day (String) - the day
today-last-day-passed = последний день прошёл: { $day }
today-bar-context = контекст
today-bar-accepted = приём дел
today-bar-letters = письма
today-bar-accesses = доступы
today-bar-none = не требуется
today-remaining = осталось
today-remaining-none = всё распределено
# $day (String) - the day
# $ago (String) - «3 дня назад»
today-data = данные на { $day }, { $ago }

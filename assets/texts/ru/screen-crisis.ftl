## Кризис: этапы и их часы, шапка, шаги первых минут.

stage-minutes = 10 минут
stage-day = 24 часа
stage-week = 7 дней
# $stage (String) - «24 часа»
# $passed (String) - «4 ч 10 мин»
stage-runs = { $stage }: прошло { $passed }
# $stage (String) - «24 часа»
# $late (String) - «опоздание 2 ч»
stage-late = { $stage }: { $late }
# $stage (String) - «24 часа»
stage-done = { $stage }: сделано

## Начало: «!», фамилия, Enter

krizis-act = не вышел
krizis-act-help = Кризис: не вышел на работу — закрыть доступы, назначить временного, получить список звонков
krizis-who = Кризис: кто не вышел на работу? Наберите фамилию
# $name (String) - what was typed
krizis-new = Завести «{ $name }» и начать кризис
# $case (String) - number
krizis-in-case = передача №{ $case }
krizis-dismissed = уже уволен
krizis-no-heads = Вести передачу некому: заведите руководителя (2, n), потом снова !
krizis-head = Кто поведёт эту передачу?
krizis-temporary = Кто временно отвечает за клиентов?
krizis-title-any = Кризис
# $name (String) - who did not come
krizis-title = Кризис: { $name }
# $who (String) - «менеджер, отдел продаж»
krizis-text = { $who }. Сразу после подтверждения:
# $case (String) - number
krizis-text-turn = Идёт плановая передача №{ $case }. Она станет кризисом: решённое и принятое сохраняется, остальное пойдёт по часам.
krizis-text-new = Такого сотрудника в базе нет: он будет заведён, доступы — по каталогу. Клиентов покажет свежая выгрузка.
krizis-no = Не начинать
krizis-other = Другой временный
krizis-begin = Начать кризис
krizis-accesses = доступы
# $n (String) - «9 доступов»
krizis-accesses-of = { $n }: закроются командой или будут поручены ИТ, на каждый 30 минут
krizis-accesses-none = в реестре нет: ИТ получит перечень по каталогу, на каждый 30 минут
krizis-export = в Эстафете
krizis-export-off = вход, выгрузка и новые лиды закрываются сразу
krizis-temporary-label = временно отвечает
# $name (String) - «Смирнов А.»
# $held (String) - «84 клиента, 31 сделка, 22 задачи»
# $until (String) - a day
krizis-temporary-is = { $name } — { $held }, до { $until }
krizis-temporary-nobody = сейчас некому: все в отъезде или увольняются
krizis-held-none = открытого нет
krizis-held-unknown = всё, что покажет выгрузка
krizis-head-label = ведёт
krizis-data = данные
krizis-data-none = выгрузок ещё не было
# $case (String) - number
krizis-begun = Кризис №{ $case } начат: закрыть доступы поручено. Теперь звонки.
# $case (String) - number
krizis-begun-unknown = Кризис №{ $case } начат: закрыть доступы поручено. Теперь свежие выгрузки: что он ведёт, покажут они.

## Часы кризиса под вкладками каждого экрана

clocks-crisis = КРИЗИС
clocks-day = 24 ч
clocks-week = неделя
clocks-done = сделано
# $n (String) - how many other crises run
clocks-more = и ещё { $n }

## Первая минута: три строки над шагами

# $n (String) - «8 из 9»
first-accesses = Доступы: { $n }
# $n (String) - «8 из 9»
# $took (String) - «41 с»
first-accesses-in = Доступы: { $n } за { $took }
first-accesses-none = Доступов в реестре нет: спросите ИТ, куда у человека есть вход
# $who (String) - «ИТ»
# $span (String) - «2 мин»
first-waits = поручено: { $who }, ждём { $span }
first-not-asked = ещё не поручено
# $phone (String) - a phone
# $name (String) - «Сомов К.»
first-ring = звонить { $phone } { $name }
# $at (String) - an instant
first-since = на связи был { $at }
# $at (String) - «14:05»
first-doors = В Эстафете закрыты вход, выгрузка и новые лиды { $at }
first-doors-open = В Эстафете выгрузка или новые лиды ещё открыты
# $name (String) - «Смирнов А.»
# $held (String) - «84 клиента, 31 сделка, 22 задачи»
first-temporary = Временно отвечает: { $name } — { $held }
# $at (String) - «14:05»
first-temporary-at = с { $at }
# $at (String) - «14:05»
# $name (String) - «Смирнов А.»
# $held (String) - «84 клиента, 31 сделка, 22 задачи»
first-temporary-since = Временно с { $at }: { $name } — { $held }
first-temporary-over = Временный ответственный больше не нужен: всё решено
first-back = Вернулся: нерешённое снова его, закрыть доступы больше не просят
# $accesses (String) - «3 доступа»
first-back-accesses = Вернулся: нерешённое снова его, вернуть { $accesses } поручено
first-temporary-none = Временный ответственный не назначен

## Звонки и «что горит»

ring-card = что сказать
ring-card-help = Что было обещано, что сказать, кого спросить, какие сделки
ring-reached = дозвонился
ring-reached-help = Дозвонились: клиент уходит вниз списка, звонок записан
ring-no-answer = не ответил
ring-no-answer-help = Не ответил: попытка записана, клиент вернётся после остальных
ring-call-back = перезвонить
ring-call-back-help = Перезвонить в названное время: клиент поднимется, когда оно придёт
ring-noted = с пометкой
ring-noted-help = Записать итог звонка с пометкой: что сказал клиент, о чём договорились
ring-client = карточка клиента
ring-client-help = Открыть карточку клиента
ring-loose = без клиента
ring-loose-help = Сделки, которые горят, а клиента у них нет: в списке звонков их нет
ring-loose-none = Среди того, что горит, сделок без клиента нет
# $deals (String) - «2 сделки»
ring-loose-line = без клиента: { $deals } — w
ring-loose-title = Горят, но клиента у них нет
ring-loose-why = Список звонков идёт по клиентам, эти сделки в него не попали. Позвоните контакту сделки или найдите её клиента в CRM и загрузите выгрузку ещё раз.
ring-no-marks = Звонят по одному: отмечать здесь незачем
ring-again = Когда перезвонить
ring-note = Пометка
ring-outcome = Итог
# $client (String) - a client
ring-back-title = Перезвонить: { $client }
ring-back-note = «через 2 часа», «16:30», «завтра 10:00». В это время клиент снова будет первым в списке.
# $client (String) - a client
ring-noted-title = Итог звонка: { $client }
ring-noted-note = Пометка останется в карточке клиента как касание: что сказал, о чём договорились.
ring-when-needed = Когда перезвонить? Например: «через час», «завтра 10:00»
# $n (String) - number
ring-recorded = Звонок записан, попытка { $n }
# $at (String) - a time
ring-next-again = перезвонить ближайшему { $at }
ring-empty = Звонить некому: ни финальных стадий, ни дел на ближайшие 72 часа
ring-awaits-export = Кому звонить, покажет свежая выгрузка: о его клиентах в базе ничего нет
ring-col-client = Клиент
ring-col-stage = Этап
ring-col-amount = Сумма
ring-col-burns = Что горит
ring-col-contact = Кого спросить
ring-col-reason = Почему
# $at (String) - a time
ring-said-reached = дозвонились { $at }
# $at (String) - a time
ring-said-again-now = пора звонить { $at }
# $at (String) - a time
ring-said-again = снова { $at }
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
ring-said-no-answer =
    { $n ->
        [one] не ответил { $s } раз
        [few] не ответил { $s } раза
       *[many] не ответил { $s } раз
    }
# $day (String) - «завтра»
ring-burns-close = срок сделки: { $day }
# $day (String) - «завтра»
ring-burns-contact = контакт { $day }
ring-reason-final = финальная стадия
ring-reason-overdue = срок прошёл
ring-reason-today = сегодня
ring-reason-soon = 72 часа
ring-reason-contact = условлен контакт
ring-reason-rung = уже звонили
ring-col-no-phone = нет телефона
ring-no-phone = Телефона нет: поищите в выгрузке контактов
ring-owner = Отвечает
ring-say = Что сказать
ring-say-next = Следующий шаг
ring-say-promise = Обещано
ring-say-touch = Говорили
ring-say-note = Заметка
ring-say-nothing = Записей нет. «Ваш менеджер сегодня недоступен, я на связи вместо него: на чём вы остановились?»
ring-deals = Сделки
ring-last = Последний звонок
ring-by = Звонил
ring-attempts = Попыток

## Временный ответственный

cases-step-temporary = Временный ответственный
cases-step-burning = Что горит
cases-step-calls = Звонки
cases-why-temporary = Пока дела не распределены, за всё отвечает один человек: он точка входа для клиентов ушедшего.
cases-why-burning = Финальные стадии и всё, что назначено на ближайшие 72 часа: здесь теряют деньги первыми.
cases-why-calls = Не всем, а тем, у кого горит: позвоните раньше, чем позвонит конкурент.
cases-why-start-crisis = Что сделано в первую минуту и что осталось: списки «24 часа» и «неделя» со сроками. Что можно посчитать, отмечается само.
cases-why-accesses-crisis = Прямо сейчас: на каждый доступ 30 минут. Почту и номер сначала перенаправьте, потом отключайте.
cases-why-act-crisis = Ушедшего нет, поэтому подписывает комиссия: бумага фиксирует состояние дел на момент ухода.
temp-other = другой
temp-other-help = Назначить другого временного ответственного: всё нерешённое перейдёт к нему
temp-back = снять
temp-back-help = Снять временного ответственного: нерешённое снова числится за ушедшим
temp-back-title = Снять временного ответственного?
temp-back-text = Всё, что ещё не распределено, снова будет числиться за ушедшим, и за клиентов никто не отвечает. То, что уже перешло к новым менеджерам, останется у них.
temp-back-no = Оставить
temp-back-yes = Снять
# $held (String) - «84 клиента, 31 сделка»
temp-moved = Ответственный сменён: { $held }
temp-nobody = никто
temp-holds = держит
temp-decided = уже решено
temp-until = до
# $span (String) - «6 д 20 ч»
temp-left = осталось { $span }
temp-hint = Временный ответственный не заменяет распределения: через семь дней об этом напомнит тревога. Смену и снятие можно отменить клавишей u.

## Доступы в кризисе: как идёт закрытие

cut-queued = команда в очереди
cut-running = команда выполняется
cut-failed = сбой: закройте сами
cut-unknown = итог неясен: проверьте
# $who (String) - «ИТ»
cut-asked = поручено: { $who }
# $when (String) - «14:06»
cut-done = закрыто { $when }
# $who (String) - «ИТ — Громов И. Н., +7 343 …»
cut-late = Не закрыто в срок. Звонить: { $who }
cut-ring = Звонить
cut-command = Команда

## Свежая выгрузка

cases-step-fresh = Свежая выгрузка
cases-why-fresh = Список звонков верен настолько, насколько свежи данные: выгрузите файлы из CRM и загрузите их сюда.
freshstep-menu = где взять
freshstep-menu-help = Из какого меню CRM выгрузить этот файл
freshstep-import = импорт
freshstep-import-help = Перейти на экран «Импорт» и загрузить файлы
freshstep-no-marks = Отмечать здесь незачем
freshstep-col-kind = Что
freshstep-col-data = Данные на
freshstep-col-menu = Откуда выгрузить
# $n (String) - «2 из 5»
freshstep-came = пришло { $n }
freshstep-hint = Все файлы загружают разом: клавиша i. Список звонков пересортируется сам, сделанное не пропадёт.
# $at (String) - a time
freshstep-arrived = пришло { $at }
# $day (String) - a day
# $ago (String) - «4 дня»
freshstep-at = { $day }, { $ago } назад
freshstep-never = ещё не загружалось
# $kind (String) - «Сделки»
freshstep-card-title = Где взять: { $kind }
freshstep-then = Сохраните файл и загрузите его на экране «Импорт»: клавиша i.

## Почта ушедшего

cases-step-mail = Почта
cases-why-mail = В ящике остались неотвеченные письма, обещания и договорённости: каждая находка становится задачей.
mailstep-found = находка
mailstep-found-help = Записать найденное письмо: оно станет задачей того, кто отвечает за клиента
mailstep-combed = почта прочёсана
mailstep-combed-help = Отметить, что ящик просмотрен до конца, и сколько писем
mailstep-task = задача
mailstep-task-help = Открыть задачу, которой стала находка
mailstep-kind = Что это
mailstep-no-client = клиент не указан
mailstep-text = О чём
mailstep-due = Срок
mailstep-found-title = Находка в почте
mailstep-found-note = Станет задачей того, кто отвечает за клиента сейчас. Без срока: письмо без ответа — сегодня, остальное — завтра.
mailstep-text-needed = Напишите, о чём письмо: это станет задачей
mailstep-letters = Сколько писем просмотрено
mailstep-letters-needed = Число писем, например 120
mailstep-combed-title = Почта прочёсана до конца
mailstep-combed-note = Отметка остаётся в журнале с числом писем: это подтверждение пункта чек-листа.
mailstep-followed = Находка записана и стала задачей
mailstep-is-combed = Отмечено: почта прочёсана
# $n (String) - number
mailstep-state-combed = ✓ Почта прочёсана, писем просмотрено: { $n }
mailstep-hint = Откройте ящик ушедшего (он корпоративный) и пройдите входящие и отправленные за последние недели. Находку запишите клавишей r, в конце нажмите d.
# $n (String) - number
mailstep-total = находок: { $n }
mailstep-empty = Находок пока нет

## Случай поворачивается: вернулся, отработает, перестал выходить

turn-came-back = вернулся
turn-came-back-help = Был болен и вернулся: всё вернуть, доступы открыть, ничего не потеряно
turn-works-on = стала плановой
turn-works-on-help = Вернулся и отработает до последнего дня: кризис становится плановой передачей
turn-not-come = не вышел
turn-not-come-help = Перестал выходить: плановая передача становится кризисом
# $name (String) - who came back
turn-came-back-title = Возвращается: { $name }?
turn-came-back-text = Всё, что ещё не принято новыми менеджерами, вернётся владельцу: клиенты, сделки, задачи. Вход, выгрузка и новые лиды в Эстафете открываются сразу; ИТ узнает, что закрывать больше не надо, а что уже закрыто, вернёт по перечню. Принятое останется у новых менеджеров, его решают отдельно. Записанные звонки остаются. Передача получит состояние «Отозвана».
turn-came-back-yes = Всё вернуть
turn-no = Оставить как есть
turn-works-on-title = Кризис становится плановой передачей
turn-works-on-note = Нерешённое снова его до последнего дня, вход в Эстафету открыт, выгрузка и новые лиды в ней остаются закрытыми. Решённое и принятое сохраняется.
turn-no-crisis = Это не кризис: человек на работе
turn-is-crisis = Кризис уже идёт
turn-use-came-back = В кризисе последнего дня нет: «вернулся» — клавиша b, «стала плановой» — клавиша p

## Комиссия вместо ушедшего

commission-act = комиссия
commission-act-help = Назвать комиссию: она подписывает акт вместо ушедшего, он отмечается отсутствующим
commission-title = Комиссия
commission-note = Не меньше двух человек, лучше трёх. Они подтверждают состояние дел на момент ухода; ушедший отмечается отсутствующим.
# $n (String) - number
commission-member = Член комиссии { $n }
commission-two = Нужны хотя бы двое разных людей
commission-only-crisis = Комиссия нужна, когда ушедшего нет: в плановой передаче он подписывает сам
commission-named = Комиссия названа, ушедший отмечен отсутствующим
commission-absent-note = на работу не вышел, акт подтверждает комиссия
# $at (String) - when it was due
ring-late = срок прошёл { $at }

## Сотрудники: список, карточка, «Увольняется».

employees-name = Сотрудники
employees-go-help = Экран «Сотрудники»: кто сколько ведёт, кто уходит; отсюда начинают передачу
employees-about = Все сотрудники: статус, нагрузка, что за кем. Чтобы начать передачу дел, встаньте на увольняющегося и нажмите e (на русской раскладке — У). Слова ищут по имени; условия: статус:увольняется регион:урал отрасль:металл.
employees-leaves = увольняется
employees-leaves-help = «Увольняется»: начать передачу дел этого сотрудника
employees-case = передача
employees-case-help = Открыть идущую передачу этого сотрудника
employees-edit = карточка
employees-edit-help = Изменить карточку: роль, статус, отдел, нагрузку, регионы
employees-new = новый
employees-new-help = Завести нового сотрудника
# $case (String) - number
employees-in-case = Уже идёт передача №{ $case }. Открыть её — клавиша g.
# $case (String) - number
employees-in-absence = Идёт замещение №{ $case }: открыть его — клавиша g. Если из отсутствия не вернётся, «увольняется» есть там, на шаге «Отсутствие».
employees-is-dismissed = Уже уволен. Если человек вернулся, смените статус в карточке: клавиша r.
employees-no-case = Передачи у сотрудника нет. Начать её — клавиша e, «увольняется».
# $lines (String) - «58 строк»
# $case (String) - number
employees-case-opened = Передача №{ $case } начата, в описи { $lines }. Дальше — распределение.
employees-no-marks = Отмечать здесь незачем: все действия — над одним сотрудником
employees-saved = Карточка сохранена
employees-empty = Сотрудников пока нет. Загрузите выгрузку из CRM (F9, «Импорт») или заведите первого: клавиша n.
employees-col-name = Сотрудник
employees-col-role = Роль
employees-col-status = Статус
employees-col-department = Отдел
employees-col-load = Загрузка
employees-col-clients = Клиенты
employees-col-deals = Сделки
employees-status-trial = испыт. срок
employees-sort-name = По имени
employees-sort-load = По загрузке: сначала самые занятые
employees-sort-status = По статусу: сначала увольняющиеся
employees-filter-all = Все
employees-filter-active = Активные
employees-filter-leaving = Увольняются
employees-filter-probation = На испытательном сроке
employees-filter-dismissed = Уволенные
employees-code-active = статус:активен
employees-code-leaving = статус:увольняется
employees-code-probation = статус:испытательный
employees-code-dismissed = статус:уволен

## Карточка

employees-card-absent = Сейчас
# $kind (String) - «отпуск»
# $day (String) - last day of it
employees-card-absent-until = { $kind } по { $day }
employees-card-head = Руководитель
employees-card-deputy = Заместитель
employees-card-phone = Телефон
employees-card-email = Почта
employees-card-login = Логин
employees-card-leads-dep = Руководит
employees-card-deputy-of = Замещает
employees-card-case = Увольнение
employees-card-crisis = Внезапный уход
employees-card-away = Отсутствие
employees-card-limits = Ограничения
# $case (String) - number
employees-card-case-open = Идёт передача №{ $case } — открыть: g
# $case (String) - number
employees-card-away-open = Идёт замещение №{ $case } — открыть: g
# $day (String) - the day
# $days (String) - «через 3 дня»
employees-card-last-day = Последний день { $day }, { $days }
employees-card-dismissed = Уволен
# $day (String) - the day
# $number (String) - of the order
employees-card-order = { $day }, приказ № { $number }
employees-card-export-off = в Эстафете выгрузка закрыта
employees-card-leads-off = новые лиды не приходят
employees-card-access-closed = в Эстафете вход закрыт
employees-card-holds = Что ведёт
employees-card-holds-unseen = Чужие клиенты, сделки и задачи вам не показаны
employees-card-holds-nothing = Ничего: ни клиентов, ни сделок, ни задач
# $deals (String) - «34 сделки»
# $sum (String) - money
employees-card-deals = { $deals } на { $sum }
# $clients (String) - «3 клиента»
employees-card-teams = как напарник: { $clients }
# $held (String) - «19 клиентов, 18 сделок»
employees-card-for-now = из них временно: { $held }
# $all (String) - «19,2 из 40»
# $percent (String) - number
employees-card-load = { $percent } %: { $all }
# $points (String) - what is held, in open deals
# $room (String) - how many a person can hold
employees-card-of = { $points } из { $room } сделок
# $clients (String) - without an open deal
# $client (String) - what one weighs
# $deals (String) - open
# $deal (String) - what one weighs
# $tasks (String) - open
# $task (String) - what one weighs
employees-card-load-of = сделки { $deals }×{ $deal } + клиенты без сделок { $clients }×{ $client } + задачи { $tasks }×{ $task }
employees-card-absences = Отсутствия
# $from (String) - first day
# $to (String) - last day
employees-card-from-to = { $from } – { $to }
employees-card-no-substitute = без замещения
employees-card-accesses = Доступы
employees-card-shared = общий
employees-card-past = Передачи

## «Увольняется»

# $name (String) - who
employees-leaves-title = Увольняется: { $name }
# $snapshot (String) - «42 клиента, 12 сделок, 8 задач»
# $accesses (String) - «7 доступов»
employees-leaves-note = В опись войдут: { $snapshot }; к закрытию { $accesses }. Письма сами не уйдут, владельцы до распределения не сменятся.
employees-snapshot-unseen = все его клиенты, сделки и задачи (сколько их, вам не показывают)
employees-accesses-catalogue = по справочнику систем
employees-last-day = Последний день
employees-notice = Заявление
employees-notice-now = получено только что; или когда, например: «вчера», «пн 15:00»
employees-notice-future = Заявление не могло прийти в будущем. Укажите сегодняшний или прошедший день.
employees-leads = Передачу ведёт
employees-acting = Передачу ведёт
employees-risk = Есть подозрения
employees-risk-no = нет
employees-risk-yes = да: ограничения ставятся раньше, сотруднику это не видно
employees-last-day-needed = Когда последний рабочий день? Например: «через 2 недели» или «4 декабря».
employees-acting-new = Вас нет в списке? Esc (набранное останется), n — завести себя с ролью «РОП», затем снова e.
employees-acting-needed = Кто ведёт передачу и подписывает вместо руководителя? Выберите: F4.

## Карточка: изменить, завести

# $name (String) - who
employees-edit-title = Карточка: { $name }
# $capacity (String) - the office's own
employees-edit-note = Предел сделок: сколько открытых сделок можно дать; пусто — как у всех, { $capacity }. Регионы и отрасли через запятую.
employees-field-name = Имя
employees-field-order = Приказ №
employees-field-ordered = Дата приказа
employees-field-capacity = Предел сделок
employees-field-regions = Регионы
employees-field-industries = Отрасли
employees-no-department = не указан
employees-status-by-leaves = «Увольняется» ставится клавишей e в списке: она начинает передачу
employees-status-by-withdraw = отзыв заявления — в передаче, шаг «Старт», клавиша x
employees-status-no-way = сначала «Увольняется» и приказ об увольнении
employees-name-needed = Как зовут? Например: «Ковалёв Денис Игоревич».
employees-order-needed = Для статуса «Уволен» нужны номер и дата приказа.
employees-order-dismisses = Приказ записывают вместе со статусом «Уволен»: выберите его или очистите приказ
employees-capacity-wrong = Нужно целое число открытых сделок, например 40.
employees-new-title = Новый сотрудник
employees-new-note = Остальное — руководителя, регионы, предел сделок — можно указать потом в карточке.

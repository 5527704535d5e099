### Hidden preparation: a departure that the employee does not know of yet.

hidden-field = Начать
hidden-now = сразу; или скрыто до минуты: «завтра 10:00»
# $at (String) - date and time
hidden-until = { $at }: до этой минуты знают только руководитель, кадры и безопасность
hidden-past = Это время уже прошло. Укажите будущее или оставьте пустым, чтобы начать сразу.
hidden-after = Последний день раньше начала.
# $at (String) - date and time
hidden-prepared = Подготовлено: начнётся само { $at }. До тех пор знают руководитель, кадры, безопасность.
# $at (String) - date and time
hidden-starts = скрыто до { $at }

## The draft in the list of cases
# $name (String) - who leaves
hidden-title = Скрытая подготовка: { $name }
hidden-text = Сотрудник и остальные не знают. Ничего не изменено: статус, доступы и владельцы прежние. Изменить время или день: «Увольняется» в карточке сотрудника ещё раз.
hidden-starts-label = Начнётся
hidden-keep = Закрыть
hidden-start = Начать сейчас
hidden-call-off = Отменить подготовку
hidden-called-off = Подготовка отменена. Сотруднику и остальным ничего не сообщалось.

## Due, inbox, journal, command line
hidden-started = Начата подготовленная передача
# $name (String) - who is prepared
inbox-draft-headless = Некому начать скрыто подготовленную передачу: { $name }
inbox-draft-headless-why = Руководитель, который должен её вести, сам увольняется. Назначьте другого: «Увольняется» в карточке сотрудника ещё раз.
hidden-job = Подготовленная передача не началась
op-case-prepare = Передача подготовлена скрыто
op-case-start = Подготовленная передача начата
cli-about-case-start = Начать скрыто подготовленную передачу сейчас
cli-arg-start = Когда начать скрытую подготовку; до тех пор знают только руководитель, кадры и безопасность
cli-arg-hidden = Скрытая подготовка: до начала знают только руководитель, кадры и безопасность; без --start начнётся утром последнего дня, а если утро прошло — через час

## The work before the minute
op-prepare-wish = Скрытая подготовка: кому что уйдёт
hidden-work = Готовить уже можно: o — опрос за час, r — кому что уйдёт. Всё это ляжет в карточки и в распределение в минуту начала.
hidden-only = Это делается до начала скрытой подготовки; в открытой передаче для этого есть шаги
hidden-hour-help = Скрытая подготовка: записать самое горячее до начала; в карточках появится в его минуту
hidden-plan = кому что уйдёт
hidden-plan-help = Скрытая подготовка: что дали бы правила сейчас, и решения руководителя поверх них
hidden-plan-title = Кому что уйдёт
hidden-plan-text = Так распределили бы правила сегодня, с вашими решениями поверх них. Владельцы не меняются: ваши решения станут предложением в минуту начала, применить его решите вы.
hidden-lines = По клиентам
hidden-lines-title = Что кому: Enter — отдать другому
# $reason (String) - why not whom the rules choose
hidden-by-hand = вручную: { $reason }
hidden-over = сверх нагрузки
# $what (String) - «лид»
# $name (String) - whose it would be
hidden-by-rules = { $what } · { $name } · по правилам
# $name (String) - who would get it now
hidden-give-note = Сейчас: { $name } · вместе с клиентом уйдут его сделки и задачи, кроме тех, что идут по своему правилу (финальный этап)
# $title (String) - a deal, or the client of the deal
# $name (String) - who would get it
hidden-apart = «{ $title }»: { $name }, по своему правилу
# $title (String) - a deal, or the client of the deal
# $name (String) - who would get it
# $reason (String) - why, as the head said before
hidden-apart-said = «{ $title }»: { $name }, так вы решили раньше — { $reason }

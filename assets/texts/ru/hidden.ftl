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
cli-arg-start = Скрытая подготовка: когда начать; до тех пор знают только руководитель, кадры и безопасность

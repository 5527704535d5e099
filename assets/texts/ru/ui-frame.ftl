ui-product = ЭСТАФЕТА
ui-owner = владелец базы
ui-training = УЧЕБНАЯ БАЗА
ui-readonly = ТОЛЬКО ЧТЕНИЕ
# $n (String) - unread entries
ui-inbox = входящие { $n }
# $n (String) - entries past their time
ui-overdue = просрочено { $n }
# $at (String) - date and time
ui-clock-fixed = часы стоят: { $at }
# $w (String) - columns
# $h (String) - rows
ui-too-small = Окно слишком мало: нужно не меньше { $w } × { $h }. Увеличьте его — всё набранное на месте.
ui-reading = Читаю…
# $at (String) - position of the cursor
# $total (String) - rows in all
ui-position = { $at } из { $total }
# $n (String) - count with its noun in the genitive
ui-at-least = не меньше { $n }
# $n (String) - marked rows
ui-marked = отмечено { $n }
ui-marked-all = отмечено всё найденное
ui-nothing-found = Ничего не нашлось
ui-nobody = без ответственного
ui-none = нет
ui-no-row = Список пуст: выбирать не из чего.
ui-copied = Скопировано
# $name (String) - surname
ui-type-surname = Чтобы продолжить, наберите фамилию { $name }:
ui-surname-missed = Фамилия не совпадает. Ничего не сделано.
ui-stopping = Останавливаю…
# $n (String) - rows per second
ui-rate = { $n } в секунду
# $span (String) - time
ui-time-left = · осталось { $span }
ui-draft-kept = Набранное сохранено как черновик
ui-draft-restored = Восстановлен черновик
ui-help-keys = Клавиши
ui-menu-title = Что здесь можно сделать
ui-palette-title = Найти экран, действие, человека, клиента или сделку
ui-sort-title = Порядок строк
ui-filter-title = Готовые фильтры
ui-filter-empty = По этому фильтру ничего нет. Esc сбросит фильтр.
# $piece (String) - part of the filter
ui-filter-unknown = не понял «{ $piece }»
# $name (String) - part of a name
ui-filter-owner = ответственный: { $name }
# $name (String) - part of a name
ui-filter-stage = этап: { $name }
# $name (String) - part of a name
ui-filter-region = регион: { $name }
# $name (String) - part of a name
ui-filter-industry = отрасль: { $name }
# $name (String) - state as typed
ui-filter-state = состояние: { $name }
ui-filter-overdue = просрочено
# $sign (String) - comparison
# $n (String) - days
ui-filter-due = срок { $sign } { $n } дн.
# $sign (String) - comparison
# $n (String) - filled blocks
ui-filter-context = контекст { $sign } { $n }
ui-undo-title = Что отменить
ui-undo-nothing = Отменять нечего: ваших операций, которые можно отменить, здесь нет
ui-undo-done-already = уже отменено
ui-undo-own-way = отменяется в самой передаче
ui-undone = Отменено: всё как было до операции
# $what (String) - «9 строк»
ui-undone-what = Отменено, как было до операции: { $what }
# $done (String) - «Отменено, как было до операции: 9 строк»
# $left (String) - «2 объекта»
ui-undone-conflicts = { $done }. Осталось, потому что принято или изменено позже: { $left }
ui-writing = Записываю…
ui-saved = Сохранено. u — отменить.
# $who (String) - person
# $what (String) - operation
ui-held = Жду: базу занимает { $who } — { $what }
ui-dialog-declined = Ничего не сделано: была выбрана безопасная кнопка
# $day (String) - a day a form has found in a text
ui-check-day = Проверьте день: { $day }. Ещё раз F2

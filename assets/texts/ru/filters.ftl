### Сохранённые фильтры списков.

ui-filter-save = Запомнить этот фильтр…
ui-filter-save-title = Имя фильтра
ui-filter-name = Имя
ui-filter-name-needed = Назовите фильтр: от 1 до 40 знаков.
# $name (String) - name of the filter
ui-filter-saved = Фильтр «{ $name }» запомнен: он первый в списке по клавише f.
ui-filter-forget = Забыть запомненный…
ui-filter-forget-title = Какой фильтр забыть
# $name (String) - name of the filter
ui-filter-forgotten = Фильтр «{ $name }» забыт.
# $at (String) - position of the cursor
# $total (String) - rows in all
# $percent (String) - the share above
ui-position-deep = { $at } из { $total } ≈ { $percent } %

journal-name = Журнал
journal-go-help = Экран «Журнал»: кто, что и когда сделал
journal-about = Все операции, новые сверху. Слова ищут по имени того, кто действовал; f — только один вид операций. Рядом — что изменилось и что было раньше. Проверка ищет следы правки базы в обход программы.
journal-undo = отменить запись
journal-undo-help = Вернуть то, что было до этой операции
journal-verify = проверить
journal-verify-help = Проверить, что журнал не правили в обход программы
journal-verifying = Проверяю журнал
journal-no-marks = В журнале отмечать нечего.
journal-one-order = Журнал идёт по времени: другого порядка нет.
# $n (String) - number of an entry
journal-undone = Уже отменено записью №{ $n }.
# $n (String) - number of an entry
journal-is-undo = Это отмена записи №{ $n }.
journal-no-rows = Эта операция ничего в базе не меняла: отменять нечего.
journal-all = Все операции
# $what (String) - an operation
journal-only = Журнал: { $what }
journal-empty = Журнал пуст: операций ещё не было.
journal-program = программа
journal-col-n = №
journal-col-when = Когда
journal-col-who = Кто
journal-col-what = Что
journal-col-object = Объект
journal-col-rows = Строк
# $what (String) - an operation
journal-taken-back = отменено: { $what }
journal-made = создано
journal-nothing = пусто
# $field (String) - name of a field
# $old (String) - what stood there
journal-was = { $field }: было — { $old }
# $n (String) - shown
# $all (String) - in all
journal-more = Показаны первые { $n } из { $all } изменений.
# $n (String) - number of an entry
# $what (String) - an operation
journal-undo-title = Отменить №{ $n }: { $what }?
# $n (String) - count of rows with noun
journal-undo-note = Вернётся то, что было до операции ({ $n }). Что изменили позже, останется как есть; сама отмена тоже будет записана в журнал.
journal-undo-no = Не отменять
journal-undo-yes = Отменить
journal-undo-partly = Отменено не всё
journal-conflicts = Изменено позже, оставлено как есть
journal-left = Создано этой операцией, остаётся
# $n (String) - count of entries with noun
# $head (String) - number and hash of the last
journal-whole = Журнал цел: { $n }. Последняя: { $head }
journal-broken-title = Журнал правили в обход программы
# $n (String) - number of an entry
journal-broken = Первая повреждённая запись — №{ $n }.
journal-broken-hint = Не работайте в этой базе: сохраните её файл как есть и восстановите последнюю целую копию.
journal-broken-list = Повреждённые записи

### Замер скорости из командной строки.

cli-about-bench = Замерить скорость рядом с её пределом, в своей временной папке

bench-what = Что
bench-n = Объектов
bench-value = мс
bench-spread = разброс
bench-floor = предел, мс
bench-ratio = раз
bench-goal = цель
# $ms (String)
bench-goal-ms = ≤ { $ms } мс
# $ratio (String)
bench-goal-ratio = ≤ { $ratio } ×
bench-note = Медианы пяти замеров. Предел — то же содержимое базы, записанное готовым SQL без правил и проверок; у строк «в десять раз больше» — тот же вопрос к базе вдесятеро меньше.

bench-list = Список клиентов: первый экран
bench-page = Список клиентов: следующий экран
bench-search = Поиск: буква
bench-filter = Фильтр по сегменту
bench-order = Порядок по сроку
bench-sums = Суммы открытых сделок
bench-list-grown = Список, база в десять раз больше
bench-search-grown = Поиск, база в десять раз больше
bench-open-grown = Карточка, база в десять раз больше
bench-distribution = Распределение по всем правилам
bench-case-open = Открытие передачи
bench-apply = Применить передачу
bench-undo = Отменить применённое
bench-import = Импорт: клиенты и сделки

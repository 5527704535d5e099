# The questions of an import.
imp-alike = для всех таких
imp-alike-help = Ответить сразу на все такие вопросы
# $n (String) - questions
imp-alike-title = Для всех таких ({ $n })
imp-alike-none = Других таких вопросов нет.
# $n (String) - count with noun
imp-alike-done = Решено: { $n }
imp-alike-same = Тот же клиент, где похожий один
imp-alike-other = Другие клиенты: завести отдельно
# $n (String) - questions
imp-hint-alike = a — ответить так на все { $n } таких.
imp-candidates = Похожи
imp-again = пересчитать
imp-again-help = Сверить с базой ещё раз, с данными ответами
ui-rows-done = Почти готово, завершаю…
# $written (String) - the name as the file has it
# $n (String) - objects
# $name (String) - the employee
import-owner-known = Ответственный { $written } ({ $n }) — { $name }, по прежнему ответу
imp-answers-known = Узнаны по прежним ответам
imp-hint-known = Так вы ответили в прошлый раз. Enter — ответить иначе: запомнится новый ответ.

### Временный ответственный: what is told of him beside the crisis itself.

# $name (String) - who did not come
inbox-temporary-nobody = Некому временно отвечать за клиентов: { $name }
# $lines (String) - «12 строк»
inbox-temporary-nobody-why = Все в отъезде или увольняются; без решения { $lines }, они остались на карточке ушедшего. Назначьте временного ответственного или распределите их сегодня.

temp-unheld = на ушедшем

### Без ответственного: открытые объекты уволенных и ничьи.

orphans-name = Без ответственного
orphans-go-help = Экран «Без ответственного»: что числится на уволенных или ни на ком
orphans-about = Открытые клиенты, сделки, задачи и лиды уволенных и ничьи, по всей базе. Слева — на ком числится, справа — сами объекты. g передаёт отмеченное или всё сразу; клиент уходит вместе со своими сделками и задачами. Одна операция, отменяется целиком.
orphans-title = Числится на уволенных и ни на ком
orphans-give = передать
orphans-give-help = Передать отмеченное или то, что под курсором; слева — всё, что числится на этом человеке
orphans-kind = вид
orphans-kind-help = Клиенты, сделки, задачи или лиды
orphans-nobody = ни на ком
orphans-none = Таких объектов нет: передавать нечего.
orphans-no-card = У лида нет своей карточки: всё, что о нём известно, стоит в строке.
orphans-empty = Всё в порядке: за каждый открытый объект кто-то отвечает.
orphans-what = Здесь появится то, что останется на уволенных или ни на ком: новые лиды, задачи, сделки, клиенты.
orphans-col-who = На ком
orphans-col-gone = Уволен
orphans-col-clients = Клиентов
orphans-col-deals = Сделок
orphans-col-tasks = Задач
orphans-col-leads = Лидов
orphans-col-object = Что
orphans-col-client = Клиент
orphans-col-segment = Сегмент
orphans-col-next = Ближайшее
orphans-col-amount = Сумма
orphans-col-due = Срок
orphans-col-source = Откуда
orphans-col-came = Когда
orphans-give-to = Кому
orphans-give-reason = Почему
# $objects (String) - «12 объектов»
# $from (String) - on whom they are
orphans-give-title = Передать { $objects } ({ $from })
orphans-give-note = Клиент уходит вместе со своими открытыми сделками и задачами. Получателю придёт запись во входящие; отменяется одной операцией.
orphans-give-who = Выберите, кому передать.
orphans-give-why = Напишите почему: причина останется в журнале и у получателя.
orphans-second-title = Больше пятисот объектов сразу
# $objects (String) - «612 объектов»
orphans-second-text = Будет передано { $objects } одной операцией. Такое делают вдвоём; если вы один, введите фамилию получателя. В журнале останется «без второго лица».
orphans-second-no = Не передавать
# $what (String) - «3 клиента · 2 сделки»
orphans-given = Передано: { $what }. Вернуть — u

cli-about-orphans = Что числится на уволенных или ни на ком
cli-about-orphans-list = На ком и сколько; с --owner — сами объекты
cli-about-orphans-give = Передать объекты или всё, что числится на человеке
cli-arg-of = На ком числится; «-» — ни на ком
# $n (String) - «12 объектов»
cli-orphans-given = Передано: { $n }

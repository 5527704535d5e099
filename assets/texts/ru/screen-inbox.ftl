### Входящие: что программа сообщает одному человеку.

inbox-name = Входящие
inbox-go-help = Экран «Входящие»: что вам сообщено, до какого срока и где это делается
inbox-about = Всё, что программа сообщила вам или вашей роли, по срокам. Enter переходит туда, где это делается, и отмечает прочитанным. Что сделано в другом месте, закрывается само.
inbox-done = сделано
inbox-done-help = Отметить сделанным; в списке сделанного — вернуть в работу
inbox-read = прочитано
inbox-read-help = Отметить прочитанным или снова непрочитанным; простая новость на этом закрывается
inbox-show = показать
inbox-show-help = Всё, только личное, только роли, или уже сделанное
inbox-show-all = Входящие: всё открытое
inbox-show-mine = Входящие: только лично вам
inbox-show-role = Входящие: только роли
inbox-show-done = Входящие: сделанное
inbox-done-is-read = Сделанное уже прочитано.
# $n (String) - how many
inbox-marked-done = Сделано: { $n }. Вернуть — u
# $n (String) - how many
inbox-reopened = Снова в работе: { $n }
inbox-empty = Новых входящих нет: всё прочитано и сделано.
inbox-empty-done = Сделанного пока нет.
inbox-col-due = Срок
inbox-col-done = Сделано
inbox-col-what = Что
inbox-col-to = Кому
inbox-col-case = Передача
inbox-no-due = без срока
inbox-in-person = вам
inbox-card-due = до когда
inbox-card-to = кому
inbox-card-told = сообщено
inbox-card-done = сделано
inbox-card-place = где делается
# $case (String) - number
# $name (String) - the leaver
inbox-card-case = Передача №{ $case } · { $name }
# $step (String) - a step of the wizard
inbox-place-step = шаг «{ $step }» — Enter
# $screen (String) - a screen
inbox-place-screen = экран «{ $screen }» — Enter
inbox-place-nowhere = делать ничего не нужно

cli-about-inbox = Входящие: что программа сообщает одному человеку
cli-about-inbox-list = Открытые входящие по срокам
cli-about-inbox-read = Отметить прочитанным; простая новость на этом закрывается
cli-about-inbox-done = Отметить сделанным
cli-arg-whom = Чьи входящие: сотрудник или роль (ИТ, кадры, безопасность, РОП); чужие видит только владелец базы
cli-arg-with-done = Вместе со сделанными
cli-arg-entry = Номер записи из списка входящих
# $n (String) - how many
cli-inbox-marked = Отмечено: { $n }

### Back into the CRM: the work list and the cards' comments (3 §2, 2 §4).

crm-title = Сменить ответственных в CRM
# $name (String) - the leaver
crm-subtitle = Дела, которые ведёт { $name }
crm-why = Новые ответственные назначены здесь, но CRM о них ещё не знает. Смените их её групповой операцией по шагам ниже и отмечайте сделанное.
# $list (String) - the CRM's list
# $name (String) - the leaver
crm-step-filter = В CRM откройте список «{ $list }», поставьте фильтр: ответственный — { $name }, только открытые.
# $count (String) - how many, with the noun
crm-step-select = Отметьте те, чьи номера ниже. Должно быть отмечено: { $count }.
# $name (String) - the receiver
crm-step-owner = Групповое действие «Сменить ответственного» → { $name }.
# $name (String) - the receiver
# $count (String) - how many, with the noun
crm-step-check = Проверьте: по этим номерам ответственный { $name }, всего { $count }.
crm-ids = Номера в CRM, чтобы вставить в поиск:
crm-no-ids = Без номера CRM, найдите по названию:
crm-then = Потом выгрузите список из CRM заново и загрузите сюда: программа сверит ответственных по одному. Без новой выгрузки отметьте «проверено в CRM» вручную.
# $name (String) - the leaver
crm-step-filter-clients = В CRM откройте список «Компании», поставьте фильтр: ответственный — { $name }.
# $count (String) - how many, with the noun
crm-step-find = Найдите по названиям ниже и отметьте. Должно быть отмечено: { $count }.
crm-list-deals = Сделки
crm-list-tasks = Задачи
crm-list-leads = Лиды
# $from (String) - who gave
# $to (String) - who takes
# $date (String) - when
crm-comment-head = Передано: { $from } → { $to }, { $date }
# $label (String) - what the line is about
# $text (String) - the text
crm-comment-line = { $label }: { $text }
# Before an unusual promise that the head has not decided on
crm-comment-waits = Обещано без согласования, клиенту не подтверждать
crm-comment-first = Первое действие
crm-col-source = Источник
crm-col-kind = Вид
crm-col-id = Номер в CRM
crm-col-title = Название
crm-col-owner = Новый ответственный
crm-col-comment = Комментарий

## Files
# $n (String) - number of the case
crm-file-list = Передача-{ $n }-смена-ответственных
# $n (String) - number of the case
crm-file-comments = Передача-{ $n }-комментарии

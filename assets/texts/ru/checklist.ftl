### Printed checklists.

checklist-title = Чек-лист
# $when (String) - date and time
checklist-until = до { $when }
# $n (String) - number of the case
case-title = Передача № { $n }

### Printed checklists.

checklist-title = Чек-лист
# $when (String) - date and time
checklist-until = до { $when }

### Printed checklists.

checklist-title = Checklist
checklist-until = by { $when }

### Printed checklists.

checklist-title = Checklist
checklist-until = by { $when }
case-title = Handover No. { $n }

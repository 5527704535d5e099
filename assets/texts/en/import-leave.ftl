### Leaving the report of an import, and answers for all that are alike.

imp-alike-create = Make each under his own name
imp-was-read = Read. F2 keeps it, Esc leaves no trace.
imp-leave-title = Leave the report?
imp-leave-note = The answers are not kept: they are asked again when the file is opened next time. Nothing changes in the base.
imp-leave-stay = Stay
imp-leave-go = Leave without answers

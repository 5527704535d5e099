### Tasks on the handover sheet: a tab per kind, with what the kind asks for.

sheet-tab-calls = Calls
sheet-tab-meetings = Meetings
sheet-tab-documents = Documents
sheet-tab-invoices = Invoices
sheet-tasks-how = Fill in the white cells: what they lack, the receiver will have to ask. The grey ones are locked; the program knows a row by the hidden column “Row key”, do not delete it.
sheet-tasks-step = An empty cell holds nothing up. Write days in figures: “tomorrow” is read on another day.
sheet-task-due = Due: { $when }
sheet-hint-task-why = What the call is to achieve.
sheet-hint-task-said = What was agreed the last time and what they answered.
sheet-hint-task-place = Address, room or link of the meeting.
sheet-hint-task-participants = Who comes from both sides.
sheet-hint-task-agenda = What the meeting has to decide.
sheet-hint-task-what = Which document, its number, which version.
sheet-hint-task-format = Original, scan, electronic; how many copies.
sheet-hint-task-promised = The day in figures and who promised.
sheet-hint-task-problems = Delays, disputes, mistakes in the invoice. None: say so.

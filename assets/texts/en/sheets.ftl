### The handover sheet and the acceptance sheet: out as XLSX, in again.

## What stands in the file
sheet-context-file = Handover sheet { $n } { $who }
sheet-acceptance-file = Acceptance sheet { $n } { $who }
sheet-tab-deals = Deals
sheet-tab-clients = Clients without deals
sheet-tab-context = Context
sheet-tab-acceptance = Acceptance
sheet-context-head = Handover sheet: { $who }. Handover no. { $n }, last day: { $day }
sheet-context-how = Fill in the white cells; the yellow ones are required. The grey ones are locked; the program knows a row by the hidden column “Row key”, do not delete it. You may send a part now, add to the same file later and send it again.
sheet-context-step = { $step }: what to do, what about and when; the day in figures in “When” — { $day } or { $day } 14:00. Nothing to say? Choose “{ $nothing }” in the cell.
sheet-back = To sort or delete rows, take the protection of the sheet off: it has no password. What is deleted stays as it is. Give the file back to the head.
sheet-acceptance-head = Acceptance sheet: { $who }. Handed over by { $leaver }, handover no. { $n }
sheet-acceptance-how = Choose “{ $yes }” or “{ $no }” in each row. When declining, say why. The grey cells are locked; the program knows a row by the hidden column “Row key”, do not delete it.
sheet-acceptance-step = When accepting, name the first action and its day: what to do and what about; the day in figures — { $day } or { $day } 14:00. Questions go into the last column, they need no decision.
sheet-missing = Needed: { $blocks }
sheet-answer-until = Answer by: { $when }
sheet-promise = Promised: { $text } — { $state }
sheet-nothing-special = nothing special, confirmed
sheet-answer-yes = Accept
sheet-answer-no = Decline
sheet-why-load = no time: overloaded
sheet-why-field = not my industry or region
sheet-why-conflict = personal conflict with the client
sheet-why-context = unclear what was agreed
sheet-footer-who = { $who } · handover no. { $n }
sheet-footer-page = Page { $page } of { $all }
sheet-footer-sign = Signature, date ____________________

## Headings
sheet-col-no = No.
sheet-col-subject = What about
sheet-col-known = Known already
sheet-col-context = Context
sheet-col-on = When
sheet-col-answer = Decision
sheet-col-why = Why declined
sheet-col-step = First action
sheet-col-step-on = Done by
sheet-col-question = Questions
sheet-col-key = Row key

## Beside a cell that is being filled in
sheet-hint-state = Which stage, what is done, which documents were sent.
sheet-hint-next-step = Verb, subject, person: “call Orlov, agree on the deferral”. A bare “call” is not accepted.
sheet-hint-specifics = Budget, pains, objections met and to come.
sheet-hint-history = What was agreed and promised. An unusual promise: agreed with whom, when and why.
sheet-hint-people = Who decides, who influences, who helps, and how to reach them.
sheet-hint-deciders = Who decides and how to reach them.
sheet-hint-terms = Special terms and promises.
sheet-hint-next-contact = What the next talk is about: verb and subject.
sheet-hint-on = The day in figures: { $day } or { $day } 14:00.
sheet-hint-answer = Choose from the list.
sheet-hint-why = Only when declining. Choose or write your own.
sheet-hint-step = Verb and subject: “call Orlov, agree on the deferral”.
sheet-hint-question = What is still unclear. The head will see it.
sheet-lists = Lists
sheet-bad-choice-title = Not like this
sheet-bad-choice = Choose from the list: the arrow at the right of the cell opens it.
sheet-bad-day-title = This is not a day
sheet-bad-day = A day not before today is needed, in figures: { $day } or { $day } 14:00.

## Why something was not taken
sheet-trouble-damaged = the row key is damaged: the row cannot be known. Make the sheet anew
sheet-trouble-no-key = the row was not in the sheet. Write into a row that is
sheet-trouble-foreign = this base gave out no such sheet
sheet-trouble-other-case = the row is from the sheet of another handover
sheet-trouble-misplaced = columns of something else are filled in: the row is from another tab, or the task is of another kind now
sheet-trouble-twice = the file says it again and otherwise; the first row was taken
sheet-trouble-gone = the handover does not hold it any more
sheet-trouble-placeholder = “{ $value }” says nothing: write what matters
sheet-trouble-vague = “{ $value }” is too vague: verb, subject, day
sheet-trouble-step-too = { $why }. Without its day the step was not taken either
sheet-trouble-no-date = no day is named
sheet-trouble-no-step = what to do is not written
sheet-trouble-past = the day has gone by: { $value }
sheet-trouble-bad-date = “{ $value }” is no day. Write it in figures: DD.MM.YYYY
sheet-trouble-spoken-date = “{ $value }” means different days on different days. Write it in figures: DD.MM.YYYY
sheet-trouble-too-long = the text is longer than a cell holds. Shorten it
sheet-trouble-cell-error = the cell holds a formula with an error. Write a text
sheet-trouble-no-answer = unclear whether accepted: “{ $value }”
sheet-trouble-answer-empty = the answer is begun, but nothing is decided
sheet-trouble-no-reason = declined without a reason
sheet-trouble-not-offered = this is offered to nobody now
sheet-trouble-answered = this was answered otherwise already
sheet-trouble-changed = the card was changed after the sheet went out. The card says “{ $value }”, the sheet “{ $sheet }”
sheet-trouble-emptied = the cell was cleared, the card still says: “{ $value }”
sheet-trouble-promised = promises stand on the card: “nothing special” would be untrue
sheet-trouble-denied = not permitted

## The report
sheet-read-stories = Promises of the sheet stay text: the card gives them a day and a task, row “Promises”
sheet-read-filled = filled in: { $n }
sheet-read-cleared = emptied: { $n }
sheet-read-accepted = accepted: { $n }
sheet-read-declined = declined: { $n }
sheet-read-asked = questions to the leaver: { $n }
sheet-read-unchanged = unchanged: { $n }
sheet-read-offered = offered to receivers: { $n }
sheet-read-nothing = Nothing new in the sheet: all of it is kept already.
sheet-read-questions = Decide which is right, the card or the sheet: { $n }
sheet-read-refused = Not taken: { $n }
sheet-place = { $tab }, row { $row }, “{ $column }”
sheet-place-row = { $tab }, row { $row }
sheet-line = { $place } ({ $title }): { $why }
sheet-line-untitled = { $place }: { $why }
sheet-written = Sheets written:
    { $files }

cli-about-case-sheet = The handover and acceptance sheets: who has them, give out one or all, read one that was filled in
cli-arg-for = Whose sheet; without it those of everybody who has one
cli-arg-read = Read a sheet that was filled in
cli-arg-sheet-wins = Where the card was changed after the sheet went out, the sheet is right

## On the steps of the wizard
sheet-ui-act = XLSX sheets
sheet-ui-act-help = Give out a sheet to be filled in with Excel or LibreOffice, and read it back
sheet-ui-title = XLSX sheets
sheet-ui-give = Give out the handover sheet: { $who }
sheet-ui-give-all = Give acceptance sheets to all who were offered something: { $n }
sheet-ui-give-one = Give out the acceptance sheet: { $who }
sheet-ui-given = given { $when }
sheet-ui-came = filled in { $when }
sheet-ui-back = back { $n }
sheet-given-none = No sheets were given out yet.
sheet-col-given = Given out
sheet-col-came = Filled in
sheet-col-lines = Rows
sheet-ui-nobody = nothing is offered to anybody yet
sheet-ui-read = Read a sheet that was filled in
sheet-ui-open = Open { $path }
sheet-ui-type = Type a path…
sheet-ui-path-note = A path to an .xlsx file or a folder; without a leading “/” from { $folder }
sheet-ui-reading = Reading the sheet…
sheet-ui-written = Sheets given out
sheet-ui-next = Send the file to the person. Bring the filled one back with the same key.
sheet-ui-failed = The sheet was not taken
sheet-ui-report = What became of the sheet
sheet-ui-ask = The card was changed after the sheet went out, and the sheet says something else. If the sheet is right, the card’s text is replaced; “u” takes that back.
sheet-ui-card = The card is right
sheet-ui-sheet = The sheet is right

## Journal and inbox
op-sheet-in = Taken from a sheet
op-sheets-out = Sheets given out
word-kind-sheet = sheet
inbox-receiver-asks = { $who } asks: { $title }
inbox-receiver-asks-why = Question: “{ $question }”. Ask the leaver while they are here, and add to the context.

### Context and promises: the form of a deal or client, what it may take over, what was promised.

word-kind-promise = promise
word-promise-noted = noted
word-promise-waiting = waits for the head
word-promise-approved = approved
word-promise-refused = discuss in person
word-promise-dropped = taken back
word-urgency-deadline = due
word-urgency-close = closing
word-urgency-promise = promised
word-urgency-contact = contact

## The queue

ctx-col-burns = Burns
ctx-written = done { $n }
ctx-blocks-left = { $n } left
ctx-time-left = ≈ { $minutes }
ctx-time-unknown = the time left is told after three blocks
ctx-last-left = No other line is left, and this one still lacks { $blocks }
ctx-all-written = All is written: the queue is done
ctx-saved = Written: { $title }

## The form

ctx-save-next = save and next
ctx-save-next-help = Save what is written and open the next line that lacks something
ctx-skip = skip
ctx-skip-help = The next line without saving; what is typed stays a draft
ctx-before = previous
ctx-before-help = Back to the previous line; what is typed stays a draft
ctx-known-act = what is known
ctx-known-act-help = What the card has already: stage, dates, contacts, tasks, touches, CRM notes
ctx-take = take ready text
ctx-take-help = Insert from another deal of the client, from the card, or a ready phrase
ctx-nothing = nothing special
ctx-nothing-help = Confirm that there is nothing to say in this block; once more takes it back
ctx-not-needed = not needed
ctx-not-needed-help = Waive this block with a reason; the reason goes into the act and the metrics
ctx-star = * required
ctx-leave = to the list
ctx-leave-help = Close the form; what is typed stays a draft
ctx-next-field-help = To the next field; Shift+Tab to the previous one
ctx-nothing-text = nothing special, confirmed
ctx-waive-block = Not needed: { $block }
ctx-not-asked = This block is not required here or is settled already
ctx-only-one = No other line lacks anything
ctx-first = This is the first line of the queue
ctx-skipped = Skipped: what was typed stays a draft
ctx-theirs = While you were writing, «{ $block }» was saved as: «{ $text }». F2 saves your text over it.

## Ready text

ctx-take-title = Take ready text
ctx-take-none = Nothing to take yet: begin to write
ctx-from-deal = from the deal «{ $title }»
ctx-from-client = from the client's card
ctx-from-contacts = contacts of the card
ctx-from-note = CRM note
ctx-from-touch = last touch
ctx-from-phrase = phrase

## What is known

ctx-known-stage = Stage
ctx-known-in-stage = In stage for
ctx-known-amount = Amount
ctx-known-close = Closes
ctx-known-created = Created
ctx-known-receiver = Goes to
ctx-known-contacts = Contacts
ctx-known-tasks = Open tasks
ctx-known-touches = Last touches
ctx-known-notes = CRM notes

## Promises

op-promise-save = Promise written
op-promise-drop = Promise taken back
op-promise-decide = Decision on a promise
op-promise-task = Promise became a task
check-promises = Only unusual promises that nobody agreed to, or that changed after his decision, wait for the head
today-promise = Decide on a promise: { $promise }
inbox-promise = A promise waits for your decision: { $title }
inbox-promise-why = Promised: «{ $promise }», agreed with nobody. Approve it, or decide to discuss it in person: say what to answer the client.
inbox-promise-approved = Promise approved: { $title }
inbox-promise-refused = Promise to be discussed in person: { $title }
inbox-promise-answer = Promised: «{ $promise }». Tell the client: «{ $answer }».
inbox-promise-said = Promised: «{ $promise }». Nothing more is to be told to the client.


prom-rows = Promises
prom-new = + write a promise: Enter
prom-list = promises
prom-list-help = All promises of this handover: decide, change, make tasks
prom-open = write a promise
prom-open-help = Write a new promise or change the one chosen
prom-edit = change
prom-edit-help = Change the text, date or agreement of a promise
prom-decide = decide
prom-decide-help = Approve an unusual promise or discuss it in person: what to tell the client
prom-task = to the tasks
prom-task-help = Make the promise a task with its date: for whoever the deal goes to
prom-drop = take back
prom-drop-help = Take the promise back: it was none, or it holds no more
prom-new-title = New promise
prom-edit-title = Promise
prom-text = What was promised
prom-due = By when
prom-kind = Which
prom-usual = usual: we promise this to everybody
prom-unusual = unusual: beyond rules and prices
prom-agreed-with = Agreed with
prom-agreed-on = Agreed on
prom-why = Why it was promised
prom-then = What follows
prom-then-waits = Agreed with nobody: the promise goes to the head for a decision.
prom-agreed = agreed by word: { $who }
prom-has-task = in the tasks
prom-col-text = Promise
prom-col-due = Due
prom-col-state = Standing
prom-empty = No promises are written
prom-wait = to be decided: { $n } — p
prom-word = Decision
prom-approve = we keep it
prom-refuse = discuss in person
prom-answer = What to tell the client
prom-answer-needed = Write what to tell the client
prom-because = Why: { $why }
prom-saved = Promise written
prom-saved-waits = Promise written; it waits for the head's decision
prom-dropped = Promise taken back
prom-decided = Decision written; author and receiver are told
prom-tasked = Task made: it goes along with the deal
prom-tasked-theirs = Task made for whoever has the deal or client now
prom-task-there = This promise has its task already
prom-task-no-date = A task needs a date: add it to the promise first
prom-task-refused = This promise is to be discussed in person: no task comes of it

count-promise = { $n ->
    [one] { $s } promise
   *[other] { $s } promises
}
count-promise-of = { $n ->
    [one] { $s } promise
   *[other] { $s } promises
}

## Command line

cli-about-case-promise = Promises of a handover: write, change, decide, make a task
cli-arg-like = Take the text of this block from another deal of the client or from its card
cli-arg-promise = Number of the promise
cli-arg-due = By when it was promised
cli-arg-unusual = Unusual: beyond rules and prices
cli-arg-agreed-with = Agreed with
cli-arg-agreed-on = Agreed on
cli-arg-promised-why = Why it was promised
cli-arg-approve = We keep it
cli-arg-refuse = Discuss it in person
cli-arg-answer = What to tell the client
cli-arg-task = Make the promise a task
cli-arg-take-back = Take the promise back
cli-col-said = What is written
prom-said = Promised
prom-to-client = tell the client: «{ $answer }»

op-context-many = Context of occasional clients
ctx-many = one text for all
ctx-many-help = Write the short context of all marked occasional clients at once
ctx-many-title = One text for all: { $n }
ctx-many-note = Only missing blocks are filled; what was written before stays.
ctx-many-done = Written: { $n }
ctx-many-only = Only occasional clients without an open deal are written in bulk
ctx-many-empty = Write at least one block

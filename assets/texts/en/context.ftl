### Context and promises: the form of a deal or client, what it may take over, what was promised.

word-kind-promise = promise
word-promise-noted = noted
word-promise-waiting = waits for the head
word-promise-approved = approved
word-promise-refused = discuss in person
word-promise-dropped = taken back
word-urgency-deadline = due
word-urgency-promise = promised
word-urgency-contact = contact

## The queue

ctx-col-burns = Burns
ctx-written = written { $n }
ctx-blocks-left = { $n } left
ctx-time-left = ≈ { $minutes }
ctx-time-unknown = the time left is told after three blocks
ctx-hint-write = Enter to write one after another
ctx-all-written = All is written: the queue is done

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

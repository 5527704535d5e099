## Crisis: the stages and their clocks, the header, the steps of the first minutes.

stage-minutes = 10 minutes
stage-day = 24 hours
stage-week = 7 days
stage-runs = { $stage }: { $passed } gone
stage-late = { $stage }: { $late }
stage-done = { $stage }: done

## The start: "!", the surname, Enter

krizis-act = did not come
krizis-act-help = Crisis: did not come to work; cut accesses, name a temporary owner, get the call list
krizis-who = Crisis: who did not come to work? Type the surname
krizis-new = Add "{ $name }" and start a crisis
krizis-in-case = handover №{ $case }
krizis-dismissed = already dismissed
krizis-head = Who will lead this handover?
krizis-temporary = Who answers for the clients for now?
krizis-title-any = Crisis
krizis-title = Crisis: { $name }
krizis-text = { $who }. As soon as you confirm:
krizis-text-turn = Planned handover №{ $case } is running. It becomes a crisis: what is decided and accepted stays, the rest runs by the clock.
krizis-text-new = Nobody of that name is in the base: the person will be added, accesses come from the catalogue. A fresh export will show the clients.
krizis-no = Do not start
krizis-other = Somebody else
krizis-begin = Start the crisis
krizis-accesses = accesses
krizis-accesses-of = { $n }: cut by command or asked of IT, 30 minutes each
krizis-accesses-none = none on record: IT gets the list of the catalogue, 30 minutes each
krizis-export = export, leads
krizis-export-off = closed at once
krizis-temporary-label = answers for now
krizis-temporary-is = { $name }: { $held }, until { $until }
krizis-temporary-nobody = nobody can: all are away or leaving
krizis-held-none = nothing open
krizis-held-unknown = whatever the export shows
krizis-head-label = leads
krizis-data = data
krizis-data-none = nothing imported yet
krizis-begun = Crisis №{ $case } has begun: accesses are being cut, a temporary owner is set. Now the calls.

## The clocks of a crisis under the tabs of every screen

clocks-crisis = CRISIS
clocks-day = 24 h
clocks-week = week
clocks-done = done
clocks-more = { $n } more

## The first minute: three lines above the steps

first-accesses = Accesses: { $n } closed
first-accesses-in = Accesses: { $n } closed, in { $took }
first-accesses-none = No accesses on record: ask IT where the person can get in
first-waits = asked of { $who }, waiting { $span }
first-not-asked = not asked for yet
first-ring = , ring { $phone } { $name }
first-since = last seen { $at }
first-doors = Export and new leads: closed
first-doors-open = Export or new leads are still open
first-temporary = For now: { $name } with { $held }
first-temporary-over = No temporary owner is needed any more: all is decided
first-signals = Log: { $n } to judge
first-temporary-none = No temporary owner is named

## Calls and what burns

ring-card = what to say
ring-card-help = What was promised, what to say, whom to ask for, which deals
ring-reached = reached
ring-reached-help = Reached: the client goes down the list, the call is recorded
ring-no-answer = no answer
ring-no-answer-help = No answer: the attempt is recorded, the client comes again after the others
ring-call-back = call back
ring-call-back-help = Call back at a time: the client comes up when it is there
ring-noted = with a note
ring-noted-help = Record the outcome with a note: what the client said, what was agreed
ring-client = client's card
ring-client-help = Open the client's card
ring-no-marks = One rings one by one: there is nothing to mark here
ring-again = Call back when
ring-note = Note
ring-outcome = Outcome
ring-back-title = Call back: { $client }
ring-back-note = "in 2 hours", "16:30", "tomorrow 10:00". At that time the client is first on the list again.
ring-noted-title = Outcome of the call: { $client }
ring-noted-note = The note stays on the client's card as a touch: what was said, what was agreed.
ring-when-needed = Call back when? For example "in 1 hour", "tomorrow 10:00"
ring-recorded = Call recorded, attempt { $n }
ring-next-again = next call back { $at }
ring-empty = Nobody to call: no final stages, nothing due within 72 hours
ring-col-client = Client
ring-col-stage = Stage
ring-col-amount = Amount
ring-col-burns = What burns
ring-col-contact = Ask for
ring-col-reason = Why
ring-said-reached = reached { $at }
ring-said-again-now = ring now: promised { $at }
ring-said-again = call back { $at }
ring-said-no-answer = no answer, attempts { $n }
ring-burns-close = closes { $day }
ring-burns-contact = contact { $day }
ring-reason-final = final stage
ring-reason-overdue = overdue
ring-reason-today = today
ring-reason-soon = 72 hours
ring-reason-contact = contact agreed
ring-reason-rung = rung already
ring-col-no-phone = no phone
ring-no-phone = No phone: look for it in an export of contacts
ring-owner = Answers
ring-say = What to say
ring-say-next = Next step
ring-say-promise = Promised
ring-say-touch = Last talk
ring-say-note = Note
ring-say-nothing = No records. "Your manager is not available today, I am here instead: where had you got to?"
ring-deals = Deals
ring-last = Last call
ring-by = Rung by
ring-attempts = Attempts

## Temporary owner

cases-step-temporary = Temporary owner
cases-step-burning = What burns
cases-step-calls = Calls
cases-why-temporary = Until things are distributed one person answers for everything: the way in for the clients of the one who left.
cases-why-burning = Final stages and all that is due within 72 hours: here money is lost first.
cases-why-calls = Not everybody, those who burn: ring before a competitor does.
temp-other = somebody else
temp-other-help = Name another temporary owner: all that is undecided goes over
temp-back = take back
temp-back-help = Take the temporary owner off: what is undecided is the leaver's again
temp-back-title = Take the temporary owner off?
temp-back-text = All that is not distributed yet is the leaver's again, and nobody answers for the clients. What has gone to new managers stays with them.
temp-back-no = Keep
temp-back-yes = Take off
temp-moved = Another person answers now: { $held }
temp-nobody = nobody
temp-holds = holds
temp-decided = decided so far
temp-until = until
temp-left = { $span } left
temp-hint = A temporary owner is no distribution: after seven days an alarm says so. Key u takes either change back.

## Accesses in a crisis: how the cutting goes

cut-queued = command queued
cut-running = command running
cut-failed = command failed: close it by hand
cut-unknown = outcome of the command unknown: look
cut-asked = asked of { $who }
cut-done = closed { $when }
cut-late = { $late }{ $ring }
cut-ring = Ring
cut-command = Command

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
krizis-no-heads = Nobody can lead the handover: add a head first (2, n), then ! again
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
krizis-export = in Estafeta
krizis-export-off = login, export and new leads are closed at once
krizis-temporary-label = answers for now
krizis-temporary-is = { $name }: { $held }, until { $until }
krizis-temporary-nobody = nobody can: all are away or leaving
krizis-held-none = nothing open
krizis-held-unknown = whatever the export shows
krizis-head-label = leads
krizis-data = data
krizis-data-none = nothing imported yet
krizis-begun = Crisis №{ $case } has begun: the accesses are asked to be closed. Now the calls.
krizis-begun-unknown = Crisis №{ $case } has begun: the accesses are asked to be closed. Now fresh exports: they show what was held.

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
first-ring = ring { $phone } { $name }
first-since = last seen { $at }
first-doors = In Estafeta login, export and new leads are closed { $at }
first-doors-open = In Estafeta export or new leads are still open
first-temporary = For now: { $name } with { $held }
first-temporary-at = since { $at }
first-temporary-since = Since { $at }: { $name } with { $held }
first-temporary-over = No temporary owner is needed any more: all is decided
first-back = Came back: what was undecided is theirs again, nobody is asked to close accesses
first-back-accesses = Came back: what was undecided is theirs again, { $accesses } to be given back
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
ring-loose = without a client
ring-loose-help = Deals that burn and have no client: they are not on the call list
ring-loose-none = No deal without a client burns
ring-loose-line = without a client: { $deals } (w)
ring-loose-title = They burn and have no client
ring-loose-why = The call list goes by clients, these deals are not on it. Ring the deal's own contact, or find its client in the CRM and import the export again.
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
ring-awaits-export = A fresh export will show whom to call: the base knows nothing of these clients
ring-col-client = Client
ring-col-stage = Stage
ring-col-amount = Amount
ring-col-burns = What burns
ring-col-contact = Ask for
ring-col-reason = Why
ring-said-reached = reached { $at }
ring-said-again-now = ring now: promised { $at }
ring-said-again = call back { $at }
ring-said-no-answer =
    { $n ->
        [one] no answer, { $s } try
       *[other] no answer, { $s } tries
    }
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
cases-why-start-crisis = What the first minute did and what is left: the lists "24 hours" and "week" with their terms. What can be counted ticks itself.
cases-why-accesses-crisis = Right now: 30 minutes for each access. Redirect mail and number first, then cut.
cases-why-act-crisis = The leaver is absent, so a commission signs: the paper states how things stood at the moment of leaving.
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
cut-failed = failed: close by hand
cut-unknown = outcome unknown: look
cut-asked = asked of { $who }
cut-done = closed { $when }
cut-late = Not closed in time. Ring: { $who }
cut-ring = Ring
cut-command = Command

## Fresh export

cases-step-fresh = Fresh export
cases-why-fresh = The call list is as good as the data is fresh: export the files from the CRM and load them here.
freshstep-menu = where to get it
freshstep-menu-help = From which menu of the CRM to export this file
freshstep-import = import
freshstep-import-help = Go to the screen "Import" and load the files
freshstep-no-marks = There is nothing to mark here
freshstep-col-kind = What
freshstep-col-data = Data of
freshstep-col-menu = Export it from
freshstep-came = { $n } came
freshstep-hint = All files are loaded at once: key i. The call list sorts itself anew, nothing done is lost.
freshstep-arrived = came { $at }
freshstep-at = { $day }, { $ago } ago
freshstep-never = never loaded
freshstep-card-title = Where to get it: { $kind }
freshstep-then = Save the file and load it on the screen "Import": key i.

## The leaver's mailbox

cases-step-mail = Mail
cases-why-mail = Unanswered letters, promises and agreements are still in the mailbox: each finding becomes a task.
mailstep-found = finding
mailstep-found-help = Record a letter found: it becomes a task of whoever answers for the client
mailstep-combed = mail combed
mailstep-combed-help = Tick that the mailbox was looked through to the end, and how many letters
mailstep-task = task
mailstep-task-help = Open the task a finding became
mailstep-kind = What it is
mailstep-no-client = no client named
mailstep-text = About
mailstep-due = Due
mailstep-found-title = Found in the mail
mailstep-found-note = Becomes a task of whoever answers for the client now. Without a day: an unanswered letter today, the rest tomorrow.
mailstep-text-needed = Say what the letter is about: that becomes the task
mailstep-letters = Letters looked through
mailstep-letters-needed = A number of letters, for example 120
mailstep-combed-title = The mailbox is combed
mailstep-combed-note = The tick stays in the journal with the number of letters: it confirms the item of the checklist.
mailstep-followed = Recorded, and a task now
mailstep-is-combed = Ticked: the mailbox is combed
mailstep-state-combed = ✓ The mailbox is combed, letters looked through: { $n }
mailstep-hint = Open the leaver's mailbox (it is the company's) and go through what came and went in the last weeks. Record a finding with r, press d at the end.
mailstep-total = findings: { $n }
mailstep-empty = No findings yet

## A case takes another turn: came back, works on, stopped coming

turn-came-back = came back
turn-came-back-help = Was ill and came back: restore all, open the accesses, nothing is lost
turn-works-on = became planned
turn-works-on-help = Came back and works until the last day: the crisis becomes a planned handover
turn-not-come = did not come
turn-not-come-help = Stopped coming: the planned handover becomes a crisis
turn-came-back-title = { $name } is back?
turn-came-back-text = All that new managers have not accepted yet is the leaver's again: clients, deals, tasks. Login, export and new leads in Estafeta are opened at once; IT learns that nothing is to be closed and gives back what is. What is accepted stays with the new managers and is decided apart. Recorded calls stay. The handover becomes "withdrawn".
turn-came-back-yes = Restore all
turn-no = Leave it as it is
turn-works-on-title = The crisis becomes a planned handover
turn-works-on-note = What is undecided is the leaver's again until the last day, login to Estafeta is open, export and new leads in it stay closed. What is decided and accepted stays.
turn-no-crisis = This is no crisis: the person is at work
turn-is-crisis = The crisis is running already
turn-use-came-back = A crisis has no last day: "came back" is b, "became planned" is p

## A commission in place of the leaver

commission-act = commission
commission-act-help = Name the commission: it signs in place of the leaver, who is recorded as absent
commission-title = Commission
commission-note = Two at least, better three. They attest how things stood at the moment of leaving; the leaver is recorded as absent.
commission-member = Member { $n }
commission-two = Two different people at least
commission-only-crisis = A commission is for a leaver who is absent: in a planned handover the leaver signs
commission-named = The commission is named, the leaver recorded as absent
commission-absent-note = did not come to work, the commission attests
ring-late = was due { $at }

### The act of handover and its annexes.

act-title = ACT No. { $number }
act-subtitle = of handover
act-running = Act of handover No. { $number } of { $date }
paper-page = Page
paper-page-of = of
act-no-place = place: ____________________

## 1. Sides
act-sides = Parties and basis
act-gives = Hands over
act-takes = Take over
act-head = Head
act-office = Company
act-basis = Basis
act-basis-planned = departure
act-basis-crisis = sudden departure: taken over without the leaver
act-basis-absence = temporary absence
act-basis-single = handover of a client
act-basis-notice = notice received { $date }
act-basis-last-day = last working day { $date }
act-person = { $name }, { $role }
act-person-department = { $name }, { $role }, { $department }
act-declares-part = By signing, the parties confirm: the clients, deals and tasks listed in the annexes are assigned to their receivers, and each annex says how many of them are accepted by now; what is known about them is in the CRM; there are no claims except those under “Remarks”. Each receiver has an annex of their own and signs it.
act-declares = By signing, the parties confirm: the clients, deals and tasks listed in the annexes are handed over and taken over; what is known about them is in the CRM; there are no claims except those under “Remarks”. Each receiver has an annex of their own and signs it.

## 2. What is handed over
act-handed = What is handed over
act-col-n = No.
act-col-receiver = Receiver
act-col-annex = Annex
act-col-clients = Clients
act-col-deals = Deals
act-col-amount = Amount
act-col-tasks = Tasks
act-col-others = Other
act-total = Total
act-not-all-accepted = The act was drawn up before the acceptance was complete: of the lines that need one, { $n } are accepted. The others are assigned to their receivers and not accepted by them yet.

## 3. The ledger
act-ledger = Ledger against the snapshot
act-col-kind = What
act-col-snapshot = Snapshot
act-col-late = Later
act-col-assigned = Assigned
act-col-kept = Kept
act-col-closed = Closed
act-col-else = Else
act-col-undecided = Left
act-col-sums = Snapshot's amount
act-kind-client = Clients
act-kind-deal = Open deals
act-kind-task = Open tasks
act-kind-lead = Leads
act-kind-team = Places in teams
act-kind-authored = Tasks for others
act-kind-reference = Rules and positions
act-ledger-open = The ledger is not settled yet: the lines under “Left” belong to nobody.

## 4. Settled otherwise
act-settled = Settled otherwise
act-col-title = Name
act-col-decision = Decision
act-col-reason = Reason

## 5. Accesses
act-accesses = Accesses of the leaver
act-col-system = System
act-col-login = Login
act-col-state = State
act-col-when = When
act-col-redirect = Redirection
act-no-accesses = No accounts of the leaver are on record.

## 6. Context
act-context = Context: confirmed and waived
act-context-why = Listed here is where it was confirmed that there is nothing to tell, and where the requirement was waived with a reason; the row says by whom.
act-col-block = Block
act-col-who = Who
act-col-note = Note
act-by-sheet = { $who }, on the handover sheet; read in on { $day } by { $head }
act-nothing-special = nothing special, confirmed
act-waived = waived: { $reason }

## 7. Data
act-data = Completeness of the data
act-data-at = The CRM's data was loaded as of { $date }.
act-data-unknown = The date of the CRM's data is unknown.
act-loaded = Loaded into the program: { $list }.
act-not-loaded = Not loaded into the program: { $list }. The act claims nothing about them.

## 8. Remarks, signatures, checks
act-remarks = Remarks
act-no-remarks = There were no remarks when the act was made. Remarks by hand:
act-signatures = Signatures
act-signs-leaver = Handed over by
act-signs-head = Head
act-signs-annex = { $what }, annex No. { $n }
act-signs-nothing = Nothing under this act: returned or given to others
act-signs-as = { $what }, { $role }
act-sign-place = signature
act-date-place = date
act-instead = { $state }, recorded { $date }
act-sign-note = { $name }: { $note }
act-commission = A party's signature is missing, as recorded above. What was handed over is confirmed by a commission:
act-commission-member = Member of the commission
act-checks = Checks
act-made = Made
act-snapshot = Snapshot, SHA-256
act-no-snapshot = no snapshot
act-journal = Journal
act-journal-head = entry No. { $seq }, { $hash }
act-legal = Russian labour law does not require this act; final pay does not depend on its signing. It is made for internal records and is no legal advice. Contact persons are personal data: keep and pass on the act accordingly.

## Annex
act-annex = Annex No. { $n }
act-annex-to = to the act of handover No. { $number } of { $date }
act-annex-receiver = Receiver
act-annex-from = Hands over
act-clients = Clients
act-deals = Deals
act-tasks = Tasks
act-promises = Promises to clients
act-documents = Documents owed by us or by the client
act-other-lines = Other
act-col-client = Client
act-col-segment = Segment
act-col-contacts = Contacts
act-col-next = Next step
act-col-deal = Deal
act-col-stage = Stage
act-col-sum = Amount
act-col-task = Task
act-col-task-kind = Kind
act-col-due = Due
act-col-promise = Promised
act-col-of = Of which deal or client
act-col-stands = Note
act-col-docs = What and to whom
act-no-client = no client
act-annex-total = In all: { $clients }, { $deals } worth { $sums }, { $tasks }.
act-annex-total-no-sum = In all: { $clients }, { $deals }, { $tasks }.
act-annex-accepted = Accepted: { $accepted }.
act-accepted-by-list = as a list { $n }
act-accepted-by-sheet = by sheet { $n }
act-accepted-by-words = by word of mouth { $n }
act-accepted-forced = by the head's decision { $n }
act-annex-accepted-ways = Accepted: { $accepted } (of these { $ways }).

## What a receiver signs
act-took = Taken over by
act-took-by-sheet = Taken over on the returned sheet by
act-took-by-words = Taken over by word of mouth by
act-took-forced = Assigned by the head's decision to
act-took-none = Given to, acceptance not confirmed
act-took-nothing = Annex seen by
act-took-own = accepted { $n }
act-took-rest = not accepted { $n }
act-took-parts = Of { $n } lines: { $parts }

## Files
act-file-name = Act-{ $n }

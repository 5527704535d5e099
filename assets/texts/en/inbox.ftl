### The inbox: what the program tells one person. `inbox-x` is the line of the list, `inbox-x-why` says why and what to do.

inbox-opened-head = A handover is open: { $name }
inbox-opened-head-why = { $day } Decide who gets the clients, deals and tasks, and see that the receivers accept them with their context.
inbox-opened-leaver = Hand over your work
inbox-opened-leaver-why = { $day } Write down the context of your deals and explain the tasks: what was promised, who decides, what is next and when.
inbox-opened-hr = Prepare the papers: { $name }
inbox-opened-hr-why = { $day } The order, the clearance sheet and the signatures of the act: your items stand in the handover's list.
inbox-opened-it = Prepare to close accesses: { $name }
inbox-opened-it-why = { $day } Export closes at once, login at the end of the last day; redirect the mailbox and the number first.
inbox-opened-security = Check the export block and the CRM's log: { $name }
inbox-opened-security-why = { $day } Export must be closed on the day of the notice; unusual exports and views of the last days become signals.
inbox-last-day = The last day is { $day }
inbox-last-day-none = There is no last day yet.

inbox-reminder = Reminder of a handover: { $name }
inbox-reminder-why = { $day } Undecided: { $lines }; mandatory and still open: { $items }.
inbox-reminder-ready = { $day } Every line is decided, the mandatory items are closed.

inbox-chain-done = Done by itself for { $name }: { $title }
inbox-chain-done-why = Done by the program itself; see that it is so in the CRM too.
inbox-report-clients-done = The report of clients is ready
inbox-report-done = The report of active deals is ready
inbox-report-done-why = The file is here: { $file }
inbox-report-failed = The report of active deals was not written
inbox-failed-why = { $reason } Remove the cause and run it again.
inbox-failed-unknown = The cause is in the program's log.
inbox-job-failed = An automatic action failed: { $what }
inbox-job-unknown = Nobody knows whether this was done: { $what }
inbox-job-unknown-why = The program does not repeat it by itself: look what came of it on the spot and mark the result.
inbox-job-report = the report of active deals
inbox-job-revoke = close an access
inbox-job-other = a step of the handover

inbox-offered-why = Read the context and accept with a first action and its date, or decline with a reason; unanswered lines return to the head.
inbox-declined = { $who } declines: { $title }
inbox-declined-again = Declined again ({ $times }): { $title }, { $who }
inbox-declined-why = Reason: “{ $reason }”. For now it is yours; decide who gets it.
inbox-expired = The term of acceptance has passed: { $lines } unanswered
inbox-expired-why = The lines are to be decided again and yours for now; talk to the receiver or give them to another.
inbox-accesses = Close in time: { $accesses }
inbox-accesses-why = Mark each as closed with its evidence: what was done, the number of the ticket or a screenshot.
inbox-receiver-leaves = A receiver leaves: { $name }
inbox-receiver-leaves-why = What was not accepted is to be decided again: { $lines }; what was accepted moves on in the receiver's own handover.
inbox-withdrawn = The handover is withdrawn: { $name } stays
inbox-withdrawn-hr-why = The status is as before, nobody is dismissed: prepare no order.
inbox-withdrawn-it = Do not close accesses: { $name } stays
inbox-withdrawn-it-why = Nobody asks for it any more. What is closed already is asked back by an entry of its own.
inbox-withdrawn-why = Lines that nobody accepted are back with their owner.
inbox-withdrawn-accepted = Lines that nobody accepted are back with their owner; accepted by others: { $lines }, decide whether they return.
inbox-bounced = A letter came back: { $client }
inbox-bounced-why = Find the right address or call the client yourself: they do not know their new manager yet.
inbox-bounced-note = The server said: “{ $note }”. Find the right address or call the client yourself.

inbox-late = Late arrivals: { $name }, { $what }
inbox-late-why = New work still goes to the one who leaves: decide on each line and switch its source off.
inbox-late-over = No late arrivals any more: { $name }
inbox-late-over-why = Nothing comes to the leaver any more, every late line is decided.
inbox-orphans = Given to you: { $objects } that nobody answered for
inbox-orphans-why = Given by { $by }. Reason: “{ $reason }”. Read the cards and set a next step.
inbox-cut-asked = Close now: { $name }, { $accesses }
inbox-cut-ordered = Being closed by commands: { $name }, { $accesses }
inbox-cut-people = Accesses are closed by people: { $name }
inbox-cut-people-why = See that they are closed in time; somebody else verifies what is closed.
inbox-cut-redirect = Redirect the mailbox and the number first and mark it, then switch them off.
inbox-cut-by-command = Closed by commands: { $accesses }; you will be told of a failure.

op-inbox-read = Inbox entry read
op-inbox-done = Inbox entry done

inbox-late-gone = Landed on somebody dismissed: { $name }, { $what }
inbox-late-gone-why = The handover is closed, yet new work still goes there: give it away on the screen of orphans and switch its source off.
inbox-late-sources = Leads come from: { $sources }.
op-orphans-give = Orphans given away
op-late = Looked for late arrivals

due-late = Handover № { $case }: { $n } late arrivals, the head was told
due-late-over = Handover № { $case }: no late arrivals any more

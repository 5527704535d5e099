### An absence: who is away, who stands in, the way back.

## What a substitute takes over
away-extent-due = deals and what falls due in these days
away-extent-all = everything open, all clients

## The form
away-act = absence
away-act-help = Leave, illness or a trip: who stands in and what to hand over for the time
away-title = Absence: { $name }
away-note = Open now: { $what }. For the time the substitute has the work; on the day of return it comes back in one operation.
away-note-unseen = For the time of the absence the work goes to a substitute, and back in one operation on the day of the return. How much it is, is not shown to you.
away-kind = Reason
away-from = From
away-to = To (inclusive)
away-substitute = Substitute
away-extent = Hand over
away-leads = New leads
away-leads-yes = go to the substitute
away-leads-no = wait for the return
away-day-needed = Name the day: “tomorrow”, “mon”, “7.12”.
away-before-from = The end is before the beginning.
away-substitute-needed = Who answers for the clients in these days?
away-leaves = Leaving: a handover runs already.
away-opened-unseen = The substitution is open: { $lines }. The head checks the distribution and applies it.
away-opened = The substitution is open: { $lines }. Check the distribution and apply it.
away-link-start = the beginning: who stands in and what is not handed over
away-link-remind = reminder: back on { $day }
away-link-return = the return: give the work back

## The steps
away-step = Absence
away-step-substitute = Substitute
away-step-clients = Clients
away-step-return = Return
away-why = Who is away, until when, and who answers for the clients.
away-why-substitute = Who takes the work for these days. Too much for one: give a part to another, Space, r.
away-why-context = A minute per client is enough for the substitute if the agreements are written. Without context nothing is offered.
away-why-acceptance = The substitute confirms having the work and names a first action.
away-why-clients = There is no mass letter about a substitute: call those whose contact falls into these days.
away-why-return = What the substitute changed stays. The work comes back in one operation that can be undone.
away-days = from { $from } to { $to }
away-back = Back on
away-links = What the program says by itself
away-until = away until { $day }
away-was = away from { $from } to { $to }
away-same-day = away on { $day }, back the same day
away-not-begun = there was no absence
away-alarm-late = Came and nobody has it: { $what } ({ $name } is away)
away-conflict = the receiver takes nothing: away on these days or switched off
away-move = another day of return
away-move-help = Move the end of the absence: terms and reminders follow
away-move-title = The absence ends on another day
away-move-note = The last day away. If it is later, what falls due in the days that came goes to the substitute too.
away-moved = The day of return has moved.
away-moved-more = The day of return has moved. Added: { $lines }; apply them in the step “Substitute”.
away-resigns = resigns
away-resigns-help = Does not come back to work: the substitution becomes a planned handover
away-resigns-title = Resigns: { $name }
away-resigns-note = The substitution becomes a planned handover: the work comes back for distribution, the ledger takes in the rest, everything a notice sets going begins.
away-call-off = call it off
away-call-off-help = There is no absence: everything comes back at once
away-call-off-title = No absence: { $name }
away-call-off-text = What the substitute has comes back at once, accepted or not.
away-call-off-no = Keep
away-call-off-yes = Call it off
away-called-off = The absence is called off, the work is back.
away-alarm = { $name } is back: { $lines } still with the substitute

## The way back
back-all = give back
back-all-help = Give everything back in one operation, with what is marked of the things that came
back-waive = do not return
back-waive-help = Leave everything with the substitute, with a reason
back-undo = undo the return
back-undo-help = Undo the return: the work is with the substitute again
back-title = Give the work back to { $name }?
back-text = Stages, notes, touches and dates stay as the substitute has made them.
back-no = Not now
back-yes = Give back
back-comes = Comes back
back-came = Of what came
back-stays = Stays
back-waive-title = The work stays with the substitute
back-waive-note = The substitution closes without a return; the reason goes into the journal.
back-done = Given back: { $n }. z undoes it.
back-undone = The return is undone: the work is with the substitute again.
back-not-yet = Nothing has been given back yet
back-nothing-came = Nothing new came about these clients meanwhile
back-on = Back on: { $day }
back-today = Back since { $day }: give the work back.
back-is-waived = The work stayed with the substitute ({ $at }): { $why }
back-is-done = Given back: { $at }
back-touches = Touches of the substitute with these clients: { $n }.
back-closed = Closed by the substitute, credited there: { $what }.
back-moved = With others by now, stays there: { $what }.
back-col-what = What
back-col-title = Came meanwhile
back-col-by = With

## Inbox and journal
inbox-substitute-for = You stand in for { $name } until { $day }
inbox-substitute-for-why = For the time you have { $held }. Read the context and accept.
inbox-absence-starts = { $name } is away from today until { $day }
inbox-absence-starts-ready = Everything is handed over and accepted.
inbox-absence-starts-unaccepted = The substitute has not accepted { $lines }.
inbox-absence-starts-left = Not handed over yet: { $lines }.
inbox-absence-ends = { $name } is back on { $day }
inbox-absence-ends-why = Write down what has changed: on the day of return the work goes back.
inbox-absence-over = { $name } is back since { $day }: give the work back
inbox-absence-over-why = The substitute has { $lines }. The return is one operation that can be undone.
inbox-absence-returned = The work is back: { $name }, { $n }
inbox-absence-returned-why = What the substitute did stands on the cards and in the journal.
inbox-absence-returned-came = Of what came meanwhile: { $n }.
inbox-absence-came = Came while { $name } is away: { $what }
inbox-absence-came-why = The substitute ({ $name }) has it already; it comes back with the rest.
inbox-absence-waits = Came while { $name } is away, and nobody has it: { $what }
inbox-absence-waits-why = Apply it at the step “Substitute”; if the substitute is away, give it to somebody else.
op-absence-open = Substitution opened
op-absence-move = Day of return moved
op-absence-return = Work given back
op-absence-due = Reminder of an absence

## The command line
cli-about-case-return = Give the work back to whoever was away
cli-arg-from = First day away; today by default
cli-arg-until = Last day away
cli-arg-extent = What to hand over: deals and what falls due (due), or everything open (all)
cli-arg-leads-stay = New leads wait for the return
cli-arg-came = What of the things that came meanwhile goes back too
check-absences = Whoever was away has the work back

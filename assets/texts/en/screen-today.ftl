## Today: what to do now, how the handovers go, alarms.

today-name = Today
today-go-help = Today: what to do now over all handovers, by deadline
today-about = What is to be done over all open handovers: overdue, today, tomorrow, this week. Enter opens the place where it is done. Tab goes to the handovers with their bars.
today-open-help = Go where it is done
today-pane = tasks / handovers
today-pane-help = To the handovers and back
today-now = NOW
today-cases = HANDOVERS
today-alarms = ALARMS
today-later = this week
today-overdue = overdue
today-other-pane = { $cases } — Tab
today-nothing-to-open = Nothing is urgent: nothing to open
today-no-cases = No open handovers
today-empty-no-cases =
    No open handovers, and nothing urgent.
    Does somebody leave? Open "People" (key 2), stand on the person and press e, "leaves".
today-empty =
    No deadlines within a week.
    To move on: Tab, choose a handover, Enter: the wizard opens at the step where work waits.
today-and-more = { $one } and { $n } more
today-access = Close the access: { $what }
today-acceptance = Acceptance: { $who }, { $lines } without an answer
today-letters-approve = Approve letters to clients: { $letters }
today-letters-send = Send what is approved: { $letters }
today-vip-call = Call the VIP before the letter: { $who }
today-signature = Sign the act: { $who }
today-task = { $title } — { $who }
today-alarm-late = Landed on the leaver after the snapshot: { $objects }. Decide who gets them.
today-alarm-declined = Declined twice: { $lines }. You have to decide.
today-alarm-bounced = Came back: { $letters }. Find another address or call.
today-alarm-orphans = Still on dismissed people: { $objects }
today-alarm-ownerless = Nobody's: { $objects }. In "Clients" the filter owner:none finds them
today-last-day = last day { $day }
today-last-day-passed = the last day is over: { $day }
today-bar-context = context
today-bar-accepted = acceptance
today-bar-letters = letters
today-bar-accesses = accesses
today-bar-none = not needed
today-remaining = left
today-remaining-none = all distributed
today-data = data of { $day }, { $ago }

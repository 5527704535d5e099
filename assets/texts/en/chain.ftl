chain-to-head = head
chain-to-leaver = leaver
chain-to-hr = HR
chain-to-it = IT
chain-to-security = security
chain-on-order = with the order
chain-failed = the reason is in the program's log
chain-told = told
chain-skipped = not needed: the handover is over
chain-task = task set
chain-cut-none = nothing to close
chain-cut-asked = asked: { $accesses }
chain-cut-ordered = by command: { $accesses }
chain-cut-both = asked: { $asked }, by command: { $ordered }
chain-col-when = When
chain-col-what = What the program does
chain-col-who = Who is told
chain-col-result = What came of it
count-action = { $n ->
    [one] { $s } action
   *[other] { $s } actions
}
count-action-of = { $n ->
    [one] { $s } action
   *[other] { $s } actions
}
links-show = automation
links-show-help = What the program does by itself: what is done and its result, what comes and when, what failed
links-again = once more
links-again-help = Do a failed action once more; remove the cause first
links-not-failed = Only what failed is done once more: the rest is done by itself in its time.
links-unknown = Nobody knows the outcome: see on the spot whether it was done, and close the access by hand in the step Accesses.
links-none = The program does nothing by itself for this handover.
links-retry = will be tried again: { $reason }
links-due = due
links-done-at = done
links-tries = attempts
chain-now = now
chain-reminders = reminders
chain-what-happens = What happens
check-chain = Each automatic action was done once

### Many clients at once to another manager (1-C4).

## Why something stays
owners-skip-in-handover = in an open handover
owners-skip-changed = changed after the preview
owners-skip-probation = the receiver is on probation: no VIP, no final stage

## The form
owners-act = change manager
owners-act-help = Give the marked clients (or the one under the cursor) to another manager: shows first what moves
owners-title = Change manager: { $clients }
owners-title-all = Change manager: everything found
owners-note = F2 shows what moves and what stays; nothing changes before you confirm.
owners-to = To
owners-deals = Deals, leads
owners-tasks = Tasks
owners-plans = Plans
owners-goes = go along with the client
owners-remains = stay with the former manager
owners-reason = Why
owners-to-needed = Who gets them?
owners-reason-needed = Say why: the reason stays in the owners' history.

## The preview
owners-preview = Change of manager: { $name }
owners-moves = Moves
owners-moves-nothing = nothing: all that is marked stays where it was
owners-sum = Worth
owners-same = Theirs already
owners-why = Reason
owners-load = Load
owners-load-line = { $before } → { $after }, deals { $deals }
owners-over = over capacity
owners-stays = Stays where it is: { $n }
owners-stays-case = { $why } no. { $case }
owners-colleagues = Colleagues' deals on these clients, not changed: { $n }
owners-objects = What moves: { $n }
owners-more = … and { $n } more
owners-apply = change
owners-apply-help = Change the manager of everything shown in one operation; u takes it back
owners-again = edit
owners-again-help = Back to the form: another receiver, other conditions
owners-nothing = Nothing to change: all that is marked stays where it was.
owners-done = The manager is { $name } now: { $what }. Undo with u
owners-done-but = The manager is { $name } now: { $what }. Stayed: { $n }. Undo with u
owners-about-preview = What moves, from whom, with which load, what stays and why. F2 changes everything in one operation, Esc leaves it.
owners-second-title = More than 500 objects at once
owners-second-text = { $n } get another owner. This is done by two; if you are alone, type the receiver's surname. The journal says “without a second person”.
owners-second-do = change
owners-second-no = leave it
journal-alone = Without a second person
cli-arg-alone = The receiver's surname again: more than 500 objects without a second person

## Inbox and journal
inbox-clients-given = Given to you: { $what }
inbox-clients-taken = Given away from you: { $what }. { $to } answers now
inbox-clients-given-why = Reason: “{ $reason }”. Decided by { $by }.
inbox-clients-given-why-owner = Reason: “{ $reason }”.
op-owner-change = Change of manager

## The command line
cli-about-client-owner = Change the manager of clients: by name, or of all that a filter finds
cli-arg-with = What goes along with a client: deals, tasks, plans or nothing; everything by default
cli-arg-seen = Journal number from --dry-run: what changed after it stays where it is
cli-owners-done = Operation { $batch }: { $what } → { $name }.
cli-owners-dry = Would move: { $what } → { $name }.
cli-owners-nothing = Nothing changed.

## CRM files of an operation outside any case
crm-batch-subtitle = Operation no. { $n }: change of owners
crm-batch-file-list = operation-{ $n }-change-of-owners
crm-batch-file-comments = operation-{ $n }-comments

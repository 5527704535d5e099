### Who answered for a card, from when to when, and why (1-C5).

owners-history = Owners
owners-since = since { $from }
owners-from-until = from { $from } to { $until }
owners-until = until { $until }
owners-came-unknown = from the very beginning
owners-came-case = { $what }, handover no. { $case }
owners-came-reason = { $what }: “{ $reason }”

## The command line
cli-about-client-show = A client's card: contacts, deals, tasks, owners
cli-about-deal-show = A deal's card: context, owners
cli-about-task-show = A task's card: fields, owners

### What must hold in a base. `estafeta check` shows them.

check-integrity = The base file is sound
check-foreign-keys = No reference between rows is broken
check-journal = Nobody edited the journal
check-row-versions = Every row stands on a journal entry
check-client-values = Counts and dates on clients are right
check-owner-sums = Totals by employee are right
check-deal-stages = The kind of stage on deals is right
check-search = The search knows every client
check-one-handover = Each object and each person is in at most one open handover
check-batches = Operations are applied whole
check-snapshots = Snapshots are unchanged
check-contexts = Completeness of context is counted right
check-ledgers = Ledgers add up
check-acceptances = One acceptance per line
check-dismissed = Nothing open belongs to the dismissed
check-letters = No letter was sent twice
check-jobs = Every background job stands on a journal entry
cli-check-ok = All is well.
cli-check-broken = Something is broken. Make a copy of the base and show this list to the administrator.
cli-journal-ok = The journal is sound. Entries: { $entries }. Head: { $head }
cli-journal-broken = The journal is broken from entry { $seq } on (entries in all: { $entries }). Do not work in this base until it is known who changed it.
cli-journal-erased = Entry { $seq }: its content was erased by operation { $by }.

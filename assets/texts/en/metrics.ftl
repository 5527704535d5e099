### The figures of a handover: names and values.

metric-lost-deals = Lost deals
metric-lost-amount = Lost amount
metric-lost-because = Of these, because of the departure
metric-hot-hours = Until hot and VIP were handed over
metric-hot-working-hours = Until hot and VIP were handed over, working time
metric-full-hours = Until everything was handed over
metric-full-working-hours = Until everything was handed over, working time
metric-opening-lag = From the notice to the opening
metric-notified-by-last-day = Clients notified by the last day
metric-notified-by-deadline = Clients notified in time
metric-first-contact = First contact in time
metric-leaks = Leaks
metric-context = Context completeness
metric-overdue-tasks = Overdue tasks
metric-access-lag-worst = Accesses closed late, worst
metric-access-lag-median = Accesses closed late, median
metric-proposals-kept = Proposals applied unchanged
metric-card-comments = Cards with the comment in the CRM
metric-orphans = Left on dismissed people

metric-not-measured = not measured
metric-preliminary = { $value }, preliminary
metric-share = { $percent } ({ $of })
metric-state-final = final
metric-state-preliminary = preliminary

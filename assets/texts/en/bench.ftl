### Measuring speed from the command line.

cli-about-bench = Measure speed beside its floor, in a temporary folder of its own

bench-what = What
bench-n = Objects
bench-value = ms
bench-spread = spread
bench-floor = floor, ms
bench-ratio = ratio
bench-goal = goal
bench-goal-ms = ≤ { $ms } ms
bench-goal-ratio = ≤ { $ratio } ×
bench-note = Medians of five. The floor is the same content written by ready SQL without rules and checks; of the rows “ten times the base” it is the same question to a base of a tenth.

bench-list = Clients: the first screen
bench-page = Clients: the next screen
bench-search = Search: a letter
bench-filter = A filter by segment
bench-order = Order by deadline
bench-sums = Sums of open deals
bench-list-grown = List, ten times the base
bench-search-grown = Search, ten times the base
bench-open-grown = Card, ten times the base
bench-distribution = Distribution by all rules
bench-case-open = Opening a handover
bench-apply = Applying a handover
bench-undo = Taking it back
bench-import = Import: clients and deals

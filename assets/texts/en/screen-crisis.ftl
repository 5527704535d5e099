## Crisis: the stages and their clocks, the header, the steps of the first minutes.

stage-minutes = 10 minutes
stage-day = 24 hours
stage-week = 7 days
stage-runs = { $stage }: { $passed } gone
stage-late = { $stage }: { $late }
stage-done = { $stage }: done

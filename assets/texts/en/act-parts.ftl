### What a side reads of the act on the screen, and of a case as files.

act-read-by-leaver = This is everything you hand over. Accesses and other people’s bonuses are not shown here: the head has the whole act.
act-read-by-receiver = This is your part: your annex and your signature. The head has the whole act.
actstep-no-act = There is no act yet: the head writes it
files-head-only = The head writes the papers of a handover

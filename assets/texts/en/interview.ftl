### The quick interview: the hottest deals, two questions each.

op-interview-save = Interview answers written
hour-act = one-hour interview
hour-help = The fifteen hottest deals, two questions each: what was promised; what is next, and when
hour-title = One-hour interview, { $place }: { $title }
hour-note = { $what }. What is empty may be passed over: F2 goes to the next deal, Esc ends.
hour-promised = What was promised
hour-promised-how = a promise a line, an unusual one with “!” before it; if there was none: “nothing”
hour-known = Written: { $what }.
hour-promise = Promise { $n }
hour-promise-usual = usual
hour-promise-waits = unusual: goes to the head for a decision
hour-nothing-promised = Will be written: nothing was promised
hour-next = What is next
hour-when = When
hour-when-needed = When is it to be done? For example: “tomorrow 14:00”.
hour-next-needed = What is to be done on that day?
hour-nothing = nothing
hour-none = There are no open deals in this handover: nothing to ask about
hour-over = The interview is over: { $n } answered
hour-cli = Which deals to ask about while there is an hour: the hottest first

### The quick interview: the hottest deals, two questions each.

op-interview-save = Interview answers written
hour-act = one-hour interview
hour-help = The fifteen hottest deals, two questions each: what was promised; what is next, and when
hour-title = One-hour interview, { $place }: { $title }
hour-note = { $what }. What is empty may be passed over: F2 goes to the next deal, Esc ends.
hour-others = { $n } that are colder are not asked about: F1.
## F1 over the form
hour-help-which = { $asked } open deals are asked about: an hour has room for no more. Final stages and what burns come first, then VIPs, the nearest terms and the largest amounts.
hour-help-answers = Write each promise on a line of its own; one with “!” before it is unusual (discount, deferred payment, special price) and goes to the head. The word “nothing” confirms that nothing was promised. An empty answer writes nothing, and the deal is asked about again.
hour-help-leave = F2 writes the answer and goes to the next deal without one. Esc stops: what is half written stays as a draft. The same key, o, opens the interview again at the first deal that lacks an answer.
hour-help-left = Not asked about here, their context is written in the step “Context and tasks”: { $deals }.
hour-no-answer = “{ $text }” tells a new manager nothing. Write what was promised, or the word “nothing”.
hour-unfinished = “{ $text }” is not finished. Finish it, or write “nothing”.
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

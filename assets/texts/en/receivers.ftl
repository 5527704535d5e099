### To whom something may be given: why not, and who stands in

receives-itself = these are their own
receives-leaves = leaves
receives-gone = dismissed
receives-role = { $role }: has no clients
receives-closed = access is closed
receives-off = switched off for distribution
receives-away = { $kind } until { $day }, nobody stands in
receives-load = load { $before } % → { $after } %, deals { $was } → { $is }
receives-load-most = load { $before } % → up to { $after } %, deals { $was } → up to { $is }
reason-sells-nothing = has no clients
reason-away = away on these days
away-until-day = { $kind } until { $day }
away-stands-in = { $kind } until { $day }, { $name } stands in
away-offers-wait = wait for the return: the term runs from then
away-offers-back = what is due meanwhile goes back to the head
away-offers = Wait for an answer
away-offers-left = Not taken back: { $lines } ({ $cases }), for { $who } to decide; until then they wait for the return.
away-offers-note = Offered and not answered: { $lines } ({ $cases }), first due { $due }.
cli-arg-offers = Lines of other handovers that wait for an answer: they wait for the return (wait) or go back to the head (back)
dist-warn-away = Away, the term runs from the return: { $who }
dist-warn-prepared = A departure is prepared in hiding, not everybody knows: { $who } — what is given would be handed over again
dist-prepared = to leave
receives-prepared = to leave (hidden)

## To the head: what waited for the answer of somebody who goes away.
inbox-offers-back = To decide again: { $lines } that { $name } cannot answer in time
inbox-offers-back-why = Away until { $until }. The lines are to be decided again and yours for now; nobody has declined.

## To whoever was to take something over, or has taken it: the handover is withdrawn.
inbox-withdrawn-client = The handover of a client is withdrawn: { $client }
inbox-withdrawn-client-other = { $who }: the handover of the client { $client } is withdrawn
inbox-offers-off-keeps = The client stays yours.
inbox-offers-off-keeps-other = The client stays with the manager it had.
inbox-offers-off-back = Back with their owner: { $lines }, no answer is needed.
inbox-offers-off-stays = What you have accepted is yours for now: { $lines }; the head decides whether they return.
inbox-offers-off-other = { $who } takes over nothing more, the handover is withdrawn: { $name }
inbox-offers-off-stays-other = What is accepted stays with the receiver for now: { $lines }; the head decides whether they return.
inbox-substitute-off = The standing in is called off: { $name }
inbox-substitute-off-other = { $who } does not stand in any more: { $name }
inbox-substitute-off-back = Taken off as a substitute: { $lines }, no answer is needed.
inbox-offers-off-by = Decided by { $by }.

### Crisis: what the inbox, the call list and the fresh exports say.

inbox-crisis-head = Crisis: { $name } cannot be reached, the first 24 hours are running
inbox-crisis-head-why = Call the clients of the list by 18:00, read the logs and load a fresh export; accesses are being closed.
inbox-crisis-hr = Did not come to work: { $name }
inbox-crisis-hr-why = The status is “Leaving”, access is closed; “Dismissed” needs the order's date and number. He may be ill: find out.
inbox-crisis-it = Close the accesses right now: { $name }
inbox-crisis-it-why = Thirty minutes for each; redirect mail and number first, tick what is closed with its evidence.
inbox-crisis-security = Read the logs within a day: { $name }
inbox-crisis-security-why = Last login, mass export, viewing and deletions of the last days; what is unusual becomes a signal.
inbox-temporary = You answer for the time being for the clients of { $name }
inbox-temporary-why = You hold { $held }. Begin with the call list; within a week the distribution decides who gets what.
inbox-temporary-over = Seven days are over: the clients of { $name } are still on a temporary owner
inbox-temporary-over-why = Undecided: { $lines }. Distribute them today, a temporary owner is no manager.

word-call-result-reached = reached
word-call-result-no-answer = no answer
word-call-result-call-back = call back

calls-col-burns = what burns
calls-col-contact = ask for
calls-col-phone = phone
calls-col-last = call
calls-col-without = burn without a client
calls-none = Nobody to call: no final stages and nothing planned in the next days.
burn-task = { $title }, { $when }
burn-next-step = { $text }, { $when }
burn-close = deal closes { $when }
burn-contact = contact agreed for { $when }
burn-final = final stage
burn-over = burns no more

cli-about-case-calls = Whom to call today: the call list of a crisis
cli-about-case-call = Record the outcome of a call of the list
cli-about-case-temporary = Name another temporary owner, or give everything back
cli-arg-since = When he was last seen (crisis)
cli-arg-temporary = Temporary owner; the head by default
cli-arg-new = A new person whom the base does not know yet
cli-arg-note = What the client said
cli-arg-again = When to call again
cli-arg-off = Take the temporary ownership back

word-mail-unanswered = unanswered
word-mail-promise = promise
word-mail-agreement = agreement
word-kind-finding = finding in the mailbox

act-basis-seen = last seen { $when }
act-basis-unknown = nobody knows when he was last seen
act-declares-without = This act was drawn up without the leaver: he did not come to work, handed nothing over and explained nothing. The clients, deals and tasks are those of the CRM at the moment of departure, the context was restored from correspondence and recordings; what only the leaver knew may be missing. By signing, the receivers confirm what their annexes mark as accepted, and the commission that the state of affairs is recorded correctly.
act-commission-crisis = The leaver has not signed the act. The state of affairs at the departure is attested by a commission:
actstep-party-commission = commission
cli-arg-commission = Members of the commission, two at least

cli-about-case-fresh = How fresh the data is and which exports to fetch
cli-about-case-mail = Findings in the leaver's mailbox; without options: the list
cli-arg-letters = How many letters were looked through
mail-col-what = finding
mail-col-task = whose
mail-combed = The mailbox was combed { $when }, letters: { $n }
mail-not-combed = The mailbox is not combed yet
mail-done = done

check-temporary = Only undecided lines of a crisis are held for the time being

touch-result = { $result }, { $said }

act-held = Held until then by

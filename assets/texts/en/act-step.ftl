### Where the act stands: written, signed by how many, overtaken by what was decided since.

actstep-is-written = Written { $when } · signed by { $signed }
actstep-all-answered = The act was written { $when } · signed by { $signed }, of the others it is recorded why not
actstep-some-answered = The act was written { $when } · signed by { $signed } · refused or absent: { $others }
actstep-anew = Write the act anew?
actstep-anew-text = Under this act there are { $n }. Under the new one there will be none: everybody has to sign it anew.
actstep-anew-no = Keep this one
actstep-anew-yes = Write anew
actstep-all-signed = Written { $when } and signed by all
actstep-outdated = The act of { $when } is out of date: the decision or the answer of { $lines } has changed since. F2 — write it anew
actstep-outdated-sign = This act is out of date and cannot be signed: write it anew, F2
actstep-accepted-since = Accepted since: { $lines }, which this act calls not accepted. F2 — write it anew
actstep-early-lines = Accepted { $accepted }: the act will call the rest not accepted.
actstep-too-early = Write the act now?
actstep-too-early-accepted = Of the lines that have to be accepted { $accepted } are. The act will call the others not accepted.
actstep-too-early-undecided = Undecided: { $lines }. The act will say so.
actstep-too-early-then = Once all is accepted, the act has to be written and signed anew.
actstep-wait = Wait
actstep-now = Write it
actstep-party-receives = accepted { $n }
actstep-sign-when = Better signed once every line is accepted: so far { $n }, and the act will be written anew after that

### Hidden preparation: a departure that the employee does not know of yet.

hidden-field = Begin
hidden-now = at once; or hidden until a minute: “tomorrow 10:00”
hidden-until = { $at }: until that minute only the head, HR and security know
hidden-past = That time has passed. Name one to come, or leave it empty to begin at once.
hidden-after = The last day is before the beginning.
hidden-prepared = Prepared: it begins by itself { $at }. Until then the head, HR and security know.
hidden-starts = hidden until { $at }

## The draft in the list of cases
hidden-title = Hidden preparation: { $name }
hidden-text = The employee and the others do not know. Nothing has changed: status, accesses and owners are what they were. To change the time or the day: “Leaves” in the employee's card once more.
hidden-starts-label = Begins
hidden-keep = Close
hidden-start = Begin now
hidden-call-off = Call it off
hidden-called-off = Called off. Neither the employee nor the others were told.

## Due, inbox, journal, command line
hidden-started = A prepared handover has begun
inbox-draft-headless = Nobody to begin a handover prepared hidden: { $name }
inbox-draft-headless-why = The head who was to lead it leaves too. Name another: “Leaves” in the employee's card once more.
hidden-job = A prepared handover did not begin
op-case-prepare = Hidden preparation of a handover
op-case-start = Prepared handover begun
cli-about-case-start = Begin a handover that was prepared hidden now
cli-arg-start = When to begin a hidden preparation; until then only the head, HR and security know
cli-arg-hidden = Hidden preparation: until it begins only the head, HR and security know; without --start it begins in the morning of the last day, or in an hour when the morning is over

## The work before the minute
op-prepare-wish = Hidden preparation: who shall get what
hidden-work = It can be prepared already: o for the one-hour interview, r for who gets what. All of it goes to the cards and into the distribution in the minute it begins.
hidden-only = This is done before a hidden preparation begins; an open handover has steps for it
hidden-hour-help = Hidden preparation: write down what burns before it begins; the cards get it in its minute
hidden-plan = who gets what
hidden-plan-help = Hidden preparation: what the rules would give now, and the head's decisions over them
hidden-plan-title = Who gets what
hidden-plan-text = The rules would distribute so today, with your decisions over them. No owner changes: your decisions become the proposal in the minute it begins, and applying it is yours to decide.
hidden-lines = By client
hidden-lines-title = What to whom: Enter gives it to somebody else
hidden-by-hand = by hand: { $reason }
hidden-over = over capacity
hidden-by-rules = { $what } · { $name } · by the rules
hidden-give-note = Now: { $name } · the client's deals and tasks go along, but for those that a rule of their own gives (final stage)
hidden-apart = "{ $title }": { $name }, by a rule of its own
hidden-apart-said = "{ $title }": { $name }, as you said before: { $reason }

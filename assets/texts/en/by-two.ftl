### The second person: more than one does alone another with the same right agrees to.

second-export = a file of { $count }
second-bulk = to change { $count } at once
second-by-owner = the owner of the base

## Whoever asks
second-ask-title = This is done by two
second-ask-text = Another person with the same right has to agree: { $what }. Ask? The answer comes to the inbox; then do the same again before the working day ends.
second-ask-no = Do not ask
second-ask-yes = Ask
second-asked = Asked to agree: { $who }. The answer comes to the inbox.

## Whoever is asked
inbox-second = { $name } asks you to agree: { $what }
inbox-second-why = This is done by two, and you have the same right. The key y agrees or refuses; what is agreed to holds until the working day ends.
inbox-second-other = { $name } asks to agree ({ $other }): { $what }
inbox-second-yes = Agreed ({ $by }): { $what }
inbox-second-yes-why = Do again what you were doing: it ends { $until }.
inbox-second-no = Not agreed ({ $by }): { $what }
inbox-second-no-why = Ask why, or do it in parts: a little one may do alone.
inbox-agree = agree
inbox-agree-help = Agree to what another may not do alone, or refuse
inbox-agree-none = This entry does not ask to agree.
second-answer-title = { $name } asks to agree
second-answer-text = A second person is needed: { $what }. It holds until the working day ends and stays in the journal with your name.
second-answer-later = Decide later
second-answer-no = Refuse
second-answer-yes = Agree
second-agreed = Agreed: { $name }, until { $until }
second-declined = Refused: { $name }

## Journal, command line
op-second-ask = A second person asked
op-second-answer = The second person's answer
cli-about-inbox-ask-second = Ask another with the same right to agree: more than one does alone
cli-about-inbox-agree = Agree to what an entry asks, or refuse
cli-arg-second-right = To what: taking rows out to a file, or changing many at once
cli-arg-second-count = How many rows or objects
cli-arg-second-refuse = Refuse
cli-second-asked = Asked to agree: { $who }

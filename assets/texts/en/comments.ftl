### «Комментарий в карточке»: the text for each card of the CRM, copied by one key and ticked by one.

comm-act = comments
comm-act-help = Comments for the CRM's cards: who handed over to whom, the first action, the context
comm-owners = owners
comm-owners-help = To the owners that wait to be checked in the CRM
comm-owners-head = The head checks the new owners in the CRM
comm-read = read
comm-read-help = Show the whole comment
comm-copy = copy the text
comm-copy-help = Copy the comment to the clipboard: paste it into the CRM's card
comm-tick = on the card
comm-tick-help = Tick: the comment is on the CRM's card
comm-copied = The comment is copied: paste it into the card and press d
comm-ticked = Ticked: the comment is on the card. Left: { $n }
comm-empty = No comments yet: they come when a deal or a client is accepted
comm-hint = comments on the cards { $n }
comm-done = on the cards { $n }
comm-col-number = Number in the CRM
comm-col-ticked = On the card
comm-is-there = ✓ pasted
cli-arg-comments = Show the comments for the CRM's cards, ticking nothing

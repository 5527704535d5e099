### What is asked before more than one thing is taken back.

undoing-title = Undo the operation?
undoing-note = { $what }. The undoing is recorded in the journal as well.
undoing-back = goes back
undoing-as-before = everything, as it was before
undoing-gone = will be removed
undoing-values = values put back
undoing-text = text
undoing-text-goes = what this operation wrote goes from the card
undoing-accepted = stays: accepted
undoing-changed = stays: changed since
undoing-worked-with = stays: worked with since
undoing-traceless = phones, mails, notes, calls and CRM ids added to records that were there before: an earlier version of the program made this import
undone-traceless = Phones, mails, notes, calls and CRM ids added to records that were there before stay: an earlier version of the program made this import
undoing-looking = Looking at what would go back…
undoing-stays = stays
undoing-nothing-back = Nothing went back
undoing-partly = { $done }. Left: { $left }
undoing-values-back = Undone in part, values put back: { $n }
undoing-partly-back = Undone in part
undoing-beside = phones, mails and contacts added to records that were there before: { $n }
undone-beside = Phones, mails and contacts added to records that were there before are removed: { $n }

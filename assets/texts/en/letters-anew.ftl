### A letter came back: the same letter to another address.

op-letters-anew = Letter written anew to another address
let-anew = another address
let-anew-help = A letter that came back: name another address and write it anew
let-anew-title = The letter came back: { $client }
let-anew-note = It did not reach { $address }. The new address is kept with the contact; the letter is a draft again and is approved once more.
let-anew-field = New address
let-anew-done = Drafted anew: { $address }
let-anew-not-back = Only a letter that came back needs another address
reason-same-address = it came back from this address already, name another one
reason-no-such-address = this is no mail address
cli-about-letters-anew = Write a letter that came back anew, to another address
cli-arg-address = New mail address
cli-arg-by = Who spoke with the client; without it whoever acts, and for the file’s owner the client’s manager. Name the head for a call to a VIP

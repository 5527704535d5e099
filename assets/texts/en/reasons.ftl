### Why not: words of refusals, as parts of a sentence.

reason-no-right = your role has no such right
reason-not-own = this is not yours
reason-other-department = this is another department
reason-too-many = too many objects at once
reason-only-part = your role may do only a part of it
reason-by-two = this takes two persons
reason-leaver = you are leaving
reason-closed = your access is closed
reason-read-only = open for viewing only
reason-no-address = there is no address to write to
reason-do-not-write = the contact asked not to be written to
reason-salutation = the salutation is not checked
reason-joined = this contact gets one joint letter
reason-not-accepted = the client is not accepted yet
reason-call-first = call the VIP client first
reason-text = the text still has an empty place
reason-state = the letter is no draft any more, or not approved yet
reason-chain-lacks = there is no such step, or not in its time, and the chain does not work without it
reason-too-early = accesses are not cut before the last day unless there are suspicions
reason-only-by-order = only the order of dismissal blocks the role
reason-no-receiver = it does not say to whom, or that one cannot be given this
reason-too-often = at most 20 repeats, a pause from a minute to a day
reason-twice-or-empty = its code is empty or comes twice, or it has no title
reason-no-signer-mail = the head who signs has no mail address

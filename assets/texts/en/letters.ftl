### Letters to clients.

letter-greeting-neutral = Good day,
letter-greeting = { $salutation },

## What a letter lacks
letter-gap-manager = the new manager is not named
letter-gap-manager-contacts = the new manager has neither phone nor mail
letter-gap-signer = the head who signs is not named
letter-gap-client = the client has no name

## Lists
letter-col-client = Client
letter-col-to = To
letter-col-manager = New manager
letter-col-state = State
letter-col-problem = In the way
letter-folder = Letters-{ $n }

## The new manager is away
let-away = { $kind } until { $until }
let-away-missed = { $kind } until { $until }; nobody keeps the agreed contact on { $contact }, the letter does not name it

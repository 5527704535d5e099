### Letters to clients.

letter-greeting-neutral = Good day,
letter-greeting = { $salutation },

## What a letter lacks
letter-gap-manager = the new manager is not named
letter-gap-manager-contacts = the new manager has neither phone nor mail
letter-gap-signer = the head who signs is not named
letter-gap-client = the client has no name

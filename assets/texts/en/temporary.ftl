### The temporary owner: what is told of him beside the crisis itself.

inbox-temporary-nobody = Nobody to answer for the time being for the clients of { $name }
inbox-temporary-nobody-why = Everybody is away or leaving. Undecided: { $lines }, still on the leaver's card. Name a temporary owner or distribute them today.

temp-unheld = still his

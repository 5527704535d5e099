### A second manager who is not there

dist-why-senior-leaves = VIP, the second manager leaves too: the least loaded senior manager
dist-why-senior-away = VIP, the second manager is away: the least loaded senior manager
dist-why-senior-not = VIP, the second manager cannot take the client: the least loaded senior manager
dist-why-senior-declined = VIP, the second manager has declined: the least loaded senior manager

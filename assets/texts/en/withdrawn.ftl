### A withdrawn case: what others hold and somebody has to decide about.

withdrawn-taken = Still with others: { $objects }. Decide whether they go back
withdrawn-none = Everything is the employee’s again, nothing is left to decide
withdrawn-how = To give a client back: screen “Clients”, change the manager; who was written to gets a correction
withdrawn-told = the client was written to
withdrawn-more = and { $n } more

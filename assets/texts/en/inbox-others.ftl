### The inbox: what is offered to whom; and what was told to another, in the words of whoever looks on.

inbox-offered =
    { $n ->
        [one] Accept what is handed to you: { $s } line waits for your answer
       *[other] Accept what is handed to you: { $s } lines wait for your answer
    }
inbox-offered-by =
    { $n ->
        [one] Accept what is handed to you (no. { $case }, { $name }): { $s } line waits for your answer
       *[other] Accept what is handed to you (no. { $case }, { $name }): { $s } lines wait for your answer
    }
inbox-offered-other = Offered to { $who }: { $lines } without an answer
inbox-offered-other-why = The receiver reads the context and answers; lines without an answer in time return to the head.
inbox-opened-leaver-other = { $who } hands over their work
inbox-opened-leaver-other-why = { $day } Until then the context of the deals is to be written and the tasks explained.
inbox-substitute-other = { $who } stands in for { $name } until { $day }
inbox-substitute-other-why = For the time { $held } are handed over.
inbox-temporary-other = { $who } answers for the time being for the clients of { $name }
inbox-temporary-other-why = For the time being: { $held }, for a week at most.
inbox-orphans-other = { $who } receives { $objects } that nobody answered for
inbox-orphans-other-why = Given by { $by }. Reason: “{ $reason }”.
inbox-clients-given-other = { $who } receives { $what }
inbox-clients-taken-other = { $who } hands on { $what }. { $to } answers now

### What keeps a case from closing: parts of a list, without a capital and without a full stop.

blocker-undecided =
    { $n ->
        [one] { $s } line without a decision
       *[other] { $s } lines without a decision
    }
blocker-not-applied =
    { $n ->
        [one] { $s } decision not applied
       *[other] { $s } decisions not applied
    }
blocker-late-undecided =
    { $n ->
        [one] { $s } late arrival without a decision
       *[other] { $s } late arrivals without a decision
    }
blocker-sums-differ = counts or sums differ from the snapshot's
blocker-on-leaver =
    { $n ->
        [one] { $s } open object still on the leaver
       *[other] { $s } open objects still on the leaver
    }
blocker-not-accepted =
    { $n ->
        [one] { $s } line not accepted by its receiver
       *[other] { $s } lines not accepted by their receivers
    }
blocker-items-open =
    { $n ->
        [one] { $s } mandatory item not done
       *[other] { $s } mandatory items not done
    }
blocker-no-act = no act of handover, or one overtaken by later decisions
blocker-crm-unknown =
    { $n ->
        [one] { $s } object not checked in the CRM
       *[other] { $s } objects not checked in the CRM
    }
blocker-crm-still-leaver =
    { $n ->
        [one] { $s } object still on the leaver in the CRM
       *[other] { $s } objects still on the leaver in the CRM
    }
blocker-not-returned = the return is not done
blocker-not-notified = the client has not been told

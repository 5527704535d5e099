### Counts with their noun.

count-client = { $n ->
    [one] { $s } client
   *[other] { $s } clients
}
count-client-of = { $n ->
    [one] { $s } client
   *[other] { $s } clients
}

count-deal = { $n ->
    [one] { $s } deal
   *[other] { $s } deals
}
count-deal-of = { $n ->
    [one] { $s } deal
   *[other] { $s } deals
}

count-task = { $n ->
    [one] { $s } task
   *[other] { $s } tasks
}
count-task-of = { $n ->
    [one] { $s } task
   *[other] { $s } tasks
}

count-lead = { $n ->
    [one] { $s } lead
   *[other] { $s } leads
}
count-lead-of = { $n ->
    [one] { $s } lead
   *[other] { $s } leads
}

count-line = { $n ->
    [one] { $s } line
   *[other] { $s } lines
}
count-line-of = { $n ->
    [one] { $s } line
   *[other] { $s } lines
}

count-letter = { $n ->
    [one] { $s } letter
   *[other] { $s } letters
}
count-letter-of = { $n ->
    [one] { $s } letter
   *[other] { $s } letters
}

count-access = { $n ->
    [one] { $s } access
   *[other] { $s } accesses
}
count-access-of = { $n ->
    [one] { $s } access
   *[other] { $s } accesses
}

count-item = { $n ->
    [one] { $s } item
   *[other] { $s } items
}
count-item-of = { $n ->
    [one] { $s } item
   *[other] { $s } items
}

count-reference = { $n ->
    [one] { $s } reference
   *[other] { $s } references
}
count-reference-of = { $n ->
    [one] { $s } reference
   *[other] { $s } references
}

count-object = { $n ->
    [one] { $s } object
   *[other] { $s } objects
}
count-object-of = { $n ->
    [one] { $s } object
   *[other] { $s } objects
}

count-employee = { $n ->
    [one] { $s } employee
   *[other] { $s } employees
}
count-employee-of = { $n ->
    [one] { $s } employee
   *[other] { $s } employees
}

count-receiver = { $n ->
    [one] { $s } receiver
   *[other] { $s } receivers
}
count-receiver-of = { $n ->
    [one] { $s } receiver
   *[other] { $s } receivers
}

count-contact = { $n ->
    [one] { $s } contact
   *[other] { $s } contacts
}
count-contact-of = { $n ->
    [one] { $s } contact
   *[other] { $s } contacts
}

count-case = { $n ->
    [one] { $s } handover
   *[other] { $s } handovers
}
count-case-of = { $n ->
    [one] { $s } handover
   *[other] { $s } handovers
}

count-batch = { $n ->
    [one] { $s } operation
   *[other] { $s } operations
}
count-batch-of = { $n ->
    [one] { $s } operation
   *[other] { $s } operations
}

count-entry = { $n ->
    [one] { $s } entry
   *[other] { $s } entries
}
count-entry-of = { $n ->
    [one] { $s } entry
   *[other] { $s } entries
}

count-file = { $n ->
    [one] { $s } file
   *[other] { $s } files
}
count-file-of = { $n ->
    [one] { $s } file
   *[other] { $s } files
}

count-question = { $n ->
    [one] { $s } question
   *[other] { $s } questions
}
count-question-of = { $n ->
    [one] { $s } question
   *[other] { $s } questions
}

count-conflict = { $n ->
    [one] { $s } conflict
   *[other] { $s } conflicts
}
count-conflict-of = { $n ->
    [one] { $s } conflict
   *[other] { $s } conflicts
}

count-proposal = { $n ->
    [one] { $s } proposal
   *[other] { $s } proposals
}
count-proposal-of = { $n ->
    [one] { $s } proposal
   *[other] { $s } proposals
}

count-block = { $n ->
    [one] { $s } block
   *[other] { $s } blocks
}
count-block-of = { $n ->
    [one] { $s } block
   *[other] { $s } blocks
}

count-signature = { $n ->
    [one] { $s } signature
   *[other] { $s } signatures
}
count-signature-of = { $n ->
    [one] { $s } signature
   *[other] { $s } signatures
}

count-second = { $n ->
    [one] { $s } second
   *[other] { $s } seconds
}
count-second-of = { $n ->
    [one] { $s } second
   *[other] { $s } seconds
}

count-minute = { $n ->
    [one] { $s } minute
   *[other] { $s } minutes
}
count-minute-of = { $n ->
    [one] { $s } minute
   *[other] { $s } minutes
}

count-hour = { $n ->
    [one] { $s } hour
   *[other] { $s } hours
}
count-hour-of = { $n ->
    [one] { $s } hour
   *[other] { $s } hours
}

count-work-hour = { $n ->
    [one] { $s } working hour
   *[other] { $s } working hours
}
count-work-hour-of = { $n ->
    [one] { $s } working hour
   *[other] { $s } working hours
}

count-day = { $n ->
    [one] { $s } day
   *[other] { $s } days
}
count-day-of = { $n ->
    [one] { $s } day
   *[other] { $s } days
}

count-work-day = { $n ->
    [one] { $s } working day
   *[other] { $s } working days
}
count-work-day-of = { $n ->
    [one] { $s } working day
   *[other] { $s } working days
}

count-week = { $n ->
    [one] { $s } week
   *[other] { $s } weeks
}
count-week-of = { $n ->
    [one] { $s } week
   *[other] { $s } weeks
}

count-month = { $n ->
    [one] { $s } month
   *[other] { $s } months
}
count-month-of = { $n ->
    [one] { $s } month
   *[other] { $s } months
}

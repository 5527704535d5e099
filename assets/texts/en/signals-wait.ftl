### Signals that nobody has looked at yet, in one line: on “Today” and above the steps of a crisis.

signals-wait-log =
    { $n ->
        [one] CRM log: { $s } signal to be judged
       *[other] CRM log: { $s } signals to be judged
    }
signals-wait-case =
    { $n ->
        [one] Log: { $s } signal to judge (g)
       *[other] Log: { $s } signals to judge (g)
    }

signals-hidden = The CRM log and its signals are for the head of the department, security and the director. Nobody sees signals about themselves.
signals-of-case = log
signals-of-case-help = What the person did in the CRM in the last days: signals and the lines of the log

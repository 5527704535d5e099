# The CRM's activity log: words, signals, incidents.

word-kind-log-user = CRM user
word-kind-signal = signal
word-kind-incident = incident

word-log-kind-login = login
word-log-kind-logout = logout
word-log-kind-failed-login = failed login
word-log-kind-export = export
word-log-kind-view = view
word-log-kind-edit = edit
word-log-kind-edit-contact = edit of contacts
word-log-kind-delete = deletion
word-log-kind-bulk = bulk operation
word-log-kind-other = other

word-signal-kind-login-after = seen after leaving
word-signal-kind-export = export
word-signal-kind-viewing = mass viewing
word-signal-kind-deletion = deletions
word-signal-kind-contact-edit = contacts edited
word-signal-kind-off-hours = unusual hours
word-signal-kind-address = new address
word-signal-kind-portfolio = contacts gone

word-signal-state-new = new
word-signal-state-normal = normal
word-signal-state-incident = incident

word-incident-kind-former-call = the former manager called
word-incident-kind-other = other

word-incident-state-suspected = suspected
word-incident-state-confirmed = confirmed
word-incident-state-dismissed = dismissed

word-portfolio-field-phone = phone
word-portfolio-field-mail = mail
word-portfolio-field-amount = amount
word-portfolio-field-lost = deal lost
word-portfolio-field-missing = not in the new export

import-log-unknown = Users of the log who are not among the employees: { $n } ({ $names })
import-portfolio = Differences of clients to the export before: { $n }
import-signals = New signals of the log, have a look: { $n }

count-signal = { $n ->
    [one] { $s } signal
   *[other] { $s } signals
}
count-signal-of = { $n ->
    [one] { $s } signal
   *[other] { $s } signals
}
count-incident = { $n ->
    [one] { $s } incident
   *[other] { $s } incidents
}
count-incident-of = { $n ->
    [one] { $s } incident
   *[other] { $s } incidents
}
count-event = { $n ->
    [one] { $s } event
   *[other] { $s } events
}
count-event-of = { $n ->
    [one] { $s } event
   *[other] { $s } events
}

op-signal-look = Signal: normal
op-incident-add = Incident recorded
op-incident-decide = Incident decided
op-incident-notify = Notice of an incident
op-incident-tell = Incident told in more words

reason-oneself = it is about yourself

inbox-signals = { $name }: { $n } in the CRM's log
inbox-signals-why = Kind: { $kinds }. Open the rows of the log and decide: normal, or an incident.
inbox-incident = Suspected incident: { $name }, { $kind }
inbox-incident-why = Look into it; confirm it, or dismiss it with a reason.
inbox-incident-personal = Personal data is in it: the 24 and 72 hours of notice run (152-FZ art. 21). Confirm it, or dismiss it with a reason.

metrics-leaks-confirmed = Confirmed: { $n }
metrics-leaks-suspected = Suspected, not in the figure: { $n }

check-log-events = Nothing was taken out of the CRM's log since it was read
check-incidents = Signals and incidents agree

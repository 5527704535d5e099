## People: the list, the card, "leaves".

employees-name = People
employees-go-help = People: who holds how much, who leaves; a handover starts here
employees-about = Everybody: status, load, what each holds. To start a handover, stand on the person who leaves and press e. Words search the name; conditions: state:leaving region:ural industry:metal.
employees-leaves = leaves
employees-leaves-help = The person leaves: start the handover
employees-case = handover
employees-case-help = Open the handover that runs for this person
employees-edit = card
employees-edit-help = Change the card: role, status, department, load, regions
employees-new = new
employees-new-help = Add a person
employees-in-case = Handover No. { $case } runs already. Key g opens it.
employees-in-absence = Absence No. { $case } runs: key g opens it. Whoever will not come back leaves from there, at the step "Absence".
employees-is-dismissed = Dismissed already. If the person is back, change the status on the card: r.
employees-no-case = This person has no handover. Start one with e, "leaves".
employees-case-opened = Handover No. { $case } has started with { $lines }. Next: distribution.
employees-no-marks = Nothing to mark for: every action here is about one person
employees-saved = The card is saved
employees-empty = Nobody here yet. Import an export of the CRM (F9, "Import") or add the first person: n.
employees-col-name = Person
employees-col-role = Role
employees-col-status = Status
employees-col-department = Department
employees-col-load = Load
employees-col-clients = Clients
employees-col-deals = Deals
employees-status-trial = probation
employees-sort-name = By name
employees-sort-load = By load: the busiest first
employees-sort-status = By status: leavers first
employees-filter-all = Everybody
employees-filter-active = Active
employees-filter-leaving = Leaving
employees-filter-probation = On probation
employees-filter-dismissed = Dismissed
employees-code-active = state:active
employees-code-leaving = state:leaving
employees-code-probation = state:probation
employees-code-dismissed = state:dismissed

## The card

employees-card-absent = Now
employees-card-absent-until = { $kind } until { $day }
employees-card-head = Head
employees-card-deputy = Deputy
employees-card-phone = Phone
employees-card-email = Mail
employees-card-login = Login
employees-card-leads-dep = Leads
employees-card-deputy-of = Stands in for
employees-card-case = Leaving
employees-card-crisis = Sudden departure
employees-card-away = Absence
employees-card-limits = Restrictions
employees-card-case-open = Handover No. { $case } runs — open: g
employees-card-away-open = Absence No. { $case } runs — open: g
employees-card-last-day = Last day { $day }, { $days }
employees-card-dismissed = Dismissed
employees-card-order = { $day }, order No. { $number }
employees-card-export-off = in Estafeta export is off
employees-card-leads-off = no new leads
employees-card-access-closed = in Estafeta login is closed
employees-card-holds = Holds
employees-card-holds-unseen = The clients, deals and tasks of others are not shown to you
employees-card-holds-nothing = Nothing: no clients, deals or tasks
employees-card-deals = { $deals } worth { $sum }
employees-card-teams = second manager: { $clients }
employees-card-for-now = of these for the time being: { $held }
employees-card-load = { $percent } %: { $all }
employees-card-of = { $points } of { $room } deals
employees-card-load-of = deals { $deals }×{ $deal } + clients without deals { $clients }×{ $client } + tasks { $tasks }×{ $task }
employees-card-absences = Absences
employees-card-from-to = { $from } – { $to }
employees-card-no-substitute = nobody stands in
employees-card-accesses = Accesses
employees-card-shared = shared
employees-card-past = Handovers

## "Leaves"

employees-leaves-title = Leaves: { $name }
employees-leaves-note = The snapshot freezes { $snapshot }; to be closed: { $accesses }. No letters go out by themselves, no owner changes before the distribution.
employees-snapshot-unseen = all the clients, deals and tasks (how many is not shown to you)
employees-accesses-catalogue = by the catalogue of systems
employees-last-day = Last day
employees-notice = Notice
employees-notice-now = received just now; or when, for example "yesterday"
employees-notice-future = A notice cannot come from the future. Give today or a day before.
employees-leads = Led by
employees-acting = Led by
employees-risk = Suspicions
employees-risk-no = no
employees-risk-yes = yes: limits come earlier, the person does not see it
employees-last-day-needed = When is the last working day? For example "in 2 weeks" or "4 December".
employees-acting-needed = Who leads the handover and signs instead of the head? Choose: F4.

## The card: change, add

employees-edit-title = Card: { $name }
employees-edit-note = Deal limit: how many open deals may be given; empty means the office's { $capacity }. Regions and industries are separated by commas.
employees-field-name = Name
employees-field-order = Order No.
employees-field-ordered = Date of the order
employees-field-capacity = Deal limit
employees-field-regions = Regions
employees-field-industries = Industries
employees-no-department = not given
employees-status-by-leaves = "leaving" is set with e in the list: it starts the handover
employees-status-by-withdraw = a notice is withdrawn in the handover, step "Start", key x
employees-status-no-way = first "leaving" and the dismissal order
employees-name-needed = What is the name? For example "Kovalev Denis".
employees-order-needed = "Dismissed" needs the number and the date of the order.
employees-capacity-wrong = A whole number of open deals, for example 40.
employees-new-title = New person
employees-new-note = Head, regions and the deal limit can be given later on the card.

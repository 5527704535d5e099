### Screen terms of the vocabulary (2 §1).

## Role
word-role-head = head of sales
word-role-senior = senior manager
word-role-manager = manager
word-role-hr = HR
word-role-it = IT
word-role-security = security
word-role-director = director

## EmployeeStatus
word-employee-status-active = Active
word-employee-status-probation = On probation
word-employee-status-leaving = Leaving
word-employee-status-dismissed = Dismissed

## AbsenceKind
word-absence-kind-leave = leave
word-absence-kind-illness = illness
word-absence-kind-trip = business trip

## Segment
word-segment-vip = VIP
word-segment-important = important
word-segment-regular = regular
word-segment-occasional = occasional

## Temperature
word-temperature-hot = hot
word-temperature-warm = warm
word-temperature-cold = cold

## DecisionRole
word-decision-role-decides = decides
word-decision-role-influences = influences
word-decision-role-helps = helps
word-decision-role-avoid = keep out
word-decision-role-unknown = role not given

## Salutation
word-salutation-certain = checked
word-salutation-guessed = guessed
word-salutation-unknown = unknown

## Gender
word-gender-male = male
word-gender-female = female

## StageKind
word-stage-kind-open = open
word-stage-kind-final = final stage
word-stage-kind-won = won
word-stage-kind-lost = lost

## TaskKind
word-task-kind-call = call
word-task-kind-meeting = meeting
word-task-kind-document = document
word-task-kind-invoice = invoice to watch
word-task-kind-other = other

## TaskSource
word-task-source-task = task
word-task-source-activity = activity
word-task-source-plan = plan

## TaskState
word-task-state-open = open
word-task-state-done = done

## LeadState
word-lead-state-new = new
word-lead-state-working = in work
word-lead-state-converted = converted
word-lead-state-closed = closed

## TouchKind
word-touch-kind-call = call
word-touch-kind-mail = mail
word-touch-kind-meeting = meeting

## CaseKind
word-case-kind-planned = planned
word-case-kind-crisis = sudden departure
word-case-kind-absence = absence
word-case-kind-single = one client

## CaseState
word-case-state-draft = Draft
word-case-state-open = Open
word-case-state-distributing = Distribution
word-case-state-handing-over = Handover
word-case-state-signing = Signing
word-case-state-closed = Closed
word-case-state-observing = Observation
word-case-state-finished = Results
word-case-state-withdrawn = Withdrawn
word-case-state-paused = Paused

## LineKind
word-line-kind-client = client
word-line-kind-deal = deal
word-line-kind-task = task
word-line-kind-lead = lead
word-line-kind-team = place in a team
word-line-kind-authored = task set for another
word-line-kind-reference = reference

## Disposition
word-disposition-assign = assign
word-disposition-keep = keep
word-disposition-close-won = close: won
word-disposition-close-lost = close: lost
word-disposition-archive = archive
word-disposition-merge = merge
word-disposition-exclude = exclude

## CrmState
word-crm-state-pending = not checked
word-crm-state-confirmed = checked in the CRM
word-crm-state-still-leaver = still on the leaver in the CRM

## AcceptanceState
word-acceptance-state-offered = offered
word-acceptance-state-accepted = accepted
word-acceptance-state-declined = declined
word-acceptance-state-expired = expired
word-acceptance-state-forced = by the head
word-acceptance-state-withdrawn = withdrawn

## Via
word-via-screen = on screen
word-via-sheet = by sheet
word-via-words = by word of mouth

## ListKind
word-list-kind-preventive = Preventive measures
word-list-kind-notice = On notice
word-list-kind-day = On the last day and after
word-list-kind-hours24 = First 24 hours
word-list-kind-week = First week

## Phase
word-phase-closing = for closing
word-phase-observing = in observation

## ItemState
word-item-state-open = open
word-item-state-done = done
word-item-state-not-applicable = not applicable
word-item-state-waived = waived

## AccessState
word-access-state-planned = planned
word-access-state-asked = asked for
word-access-state-done = closed
word-access-state-verified = verified
word-access-state-restore = give back
word-access-state-restored = given back
word-access-state-void = does not exist

## LetterState
word-letter-state-draft = draft
word-letter-state-approved = approved
word-letter-state-queued = queued
word-letter-state-sending = sending
word-letter-state-sent = sent
word-letter-state-not-bounced = not bounced
word-letter-state-confirmed = confirmed
word-letter-state-bounced = bounced
word-letter-state-failed = failed
word-letter-state-unknown = unknown

## SignatureState
word-signature-state-waiting = waiting
word-signature-state-signed = signed
word-signature-state-refused = refused
word-signature-state-absent = absent

## JobState
word-job-state-queued = queued
word-job-state-running = running
word-job-state-done = done
word-job-state-failed = failed
word-job-state-unknown = unknown

## Block
word-block-state = State
word-block-next-step = Next step
word-block-specifics = Client specifics
word-block-history = History and promises
word-block-people = Contacts
word-block-deciders = Who decides
word-block-terms = Special terms and promises
word-block-next-contact = Next contact

## BlockState
word-block-state-empty = empty
word-block-state-filled = filled
word-block-state-confirmed = nothing special
word-block-state-waived = waived

## Source
word-source-bitrix24 = Bitrix24
word-source-amocrm = amoCRM
word-source-onec = 1C
word-source-hubspot = HubSpot
word-source-pipedrive = Pipedrive
word-source-maven = Maven set
word-source-other = other source

## FileKind
word-file-kind-deals = deals
word-file-kind-clients = clients
word-file-kind-contacts = contacts
word-file-kind-tasks = tasks
word-file-kind-leads = leads
word-file-kind-calls = calls
word-file-kind-employees = employees
word-file-kind-log = activity log
word-file-kind-products = products

## Kind
word-kind-employee = employee
word-kind-department = department
word-kind-client = client
word-kind-contact = contact
word-kind-stage = stage
word-kind-deal = deal
word-kind-task = task
word-kind-lead = lead
word-kind-touch = touch
word-kind-case = handover
word-kind-line = ledger line
word-kind-acceptance = acceptance
word-kind-item = item
word-kind-access = access
word-kind-letter = letter
word-kind-act = act
word-kind-inbox = inbox entry
word-kind-rule = rule
word-kind-context = context
word-kind-signature = signature
word-kind-absence = absence
word-kind-team = client team
word-kind-note = note

## TaskField
word-task-field-why = Why
word-task-field-said = Said before
word-task-field-place = Place
word-task-field-participants = Participants
word-task-field-agenda = Agenda
word-task-field-what = Which document
word-task-field-format = Format
word-task-field-promised = Payment promised
word-task-field-problems = Problems

## Responsible
word-responsible-leaver = leaver
word-responsible-receivers = receivers

## Other forms of the same words
word-role-title-head = Head of Sales
word-temperature-short-hot = hot
word-temperature-short-warm = warm
word-temperature-short-cold = cold
word-block-short-specifics = Specifics
word-block-short-history = History
word-block-short-people = People
word-block-short-terms = Terms

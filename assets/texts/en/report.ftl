### Columns of reports.

report-col-id = No.
report-col-object = Object
report-col-deal = Deal
report-col-client = Client
report-col-owner = Owner
report-col-stage = Stage
report-col-amount = Amount
report-col-close = Close
report-col-next = Next step
report-col-next-on = When
report-col-segment = Segment
report-col-region = Region
report-col-industry = Industry
report-col-open-deals = Deals
report-col-last-touch = Last touch
report-col-next-contact = Next contact
report-col-task = Task
report-col-kind = Kind
report-col-due = Due
report-col-title = Name
report-col-decision = Decision
report-col-to = To
report-col-acceptance = Acceptance
report-col-crm = In the CRM
report-col-reason = Reason

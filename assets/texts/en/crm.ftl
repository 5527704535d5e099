### Back into the CRM: the work list and the cards' comments.

crm-title = Change owners in the CRM
crm-subtitle = Work owned by { $name }
crm-why = The new owners are set here, but the CRM does not know them yet. Change them by its group operation, step by step, and tick what is done.
crm-step-filter = In the CRM open the list “{ $list }” and set the filter: owner is { $name }, open ones only.
crm-step-select = Mark those with the numbers below. There must be { $count } marked.
crm-step-owner = Group action “Change owner” → { $name }.
crm-step-check = Check: these numbers, { $count } in all, are owned by { $name }.
crm-ids = Numbers in the CRM, to paste into its search:
crm-no-ids = Without a number in the CRM, find them by name:
crm-then = Then export the list from the CRM again and load it here: the program compares the owners one by one. Without a new export tick “checked in the CRM” by hand.
crm-step-filter-clients = In the CRM open the list “Companies” and set the filter: owner is { $name }.
crm-step-find = Find those named below and mark them. There must be { $count } marked.
crm-list-deals = Deals
crm-list-tasks = Tasks
crm-list-leads = Leads
crm-comment-head = Handed over: { $from } → { $to }, { $date }
crm-comment-line = { $label }: { $text }
crm-comment-waits = Promised without approval, do not confirm to the client
crm-comment-first = First action
crm-col-source = Source
crm-col-kind = Kind
crm-col-id = Number in the CRM
crm-col-title = Name
crm-col-owner = New owner
crm-col-comment = Comment

## Files
crm-file-list = Handover-{ $n }-change-of-owners
crm-file-comments = Handover-{ $n }-comments

### Fresh exports: where each CRM keeps its export.

fresh-menu-bitrix24-deals = CRM → Deals → gear → “Export to Excel”
fresh-menu-bitrix24-tasks = Tasks → gear → “Export to Excel”; activities: CRM → My activities → “Export”
fresh-menu-bitrix24-clients = CRM → Customers → Companies → gear → “Export to Excel”
fresh-menu-bitrix24-contacts = CRM → Customers → Contacts → gear → “Export to Excel”
fresh-menu-bitrix24-log = Settings → “Event log” and CRM → More → “History”
fresh-menu-amocrm-deals = Leads → three dots at the top right → “Export”
fresh-menu-amocrm-tasks = Tasks → list → three dots → “Export”
fresh-menu-amocrm-clients = Lists → Companies → three dots → “Export”
fresh-menu-amocrm-contacts = Lists → Contacts → three dots → “Export”
fresh-menu-amocrm-log = Analytics → “Events list” → “Export”
fresh-menu-onec-deals = CRM → Deals → list → More → “Output list…” → save as XLSX
fresh-menu-onec-tasks = CRM → Tasks and events → More → “Output list…” → save as XLSX
fresh-menu-onec-clients = CRM → Counterparties → More → “Output list…” → save as XLSX
fresh-menu-onec-contacts = CRM → Contact persons → More → “Output list…” → save as XLSX
fresh-menu-onec-log = Administration → Maintenance → “Event log” → “Output list…”
fresh-menu-hubspot-deals = CRM → Deals → Actions → “Export view”
fresh-menu-hubspot-tasks = CRM → Tasks → Actions → “Export view”
fresh-menu-hubspot-clients = CRM → Companies → Actions → “Export view”
fresh-menu-hubspot-contacts = CRM → Contacts → Actions → “Export view”
fresh-menu-hubspot-log = Settings → Account → “Audit log” → “Export”
fresh-menu-pipedrive-deals = Deals → three dots → “Export filter results”
fresh-menu-pipedrive-tasks = Activities → three dots → “Export filter results”
fresh-menu-pipedrive-clients = Contacts → Organizations → three dots → “Export filter results”
fresh-menu-pipedrive-contacts = Contacts → People → three dots → “Export filter results”
fresh-menu-pipedrive-log = Settings → Security → “Security log”

fresh-col-kind = data
fresh-col-data = as of
fresh-col-arrived = since the crisis began
fresh-col-where = where to fetch
fresh-never = never loaded
fresh-arrived = arrived
fresh-waits = waiting

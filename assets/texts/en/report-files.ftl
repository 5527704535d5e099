### Reports and lists of a case as files: what they are called, where they are asked for.

report-title-deals = Active deals
report-title-clients = Clients
report-title-tasks = Open tasks
report-title-ledger = Ledger of handover { $n }
report-title-metrics = Metrics of handovers
report-title-metrics-of = Metrics of handover { $n }
report-title-checklist = Checklists of handover { $n }

## The key on «Сотрудники» and in the wizard
files-act = To a file
files-act-help = Write a report as a file: a table for Excel or CSV, a list to print
files-title-of = A report as a file: { $name }
files-title-case = Papers of handover No. { $n }
files-row-ledger = Ledger: the decision on each object
files-row-metrics = Metrics
files-row-checklist = Checklists to print
files-row = { $row }, { $format }
files-written = Written
files-mode = Only their owner can open the files. Nothing was overwritten.
files-not-journaled = The base is open for reading only: this export is not in the journal. Only their owner can open the files.
files-failed = The file was not written
files-many-title = More than a thousand rows in one file
files-many = The file takes { $count } out of the program. Two people do that; on your own machine the surname stands for the second.
files-many-no = Do not write
files-many-yes = Write

## Everything of one case
dossier-name = Handover { $n } whole
dossier-crm = For the CRM
dossier-acts = Acts
dossier-letters = Letters
dossier-sheets = Sheets
dossier-done = Everything of the handover is written: { $folder }
dossier-missing = It was written, but the file is gone: { $file }
files-row-dossier = Everything in one folder, with SHA-256 sums
cli-about-case-papers = Everything of a handover in one folder, with SHA-256 sums

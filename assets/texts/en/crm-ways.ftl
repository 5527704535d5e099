### Whether a CRM takes new owners by a file, and what a fresh export says of each owner (3 §2).

crm-list-clients = Companies
crm-ways-title = Can owners be changed by a file
crm-way-no = { $source }, { $lists }: no, an import only makes new records (help: { $docs })
crm-way-duplicates = { $source }, { $lists }: not verified; an import looks for duplicates, the help does not say whether it changes the owner ({ $docs })
crm-way-unknown = { $source }, { $lists }: not verified, take it for a no
crm-ways-so = So there is no update file: the owners are changed by the CRM's own group operation.

crm-names-agreed = the new owner
crm-names-still = still with { $who }
crm-names-not-compared = awaits an export
crm-compare-title = Owners compared with the CRM
crm-compare-agreed = shows the new owner: { $n }
crm-compare-still = in the CRM still with “{ $who }”: { $n }
crm-compare-other = with a third person: { $n }
crm-compare-waits = await a fresh export: { $n }
crm-compare-none = Nothing to compare: the distribution is not applied yet.
crm-compare-act = compare with CRM
crm-compare-help = Load a fresh export from the CRM: the program compares owner by owner
crm-copy-help = Copy the CRM's numbers of the chosen records, to paste them into its search
crm-copied-numbers = Numbers of the CRM copied: { $n }
crm-copied-some = Numbers of the CRM copied: { $n }; without a number, by title: { $without }
crm-col-names = In the CRM now
import-crm-other = In the CRM with a third person, ledger lines: { $n }

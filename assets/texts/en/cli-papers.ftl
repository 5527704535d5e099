### The subcommands that make papers.

cli-arg-without-call = A letter to a VIP without the call
cli-act-done =
    Act written: { $file }
    SHA-256: { $sha }
cli-letters-approved = Letters approved: { $n }
cli-letters-exported = Letters written: { $n }, folder { $folder }
cli-letters-marked = Letters marked: { $n }
cli-letters-none = There are no letters.
cli-report-done = Report written: { $file }
cli-crm-done = Owners to change in the CRM: { $count }. Files:

### Answers to the questions of an import, said on the command line for all that are alike.

cli-arg-duplicates = Likely duplicates: same is the same client where there is one and nothing contradicts; other is another one
cli-arg-take = Where both the CRM and the base changed a field: whose stays. For one field deal.title=theirs; --json names kind and field
cli-arg-link = Which deal tasks that name it so are about: "Delivery=deal:12"; none of them: "Delivery=none"
err-no-such-field =
    An import compares no such field{ $value }.
    --take names the kind of record and the field; there are: { $fields }.
    Mend the field; for all fields at once there is --take ours or --take theirs.
err-answered-twice =
    One question was answered in two ways{ $value }.
    --take and --link say each thing once, or it is not clear which answer holds.
    Leave one of the answers.

### Answers to the questions of an import, said on the command line for all that are alike.

cli-arg-duplicates = Likely duplicates: same is the same client where there is one and nothing contradicts; other is another one
cli-arg-take = Where both the CRM and the base changed a field: whose stays. For one field deal.title=theirs; --json names kind and field
cli-arg-link = Which deal tasks that name it so are about: "Delivery=deal:12"; none of them: "Delivery=none"

### "Distribution": who has declined, what goes apart, who has no room left

dist-card-undecided = not decided yet
dist-declined-note = The rules will not offer this line again to those who declined; by hand (r) you may.
dist-apart-title = The client has more than one manager
dist-apart-client = The client "{ $client }" is with { $name }
dist-apart-deal = The deal "{ $deal }" is with { $name }
dist-apart-colleague = The deal "{ $deal }" was never the leaver's: { $name }
dist-col-apart = Apart
dist-give-along = Goes along
dist-give-stays = Apart
dist-warn-full = Load over 100 %: { $who }
dist-rule-substitute = substitute
dist-has-declined = has declined · { $note }
dist-taken-from-away = goes away before answering
dist-warned = warnings
dist-warned-help = Shows in full all that the distribution warns of
dist-warned-title = What the distribution warns of
dist-warned-none = There is nothing to warn of
dist-warn-count = Warnings: { $n }. Show: w
dist-rule-declined = declined twice
dist-left = For you to decide: { $n }
dist-next-left = Declined twice: the head decides. Enter why, r to whom
dist-left-refused = What is left was declined twice: the rules propose nobody any more. Enter, then r: whom to give it to
dist-undistributed = not distributed: { $n }
tasks-for-others = { $n } for others
dist-kind-team = team
dist-kind-authored = task set

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

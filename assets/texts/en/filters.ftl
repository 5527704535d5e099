### Saved filters of lists.

ui-filter-save = Remember this filter…
ui-filter-save-title = Name of the filter
ui-filter-name = Name
ui-filter-name-needed = Name the filter: 1 to 40 characters.
ui-filter-saved = Filter “{ $name }” is remembered: it stands first behind the key f.
ui-filter-forget = Forget a remembered one…
ui-filter-forget-title = Which filter to forget
ui-filter-forgotten = Filter “{ $name }” is forgotten.
ui-position-deep = { $at } of { $total } ≈ { $percent } %

### «Сверка»: what has become of the lines, as rows of a table.

rec-row-assign = handed over
rec-row-keep = kept
rec-row-won = closed as won
rec-row-lost = closed as lost
rec-row-archive = archived
rec-row-merge = merged
rec-row-exclude = excluded

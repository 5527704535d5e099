### «Сверка»: what has become of the lines, as rows of a table.

rec-row-assign = передаётся
rec-row-keep = остаётся
rec-row-won = закрыто: выиграно
rec-row-lost = закрыто: проиграно
rec-row-archive = в архиве
rec-row-merge = объединено
rec-row-exclude = исключено

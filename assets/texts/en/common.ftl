### Small pieces that every room uses.

quoted = “{ $text }”

## Pieces of error sentences
err-near = did you mean { $name }
err-row = line { $row }
err-limit = limit: { $limit }
err-errno = system code { $n }

## Numbers
n-of = { $done } of { $total }
not-available = n/a

## Tables
table-currency = Currency

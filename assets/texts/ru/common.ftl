### Small pieces that every room uses.

# $text (String) - what stands in quotation marks
quoted = «{ $text }»

## Pieces of error sentences
# $name (String) - the nearest known name, in quotation marks
err-near = похоже на { $name }
# $row (String) - line of a file
err-row = строка { $row }
# $limit (String) - the limit with its unit
err-limit = предел: { $limit }
# $n (String) - the system's error number
err-errno = код системы { $n }

## Numbers
# $done (String) - a number
# $total (String) - a number
n-of = { $done } из { $total }
not-available = н/д

## Tables
table-currency = Валюта

# $name (String) - an option
# $n (String) - how many at least
cli-usage-too-few = После «{ $name }» нужно значений: { $n } или больше.

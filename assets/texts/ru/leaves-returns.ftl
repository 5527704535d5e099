### «Увольняется»: what the person holds of others' handovers does not enter the ledger.

# $case (String) - number of the case it came from
# $name (String) - who leaves there
# $lines (String) - «9 строк»
leaves-returns = Ещё { $lines } — из передачи №{ $case } ({ $name }): предложено, но не принято; это вернётся туда и в опись не войдёт.
# $what (String) - «4 клиента, 2 сделки»
leaves-for-now = На время ведёт чужое: { $what }; это перейдёт другому временному ответственному.

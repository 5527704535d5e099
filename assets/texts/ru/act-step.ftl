### Where the act stands: written, signed by how many, overtaken by what was decided since.

# $when (String) - when it was written
# $signed (String) - «2 из 8»
actstep-is-written = Акт составлен { $when } · подписали { $signed }
# $when (String) - when it was written
# $signed (String) - «2 из 8»
actstep-all-answered = Акт составлен { $when } · подписали { $signed }, об остальных записано, почему подписи нет
# $when (String) - when it was written
# $signed (String) - «2 из 8»
# $others (String) - how many have refused or are absent
actstep-some-answered = Акт составлен { $when } · подписали { $signed } · отказ или отсутствие: { $others }
actstep-anew = Составить акт заново?
# $n (String) - «9 подписей»
actstep-anew-text = Под этим актом собрано: { $n }. Под новым подписей не будет: подписать его должны будут все заново.
actstep-anew-no = Оставить прежний
actstep-anew-yes = Составить заново
# $when (String) - when it was written
actstep-all-signed = Акт составлен { $when } и подписан всеми
# $when (String) - when it was written
# $lines (String) - «9 строк», in the genitive: «1 строки»
actstep-outdated = Акт от { $when } устарел: у { $lines } с тех пор другое решение или ответ. F2 — составить заново
actstep-outdated-sign = Этот акт устарел, подписывать его нельзя: составьте заново, F2
# $lines (String) - «9 строк»
actstep-accepted-since = После него приняли ещё { $lines }: в этом акте они «не приняты». F2 — составить заново
# $accepted (String) - «13 из 113»
actstep-early-lines = Принято { $accepted }: в акте остальное будет названо не принятым.
actstep-too-early = Составить акт сейчас?
# $accepted (String) - «13 из 113»
actstep-too-early-accepted = Из строк, которые надо принять, принято { $accepted }. Остальные акт назовёт не принятыми.
# $lines (String) - «9 строк»
actstep-too-early-undecided = Без решения: { $lines }. Акт назовёт их нерешёнными.
actstep-too-early-then = Когда всё примут, акт надо будет составить и подписать заново.
actstep-wait = Подождать
actstep-now = Составить
# $n (String) - «3 из 38»
actstep-party-receives = принято { $n }
# $n (String) - «13 из 113»
actstep-sign-when = Подписывать лучше, когда приняты все строки: пока принято { $n }, а акт после этого составят заново

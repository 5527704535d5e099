### «Премия: кому, доля, согласовано» of a deal that closes after the last day (2 §5).

bonus-act = премия
bonus-act-help = Отметить у сделки, кому премия, если она закроется после последнего дня: кому, какая доля, с кем согласовано
# $deals (String) - «2 сделки»
bonus-title = Премия: { $deals }
bonus-note = Если сделка закроется после последнего дня. Остаток доли — принимающему. Видно в строке сверки, в отчёте и в акте.
bonus-to = Кому
bonus-share = Доля, %
bonus-agreed = Согласовано
bonus-agreed-note = с кем и когда; пусто — ещё не согласовано
bonus-nobody = не отмечать
bonus-bad-share = Доля — целое число от 1 до 100.
bonus-no-deal = Премию отмечают у сделки: выберите строку сделки.
# $n (String) - «2 строки»
bonus-done = Премия отмечена: { $n }. Вернуть — u
# $name (String) - who gets it
# $share (String) - number
# $agreed (String) - with whom and when
bonus-said = { $name }, { $share } %, согласовано: { $agreed }
# $name (String) - who gets it
# $share (String) - number
bonus-said-open = { $name }, { $share } %, ещё не согласовано
bonus-card = Премия
op-bonus-set = Отмечена премия
field-bonus = Премия
report-col-bonus-to = Премия: кому
report-col-bonus-share = Премия: доля, %
report-col-bonus-agreed = Премия: согласовано
act-bonuses = Премия по сделкам, которые закроются после последнего дня
act-col-bonus = Кому, доля, согласовано
cli-about-case-bonus = Отметить у сделок, кому премия, какая доля, с кем согласовано
cli-arg-share = Доля в процентах, от 1 до 100
cli-arg-agreed = С кем и когда согласовано; без него — не согласовано
cli-arg-none = Снять отметку
# $n (String) - «2 строки»
cli-bonus-done = Отмечено: { $n }

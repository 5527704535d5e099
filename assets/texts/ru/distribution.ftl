### «Распределение»: кто отказался, что расходится, кому больше некуда

dist-card-undecided = ещё не решено
dist-declined-note = Отказавшимся правила эту строку больше не предложат; вручную (r) — можно.
dist-apart-title = У клиента больше одного менеджера
# $client (String) - name
# $name (String) - «Белова З. А.»
dist-apart-client = Клиента «{ $client }» ведёт { $name }
# $deal (String) - title
# $name (String) - «Иванова М. С.»
dist-apart-deal = Сделку «{ $deal }» ведёт { $name }
# $deal (String) - title
# $name (String) - a colleague
dist-apart-colleague = Сделку «{ $deal }» и раньше вёл не увольняющийся: { $name }
dist-col-apart = Порознь
dist-give-along = Вместе
dist-give-stays = Отдельно
# $who (String) - «Юдин С. П. 105 %, Лукина Т. А. 120 %»
dist-warn-full = Нагрузка больше 100 %: { $who }
dist-rule-substitute = заместитель
# $note (String) - «менеджер · 12 сделок · 35 %»
dist-has-declined = уже отказ · { $note }
dist-taken-from-away = уходит в отсутствие, не успел ответить

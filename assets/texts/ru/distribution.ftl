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
# $who (String) - names, with how many hot clients
dist-warn-young = Горячие клиенты у сотрудника на испытательном сроке: { $who }
dist-card-young = Горячее достаётся сотруднику на испытательном сроке
dist-rule-substitute = заместитель
# $note (String) - «менеджер · 12 сделок · 35 %»
dist-has-declined = уже отказ · { $note }
dist-taken-from-away = уходит в отсутствие, не успел ответить
dist-warned = предупреждения
dist-warned-help = Показать целиком всё, о чём предупреждает распределение
dist-warned-title = О чём предупреждает распределение
dist-warned-none = Предупреждать не о чем
# $n (String) - «3»
dist-warn-count = Предупреждений: { $n }. Показать: w
dist-rule-declined = отказались дважды
# $n (String) - «2»
dist-left = Решаете вы: { $n }
dist-next-left = Отказались дважды — решает руководитель: Enter почему, r кому
dist-left-refused = Осталось то, от чего отказались дважды: правила больше никого не предлагают. Enter, затем r — кому отдать
# $n (String) - «2»
dist-undistributed = не распределено: { $n }
# $n (String) - «2 задачи»
tasks-for-others = { $n } другим
dist-kind-team = команда
dist-kind-authored = задачу дал

### Кому можно отдать: почему нельзя и кто замещает

receives-itself = это его дела
receives-leaves = увольняется
receives-gone = уволен
# $role (String) - «Кадры»
receives-role = { $role }: клиентов не ведёт
receives-closed = доступ закрыт
receives-off = выключен из распределения
# $kind (String) - «отпуск»
# $day (String) - the last day
receives-away = { $kind } по { $day }, никто не замещает
# $before (String) - percent
# $after (String) - percent
# $was (String) - open deals before
# $is (String) - open deals after
receives-load = загрузка { $before } % → { $after } %, сделки { $was } → { $is }
# $before (String) - percent
# $after (String) - percent
# $was (String) - open deals before
# $is (String) - open deals after
receives-load-most = загрузка { $before } % → до { $after } %, сделки { $was } → до { $is }
reason-sells-nothing = клиентов не ведёт
reason-away = отсутствует в эти дни
# $kind (String) - «Отпуск»
# $day (String) - the last day
away-until-day = { $kind } по { $day }
# $kind (String) - «Отпуск»
# $day (String) - the last day
# $name (String) - who stands in
away-stands-in = { $kind } по { $day }, замещает { $name }
away-offers-wait = ждут его возвращения: срок приёма — с выхода
away-offers-back = что не успеет до отъезда — руководителю, отдать другому
away-offers = Ждут его ответа
# $lines (String) - «21 строка»
# $cases (String) - «№1, №4»
# $due (String) - date and time
away-offers-note = Предложено и без ответа: { $lines } ({ $cases }), первый срок: { $due }.
# $lines (String) - «3 строки»
# $cases (String) - «№1, №4»
# $who (String) - who decides on them
away-offers-left = Не возвращено { $lines } ({ $cases }): решает { $who }, до тех пор ждут возвращения.
cli-arg-offers = Строки других передач, которые ждут его ответа: ждут возвращения или возвращаются руководителю
# $who (String) - «Лукина Т. А.: отпуск по 5 дек., замещает Зимина В. П.»
dist-warn-away = Отсутствует, срок приёма — с выхода: { $who }
# $who (String) - names
dist-warn-prepared = Уход готовится скрыто, знают не все: { $who } — отданное придётся передавать снова
dist-prepared = уйдёт
receives-prepared = готовится уход (скрыто)

## To the head: what waited for the answer of somebody who goes away.
# $lines (String) - «3 строки»
# $name (String) - who goes away
inbox-offers-back = Решите заново: { $lines }, на которые не успеет ответить { $name }
# $until (String) - the last day away
inbox-offers-back-why = Отсутствует по { $until }. Строки вернулись на «решить», пока отвечаете вы; никто не отказывался.

## To whoever was to take something over, or has taken it: the handover is withdrawn.
# $client (String) - the client that was to be handed over
inbox-withdrawn-client = Передача клиента отозвана: { $client }
# $who (String) - whom it was told
# $client (String) - the client that was to be handed over
inbox-withdrawn-client-other = { $who }: отозвана передача клиента { $client }
inbox-offers-off-keeps = Клиент остаётся за вами.
inbox-offers-off-keeps-other = Клиент остаётся за прежним менеджером.
# $lines (String) - «3 строки»
inbox-offers-off-back = Вернулось прежнему владельцу: { $lines }, отвечать по ним не нужно.
# $lines (String) - «3 строки»
inbox-offers-off-stays = Принятое пока остаётся у вас: { $lines }; вернуть ли их, решит руководитель.
# $who (String) - the receiver
# $name (String) - who stays
inbox-offers-off-other = { $who } больше не принимает дела, передача отозвана: { $name }
# $lines (String) - «3 строки»
inbox-offers-off-stays-other = Принятое пока остаётся за принимающим: { $lines }; вернуть ли их, решает руководитель.
# $name (String) - who was to be away
inbox-substitute-off = Замещение отменено: { $name }
# $who (String) - the substitute
# $name (String) - who was to be away
inbox-substitute-off-other = { $who } больше не замещает: { $name }
# $lines (String) - «3 строки»
inbox-substitute-off-back = По замещению снято: { $lines }, отвечать по ним не нужно.
# $by (String) - who withdrew it
inbox-offers-off-by = Решение: { $by }.

### The receiver's desk: what is offered, read before it is answered; how it was answered, counted apart.

desk-read = прочитать
desk-read-help = Всё о строке: кто и почему передаёт, контекст, обещания, задачи, контакты
desk-accept-read-help = Принять эту строку: первое действие и день
desk-decline-read-help = Не принимать эту строку: с причиной она вернётся руководителю
desk-what = Предложено
desk-from = Передаёт
desk-to = Получает
desk-why = Почему
desk-until = Ответить до
desk-no-day = день не назван
desk-refused = Уже не приняли
desk-expired = срок вышел без ответа
desk-ask = Спросите у того, кто передаёт
desk-source = Откуда
desk-came = Пришёл
desk-deals = Сделки клиента, которые переходят с ним
desk-context = Контекст
desk-not-written = не написано
desk-left-title = Осталось без ответа
desk-left-note = «Принято всё» берёт у каждой строки её собственный шаг и день. У этих строк брать нечего: примите их отдельно и назовите первое действие.
desk-left-past = день шага уже прошёл
desk-left-no-step = нет шага с датой
desk-via-note-self = Поля можно оставить пустыми: у каждой строки останется её собственный шаг и день.
# $n (String) - «5 клиентов»
desk-by-list = Один текст на { $n } — это «принято списком»: считается отдельно.
# $n (String) - count
desk-count-list = списком { $n }
# $n (String) - count
desk-count-sheet = по листу { $n }
# $n (String) - count
desk-count-words = со слов { $n }
# $n (String) - count
desk-count-forced = решением РОПа { $n }
# $who (String) - the receiver, short
# $parts (String) - «по листу 3, со слов 2»
desk-counts = { $who }: { $parts }
desk-hint-lines = Enter — прочитать, F2 — принять, d — не принято
desk-answers-head = За получателя отвечает он сам или руководитель
desk-force-head = Передать без согласия может только руководитель
# $day (String) - «чт, 19 нояб., 15:00»
desk-passed-one = День шага этой строки прошёл: { $day }. Назовите первое действие и новый день.
desk-lacks-one = Своего следующего шага с днём у этой строки нет: назовите первое действие и день.
desk-lacks-all = Своего следующего шага с днём нет ни у одной из этих строк: назовите первое действие и день.
# $lines (String) - the titles of some lines, and how many more
desk-lacks-some = С пустыми полями у каждой строки останется её собственный шаг и день. Своего шага с днём нет, и без ответа останутся: { $lines }.
desk-step-needed = Напишите первое действие: своего шага у строки нет
desk-hint-read = Enter — строки сотрудника
desk-hint-lines-read = Enter — прочитать

### «Опрос за час»: the hottest deals, two questions each.

op-interview-save = Ответы опроса записаны
hour-act = опрос за час
hour-help = Пятнадцать самых горячих сделок, по два вопроса: что обещали; что дальше и когда
# $place (String) - «3 из 15»
# $title (String) - the deal
hour-title = Опрос за час, { $place }: { $title }
# $what (String) - client, stage, amount
hour-note = { $what }. Пустое можно пропустить: F2 — к следующей сделке, Esc — закончить.
# $n (String) - «6 сделок»
hour-others = Не спрашиваем: { $n } похолоднее (какие — F1).
## F1 over the form
# $asked (String) - «15 из 21»
hour-help-which = Спрашиваем не обо всех открытых сделках: { $asked }, на час больше не успеть. Сначала финальные этапы и те, где горит срок, потом VIP, ближайшие сроки и крупные суммы.
hour-help-answers = Каждое обещание пишите своей строкой; с «!» в начале — необычное (скидка, отсрочка, особая цена): его решит РОП. Слово «ничего» подтверждает, что не обещали. Пустой ответ ничего не записывает, и о сделке спросят снова.
hour-help-leave = F2 записывает ответ и ведёт к следующей сделке без ответа. Esc прерывает опрос: недописанное остаётся черновиком. Та же клавиша o откроет опрос снова — с первой сделки, где ответа ещё нет.
# $deals (String) - the deals by name, parted by semicolons
hour-help-left = Не спрашиваем здесь, их контекст пишется на шаге «Контекст и задачи»: { $deals }.
# $text (String) - what was typed
hour-no-answer = «{ $text }» новому менеджеру ничего не скажет. Напишите, что обещали, или слово «ничего».
# $text (String) - what was typed
hour-unfinished = Фраза «{ $text }» не дописана. Допишите её или напишите «ничего».
hour-promised = Что обещали
hour-promised-how = обещание в строке, необычное — с «!» в начале; не обещали — «ничего»
# $what (String) - the promises that are written already, parted by semicolons
hour-known = Записано: { $what }.
# $n (String) - its place among several
hour-promise = Обещание { $n }
hour-promise-usual = обычное
hour-promise-waits = необычное: пойдёт на решение РОПу
hour-nothing-promised = Будет записано: ничего не обещали
hour-next = Что дальше
hour-when = Когда
hour-when-needed = Когда это сделать? Например: «завтра 14:00».
hour-next-needed = Что сделать в этот день?
## Typed as the whole answer it confirms that nothing was promised; lower case.
hour-nothing = ничего
hour-none = Открытых сделок в этой передаче нет: спрашивать не о чем
# $n (String) - «12 из 15»
hour-over = Опрос окончен: отвечено { $n }
hour-cli = О каких сделках спросить, пока есть час: самые горячие первыми

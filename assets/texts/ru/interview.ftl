### «Опрос за час»: the hottest deals, two questions each.

op-interview-save = Ответы опроса записаны
hour-act = опрос за час
hour-help = Пятнадцать самых горячих сделок, по два вопроса: что обещали; что дальше и когда
# $place (String) - «3 из 15»
# $title (String) - the deal
hour-title = Опрос за час, { $place }: { $title }
# $what (String) - client, stage, amount
hour-note = { $what }. Пустое можно пропустить: F2 — к следующей сделке, Esc — закончить.
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

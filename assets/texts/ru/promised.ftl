### Обещание из слов: обычное или нет, и обещание, о котором сказано в тексте.

## A promise by its words, and one that a text tells of.
prom-guessed = по словам обещания
# $word (String) - the word that tells it
prom-looks-unusual = похоже на необычное: «{ $word }»
prom-looks-usual = похоже на обычное
prom-agreed-live = Согласовано
# $who (String) - with whom it was agreed, as typed
prom-on-your-word = с ваших слов: программа не спросит ({ $who })
prom-heard-title = Записать обещание?
# $what (String) - the card: «АО «Каскад» — Поставка №118»
prom-heard-note = { $what }: об обещании сказано в тексте. Записанное не потеряется: у него свой срок и решение РОПа. Не нужно — Esc.

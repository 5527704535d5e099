### A promise from its words: usual or not, and one that a text tells of.

## A promise by its words, and one that a text tells of.
prom-guessed = by the words of the promise
prom-looks-unusual = looks unusual: “{ $word }”
prom-looks-usual = looks usual
prom-agreed-live = Agreed
prom-on-your-word = on your word: the program does not ask ({ $who })
prom-heard-title = Write the promise down?
prom-heard-note = { $what }: the text tells of a promise. Written down it is not lost: it has a term and the head's decision. Not needed: Esc.

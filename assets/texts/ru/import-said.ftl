### Answers to the questions of an import, said on the command line for all that are alike.

cli-arg-duplicates = Похожие клиенты: same — тот же, где похожий один и ничто не спорит; other — другой
cli-arg-take = Где поле изменили и в CRM, и здесь: чьё остаётся. Для одного поля — deal.title=theirs; вид и поле называет --json
cli-arg-link = О какой сделке задачи, которые зовут её так: «Поставка=deal:12»; ни о какой — «Поставка=none»

### Answers to the questions of an import, said on the command line for all that are alike.

cli-arg-duplicates = Похожие клиенты: same — тот же, где похожий один и ничто не спорит; other — другой
cli-arg-take = Где поле изменили и в CRM, и здесь: чьё остаётся. Для одного поля — deal.title=theirs; вид и поле называет --json
cli-arg-link = О какой сделке задачи, которые зовут её так: «Поставка=deal:12»; ни о какой — «Поставка=none»
# $value (String) - what was typed
# $fields (String) - the fields there are
err-no-such-field =
    Такое поле импорт не сравнивает{ $value }.
    Ключ --take называет вид записи и поле; есть: { $fields }.
    Исправьте поле; для всех полей сразу — --take ours или --take theirs.
# $value (String) - what was typed
err-answered-twice =
    На один вопрос даны два ответа{ $value }.
    Ключи --take и --link говорят о разном по разу, иначе неясно, какой ответ главный.
    Оставьте один из ответов.

### What a task of its kind has to say: on the context form, on the desk of whoever takes it, on the sheets.

told-rows = Задачи
told-row-open = подробности
told-row-open-help = Записать, что нужно знать о задаче: зачем звонить, где встреча, какой документ, что со счётом
# $fields (String) - names of fields
told-lacks = не сказано: { $fields }
# $fields (String) - names of fields
told-fields-lack = у задач: { $fields }
# $n (String) - «2 задачи»
told-tasks-lack = без подробностей { $n }
told-none-needed = Для задачи этого вида подробности не нужны

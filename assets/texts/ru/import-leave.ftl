### Leaving the report of an import, and answers for all that are alike.

imp-alike-create = Завести каждого под его именем
imp-was-read = Прочитано. F2 сохраняет, Esc уходит без следа.
imp-leave-title = Уйти из отчёта?
imp-leave-note = Ответы на вопросы не сохранятся: при следующем открытии файла их зададут снова. В базе ничего не изменится.
imp-leave-stay = Остаться
imp-leave-go = Уйти без ответов

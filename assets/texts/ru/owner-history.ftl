### «Ответственные»: who answered for a card, from when to when, and why (1-C5).

owners-history = Ответственные
# $from (String) - time
owners-since = с { $from }
# $from (String) - time
# $until (String) - time
owners-from-until = с { $from } по { $until }
# $until (String) - time
owners-until = по { $until }
owners-came-unknown = так было с самого начала
# $what (String) - «Распределение применено»
# $case (String) - number
owners-came-case = { $what }, передача №{ $case }
# $what (String) - «Смена ответственного»
# $reason (String) - why
owners-came-reason = { $what }: «{ $reason }»

## The command line
cli-about-client-show = Карточка клиента: контакты, сделки, задачи, ответственные
cli-about-deal-show = Карточка сделки: контекст, ответственные
cli-about-task-show = Карточка задачи: поля, ответственные

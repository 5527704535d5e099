## Кризис: этапы и их часы, шапка, шаги первых минут.

stage-minutes = 10 минут
stage-day = 24 часа
stage-week = 7 дней
# $stage (String) - «24 часа»
# $passed (String) - «4 ч 10 мин»
stage-runs = { $stage }: прошло { $passed }
# $stage (String) - «24 часа»
# $late (String) - «опоздание 2 ч»
stage-late = { $stage }: { $late }
# $stage (String) - «24 часа»
stage-done = { $stage }: сделано

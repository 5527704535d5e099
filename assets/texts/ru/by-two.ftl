### «Второе лицо»: больше, чем делают в одиночку, другой с тем же правом подтверждает.

# $count (String) - «1 340 строк»
second-export = файл на { $count }
# $count (String) - «620 объектов»
second-bulk = изменить сразу { $count }
second-by-owner = Владелец базы

## Whoever asks
second-ask-title = Такое делают вдвоём
# $what (String) - «файл на 1 340 строк»
second-ask-text = Нужно согласие ещё одного человека с тем же правом: { $what }. Попросить? Ответ придёт во «Входящие»; после согласия повторите то же самое до конца рабочего дня.
second-ask-no = Не просить
second-ask-yes = Попросить
# $who (String) - names
second-asked = Спрошено согласие: { $who }. Ответ придёт во «Входящие».

## Whoever is asked
# $name (String) - who asks
# $what (String) - «файл на 1 340 строк»
inbox-second = { $name } просит вашего согласия: { $what }
inbox-second-why = Такое делают вдвоём, у вас есть то же право. Согласие или отказ — клавиша y; согласие действует до конца рабочего дня.
# $other (String) - who is asked
# $name (String) - who asks
# $what (String) - «файл на 1 340 строк»
inbox-second-other = { $name } просит согласия ({ $other }): { $what }
# $by (String) - who agreed
# $what (String) - «файл на 1 340 строк»
inbox-second-yes = Согласие дано ({ $by }): { $what }
# $until (String) - «сегодня, 18:00»
inbox-second-yes-why = Повторите то, что делали: { $until } согласие кончается.
# $by (String) - who did not
# $what (String) - «файл на 1 340 строк»
inbox-second-no = Согласия нет ({ $by }): { $what }
inbox-second-no-why = Спросите, почему, или сделайте частями: понемногу можно и в одиночку.
inbox-agree = согласие
inbox-agree-help = Дать согласие на то, чего другой не делает в одиночку, или отказать
inbox-agree-none = Эта запись согласия не просит.
# $name (String) - who asks
second-answer-title = { $name } просит согласия
# $what (String) - «файл на 1 340 строк»
second-answer-text = Нужно второе лицо: { $what }. Согласие действует до конца рабочего дня и останется в журнале вместе с вашим именем.
second-answer-later = Решить позже
second-answer-no = Отказать
second-answer-yes = Дать согласие
# $name (String) - who asked
# $until (String) - date and time
second-agreed = Согласие дано: { $name }, до { $until }
# $name (String) - who asked
second-declined = Отказано: { $name }

## Journal, command line
op-second-ask = Спрошено согласие второго лица
op-second-answer = Ответ второго лица
cli-about-inbox-ask-second = Спросить согласия у другого с тем же правом: больше, чем делают в одиночку
cli-about-inbox-agree = Дать согласие на то, о чём спрашивает запись, или отказать
cli-arg-second-right = На что: вынести в файл или изменить сразу много
cli-arg-second-count = Сколько строк или объектов
cli-arg-second-refuse = Отказать
# $who (String) - names
cli-second-asked = Спрошено согласие: { $who }

### The chain of automatic actions: receivers, results, what waits.

chain-to-head = руководитель
chain-to-leaver = увольняющийся
chain-to-hr = кадры
chain-to-it = ИТ
chain-to-security = безопасность
chain-on-order = по приказу
chain-failed = причина записана в журнале программы
chain-told = сообщено
chain-skipped = не понадобилось: передача уже закончена
chain-task = задача поставлена
chain-cut-none = закрывать нечего
# $accesses (String) - «5 доступов»
chain-cut-asked = поручено: { $accesses }
# $accesses (String) - «5 доступов»
chain-cut-ordered = командой: { $accesses }
# $asked (String) - «5 доступов»
# $ordered (String) - «2 доступа»
chain-cut-both = поручено: { $asked }, командой: { $ordered }
chain-col-when = Когда
chain-col-what = Действие программы
chain-col-who = Кто узнаёт
chain-col-result = Что вышло
# $n (Number) - decides the form
# $s (String) - the number as written
count-action = { $n ->
    [one] { $s } действие
    [few] { $s } действия
   *[many] { $s } действий
}
# $n (Number) - decides the form
# $s (String) - the number as written
count-action-of = { $n ->
    [one] { $s } действия
    [few] { $s } действий
   *[many] { $s } действий
}
links-show = автоматика
links-show-help = Что программа делает сама: сделанное с результатом, ожидаемое со временем, неудачи
links-again = ещё раз
links-again-help = Выполнить неудавшееся действие ещё раз; сначала устраните причину
links-not-failed = Повторяют только то, что не удалось: остальное выполняется само и в свой срок.
links-unknown = Исход неизвестен: проверьте на месте, выполнено ли действие, и закройте доступ на шаге «Доступы» вручную.
links-none = Для этой передачи программа ничего не делает сама.
# $reason (String) - why it failed
links-retry = будет повторено: { $reason }
links-due = срок
links-done-at = выполнено
links-tries = попыток
chain-now = сейчас
chain-reminders = напоминания
chain-what-happens = Что произойдёт
check-chain = Автоматические действия выполнены по одному разу

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
chain-col-what = Что сделает программа
chain-col-who = Кто узнаёт
chain-col-result = Что вышло

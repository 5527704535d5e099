### Whether a CRM takes new owners by a file, and what a fresh export says of each owner (3 §2).

crm-list-clients = Компании
crm-ways-title = Можно ли сменить ответственных файлом
# $source (String) - the CRM
# $lists (String) - its lists
# $docs (String) - the page of its help
crm-way-no = { $source }, { $lists }: нет, загрузка файла только создаёт новые записи (справка: { $docs })
# $source (String) - the CRM
# $lists (String) - its lists
# $docs (String) - the page of its help
crm-way-duplicates = { $source }, { $lists }: не проверено; загрузка ищет дубликаты, но меняет ли ответственного, справка не говорит ({ $docs })
# $source (String) - the CRM
# $lists (String) - its lists
crm-way-unknown = { $source }, { $lists }: не проверено, считайте, что нет
crm-ways-so = Поэтому файла обновления нет: ответственных меняет групповая операция самой CRM.

crm-names-agreed = новый ответственный
# $who (String) - the leaver
crm-names-still = ещё на: { $who }
crm-names-not-compared = ждёт выгрузки
crm-compare-title = Сверка ответственных с CRM
# $n (String) - how many
crm-compare-agreed = стоит новый ответственный: { $n }
# $who (String) - the leaver, short
# $n (String) - how many
crm-compare-still = в CRM ещё на «{ $who }»: { $n }
# $n (String) - how many
crm-compare-other = на третьем человеке: { $n }
# $n (String) - how many
crm-compare-waits = ждут свежей выгрузки: { $n }
crm-compare-none = Сверять нечего: распределение ещё не применено.
crm-compare-act = сверить с CRM
crm-compare-help = Загрузить свежую выгрузку из CRM: программа сравнит ответственных по одному
crm-copy-help = Скопировать номера выбранных записей в CRM, чтобы вставить их в её поиск
# $n (String) - how many numbers
crm-copied-numbers = Скопировано номеров CRM: { $n }
# $n (String) - how many numbers
# $without (String) - how many have none
crm-copied-some = Скопировано номеров CRM: { $n }; без номера, названиями: { $without }
crm-col-names = В CRM сейчас
# $n (String) - lines
import-crm-other = В CRM на третьем человеке, строк сверки: { $n }

### Проверки базы: что должно быть так. Их показывает `estafeta check`.

check-integrity = Файл базы цел
check-foreign-keys = Ссылки между записями не оборваны
check-journal = Журнал не правили
check-row-versions = За каждой записью стоит запись журнала
check-client-values = Счётчики и сроки на клиентах верны
check-owner-sums = Итоги по сотрудникам верны
check-deal-stages = Вид этапа у сделок верен
check-search = Поиск знает каждого клиента
check-one-handover = Каждый объект и каждый человек — не более чем в одной открытой передаче
check-batches = Операции применены целиком
check-snapshots = Описи на старте не изменены
check-contexts = Полнота контекста посчитана верно
check-ledgers = Сверки сходятся
check-acceptances = На строку — один приём дел
check-dismissed = За уволенными нет открытых дел
check-letters = Ни одно письмо не ушло дважды
check-jobs = За каждой фоновой работой стоит запись журнала
cli-check-ok = Всё в порядке.
cli-check-broken = Есть нарушения. Сделайте копию базы и покажите этот список администратору.
# $entries (String) - count
# $head (String) - number and hash of the newest entry
cli-journal-ok = Журнал цел. Записей: { $entries }. Голова: { $head }
# $seq (String) - number of the first broken entry
# $entries (String) - count
cli-journal-broken = Журнал нарушен начиная с записи { $seq } (всего записей: { $entries }). Не работайте в этой базе, пока не выяснено, кто её менял.
# $seq (String) - entry
# $by (String) - the operation that erased its payload
cli-journal-erased = Запись { $seq }: содержание стёрто операцией { $by }.

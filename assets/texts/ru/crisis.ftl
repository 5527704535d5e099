### Кризис: what the inbox, the call list and the fresh exports say.

# $name (String) - who did not come
inbox-crisis-head = Кризис: { $name } не на связи, первые 24 часа пошли
inbox-crisis-head-why = Позвоните клиентам из списка до 18:00, проверьте логи и загрузите свежую выгрузку; доступы закрывают.
# $name (String) - who did not come
inbox-crisis-hr = Не вышел на работу: { $name }
inbox-crisis-hr-why = Статус «Увольняется», доступ закрыт; «Уволен» ставится только по приказу с датой и номером. Возможно, человек болен: выясните.
# $name (String) - who did not come
inbox-crisis-it = Закройте доступы прямо сейчас: { $name }
inbox-crisis-it-why = На каждый доступ 30 минут; почту и номер сначала перенаправьте, закрытое отметьте с подтверждением.
# $name (String) - who did not come
inbox-crisis-security = Проверьте логи за сутки: { $name }
inbox-crisis-security-why = Последний вход, массовый экспорт, просмотры и удаления последних дней; необычное становится сигналом.
# $name (String) - who did not come
inbox-temporary = Вы временно отвечаете за клиентов: { $name }
# $held (String) - «84 клиента, 31 сделка, 22 задачи»
inbox-temporary-why = У вас { $held }. Начните со списка звонков; распределение решит, кому что достанется, не позже чем через неделю.
# $name (String) - who did not come
inbox-temporary-over = Семь дней прошли: клиенты ушедшего ещё на временном ответственном ({ $name })
# $lines (String) - «12 строк»
inbox-temporary-over-why = Без решения { $lines }: распределите их сегодня, временный ответственный не заменяет менеджера.

word-call-result-reached = дозвонились
word-call-result-no-answer = не ответил
word-call-result-call-back = перезвонить

calls-col-burns = что горит
calls-col-contact = кого спросить
calls-col-phone = телефон
calls-col-last = звонок
calls-col-without = горят без клиента
calls-none = Звонить некому: финальных стадий и дел на ближайшие дни нет.
# $title (String) - the task
# $when (String) - «вт, 24 нояб., 14:00»
burn-task = { $title }, { $when }
# $text (String) - the next step
# $when (String) - «вт, 24 нояб.»
burn-next-step = { $text }, { $when }
# $when (String) - «вт, 24 нояб.»
burn-close = срок сделки: { $when }
# $when (String) - «вт, 24 нояб.»
burn-contact = договорились о контакте { $when }
burn-final = финальная стадия
burn-over = уже не горит

cli-about-case-calls = Кому позвонить сегодня: список звонков кризиса
cli-about-case-call = Записать исход звонка клиенту из списка
cli-about-case-temporary = Сменить временного ответственного или вернуть всё ушедшему
cli-arg-since = Когда видели в последний раз (для кризиса)
cli-arg-temporary = Временный ответственный; по умолчанию РОП
cli-arg-new = Это новый человек, которого ещё нет в базе
cli-arg-note = Что сказал клиент
cli-arg-again = Когда перезвонить
cli-arg-off = Снять временного ответственного

word-mail-unanswered = без ответа
word-mail-promise = обещание
word-mail-agreement = договорённость
word-kind-finding = находка в почте

# $when (String) - «24 ноября 2026 г., 09:00»
act-basis-seen = в последний раз на связи { $when }
act-basis-unknown = когда был на связи в последний раз, неизвестно
act-declares-without = Акт составлен без увольняющегося: он не вышел на работу, дел не передавал и пояснений не дал. Состав клиентов, сделок и задач взят из CRM на момент ухода, контекст восстановлен по переписке и записям звонков; того, что знал только ушедший, в акте может не быть. Подписывая акт, принимающие подтверждают то, что в их приложениях отмечено принятым, а комиссия — что состав и состояние дел записаны верно.
act-commission-crisis = Увольняющийся акт не подписал. Состав и состояние дел на момент ухода подтверждает комиссия:
actstep-party-commission = комиссия
cli-arg-commission = Члены комиссии, не меньше двух

cli-about-case-fresh = Насколько свежи данные и какие выгрузки взять
cli-about-case-mail = Находки в почте ушедшего; без ключей: список
cli-arg-letters = Сколько писем просмотрено
mail-col-what = находка
mail-col-task = кому
# $when (String) - «вт, 24 нояб., 14:00»
# $n (String) - a number
mail-combed = Почта прочёсана { $when }, писем: { $n }
mail-not-combed = Почта ещё не прочёсана
mail-done = сделано

check-temporary = Временно держат только нерешённое и только в кризисе

# $result (String) - «дозвонились»
# $said (String) - what the client said
touch-result = { $result }, { $said }

act-held = Дела числились за

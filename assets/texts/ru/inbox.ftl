### Входящие: what the program tells one person. `inbox-x` is the line of the list, `inbox-x-why` says why and what to do.

# $name (String) - the leaver
inbox-opened-head = Открыта передача: { $name }
# $day (String) - «Последний день — пт, 27 нояб.»
inbox-opened-head-why = { $day } Решите, кому уйдут клиенты, сделки и задачи, и проследите, чтобы принимающие приняли их с контекстом.
inbox-opened-leaver = Передайте свои дела
# $day (String) - «Последний день — пт, 27 нояб.»
inbox-opened-leaver-why = { $day } Запишите контекст сделок и поясните задачи: что обещано, кто решает, что дальше и когда.
# $name (String) - the leaver
inbox-opened-hr = Подготовьте документы: { $name }
# $day (String) - «Последний день — пт, 27 нояб.»
inbox-opened-hr-why = { $day } Приказ, обходной лист и подписи под актом: ваши пункты стоят в списке передачи.
# $name (String) - the leaver
inbox-opened-it = Подготовьте закрытие доступов: { $name }
# $day (String) - «Последний день — пт, 27 нояб.»
inbox-opened-it-why = { $day } Выгрузка закрывается сразу, вход в конце последнего дня; почту и номер сначала перенаправьте.
# $name (String) - the leaver
inbox-opened-security = Проверьте выгрузку и журнал CRM: { $name }
# $day (String) - «Последний день — пт, 27 нояб.»
inbox-opened-security-why = { $day } Выгрузка должна быть закрыта в день заявления; необычные выгрузки и просмотры последних дней становятся сигналами.
# $day (String) - «пт, 27 нояб.»
inbox-last-day = Последний день — { $day }
inbox-last-day-none = Последний день не назначен.

# $name (String) - the leaver
inbox-reminder = Напоминание о передаче: { $name }
# $day (String) - «Последний день — пт, 27 нояб.»
# $lines (String) - «12 строк»
# $items (String) - «3 пункта»
inbox-reminder-why = { $day } Без решения { $lines }, обязательных и ещё открытых: { $items }.
# $day (String) - «Последний день — пт, 27 нояб.»
inbox-reminder-ready = { $day } Решения есть по всем строкам, обязательные пункты закрыты.

# $title (String) - «Запрет экспорта данных»
# $name (String) - the leaver
inbox-chain-done = { $title }: { $name }
inbox-chain-done-why = Сделано программой само; проверьте, что так и в CRM.
inbox-report-clients-done = Готов отчёт по клиентам
inbox-report-done = Готов отчёт по активным сделкам
# $file (String) - path of the file
inbox-report-done-why = Файл лежит здесь: { $file }
inbox-report-failed = Отчёт по активным сделкам не записан
# $reason (String) - a whole sentence
inbox-failed-why = { $reason } Исправьте причину и повторите действие.
inbox-failed-unknown = Причина записана в журнале программы.
# $what (String) - «закрыть доступ»
inbox-job-failed = Не удалось автоматическое действие: { $what }
# $what (String) - «закрыть доступ»
inbox-job-unknown = Неизвестно, выполнено ли действие: { $what }
inbox-job-unknown-why = Программа не повторяет его сама: проверьте на месте, что получилось, и отметьте результат.
inbox-job-report = отчёт по активным сделкам
inbox-job-revoke = закрыть доступ
inbox-job-other = действие передачи

inbox-offered-why = Прочитайте контекст и примите с первым действием и датой или откажитесь с причиной; без ответа строки вернутся руководителю.
# $who (String) - the receiver
# $title (String) - the line
inbox-declined = { $who } не принимает: { $title }
# $who (String) - the receiver
# $title (String) - the line
# $times (String) - «2»
inbox-declined-again = Повторный отказ ({ $times }): { $title }, { $who }
# $reason (String) - as it was said
inbox-declined-why = Причина: «{ $reason }». Пока отвечаете вы; решите, кому передать.
# $lines (String) - «12 строк»
inbox-expired = Срок приёма вышел: { $lines } без ответа
inbox-expired-why = Строки вернулись на «решить», пока отвечаете вы; поговорите с принимающим или передайте другому.
# $accesses (String) - «3 доступа»
inbox-accesses = Закройте в срок: { $accesses }
inbox-accesses-why = Отметьте закрытие с подтверждением: что сделано, номер заявки или снимок экрана.
# $name (String) - the leaver
# $accesses (String) - «3 доступа»
inbox-cut-asked = Закройте сейчас: { $name }, { $accesses }
# $name (String) - the leaver
# $accesses (String) - «3 доступа»
inbox-cut-ordered = Закрываются командами: { $name }, { $accesses }
# $name (String) - the leaver
inbox-cut-people = Доступы закрывают люди: { $name }
inbox-cut-people-why = Проследите, чтобы закрыли в срок; закрытое проверяет другой человек.
inbox-cut-redirect = Почту и номер сначала перенаправьте и отметьте это, потом отключайте.
# $accesses (String) - «3 доступа»
inbox-cut-by-command = Командами закрываются: { $accesses }; о неудаче программа скажет.
# $name (String) - the receiver who leaves
inbox-receiver-leaves = Увольняется принимающий: { $name }
# $lines (String) - «12 строк»
inbox-receiver-leaves-why = Непринятое вернулось на «решить»: { $lines }; принятое уйдёт дальше в его собственной передаче.
# $name (String) - the former leaver
inbox-withdrawn = Передача отозвана: { $name } остаётся
inbox-withdrawn-hr-why = Статус прежний, увольнения нет: приказ и расчёт не готовьте.
# $name (String) - who stays
inbox-withdrawn-it = Доступы не закрывайте: { $name } остаётся
inbox-withdrawn-it-why = Просьба закрыть доступы снята. Если что-то уже закрыто, вернуть это просит отдельная запись.
inbox-withdrawn-why = Непринятые строки вернулись прежнему владельцу.
# $lines (String) - «12 строк»
inbox-withdrawn-accepted = Непринятые строки вернулись прежнему владельцу; принято другими: { $lines }, решите, возвращать ли их.
# $client (String) - its name
inbox-bounced = Письмо вернулось: { $client }
inbox-bounced-why = Уточните адрес или позвоните клиенту сами: пока он не знает, кто теперь его менеджер.
# $note (String) - what the returned mail says
inbox-bounced-note = Ответ сервера: «{ $note }». Уточните адрес или позвоните клиенту сами.

# $name (String) - the leaver
# $what (String) - «2 лида · 1 задача»
inbox-late = Поздно пришедшее: { $name }, { $what }
inbox-late-why = Новое всё ещё ставят на того, кто уходит: решите по каждой строке и отключите источник.
# $name (String) - the leaver
inbox-late-over = Поздно пришедших нет: { $name }
inbox-late-over-why = На уходящего больше ничего не приходит, все поздние строки разобраны.
# $objects (String) - «12 объектов»
inbox-orphans = Вам переданы: { $objects } без ответственного
# $by (String) - who gave them
# $reason (String) - why
inbox-orphans-why = Передал { $by }. Причина: «{ $reason }». Прочитайте карточки и назначьте следующий шаг.

op-inbox-read = Входящее прочитано
op-inbox-done = Входящее сделано

# $name (String) - the former leaver
# $what (String) - «2 лида · 1 задача»
inbox-late-gone = Упало на уволенного: { $name }, { $what }
inbox-late-gone-why = Передача закрыта, но новое всё ещё ставят на него: раздайте на экране «Без ответственного» и отключите источник.
# $sources (String) - «звонок, сайт»
inbox-late-sources = Лиды идут из: { $sources }.
op-orphans-give = Переданы объекты без ответственного
op-late = Проверено, пришло ли что-то поздно

# $case (String) - number of the case
# $n (String) - how many
due-late = Передача № { $case }: поздно пришедших { $n }, руководителю сообщено
# $case (String) - number of the case
due-late-over = Передача № { $case }: поздно пришедших больше нет

due-file-deals = Активные сделки
due-file-clients = Клиенты
due-temporary-over = Срок временного ответственного вышел, нерешённых строк
due-nothing = Делать сейчас нечего.
# $case (String) - number of the case
# $n (String) - how many lines returned
due-expired = Передача № { $case }: срок приёма вышел, вернулось строк: { $n }
# $case (String) - number of the case
due-reminded = Передача № { $case }: напоминание отправлено во входящие
# $case (String) - number
# $n (String) - letters
due-letters = Передача № { $case }: за два рабочих дня не вернулось писем: { $n }
# $case (String) - number
due-access = Передача № { $case }: доступ пора закрыть, поручено ИТ
# $case (String) - number of the case
# $title (String) - «Закрытие доступов»
due-done = Передача № { $case }: { $title }
# $case (String) - number of the case
# $title (String) - «Закрытие доступов»
# $result (String) - «поручено: 5 доступов», a path
due-done-so = Передача № { $case }: { $title }: { $result }
# $case (String) - number of the case
# $title (String) - «Отчёт по активным сделкам»
# $reason (String) - what stopped it
due-failed = Передача № { $case }: не удалось: { $title }. { $reason }
# $case (String) - number of the case
# $title (String) - «Отчёт по активным сделкам»
# $reason (String) - what stopped it
due-again = Передача № { $case }: пока не удалось, программа повторит сама: { $title }. { $reason }
cli-arg-install-help = Показать, как поручить это systemd или cron; с -o DIR записать файлы туда
due-install-about = Эстафета: выполнить то, чему пришёл срок
due-install-service = Служба: один проход; запускает её таймер
due-install-timer = Таймер: каждую минуту; пропущенное, пока машина была выключена, наверстается после включения
due-install-cron = Строка для cron: каждую минуту
due-install-systemd = Через systemd (надёжнее: наверстает пропущенное). Записать файлы, включить таймер, посмотреть, что он работает:
due-install-linger = Чтобы работало и без вашего входа в систему:
due-install-crontab = Через cron: открыть своё расписание и вставить в него последнюю строку:
due-install-one = Выбирайте что-то одно. Открытому рабочему месту это не мешает: каждое действие выполняется один раз.
# $title (String) - «Отчёт по активным сделкам»
# $reason (String) - what stopped it
due-notice-failed = Автоматическое действие не удалось: { $title }. { $reason }
# $title (String) - «закрыть доступ»
due-notice-unknown = Исход действия неизвестен: { $title }. Проверьте на месте, что получилось, и отметьте результат.

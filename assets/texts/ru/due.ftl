due-file-deals = Активные сделки
due-nothing = Делать сейчас нечего.
# $case (String) - number of the case
# $n (String) - how many lines returned
due-expired = Передача № { $case }: срок приёма вышел, вернулось строк: { $n }
# $case (String) - number of the case
due-reminded = Передача № { $case }: напоминание отправлено во входящие
# $case (String) - number of the case
# $result (String) - path of the file, or what stopped it
due-report = Передача № { $case }: отчёт по активным сделкам: { $result }
# $case (String) - number
# $n (String) - letters
due-letters = Передача № { $case }: за два рабочих дня не вернулось писем: { $n }
# $case (String) - number
due-access = Передача № { $case }: доступ пора закрыть, поручено ИТ

### Counts with their noun. `count-x` is the nominative («2 клиента»), `count-x-of` the genitive («из 2 клиентов»).

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-client = { $n ->
    [one] { $s } клиент
    [few] { $s } клиента
   *[many] { $s } клиентов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-client-of = { $n ->
    [one] { $s } клиента
    [few] { $s } клиентов
   *[many] { $s } клиентов
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-deal = { $n ->
    [one] { $s } сделка
    [few] { $s } сделки
   *[many] { $s } сделок
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-deal-of = { $n ->
    [one] { $s } сделки
    [few] { $s } сделок
   *[many] { $s } сделок
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-task = { $n ->
    [one] { $s } задача
    [few] { $s } задачи
   *[many] { $s } задач
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-task-of = { $n ->
    [one] { $s } задачи
    [few] { $s } задач
   *[many] { $s } задач
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-lead = { $n ->
    [one] { $s } лид
    [few] { $s } лида
   *[many] { $s } лидов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-lead-of = { $n ->
    [one] { $s } лида
    [few] { $s } лидов
   *[many] { $s } лидов
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-line = { $n ->
    [one] { $s } строка
    [few] { $s } строки
   *[many] { $s } строк
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-line-of = { $n ->
    [one] { $s } строки
    [few] { $s } строк
   *[many] { $s } строк
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-letter = { $n ->
    [one] { $s } письмо
    [few] { $s } письма
   *[many] { $s } писем
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-letter-of = { $n ->
    [one] { $s } письма
    [few] { $s } писем
   *[many] { $s } писем
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-access = { $n ->
    [one] { $s } доступ
    [few] { $s } доступа
   *[many] { $s } доступов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-access-of = { $n ->
    [one] { $s } доступа
    [few] { $s } доступов
   *[many] { $s } доступов
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-item = { $n ->
    [one] { $s } пункт
    [few] { $s } пункта
   *[many] { $s } пунктов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-item-of = { $n ->
    [one] { $s } пункта
    [few] { $s } пунктов
   *[many] { $s } пунктов
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-reference = { $n ->
    [one] { $s } упоминание
    [few] { $s } упоминания
   *[many] { $s } упоминаний
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-reference-of = { $n ->
    [one] { $s } упоминания
    [few] { $s } упоминаний
   *[many] { $s } упоминаний
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-object = { $n ->
    [one] { $s } объект
    [few] { $s } объекта
   *[many] { $s } объектов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-object-of = { $n ->
    [one] { $s } объекта
    [few] { $s } объектов
   *[many] { $s } объектов
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-employee = { $n ->
    [one] { $s } сотрудник
    [few] { $s } сотрудника
   *[many] { $s } сотрудников
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-employee-of = { $n ->
    [one] { $s } сотрудника
    [few] { $s } сотрудников
   *[many] { $s } сотрудников
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-receiver = { $n ->
    [one] { $s } принимающий
    [few] { $s } принимающих
   *[many] { $s } принимающих
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-receiver-of = { $n ->
    [one] { $s } принимающего
    [few] { $s } принимающих
   *[many] { $s } принимающих
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-contact = { $n ->
    [one] { $s } контакт
    [few] { $s } контакта
   *[many] { $s } контактов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-contact-of = { $n ->
    [one] { $s } контакта
    [few] { $s } контактов
   *[many] { $s } контактов
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-case = { $n ->
    [one] { $s } передача
    [few] { $s } передачи
   *[many] { $s } передач
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-case-of = { $n ->
    [one] { $s } передачи
    [few] { $s } передач
   *[many] { $s } передач
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-batch = { $n ->
    [one] { $s } операция
    [few] { $s } операции
   *[many] { $s } операций
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-batch-of = { $n ->
    [one] { $s } операции
    [few] { $s } операций
   *[many] { $s } операций
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-entry = { $n ->
    [one] { $s } запись
    [few] { $s } записи
   *[many] { $s } записей
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-entry-of = { $n ->
    [one] { $s } записи
    [few] { $s } записей
   *[many] { $s } записей
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-file = { $n ->
    [one] { $s } файл
    [few] { $s } файла
   *[many] { $s } файлов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-file-of = { $n ->
    [one] { $s } файла
    [few] { $s } файлов
   *[many] { $s } файлов
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-question = { $n ->
    [one] { $s } вопрос
    [few] { $s } вопроса
   *[many] { $s } вопросов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-question-of = { $n ->
    [one] { $s } вопроса
    [few] { $s } вопросов
   *[many] { $s } вопросов
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-conflict = { $n ->
    [one] { $s } конфликт
    [few] { $s } конфликта
   *[many] { $s } конфликтов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-conflict-of = { $n ->
    [one] { $s } конфликта
    [few] { $s } конфликтов
   *[many] { $s } конфликтов
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-proposal = { $n ->
    [one] { $s } предложение
    [few] { $s } предложения
   *[many] { $s } предложений
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-proposal-of = { $n ->
    [one] { $s } предложения
    [few] { $s } предложений
   *[many] { $s } предложений
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-block = { $n ->
    [one] { $s } блок
    [few] { $s } блока
   *[many] { $s } блоков
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-block-of = { $n ->
    [one] { $s } блока
    [few] { $s } блоков
   *[many] { $s } блоков
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-signature = { $n ->
    [one] { $s } подпись
    [few] { $s } подписи
   *[many] { $s } подписей
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-signature-of = { $n ->
    [one] { $s } подписи
    [few] { $s } подписей
   *[many] { $s } подписей
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-second = { $n ->
    [one] { $s } секунда
    [few] { $s } секунды
   *[many] { $s } секунд
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-second-of = { $n ->
    [one] { $s } секунды
    [few] { $s } секунд
   *[many] { $s } секунд
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-minute = { $n ->
    [one] { $s } минута
    [few] { $s } минуты
   *[many] { $s } минут
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-minute-of = { $n ->
    [one] { $s } минуты
    [few] { $s } минут
   *[many] { $s } минут
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-hour = { $n ->
    [one] { $s } час
    [few] { $s } часа
   *[many] { $s } часов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-hour-of = { $n ->
    [one] { $s } часа
    [few] { $s } часов
   *[many] { $s } часов
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-work-hour = { $n ->
    [one] { $s } рабочий час
    [few] { $s } рабочих часа
   *[many] { $s } рабочих часов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-work-hour-of = { $n ->
    [one] { $s } рабочего часа
    [few] { $s } рабочих часов
   *[many] { $s } рабочих часов
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-day = { $n ->
    [one] { $s } день
    [few] { $s } дня
   *[many] { $s } дней
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-day-of = { $n ->
    [one] { $s } дня
    [few] { $s } дней
   *[many] { $s } дней
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-work-day = { $n ->
    [one] { $s } рабочий день
    [few] { $s } рабочих дня
   *[many] { $s } рабочих дней
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-work-day-of = { $n ->
    [one] { $s } рабочего дня
    [few] { $s } рабочих дней
   *[many] { $s } рабочих дней
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-week = { $n ->
    [one] { $s } неделя
    [few] { $s } недели
   *[many] { $s } недель
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-week-of = { $n ->
    [one] { $s } недели
    [few] { $s } недель
   *[many] { $s } недель
}

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-month = { $n ->
    [one] { $s } месяц
    [few] { $s } месяца
   *[many] { $s } месяцев
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-month-of = { $n ->
    [one] { $s } месяца
    [few] { $s } месяцев
   *[many] { $s } месяцев
}

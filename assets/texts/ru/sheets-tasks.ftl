### Tasks on «Лист передачи»: a tab per kind, with what the kind asks for.

sheet-tab-calls = Звонки
sheet-tab-meetings = Встречи
sheet-tab-documents = Документы
sheet-tab-invoices = Счета
sheet-tasks-how = Заполните белые ячейки: чего в них нет, принимающему придётся спрашивать. Серые заперты; строку программа узнаёт по скрытому столбцу «Ключ строки», не удаляйте его.
sheet-tasks-step = Пустая ячейка передачу не задержит. Дни пишите числами: «завтра» прочитают в другой день.
# $when (String) - day and time
sheet-task-due = Срок: { $when }
sheet-hint-task-why = Чего надо добиться этим звонком.
sheet-hint-task-said = О чём договорились в прошлый раз и что ответили.
sheet-hint-task-place = Адрес, переговорная или ссылка на встречу.
sheet-hint-task-participants = Кто придёт с обеих сторон.
sheet-hint-task-agenda = Что решить на встрече.
sheet-hint-task-what = Какой документ, номер, какая версия.
sheet-hint-task-format = Оригинал, скан, ЭДО; сколько экземпляров.
sheet-hint-task-promised = День числами и кто обещал.
sheet-hint-task-problems = Задержки, споры, ошибки в счёте. Не было — так и напишите.

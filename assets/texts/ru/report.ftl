### Columns of reports.

report-col-id = Номер
report-col-object = Объект
report-col-deal = Сделка
report-col-client = Клиент
report-col-owner = Ответственный
report-col-stage = Этап
report-col-amount = Сумма
report-col-close = Закрытие
report-col-next = Следующий шаг
report-col-next-on = Когда
report-col-segment = Сегмент
report-col-region = Регион
report-col-industry = Отрасль
report-col-open-deals = Сделок
report-col-last-touch = Последнее касание
report-col-next-contact = Следующий контакт
report-col-task = Задача
report-col-kind = Вид
report-col-due = Срок
report-col-title = Название
report-col-decision = Решение
report-col-to = Кому
report-col-acceptance = Приём
report-col-crm = В CRM
report-col-reason = Причина

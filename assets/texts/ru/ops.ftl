op-undo = Отменена операция
op-context-save = Контекст записан
op-waive = Снято требование
op-accept = Приняты дела
op-decline = Дела отклонены
op-task-field = Уточнена задача
op-expire = Срок приёма вышел
op-access-add = Доступ добавлен
op-access-cut = Закрыты доступы
op-access-tick = Отмечен доступ
op-act = Акт составлен
op-case-apply = Распределение применено
op-case-change = Передача изменена
op-case-close = Передача закрыта
op-case-crm = Проверено в CRM
op-case-open = Передача открыта
op-case-propose = Предложения рассчитаны
op-case-reassign = Предложение изменено
op-case-undo = Распределение отменено
op-case-withdraw = Передача отозвана
op-check-item = Отмечен пункт чек-листа
op-client-set = Изменена карточка клиента
op-dispose = Принято решение по строкам
op-employee-set = Изменена карточка сотрудника
op-letters-approve = Письма утверждены
op-exported = Выгрузка в файл
op-letters-exported = Письма записаны в файлы
op-letters-mark = Отмечены письма
op-sign = Отмечена подпись под актом
op-touch = Касание записано
op-context-form = Контекст записан
op-import = Импорт
op-seed-book = Учебные данные
op-seed-office = Учебный офис
op-reminder = Напоминание
op-job-take = Фоновая работа начата
op-job-end = Фоновая работа закончена
op-comment-tick = Комментарий перенесён в CRM
op-chain-step = Автоматическое действие
op-job-again = Автоматическое действие: ещё раз
op-commission-set = Названа комиссия
op-crisis-open = Открыт кризис
op-mail-combed = Почта просмотрена
op-mail-finding = Записана находка в почте
op-temporary-end = Временный ответственный снят
op-temporary-set = Назначен временный ответственный
op-touch-call = Записан итог звонка
# $kind (String) - what kind of object
# $n (String) - its number
op-about-number = { $kind } № { $n }
# $n (String) - the number of the case
# $name (String) - its leaver
op-about-case = передача № { $n } ({ $name })
# $kind (String) - what kind of object
# $name (String) - its name
op-about-named = { $kind } «{ $name }»

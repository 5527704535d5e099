op-undo = Отмена операции
op-context-save = Контекст записан
op-waive = Снято требование
op-accept = Приняты дела
op-decline = Дела отклонены
op-task-field = Поля задачи
op-expire = Срок приёма вышел

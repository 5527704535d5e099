### Переписка клиентов: что из неё в карточках.

word-kind-correspondence = переписка
word-correspondence-mail = почта привязана
word-correspondence-chats = чаты перенесены
word-correspondence-recordings = записи звонков доступны
word-correspondence-open = не подтверждено
word-correspondence-done = подтверждено
word-correspondence-none = не было
cli-about-case-correspondence = Переписка клиентов: что есть в карточках
cli-arg-part = Часть переписки

op-correspondence = Переписка подтверждена
corr-card = кто подтвердил
corr-card-help = Кто и когда подтвердил, пометка, что сделать в CRM
corr-confirm = подтвердить
corr-confirm-help = Почта, чаты и записи звонков в карточке: что из них и на чьём слове, для отмеченных клиентов или для одного
corr-word = На чьём слове
corr-word-seen = своими глазами в карточке
corr-word-leaver = со слов того, кто передаёт
corr-word-it = со слов ИТ
corr-word-needed = Кто это видел? Выберите стрелкой: в деле останется, на чьём слове это стоит
corr-say = по частям
corr-say-help = Подтвердить одну часть, записать, что её не было, или снять подтверждение
corr-missing = чего нет
corr-missing-help = Показать только клиентов, у которых чего-то не хватает
corr-all-parts = почта, чаты и записи
corr-part = Что
corr-state = Состояние
# $n (String) - «5 клиентов»
corr-say-title = Переписка: { $n }
corr-say-note = Подтверждайте то, что сами видели в карточке: в акте неподтверждённое останется неподтверждённым.
corr-why-none = Почему не было? Например: «звонили только по телефону отдела»
corr-nothing = Это уже подтверждено
# $n (String) - «5 клиентов»
corr-done = Записано: { $n }
corr-col-mail = Почта
corr-col-chats = Чаты
corr-col-recordings = Записи
corr-col-head = В голове
corr-col-who = Кто подтвердил
corr-head-none = —
corr-head-not-owed = Контекст этого клиента не требуется
# $n (String) - «1 из 3»
corr-head-lines = Контекст записан: { $n }. Остальное — в шаге «Контекст и задачи»
corr-whole = вся переписка на месте
# $n (String) - number
corr-open = не всё у { $n } · a отметить всех, F2 подтвердить
corr-empty = Клиентов в этой передаче нет
corr-by = Подтвердил
corr-how-mail = Привяжите его почтовый ящик к CRM или перешлите письма в карточку.
corr-how-chats = Перенесите чаты в рабочий мессенджер или приложите выгрузку к карточке.
corr-how-recordings = Проверьте, что записи его звонков открываются из карточки и у нового менеджера.
# $list (String) - «почта привязана — 3 из 3; чаты перенесены — 2 из 3»
act-correspondence = Переписка клиентов, по подтверждениям: { $list }.
act-correspondence-rest = О том, что не подтверждено, акт ничего не утверждает.

### Доступы: the screen, and the step of the wizard.

acc-asked = поручено
acc-asked-help = Отметить, что закрыть доступ поручено ИТ
acc-redirect = переадресовано
acc-redirect-help = Записать, куда переадресованы почта или номер
acc-done = закрыто
acc-done-help = Отметить, что доступ закрыт, с подтверждением
acc-verify = проверено
acc-verify-help = Отметить, что закрытие проверено
acc-redirect-to = Куда
acc-redirect-title = Переадресация
acc-redirect-note = На кого идут письма и звонки. Если переадресация не нужна, напишите почему.
acc-redirect-needed = Напишите, куда переадресовано, или почему не нужно
acc-done-title = Доступ закрыт
acc-done-note = Чем это подтверждается: номер заявки, снимок, запись. Пароли сюда не пишут.
acc-redirect-first = Сначала переадресация (r): почту и номер нельзя отключать раньше неё
acc-no-redirect = Здесь нечего переадресовывать
acc-verify-later = Проверяют то, что уже закрыто
acc-closed-already = Уже закрыто
acc-col-what = Доступ
acc-col-redirect = Переадресация
acc-col-due = Срок
acc-col-state = Состояние
acc-needs-redirect = нужна
acc-redirect-next = сначала переадресация
acc-empty = Доступов у сотрудника нет
acc-login = Логин
acc-action = Что сделать
acc-shared = Общий аккаунт: сменить пароль
acc-asked-at = Поручено
acc-done-at = Закрыто
acc-verified-by = Проверил
acc-name = Доступы
acc-go-help = Экран «Доступы»: кто что может открыть, что и к какому сроку закрыть
acc-about = Строки — сотрудники, столбцы — системы. Enter открывает доступы человека, f — списки: просрочено, на сегодня, для ИТ, для безопасности. Закрывают по порядку: переадресация, закрыто с подтверждением, проверено другим.
acc-show = показать
acc-show-help = Таблица целиком или список: просрочено, на сегодня, для ИТ, для безопасности
acc-yes = да, сделано
acc-yes-help = Итог команды неизвестен, вы посмотрели сами: сделано
acc-yes-title = Вы посмотрели: сделано
acc-yes-note = Что именно видно в самой системе: учётная запись отключена, вход не проходит.
acc-yes-needed = Напишите, где и что вы увидели
acc-again = повторить команду
acc-again-help = Команда не прошла или не сделано: запустить её ещё раз
acc-given = восстановлено
acc-given-help = Человек остался, доступ снова открыт
acc-cut = закрыть сейчас
acc-cut-help = Не ждать срока: запустить команды и поручить остальное
# $name (String) - the person
acc-cut-title = Закрыть сейчас: { $name }
# $accesses (String) - «3 доступа»
acc-cut-text = Срок не ждёт: { $accesses } — в течение получаса.
# $accesses (String) - «3 доступа»
acc-cut-by-command = Командами сразу закроется: { $accesses }. Это не отменить, только вернуть.
acc-cut-redirect = Почту и номер команда не тронет, пока не записана переадресация: их закроет ИТ.
acc-cut-leave = оставить
acc-cut-do = закрыть
acc-cut-one-person = Закрывают сразу у одного человека: отметьте доступы одного
acc-new = добавить
acc-new-help = Записать ещё одну учётную запись
# $name (String) - the person
acc-new-title = Новый доступ: { $name }
acc-new-note = Пароли сюда не пишут.
acc-edit = изменить
acc-edit-help = Логин, общий или личный, примечание, у кого он
# $title (String) - the account
# $name (String) - the person
acc-edit-title = { $title }: { $name }
acc-void = нет такого
acc-void-help = Этой учётной записи у человека никогда не было
acc-void-title = Такого доступа нет
acc-void-why = Почему
acc-void-note = Строка уйдёт из передачи и больше не появится; причина останется в журнале.
acc-void-needed = Напишите, откуда это известно
acc-void-closed = Что закрыто, то было: такой доступ не убрать
acc-no-doubt = Отвечают там, где итог команды неизвестен
acc-no-trouble = Повторяют команду, которая не прошла или чей итог неизвестен
acc-no-restore = Здесь нечего возвращать
acc-not-in-case = Человек не уходит: закрывать нечего. Передача начинается на экране «Сотрудники»
acc-asked-already = Уже поручено
acc-col-who = Сотрудник
acc-col-closed = закр.
acc-closes = Закрывает
acc-knows = Ещё знают
acc-note = Примечание
acc-kind = Чей
acc-kind-usual = как в справочнике
acc-kind-own = личный
acc-kind-shared = общий
acc-holder = У кого
acc-own-system = другая система…
acc-own-word = Своё название
acc-system-needed = Выберите систему или напишите своё название
acc-output = Команда
acc-took = Заняло
acc-todo-unknown = Посмотрите в самой системе: y — сделано, x — повторить.
acc-todo-failed = Закройте вручную (d) или исправьте команду и повторите (x).
acc-empty-person = Доступов не записано. Добавить — n
acc-matrix-title = Сотрудники и системы · сокращения: F1
# $from (String) - first
# $to (String) - last
# $all (String) - of how many
acc-matrix-shift = системы { $from }–{ $to } из { $all }, дальше →
acc-matrix-empty = Доступов пока не записано. Когда кто-то увольняется, обычные доступы появляются сами; список учётных записей загружает администратор из командной строки.
acc-matrix-no-marks = Отмечают доступы, а не людей: Enter
acc-matrix-whole = Все системы уже видны
acc-mark-has = есть
acc-mark-planned = запланировано
acc-mark-asked = поручено
acc-mark-done = закрыто
acc-mark-verified = проверено
acc-mark-late = просрочено
acc-mark-failed = сбой команды
acc-mark-unknown = неизвестно
acc-mark-restore = вернуть
# $case (String) - number
acc-of-case = передача №{ $case }
# $closed (String) - how many
# $all (String) - of how many
acc-closed-of = закрыто { $closed } из { $all }
# $n (String) - how many
acc-late-of = внимание: { $n }
acc-list-all = Доступы: все
acc-list-waits = Доступы: ждут действия
acc-list-overdue = Доступы: просрочено
acc-list-today = Доступы: на сегодня
acc-list-it = Доступы: для ИТ
acc-list-security = Доступы: для безопасности
acc-list-trouble = Доступы: команды не прошли или неизвестны
acc-list-restore = Доступы: вернуть
acc-list-unverified = Доступы: закрыто, не проверено
acc-list-empty = Здесь ничего не ждёт.
# $ordered (String) - how many
# $asked (String) - how many
acc-said-cut = Командами закрывается: { $ordered }, поручено людям: { $asked }
acc-said-added = Доступ записан
acc-said-again = Команда поставлена в очередь ещё раз

cli-about-access = Учётные записи сотрудников: реестр и списки для тех, кто закрывает
cli-about-access-list = Список доступов: всех, одного человека, для ИТ или безопасности
cli-about-access-add = Записать учётную запись
cli-about-access-set = Изменить логин, примечание, общий или личный, у кого она
cli-about-access-remove = Такой учётной записи у человека никогда не было
cli-about-access-answer = Ответить о команде, исход которой неизвестен, или повторить неудачную
cli-about-access-import = Загрузить список учётных записей из файла
cli-arg-access = Номер доступа из списка
cli-arg-closes = Только то, что закрывает эта роль
cli-arg-due-by = К сроку: на сегодня, просрочено или дата
cli-arg-state-is = Ждут действия, с неудачной командой, вернуть или не проверено
cli-arg-shared = Общая учётная запись: пароль меняют при каждом уходе
cli-arg-redirect = Сначала нужна переадресация
cli-arg-holder = Кому передаётся учётная запись
cli-arg-is-done = Вы посмотрели: сделано
cli-arg-repeat = Запустить команду ещё раз
cli-arg-asked = Отметить, что закрыть поручено
cli-arg-given-back = Отметить, что доступ снова открыт
cli-arg-cut = Закрыть сейчас: команды запустить, остальное поручить
cli-arg-restore-all = Вернуть всё закрытое в этой передаче
# $title (String) - the account
cli-access-removed = Такого доступа нет: { $title }
# $rows (String) - how many
# $new (String) - how many
# $changed (String) - how many
# $unchanged (String) - how many
# $refused (String) - how many
cli-access-listed = Строк: { $rows }, новых: { $new }, изменено: { $changed }, без изменений: { $unchanged }, не принято: { $refused }
# $row (String) - number of the row
# $why (String) - the reason
cli-access-refused = Строка { $row }: { $why }
# $names (String) - «эксп — CRM: экспорт данных; …»
acc-about-columns = Столбцы: { $names }

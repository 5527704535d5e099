# Журнал действий CRM: слова, сигналы, инциденты.

word-kind-log-user = пользователь CRM
word-kind-signal = сигнал
word-kind-incident = инцидент

word-log-kind-login = вход
word-log-kind-logout = выход
word-log-kind-failed-login = неудачный вход
word-log-kind-export = выгрузка
word-log-kind-view = просмотр
word-log-kind-edit = правка
word-log-kind-edit-contact = правка контактов
word-log-kind-delete = удаление
word-log-kind-bulk = групповое действие
word-log-kind-other = прочее

word-signal-kind-login-after = вход после ухода
word-signal-kind-export = выгрузка
word-signal-kind-viewing = массовый просмотр
word-signal-kind-deletion = удаления
word-signal-kind-contact-edit = правка контактов
word-signal-kind-off-hours = нерабочее время
word-signal-kind-address = новый адрес
word-signal-kind-portfolio = пропали контакты

word-signal-state-new = новый
word-signal-state-normal = норма
word-signal-state-incident = инцидент

word-incident-kind-former-call = звонил бывший менеджер
word-incident-kind-other = другое

word-incident-state-suspected = подозрение
word-incident-state-confirmed = подтверждён
word-incident-state-dismissed = снят

word-portfolio-field-phone = телефон
word-portfolio-field-mail = почта
word-portfolio-field-amount = сумма
word-portfolio-field-lost = сделка проиграна
word-portfolio-field-missing = нет в новой выгрузке

# $n (String) - users
# $names (String) - the first of them
import-log-unknown = Пользователи журнала, которых нет среди сотрудников: { $n } ({ $names })
# $n (String) - differences
import-portfolio = Отличия у клиентов от прошлой выгрузки: { $n }
# $n (String) - signals
import-signals = Новые сигналы по журналу, посмотрите их: { $n }

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-signal = { $n ->
    [one] { $s } сигнал
    [few] { $s } сигнала
   *[many] { $s } сигналов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-signal-of = { $n ->
    [one] { $s } сигнала
    [few] { $s } сигналов
   *[many] { $s } сигналов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-incident = { $n ->
    [one] { $s } инцидент
    [few] { $s } инцидента
   *[many] { $s } инцидентов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-incident-of = { $n ->
    [one] { $s } инцидента
    [few] { $s } инцидентов
   *[many] { $s } инцидентов
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-event = { $n ->
    [one] { $s } событие
    [few] { $s } события
   *[many] { $s } событий
}
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
count-event-of = { $n ->
    [one] { $s } события
    [few] { $s } событий
   *[many] { $s } событий
}

op-signal-look = Разобран сигнал
op-incident-add = Инцидент записан
op-incident-decide = Решено по инциденту
op-incident-notify = Отмечено уведомление об инциденте
op-incident-tell = Инцидент дополнен

reason-oneself = это о вас самих

# $name (String) - the person
# $n (String) - «2 сигнала»
inbox-signals = { $name }: { $n } в журнале CRM
# $kinds (String) - «выгрузка, массовый просмотр»
inbox-signals-why = Вид: { $kinds }. Откройте строки журнала и решите: норма или инцидент.
# $name (String) - the person or the client
# $kind (String) - kind of incident
inbox-incident = Инцидент под подозрением: { $name }, { $kind }
inbox-incident-why = Проверьте и подтвердите или снимите его с причиной.
inbox-incident-personal = Затронуты персональные данные: идут сроки 24 и 72 часа (152-ФЗ, ст. 21). Подтвердите или снимите с причиной.

# $n (String) - incidents
metrics-leaks-confirmed = Подтверждено: { $n }
# $n (String) - incidents
metrics-leaks-suspected = Под подозрением, в показатель не входит: { $n }

check-log-events = Из прочитанного журнала CRM ничего не вынули
check-incidents = Сигналы и инциденты согласованы

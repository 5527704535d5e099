cli-about-signal = Сигналы журнала CRM
cli-about-signal-list = Что в журнале требует взгляда
cli-about-signal-show = Один сигнал и строки журнала за ним
cli-about-signal-dismiss = Отметить: норма, с причиной
cli-about-incident = Инциденты
cli-about-incident-list = Инциденты и сроки уведомлений
cli-about-incident-add = Записать инцидент: из сигнала, со звонка бывшего менеджера или вручную
cli-about-incident-confirm = Подтвердить инцидент
cli-about-incident-dismiss = Снять подозрение, с причиной
cli-about-incident-notified = Отметить уведомление сделанным
cli-arg-signal = Номер сигнала
cli-arg-looked-too = И те, что уже посмотрели
cli-arg-closed-too = И снятые
cli-arg-incident = Номер инцидента
cli-arg-from-signal = Из сигнала с этим номером
cli-arg-former-call = Клиенту звонил бывший менеджер: кто это, найдётся по истории ответственных
cli-arg-incident-kind = Вид инцидента
cli-arg-happened = Что случилось
cli-arg-personal = Затронуты персональные данные: идут сроки 24 и 72 часа
cli-arg-has-personal = Затронуты ли персональные данные
cli-arg-hours = Какое уведомление: за 24 часа или за 72
cli-incidents-none = Инцидентов нет.
# $n (String) - incidents
cli-incidents-dismissed-only = Подозреваемых и подтверждённых инцидентов нет; снятых: { $n } (ключ --all).
cli-signals-none = Сигналов нет.
# $n (String) - signals
cli-signals-looked-only = Новых сигналов нет; уже посмотренных: { $n } (ключ --all).
# $shown (String) - rows shown
# $total (String) - rows in all
cli-signal-more = Показано { $shown } из { $total }, все: --limit { $total }.

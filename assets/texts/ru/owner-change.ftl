### «Сменить ответственного»: many clients at once to another manager (1-C4).

## Why something stays
owners-skip-in-handover = в открытой передаче
owners-skip-changed = изменилось после показа
owners-skip-probation = получатель на испытательном сроке: VIP и финальную стадию не берёт

## The form
owners-act = сменить ответственного
owners-act-help = Отдать отмеченных клиентов (или того, что под курсором) другому менеджеру: сначала покажет, что перейдёт
# $clients (String) - «12 клиентов»
owners-title = Сменить ответственного: { $clients }
owners-title-all = Сменить ответственного: всем найденным
owners-note = F2 покажет, что перейдёт и что останется; до подтверждения ничего не меняется.
owners-to = Кому
owners-deals = Сделки, лиды
owners-tasks = Задачи и дела
owners-plans = Планы
owners-goes = переходят вместе с клиентом
owners-remains = остаются у прежнего
owners-reason = Почему
owners-to-needed = Кому передаёте?
owners-reason-needed = Напишите почему: причина останется в истории ответственных.

## The preview
# $name (String) - the receiver
owners-preview = Смена ответственного: { $name }
owners-moves = Перейдут
owners-moves-nothing = ничего: всё отмеченное остаётся, где было
owners-sum = На сумму
owners-same = Уже у него
owners-why = Причина
owners-load = Нагрузка
# $before (String) - «41 %»
# $after (String) - «52 %»
# $deals (String) - «41 → 52»
owners-load-line = { $before } → { $after }, сделок { $deals }
owners-over = сверх нагрузки
# $n (String) - «3 объекта»
owners-stays = Останутся на месте: { $n }
# $why (String) - в открытой передаче
# $case (String) - number
owners-stays-case = { $why } №{ $case }
# $n (String) - «2 сделки»
owners-colleagues = Сделки коллег у этих клиентов, не меняются: { $n }
# $n (String) - «20 объектов»
owners-objects = Что перейдёт: { $n }
# $n (String) - number
owners-more = … и ещё { $n }
owners-apply = сменить
owners-apply-help = Сменить ответственного у всего показанного одной операцией; вернуть — u
owners-again = изменить
owners-again-help = Вернуться к форме: другой получатель, другие условия
owners-nothing = Менять нечего: всё отмеченное остаётся, где было.
# $what (String) - «12 клиентов · 8 сделок»
# $name (String) - the receiver
owners-done = Ответственный теперь { $name }: { $what }. Вернуть — u
# $what (String) - «12 клиентов · 8 сделок»
# $name (String) - the receiver
# $n (String) - «3 объекта»
owners-done-but = Куратор теперь { $name }: { $what }. Остались на месте: { $n }. Вернуть — u
owners-about-preview = Что перейдёт, от кого, с какой нагрузкой, что останется и почему. F2 меняет всё одной операцией, Esc — не менять.
owners-second-title = Больше 500 объектов сразу
# $n (String) - «525 объектов»
owners-second-text = Сменится ответственный: { $n }. Такое делают вдвоём; если вы один, введите фамилию получателя. В журнале останется «без второго лица».
owners-second-do = сменить
owners-second-no = не менять
journal-alone = Без второго лица
cli-arg-alone = Фамилия получателя ещё раз: больше 500 объектов без второго лица

## Inbox and journal
# $what (String) - «12 клиентов · 8 сделок»
inbox-clients-given = Вам переданы: { $what }
# $what (String) - «12 клиентов · 8 сделок»
# $to (String) - the receiver
inbox-clients-taken = От вас переданы: { $what }. Теперь отвечает { $to }
# $by (String) - who decided
# $reason (String) - why
inbox-clients-given-why = Причина: «{ $reason }». Решение: { $by }.
# $reason (String) - why
inbox-clients-given-why-owner = Причина: «{ $reason }».
op-owner-change = Сменён ответственный

## The command line
cli-about-client-owner = Сменить ответственного у клиентов: поимённо или всем, кого находит фильтр
cli-arg-with = Что переходит вместе с клиентом: сделки, задачи, планы или ничего; по умолчанию всё
cli-arg-seen = Номер журнала из --dry-run: изменившееся после него останется на месте
# $batch (String) - number
# $what (String) - «12 клиентов · 8 сделок»
# $name (String) - the receiver
cli-owners-done = Операция { $batch }: { $what } → { $name }.
# $what (String) - «12 клиентов · 8 сделок»
# $name (String) - the receiver
cli-owners-dry = Перешло бы: { $what } → { $name }.
cli-owners-nothing = Ничего не изменено.

## CRM files of an operation outside any case
# $n (String) - number of the operation
crm-batch-subtitle = Операция № { $n }: смена ответственных
# $n (String) - number of the operation
crm-batch-file-list = Операция-{ $n }-смена-ответственных
# $n (String) - number of the operation
crm-batch-file-comments = Операция-{ $n }-комментарии

### An absence: who is away, who stands in, the way back.

## What a substitute takes over
away-extent-due = сделки и всё, что придётся на эти дни
away-extent-all = все открытые дела и клиенты

## The form
away-act = отсутствие
away-act-help = Отпуск, больничный или командировка: кто замещает и что передать на это время
# $name (String) - who is away
away-title = Отсутствие: { $name }
# $what (String) - «84 клиента, 31 сделка»
away-note = Сейчас открыто: { $what }. На время отсутствия дела перейдут заместителю, в день выхода вернутся одной операцией.
away-note-unseen = На время отсутствия дела перейдут заместителю, в день выхода вернутся одной операцией. Сколько их, вам не показывают.
away-kind = Причина
away-from = С
away-to = По (включительно)
away-substitute = Замещает
away-extent = Что передать
away-leads = Новые лиды
away-leads-yes = получает заместитель
away-leads-no = копятся до возвращения
away-day-needed = Укажите день: «завтра», «пн», «7.12».
away-before-from = Конец раньше начала.
away-substitute-needed = Кто отвечает за клиентов в эти дни?
away-leaves = Увольняется: передача уже идёт.
# $lines (String) - «12 строк»
away-opened-unseen = Замещение начато: { $lines }. Распределение проверит и применит руководитель.
# $lines (String) - «79 строк»
away-opened = Замещение начато: { $lines }. Проверьте и примените распределение.
away-link-start = начало: кто заместил и что ещё не передано
# $day (String) - the day he is back
away-link-remind = напоминание: выходит { $day }
away-link-return = выход: вернуть дела

## The steps
away-step = Отсутствие
away-step-substitute = Заместитель
away-step-clients = Клиенты
away-step-return = Возврат
away-why = Кого нет, до какого дня и кто отвечает за его клиентов.
away-why-substitute = Кто берёт дела на эти дни. Одному не по силам — отдайте часть другому: Space, r.
away-why-context = Заместителю хватит минуты на клиента, если договорённости записаны. Без контекста дело ему не предложат.
away-why-acceptance = Заместитель подтверждает, что взял дела, и называет первое действие.
away-why-clients = Массового письма о замещении не бывает: позвоните тем, у кого контакт придётся на эти дни.
away-why-return = Что изменил заместитель, остаётся. Дела возвращаются одной операцией, её можно отменить.
# $from (String) - day
# $to (String) - day
away-days = с { $from } по { $to }
away-back = Выходит
away-links = Что программа скажет сама
# $day (String) - day
away-until = отсутствует по { $day }
# $from (String) - day
# $to (String) - day
away-was = отсутствие с { $from } по { $to }
away-not-begun = отсутствия не было
# $day (String) - day
away-same-day = отсутствие { $day }, выход в тот же день
# $what (String) - «2 лида, 1 задача»
# $name (String) - who is away
away-alarm-late = Пришло и ни у кого: { $what } (отсутствует { $name })
away-conflict = получатель не принимает: отсутствует в эти дни или выключен из распределения
away-move = другой день выхода
away-move-help = Перенести конец отсутствия: сроки и напоминания сдвинутся
away-move-title = Отсутствие продлится до другого дня
away-move-note = Последний день отсутствия. Если он позже прежнего, заместителю перейдёт и то, что придётся на новые дни.
away-moved = День выхода перенесён.
# $lines (String) - «3 строки»
away-moved-more = День выхода перенесён. Добавилось: { $lines } — примените на шаге «Заместитель».
away-resigns = увольняется
away-resigns-help = Из отсутствия не вернётся: замещение становится плановой передачей
# $name (String) - who leaves
away-resigns-title = Увольняется: { $name }
away-resigns-note = Замещение станет плановой передачей: дела у заместителя вернутся в распределение, в опись войдёт всё остальное, начнётся всё, что положено при увольнении.
away-call-off = отменить отсутствие
away-call-off-help = Отсутствия не будет: всё переданное возвращается сразу
# $name (String) - who is away
away-call-off-title = Отсутствия не будет: { $name }
away-call-off-text = Переданное заместителю вернётся сразу, и принятое тоже.
away-call-off-no = Оставить
away-call-off-yes = Отменить отсутствие
away-called-off = Отсутствие отменено, дела возвращены.
# $lines (String) - «12 строк»
# $name (String) - who is back
away-alarm = Вышел { $name }: дела у заместителя, не возвращено { $lines }

## The way back
back-all = вернуть дела
back-all-help = Вернуть всё одной операцией: что у заместителя и отмеченное из пришедшего
back-waive = не возвращать
back-waive-help = Оставить всё у заместителя, с причиной
back-undo = отменить возврат
back-undo-help = Отменить возврат: дела снова у заместителя
# $name (String) - who is back
back-title = Вернуть дела: { $name }?
back-text = Этапы, заметки, касания и сроки останутся такими, какими их сделал заместитель.
back-no = Не сейчас
back-yes = Вернуть
back-comes = Вернётся
back-came = Из пришедшего
back-stays = Останется
back-waive-title = Дела остаются у заместителя
back-waive-note = Замещение закроется без возврата; причина попадёт в журнал.
# $n (String) - «12 объектов»
back-done = Возвращено: { $n }. z — отменить.
back-undone = Возврат отменён: дела снова у заместителя.
back-not-yet = Возврата ещё не было
back-nothing-came = Пока человека не было, ничего нового по его клиентам не пришло
# $day (String) - day
back-on = Выходит: { $day }
# $day (String) - day
back-today = Уже на месте ({ $day }): пора вернуть дела.
# $at (String) - date and time
# $why (String) - reason
back-is-waived = Дела остались у заместителя ({ $at }): { $why }
# $at (String) - date and time
back-is-done = Дела возвращены: { $at }
# $n (String) - how many
back-touches = Касаний заместителя с этими клиентами: { $n }.
# $what (String) - titles
back-closed = Закрыто заместителем, остаётся за ним: { $what }.
# $what (String) - titles
back-moved = Уже у других, не вернётся: { $what }.
back-col-what = Что
back-col-title = Пришло за это время
back-col-by = Сейчас у

## Inbox and journal
# $name (String) - who is away
# $day (String) - day
inbox-substitute-for = Вы замещаете: { $name }, по { $day }
# $held (String) - «12 клиентов, 18 сделок, 5 задач»
inbox-substitute-for-why = На это время вам переданы { $held }. Прочитайте контекст и примите.
# $name (String) - who is away
# $day (String) - day
inbox-absence-starts = Сегодня начинается отсутствие: { $name }, по { $day }
inbox-absence-starts-ready = Всё передано и принято.
# $lines (String) - «3 строки»
inbox-absence-starts-unaccepted = Заместитель ещё не принял: { $lines }.
# $lines (String) - «3 строки»
inbox-absence-starts-left = Ещё не передано: { $lines }.
# $name (String) - who is away
# $day (String) - day
inbox-absence-ends = { $name } выходит { $day }
inbox-absence-ends-why = Запишите, что изменилось: в день выхода дела вернутся.
# $name (String) - who is back
# $day (String) - day
inbox-absence-over = { $name } на месте с { $day }: верните дела
# $lines (String) - «12 строк»
inbox-absence-over-why = У заместителя { $lines }. Возврат — одна операция, её можно отменить.
# $name (String) - who is back
# $n (String) - «12 объектов»
inbox-absence-returned = Дела возвращены: { $name }, { $n }
inbox-absence-returned-why = Что сделал заместитель, видно в карточках и в журнале.
# $n (String) - «2 объекта»
inbox-absence-returned-came = Из пришедшего за это время передано: { $n }.
# $name (String) - who is away
# $what (String) - «2 лида · 1 задача»
inbox-absence-came = { $name } отсутствует. Пришло: { $what }
# $name (String) - the substitute
inbox-absence-came-why = Это уже у заместителя ({ $name }), вернётся вместе с остальными делами.
# $name (String) - who is away
# $what (String) - «2 лида · 1 задача»
inbox-absence-waits = { $name } отсутствует. Пришло и пока ни у кого: { $what }
inbox-absence-waits-why = Примените на шаге «Заместитель»; если заместителя нет на месте, отдайте другому.
op-absence-open = Открыто замещение
op-absence-move = Перенесён день выхода
op-absence-return = Дела возвращены после отсутствия
op-absence-due = Напоминание об отсутствии

## The command line
cli-about-case-return = Вернуть дела тому, кого замещали
cli-arg-from = Первый день отсутствия; по умолчанию сегодня
cli-arg-until = Последний день отсутствия
cli-arg-extent = Что передать: сделки и сроки этих дней или всё открытое
cli-arg-leads-stay = Новые лиды ждут возвращения
cli-arg-came = Что из пришедшего за время отсутствия вернуть вместе с делами
check-absences = Вернувшиеся из отсутствия получили свои дела назад

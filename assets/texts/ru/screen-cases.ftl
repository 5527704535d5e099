## Передачи: список и мастер.

cases-name = Передачи
cases-go-help = Передачи: все случаи ухода и мастер каждого из них
cases-about = Здесь все передачи. Enter открывает мастер на шаге, где ждёт работа. Новую передачу начинают на экране «Сотрудники».
cases-none = Передач пока нет: начните на экране «Сотрудники», клавиша 2
cases-empty = Передач ещё не было. Откройте «Сотрудники» (клавиша 2), выберите увольняющегося и нажмите «Увольняется».
cases-col-number = №
cases-col-who = Кто уходит
cases-col-kind = Вид
cases-col-state = Состояние
cases-col-last-day = Последний день
cases-col-remaining = Решено
cases-col-accepted = Принято
cases-col-items = Пункты
cases-enter-step = войти в шаг
cases-enter-step-help = Войти в выбранный шаг мастера
cases-next-step = следующий шаг
cases-next-step-help = Перейти к следующему шагу мастера
cases-remaining = осталось решить
cases-remaining-none = ничего: всё решено
# $day (String) - the day
# $ago (String) - «40 дней»
cases-data-at = данные на { $day }, { $ago } назад
# $kinds (String) - what was not loaded
cases-not-loaded = не загружено: { $kinds }
# $day (String) - the last working day
cases-until = последний день { $day }
# $n (String) - «47 из 50»
cases-done-of = сделано { $n }
# $when (String) - the deadline
cases-due-by = срок { $when }
cases-step-start = Старт
cases-step-distribution = Распределение
cases-step-crm = В CRM
cases-step-context = Контекст и задачи
cases-step-acceptance = Приём дел
cases-step-letters = Клиенты
cases-step-correspondence = Переписка
cases-step-accesses = Доступы
cases-step-act = Акт
cases-step-reconcile = Сверка
cases-why-start = Что запущено сменой статуса и к какому сроку: чек-лист. Что можно посчитать, отмечается само.
cases-why-distribution = Кому уйдут клиенты, сделки и задачи. Правила предложили, решаете вы.
cases-why-crm = В самой CRM должны стоять новые ответственные: вот рабочие списки для групповой операции.
cases-why-context = Сделка без контекста потеряна наполовину: новый менеджер начнёт с нуля.
cases-why-acceptance = Передано, когда принято: у каждой строки первое действие и дата.
cases-why-letters = О смене менеджера клиент должен узнать от вас, а не от конкурента.
cases-why-correspondence = Переписка и договорённости «в голове» уходят вместе с человеком: проверьте до последнего дня.
cases-why-accesses = Вовремя: не раньше последнего дня и не позже. Сначала переадресация, потом отключение.
cases-why-act = Бумага, на которую можно сослаться: кто, что и кому передал.
cases-why-reconcile = Опись на старте должна сойтись до нуля: иначе передача не закроется.

## Старт

start-done = сделано
start-done-help = Отметить пункт сделанным, с подтверждением
start-waive = не требуется
start-waive-help = Снять пункт с причиной: не применимо или не требуется
start-last-day = последний день
start-last-day-help = Перенести последний рабочий день: относительные сроки сдвинутся
start-withdraw = заявление отозвано
start-withdraw-help = Сотрудник остаётся: непринятое возвращается, выгрузка и лиды открываются снова
start-evidence = Подтверждение
start-reason = Причина
start-done-title = Пункт сделан
start-done-note = Что это подтверждает: номер заявки, письмо, запись. Можно оставить пустым.
start-waive-title = Пункт не требуется
start-waive-note = Причина останется в журнале и в акте.
start-reason-needed = Напишите причину: она останется в журнале
start-day-title = Перенести последний день
start-day-note = Сроки, отсчитанные от последнего дня, сдвинутся вместе с ним; сделанное останется.
start-day-needed = Напишите дату: «пт», «27.11», «через неделю»
start-withdraw-title = Заявление отозвано?
start-withdraw-text = Всё, что ещё не принято, вернётся сотруднику; выгрузка и новые лиды откроются снова. Принятое останется у новых менеджеров, его решают отдельно. Передача получит состояние «Отозвана».
start-withdraw-no = Оставить как есть
start-withdraw-yes = Отозвать
# $n (String) - «3 объекта»
start-withdrawn = Передача отозвана. Осталось у новых менеджеров: { $n }
start-case-over = Передача уже завершена: её чек-лист больше не меняется
start-computed = Этот пункт отмечается сам, когда работа сделана: выполните её в своём шаге
start-nothing-open = Выберите открытый пункт
start-no-items = Чек-лист пуст
start-col-item = Пункт
start-col-count = Готово
start-col-who = Кто
start-col-due = Срок
start-shortened = Срок сокращён: до последнего дня мало времени
start-card-state = Состояние
start-card-list = Список
start-card-phase = Когда нужен
start-card-by = Отметил
start-card-when = Когда

## Распределение

dist-do = дальше
dist-do-help = Следующее действие: предложить по правилам, затем применить всё одной операцией
dist-again = предложить заново
dist-again-help = Спросить правила ещё раз; то, что вы решили вручную, остаётся
dist-give = другому
dist-give-help = Отдать выбранные строки другому сотруднику
dist-back = вернуть
dist-back-help = Отменить последнее применение целиком; принятое останется
# $n (String) - «3 строки»
dist-give-title = Кому отдать: { $n }
dist-give-note = Причина сохранится рядом с предложением. Задачи и сделки клиента пойдут вместе с ним.
dist-give-to = Кому
dist-give-reason = Причина
dist-give-who = Выберите сотрудника: F4
dist-give-why = Напишите, почему: это увидит принимающий
dist-apply-title = Применить распределение?
# $left (String) - what is left
dist-apply-text = Новые ответственные встанут сразу у всех предложенных строк одной операцией: { $left }. Её можно отменить целиком.
dist-apply-yes = Применить
dist-apply-no = Ещё посмотрю
dist-back-title = Отменить применение?
dist-back-text = Ответственные вернутся к тому, что было до последнего применения. Принятые строки останутся у принявших, изменённое позже будет показано.
dist-back-yes = Вернуть
dist-back-no = Оставить
dist-all-applied = Всё распределено и применено
dist-nothing-chosen = Выберите строки, которые ещё не применены
dist-nothing-applied = Ещё ничего не применено
# $n (String) - «156 строк»
dist-proposed = Правила предложили: { $n }
# $n (String) - «3 строки»
dist-given = Отдано: { $n }
# $n (String) - «244 объекта»
dist-applied = Применено: { $n }
# $n (String) - «244 объекта»
# $conflicts (String) - «2 конфликта»
dist-applied-conflicts = Применено: { $n }, пропущено: { $conflicts }
# $conflicts (String) - «2 конфликта»
dist-taken-back = Применение отменено. Не тронуто: { $conflicts }
dist-col-to = Кому
dist-col-deals = Сделок
dist-col-before = Было
dist-col-load = Нагрузка
dist-col-after = Станет
dist-col-clients = Клиентов
dist-col-mix = Г/Т/Х
dist-col-kind = Что
dist-col-title = Название
dist-col-amount = Сумма
dist-col-rule = Правило
dist-state-applied = применено
dist-state-open = не решено
dist-state-proposed = предложено
dist-next-propose = F2 — предложить по правилам
dist-next-apply = F2 — применить всё, Enter — строки
dist-next-done = Всё применено. n — следующий шаг
dist-lines-hint = Enter почему, r другому
dist-warn-one = Отдел из одного человека: всё уходит руководителю
# $n (String) - «3 строки»
dist-warn-nobody = Некому передать: { $n } руководителю
# $n (String) - «3 строки»
dist-warn-over = Сверх нагрузки: { $n }
dist-warn-head = Руководитель недоступен: назначьте исполняющего обязанности
dist-no-people = Пока никому ничего не предложено: F2
dist-no-lines = У этого сотрудника строк нет
dist-rule-final = финальная стадия
dist-rule-vip = VIP
dist-rule-region = регион
dist-rule-industry = отрасль
dist-rule-even = по нагрузке
dist-rule-with-client = вместе с клиентом
dist-rule-owner = владелец клиента
dist-rule-head = руководителю
dist-rule-hand = вручную
dist-why-final = Сделка в финальной стадии: её ведёт руководитель до конца
dist-why-second = Напарник по этому клиенту: он уже знает контекст
dist-why-senior = VIP без доступного напарника: наименее загруженный старший менеджер
# $region (String) - the region
dist-why-region = Регион «{ $region }»: наименее загруженный менеджер региона
# $industry (String) - the industry
dist-why-industry = Отрасль «{ $industry }»: наименее загруженный специалист отрасли
# $temperature (String) - hot, warm, cold
dist-why-even = Наименее загруженный в отделе (проход: { $temperature })
dist-why-named = Правило офиса называет этого человека
dist-why-owner = Клиент принадлежит коллеге: сделка идёт к нему
dist-why-nobody = Подходящих сотрудников нет: временно у руководителя
dist-why-position = Должность, место в команде или чужая задача: решает руководитель
dist-why-hand = Решено вручную
dist-card-why = Почему
dist-card-follows = Идёт вместе с клиентом
dist-card-substitute = Получатель отсутствует: принимает заместитель
dist-card-hand = Ваша причина
dist-card-over = Сверх нагрузки: у получателя станет больше сделок, чем его предел
dist-conflicts-title = Пропущено при применении
dist-conflicts-note = Эти строки изменились после предпросмотра. Они не тронуты: решите их ещё раз.
dist-conflict-owner = ответственный уже другой
dist-conflict-closed = уже закрыта
dist-conflict-receiver = получатель сам уходит
dist-conflict-team = получатель уже в команде клиента
dist-conflict-accepted = уже принято

## Сверка

rec-close = закрыть передачу
rec-close-help = Закрыть передачу, когда всё сошлось
rec-closed-already = Передача уже закрыта
rec-blocked = Закрыть нельзя: посмотрите, чего не хватает
rec-close-title = Закрыть передачу?
rec-close-text = Опись сошлась, всё принято, акт составлен. После закрытия строки передачи больше не меняются; начнётся наблюдение за результатом.
rec-close-no = Ещё нет
rec-close-yes = Закрыть
rec-closed = Передача закрыта
rec-is-closed = Передача закрыта: опись сошлась, на уходящем ничего не осталось.
rec-ready = Всё сошлось. F2 — закрыть передачу.
rec-missing = Чего не хватает для закрытия
rec-col-clients = клиентов
rec-col-deals = сделок
rec-col-tasks = задач
rec-col-leads = лидов
rec-col-references = мест
rec-col-amount = сумма сделок
rec-row-snapshot = опись на старте
rec-row-remaining = осталось решить
# $hash (String) - hex
rec-hash = Контрольная сумма описи: { $hash }

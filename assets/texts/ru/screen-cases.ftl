## Передачи: список и мастер.

cases-name = Передачи
cases-go-help = Передачи: все случаи ухода и мастер каждого из них
cases-about = Здесь все передачи. Enter открывает мастер на шаге, где ждёт работа. Новую передачу начинают на экране «Сотрудники».
cases-none = Передач пока нет: начните на экране «Сотрудники», клавиша 2
cases-empty = Передач ещё не было. Откройте «Сотрудники» (клавиша 2), выберите увольняющегося и нажмите «Увольняется».
cases-col-number = №
cases-col-who = Сотрудник или клиент
cases-col-kind = Вид
cases-col-state = Состояние
cases-col-last-day = Посл. день
cases-col-remaining = Решено
cases-col-accepted = Принято
cases-col-items = Пункты
cases-enter-step = войти в шаг
cases-enter-step-help = Войти в выбранный шаг мастера
cases-next-step = следующий шаг
cases-next-step-help = Перейти к следующему шагу мастера
cases-remaining = осталось решить
cases-remaining-none = ничего: решено, кому что
# $lines (String) - «100 строк»
cases-unaccepted = не принято: { $lines }
cases-unaccepted-undecided = решить
cases-awaits-export = ждёт выгрузки
# $day (String) - the day
cases-data-fresh = данные на { $day }
# $day (String) - the day
# $ago (String) - «40 дней»
cases-data-at = данные на { $day }, { $ago } назад
# $kinds (String) - what was not loaded
cases-not-loaded = не загружено: { $kinds }
# $day (String) - the last working day
cases-until = последний день { $day }
cases-called-off = Передача отозвана: делать здесь больше нечего
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
cases-why-distribution = Кому уйдут клиенты, сделки и задачи. Правила предлагают, решаете вы.
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
# $n (String) - «3 из 54»
start-done-unproved = По клиентам подтверждено { $n }. Напишите, на чём основана отметка обо всех сразу.
start-evidence-needed = Напишите, на чём основана отметка
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
# $at (String) - «14:05», «вчера 10:30»
start-done-at = сделано { $at }
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
dist-give-note = Причина сохранится рядом с предложением. Задачи и сделки клиента пойдут вместе с ним, кроме тех, кому получателя дало своё правило (финальный этап) или вы сами.
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
dist-given = Предложено другому: { $n }. Чтобы передать, примените распределение
# $n (String) - «244 объекта»
dist-applied = Применено: { $n }
# $n (String) - «244 объекта»
# $conflicts (String) - «2 конфликта»
dist-applied-conflicts = Применено: { $n }, пропущено: { $conflicts }
dist-taken-back-whole = Применение отменено: всё вернулось, как было
# $stayed (String) - «2 объекта: ООО «Бета», ООО «Гамма»»
dist-taken-back = Применение отменено. Принято или изменено позже и осталось: { $stayed }
dist-col-to = Кому
dist-col-deals = Сделок
dist-col-before = Было
dist-col-load = Нагрузка
dist-col-after = Станет
dist-col-clients = Клиентов
dist-col-mix = Гор/тёп/хол
dist-col-kind = Что
dist-col-title = Название
dist-col-amount = Сумма
dist-col-rule = Правило
dist-state-applied = применено
dist-state-open = не решено
dist-state-proposed = предложено
dist-next-propose = Показано, что дали бы правила. F2 — предложить
dist-next-apply = F2 — применить всё, Enter — строки
dist-next-done = Всё применено. n — следующий шаг
dist-lines-hint = Enter почему, r другому
dist-warn-one = Отдел из одного человека: всё уходит руководителю
# $n (String) - «3 строки»
dist-warn-nobody = Некому передать, останется у руководителя: { $n }
# $n (String) - «3 строки»
dist-warn-over = Сверх нагрузки: { $n }
dist-warn-head = Руководитель недоступен: назначьте исполняющего обязанности
dist-no-people = Пока никому ничего не предложено: F2
dist-no-lines = У этого сотрудника строк нет
# $n (String) - «94»
dist-nobody-yet = Не предложено: { $n }
dist-would-get = Правила дали бы сюда строки, но их ещё не спросили: F2
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
dist-why-even = Наименее загруженный из менеджеров и старших отдела (РОП не в счёт). Делят по очереди: горячие, тёплые, холодные; этот — { $temperature }
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
rec-col-references = упомин.
rec-col-amount = сумма сделок
rec-row-snapshot = опись на старте
rec-row-remaining = осталось решить
# $hash (String) - hex
rec-hash = Контрольная сумма описи: { $hash }

## В CRM

crmstep-all = всё проверено
crmstep-all-help = Отметить, что все новые ответственные стоят в CRM
crmstep-confirm = проверено
crmstep-confirm-help = Отметить выбранное: «проверено в CRM»
crmstep-copy = скопировать
crmstep-title = Всё проверено в CRM?
# $n (String) - «244 объекта»
crmstep-text = Вы подтверждаете, что в самой CRM у всего стоят новые ответственные: { $n }. Лучше загрузить свежую выгрузку: тогда программа проверит сама.
crmstep-no = Ещё не всё
crmstep-yes = Проверено
crmstep-early = Сначала примените распределение: в CRM переносить пока нечего
crmstep-done = В CRM всё стоит: ничего не ждёт
# $n (String) - «12 объектов»
crmstep-confirmed = Проверено в CRM: { $n }

## Контекст

ctx-waive = без контекста
ctx-waive-help = Снять недостающие блоки у выбранных строк с одной причиной; это посчитают
# $n (String) - «12 объектов»
ctx-waive-title = Передать без контекста: { $n }
ctx-waive-note = Недостающие блоки будут сняты. Причина попадёт в акт и в показатели.
# $n (String) - «12 блоков»
ctx-waived = Снято: { $n }
ctx-no-receiver = ещё решаем
ctx-empty = Контекст не нужен: сделок и клиентов в описи нет
ctx-col-ready = Блоки
ctx-col-missing = Чего не хватает
ctx-all-missing = всего
ctx-when = когда
# $reason (String) - why it was waived
ctx-is-waived = снято: { $reason }
ctx-known = Известно
ctx-known-nothing = в карточке пока ничего нет
# $day (String) - a date
ctx-close = закрытие { $day }
# $name (String) - who receives
ctx-to = получит { $name }
# $days (String) - «12 дней»
ctx-in-stage = в этапе { $days }

## Приём дел

recv-accept-all = принято всё
recv-accept-all-help = Записать приём всех предложенных строк этого сотрудника
recv-accept = принять
recv-accept-help = Записать приём выбранных строк
recv-decline = не принято
recv-decline-help = Записать отказ с причиной: строки вернутся к руководителю
recv-force = решением РОПа
recv-force-help = Передать без согласия принимающего, с причиной
recv-step = Первое действие
recv-via = Как сообщил
recv-both = Нужны и действие, и дата; или оставьте оба поля пустыми
# $who (String) - «Смирнов А.: 12 строк»
recv-accept-title = Принято — { $who }
recv-accept-note = Оставьте поля пустыми, и у каждой строки останется её собственный следующий шаг и дата. Строки без шага программа не примет и покажет.
# $who (String) - «Смирнов А.: 12 строк»
recv-decline-title = Не принято — { $who }
recv-decline-note = Строки вернутся в «Распределение»; до нового решения ими владеет руководитель. Второй отказ по той же строке — тревога.
# $who (String) - «Смирнов А.: 12 строк»
recv-force-title = Решением РОПа — { $who }
recv-force-note = Строки считаются переданными без согласия принимающего. Это видно в акте и в показателях.
# $n (String) - «12 строк»
recv-accepted = Принято: { $n }
# $n (String) - «12 строк»
recv-forced = Передано решением РОПа: { $n }
# $n (String) - «12 строк»
# $refused (String) - «2 строки»
recv-accepted-some = Принято: { $n }. Без следующего шага осталось: { $refused }
recv-declined = Возвращено руководителю: эти строки снова ждут решения
recv-nobody = Пока никому ничего не передано
recv-early = Сначала примените распределение
recv-context-first = Сначала нужен контекст этих строк: шаг «Контекст и задачи»
recv-all-answered = Этот сотрудник ответил по всем предложенным строкам
# $n (String) - «12 строк»
recv-waiting = Ждут контекста: { $n }. Заполните его в шаге «Контекст и задачи», и строки будут предложены сами.
recv-next = Enter — строки сотрудника, F2 — принято всё
recv-next-done = Всё принято. n — следующий шаг
recv-col-who = Принимающий
recv-col-accepted = Принято
recv-col-offered = Без ответа
recv-col-waiting = Без контекста
recv-col-due = Срок
recv-col-step = Следующий шаг
recv-no-step = шага нет

## Клиенты: письма

let-all = утвердить все
let-all-help = Утвердить все письма, к которым нет вопросов
let-all-sampled-help = Утвердить все письма, к которым нет вопросов: образцы прочитаны
let-one = утвердить
let-one-help = Утвердить одно письмо: обращение проверено
let-export = записать файлы
let-export-help = Записать утверждённые письма файлами .eml, чтобы отправить из своей почты
let-mark = отметить
let-mark-help = Отметить: отправлено, подтверждено, вернулось
# $n (String) - «58 писем»
let-all-text = К этим письмам вопросов нет: { $n }. Ниже образцы; любое другое откроет Enter на строке списка. Утвердить — ещё не отправить.
let-all-no = не утверждать
let-all-no-help = Закрыть образцы, ничего не утверждая
let-mark-title = Что с письмом
let-none-ready = Нет писем, которые можно утвердить вместе: остальные смотрят по одному
let-none-approved = Нет утверждённых писем
let-preview = Письмо
# $n (String) - «58 писем»
let-approved = Утверждено: { $n }
# $n (String) - «58 писем»
# $refused (String) - «2 письма»
let-approved-some = Утверждено: { $n }, с вопросами: { $refused }
# $n (String) - «58 файлов»
# $dir (String) - a folder
let-written = Записано: { $n } в { $dir }
let-col-client = Клиент
let-col-to = Кому
let-col-manager = Новый менеджер
let-col-state = Состояние
let-early = Письма появятся, когда клиенты будут приняты: в них сказано, что новый менеджер знает историю
let-empty = Писем нет
let-hint-approve = F2 — утвердить, Enter — посмотреть
let-hint-export = e — записать файлы .eml, d — отметить отправленные
letter-problem-no-address = некуда писать
letter-problem-do-not-write = просили не писать
letter-problem-salutation = проверьте обращение
letter-problem-joined = в общем письме
letter-problem-not-accepted = ещё не принят
letter-problem-call-first = сначала звонок РОПа

## Доступы

## Акт

actstep-write = составить акт
actstep-write-help = Записать акт приёма-передачи файлом DOCX, с приложением на каждого принимающего
actstep-read = прочитать
actstep-read-help = Показать акт текстом, как он будет записан
actstep-signed = подписано
actstep-signed-help = Отметить подпись
actstep-refused = отказ
actstep-refused-help = Отметить отказ от подписи: его фиксирует комиссия
actstep-absent = отсутствует
actstep-absent-help = Отметить, что подписать некому: фиксирует комиссия
actstep-note = Кто зафиксировал
actstep-note-needed = Напишите, кто это зафиксировал и почему подписи нет
actstep-two-needed = Отказ и отсутствие увольняющегося подтверждают хотя бы двое: «Кузнецова О. И., Громов И. Н.»
actstep-over = Заменить на подпись?
# $name (String) - the side
# $said (String) - «отказ от подписи · Кузнецова О. И., Громов И. Н.»
actstep-over-text = { $name }: записано «{ $said }». Подпись заменит эту запись.
actstep-over-no = Оставить как есть
actstep-over-yes = Подписано
# $names (String) - the sides
actstep-answered-kept = Не тронуты, потому что уже записано другое: { $names }
# $names (String) - the sides
actstep-over-kept = Не тронуты, потому что записан отказ или отсутствие: { $names }
actstep-refused-title = Отказ от подписи
actstep-refused-text = Отказ не мешает закрыть передачу, но его фиксируют: кто присутствовал и когда.
actstep-absent-title = Подписать некому
actstep-absent-text = Отсутствие не мешает закрыть передачу: состав комиссии попадёт в акт.
actstep-early = Сначала примените распределение: акту пока не о чем говорить
actstep-write-first = Сначала составьте акт: F2
actstep-preview = Акт приёма-передачи дел
# $path (String) - a file
actstep-written = Акт записан: { $path }
actstep-next = F2 — составить акт, v — прочитать
actstep-col-who = Кто подписывает
actstep-col-party = Сторона
actstep-col-state = Подпись
actstep-party-leaver = сдал
actstep-party-receiver = принял
actstep-party-head = руководитель
actstep-no-sides = Сторон пока нет
# $numbers (String) - «4, 9, 12»
rec-items = в шаге «Старт» № { $numbers }
# $n (String) - «0 из 50»
rec-letters-open = Внимание: письма отправлены { $n } клиентам.
let-none-fit = Среди выбранных нет писем, к которым это относится: сначала утвердите и отправьте
cases-in-step = действие шага
cases-in-step-help = Главное действие выбранного шага, то же, что F2 внутри него
cases-no-main = Одного главного действия у этого шага нет. Enter — войти в шаг

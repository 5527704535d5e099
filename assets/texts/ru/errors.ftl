### One sentence per error code: what happened, why, what to do; one line each. An optional value comes with the blank or
### the colon before it, so that the sentence also reads without it.

## The base as a file
# $path (String) - file in quotation marks
err-base-not-ours =
    Файл{ $path } — не база «Эстафеты».
    В нём данные другой программы, поэтому он не тронут.
    Укажите базу ключом --db.
# $path (String) - file in quotation marks
err-base-not-a-base =
    Файл{ $path } — не база данных.
    Это текст или файл другого рода; он не тронут.
    Укажите базу ключом --db, а выгрузку CRM загрузите: estafeta import.
# $path (String) - file in quotation marks
err-base-empty-file =
    Файл{ $path } пуст.
    Пустой файл не превращается в базу сам, чтобы не занять чужое место.
    Удалите его или укажите другое имя ключом --db.
# $path (String) - file in quotation marks
err-base-newer =
    База{ $path } создана более новой версией программы.
    Эта версия не знает её устройства и могла бы её испортить.
    Обновите программу; данные не тронуты.
# $path (String) - file in quotation marks
err-base-older =
    База{ $path } создана более старой версией программы.
    Её устройство нужно обновить, а при чтении без записи этого сделать нельзя.
    Откройте её один раз без --readonly: перед обновлением сделается копия.
# $path (String) - file in quotation marks
err-base-read-only =
    В базу{ $path } нельзя писать.
    Файл, папка или диск доступны только для чтения.
    Проверьте права на файл и папку или перенесите базу туда, где писать можно.
# $path (String) - file in quotation marks
err-base-link =
    База{ $path } — ссылка, а не обычный файл.
    Ссылкой можно подменить базу чужим файлом.
    Укажите сам файл ключом --db.
# $path (String) - file in quotation marks
err-base-owner =
    База{ $path } принадлежит другому пользователю системы.
    Такой файл мог подложить кто угодно.
    Войдите под владельцем файла или попросите передать базу вам.
# $path (String) - file in quotation marks
err-base-network-fs =
    База{ $path } лежит на сетевом диске.
    Замки файлов на нём ненадёжны, и база может испортиться.
    Перенесите её на диск этой машины; по сети заходите по SSH.
# $path (String) - file in quotation marks
err-base-exists =
    Файл{ $path } уже есть.
    Готовая база не перезаписывается.
    Откройте её или укажите другое имя ключом --db.
# $path (String) - file in quotation marks
err-base-missing =
    Базы{ $path } нет.
    По этому пути нет файла.
    Проверьте путь в --db или сделайте учебную базу: estafeta demo.
# $path (String) - file in quotation marks
err-base-corrupt =
    База{ $path } повреждена.
    Проверка целостности не прошла.
    Закройте программу и верните последнюю копию: estafeta restore.
# $path (String) - file in quotation marks
err-backup-broken =
    Копия{ $path } не прошла проверку.
    В ней нарушены данные, поэтому она не принята; база не тронута.
    Возьмите другую копию или сделайте её заново на другой диск.
# $by (String) - who holds the base, after a colon
err-base-busy =
    База занята{ $by }.
    Другая работа держит запись дольше 15 секунд.
    Подождите и повторите: ничего не изменено и не потеряно.
err-disk-full =
    На диске нет места.
    Запись отменена целиком, прежние данные целы.
    Освободите место и повторите.
# $path (String) - file in quotation marks
# $errno (String) - the system's number, in brackets
err-io =
    Не удалось прочитать или записать{ $path }{ $errno }.
    Отказали диск, папка или сеть.
    Повторите; если не поможет, проверьте диск и права.
err-sqlite-too-old =
    Библиотека базы слишком старая.
    В ней есть ошибка, которая портит данные.
    Возьмите свежую сборку программы.
err-interrupted =
    Остановлено.
    Работу прервали до конца, поэтому ничего не изменено.
    Запустите её снова, когда будет удобно.

## Input
# $path (String) - file in quotation marks
err-file-missing =
    Файл{ $path } не найден.
    По этому пути ничего нет.
    Проверьте имя и папку.
# $path (String) - file in quotation marks
err-file-not-readable =
    Файл{ $path } не читается.
    Нет права на чтение, или это папка.
    Дайте право на чтение или скопируйте файл к себе.
# $path (String) - file in quotation marks
# $limit (String) - the limit, in brackets
err-file-too-large =
    Файл{ $path } слишком велик{ $limit }.
    Предел бережёт память машины от испорченных и злонамеренных файлов.
    Разделите выгрузку на части.
# $path (String) - file in quotation marks
err-file-no-header =
    В файле{ $path } не нашлась строка заголовков.
    В первых 15 строках нет знакомых названий столбцов.
    Столбцы сопоставляют вручную, один раз, на экране «Импорт»: запустите estafeta без команды. Или назовите вид ключом --kind и столбцы ключом --map; поля перечисляет estafeta import --help.
# $path (String) - file in quotation marks
err-file-unknown-kind =
    Непонятно, что в файле{ $path }.
    По заголовкам не видно, сделки это, клиенты или что-то ещё.
    Назовите вид ключом --kind или откройте файл на экране «Импорт»: запустите estafeta без команды.
# $path (String) - file in quotation marks
# $kind (String) - what the rows were said to be, in quotation marks
# $lacks (String) - headings that are missing, each with the field it feeds
# $keys (String) - fields of which one has to be mapped
# $columns (String) - the headings of the file
err-file-lacks-columns =
    В файле{ $path } нет столбцов, по которым видно, что это{ $kind }.
    Не хватает: { $lacks }.
    Сопоставьте столбцы файла ключом --map "СТОЛБЕЦ=ПОЛЕ", среди полей хотя бы одно из: { $keys }. В файле есть: { $columns }.
# $path (String) - file in quotation marks
# $row (String) - line, in brackets
err-file-broken =
    Файл{ $path } испорчен{ $row }.
    Дальше его не прочитать: например, не закрыта кавычка. Из него ничего не взято.
    Выгрузите файл из CRM заново.
# $path (String) - file in quotation marks
err-file-empty =
    В файле{ $path } нет данных.
    Под заголовками нет ни одной строки.
    Проверьте фильтр выгрузки в CRM.
# $path (String) - file in quotation marks
err-file-not-xlsx =
    Файл{ $path } — не книга XLSX: листов в нём нет.
    Читается то, что сохраняют Excel и LibreOffice.
    Сохраните файл как «Книга Excel (.xlsx)» и повторите.
# $path (String) - file in quotation marks
err-file-protected =
    Файл{ $path } закрыт паролем или сохранён в старом формате XLS.
    Такую книгу программа не читает.
    Снимите пароль, сохраните как «Книга Excel (.xlsx)» и повторите.
# $path (String) - file in quotation marks
err-file-encoding =
    Кодировка файла{ $path } не распознана.
    Это не UTF-8 и не windows-1251.
    Сохраните файл в UTF-8; в командной строке кодировку можно назвать ключом --encoding.
# $path (String) - file in quotation marks
# $limit (String) - the limit, in brackets
err-file-too-many-rows =
    В файле{ $path } слишком много строк{ $limit }.
    Предел бережёт память машины от испорченных и злонамеренных файлов. Из файла ничего не взято.
    Разделите выгрузку на части.
# $path (String) - file in quotation marks
# $limit (String) - the limit, in brackets
err-file-too-many-columns =
    В файле{ $path } слишком много столбцов{ $limit }.
    Столько не бывает в выгрузке из CRM: скорее всего, файл испорчен.
    Выгрузите только нужные столбцы.
# $path (String) - file in quotation marks
err-file-tag-too-long =
    Таблица в файле{ $path } испорчена.
    Тег HTML длиннее 64 КБ: выгрузки из CRM такими не бывают. Из файла ничего не взято.
    Выгрузите файл из CRM заново.
# $path (String) - file in quotation marks
err-sheet-foreign =
    В файле{ $path } нет листа передачи или приёма.
    Не нашлась строка заголовков со столбцом «Ключ строки» — он скрыт, но нужен.
    Возьмите лист, который выдала программа, и заполните его.
# $name (String) - the person in quotation marks
err-sheet-nobody =
    Для сотрудника{ $name } листа сейчас нет.
    Лист передачи получает увольняющийся, пока есть что описать; лист приёма — принимающий, пока ему что-то предложено.
    Посмотрите на шагах «Контекст» и «Приём дел», что осталось.
# $value (String) - what was typed, in quotation marks
err-bad-map =
    Сопоставление{ $value } не понято.
    Нужно «СТОЛБЕЦ=ПОЛЕ» с известным полем.
    Возьмите название столбца из файла, а поле из справки к импорту.
# $path (String) - file in quotation marks
err-output-exists =
    Файл{ $path } уже есть.
    Готовые файлы не перезаписываются.
    Назовите другое имя или сначала уберите старый файл.

## Words people give
# $value (String) - what was typed, in quotation marks
err-bad-date =
    Дата{ $value } не понята.
    Такого дня нет, или запись незнакома.
    Напишите «завтра», «вт», «25.11 14:00» или «через 3 дня».
# $value (String) - what was typed, in quotation marks
err-date-in-past =
    Дата{ $value } уже прошла.
    Здесь нужен день не раньше сегодняшнего.
    Назовите другой день.
# $name (String) - the line, in quotation marks
# $value (String) - the day, in words
err-step-in-past =
    Строка{ $name }: день следующего шага уже прошёл,{ $value }.
    Принять её с её собственным шагом нельзя.
    Назовите первое действие и новый день.
# $value (String) - what was typed, in quotation marks
err-bad-time =
    Время{ $value } не понято.
    Нужны часы и минуты.
    Напишите, например, 14:00.
# $value (String) - what was typed, in quotation marks
err-bad-number =
    Число{ $value } не понято.
    Нужны цифры в допустимых пределах.
    Напишите, например, 40.
# $value (String) - what was typed, in quotation marks
err-bad-name =
    Имя{ $value } не подходит.
    Оно пустое, слишком длинное или из одних знаков.
    Введите имя словами.
# $path (String) - file in quotation marks
# $row (String) - line, in brackets
# $key (String) - the key
# $reason (String) - what is wrong with it, after a colon
err-bad-config =
    Настройки{ $path } не прочитаны{ $row }.
    Запись{ $key } не по правилам TOML, или её значение не того вида{ $reason }.
    Исправьте её; до этого программа не начнёт работу.
# $key (String) - the key
# $near (String) - the nearest known, after a colon
err-unknown-config-key =
    Настройки{ $key } нет.
    Такое название программе незнакомо{ $near }.
    Исправьте или удалите эту строку.
# $key (String) - the key
err-hook-path =
    Команда{ $key } не принята.
    Она пуста, или программа названа не полным путём, одинаковым для всех.
    Напишите её списком в квадратных скобках: полный путь к программе от корня, затем аргументы.
# $key (String) - the key
# $value (String) - the placeholder, in quotation marks
# $near (String) - the nearest known, after a colon
err-hook-word =
    Команда{ $key } не принята.
    Подстановка{ $value } программе незнакома{ $near }.
    Исправьте слово в фигурных скобках; все подстановки названы в образце файла настроек.
# $value (String) - what was typed, in quotation marks
err-bad-query =
    Запрос{ $value } не понят.
    В нём есть слово с двоеточием, которого фильтр не знает.
    Уберите это слово или посмотрите примеры по F1.
# $value (String) - what was typed, in quotation marks
err-bad-address =
    Адрес почты{ $value } не подходит.
    В нём ошибка, или письма по нему не ходят.
    Исправьте адрес в карточке контакта.
# $path (String) - file in quotation marks
# $row (String) - line, in brackets
err-bad-template =
    В шаблоне письма ошибка{ $path }{ $row }.
    Запись нарушена, в ней незнакомое слово, или не вышло темы и текста.
    Исправьте шаблон или уберите его: тогда берётся готовый.

## Rows
# $name (String) - who or what, in quotation marks
# $near (String) - the nearest known, after a colon
err-unknown-employee =
    Сотрудник{ $name } не найден.
    В базе нет человека с таким именем{ $near }.
    Проверьте написание или найдите его в списке сотрудников.
# $name (String) - who or what, in quotation marks
# $near (String) - the nearest known one, after a colon
# $roles (String) - list of roles
err-unknown-receiver =
    Получатель{ $name } не найден.
    В базе нет ни человека, ни роли с таким именем{ $near }.
    Назовите сотрудника или роль: { $roles }.
# $name (String) - who or what, in quotation marks
# $candidates (String) - list, after a colon
err-ambiguous-employee =
    Под имя{ $name } подходят несколько сотрудников.
    Угадывать нельзя{ $candidates }.
    Назовите человека полностью или номером, например employee:12.
# $name (String) - who or what, in quotation marks
# $near (String) - the nearest known, after a colon
err-unknown-client =
    Клиент{ $name } не найден.
    В базе нет клиента с таким названием{ $near }.
    Проверьте написание или найдите его в списке клиентов.
# $name (String) - who or what, in quotation marks
# $candidates (String) - list, after a colon
err-ambiguous-client =
    Под название{ $name } подходят несколько клиентов.
    Угадывать нельзя{ $candidates }.
    Назовите клиента полностью или номером, например client:42.
# $name (String) - who or what, in quotation marks
err-unknown-object =
    Объект{ $name } не найден.
    Такого номера в базе нет, или он вам не виден.
    Номер пишется так: client:42, deal:42, task:42.
# $name (String) - who or what, in quotation marks
err-not-in-case =
    Объекта{ $name } нет в этой передаче.
    В её сверке только то, что было у увольняющегося при открытии, и поздно пришедшее.
    Проверьте номер: строки сверки видны на экране передачи.
# $name (String) - who or what, in quotation marks
err-unknown-case =
    Передача{ $name } не найдена.
    Такого номера нет, или передача вам не видна.
    Номера всех передач показывает estafeta case list.
# $name (String) - who or what, in quotation marks
err-unknown-batch =
    Операция{ $name } не найдена.
    Такой операции не было, или её уже отменили.
    Посмотрите список операций по клавише «u».
# $name (String) - who or what, in quotation marks
err-unknown-item =
    Пункт{ $name } не найден.
    В списке этой передачи его нет.
    Посмотрите номера пунктов на странице передачи.
# $name (String) - who or what, in quotation marks
err-unknown-access =
    Доступ{ $name } не найден.
    У этого сотрудника такой системы нет в списке.
    Добавьте доступ в карточке сотрудника или исправьте название.
# $name (String) - who or what, in quotation marks
err-unknown-letter =
    Письмо{ $name } не найдено.
    Такого письма нет в этой передаче.
    Посмотрите письма: estafeta letters list.
# $name (String) - who or what, in quotation marks
# $who (String) - who changed it, after a colon
err-stale =
    Запись{ $name } уже изменена{ $who }.
    Пока вы работали, её сохранили иначе; чужая правка не затёрта.
    Сравните обе версии и сохраните нужную.

## Rules
# $reason (String) - after a colon
err-denied =
    Это действие вам не разрешено{ $reason }.
    Ничего не изменено.
    Если это нужно сделать, скажите руководителю.
# $reason (String) - after a colon
# $role (String) - the role that may
err-denied-role =
    Это действие вам не разрешено{ $reason }.
    Это делает { $role }.
    Попросите сделать это.
# $reason (String) - after a colon
# $role (String) - the role that may
# $who (String) - who has that role
err-denied-role-who =
    Это действие вам не разрешено{ $reason }.
    Это делает { $role } ({ $who }).
    Попросите сделать это.
# $reason (String) - after a colon
# $who (String) - whose it is
err-denied-who =
    Это действие вам не разрешено{ $reason }.
    Здесь решает другой человек ({ $who }).
    Обратитесь к нему.
# $reason (String) - after a colon
err-needs-second =
    Нужно подтверждение второго человека{ $reason }.
    Такие действия не делают в одиночку.
    Попросите сделать это того, у кого есть такое право и без второго лица.
# $reason (String) - after a colon
err-needs-second-many =
    Нужно согласие второго человека{ $reason }.
    Столько сразу в одиночку не делают.
    Попросите согласия у другого с тем же правом: программа предложит это на экране, в командной строке так умеют «Входящие».
err-no-second =
    Согласие дать некому: такого права больше ни у кого в отделе нет.
    Столько сразу в одиночку не делают.
    Сделайте частями или попросите владельца базы: на его машине второе лицо заменяет фамилия.
# $state (String) - after a colon
err-wrong-state =
    Сейчас это сделать нельзя{ $state }.
    Действие не подходит к нынешнему состоянию.
    Что возможно, на экране показывает меню (m), в командной строке --help.
# $name (String) - who or what, in quotation marks
# $case (String) - number, in brackets
err-already-in-case =
    Уже участвует в другой передаче{ $name }{ $case }.
    Один объект бывает только в одной открытой передаче.
    Сначала закройте или отзовите ту передачу.
# $case (String) - number, in brackets
err-case-closed =
    Передача закрыта{ $case }.
    В закрытой передаче ничего не меняется.
    Если что-то пришло позже, передайте это отдельно.
# $case (String) - number, in brackets
# $blockers (String) - list, after a colon
err-case-blocked =
    Передачу закрыть пока нельзя{ $case }.
    Не всё сделано{ $blockers }.
    Доделайте перечисленное и закройте снова.
# $name (String) - who or what, in quotation marks
# $who (String) - whose it is, after a colon
err-line-given =
    Уже распределено{ $name }{ $who }.
    Распределение применено, предлагать другого поздно: получатель ещё не ответил.
    Запишите отказ получателя или отмените распределение, потом назначьте другого.
# $name (String) - who or what, in quotation marks
# $who (String) - whose it is, after a colon
err-line-taken-stays =
    Уже передано решением руководителя{ $name }{ $who }.
    Приём записан без предложения получателю, поэтому отменой не снимается.
    Другого назначают после закрытия передачи: «сменить ответственного» у клиента.
# $name (String) - who or what, in quotation marks
# $who (String) - who has taken it, after a colon
# $entry (String) - number of the journal's entry
err-line-taken =
    Уже передано и принято{ $name }{ $who }.
    Принятое не перераспределяют: за него отвечает тот, кто принял.
    Отмените приём (клавиша u, в журнале № { $entry }), запишите отказ получателя и назначьте другого.
# $name (String) - who or what, in quotation marks
err-not-offered =
    Ещё не предложено получателю{ $name }.
    Не распределено, или не заполнен обязательный контекст.
    Заполните контекст или снимите требование с причиной.
# $name (String) - who or what, in quotation marks
# $blocks (String) - list, after a colon
err-block-not-here =
    Такого поля здесь нет{ $name }{ $blocks }.
    У сделки пять полей контекста, у клиента без сделок три, у задачи свои по её виду.
    Выберите поле из показанных в форме.
# $name (String) - who or what, in quotation marks
# $blocks (String) - list, after a colon
err-context-missing =
    Контекст не заполнен{ $name }{ $blocks }.
    Без него получатель не знает, что обещано и что делать.
    Заполните, подтвердите «ничего особенного» или снимите требование с причиной.
# $value (String) - what was typed, in quotation marks
err-next-step-vague =
    Следующий шаг{ $value } слишком общий.
    Из него не понять, о чём и когда.
    Напишите, например: «позвонить во вторник, обсудить скидку на объём».
err-next-step-no-date =
    У следующего шага нет даты.
    Шаг без срока теряется.
    Добавьте день: «завтра», «вт», «25.11 14:00».
# $name (String) - the line, in quotation marks
err-line-no-step =
    Строка{ $name }: следующий шаг не записан или без даты.
    Принять её с её собственным шагом нельзя.
    Назовите первое действие и день: «завтра», «вт», «25.11 14:00».
# $value (String) - what was promised, in quotation marks
err-promise-no-date =
    У обещания{ $value } нет срока.
    Задача без даты теряется.
    Добавьте срок и повторите.
err-promises-stand =
    Здесь записаны обещания.
    «Ничего особенного» противоречило бы им в акте.
    Снимите обещания или оставьте блок как есть.
# $name (String) - who or what, in quotation marks
err-not-occasional =
    Одним текстом здесь писать нельзя{ $name }.
    Так пишут только случайных клиентов без открытой сделки.
    Снимите с этой строки отметку и напишите её отдельно.
# $value (String) - what was typed, in quotation marks
err-placeholder =
    Вместо текста — заглушка{ $value }.
    По ней новый менеджер ничего не узнает.
    Напишите по существу или подтвердите «ничего особенного».
# $value (String) - what was typed, in quotation marks
err-unfinished =
    Фраза не дописана{ $value }.
    После двоеточия пусто, а оно и есть главное.
    Допишите, уберите фразу или подтвердите «ничего особенного».
err-empty-text =
    Поле пустое.
    Новый менеджер отсюда ничего не узнает.
    Напишите по существу; где нечего сказать, это подтверждают: «ничего особенного».
err-reason-needed =
    Нужна причина.
    Без неё потом не понять, почему так решили.
    Напишите её в нескольких словах.
# $name (String) - the item, in quotation marks
# $n (String) - «3 из 54»
err-evidence-needed =
    Пункт{ $name } без пояснения не отметить: по клиентам подтверждено { $n }.
    Отметка говорит обо всех клиентах сразу, а записи с ней расходятся.
    Подтвердите переписку клиентов на шаге «Переписка» или напишите, на чём основана отметка.
err-order-needed =
    Для статуса «Уволен» нужен приказ.
    Увольнение подтверждает приказ, а не отсутствие человека.
    Укажите дату и номер приказа.
err-act-signed =
    Акт уже подписан.
    Новый акт — другая бумага: подписи под прежним пропадут, их придётся собрать заново.
    Если новый акт нужен, составьте его: шаг «Акт», F2; в командной строке — с ключом --anew.
err-act-missing =
    Акт ещё не составлен.
    Подписывать нечего.
    Составьте акт: шаг «Акт», F2.
err-act-outdated =
    Этот акт устарел: подписывать его нельзя.
    После него по части строк решено иначе или ответ взят назад, и в нём сказано не то, что передано.
    Составьте акт заново и подпишите новый.
err-commission-needed =
    Комиссия не названа.
    Увольняющийся акт не подписывает, поэтому переданное подтверждают не меньше двух человек.
    Назовите членов комиссии: двух или больше, ключом --commission.
# $name (String) - who or what, in quotation marks
err-head-needed =
    Неизвестно, кто ведёт передачу{ $name }.
    У сотрудника не указан руководитель, или руководитель сам уходит.
    Назовите, кто ведёт: --acting-head, или укажите руководителя в карточке.
# $value (String) - what was typed, in quotation marks
err-withdraw-too-late =
    Отозвать уже нельзя{ $value }.
    Заявление отзывают до конца последнего рабочего дня, а он прошёл.
    Закройте передачу или примите сотрудника заново.
# $name (String) - who or what, in quotation marks
# $reason (String) - after a colon
err-not-eligible =
    Сотрудник{ $name } не может это получить{ $reason }.
    Получатель должен работать, быть на месте и не быть выключен из распределения.
    Выберите другого.
# $name (String) - who or what, in quotation marks
err-computed-item =
    Пункт{ $name } отмечается сам.
    Он считается по записям базы.
    Откройте его строки и доделайте их.
err-own-way-back =
    Эту операцию отмена не возвращает.
    Она начала, изменила или завершила передачу, вернула загруженное либо уволила человека: у неё свой путь назад.
    Передачу отзывают и меняют на её шаге «Старт»; снятое распределение применяют снова; уволенного принимают заново, файлы загружают снова.

# $which (String) - when it was and its file, after a colon
err-import-later =
    После этого импорта был ещё один{ $which }.
    Он мог найти то, что завёл этот.
    Сначала отмените более поздний импорт.

err-nothing-to-do =
    Делать нечего.
    Всё уже сделано, или ничего не выбрано.
    Проверьте выбор.
# $name (String) - who or what, in quotation marks
# $reason (String) - after a colon
err-letter-not-ready =
    Письмо{ $name } пока нельзя утвердить{ $reason }.
    Нужно, чтобы клиента приняли, обращение проверили, а все поля были заполнены.
    Откройте письмо: там видно, чего не хватает.
# $name (String) - who or what, in quotation marks
err-access-not-redirected =
    Доступ{ $name } рано отключать.
    Не записано, куда переадресованы письма или звонки.
    Запишите переадресацию или снимите требование с причиной.
err-access-due =
    Доступы возвращать нельзя.
    Срок закрыть их уже наступил, а сотрудник увольняется.
    Если он ещё работает, измените последний день или сделайте передачу плановой; если остаётся, отзовите её.
err-read-only-mode =
    Программа открыта только для просмотра.
    Её так запустили, или в базу нельзя писать.
    Запустите без --readonly.
# $name (String) - who or what, in quotation marks
err-not-built =
    Этого в нынешней версии нет{ $name }.
    Возможность ещё не сделана.
    Что есть, показывает estafeta --help.

## The program itself
err-no-terminal =
    Нет терминала.
    Рабочему месту нужен весь экран, а ввод или вывод перенаправлен.
    Запустите в терминале или возьмите подкоманды: estafeta --help.
err-internal =
    Ошибка внутри программы.
    Это не ваша вина; начатая операция отменена.
    Повторите; если снова, передайте разработчику журнал программы.
# $path (String) - file in quotation marks
# $limit (String) - the limit, in brackets
err-log-too-many-users =
    В журнале{ $path } слишком много разных пользователей{ $limit }.
    Скорее всего, за пользователя принята другая колонка. Из файла ничего не взято.
    Укажите колонку сами ключом --map.
err-no-former-owner =
    Кто раньше вёл этого клиента, неизвестно.
    Среди прежних ответственных нет никого, кто увольняется или уволен.
    Запишите инцидент вручную: экран «Сигналы», клавиша a.
# $name (String) - the former manager in quotation marks
err-former-owner-too-late =
    После ухода сотрудника{ $name } прошло больше 180 дней.
    Звонки бывшего менеджера считаются в течение 180 дней после последнего дня.
    Если случай важен, запишите инцидент вручную: экран «Сигналы», клавиша a.
# $name (String) - what was named, in quotation marks
err-not-deal =
    Строка{ $name } — не сделка.
    Премию отмечают только у сделок.
    Выберите строку сделки.
# $name (String) - who still works here, in quotation marks
err-not-orphan =
    За этот объект отвечает работающий сотрудник{ $name }.
    Так передают только то, за что не отвечает никто.
    Откройте передачу или смените ответственного в карточке.
# $name (String) - client in quotation marks
err-no-manager =
    У клиента{ $name } нет ответственного.
    Передаёт всегда кто-то: у ничьего клиента передавать некому.
    Назначьте ответственного на экране «Без ответственного» (Сегодня, клавиша t).
# $name (String) - who is away, in quotation marks
err-substitute-needed =
    Не сказано, кто замещает сотрудника{ $name }.
    В карточке нет заместителя, и никто не назван.
    Назовите заместителя: поле «Замещает» или ключ --temporary.
# $name (String) - who goes away, in quotation marks
# $value (String) - for whom he stands in, in quotation marks
# $case (String) - number, in brackets
err-stands-in =
    Сотрудник{ $name } в эти дни сам замещает сотрудника{ $value }{ $case }.
    Пока нет обоих, за эти дела не отвечал бы никто.
    Отзовите то замещение и откройте его заново с другим заместителем.
# $value (String) - the time, in quotation marks
err-time-past =
    Время{ $value } уже прошло.
    Назначить можно только то, что впереди.
    Назовите время позже, например «завтра 15:00».
# $name (String) - who, in quotation marks
err-not-for-commission =
    Сотрудник{ $name } не может войти в комиссию.
    В комиссию входят те, кто работает и не увольняется сам.
    Назовите другого.
err-not-hidden =
    Скрыто можно подготовить только плановое увольнение.
    Кризис, отсутствие и передача одного клиента начинаются сразу, и о них сразу узнают. Ничего не начато.
    Уберите --start, если начать нужно сейчас, или --kind, если готовите увольнение.
# $name (String) - the receiver in quotation marks
err-needs-surname =
    Больше 500 объектов сразу передают вдвоём; получатель{ $name }.
    На своей машине второе лицо заменяет фамилия получателя, введённая ещё раз; в журнале останется «без второго лица».
    В командной строке добавьте --second и фамилию получателя.
# $value (String) - what was typed
err-bad-answer =
    Ответ не понят{ $value }.
    Ключ --take ждёт ours, theirs или deal.title=theirs; ключ --link — «Название=deal:12» или «Название=none».
    Повторите с одним из них; виды, поля и номера называет estafeta import … --dry-run --json.
# $value (String) - what was typed
# $fields (String) - the fields there are
err-no-such-field =
    Такое поле импорт не сравнивает{ $value }.
    Ключ --take называет вид записи и поле; есть: { $fields }.
    Исправьте поле; для всех полей сразу — --take ours или --take theirs.
# $value (String) - what was typed
err-answered-twice =
    На один вопрос даны два ответа{ $value }.
    Ключи --take и --link говорят о разном по разу, иначе неясно, какой ответ главный.
    Оставьте один из ответов.

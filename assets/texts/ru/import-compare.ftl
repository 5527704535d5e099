# What both sides have changed since the last import.
imp-compare = Три версии
imp-compare-note = Изменили и здесь, и в CRM. ✓ — выбрано вами, ○ — останется без выбора.
imp-compare-go = сравнить
imp-compare-go-help = Сравнить три версии: было, у нас, в файле
imp-to-report = к отчёту
imp-to-report-help = Вернуться к отчёту: выбранное запомнено
imp-version-object = Запись
imp-version-field = Поле
imp-version-was = Было
imp-version-ours = У нас
imp-version-theirs = В файле
imp-version-empty = пусто
# $object (String) - record
# $field (String) - field
# $was (String) - before
# $ours (String) - here
# $theirs (String) - in the file
imp-version-whole = { $object }, { $field }: было { $was }, у нас { $ours }, в файле { $theirs }.
# $n (String) - number of the handover
imp-version-held = Решено передачей № { $n }: меняется в ней, а не импортом.
# $n (String) - number of the handover
imp-version-case = Запись стоит в передаче № { $n }.
imp-version-closed = Сделка закрыта здесь: меняется в её карточке, а не импортом.
# $n (String) - number
# $theirs (String) - number
imp-compare-sum = Расхождений: { $n } · из файла будет взято: { $theirs }
imp-other = другая версия
imp-other-help = Взять другую версию и перейти дальше
imp-ours = как у нас
imp-ours-help = Оставить значение из базы
imp-theirs = как в файле
imp-theirs-help = Взять значение из файла
imp-versions-alike-help = Так же решить это поле у всех таких записей
imp-theirs-taken = как в файле
imp-ours-said = как у нас
# $removed (String) - rows
# $n (String) - values
ui-undone-import = Импорт отменён: убрано записей { $removed }, возвращено значений { $n }
# $removed (String) - rows
# $n (String) - values
# $left (String) - «2 объекта: ООО „Каскад“, …»
ui-undone-import-left = Импорт отменён: убрано записей { $removed }, возвращено значений { $n }. Остались, потому что с ними уже работали: { $left }
# $n (String) - how many more there are
journal-left-more = … и ещё { $n }
imp-take-back = отменить импорт
imp-take-back-help = Отменить этот импорт целиком
imp-take-back-title = Отменить импорт?
imp-take-back-note = Заведённое им уйдёт, изменённое вернётся; добавленные к прежним записям телефоны, почта, заметки, звонки и номера CRM тоже уйдут. Останутся: то, с чем уже работали, то, на чём стоит передача, строки журнала действий CRM с сигналами по ним и сказанное вами о столбцах файлов. Чтобы вернуть импорт, файлы загружают снова.
imp-take-back-traceless = Заведённое им уйдёт, изменённое вернётся. Этот импорт сделала прежняя версия программы: добавленные к прежним записям телефоны, почта, заметки, звонки и номера CRM останутся. Останутся и то, с чем уже работали, то, на чём стоит передача, строки журнала действий CRM с сигналами по ним. Чтобы вернуть импорт, файлы загружают снова.
# $n (String) - rows
journal-events-left = Строки журнала действий CRM остались: { $n }. Это доказательства, и сигналы стоят на них.
imp-take-back-no = Оставить
imp-take-back-yes = Отменить импорт

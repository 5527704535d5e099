### What is asked before more than one thing is taken back.

undoing-title = Отменить операцию?
# $what (String) - «24 нояб. 14:05  Приняты дела: 9 строк · №1»
undoing-note = { $what }. Сама отмена тоже будет записана в журнал.
undoing-back = вернётся
undoing-as-before = всё, как было до операции
undoing-gone = будет убрано
undoing-values = вернётся значений
undoing-text = текст
undoing-text-goes = написанное этой операцией исчезнет с карточки
undoing-accepted = останется: принято
undoing-changed = останется: изменено позже
undoing-worked-with = останется: с этим уже работали
undoing-traceless = телефоны, почта, заметки, звонки и номера CRM, добавленные к прежним записям: этот импорт сделала прежняя версия программы
undone-traceless = Добавленные к прежним записям телефоны, почта, заметки, звонки и номера CRM остались: этот импорт сделала прежняя версия программы
undoing-looking = Смотрю, что вернётся…
undoing-stays = останется
undoing-nothing-back = Ничего не вернулось
# $done (String) - what went back
# $left (String) - count with noun
undoing-partly = { $done }. Осталось: { $left }
# $n (String) - values
undoing-values-back = Отменено частично, вернулось значений: { $n }
undoing-partly-back = Отменено частично
# $n (String) - how many
undoing-beside = телефоны, почта и контакты, добавленные к прежним записям: { $n }
# $n (String) - how many
undone-beside = Телефоны, почта и контакты, добавленные к прежним записям, убраны: { $n }

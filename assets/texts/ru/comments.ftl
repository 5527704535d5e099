### «Комментарий в карточке»: the text for each card of the CRM, copied by one key and ticked by one.

comm-act = комментарии
comm-act-help = Комментарии для карточек CRM: кто кому передал, первое действие, контекст
comm-owners = ответственные
comm-owners-help = К списку ответственных, которых ждёт проверка в CRM
comm-owners-head = Новых ответственных в CRM проверяет руководитель
comm-read = прочитать
comm-read-help = Показать комментарий целиком
comm-copy = скопировать текст
comm-copy-help = Скопировать комментарий в буфер обмена: вставьте его в карточку CRM
comm-tick = в карточке
comm-tick-help = Отметить: комментарий вставлен в карточку CRM
comm-copied = Комментарий скопирован: вставьте его в карточку и нажмите d
# $n (String) - how many wait
comm-ticked = Отмечено: комментарий в карточке. Осталось: { $n }
comm-empty = Комментариев пока нет: они появляются, когда сделка или клиент приняты
# $n (String) - «3 из 20»
comm-hint = комментариев в карточках { $n }
# $n (String) - «3 из 20»
comm-done = в карточках { $n }
comm-col-number = Номер в CRM
comm-col-ticked = В карточке
comm-is-there = ✓ вставлен
cli-arg-comments = Показать комментарии для карточек CRM, ничего не отмечая

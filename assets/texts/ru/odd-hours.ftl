### A call recorded by one key outside the working hours.

odd-hours-title = Записать звонок сейчас?
# $when (String) - now
# $client (String) - the client's name
# $outcome (String) - «дозвонились»
odd-hours-text = { $when } — нерабочее время. Записать: «{ $client }», { $outcome }?
odd-hours-no = Не записывать
odd-hours-yes = Записать

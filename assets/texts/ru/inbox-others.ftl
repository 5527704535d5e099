### Входящие: кому что предложено; и то, что сообщено другому, словами для того, кто смотрит со стороны.

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
inbox-offered =
    { $n ->
        [one] Примите дела: { $s } строка ждёт вашего ответа
        [few] Примите дела: { $s } строки ждут вашего ответа
       *[many] Примите дела: { $s } строк ждут вашего ответа
    }
# $case (String) - number of the case
# $name (String) - who hands over
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
inbox-offered-by =
    { $n ->
        [one] Примите дела (№{ $case }, { $name }): { $s } строка ждёт вашего ответа
        [few] Примите дела (№{ $case }, { $name }): { $s } строки ждут вашего ответа
       *[many] Примите дела (№{ $case }, { $name }): { $s } строк ждут вашего ответа
    }
# $who (String) - the receiver
# $lines (String) - «12 строк»
inbox-offered-other = Приём дел: { $who }, { $lines } без ответа
inbox-offered-other-why = Принимающий читает контекст и отвечает сам; без ответа в срок строки вернутся руководителю.
# $who (String) - the leaver
inbox-opened-leaver-other = { $who } передаёт свои дела
# $day (String) - «Последний день — пт, 27 нояб.»
inbox-opened-leaver-other-why = { $day } До него нужно записать контекст сделок и пояснить задачи.
# $who (String) - who stands in
# $name (String) - who is away
# $day (String) - day
inbox-substitute-other = { $who } замещает: { $name }, по { $day }
# $held (String) - «12 клиентов, 18 сделок, 5 задач»
inbox-substitute-other-why = На это время переданы { $held }.
# $who (String) - the temporary owner
# $name (String) - who did not come
inbox-temporary-other = { $who } временно отвечает за клиентов: { $name }
# $held (String) - «84 клиента, 31 сделка, 22 задачи»
inbox-temporary-other-why = Временно переданы { $held }, не дольше чем на неделю.
# $who (String) - the new owner
# $objects (String) - «12 объектов»
inbox-orphans-other = { $who } получает: { $objects } без ответственного
# $by (String) - who gave them
# $reason (String) - why
inbox-orphans-other-why = Передал { $by }. Причина: «{ $reason }».
# $who (String) - the new manager
# $what (String) - «12 клиентов · 8 сделок»
inbox-clients-given-other = { $who } получает: { $what }
# $who (String) - the former manager
# $what (String) - «12 клиентов · 8 сделок»
# $to (String) - the receiver
inbox-clients-taken-other = { $who } передаёт: { $what }. Теперь отвечает { $to }

### What keeps a case from closing: parts of a list, without a capital and without a full stop.

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
blocker-undecided =
    { $n ->
        [one] { $s } строка без решения
        [few] { $s } строки без решения
       *[many] { $s } строк без решения
    }
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
blocker-not-applied =
    { $n ->
        [one] { $s } решение не применено
        [few] { $s } решения не применены
       *[many] { $s } решений не применено
    }
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
blocker-late-undecided =
    { $n ->
        [one] { $s } поздно пришедшее без решения
        [few] { $s } поздно пришедших без решения
       *[many] { $s } поздно пришедших без решения
    }
blocker-sums-differ = число строк или суммы не сходятся с описью на старте
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
blocker-on-leaver =
    { $n ->
        [one] { $s } открытый объект ещё на увольняющемся
        [few] { $s } открытых объекта ещё на увольняющемся
       *[many] { $s } открытых объектов ещё на увольняющемся
    }
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
blocker-not-accepted =
    { $n ->
        [one] { $s } строка не принята получателем
        [few] { $s } строки не приняты получателями
       *[many] { $s } строк не принято получателями
    }
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
blocker-items-open =
    { $n ->
        [one] { $s } обязательный пункт не выполнен
        [few] { $s } обязательных пункта не выполнены
       *[many] { $s } обязательных пунктов не выполнено
    }
blocker-no-act = акт приёма-передачи не составлен или устарел
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
blocker-crm-unknown =
    { $n ->
        [one] { $s } объект не проверен в CRM
        [few] { $s } объекта не проверены в CRM
       *[many] { $s } объектов не проверено в CRM
    }
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
blocker-crm-still-leaver =
    { $n ->
        [one] { $s } объект в CRM ещё на увольняющемся
        [few] { $s } объекта в CRM ещё на увольняющемся
       *[many] { $s } объектов в CRM ещё на увольняющемся
    }
blocker-not-returned = возврат не выполнен
blocker-not-notified = клиент ещё не извещён

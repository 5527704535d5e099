### Сигналы, которых ещё никто не смотрел, в одну строку: на «Сегодня» и над шагами кризиса.

# $n (Number) - decides the form
# $s (String) - the same number as it is shown
signals-wait-log =
    { $n ->
        [one] Журнал CRM: { $s } сигнал ждёт проверки
        [few] Журнал CRM: { $s } сигнала ждут проверки
       *[many] Журнал CRM: { $s } сигналов ждут проверки
    }
# $n (Number) - decides the form
# $s (String) - the same number as it is shown
signals-wait-case =
    { $n ->
        [one] Логи: { $s } сигнал ждёт решения — g
        [few] Логи: { $s } сигнала ждут решения — g
       *[many] Логи: { $s } сигналов ждут решения — g
    }

signals-hidden = Журнал CRM и сигналы смотрят руководитель отдела, безопасность и директор. О самом себе сигналов не видит никто.
signals-of-case = логи
signals-of-case-help = Что человек делал в CRM в последние дни: сигналы и строки журнала

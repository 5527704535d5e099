### Dates, times of day and spans of time.

# $n (Number) - 1 is Monday
weekday-short = { $n ->
    [1] пн
    [2] вт
    [3] ср
    [4] чт
    [5] пт
    [6] сб
   *[7] вс
}
# $n (Number) - 1 is Monday
weekday-long = { $n ->
    [1] понедельник
    [2] вторник
    [3] среда
    [4] четверг
    [5] пятница
    [6] суббота
   *[7] воскресенье
}
# $n (Number) - 1 is January
month-short = { $n ->
    [1] янв.
    [2] февр.
    [3] мар.
    [4] апр.
    [5] мая
    [6] июн.
    [7] июл.
    [8] авг.
    [9] сент.
    [10] окт.
    [11] нояб.
   *[12] дек.
}
# $n (Number) - 1 is January
month-long = { $n ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
}
# $day (String) - day of the month
# $month (String) - month
date-day-month = { $day } { $month }
# $weekday (String) - weekday
# $date (String) - day and month
date-weekday = { $weekday }, { $date }
# $date (String) - date
# $year (String) - year
date-year = { $date } { $year }
# $date (String) - date
# $year (String) - year
date-year-paper = { $date } { $year } г.
# $date (String) - date
# $time (String) - time of day
date-time = { $date }, { $time }
date-today = сегодня
date-tomorrow = завтра
date-yesterday = вчера

## Spans
# $n (String) - number
span-seconds = { $n } с
# $n (String) - number
span-minutes = { $n } мин
# $n (String) - number
span-hours = { $n } ч
# $n (String) - number
span-days = { $n } д
# $span (String) - span of time
span-late = опоздание { $span }
# $span (String) - count of days
span-in = через { $span }
# $span (String) - count of days
span-ago = { $span } назад

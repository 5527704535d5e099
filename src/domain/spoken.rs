//! Dates as people type them (2 §4): «завтра», «вт», «в среду в 11», «25.11 14:00», «25 ноября», «через 3 дня», «конец
//! месяца», ISO, and the same in English. What was understood is echoed in full by the screen, so a rule here may be
//! simple as long as it is predictable.

use chrono::{Datelike, Months};

use super::context::is_past;
use crate::base::{At, Clock, Code, Day, Due, Fault, HOUR_MS, MINUTE_MS, Res, fold};

/// A date without a year that lies this far back means next year; a nearer one is more likely a slip.
const SLIP_DAYS: i32 = 60;
/// «Через N»: more is not a date anybody means.
const FAR: u32 = 3_650;

/// Reads a date that must not be past. `BadDate` when it is not understood, `DateInPast` (with the date understood).
pub fn read(text: &str, clock: Clock) -> Res<Due> {
    let due = read_any(text, clock)?;
    if is_past(due, clock) { Err(Fault::new(Code::DateInPast).with("value", due)) } else { Ok(due) }
}

/// Reads a date that may be past: when a notice was received, when a call was made.
pub fn read_any(text: &str, clock: Clock) -> Res<Due> {
    understand(text, clock).ok_or_else(|| Fault::new(Code::BadDate).with("value", text.trim()))
}

fn understand(text: &str, clock: Clock) -> Option<Due> {
    if let Some(due) = Due::parse(text) {
        return Some(due);
    }
    let folded = fold(text);
    let mut words: Vec<&str> =
        folded.split([' ', ',']).map(|w| w.trim_end_matches('.')).filter(|w| !w.is_empty()).collect();
    if words.len() > 8 {
        return None;
    }
    if let Some(at) = in_hours(&words, clock) {
        return Some(Due::at(clock.zone.day(at), clock.zone.minute(at)));
    }
    let minute = take_time(&mut words)?;
    words.retain(|w| !matches!(*w, "в" | "во" | "на" | "к" | "ко" | "до" | "on" | "by" | "at" | "the" | "of"));
    if words.len() > 3 && matches!(words.last(), Some(&"г" | &"года")) {
        words.pop(); // «1 мая 2027 г.»
    }
    let day = match words.as_slice() {
        [] => minute.found().map(|_| clock.today())?,
        words => date(words, clock.today())?,
    };
    Some(Due { day, minute: minute.found() })
}

// ---- the time of day ----------------------------------------------------------------------------------------------

enum Time {
    None,
    At(u16),
}

impl Time {
    fn found(&self) -> Option<u16> {
        match self {
            Time::None => None,
            Time::At(m) => Some(*m),
        }
    }
}

/// Takes the words of a time out of the list; `None` for one that does not exist (25:00).
fn take_time(words: &mut Vec<&str>) -> Option<Time> {
    if let Some(i) = words.iter().position(|w| w.contains(':')) {
        let (h, m) = words[i].split_once(':')?;
        let (m, half) = split_half(m);
        let minute = clock_minute(number(h)?, number(m)?, half.or_else(|| words.get(i + 1).copied()))?;
        let followed = half.is_none() && words.get(i + 1).is_some_and(|w| is_half(w));
        words.drain(i..=i + usize::from(followed));
        drop_preposition(words, i);
        return Some(Time::At(minute));
    }
    if let Some((i, minute)) = words.iter().enumerate().skip(1).find_map(|(i, w)| Some((i, pointed(w, words[i - 1])?)))
    {
        words.drain(i - 1..=i);
        return Some(Time::At(minute));
    }
    for i in 0..words.len() {
        let (digits, half) = split_half(words[i]);
        let Some(h) = number(digits) else { continue };
        let next = words.get(i + 1).copied();
        let said = i > 0 && matches!(words[i - 1], "в" | "at");
        let unit = next.is_some_and(|w| matches!(w, "час" | "часа" | "часов" | "ч" | "h"));
        let part = half.or(next.filter(|w| is_half(w)));
        // «в 14» is a time, «в 25 числа» and «в 3 марта» are not.
        let dated = next.is_some_and(|w| month(w).is_some() || matches!(w, "числа" | "число" | "числу"));
        if !(half.is_some() || said && (unit || part.is_some() || next.is_none() || i + 1 < words.len() && !dated)) {
            continue;
        }
        let minute = clock_minute(h, 0, part)?;
        let mut last = i + usize::from(unit);
        last += usize::from(half.is_none() && words.get(last + 1).is_some_and(|w| is_half(w)));
        words.drain(i..=last.min(words.len() - 1));
        drop_preposition(words, i);
        return Some(Time::At(minute));
    }
    Some(Time::None)
}

/// «В 15.30», «к 11-00»: what could be a day of a month is none.
fn pointed(word: &str, before: &str) -> Option<u16> {
    if !matches!(before, "в" | "к" | "до" | "at" | "by") {
        return None;
    }
    let (h, m) = word.split_once(['.', '-']).filter(|(_, m)| m.len() == 2)?;
    let minute = number(m)?;
    if (1..=12).contains(&minute) && word.contains('.') { None } else { clock_minute(number(h)?, minute, None) }
}

fn drop_preposition(words: &mut Vec<&str>, at: usize) {
    if at > 0 && matches!(words[at - 1], "в" | "at" | "к" | "до" | "by") {
        words.remove(at - 1);
    }
}

fn is_half(word: &str) -> bool {
    matches!(word, "утра" | "дня" | "вечера" | "ночи" | "am" | "pm")
}

/// «2pm» → («2», «pm»).
fn split_half(word: &str) -> (&str, Option<&str>) {
    for half in ["am", "pm"] {
        if let Some(rest) = word.strip_suffix(half).filter(|r| !r.is_empty()) {
            return (rest, Some(half));
        }
    }
    (word, None)
}

fn clock_minute(hour: u32, minute: u32, half: Option<&str>) -> Option<u16> {
    let hour = match half {
        Some("дня" | "вечера" | "pm") if hour < 12 => hour + 12,
        Some("ночи" | "am") if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60).then_some((hour * 60 + minute) as u16)
}

/// «Через два часа», «in 30 minutes».
fn in_hours(words: &[&str], clock: Clock) -> Option<At> {
    let [first, rest @ ..] = words else { return None };
    if !matches!(*first, "через" | "in") {
        return None;
    }
    if rest == ["полчаса"] {
        return Some(clock.now.plus(30 * MINUTE_MS));
    }
    let (n, unit) = amount(rest)?;
    let step = if unit.starts_with("час") || unit.starts_with("hour") {
        HOUR_MS
    } else if unit.starts_with("мин") || unit.starts_with("minute") {
        MINUTE_MS
    } else {
        return None;
    };
    Some(clock.now.plus(i64::from(n) * step))
}

// ---- the day ------------------------------------------------------------------------------------------------------

fn date(words: &[&str], today: Day) -> Option<Day> {
    match words {
        ["сегодня" | "today"] | ["конец" | "конце" | "конца" | "концу" | "end", "дня" | "day"] => {
            Some(today)
        }
        ["завтра" | "tomorrow"] => Some(today.plus(1)),
        ["послезавтра"] | ["day", "after", "tomorrow"] => Some(today.plus(2)),
        ["вчера" | "yesterday"] => Some(today.plus(-1)),
        ["позавчера"] => Some(today.plus(-2)),
        ["через" | "in", rest @ ..] => ahead(rest, today),
        ["конец" | "конце" | "конца" | "концу" | "end", unit] => end_of(unit, today),
        ["этой" | "this", "неделе" | "week"] => end_of("week", today),
        ["следующей" | "next", "неделе" | "week"] => Some(next_week(today, 0)),
        ["следующем" | "next", "месяце" | "month"] => Some(first_of_month(add_months(today, 1)?)),
        ["следующий" | "следующую" | "следующее" | "след" | "next", day] => {
            Some(next_week(today, weekday(day)?))
        }
        ["этот" | "эту" | "это" | "this", day] => Some(coming(today, weekday(day)?)),
        [one] => single(one, today),
        [d, m] if month(m).is_some() => without_year(number(d)?, month(m)?, today),
        [m, d] if month(m).is_some() => without_year(ordinal(d)?, month(m)?, today),
        [d, m, y] if month(m).is_some() => Day::ymd(year(y)?, month(m)?, number(d)?),
        [m, d, y] if month(m).is_some() => Day::ymd(year(y)?, month(m)?, ordinal(d)?),
        [d, "числа" | "число" | "числу"] => of_month(number(d)?, today),
        // «вт, 24 ноября»: the date counts, and must agree with the weekday.
        [day, rest @ ..] if weekday(day).is_some() => {
            let found = date(rest, today)?;
            (i64::from(found.weekday().num_days_from_monday()) == i64::from(weekday(day)?)).then_some(found)
        }
        _ => None,
    }
}

fn single(word: &str, today: Day) -> Option<Day> {
    if let Some(n) = weekday(word) {
        return Some(coming(today, n));
    }
    if let Some(d) = ["-го", "-е", "-му"].iter().find_map(|end| word.strip_suffix(end)) {
        return of_month(number(d)?, today);
    }
    let sign = ['.', '/'].into_iter().find(|c| word.contains(*c))?;
    let parts: Vec<u32> = word.split(sign).map(number).collect::<Option<_>>()?;
    match parts.as_slice() {
        [d, m] => without_year(*d, *m, today),
        [d, m, y] => Day::ymd(full_year(*y), *m, *d),
        _ => None,
    }
}

/// The next such weekday after today.
fn coming(today: Day, weekday: u32) -> Day {
    let ahead = (weekday as i32 - today.weekday().num_days_from_monday() as i32).rem_euclid(7);
    today.plus(if ahead == 0 { 7 } else { ahead })
}

/// A weekday of the next calendar week.
fn next_week(today: Day, weekday: u32) -> Day {
    today.plus(7 - today.weekday().num_days_from_monday() as i32 + weekday as i32)
}

fn without_year(d: u32, m: u32, today: Day) -> Option<Day> {
    let this = Day::ymd(today.year(), m, d);
    match this {
        Some(day) if day.0 > today.0 - SLIP_DAYS => Some(day),
        // 29 February exists only in some years: the nearest one that has it.
        _ => (1..=8).find_map(|n| Day::ymd(today.year() + n, m, d)),
    }
}

/// The 25th: of this month, or of the next when it has passed.
fn of_month(d: u32, today: Day) -> Option<Day> {
    let this = Day::ymd(today.year(), today.month(), d).filter(|day| *day >= today);
    this.or_else(|| {
        let next = add_months(first_of_month(today), 1)?;
        Day::ymd(next.year(), next.month(), d)
    })
}

fn ahead(words: &[&str], today: Day) -> Option<Day> {
    let (n, unit) = amount(words)?;
    let is = |stems: &[&str]| stems.iter().any(|s| unit.starts_with(s));
    let days = i32::try_from(n).ok()?;
    if is(&["день", "дня", "дней", "day", "сутки", "суток"]) {
        Some(today.plus(days))
    } else if is(&["недел", "week"]) {
        Some(today.plus(days.checked_mul(7)?))
    } else if is(&["месяц", "month"]) {
        add_months(today, n)
    } else if is(&["год", "лет", "year"]) {
        add_months(today, n.checked_mul(12)?)
    } else {
        None
    }
}

/// «3 дня», «неделю», «пару недель».
fn amount<'w>(words: &[&'w str]) -> Option<(u32, &'w str)> {
    match words {
        [unit] => Some((1, unit)),
        [n, unit] => Some((number(n).or_else(|| number_word(n)).filter(|n| *n <= FAR)?, unit)),
        _ => None,
    }
}

fn end_of(unit: &str, today: Day) -> Option<Day> {
    match unit {
        "недели" | "week" => Some(today.plus((4 - today.weekday().num_days_from_monday() as i32).max(0))),
        "месяца" | "month" => add_months(first_of_month(today), 1).map(|d| d.plus(-1)),
        "квартала" | "quarter" => {
            let ahead = 3 - (today.month() - 1) % 3;
            add_months(first_of_month(today), ahead).map(|d| d.plus(-1))
        }
        "года" | "year" => Day::ymd(today.year(), 12, 31),
        _ => None,
    }
}

fn first_of_month(day: Day) -> Day {
    day.plus(1 - day.day_of_month() as i32)
}

/// The same date so many months later, or the month's last when it has no such.
fn add_months(day: Day, n: u32) -> Option<Day> {
    let date = day.date()?.checked_add_months(Months::new(n))?;
    (date.year() < 2_200).then(|| Day::of(date))
}

// ---- words --------------------------------------------------------------------------------------------------------

fn number(s: &str) -> Option<u32> {
    (!s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?
}

/// «25», «25th».
fn ordinal(s: &str) -> Option<u32> {
    number(s.trim_end_matches(|c: char| c.is_ascii_lowercase()))
}

fn number_word(s: &str) -> Option<u32> {
    const WORDS: [(&str, u32); 18] = [
        ("один", 1),
        ("одну", 1),
        ("a", 1),
        ("an", 1),
        ("one", 1),
        ("пару", 2),
        ("два", 2),
        ("две", 2),
        ("two", 2),
        ("три", 3),
        ("three", 3),
        ("четыре", 4),
        ("пять", 5),
        ("шесть", 6),
        ("семь", 7),
        ("восемь", 8),
        ("девять", 9),
        ("десять", 10),
    ];
    WORDS.iter().find(|(w, _)| *w == s).map(|(_, n)| *n)
}

fn year(s: &str) -> Option<i32> {
    number(s).map(full_year)
}

fn full_year(y: u32) -> i32 {
    if y < 100 { 2_000 + y as i32 } else { y as i32 }
}

pub(super) fn month(word: &str) -> Option<u32> {
    const NAMES: [(&str, &str, &str); 12] = [
        ("январь", "января", "january"),
        ("февраль", "февраля", "february"),
        ("март", "марта", "march"),
        ("апрель", "апреля", "april"),
        ("май", "мая", "may"),
        ("июнь", "июня", "june"),
        ("июль", "июля", "july"),
        ("август", "августа", "august"),
        ("сентябрь", "сентября", "september"),
        ("октябрь", "октября", "october"),
        ("ноябрь", "ноября", "november"),
        ("декабрь", "декабря", "december"),
    ];
    let long = word.chars().count() >= 3;
    let found = NAMES.iter().position(|(a, b, c)| [a, b, c].iter().any(|n| long && n.starts_with(word)))?;
    Some(found as u32 + 1)
}

/// 0 is Monday.
pub(super) fn weekday(word: &str) -> Option<u32> {
    const NAMES: [&[&str]; 7] = [
        &["пн", "понедельник", "понедельника", "понедельнику", "monday"],
        &["вт", "вторник", "вторника", "вторнику", "tuesday"],
        &["ср", "среда", "среду", "среды", "среде", "wednesday"],
        &["чт", "четверг", "четверга", "четвергу", "thursday"],
        &["пт", "пятница", "пятницу", "пятницы", "пятнице", "friday"],
        &["сб", "суббота", "субботу", "субботы", "субботе", "saturday"],
        &["вс", "воскресенье", "воскресенья", "воскресенью", "sunday"],
    ];
    let is = |n: &&str| *n == word || (word.chars().count() >= 3 && n.starts_with(word));
    NAMES.iter().position(|names| names.iter().any(is)).map(|n| n as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::Zone;

    /// Tuesday, 24 November 2026, 14:00 in Moscow.
    fn clock() -> Clock {
        let zone = Zone::MOSCOW;
        Clock { now: zone.at(Day::parse("2026-11-24").unwrap(), 14 * 60), zone }
    }

    #[test]
    fn what_people_type_is_understood() {
        for (text, due) in [
            ("сегодня", "2026-11-24"),
            ("завтра", "2026-11-25"),
            ("Завтра в 11", "2026-11-25 11:00"),
            ("завтра 11:30", "2026-11-25 11:30"),
            ("послезавтра", "2026-11-26"),
            ("вт", "2026-12-01"),
            ("Пт.", "2026-11-27"),
            ("в среду", "2026-11-25"),
            ("в среду в 10", "2026-11-25 10:00"),
            ("во вторник, в 10:15", "2026-12-01 10:15"),
            ("в следующую среду", "2026-12-02"),
            ("следующий пн", "2026-11-30"),
            ("на следующей неделе", "2026-11-30"),
            ("25.11 14:00", "2026-11-25 14:00"),
            ("25.11", "2026-11-25"),
            ("25.11.26", "2026-11-25"),
            ("25/11/2026", "2026-11-25"),
            ("10.01", "2027-01-10"),
            ("29.02", "2028-02-29"),
            ("25 ноября", "2026-11-25"),
            ("25 нояб. в 9 утра", "2026-11-25 09:00"),
            ("3 марта", "2027-03-03"),
            ("в 3 дня 25 ноября", "2026-11-25 15:00"),
            ("1 мая 2027 г.", "2027-05-01"),
            ("вт, 1 дек., 14:00", "2026-12-01 14:00"),
            ("через 3 дня", "2026-11-27"),
            ("через три дня", "2026-11-27"),
            ("через неделю", "2026-12-01"),
            ("через 2 недели", "2026-12-08"),
            ("через месяц", "2026-12-24"),
            ("через 3 месяца", "2027-02-24"),
            ("через час", "2026-11-24 15:00"),
            ("через 2 часа", "2026-11-24 16:00"),
            ("через 30 минут", "2026-11-24 14:30"),
            ("через 12 часов", "2026-11-25 02:00"),
            ("конец месяца", "2026-11-30"),
            ("до конца месяца", "2026-11-30"),
            ("в конце недели", "2026-11-27"),
            ("конец года", "2026-12-31"),
            ("конец квартала", "2026-12-31"),
            ("к концу недели", "2026-11-27"),
            ("до конца дня", "2026-11-24"),
            ("на этой неделе", "2026-11-27"),
            ("ко вторнику", "2026-12-01"),
            ("к пятнице", "2026-11-27"),
            ("завтра в 15.30", "2026-11-25 15:30"),
            ("27 ноября в 11-00", "2026-11-27 11:00"),
            ("27 нояб. к 15:00", "2026-11-27 15:00"),
            ("к 28-му", "2026-11-28"),
            ("к 28 числу", "2026-11-28"),
            ("28 числа", "2026-11-28"),
            ("5-го", "2026-12-05"),
            ("18:00", "2026-11-24 18:00"),
            ("в 18", "2026-11-24 18:00"),
            ("2026-11-25", "2026-11-25"),
            ("2026-11-25 14:00", "2026-11-25 14:00"),
            ("2026-11-25T14:00", "2026-11-25 14:00"),
            ("today", "2026-11-24"),
            ("tomorrow at 2pm", "2026-11-25 14:00"),
            ("day after tomorrow", "2026-11-26"),
            ("tue", "2026-12-01"),
            ("on Friday", "2026-11-27"),
            ("next wednesday", "2026-12-02"),
            ("25 Nov", "2026-11-25"),
            ("November 25th, 10:00 am", "2026-11-25 10:00"),
            ("in 3 days", "2026-11-27"),
            ("in a week", "2026-12-01"),
            ("end of month", "2026-11-30"),
            ("end of the month", "2026-11-30"),
        ] {
            assert_eq!(read(text, clock()).map(|d| d.to_string()).ok().as_deref(), Some(due), "{text}");
        }
    }

    #[test]
    fn what_is_past_is_named_and_what_is_not_understood_is_refused() {
        for text in ["вчера", "23.11", "24.11 13:00", "2025-01-01", "25.11.2020", "в 9"] {
            assert_eq!(read(text, clock()).unwrap_err().code, Code::DateInPast, "{text}");
            assert!(read_any(text, clock()).is_ok());
        }
        assert_eq!(read("23.11", clock()).unwrap_err().arg("value"), "2026-11-23");
        for text in [
            "",
            " ",
            "скоро",
            "31.02",
            "32.11",
            "25.13",
            "25:00",
            "завтра 9:75",
            "через",
            "через много дней",
            "через 99999 дней",
            "25",
            "вт, 25 ноября",
            "после праздников",
            "1.2.3.4",
            "::",
            "..",
            "в",
            "через 3",
        ] {
            let fault = read(text, clock()).unwrap_err();
            assert_eq!((fault.code, fault.arg("value")), (Code::BadDate, text.trim()), "{text}");
        }
    }

    #[test]
    fn the_months_end_is_kept() {
        let zone = Zone::MOSCOW;
        let clock = Clock { now: zone.at(Day::parse("2027-01-31").unwrap(), 600), zone };
        assert_eq!(read("через месяц", clock).unwrap().to_string(), "2027-02-28");
        assert_eq!(read("конец месяца", clock).unwrap().to_string(), "2027-01-31");
        assert_eq!(read("30 числа", clock).ok(), None, "February has none");
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(text in ".{0,40}") {
            let _ = read_any(&text, clock());
        }

        #[test]
        fn words_of_dates_in_any_mix_do_not_panic(words in prop::collection::vec(prop::sample::select(vec![
            "в", "через", "25", "3", "завтра", "вт", "конец", "месяца", "ноября", "14:00", "дня", "неделю", "2pm", "9999", "числа", "next", "in", "a",
        ]), 0..8)) {
            let _ = read_any(&words.join(" "), clock());
        }

        #[test]
        fn iso_and_russian_forms_of_a_day_agree(n in 0i32..900) {
            let day = clock().today().plus(n);
            let date = day.date().unwrap();
            let russian = format!("{}", date.format("%d.%m.%Y"));
            prop_assert_eq!(read(&russian, clock()).unwrap(), Due::day(day));
            prop_assert_eq!(read(&day.to_string(), clock()).unwrap(), Due::day(day));
        }
    }
}

//! The days inside a sentence: «позвонить во вторник, обсудить скидку на объём» names its own date. What the words mean is
//! [`spoken`](super::spoken)'s to say; here is which words of a text are meant so, and which only look like it.

use std::ops::Range;

use super::context::is_past;
use super::spoken::{month, read_any, weekday};
use crate::base::{Clock, Due, fold};

/// Words of the longest day anybody says: «в пт, 27 ноября 2026 г. в 11 утра».
const LONGEST: usize = 8;
const PREPOSITIONS: [&str; 11] = ["в", "во", "на", "к", "ко", "до", "с", "со", "by", "on", "until"];

/// How the words of a day hold on to the day they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// «27 ноября», «до конца года»: the same tomorrow.
    Fixed,
    /// «завтра», «до пятницы»: another day tomorrow, and no doubt which today.
    Moves,
    /// «в пятницу», «через 30 дней»: it may be the last one, or count from something else.
    Loose,
    /// «на следующей неделе»: the first day of several.
    Week,
}

/// A day that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The words with the time, as they stand there.
    pub said: String,
    /// Where in the text the day ends: before the time, unless the time comes first.
    pub end: usize,
    pub due: Due,
    pub hold: Hold,
    /// 0 is Monday, where the words name a weekday and no date.
    pub weekday: Option<u32>,
    /// «С 1 декабря»: from when on something holds.
    pub begins: bool,
}

/// The words of the first day a sentence names, as they stand in it; a day that has gone by is none. «Бюджет 1.2 млн»,
/// «договор 27/11-К» and «через 3 дня после оплаты» name no day.
pub fn day_within(text: &str, clock: Clock) -> Option<String> {
    days_within(text, clock).into_iter().find(|n| !is_past(n.due, clock)).map(|n| n.said)
}

/// The day by which a sentence promises something: «до 10 декабря», «в пятницу». «Через 30 дней» counts from something that
/// is not said, and «с 1 декабря» is when it begins.
pub(super) fn term_within(text: &str, clock: Clock) -> Option<Due> {
    term(text, clock).map(|n| n.due)
}

/// The words of that day, as they stand in the sentence.
pub fn term_words(text: &str, clock: Clock) -> Option<String> {
    term(text, clock).map(|n| n.said)
}

fn term(text: &str, clock: Clock) -> Option<Named> {
    let term = |n: &Named| !n.begins && (n.hold != Hold::Loose || n.weekday.is_some()) && !is_past(n.due, clock);
    days_within(text, clock).into_iter().find(term)
}

/// All the days a text names, in its order.
pub(super) fn days_within(text: &str, clock: Clock) -> Vec<Named> {
    let words = words(text);
    let mut out = Vec::new();
    let mut from = 0;
    while from < words.len() {
        match longest(&words, from, clock) {
            Some((named, n)) => {
                out.extend(named);
                from += n;
            }
            None => from += 1,
        }
    }
    out
}

struct Word<'t> {
    /// Without the marks around it.
    bare: &'t str,
    folded: String,
    at: Range<usize>,
    /// A sentence or a line ends behind it, or a bracket opens.
    ends: bool,
    /// Something in brackets begins with it.
    bracketed: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    const MARKS: [char; 10] = [',', ';', '.', '!', '?', '(', ')', ':', '«', '»'];
    let mut out: Vec<Word<'_>> = Vec::new();
    let mut from = 0;
    for raw in text.split_whitespace() {
        let at = from + text[from..].find(raw).unwrap_or(0);
        let capital = raw.trim_start_matches(MARKS).starts_with(char::is_uppercase);
        if let Some(last) = out.last_mut() {
            let whole = &text[last.at.start..at];
            let stop = whole.trim_end().ends_with(['.', '!', '?']) && capital;
            last.ends |= stop || raw.starts_with('(') || whole.contains(['\n', ';']);
        }
        from = at + raw.len();
        let bare = raw.trim_matches(MARKS);
        let start = at + raw.find(bare).unwrap_or(0);
        let (at, bracketed) = (start..start + bare.len(), raw.starts_with('('));
        out.push(Word { bare, folded: fold(bare), at, ends: false, bracketed });
    }
    out
}

/// The longest day that begins here, and how many words it takes; `None` inside for words that name a day and do not mean it.
fn longest(words: &[Word<'_>], from: usize, clock: Clock) -> Option<(Option<Named>, usize)> {
    let most = LONGEST.min(words.len() - from);
    let whole = words[from..from + most].iter().position(|w| w.ends).map_or(most, |i| i + 1);
    let before = from.checked_sub(1).map(|i| words[i].folded.as_str());
    (1..=whole).rev().find_map(|n| {
        let some = &words[from..from + n];
        let next = words.get(from + n).filter(|_| !some[n - 1].ends);
        let due = reads(some, clock)?;
        let (hold, weekday) = names_a_day(some, before, next.map(|w| w.folded.as_str()))?;
        // «завтра (26 нояб.)»: the date in the bracket is what it meant.
        if is_told(&words[from + n..]) && hold != Hold::Fixed
            || meant_otherwise(some, before, next.map(|w| w.folded.as_str()))
        {
            return Some((None, n));
        }
        let day = (1..=n).find(|k| {
            let part = &some[..*k];
            names_a_day(part, before, None).is_some() && reads(part, clock).is_some_and(|d| d.day == due.day)
        });
        let said = some.iter().map(|w| w.bare).collect::<Vec<_>>().join(" ");
        let end = some[day.unwrap_or(n) - 1].at.end;
        let begins = [before, Some(some[0].folded.as_str())].iter().any(|w| matches!(w, Some("с" | "со" | "from")));
        Some((Some(Named { said, end, due, hold, weekday, begins }), n))
    })
}

/// «(26 нояб.)», «(с 30 нояб.)».
fn is_told(rest: &[Word<'_>]) -> bool {
    let digit = |w: Option<&Word<'_>>| w.is_some_and(|w| w.bare.starts_with(|c: char| c.is_ascii_digit()));
    let since = rest.first().is_some_and(|w| matches!(w.folded.as_str(), "с" | "from"));
    rest.first().is_some_and(|w| w.bracketed) && digit(rest.get(usize::from(since)))
}

fn reads(words: &[Word<'_>], clock: Clock) -> Option<Due> {
    let said = words.iter().map(|w| w.bare).collect::<Vec<_>>().join(" ");
    read_any(&said, clock).ok()
}

/// «Каждый вторник», «в прошлую пятницу», «счёт от 27.11», «ул. 8 Марта», «через 3 дня после оплаты».
fn meant_otherwise(words: &[Word<'_>], before: Option<&str>, next: Option<&str>) -> bool {
    let first = words.first().map_or("", |w| w.folded.as_str());
    let is = |w: Option<&str>, some: &[&str]| w.is_some_and(|w| some.iter().any(|s| w.starts_with(s)));
    let whole = |w: Option<&str>, some: &[&str]| w.is_some_and(|w| some.contains(&w));
    is(before, &["кажд", "прошл", "минувш", "every", "last", "улиц"])
        || whole(before, &["от", "ул", "пл", "№", "п", "пункт", "пункта", "пункту", "версия", "версии", "from"])
        || (matches!(first, "через" | "in") && whole(next, &["после", "от", "с", "after", "from"]))
}

/// Whether these words, understood as a day, are one in a running text, and how they hold on to it.
fn names_a_day(words: &[Word<'_>], before: Option<&str>, next: Option<&str>) -> Option<(Hold, Option<u32>)> {
    let folded: Vec<&str> = words.iter().map(|w| w.folded.as_str()).collect();
    let (first, last) = (*folded.first()?, *folded.last()?);
    if PREPOSITIONS.contains(&last) || is_a_count(&folded) {
        return None;
    }
    let has = |some: &[&str]| folded.iter().any(|w| some.contains(w));
    let dated = folded.windows(2).any(|w| is_day_of_month(w[0]) && month(w[1]).is_some());
    let dated = dated || folded.windows(2).any(|w| first == "on" && month(w[0]).is_some());
    if dated || folded.iter().any(|w| is_date(w, next)) || Due::parse(words[0].bare).is_some() {
        return Some((Hold::Fixed, None));
    }
    if has(&["сегодня", "завтра", "послезавтра", "вчера", "позавчера", "today", "tomorrow", "yesterday"])
    {
        return Some((Hold::Moves, None));
    }
    if has(&["неделе", "week"]) && has(&["следующей", "next"]) {
        return Some((Hold::Week, None));
    }
    let end = has(&["конец", "конце", "конца", "концу", "end"]);
    if end && has(&["года", "квартала", "year", "quarter"]) {
        return Some((Hold::Fixed, None));
    }
    if end || (has(&["неделе", "week"]) && has(&["этой", "this"])) {
        return Some((Hold::Moves, None));
    }
    if matches!(first, "через" | "in") || has(&["числа", "число", "числу"]) || folded.iter().any(|w| is_ordinal(w))
    {
        return Some((Hold::Loose, None));
    }
    let named = folded.iter().find_map(|w| Some((w, weekday(w)?)));
    let (word, day) = named?;
    let led = PREPOSITIONS.contains(&first);
    // «Среда» is surroundings too, and a short name may be anything.
    let long = word.chars().count() > 3 && !matches!(*word, "среда" | "среды" | "среде");
    let until = |w| matches!(w, "до" | "к" | "ко" | "by" | "until");
    let sure = until(first) || has(&["этот", "эту", "это", "следующий", "следующую", "следующее", "this", "next"]);
    match (led || long || before.is_some_and(|w| PREPOSITIONS.contains(&w)), sure) {
        (true, true) => Some((Hold::Moves, Some(day))),
        (true, false) => Some((Hold::Loose, Some(day))),
        (false, _) => None,
    }
}

/// «В 2 этапа»: hours before seven, bare, are more likely a number of something.
fn is_a_count(folded: &[&str]) -> bool {
    match folded {
        [.., "в" | "at", n] => n.parse::<u32>().is_ok_and(|n| n < 7),
        _ => false,
    }
}

fn is_day_of_month(word: &str) -> bool {
    word.parse::<u32>().is_ok_and(|n| (1..=31).contains(&n))
}

fn is_ordinal(word: &str) -> bool {
    ["-го", "-му", "-е"].iter().any(|end| word.strip_suffix(end).is_some_and(is_day_of_month))
}

/// «27.11», «27.11.2026», «2026-11-27», and not «1.2 млн» or «12.10 руб.».
fn is_date(word: &str, next: Option<&str>) -> bool {
    const UNITS: [&str; 21] = [
        "млн",
        "тыс",
        "млрд",
        "руб",
        "р",
        "₽",
        "%",
        "процент",
        "шт",
        "раз",
        "м",
        "м2",
        "км",
        "кг",
        "т",
        "тонн",
        "час",
        "евро",
        "долл",
        "usd",
        "eur",
    ];
    let counted = |w: &str| UNITS.iter().any(|u| w == *u || (u.chars().count() > 2 && w.starts_with(u)));
    let parts: Vec<&str> = word.split('.').collect();
    let digits = |s: &str, n: Range<usize>| n.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [d, m] => digits(d, 1..3) && digits(m, 2..3) && !next.is_some_and(counted),
        [d, m, y] => digits(d, 1..3) && digits(m, 1..3) && (digits(y, 2..3) || digits(y, 4..5)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::{Day, Zone};

    /// Tuesday, 24 November 2026, 14:00 in Moscow.
    fn clock() -> Clock {
        let zone = Zone::MOSCOW;
        Clock { now: zone.at(Day::parse("2026-11-24").unwrap(), 14 * 60), zone }
    }

    #[test]
    fn a_sentence_may_name_its_day() {
        for (text, day) in [
            ("позвонить во вторник, обсудить скидку на объём", "во вторник"),
            ("Завтра отправить КП", "Завтра"),
            ("позвонить завтра в 11 про оплату", "завтра в 11"),
            ("отправить договор до 27.11 юристу", "до 27.11"),
            ("напомнить об оплате через 3 дня", "через 3 дня"),
            ("выслать спецификацию через 2 дня", "через 2 дня"),
            ("встреча в пт в 11 утра в офисе", "в пт в 11 утра"),
            ("согласовать до 1 декабря", "до 1 декабря"),
            ("позвонить 27 ноября в 11:00, обсудить отсрочку", "27 ноября в 11:00"),
            ("27 ноября встреча у них", "27 ноября"),
            ("встреча 27.11 в 11", "27.11 в 11"),
            ("позвонить 27.11", "27.11"),
            ("оплата 27 нояб. к 15:00", "27 нояб к 15:00"),
            ("отгрузка к 10 декабря", "к 10 декабря"),
            ("отгрузка до 10 декабря", "до 10 декабря"),
            ("прислать акты до конца недели", "до конца недели"),
            ("прислать договор до пятницы", "до пятницы"),
            ("подписать к пятнице", "к пятнице"),
            ("созвон в пт, 27 ноября 2026 г. в 11:00 по скидке", "в пт 27 ноября 2026 г в 11:00"),
            ("выставить счёт на следующей неделе", "на следующей неделе"),
            ("отправить 1.12.2026 каталог", "1.12.2026"),
            ("закрыть к 30 числу", "к 30 числу"),
            ("оплатят 2026-11-27", "2026-11-27"),
            ("отправлено 20 ноября, позвонить 27 ноября", "27 ноября"),
            ("договор от 27.11, подписать до 30.11", "до 30.11"),
            ("согласовать до 1 декабря в 2 этапа", "до 1 декабря"),
            ("Скидка 7 %. Завтра в 11 позвонить", "Завтра в 11"),
            ("call on November 27 about the discount", "on November 27"),
            ("call tomorrow at 11", "tomorrow at 11"),
            ("позвонить завтра (27 нояб.) в 11", "27 нояб в 11"),
        ] {
            assert_eq!(day_within(text, clock()).as_deref(), Some(day), "{text}");
            assert!(super::super::spoken::read(day, clock()).is_ok(), "{day}");
        }
    }

    #[test]
    fn what_only_looks_like_a_day_is_none() {
        for text in [
            "",
            "скидка 7 %",
            "скидка 12.10 % на объём",
            "5 000 руб",
            "цена 12.10 руб. за штуку",
            "договор 27/11-К",
            "бюджет 1.2 млн, скидка 5 %",
            "бюджет до 1.12 млн",
            "снизить в 1.5 раза",
            "обсудить отсрочку 30 дней",
            "закрыть вопрос в 2 этапа",
            "встреча на ул. 8 Марта, дом 5",
            "каждый вторник отчёт",
            "в прошлую пятницу просил скидку",
            "оплата через 3 дня после отгрузки",
            "рабочая среда на стенде",
            "пункт 3.10 договора",
            "3 контакта, 5 мест",
            "отправлено 20 ноября",
            "договор от 1 декабря 2025 подписан",
            "звонил вчера",
        ] {
            assert_eq!(day_within(text, clock()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_through(text in ".{0,60}") {
            let _ = day_within(&text, clock());
        }

        #[test]
        fn what_is_found_is_understood(words in prop::collection::vec(prop::sample::select(vec![
            "в", "через", "25", "3", "завтра", "вт", "конец", "месяца", "ноября", "14:00", "(", "дня", "неделю", "27.11", "9999", "числа", "(27.11)", "пятницу,", "до", "КП.",
        ]), 0..10)) {
            if let Some(said) = day_within(&words.join(" "), clock()) {
                prop_assert!(super::super::spoken::read(&said, clock()).is_ok(), "{}", said);
            }
        }
    }
}

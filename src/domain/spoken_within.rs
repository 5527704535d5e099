//! The day inside a sentence: «позвонить во вторник, обсудить скидку на объём» names its own date.

use super::spoken::{read, weekday};
use crate::base::{Clock, fold};

/// Words of the longest day anybody says: «в следующий вторник в 11 утра».
const LONGEST: usize = 6;

/// The words of the first day a sentence names, as they stand in it; a day that has gone by is none. Bare numbers and the
/// short names of weekdays count only after a preposition: «бюджет 1.2 млн» names no day.
pub fn day_within(text: &str, clock: Clock) -> Option<String> {
    let words: Vec<&str> =
        text.split_whitespace().map(|w| w.trim_matches([',', ';', '.', '!', '(', ')', ':'])).collect();
    (0..words.len()).find_map(|from| {
        let most = LONGEST.min(words.len() - from);
        (1..=most).rev().find_map(|n| {
            let some = &words[from..from + n];
            let said = some.join(" ");
            (names_a_day(some) && read(&said, clock).is_ok()).then_some(said)
        })
    })
}

fn names_a_day(words: &[&str]) -> bool {
    const PREPOSITIONS: [&str; 8] = ["в", "во", "на", "к", "до", "by", "on", "until"];
    const DAYS: [&str; 7] = ["сегодня", "завтра", "послезавтра", "через", "today", "tomorrow", "числа"];
    let folded: Vec<String> = words.iter().map(|w| fold(w)).collect();
    if folded.last().is_some_and(|w| PREPOSITIONS.contains(&w.as_str())) {
        return false;
    }
    let led = folded.first().is_some_and(|w| PREPOSITIONS.contains(&w.as_str()));
    let whole = folded.iter().any(|w| DAYS.contains(&w.as_str()) || (weekday(w).is_some() && w.chars().count() > 3));
    let short =
        folded.iter().any(|w| weekday(w).is_some() || (w.contains('.') && w.starts_with(|c: char| c.is_ascii_digit())));
    let dated = folded.windows(2).any(|w| {
        w[0].chars().all(|c| c.is_ascii_digit()) && w[1].chars().count() > 2 && w[1].chars().all(char::is_alphabetic)
    });
    whole || (led && (short || dated))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Day, Zone};

    fn clock() -> Clock {
        let zone = Zone::MOSCOW;
        Clock { now: zone.at(Day::parse("2026-11-24").unwrap(), 14 * 60), zone }
    }

    #[test]
    fn a_sentence_may_name_its_day() {
        for (text, day) in [
            ("позвонить во вторник, обсудить скидку на объём", Some("во вторник")),
            ("Завтра отправить КП", Some("Завтра")),
            ("отправить договор до 27.11 юристу", Some("до 27.11")),
            ("напомнить об оплате через 3 дня", Some("через 3 дня")),
            ("встреча в пт в 11 утра в офисе", Some("в пт в 11 утра")),
            ("согласовать до 1 декабря", Some("до 1 декабря")),
            ("бюджет 1.2 млн, скидка 5 %", None),
            ("обсудить отсрочку 30 дней", None),
            ("закрыть вопрос в 2 этапа", None),
            ("", None),
        ] {
            assert_eq!(day_within(text, clock()).as_deref(), day, "{text}");
        }
    }
}

//! «Позвонить завтра» is a lie in an act of two weeks later: a day that moves is kept with the date it meant when it was
//! said, «позвонить завтра (26 нояб.) в 11». Decided once, at the saving; sheets, acts and comments then only print.

use super::spoken_within::{Hold, Named, days_within};
use crate::base::{Clock, Day, Due, fold};

/// When a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Now,
    /// On a sheet, some day: what its words mean is known only where the date beside them says it.
    Sometime,
}

/// What stood there before, and the date that was chosen for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kept<'t> {
    pub text: &'t str,
    pub on: Option<Due>,
}

/// The text with the date in brackets behind every day that moves. `on` is the date that was chosen for it: a weekday that
/// agrees with it means that one. What may speak of the past («в пятницу обещал») or count from something else («через 30
/// дней») gets a date only from there. A text that has its dates stays as it is.
pub fn dated(text: &str, on: Option<Due>, clock: Clock, written: Written) -> String {
    corrected(text, on, Kept::default(), clock, written)
}

/// The same for a text that is written over another one: a day that stood there already was said some day, not now, and a
/// bracket of ours goes along when the chosen date is moved.
pub fn corrected(text: &str, on: Option<Due>, kept: Kept<'_>, clock: Clock, written: Written) -> String {
    // A sheet that is sent twice has the brackets it went out with; those of the chosen date stand there already.
    if written == Written::Sometime && on == kept.on && bare(text, clock) == bare(kept.text, clock) {
        return kept.text.to_owned();
    }
    let mut out = moved(text, on, kept, clock);
    let named = days_within(&out, clock);
    let alone = named.len() == 1;
    let mut stood: Vec<String> = days_within(kept.text, clock).iter().map(|n| fold(&n.said)).collect();
    let mut when = |n: &Named| match stood.iter().position(|s| *s == fold(&n.said)) {
        Some(i) => {
            stood.swap_remove(i);
            Written::Sometime
        }
        None => written,
    };
    let said: Vec<Written> = named.iter().map(&mut when).collect();
    for (n, written) in named.iter().zip(said).rev() {
        let Some(day) = meant(n, on.map(|d| d.day), alone, written) else { continue };
        let at = behind(&out, n);
        out.insert_str(at, &format!(" ({})", told(&n.said, n.hold, day, clock.today().year())));
    }
    out
}

/// Where the bracket of a day stands: a mark of the sentence stays behind it, the full stop of «пт.» before it.
fn behind(text: &str, n: &Named) -> usize {
    let short = text[..n.end].rsplit(char::is_whitespace).next().is_some_and(|w| w.chars().count() < 3);
    n.end + usize::from(short && text[n.end..].starts_with('.'))
}

/// The brackets of ours that said the date which was chosen say the one that is chosen now; a weekday that is another one
/// than the new date's keeps the date it had.
fn moved(text: &str, on: Option<Due>, kept: Kept<'_>, clock: Clock) -> String {
    let mut out = text.to_owned();
    let (Some(was), Some(on)) = (kept.on.map(|d| d.day), on.map(|d| d.day)) else { return out };
    let opened: Vec<usize> = text.match_indices(" (").map(|(at, _)| at).collect();
    for at in opened.into_iter().rev().filter(|_| was != on) {
        let Some(close) = out[at..].find(')').map(|n| at + n + 1) else { continue };
        let bare = format!("{}{}", &out[..at], &out[close..]);
        let days = days_within(&bare, clock);
        let Some(n) = days.iter().find(|n| n.hold != Hold::Fixed && behind(&bare, n) == at) else { continue };
        let ours = [was.year(), was.year() - 1].map(|year| format!(" ({})", told(&n.said, n.hold, was, year)));
        let bracket = &out[at..close];
        if ours.iter().any(|o| o == bracket) && kept.text.contains(bracket) && agrees(n, on) {
            let new = format!(" ({})", told(&n.said, n.hold, on, clock.today().year()));
            out.replace_range(at..close, &new);
        }
    }
    out
}

/// The text without its brackets of ours, whatever date they say.
fn bare(text: &str, clock: Clock) -> String {
    let mut out = text.to_owned();
    let opened: Vec<usize> = text.match_indices(" (").map(|(at, _)| at).collect();
    for at in opened.into_iter().rev() {
        let Some(close) = out[at..].find(')').map(|n| at + n + 1) else { continue };
        let without = format!("{}{}", &out[..at], &out[close..]);
        let date = &out[at + 2..close - 1];
        let moves = |n: &Named| n.hold != Hold::Fixed && behind(&without, n) == at;
        let says_a_day = days_within(date, clock).iter().any(|n| n.hold == Hold::Fixed);
        if says_a_day && days_within(&without, clock).iter().any(moves) {
            out = without;
        }
    }
    out
}

fn agrees(n: &Named, day: Day) -> bool {
    n.weekday.is_none_or(|w| i64::from(day.weekday().num_days_from_monday()) == i64::from(w))
}

fn meant(n: &Named, on: Option<Day>, alone: bool, written: Written) -> Option<Day> {
    let chosen = on.filter(|on| if n.weekday.is_some() { agrees(n, *on) } else { *on == n.due.day });
    match (n.hold, written) {
        (Hold::Fixed, _) => None,
        (Hold::Loose, _) => chosen,
        (Hold::Moves | Hold::Week, Written::Now) => chosen.or(Some(n.due.day)),
        (Hold::Moves, Written::Sometime) if n.weekday.is_some() => chosen,
        (Hold::Moves, Written::Sometime) => on.filter(|_| alone),
        (Hold::Week, Written::Sometime) => None,
    }
}

/// In the language of the words: «26 нояб.», «с 30 нояб.», "26 Nov".
fn told(said: &str, hold: Hold, day: Day, this_year: i32) -> String {
    const RU: [&str; 12] =
        ["янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек."];
    const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let russian = !said.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_ascii());
    let (months, from) = if russian { (RU, "с ") } else { (EN, "from ") };
    let month = months.get(day.month() as usize - 1).copied().unwrap_or_default();
    let from = if hold == Hold::Week { from } else { "" };
    let year = if day.year() == this_year { String::new() } else { format!(" {}", day.year()) };
    format!("{from}{} {month}{year}", day.day_of_month())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::Zone;

    /// Wednesday, 25 November 2026, 09:00 in Moscow.
    fn clock() -> Clock {
        let zone = Zone::MOSCOW;
        Clock { now: zone.at(Day::parse("2026-11-25").unwrap(), 9 * 60), zone }
    }

    fn on(s: &str) -> Option<Due> {
        Due::parse(s)
    }

    #[test]
    fn a_sheet_read_twice_says_what_it_said() {
        let went_out = "позвонить завтра (26 нояб.)";
        let first = Kept { text: went_out, on: on("2026-11-26") };
        let moved = corrected(went_out, on("2026-12-01"), first, clock(), Written::Sometime);
        assert_eq!(moved, "позвонить завтра (1 дек.)");
        let second = Kept { text: &moved, on: on("2026-12-01") };
        assert_eq!(corrected(went_out, on("2026-12-01"), second, clock(), Written::Sometime), moved);
        let other = corrected("написать завтра (26 нояб.)", on("2026-12-01"), second, clock(), Written::Sometime);
        assert_eq!(other, "написать завтра (26 нояб.)", "other words are a correction");
    }

    #[test]
    fn a_day_that_moves_is_kept_with_its_date() {
        for (text, chosen, kept) in [
            ("позвонить завтра в 11 про оплату", "", "позвонить завтра (26 нояб.) в 11 про оплату"),
            ("позвонить завтра", "2026-11-26 11:00", "позвонить завтра (26 нояб.)"),
            ("Сегодня отправил КП. Жду ответа.", "", "Сегодня (25 нояб.) отправил КП. Жду ответа."),
            ("прислать договор до пятницы", "", "прислать договор до пятницы (27 нояб.)"),
            ("прислать договор до пятницы, ждут", "2026-12-04", "прислать договор до пятницы (4 дек.), ждут"),
            ("во вторник в 10:15 встреча", "2026-12-01 10:15", "во вторник (1 дек.) в 10:15 встреча"),
            ("в пт. в 11 звонок", "2026-11-27 11:00", "в пт. (27 нояб.) в 11 звонок"),
            ("позвонить через 2 дня", "2026-11-27", "позвонить через 2 дня (27 нояб.)"),
            ("до конца месяца закроют", "", "до конца месяца (30 нояб.) закроют"),
            ("показать на следующей неделе", "", "показать на следующей неделе (с 30 нояб.)"),
            ("call tomorrow at 11", "", "call tomorrow (26 Nov) at 11"),
            ("вчера говорили, завтра решат", "", "вчера (24 нояб.) говорили, завтра (26 нояб.) решат"),
        ] {
            assert_eq!(dated(text, on(chosen), clock(), Written::Now), kept);
            assert_eq!(dated(kept, on(chosen), clock(), Written::Now), kept, "once is enough");
        }
        let late = Clock { now: Zone::MOSCOW.at(Day::parse("2026-12-31").unwrap(), 600), zone: Zone::MOSCOW };
        assert_eq!(dated("завтра решат", None, late, Written::Now), "завтра (1 янв. 2027) решат");
    }

    #[test]
    fn what_is_a_date_or_may_mean_another_day_stays_as_it_was_said() {
        for (text, chosen) in [
            ("отгрузка 27 ноября в 11", "2026-11-27"),
            ("в пятницу обещал скидку", ""),
            ("в пятницу обещал скидку", "2026-12-01"),
            ("отсрочка: оплата через 30 дней", "2026-11-27"),
            ("через 3 дня после отгрузки", "2026-11-28"),
            ("каждый вторник отчёт", "2026-12-01"),
            ("бюджет 1,3 млн до конца года", ""),
            ("скидка 7 %", ""),
        ] {
            assert_eq!(dated(text, on(chosen), clock(), Written::Now), text);
        }
    }

    #[test]
    fn what_was_written_some_day_is_dated_by_the_date_beside_it_alone() {
        let sometime = |text: &str, chosen: &str| dated(text, on(chosen), clock(), Written::Sometime);
        assert_eq!(sometime("позвонить завтра", "2026-12-03"), "позвонить завтра (3 дек.)");
        assert_eq!(sometime("прислать до пятницы", "2026-12-04"), "прислать до пятницы (4 дек.)");
        for (text, chosen) in [
            ("прислать до пятницы", "2026-12-03"),
            ("сегодня отправил, завтра позвонить", "2026-12-03"),
            ("завтра позвонить", ""),
            ("на следующей неделе", "2026-12-03"),
        ] {
            assert_eq!(sometime(text, chosen), text);
        }
    }

    #[test]
    fn what_stood_there_before_is_not_dated_by_the_day_of_a_correction() {
        let over = |text: &str, chosen: &str, kept: &str, was: &str| {
            corrected(text, on(chosen), Kept { text: kept, on: on(was) }, clock(), Written::Now)
        };
        for (text, chosen, kept, was, now) in [
            ("завтра позвонить, ждут", "", "завтра позвонить ждут", "", "завтра позвонить, ждут"),
            ("завтра ждут, сегодня отправил", "", "завтра ждут", "", "завтра ждут, сегодня (25 нояб.) отправил"),
            ("завтра и завтра", "", "завтра", "", "завтра и завтра (26 нояб.)"),
            ("позвонить завтра", "2026-12-03", "позвонить завтра", "", "позвонить завтра (3 дек.)"),
            // A bracket of ours goes along with the date that was chosen.
            (
                "позвонить завтра (26 нояб.)",
                "2026-12-01",
                "позвонить завтра (26 нояб.)",
                "2026-11-26",
                "позвонить завтра (1 дек.)",
            ),
            (
                "завтра (26 нояб.), потом в пт. (27 нояб.)",
                "2026-12-04",
                "завтра (26 нояб.), потом в пт. (27 нояб.)",
                "2026-11-27",
                "завтра (26 нояб.), потом в пт. (4 дек.)",
            ),
            (
                "call tomorrow (26 Nov)",
                "2027-01-11",
                "call tomorrow (26 Nov)",
                "2026-11-26",
                "call tomorrow (11 Jan 2027)",
            ),
            (
                "call tomorrow (11 Jan 2027)",
                "2026-11-26",
                "call tomorrow (11 Jan 2027)",
                "2027-01-11",
                "call tomorrow (26 Nov)",
            ),
            // Not ours, not of the date that moved, or of a weekday that the new date is not.
            ("отгрузка (26 нояб.)", "2026-12-01", "отгрузка (26 нояб.)", "2026-11-26", "отгрузка (26 нояб.)"),
            ("завтра (26 нояб.)", "2026-12-01", "завтра (26 нояб.)", "2026-11-30", "завтра (26 нояб.)"),
            ("в пятницу (27 нояб.)", "2026-12-01", "в пятницу (27 нояб.)", "2026-11-27", "в пятницу (27 нояб.)"),
        ] {
            assert_eq!(over(text, chosen, kept, was), now);
        }
    }

    /// Texts of the words that are dated, and of what looks like them.
    fn spoken() -> impl Strategy<Value = String> {
        const WORDS: [&str; 22] = [
            "в",
            "через",
            "25",
            "3",
            "завтра",
            "вт",
            "пт.",
            "конец",
            "до",
            "конца",
            "месяца",
            "ноября",
            "14:00",
            "(",
            "дня",
            "на следующей неделе",
            "27.11",
            "сегодня",
            "(27.11)",
            "КП.",
            "call",
            "tomorrow",
        ];
        prop::sample::subsequence(WORDS.to_vec(), 0..10).prop_shuffle().prop_map(|w| w.join(" "))
    }

    proptest! {
        #[test]
        fn any_text_keeps_its_words(text in spoken(), chosen in 0..20i32, now in any::<bool>()) {
            let written = if now { Written::Now } else { Written::Sometime };
            let on = (chosen > 0).then(|| Due { day: clock().today().plus(chosen), minute: None });
            let kept = dated(&text, on, clock(), written);
            // What was put in takes nothing away and changes no order.
            let mut left = kept.chars();
            prop_assert!(text.chars().all(|c| left.any(|k| k == c)), "{} in {}", text, kept);
            prop_assert_eq!(dated(&kept, on, clock(), written), kept.clone(), "once is enough");
            prop_assert_eq!(corrected(&kept, on, Kept { text: &kept, on }, clock(), Written::Now), kept);
        }
    }
}

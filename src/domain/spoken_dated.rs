//! «Позвонить завтра» is a lie in an act of two weeks later: a day that moves is kept with the date it meant when it was
//! said, «позвонить завтра (26 нояб.) в 11». Decided once, at the saving; sheets, acts and comments then only print.

use super::spoken_within::{Hold, Named, days_within};
use crate::base::{Clock, Day, Due};

/// When a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Now,
    /// On a sheet, some day: what its words mean is known only where the date beside them says it.
    Sometime,
}

/// The text with the date in brackets behind every day that moves. `on` is the date that was chosen for it: a weekday that
/// agrees with it means that one. What may speak of the past («в пятницу обещал») or count from something else («через 30
/// дней») gets a date only from there. A text that has its dates stays as it is.
pub fn dated(text: &str, on: Option<Due>, clock: Clock, written: Written) -> String {
    let named = days_within(text, clock);
    let alone = named.len() == 1;
    let mut out = text.to_owned();
    for n in named.iter().rev() {
        let Some(day) = meant(n, on.map(|d| d.day), alone, written) else { continue };
        // A mark of the sentence stays behind the bracket, the full stop of «пт.» before it.
        let short = out[..n.end].rsplit(char::is_whitespace).next().is_some_and(|w| w.chars().count() < 3);
        let at = n.end + usize::from(short && out[n.end..].starts_with('.'));
        out.insert_str(at, &format!(" ({})", told(&n.said, n.hold, day, clock.today())));
    }
    out
}

fn meant(n: &Named, on: Option<Day>, alone: bool, written: Written) -> Option<Day> {
    let chosen = on.filter(|on| match n.weekday {
        Some(day) => i64::from(on.weekday().num_days_from_monday()) == i64::from(day),
        None => *on == n.due.day,
    });
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
fn told(said: &str, hold: Hold, day: Day, today: Day) -> String {
    const RU: [&str; 12] =
        ["янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек."];
    const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let russian = !said.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_ascii());
    let (months, from) = if russian { (RU, "с ") } else { (EN, "from ") };
    let month = months.get(day.month() as usize - 1).copied().unwrap_or_default();
    let from = if hold == Hold::Week { from } else { "" };
    let year = if day.year() == today.year() { String::new() } else { format!(" {}", day.year()) };
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

    proptest! {
        #[test]
        fn any_text_keeps_its_words(text in ".{0,60}") {
            let kept = dated(&text, None, clock(), Written::Now);
            prop_assert!(kept.len() >= text.len());
            prop_assert_eq!(dated(&kept, None, clock(), Written::Now), kept);
        }
    }
}

//! What is written down while a departure is prepared in hiding (2 §3): kept apart from every card, and brought to them in the
//! minute it begins.

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::promised::Told;
use crate::base::{At, Day, DealId, Due, EmployeeId, Ref};

/// «Опрос за час»: the time that is left for it, in minutes.
const INTERVIEW_MIN: u16 = 60;

/// When a preparation begins by itself where nobody said when: in the morning of the last day; on that very day, when the
/// morning has gone, after the hour that the interview takes, but before midnight. So does one of which the day was said alone.
pub fn begins(calendar: &Calendar, day: Day, now: At) -> At {
    let (zone, morning) = (calendar.zone(), calendar.start_of(day));
    if morning > now || zone.day(now) != day {
        return morning;
    }
    let at = zone.at(day, (zone.minute(now) + INTERVIEW_MIN).min(24 * 60 - 1));
    // In the last minute of the day that minute runs already.
    if at > now { at } else { zone.at(day.plus(1), 0).plus(-1) }
}

/// The work of a preparation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    pub answers: Vec<Answer>,
    pub wishes: Vec<Wish>,
}

/// The two answers of the interview about one deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub deal: DealId,
    pub promises: Vec<Told>,
    /// That nothing was promised.
    pub nothing: bool,
    pub next: Option<(String, Due)>,
    /// Who wrote it down.
    pub by: String,
}

/// Who shall get a client or a deal, and why not whom the rules would choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    pub object: Ref,
    pub to: EmployeeId,
    pub reason: String,
    pub by: String,
}

impl Work {
    /// The answer about this deal, begun if there is none yet.
    pub fn answer(&mut self, deal: DealId, by: String) -> &mut Answer {
        let at = self.answers.iter().position(|a| a.deal == deal).unwrap_or_else(|| {
            self.answers.push(Answer { deal, promises: Vec::new(), nothing: false, next: None, by: String::new() });
            self.answers.len() - 1
        });
        self.answers[at].by = by;
        &mut self.answers[at]
    }

    /// The last word about an object holds.
    pub fn wish(&mut self, wish: Wish) {
        self.wishes.retain(|w| w.object != wish.object);
        self.wishes.push(wish);
    }

    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.wishes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Zone;
    use crate::domain::settings::Office;

    #[test]
    fn it_begins_in_the_morning_or_when_that_has_gone_in_an_hour() {
        let calendar = Calendar::of(&Office::default());
        let of = |now: &str| {
            let now = At::parse(&format!("2026-11-24T{now}:20+03:00"), Zone::MOSCOW).unwrap();
            begins(&calendar, Day::parse("2026-11-24").unwrap(), now).iso(Zone::MOSCOW)
        };
        assert_eq!(of("08:30"), "2026-11-24T09:00:00+03:00");
        assert_eq!(of("14:05"), "2026-11-24T15:05:00+03:00");
        assert_eq!(of("23:30"), "2026-11-24T23:59:00+03:00");
        let last = At::parse("2026-11-24T23:59:20+03:00", Zone::MOSCOW).unwrap();
        let at = begins(&calendar, Day::parse("2026-11-24").unwrap(), last);
        assert!(at > last && Zone::MOSCOW.day(at) == Zone::MOSCOW.day(last), "{}", at.iso(Zone::MOSCOW));
        let tomorrow = At::parse("2026-11-25T10:00:00+03:00", Zone::MOSCOW).unwrap();
        assert!(
            begins(&calendar, Day::parse("2026-11-24").unwrap(), tomorrow) < tomorrow,
            "a day that is over is refused"
        );
    }

    #[test]
    fn the_last_word_holds_and_a_job_without_any_reads_as_nothing() {
        let mut work: Work = serde_json::from_str("{}").unwrap();
        assert!(work.is_empty());
        work.answer(DealId(3), "owner".into()).nothing = true;
        let next = Some(("отправить счёт".to_owned(), Due::parse("2026-12-01").unwrap()));
        work.answer(DealId(3), "employee:2".into()).next = next;
        assert_eq!((work.answers.len(), work.answers[0].nothing, work.answers[0].by.as_str()), (1, true, "employee:2"));
        let wish =
            |to| Wish {
                object: DealId(3).into(), to: EmployeeId(to), reason: "его регион".into(), by: String::new()
            };
        work.wish(wish(5));
        work.wish(wish(6));
        assert_eq!((work.wishes.len(), work.wishes[0].to), (1, EmployeeId(6)));
        let again: Work = serde_json::from_str(&serde_json::to_string(&work).unwrap()).unwrap();
        assert_eq!(again, work);
    }
}

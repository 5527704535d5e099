//! What an absence tells in people's inboxes: who stands in, that it begins, that it ends, that everything is back.

use super::inbox::{Entry, Told};
use super::{Noun, Texts};
use crate::base::Day;
use crate::domain::InboxKind;
use crate::domain::names::short;
use crate::domain::offers::OffersLeft;

impl Texts {
    /// «Не возвращено 3 строки (№1): решает Иванова М.…»; `None` where all of it was.
    pub fn offers_left(&self, left: &[OffersLeft]) -> Option<String> {
        if left.is_empty() {
            return None;
        }
        let n = left.iter().map(|l| l.lines).sum::<u64>();
        let cases: Vec<String> = left.iter().map(|l| format!("№{}", l.case.0)).collect();
        let mut heads: Vec<String> = left.iter().map(|l| short(&l.head)).collect();
        heads.dedup();
        Some(self.t().away_offers_left(self.count(Noun::Line, n as i64), cases.join(", "), heads.join(", ")))
    }

    pub(super) fn absence_told(&self, e: &Entry<'_>) -> Told {
        let (t, name) = (self.t(), short(&e.text("name")));
        let day = |key| Day::parse(&e.text(key)).map_or_else(String::new, |d| self.day(d, e.today));
        let lines = |key| self.count(Noun::Line, e.number(key));
        let (what, why) = match e.kind {
            InboxKind::SubstituteFor => {
                let n = |noun, key| self.count(noun, e.number(key));
                let held = [n(Noun::Client, "clients"), n(Noun::Deal, "deals"), n(Noun::Task, "tasks")].join(", ");
                (t.inbox_substitute_for(name, day("until")), t.inbox_substitute_for_why(held))
            }
            InboxKind::AbsenceStarts => {
                let left = [
                    (e.number("n"), t.inbox_absence_starts_left(lines("n"))),
                    (e.number("unaccepted"), t.inbox_absence_starts_unaccepted(lines("unaccepted"))),
                ];
                let left: Vec<String> = left.into_iter().filter(|(n, _)| *n > 0).map(|(_, said)| said).collect();
                let why = if left.is_empty() { t.inbox_absence_starts_ready() } else { left.join(" ") };
                (t.inbox_absence_starts(name, day("until")), why)
            }
            InboxKind::AbsenceEnds => (t.inbox_absence_ends(name, day("back")), t.inbox_absence_ends_why()),
            InboxKind::AbsenceCame => {
                (t.inbox_absence_came(name, self.late_parts(e)), t.inbox_absence_came_why(short(&e.text("by"))))
            }
            InboxKind::AbsenceWaits => (t.inbox_absence_waits(name, self.late_parts(e)), t.inbox_absence_waits_why()),
            InboxKind::OffersBack => (t.inbox_offers_back(lines("n"), name), t.inbox_offers_back_why(day("until"))),
            InboxKind::AbsenceReturned => {
                let why = match e.number("came") {
                    0 => t.inbox_absence_returned_why(),
                    n => t.inbox_absence_returned_came(self.count(Noun::Object, n)),
                };
                (t.inbox_absence_returned(name, self.count(Noun::Object, e.number("n"))), why)
            }
            _ => (t.inbox_absence_over(name, day("back")), t.inbox_absence_over_why(lines("n"))),
        };
        Told { what, why }
    }
}

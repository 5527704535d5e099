//! «Второе лицо»: what one asks another to agree to, and the answer.

use super::inbox::{Entry, Told};
use super::{Noun, Texts};
use crate::base::Due;
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::domain::second::Want;

impl Texts {
    /// «файл: 1 340 строк».
    pub fn want(&self, want: Want) -> String {
        let (t, count) = (self.t(), |noun| self.count(noun, want.count as i64));
        match want.right {
            Right::Export => t.second_export(count(Noun::Line)),
            _ => t.second_bulk(count(Noun::Object)),
        }
    }

    pub(super) fn second(&self, e: &Entry<'_>) -> String {
        let right = Right::of(&e.text("right")).unwrap_or(Right::Bulk);
        self.want(Want { right, count: e.number("count").unsigned_abs() })
    }

    pub(super) fn second_answered(&self, e: &Entry<'_>) -> Told {
        let (t, what) = (self.t(), self.second(e));
        let by = Some(short(&e.text("by"))).filter(|by| !by.is_empty()).unwrap_or_else(|| t.second_by_owner());
        let agreed = e.args.get("yes").is_some_and(|yes| yes == true);
        match Due::parse(&e.text("until")).filter(|_| agreed) {
            Some(until) => {
                let until = self.due_near(until, e.today);
                Told { what: t.inbox_second_yes(by, what), why: t.inbox_second_yes_why(until) }
            }
            None => Told { what: t.inbox_second_no(by, what), why: t.inbox_second_no_why() },
        }
    }
}

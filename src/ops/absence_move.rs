//! The day of return has moved: the links follow, and what falls due in the days that came comes to the substitute too.

use serde::{Deserialize, Serialize};

use super::absence::{Absence, back, next_in_line, plan, propose};
use super::snapshot::Window;
use super::{About, Asks, Command, Ctx, after, offer_terms, snapshot};
use crate::base::{CaseId, Code, Day, Fault, Kind, Ref, Res};
use crate::domain::rights::Right;
use crate::store::{Tx, params};

/// `to` is the last day away now. Errors: `WrongState`, `BadDate`, `DateInPast`, `NotEligible` where nobody can
/// stand in on the new days, `StandsIn`, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct AbsenceMove {
    pub case: CaseId,
    pub to: Day,
}

/// What came into the ledger with the days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceMoved {
    pub lines: u64,
}

impl Command for AbsenceMove {
    type Out = AbsenceMoved;
    const WORD: &'static str = "absence-move";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<AbsenceMoved> {
        let mut a = Absence::open(tx, self.case)?;
        if self.to < a.from {
            return Err(Fault::new(Code::BadDate).with("value", self.to));
        }
        if self.to < cx.clock.today() {
            return Err(Fault::new(Code::DateInPast).with("value", self.to));
        }
        tx.set(Kind::Absence, a.row, &[("to_day", self.to.into())])?;
        tx.set(Kind::Case, self.case.0, &[("until_day", back(cx, self.to).into())])?;
        let longer = self.to > a.to;
        a.to = self.to;
        let mut lines = 0;
        if longer {
            a.stands_in_for_nobody(tx)?;
            let window = Window { from: a.from, to: a.to, extent: a.extent, late: true, leads: a.leads_too };
            lines = snapshot::take_window(tx, cx, self.case, a.who, &window)?;
            if let Some(first) = next_in_line(tx, cx, &a)? {
                propose(tx, cx, &a, first)?;
            }
        }
        plan(tx, cx, &a)?;
        offer_terms::settle(tx, cx, a.who)?;
        // What was told of the old day is told anew on the new one.
        let at = tx.at();
        tx.set_all(
            Kind::Inbox,
            &["done_at"],
            "SELECT id, ?2 FROM inbox WHERE case_id = ?1 AND kind IN ('absence_ends','absence_over') AND done_at IS NULL",
            params![self.case, at],
        )?;
        after::settle(tx, cx, self.case)?;
        Ok(AbsenceMoved { lines })
    }
}

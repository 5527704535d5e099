//! What may change about a case on its way: its kind, the last day, the order of dismissal (2 §2, §3).

use serde::{Deserialize, Serialize};

use super::case_open::Opening;
use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after, case_checklist, case_kind, chain};
use crate::base::{CaseId, Code, Day, EmployeeId, Fault, Kind, Ref, Res};
use crate::domain::employment::{Order, may_become};
use crate::domain::rights::Right;
use crate::domain::{CaseKind, CaseState, EmployeeStatus};
use crate::store::{Tx, params};

/// Each part that is given changes. The order makes the leaver «Уволен».
#[derive(Debug, Clone, Serialize)]
pub struct CaseChange {
    pub case: CaseId,
    pub kind: Option<CaseKind>,
    pub last_day: Option<Day>,
    pub dismissed_on: Option<Day>,
    pub order: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseChanged {
    pub case: CaseId,
}

impl Command for CaseChange {
    type Out = CaseChanged;
    const WORD: &'static str = "case-change";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        // To cut somebody off is also IT's; everything else about a case is not.
        let cut = self.kind == Some(CaseKind::Crisis) && self.last_day.is_none() && self.dismissed_on.is_none();
        vec![Asks::new(if cut { Right::CutOff } else { Right::Case }, About::Case(self.case))]
    }

    /// Errors: `NotBuilt` for a kind that a case cannot become; `DateInPast`; `OrderNeeded` when only one of the order's date and number is
    /// given; `CaseClosed`, `WrongState`.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CaseChanged> {
        let case = CaseRow::any(tx, self.case)?;
        tx.about(case.id);
        let kind = self.kind.filter(|k| *k != case.kind);
        if let Some(to) = kind {
            CaseRow::open(tx, case.id)?;
            case_kind::change(tx, cx, &case, to, self.last_day)?;
        }
        // A case that becomes planned has its last day by now.
        let moved = self.last_day.filter(|d| Some(*d) != case.last_day && kind != Some(CaseKind::Planned));
        if let Some(day) = moved {
            CaseRow::open(tx, case.id)?;
            self.move_last_day(tx, cx, &case, day)?;
        }
        if self.dismissed_on.is_some() || self.order.is_some() {
            self.dismiss(tx, cx, &case)?;
        }
        if case.state.is_work() {
            after::settle(tx, cx, case.id)?;
        }
        Ok(CaseChanged { case: case.id })
    }
}

impl CaseChange {
    /// Relative terms follow the new day, what is done stays.
    fn move_last_day(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, day: Day) -> Res<()> {
        if day < cx.clock.today() {
            return Err(Fault::new(Code::DateInPast).with("value", day));
        }
        departure(case)?;
        tx.set(Kind::Case, case.id.0, &[("last_day", day.into())])?;
        let Some(leaver) = case.leaver else { return Ok(()) };
        tx.set(Kind::Employee, leaver.0, &[("last_day", day.into())])?;
        let Some(o) = Opening::of(tx, cx, case.id)? else { return Ok(()) };
        case_checklist::move_terms(tx, cx, &o)?;
        chain::replan(tx, cx, &o)
    }

    /// «Уволен» needs the order's date and number, and blocks the role (1-A4).
    fn dismiss(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow) -> Res<()> {
        departure(case)?;
        if matches!(case.state, CaseState::Withdrawn | CaseState::Draft) {
            return Err(Fault::new(Code::WrongState).with("case", case.id.0).with("state", case.state.word()));
        }
        let (Some(day), Some(number), Some(leaver)) = (self.dismissed_on, self.order.clone(), case.leaver) else {
            return Err(Code::OrderNeeded.into());
        };
        dismiss(tx, cx, leaver, &Order { day, number })
    }
}

/// Nobody leaves in the others: they have no last day and no order. Errors: `WrongState`.
fn departure(case: &CaseRow) -> Res<()> {
    match case.kind.has_act() {
        true => Ok(()),
        false => Err(Fault::new(Code::WrongState).with("case", case.id.0).with("state", case.kind.word())),
    }
}

/// Makes a leaving person «Уволен» by an order, blocks the role and sets going what waited for the order (1-A4). Errors:
/// `WrongState`, `OrderNeeded`.
pub(super) fn dismiss(tx: &mut Tx<'_>, cx: &Ctx<'_>, who: EmployeeId, order: &Order) -> Res<()> {
    let now = tx.one("SELECT status FROM employee WHERE id = ?1", params![who], |r| r.get::<_, EmployeeStatus>(0))?;
    let now = now.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", who))?;
    may_become(now, EmployeeStatus::Dismissed, None, Some(order))?;
    tx.set(
        Kind::Employee,
        who.0,
        &[
            ("status", EmployeeStatus::Dismissed.into()),
            ("dismissed_on", order.day.into()),
            ("order_no", order.number.trim().into()),
            ("blocked", true.into()),
        ],
    )?;
    chain::dismissed(tx, cx, who)
}

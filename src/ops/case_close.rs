//! Closes a case, or says all that is missing (2 §3).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after, ctx_counts, inbox_close};
use crate::base::{CaseId, Code, Fault, Kind, Ref, Res};
use crate::domain::rights::Right;
use crate::domain::{CaseState, TaskState};
use crate::reads::{closing, metrics};
use crate::store::{Tx, params};

/// Errors: `CaseBlocked` (its `blockers` are words; `reads::closing::of_case` gives the rows), `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct CaseClose {
    pub case: CaseId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClosed {
    pub case: CaseId,
    pub state: CaseState,
}

impl Command for CaseClose {
    type Out = CaseClosed;
    const WORD: &'static str = "case-close";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CaseClosed> {
        CaseRow::open(tx, self.case)?;
        // What changed outside the case (a touch, a status) may have ticked or unticked an item.
        ctx_counts::recount(tx, self.case, None)?;
        after::settle(tx, cx, self.case)?;
        let missing = closing::of_case(tx.conn(), self.case)?;
        if !missing.is_empty() {
            let words: Vec<String> = missing.iter().map(|b| format!("{} {}", b.word(), b.count())).collect();
            return Err(Fault::new(Code::CaseBlocked).with("case", self.case.0).with("blockers", words.join(", ")));
        }
        end(tx, cx, self.case)?;
        Ok(CaseClosed { case: self.case, state: CaseState::Closed })
    }
}

/// Closes a case that nothing keeps open, with its figures; its objects are free for another.
pub(super) fn end(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<()> {
    end_tasks(tx, case)?;
    let figures = metrics::of_case(tx.conn(), case, &cx.clock, cx.office)?.json(cx.clock.zone);
    let fields = [
        ("state", CaseState::Closed.into()),
        ("closed_at", tx.at().into()),
        ("final_metrics", figures.to_string().into()),
    ];
    tx.set(Kind::Case, case.0, &fields)?;
    tx.exec("DELETE FROM active_object WHERE case_id = ?1", params![case])?;
    Ok(())
}

/// One client that is accepted and knows of it needs no ceremony: its case closes by itself (2 §3).
pub(super) fn end_single(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<()> {
    let sql = "SELECT count(*) FROM handover_case WHERE id = ?1 AND kind = 'single' \
               AND state IN ('open','distributing','handing_over')";
    if tx.count(sql, params![case])? > 0 && closing::of_case(tx.conn(), case)?.is_empty() {
        end(tx, cx, case)?;
    }
    Ok(())
}

/// «Передача дел» and what else the case asked of people ends with it; so do its entries in the inboxes.
fn end_tasks(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let at = tx.at();
    let sql = "SELECT id FROM task WHERE case_id = ?1 AND state = 'open'";
    for id in tx.all(sql, params![case], |r| r.get::<_, i64>(0))? {
        tx.set(Kind::Task, id, &[("state", TaskState::Done.into()), ("done_at", at.into())])?;
    }
    inbox_close::close_all(tx, case)
}

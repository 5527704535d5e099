//! «Комментарий в карточке»: a person has put the accepted lines' text into the CRM's cards (2 §4).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, lines};
use crate::base::{CaseId, EmployeeId, Kind, Ref, Res};
use crate::domain::rights::Right;
use crate::store::{Tx, params};

/// Ticks these clients and deals, or with none named every accepted one. Allowed until the results are in, since cards are
/// often filled after the closing. With a `receiver` only what this one has accepted: that they may say themselves.
#[derive(Debug, Clone, Serialize)]
pub struct CommentTick {
    pub case: CaseId,
    pub receiver: Option<EmployeeId>,
    pub objects: Vec<Ref>,
}

/// `ticked` now; `waiting` accepted clients and deals are still without.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentTicked {
    pub ticked: u64,
    pub waiting: u64,
}

/// Accepted clients and deals without the tick.
const WAITING: &str = "l.case_id = ?1 AND l.kind IN ('client','deal') AND l.comment_at IS NULL AND EXISTS \
    (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('accepted','forced'))";

impl Command for CommentTick {
    type Out = CommentTicked;
    const WORD: &'static str = "comment-tick";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![match self.receiver {
            Some(who) => Asks::new(Right::Accept, About::Person(who)),
            None => Asks::new(Right::Batch, About::Case(self.case)),
        }]
    }

    /// Errors: `UnknownCase`, `NotInCase`.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CommentTicked> {
        CaseRow::any(tx, self.case)?;
        tx.about(self.case);
        let ids: Vec<i64> = lines::find_all(tx, self.case, &self.objects)?.iter().map(|l| l.id.0).collect();
        let chosen = serde_json::Value::from(ids).to_string();
        let select = format!(
            "SELECT l.id, ?2 FROM ledger_line l WHERE {WAITING} AND (?3 OR l.id IN (SELECT value FROM json_each(?4))) \
             AND (?5 IS NULL OR l.to_id = ?5)"
        );
        let p = params![self.case, cx.clock.now, self.objects.is_empty(), chosen, self.receiver];
        let ticked = tx.set_all(Kind::Line, &["comment_at"], &select, p)?;
        let waiting = tx.count(&format!("SELECT count(*) FROM ledger_line l WHERE {WAITING}"), params![self.case])?;
        Ok(CommentTicked { ticked, waiting: waiting.unsigned_abs() })
    }
}

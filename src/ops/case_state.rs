//! The state of a case follows its work by itself (2 §3).

use crate::base::{CaseId, Kind, Res};
use crate::domain::case_state::{Progress, may_move, state_of_work};
use crate::domain::{CaseKind, CaseState};
use crate::store::{Tx, params};

const PROGRESS: &str = "\
SELECT count(*) FILTER (WHERE l.batch_seq IS NULL AND (l.proposed_id IS NOT NULL OR l.disposition IS NOT NULL)), \
       count(*) FILTER (WHERE l.batch_seq IS NOT NULL), \
       count(*) FILTER (WHERE l.batch_seq IS NULL), \
       count(*) FILTER (WHERE l.batch_seq IS NOT NULL AND l.disposition = 'assign' \
         AND l.kind IN ('client','deal','task','lead') \
         AND NOT EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('accepted','forced'))) \
  FROM ledger_line l WHERE l.case_id = ?1";

/// Moves an open case to the state its lines are in. A case that is not being worked on stays as it is.
pub(super) fn advance(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let sql = "SELECT kind, state FROM handover_case WHERE id = ?1";
    let Some((kind, state)) =
        tx.one(sql, params![case], |r| Ok((r.get::<_, CaseKind>(0)?, r.get::<_, CaseState>(1)?)))?
    else {
        return Ok(());
    };
    if !state.is_work() {
        return Ok(());
    }
    let n = |v: i64| u64::try_from(v).unwrap_or(0);
    let p = tx.one(PROGRESS, params![case], |r| {
        Ok(Progress {
            proposed: n(r.get(0)?),
            applied: n(r.get(1)?),
            remaining: n(r.get(2)?),
            unaccepted: n(r.get(3)?),
        })
    })?;
    let next = state_of_work(kind, p.unwrap_or_default());
    if may_move(kind, state, next) {
        tx.set(Kind::Case, case.0, &[("state", next.into())])?;
    }
    Ok(())
}

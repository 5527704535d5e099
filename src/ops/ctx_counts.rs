//! Keeps `ctx_required` and `ctx_filled` of the ledger lines. A waived block counts as filled here, because it no longer
//! keeps the line from being offered; the metric of completeness tells them apart (2 §4, §8).

use crate::base::{CaseId, Kind, LineId, Ref, Res};
use crate::domain::LineKind;
use crate::reads::owed::owed;
use crate::store::{Tx, params};

/// Counts anew every client and deal line of a case, or one line. Writes only what differs.
pub(super) fn recount(tx: &mut Tx<'_>, case: CaseId, only: Option<LineId>) -> Res<()> {
    for o in owed(tx.conn(), case, only)? {
        let done = o.completeness();
        let now = (done.required, done.filled + done.waived);
        if now != o.kept {
            let fields = [("ctx_required", now.0.into()), ("ctx_filled", now.1.into())];
            tx.set(Kind::Line, o.line.0, &fields)?;
        }
    }
    Ok(())
}

/// The case an object is handed over in now, with its line there; an object is in one at most (2 §9.18).
pub(super) fn active_line(tx: &Tx<'_>, object: Ref) -> Res<Option<(CaseId, LineId)>> {
    let kind = match object.kind {
        Kind::Client => LineKind::Client,
        Kind::Deal => LineKind::Deal,
        Kind::Task => LineKind::Task,
        _ => return Ok(None),
    };
    tx.one(
        "SELECT l.case_id, l.id FROM ledger_line l JOIN handover_case c ON c.id = l.case_id \
          WHERE l.kind = ?1 AND l.object_id = ?2 AND c.state IN ('open','distributing','handing_over','signing') \
          ORDER BY l.case_id DESC LIMIT 1",
        params![kind, object.id],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )
}

//! Keeps `ctx_required` and `ctx_filled` of the ledger lines. A waived block counts as filled here, because it no longer
//! keeps the line from being offered; the metric of completeness tells them apart (2 §4, §8).

use crate::base::{CaseId, Kind, LineId, Ref, Res};
use crate::domain::LineKind;
use crate::reads::owed::owed;
use crate::store::{Tx, params};

/// Counts anew every client and deal line of a case, or one line; with each that changed, the line of the same object in a
/// case that it was passed on from. Writes only what differs.
pub(super) fn recount(tx: &mut Tx<'_>, case: CaseId, only: Option<LineId>) -> Res<()> {
    for changed in count(tx, case, only)? {
        let twins = "SELECT t.case_id, t.id FROM ledger_line l JOIN ledger_line t ON t.kind = l.kind AND t.object_id = l.object_id \
                       AND t.case_id <> l.case_id JOIN handover_case h ON h.id = t.case_id \
                     WHERE l.id = ?1 AND h.state IN ('open','distributing','handing_over','signing') ORDER BY t.id";
        for (other, line) in
            tx.all(twins, params![changed], |r| Ok((r.get::<_, CaseId>(0)?, r.get::<_, LineId>(1)?)))?
        {
            count(tx, other, Some(line))?;
        }
    }
    Ok(())
}

/// Gives the lines whose counts have changed.
fn count(tx: &mut Tx<'_>, case: CaseId, only: Option<LineId>) -> Res<Vec<LineId>> {
    let mut changed = Vec::new();
    for o in owed(tx.conn(), case, only)? {
        let done = o.completeness();
        let now = (done.required, done.filled + done.waived);
        if now != o.kept {
            let fields = [("ctx_required", now.0.into()), ("ctx_filled", now.1.into())];
            tx.set(Kind::Line, o.line.0, &fields)?;
            changed.push(o.line);
        }
    }
    Ok(changed)
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

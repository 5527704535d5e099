//! Offers lines to their receivers: assigned, applied, and with the context they owe filled, confirmed or waived. The
//! term of acceptance runs from then (2 §5).

use serde_json::json;

use super::Ctx;
use super::inbox::{Note, tell};
use crate::base::{At, CaseId, EmployeeId, Kind, Res};
use crate::domain::deadlines::acceptance_due;
use crate::domain::{InboxKind, Segment, Temperature};
use crate::store::{Tx, params};

/// Every line that is ready and has no live offer, with the term of its weight.
const READY: &str = "SELECT l.case_id, l.id, l.to_id, 'offered', ?2, \
        CASE WHEN l.segment = 'vip' OR l.stage_kind = 'final' THEN ?3 WHEN l.temperature = 'hot' THEN ?4 ELSE ?5 END \
      FROM ledger_line l \
      WHERE l.case_id = ?1 AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL AND l.to_id IS NOT NULL \
        AND l.kind IN ('client','deal','task','lead') AND l.ctx_filled >= l.ctx_required \
        AND NOT EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('offered','accepted','forced')) \
      ORDER BY l.id";

/// Offers every line of the case that has become ready, and tells each receiver once. Gives the number of lines.
pub(super) fn offer_ready(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<u32> {
    let calendar = cx.calendar();
    let term = |segment, temperature| acceptance_due(&calendar, cx.office, cx.clock.now, segment, false, temperature);
    let vip = term(Segment::Vip, Temperature::Hot);
    let hot = term(Segment::Regular, Temperature::Hot);
    let other = term(Segment::Regular, Temperature::Cold);
    let columns = "case_id, line_id, receiver_id, state, offered_at, due_at";
    let n = tx.insert_all(Kind::Acceptance, columns, READY, params![case, tx.at(), vip, hot, other])?;
    if n > 0 {
        tell_receivers(tx, case)?;
    }
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// One entry per receiver and case, with what waits and the earliest term.
fn tell_receivers(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let sql = "SELECT receiver_id, count(*), min(due_at) FROM acceptance WHERE case_id = ?1 AND state = 'offered' \
               GROUP BY receiver_id ORDER BY receiver_id";
    let waiting =
        tx.all(sql, params![case], |r| Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, i64>(1)?, r.get::<_, At>(2)?)))?;
    for (to, n, due) in waiting {
        let args = json!({ "case": case.0, "n": n });
        tell(tx, Note { to, kind: InboxKind::Offered, object: case.into(), args, due: Some(due) })?;
    }
    Ok(())
}

//! Offers lines to their receivers: assigned, applied, and with the context they owe filled, confirmed or waived. The
//! term of acceptance runs from then (2 §5).

use std::collections::BTreeMap;

use serde_json::json;

use super::Ctx;
use super::inbox::{Note, tell};
use crate::base::{At, CaseId, EmployeeId, Kind, Res};
use crate::domain::calendar::Calendar;
use crate::domain::deadlines::acceptance_due;
use crate::domain::{Segment, Temperature};
use crate::store::{Tx, params};

/// Lines of one weight; the three together are all lines, and each has its own term.
const WEIGHTS: [(&str, Segment, bool, Temperature); 3] = [
    ("(l.segment = 'vip' OR l.stage_kind = 'final')", Segment::Vip, true, Temperature::Hot),
    (
        "(l.segment <> 'vip' AND l.stage_kind <> 'final' AND l.temperature = 'hot')",
        Segment::Regular,
        false,
        Temperature::Hot,
    ),
    (
        "(l.segment <> 'vip' AND l.stage_kind <> 'final' AND l.temperature <> 'hot')",
        Segment::Regular,
        false,
        Temperature::Cold,
    ),
];

/// Offers every line of the case that has become ready, and tells each receiver once. Gives the number of lines.
pub(super) fn offer_ready(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<u32> {
    let calendar = Calendar::new(cx.office, BTreeMap::new());
    let mut n = 0;
    for (weight, segment, final_stage, temperature) in WEIGHTS {
        let due = acceptance_due(&calendar, cx.office, cx.clock.now, segment, final_stage, temperature);
        n += offer_weight(tx, case, weight, due)?;
    }
    if n > 0 {
        tell_receivers(tx, case)?;
    }
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

fn offer_weight(tx: &mut Tx<'_>, case: CaseId, weight: &str, due: At) -> Res<u64> {
    let select = format!(
        "SELECT l.case_id, l.id, l.to_id, 'offered', ?2, ?3 FROM ledger_line l \
          WHERE l.case_id = ?1 AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL AND l.to_id IS NOT NULL \
            AND l.kind IN ('client','deal','task','lead') AND l.ctx_filled >= l.ctx_required AND {weight} \
            AND NOT EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id \
                            AND a.state IN ('offered','accepted','forced')) \
          ORDER BY l.id"
    );
    let at = tx.at();
    tx.insert_all(
        Kind::Acceptance,
        "case_id, line_id, receiver_id, state, offered_at, due_at",
        &select,
        params![case, at, due],
    )
}

/// One entry per receiver and case, with what waits and the earliest term.
fn tell_receivers(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let sql = "SELECT receiver_id, count(*), min(due_at) FROM acceptance WHERE case_id = ?1 AND state = 'offered' \
               GROUP BY receiver_id ORDER BY receiver_id";
    let waiting =
        tx.all(sql, params![case], |r| Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, i64>(1)?, r.get::<_, At>(2)?)))?;
    for (to, n, due) in waiting {
        let args = json!({ "case": case.0, "n": n });
        tell(tx, Note { to, kind: "offered", object: case.into(), args, due: Some(due) })?;
    }
    Ok(())
}

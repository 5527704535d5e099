//! Terms of acceptance follow the absences of whoever has to answer (2 §9.2): counted anew from the offer each time an
//! absence is written, made longer or shorter, or is over.

use std::collections::BTreeMap;

use super::Ctx;
use super::offer::{Weight, past_absence, tell_receivers};
use crate::base::{AcceptanceId, At, CaseId, EmployeeId, Kind, Res, Seq};
use crate::store::{Tx, Val, params};

struct Open {
    offer: AcceptanceId,
    case: CaseId,
    offered: At,
    due: At,
    weight: Weight,
}

/// Called after every write of somebody's absence.
pub(super) fn settle(tx: &mut Tx<'_>, cx: &Ctx<'_>, who: EmployeeId) -> Res<()> {
    settle_after(tx, cx, who, &BTreeMap::new())
}

/// `before`: the terms that stood until now, where something else has changed them already.
fn settle_after(tx: &mut Tx<'_>, cx: &Ctx<'_>, who: EmployeeId, before: &BTreeMap<AcceptanceId, At>) -> Res<()> {
    let mut rows = Vec::new();
    let mut cases = Vec::new();
    for o in open(tx, who)? {
        let due = past_absence(tx, cx, who, o.weight, o.weight.term(cx, o.offered))?;
        // Who is back early has the whole term to answer from now on: it did not run while nobody asked him.
        let stood = before.get(&o.offer).copied().unwrap_or(o.due);
        let due = due.max(stood.min(o.weight.term(cx, cx.clock.now)));
        if due != o.due {
            rows.push((o.offer.0, vec![Val::from(due)]));
            cases.push(o.case);
        }
    }
    tx.set_rows(Kind::Acceptance, &["due_at"], rows)?;
    cases.dedup();
    for case in cases {
        tell_receivers(tx, case, Some(who))?;
    }
    Ok(())
}

/// The open offers, with their terms, of everybody whose absence an entry has written.
pub(super) fn of_entry(tx: &Tx<'_>, seq: Seq) -> Res<BTreeMap<EmployeeId, BTreeMap<AcceptanceId, At>>> {
    let sql = "SELECT DISTINCT a.employee_id FROM op_row o JOIN absence a ON a.id = o.id \
               WHERE o.seq = ?1 AND o.kind = 'absence' ORDER BY 1";
    let people: Vec<EmployeeId> = tx.all(sql, params![seq], |r| r.get(0))?;
    people.into_iter().map(|who| Ok((who, open(tx, who)?.into_iter().map(|o| (o.offer, o.due)).collect()))).collect()
}

/// Once the entry is taken back, with what `of_entry` has said before: the old terms are back and may be over by now.
pub(super) fn settle_undone(
    tx: &mut Tx<'_>,
    cx: &Ctx<'_>,
    stood: &BTreeMap<EmployeeId, BTreeMap<AcceptanceId, At>>,
) -> Res<()> {
    stood.iter().try_for_each(|(who, before)| settle_after(tx, cx, *who, before))
}

/// Over `handover_case h`: somebody may still answer in it. What is hidden nobody asks about, what is over nobody waits for.
pub(super) const RUNNING: &str =
    "h.hidden = 0 AND h.state IN ('open','distributing','handing_over','signing','paused')";

fn open(tx: &Tx<'_>, who: EmployeeId) -> Res<Vec<Open>> {
    let sql = format!(
        "SELECT o.id, o.case_id, o.offered_at, o.due_at, coalesce(l.segment, ''), coalesce(l.stage_kind, ''), \
           coalesce(l.temperature, '') \
         FROM acceptance o JOIN ledger_line l ON l.id = o.line_id JOIN handover_case h ON h.id = o.case_id \
         WHERE o.receiver_id = ?1 AND o.state = 'offered' AND {RUNNING} ORDER BY o.case_id, o.id"
    );
    tx.all(&sql, params![who], |r| {
        let weight = Weight::of(&r.get::<_, String>(4)?, &r.get::<_, String>(5)?, &r.get::<_, String>(6)?);
        Ok(Open { offer: r.get(0)?, case: r.get(1)?, offered: r.get(2)?, due: r.get(3)?, weight })
    })
}

//! Items with a computable meaning tick themselves, and untick when what they say is no longer true (2 §3).

use super::Ctx;
use crate::base::{CaseId, ItemId, Kind, Res};
use crate::domain::ItemState;
use crate::domain::checklist::Computed;
use crate::reads::computed;
use crate::store::{Tx, Val, params};

/// Looks at every computable item of the case; writes those whose state changed. Gives their number. What was called off
/// ticks no more: its checklist stays as it was when it ended.
pub(super) fn compute(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<u32> {
    let sql = "SELECT i.id, i.computed, i.state FROM checklist_item i JOIN handover_case h ON h.id = i.case_id \
               WHERE i.case_id = ?1 AND i.computed <> '' AND h.state <> 'withdrawn' ORDER BY i.n";
    let items = tx
        .all(sql, params![case], |r| Ok((r.get::<_, ItemId>(0)?, r.get::<_, String>(1)?, r.get::<_, ItemState>(2)?)))?;
    // An office's own checklist of another version may know meanings that this one does not: they stay as they are.
    let known: Vec<(ItemId, Computed, ItemState)> =
        items.into_iter().filter_map(|(id, word, state)| Some((id, Computed::of(&word)?, state))).collect();
    let wanted: Vec<Computed> = known.iter().map(|(_, what, _)| *what).collect();
    let counts = computed::counts(tx.conn(), case, &wanted)?;
    let mut changed = 0;
    for ((id, _, state), count) in known.into_iter().zip(counts) {
        let next = count.state(state);
        if next == state {
            continue;
        }
        let (by, at) = match next {
            ItemState::Done => (Val::from(&cx.actor), tx.at().into()),
            _ => (Val::NULL, Val::NULL),
        };
        tx.set(Kind::Item, id.0, &[("state", next.into()), ("done_by", by), ("done_at", at)])?;
        changed += 1;
    }
    Ok(changed)
}

//! The checklist of a case, to print.

use super::{actor_name, q};
use crate::base::{CaseId, Clock, Res};
use crate::domain::papers::TickRow;
use crate::domain::{CaseState, ItemState};
use crate::reads::case::{OWN_PART, visible};
use crate::reads::{Scope, case};
use crate::store::{Connection, params};

/// Items by their number, to whoever does not lead the case their own. What was open when the case was called off is not
/// required any more.
/// `who` is a name, or empty where only a role answers; the role's word comes with it.
///
/// Errors: `UnknownCase`.
pub fn checklist(c: &Connection, scope: &Scope, id: CaseId, clock: &Clock) -> Res<Vec<(TickRow, String)>> {
    let view = case::case(c, scope, id, clock)?;
    let over = view.state == CaseState::Withdrawn;
    let head = view.head.map(|w| w.name).unwrap_or_default();
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT i.n, i.list, i.title, coalesce(e.name, ''), i.due_at, i.state, \
                 coalesce(i.evidence, i.reason, ''), i.role, coalesce(i.done_by, '') \
               FROM checklist_item i JOIN handover_case h ON h.id = i.case_id LEFT JOIN employee e ON e.id = i.person_id \
         WHERE i.case_id = ?1 AND ?2 IS ?2 AND (NOT {OWN_PART} OR i.person_id = ?3) ORDER BY i.n"
    );
    let rows = q::all(c, &sql, params![id, department, person], |r| {
        let row = TickRow {
            n: r.get(0)?,
            list: r.get(1)?,
            title: r.get(2)?,
            who: r.get(3)?,
            due: r.get(4)?,
            state: r.get(5)?,
            note: r.get(6)?,
        };
        Ok((row, r.get::<_, String>(7)?, r.get::<_, String>(8)?))
    })?;
    rows.into_iter()
        .map(|(row, role, done_by)| {
            if over && row.state == ItemState::Open {
                return Ok((TickRow { state: ItemState::NotApplicable, due: None, ..row }, role));
            }
            let note = if row.note.is_empty() { actor_name(c, &done_by, &head)? } else { row.note };
            Ok((TickRow { note, ..row }, role))
        })
        .collect()
}

//! The checklist of a case as screens show it: what ticks itself comes with its «47 из 50» (2 §3).

use super::case::{OWN_PART, VISIBLE, visible};
use super::{Scope, computed, q};
use crate::base::{At, CaseId, EmployeeId, ItemId, Res};
use crate::domain::checklist::{Computed, Count, Responsible};
use crate::domain::{ItemState, ListKind, Phase};
use crate::store::{Connection, params};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemView {
    pub id: ItemId,
    /// Its number within the case, as people and scripts say it.
    pub n: u32,
    pub code: String,
    pub title: String,
    pub list: ListKind,
    pub phase: Phase,
    pub role: Option<Responsible>,
    pub person: Option<(EmployeeId, String)>,
    pub due_at: Option<At>,
    /// «Срок сокращён».
    pub shortened: bool,
    pub mandatory: bool,
    /// What it speaks of is not known before the fresh export.
    pub awaits_export: bool,
    /// Such an item ticks itself; it can only be waived or declared not applicable.
    pub computed: Option<(Computed, Count)>,
    pub state: ItemState,
    pub evidence: Option<String>,
    pub reason: Option<String>,
    /// The name of whoever ticked it; `owner` and the program's own words otherwise.
    pub done_by: Option<String>,
    pub done_at: Option<At>,
    pub overdue: bool,
    /// The case was called off: nothing of it is counted any more.
    pub over: bool,
}

impl ItemView {
    /// Called off before it was done: nobody is to do it any more.
    pub fn dropped(&self) -> bool {
        self.over && self.state == ItemState::Open
    }

    /// It counts nothing, since there is nothing: nobody has done it.
    pub fn is_empty(&self) -> bool {
        !self.over && self.state == ItemState::Done && self.computed.is_some_and(|(_, c)| c.all == 0)
    }
}

/// The items of a case in their order. Counts are taken now, so they are right even before the next command.
pub fn of_case(c: &Connection, scope: &Scope, case: CaseId, now: At) -> Res<Vec<ItemView>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT i.code, i.id, i.n, i.title, i.list, i.phase, i.role, i.person_id, e.name, i.due_at, i.shortened, i.mandatory, \
           i.computed, i.state, i.evidence, i.reason, \
           coalesce((SELECT d.name FROM employee d WHERE i.done_by = 'employee:' || d.id), i.done_by), i.done_at, h.state = 'withdrawn' \
         FROM checklist_item i JOIN handover_case h ON h.id = i.case_id LEFT JOIN employee e ON e.id = i.person_id \
         WHERE i.case_id = ?1 AND {VISIBLE} AND (NOT {OWN_PART} OR i.person_id = ?3) ORDER BY i.n"
    );
    let mut out = q::all(c, &sql, params![case, department, person], |r| {
        let (state, over): (ItemState, bool) = (r.get(13)?, r.get(18)?);
        let due_at = r.get::<_, Option<At>>(9)?.filter(|_| !(over && state == ItemState::Open));
        Ok(ItemView {
            code: r.get(0)?,
            id: r.get(1)?,
            n: r.get(2)?,
            title: r.get(3)?,
            list: r.get(4)?,
            phase: r.get(5)?,
            role: Responsible::of(&r.get::<_, String>(6)?),
            person: r.get::<_, Option<EmployeeId>>(7)?.zip(r.get(8)?),
            due_at,
            shortened: r.get(10)?,
            mandatory: r.get(11)?,
            computed: Computed::of(&r.get::<_, String>(12)?).map(|c| (c, Count::default())),
            state,
            evidence: r.get(14)?,
            reason: r.get(15)?,
            done_by: r.get(16)?,
            done_at: r.get(17)?,
            overdue: state == ItemState::Open && due_at.is_some_and(|d| d < now),
            awaits_export: false,
            over,
        })
    })?;
    let wanted: Vec<Computed> = out.iter().filter_map(|i| i.computed.map(|(what, _)| what)).collect();
    let counts = computed::counts(c, case, &wanted)?;
    for ((_, count), now) in out.iter_mut().filter_map(|i| i.computed.as_mut()).zip(counts) {
        *count = now;
    }
    if computed::awaits_export(c, case)? {
        for i in &mut out {
            i.awaits_export = i.state == ItemState::Open && i.computed.is_some_and(|(what, _)| what.of_data());
        }
    }
    Ok(out)
}

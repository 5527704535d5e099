//! The list of handovers, newest first.

use serde::Serialize;

use super::case::{ONLY_RECEIVES, OWN_PART, VISIBLE, led, visible};
use super::moved::{IS_ACCEPTED, TO_ACCEPT};
use super::{Asker, Scope, hidden, q};
use crate::base::{At, CaseId, Clock, Day, EmployeeId, Res};
use crate::domain::rights::Who;
use crate::domain::{CaseKind, CaseState};
use crate::store::{Connection, params};

/// One case in the list, with what says how it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseItem {
    pub id: CaseId,
    pub kind: CaseKind,
    pub state: CaseState,
    pub employee: Option<EmployeeId>,
    pub name: String,
    /// Whom the handover of one client alone is about.
    pub client: Option<String>,
    pub opened_at: Option<At>,
    pub last_day: Option<Day>,
    /// The last day of an absence.
    pub until: Option<Day>,
    /// When a hidden preparation begins by itself.
    pub starts_at: Option<At>,
    pub lines: u64,
    /// Lines without an applied decision.
    pub remaining: u64,
    /// Lines that somebody has accepted or was given by force.
    pub accepted: u64,
    /// Assigned lines that ask for an acceptance.
    pub assigned: u64,
    /// All that ask for one, those that nobody has decided yet included: what `accepted` is counted against.
    pub to_accept: u64,
    pub items: u64,
    pub items_done: u64,
    pub items_overdue: u64,
}

/// All cases the scope sees; those still at work first, then by number, newest first.
pub fn cases(c: &Connection, scope: &Scope, clock: &Clock) -> Res<Vec<CaseItem>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let mine = format!("(l.to_id IS ?3 OR NOT {ONLY_RECEIVES})");
    let sql = format!(
        "SELECT h.id, h.kind, h.state, h.leaver_id, coalesce(e.name, ''), h.opened_at, h.last_day, \
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND {mine}), \
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND l.batch_seq IS NULL AND {mine}), \
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND {mine} AND {TO_ACCEPT} AND {IS_ACCEPTED}), \
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND {mine} AND {TO_ACCEPT} AND l.batch_seq IS NOT NULL), \
           (SELECT count(*) FROM checklist_item i WHERE i.case_id = h.id AND NOT {OWN_PART}), \
           (SELECT count(*) FROM checklist_item i WHERE i.case_id = h.id AND i.state <> 'open' AND NOT {OWN_PART}), \
           (SELECT count(*) FROM checklist_item i WHERE i.case_id = h.id AND i.state = 'open' AND i.due_at < ?1 AND h.state <> 'withdrawn' \
              AND NOT {OWN_PART}), k.name, CASE WHEN x.to_day >= x.from_day THEN x.to_day END, \
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND {mine} AND {TO_ACCEPT}) \
         FROM handover_case h LEFT JOIN employee e ON e.id = h.leaver_id LEFT JOIN client k ON k.id = h.client_id \
         LEFT JOIN absence x ON x.id = h.absence_id WHERE {VISIBLE} \
         ORDER BY h.state IN ('closed','observing','finished','withdrawn'), h.id DESC"
    );
    q::all(c, &sql, params![clock.now, department, person], |r| {
        let n = |i| r.get::<_, i64>(i).map(i64::unsigned_abs);
        Ok(CaseItem {
            id: r.get(0)?,
            kind: r.get(1)?,
            state: r.get(2)?,
            employee: r.get(3)?,
            name: r.get(4)?,
            client: r.get(14)?,
            until: r.get(15)?,
            starts_at: None,
            opened_at: r.get(5)?,
            last_day: r.get(6)?,
            lines: n(7)?,
            remaining: n(8)?,
            accepted: n(9)?,
            assigned: n(10)?,
            to_accept: n(16)?,
            items: n(11)?,
            items_done: n(12)?,
            items_overdue: n(13)?,
        })
    })
}

/// The list as one person sees it: what is prepared in hiding comes first, for who may know of it.
pub fn listed(a: &Asker<'_>) -> Res<Vec<CaseItem>> {
    let drafts = hidden::prepared(a)?.into_iter().map(|p| CaseItem {
        id: p.id,
        kind: CaseKind::Planned,
        state: CaseState::Draft,
        employee: Some(p.employee.id),
        name: p.employee.name,
        client: None,
        opened_at: None,
        last_day: p.last_day,
        until: None,
        starts_at: Some(p.start_at),
        lines: 0,
        remaining: 0,
        accepted: 0,
        assigned: 0,
        to_accept: 0,
        items: 0,
        items_done: 0,
        items_overdue: 0,
    });
    Ok(drafts.chain(of_asker(a)?).collect())
}

/// Those of the scope, and where that is a department also what its member was given of other departments' cases.
fn of_asker(a: &Asker<'_>) -> Res<Vec<CaseItem>> {
    let scope = led(a)?;
    let mut out = cases(a.conn, &scope, &a.clock)?;
    if let (Scope::Department(_), Who::Person { id, .. }) = (scope, a.who) {
        let own = cases(a.conn, &Scope::Own(id), &a.clock)?;
        out.extend(own.into_iter().filter(|c| !out.iter().any(|o| o.id == c.id)).collect::<Vec<_>>());
    }
    Ok(out)
}

/// The case an employee leaves in or is away in now, if any; a single client of theirs that is handed over is none.
pub fn of_leaver(c: &Connection, who: EmployeeId) -> Res<Option<CaseId>> {
    Ok(running(c, who)?.map(|(case, _)| case))
}

/// The same, and of what kind it is.
pub(super) fn running(c: &Connection, who: EmployeeId) -> Res<Option<(CaseId, CaseKind)>> {
    let sql = "SELECT id, kind FROM handover_case WHERE leaver_id = ?1 AND kind <> 'single' \
               AND state IN ('open','distributing','handing_over','signing','paused') ORDER BY id DESC LIMIT 1";
    q::one(c, sql, params![who], |r| Ok((r.get(0)?, r.get(1)?)))
}

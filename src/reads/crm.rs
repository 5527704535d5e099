//! The CRM step (2 §3, condition 6): per receiver, what the CRM is known to name, what waits, and what it still calls the
//! leaver's.

use super::case::{VISIBLE, own_lines, visible};
use super::{Scope, q};
use crate::base::{CaseId, EmployeeId, Res};
use crate::store::{Connection, params};

/// One receiver's objects by what the CRM says; `comments` are cards with the comment ticked, of `all`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrmRow {
    pub receiver: EmployeeId,
    pub name: String,
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
    pub leads: u64,
    pub pending: u64,
    /// «В CRM ещё на …»: a later import names the leaver.
    pub still_leaver: u64,
    pub confirmed: u64,
    pub comments: u64,
}

impl CrmRow {
    pub fn all(&self) -> u64 {
        self.pending + self.still_leaver + self.confirmed
    }
}

/// Receivers with reassigned objects, by name. `clients` … `leads` count what waits, for the CRM's own group operation.
pub fn work(c: &Connection, scope: &Scope, case: CaseId) -> Res<Vec<CrmRow>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT e.id, e.name, \
           count(*) FILTER (WHERE l.kind = 'client' AND l.crm_state <> 'confirmed'), \
           count(*) FILTER (WHERE l.kind = 'deal' AND l.crm_state <> 'confirmed'), \
           count(*) FILTER (WHERE l.kind = 'task' AND l.crm_state <> 'confirmed'), \
           count(*) FILTER (WHERE l.kind = 'lead' AND l.crm_state <> 'confirmed'), \
           count(*) FILTER (WHERE l.crm_state = 'pending'), \
           count(*) FILTER (WHERE l.crm_state = 'still_leaver'), \
           count(*) FILTER (WHERE l.crm_state = 'confirmed'), \
           count(*) FILTER (WHERE l.comment_at IS NOT NULL) \
         FROM ledger_line l JOIN handover_case h ON h.id = l.case_id JOIN employee e ON e.id = l.to_id \
         WHERE l.case_id = ?1 AND {VISIBLE} AND {} AND l.crm_state IS NOT NULL AND l.batch_seq IS NOT NULL \
         GROUP BY e.id ORDER BY e.name_fold, e.id",
        own_lines()
    );
    q::all(c, &sql, params![case, department, person], |r| {
        let n = |i| r.get::<_, i64>(i).map(i64::unsigned_abs);
        Ok(CrmRow {
            receiver: r.get(0)?,
            name: r.get(1)?,
            clients: n(2)?,
            deals: n(3)?,
            tasks: n(4)?,
            leads: n(5)?,
            pending: n(6)?,
            still_leaver: n(7)?,
            confirmed: n(8)?,
            comments: n(9)?,
        })
    })
}

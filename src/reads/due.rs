//! What has come due and waits for somebody to do it: queued side effects, and terms of acceptance that have passed.

use super::q;
use crate::base::{At, CaseId, EmployeeId, JobId, Res};
use crate::store::{Connection, params};

/// A side effect whose time has come; `payload` is its JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueJob {
    pub id: JobId,
    pub kind: String,
    pub payload: String,
    pub case: Option<CaseId>,
    pub receiver: Option<EmployeeId>,
}

/// Jobs that are queued and due, or whose taker has not come back, oldest first.
pub fn jobs(c: &Connection, now: At) -> Res<Vec<DueJob>> {
    let sql = "SELECT id, kind, payload, case_id, receiver_id FROM job WHERE due_at <= ?1 \
               AND (state = 'queued' OR (state = 'running' AND lease_until < ?1)) ORDER BY due_at, id";
    q::all(c, sql, params![now], |r| {
        Ok(DueJob { id: r.get(0)?, kind: r.get(1)?, payload: r.get(2)?, case: r.get(3)?, receiver: r.get(4)? })
    })
}

/// Cases at work with an offer whose term has passed.
pub fn late_cases(c: &Connection, now: At) -> Res<Vec<CaseId>> {
    let sql = "SELECT DISTINCT a.case_id FROM acceptance a JOIN handover_case h ON h.id = a.case_id \
               WHERE a.state = 'offered' AND a.due_at < ?1 \
                 AND h.state IN ('open','distributing','handing_over','signing') ORDER BY a.case_id";
    q::all(c, sql, params![now], |r| r.get(0))
}

//! Who signs the act of a case and who has; where the act was written.

use super::case::{OWN_PART, VISIBLE, visible};
use super::{Scope, q};
use crate::base::{At, CaseId, EmployeeId, Res};
use crate::domain::SignatureState;
use crate::domain::checklist::Count;
use crate::store::{Connection, params};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureView {
    pub id: EmployeeId,
    pub name: String,
    /// `leaver`, `receiver`, `head`, `commission`.
    pub party: String,
    pub state: SignatureState,
    pub at: Option<At>,
    pub note: String,
    /// Of a receiver: how many of their lines that need it are accepted; of the others nothing.
    pub accepted: Count,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActFile {
    pub at: At,
    pub file: String,
    pub sha256: String,
}

/// Lines of the side `p` that its acceptance is asked for.
const OFFERED: &str = "p.party = 'receiver' AND l.case_id = ?1 AND l.to_id = p.id AND l.disposition = 'assign' \
    AND l.batch_seq IS NOT NULL AND l.kind IN ('client','deal','task','lead')";

/// The sides of the act; before it is written, those who will have to sign.
pub fn of_case(c: &Connection, scope: &Scope, case: CaseId) -> Res<Vec<SignatureView>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT e.id, e.name, p.party, coalesce(s.state, 'waiting'), s.at, coalesce(s.note, ''), \
           (SELECT count(*) FROM ledger_line l WHERE {OFFERED}), \
           (SELECT count(*) FROM ledger_line l WHERE {OFFERED} AND (SELECT a.state FROM acceptance a \
              WHERE a.line_id = l.id ORDER BY a.id DESC LIMIT 1) IN ('accepted','forced')) FROM ( \
           SELECT h.leaver_id AS id, 'leaver' AS party, 0 AS ord FROM handover_case h WHERE h.id = ?1 AND {VISIBLE} \
           UNION SELECT l.to_id, 'receiver', 1 FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
             WHERE l.case_id = ?1 AND {VISIBLE} AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL \
           UNION SELECT h.head_id, 'head', 2 FROM handover_case h WHERE h.id = ?1 AND {VISIBLE} \
           UNION SELECT m.employee_id, 'commission', 3 FROM signature m JOIN handover_case h ON h.id = m.case_id \
             WHERE m.case_id = ?1 AND m.party = 'commission' AND {VISIBLE} \
         ) p JOIN employee e ON e.id = p.id JOIN handover_case h ON h.id = ?1 AND (NOT {OWN_PART} OR e.id = ?3) \
         LEFT JOIN signature s ON s.case_id = ?1 AND s.employee_id = e.id AND s.party = p.party \
         ORDER BY p.ord, e.name_fold, e.id"
    );
    q::all(c, &sql, params![case, department, person], |r| {
        Ok(SignatureView {
            id: r.get(0)?,
            name: r.get(1)?,
            party: r.get(2)?,
            state: r.get(3)?,
            at: r.get(4)?,
            note: r.get(5)?,
            accepted: Count { all: r.get::<_, i64>(6)?.unsigned_abs(), done: r.get::<_, i64>(7)?.unsigned_abs() },
        })
    })
}

/// Every writing of the act, newest first.
pub fn files(c: &Connection, scope: &Scope, case: CaseId) -> Res<Vec<ActFile>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT a.at, a.file, a.sha256 FROM act a JOIN handover_case h ON h.id = a.case_id \
         WHERE a.case_id = ?1 AND {VISIBLE} ORDER BY a.id DESC LIMIT 20"
    );
    q::all(c, &sql, params![case, department, person], |r| {
        Ok(ActFile { at: r.get(0)?, file: r.get(1)?, sha256: r.get(2)? })
    })
}

//! What was found in the leaver's mailbox, and whether it was combed to the end (1-G2).

use super::case::{OWN_PART, VISIBLE, visible};
use super::{Asker, q};
use crate::base::{At, CaseId, ClientId, EmployeeId, FindingId, Res, TaskId};
use crate::domain::{MailFound, TaskState};
use crate::store::params;

/// The step «Почта» of one case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailView {
    pub combed_at: Option<At>,
    pub letters: Option<u32>,
    pub findings: Vec<FindingRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    pub id: FindingId,
    pub kind: MailFound,
    pub client: Option<(ClientId, String)>,
    pub text: String,
    /// The task it became: whose, until when, and whether it is done.
    pub task: TaskId,
    pub owner: Option<(EmployeeId, String)>,
    pub due_at: Option<At>,
    pub done: bool,
}

/// Empty for a case that the scope does not see.
pub fn mail(a: &Asker<'_>, case: CaseId) -> Res<MailView> {
    let Some((department, person)) = visible(a.scope) else { return Ok(MailView::default()) };
    let sql =
        format!("SELECT mail_at, mail_letters FROM handover_case h WHERE h.id = ?1 AND {VISIBLE} AND NOT {OWN_PART}");
    let p = params![case, department, person];
    let Some((combed_at, letters)) = q::one(a.conn, &sql, p, |r| Ok((r.get(0)?, r.get(1)?)))? else {
        return Ok(MailView::default());
    };
    let sql = "SELECT f.id, f.kind, f.client_id, c.name, f.text, t.id, t.owner_id, e.name, t.due_at, t.state \
               FROM mail_finding f JOIN task t ON t.id = f.task_id LEFT JOIN client c ON c.id = f.client_id \
               LEFT JOIN employee e ON e.id = t.owner_id \
               WHERE f.case_id = ?1 ORDER BY t.state = 'done', t.due_at IS NULL, t.due_at, f.id";
    let findings = q::all(a.conn, sql, params![case], |r| {
        Ok(FindingRow {
            id: r.get(0)?,
            kind: r.get(1)?,
            client: r.get::<_, Option<ClientId>>(2)?.zip(r.get(3)?),
            text: r.get(4)?,
            task: r.get(5)?,
            owner: r.get::<_, Option<EmployeeId>>(6)?.zip(r.get(7)?),
            due_at: r.get(8)?,
            done: r.get::<_, TaskState>(9)? == TaskState::Done,
        })
    })?;
    Ok(MailView { combed_at, letters, findings })
}

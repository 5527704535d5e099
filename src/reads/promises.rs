//! Promises to clients: of one card, and of a whole case, what waits for the head first.

use super::case::{VISIBLE, own_lines, visible};
use super::{Scope, q};
use crate::base::{At, CaseId, ClientId, Day, Due, EmployeeId, PromiseId, Ref, Res, Seq, TaskId};
use crate::domain::PromiseState;
use crate::domain::papers::PromiseSaid;
use crate::store::{Connection, Row, SqlError, params};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseView {
    pub id: PromiseId,
    pub object: Ref,
    /// «АО «Каскад» — Поставка №118».
    pub title: String,
    pub text: String,
    pub due: Option<Due>,
    pub unusual: bool,
    pub agreed_with: String,
    pub agreed_on: Option<Day>,
    pub why: String,
    pub state: PromiseState,
    /// What the head says is to be told to the client, and who the head was.
    pub answer: String,
    pub decided_by: String,
    pub task: Option<TaskId>,
    pub at: At,
    pub rev: Seq,
}

impl PromiseView {
    /// As papers and cards tell it.
    pub fn said(&self) -> PromiseSaid {
        PromiseSaid {
            text: self.text.clone(),
            due: self.due,
            agreed_with: self.agreed_with.clone(),
            state: self.state,
            answer: self.answer.clone(),
        }
    }
}

const COLUMNS: &str = "p.id, p.kind, p.object_id, \
    CASE p.kind WHEN 'deal' THEN (SELECT coalesce(k.name || ' — ', '') || d.title FROM deal d \
        LEFT JOIN client k ON k.id = d.client_id WHERE d.id = p.object_id) \
      ELSE (SELECT k.name FROM client k WHERE k.id = p.object_id) END, \
    p.text, p.due_day, p.due_minute, p.unusual, p.agreed_with, p.agreed_on, p.why, p.state, p.answer, \
    coalesce((SELECT e.name FROM employee e WHERE p.decided_by = 'employee:' || e.id), ''), p.task_id, p.at, p.rev";

fn read(r: &Row<'_>) -> Result<PromiseView, SqlError> {
    let (day, minute): (Option<Day>, Option<u16>) = (r.get(5)?, r.get(6)?);
    Ok(PromiseView {
        id: r.get(0)?,
        object: Ref::new(r.get(1)?, r.get(2)?),
        title: r.get::<_, Option<String>>(3)?.unwrap_or_default(),
        text: r.get(4)?,
        due: day.map(|day| Due { day, minute }),
        unusual: r.get(7)?,
        agreed_with: r.get(8)?,
        agreed_on: r.get(9)?,
        why: r.get(10)?,
        state: r.get(11)?,
        answer: r.get(12)?,
        decided_by: r.get(13)?,
        task: r.get(14)?,
        at: r.get(15)?,
        rev: r.get(16)?,
    })
}

/// The live promises of a deal or client, the oldest first.
pub fn of_object(c: &Connection, object: Ref) -> Res<Vec<PromiseView>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM promise p WHERE p.kind = ?1 AND p.object_id = ?2 AND p.state <> 'dropped' ORDER BY p.id"
    );
    q::all(c, &sql, params![object.kind, object.id], read)
}

/// The live promises to a client and in its deals, the nearest first.
pub fn to_client(c: &Connection, client: ClientId) -> Res<Vec<PromiseView>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM promise p WHERE p.state <> 'dropped' AND (p.kind = 'client' AND p.object_id = ?1 \
           OR p.kind = 'deal' AND p.object_id IN (SELECT id FROM deal WHERE client_id = ?1)) \
         ORDER BY p.due_at IS NULL, p.due_at, p.id"
    );
    q::all(c, &sql, params![client], read)
}

/// The live promises of what an applied batch gave away, each with whom it went to, by date; one whose task is done is
/// kept.
pub(super) fn given(c: &Connection, case: CaseId) -> Res<Vec<(EmployeeId, PromiseView)>> {
    let sql = format!(
        "SELECT {COLUMNS}, l.to_id FROM ledger_line l JOIN promise p ON p.kind = l.kind AND p.object_id = l.object_id \
           LEFT JOIN task t ON t.id = p.task_id \
         WHERE l.case_id = ?1 AND l.kind IN ('client','deal') AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL \
           AND l.to_id IS NOT NULL AND p.state <> 'dropped' AND coalesce(t.state, 'open') = 'open' \
         ORDER BY p.due_at IS NULL, p.due_at, p.id"
    );
    q::all(c, &sql, params![case], |r| Ok((r.get(17)?, read(r)?)))
}

/// The live promises of what a case hands over: what waits for the head, then by date.
pub fn of_case(c: &Connection, scope: &Scope, case: CaseId) -> Res<Vec<PromiseView>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT {COLUMNS} FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
         JOIN promise p ON p.kind = l.kind AND p.object_id = l.object_id \
         WHERE l.case_id = ?1 AND {VISIBLE} AND {} AND l.kind IN ('client','deal') AND p.state <> 'dropped' \
         ORDER BY p.state <> 'waiting', p.due_at IS NULL, p.due_at, p.id",
        own_lines()
    );
    q::all(c, &sql, params![case, department, person], read)
}

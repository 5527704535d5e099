//! Rows of «Лист передачи» about tasks: the open ones that go along, whose kind asks for something (2 §4).

use crate::base::{CaseId, Day, Due, Res, TaskId};
use crate::domain::TaskKind;
use crate::domain::sheets::OutTask;
use crate::reads::case::{VISIBLE, own_lines, visible};
use crate::reads::tasks::Told;
use crate::reads::{Scope, q};
use crate::store::{Connection, params};

/// Kind by kind, within one by the receiver, then what is due first.
pub(super) fn tasks(c: &Connection, scope: &Scope, case: CaseId) -> Res<Vec<OutTask>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT t.id, t.kind, t.title, k.name, d.title, t.due_day, t.due_minute, e.name, t.fields, t.rev \
         FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
         JOIN task t ON t.id = l.object_id AND t.state = 'open' LEFT JOIN deal d ON d.id = t.deal_id \
         LEFT JOIN client k ON k.id = coalesce(t.client_id, d.client_id) \
         LEFT JOIN employee e ON e.id = coalesce(l.to_id, l.proposed_id) \
         WHERE l.case_id = ?1 AND {VISIBLE} AND {} AND l.kind = 'task' \
           AND (l.disposition IS NULL OR l.disposition = 'assign') \
         ORDER BY t.kind, e.name_fold IS NULL, e.name_fold, e.id, t.due_at IS NULL, t.due_at, t.id",
        own_lines()
    );
    let all = q::all(c, &sql, params![case, department, person], |r| {
        let (day, minute): (Option<Day>, Option<u16>) = (r.get(5)?, r.get(6)?);
        let kind: TaskKind = r.get(1)?;
        Ok(OutTask {
            task: r.get(0)?,
            kind,
            title: r.get(2)?,
            client: r.get(3)?,
            deal: r.get(4)?,
            due: day.map(|day| Due { day, minute }),
            receiver: r.get(7)?,
            told: Told::of(kind, &r.get::<_, String>(8)?).all().to_vec(),
            rev: r.get(9)?,
        })
    })?;
    Ok(all.into_iter().filter(|t| !t.told.is_empty()).collect())
}

/// What kind a task is of today; `None` for one that is not there.
pub fn kind(c: &Connection, task: TaskId) -> Res<Option<TaskKind>> {
    q::one(c, "SELECT kind FROM task WHERE id = ?1", params![task], |r| r.get(0))
}

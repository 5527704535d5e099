//! The side effect that closes an access, or gives it back, by the office's own command: queued in the transaction of
//! whatever wishes it, run after it (`jobs/due/revoke`).

use serde_json::json;

use super::Ctx;
use crate::base::{AccessId, CaseId, EmployeeId, JobId, Res};
use crate::domain::hooks::{HookAction, HookFacts};
use crate::store::{Tx, params};

/// The access a command is wanted for.
pub(super) struct HookRow {
    pub access: AccessId,
    pub case: Option<CaseId>,
    pub employee: EmployeeId,
    pub action: HookAction,
}

/// Queues the command, to be run at once. `false`: the office has none for this system, or the account lacks what its
/// arguments are made of, so people have to do it; or its opposite runs, or nobody knows whether it ran, and this one is
/// ordered once that is settled (`hook_follow`). A command that waits or runs already is not doubled.
pub(super) fn order(tx: &mut Tx<'_>, cx: &Ctx<'_>, row: &HookRow) -> Res<bool> {
    let op_id = format!("{}-{}", hex(&cx.op_id.0), row.access.0);
    let Some(facts) = facts(tx, &op_id, row)? else { return Ok(false) };
    let fits = cx.office.hooks.get(&facts.system).is_some_and(|h| h.argv(&facts).is_ok_and(|argv| !argv.is_empty()));
    if !fits {
        return Ok(false);
    }
    // What was wished before, and is the opposite now, is not begun any more.
    let opposite = "DELETE FROM job WHERE access_id = ?1 AND kind <> ?2 AND state = 'queued'";
    tx.exec(opposite, params![row.access, row.action.word()])?;
    let sql = "SELECT kind = ?2 FROM job WHERE access_id = ?1 AND kind IN ('revoke','restore') \
               AND state IN ('queued','running','unknown') ORDER BY id DESC LIMIT 1";
    match tx.one(sql, params![row.access, row.action.word()], |r| r.get(0))? {
        Some(same) => Ok(same),
        None => queue(tx, row, facts).map(|_| true),
    }
}

fn queue(tx: &mut Tx<'_>, row: &HookRow, facts: HookFacts) -> Res<JobId> {
    let payload = json!({ "access": row.access, "op_id": facts.op_id });
    let job = tx.job(row.action.word(), &payload.to_string(), tx.at(), None)?;
    tx.exec(
        "UPDATE job SET access_id = ?2, employee_id = ?3, case_id = ?4, role = 'it' WHERE id = ?1",
        params![job, row.access, row.employee, row.case],
    )?;
    Ok(job)
}

/// What the command may be told; `None` when the access is gone.
pub(super) fn facts(tx: &Tx<'_>, op_id: &str, row: &HookRow) -> Res<Option<HookFacts>> {
    let sql = "SELECT a.system, a.title, a.login, e.name FROM access a JOIN employee e ON e.id = a.employee_id \
               WHERE a.id = ?1";
    tx.one(sql, params![row.access], |r| {
        Ok(HookFacts {
            system: r.get(0)?,
            title: r.get(1)?,
            login: r.get(2)?,
            employee: r.get(3)?,
            employee_id: row.employee.to_string(),
            case: row.case.map_or_else(String::new, |c| c.to_string()),
            action: row.action,
            op_id: op_id.to_owned(),
        })
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

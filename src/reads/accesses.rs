//! The step «Доступы»: one row per account, with what is due (2 §7).

use serde::Serialize;

use super::case::{VISIBLE, visible};
use super::{Scope, q};
use crate::base::{AccessId, At, CaseId, Res};
use crate::domain::accesses::is_closed;
use crate::domain::{AccessState, JobState, Role};
use crate::store::{Connection, params};

/// One account in one system. No password is ever stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessView {
    pub id: AccessId,
    pub system: String,
    pub title: String,
    pub login: String,
    pub shared: bool,
    pub action: String,
    pub needs_redirect: bool,
    pub redirected: Option<String>,
    pub state: AccessState,
    pub due_at: Option<At>,
    pub asked_at: Option<At>,
    pub done_at: Option<At>,
    pub done_by: Option<String>,
    pub evidence: Option<String>,
    pub verified_at: Option<At>,
    pub verified_by: Option<String>,
    /// Not closed, and its time has passed.
    pub overdue: bool,
    /// Who closes it, and whom to ring when it is not closed in time.
    pub role: Role,
    pub ring: Option<Help>,
    /// How the last command of the office that closes it stands.
    pub command: Option<JobState>,
}

/// Somebody to ring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Help {
    pub name: String,
    pub phone: String,
}

/// The accesses of a case by deadline; those that wait for their redirection come with it unset.
pub fn of_case(c: &Connection, scope: &Scope, case: CaseId, now: At) -> Res<Vec<AccessView>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT a.id, a.system, a.title, a.login, a.shared, a.action, a.needs_redirect, a.redirected, a.state, a.due_at, \
           a.asked_at, a.done_at, a.done_by, a.evidence, a.verified_at, a.verified_by, a.role, \
           (SELECT j.state FROM job j WHERE j.access_id = a.id ORDER BY j.id DESC LIMIT 1) \
         FROM access a JOIN handover_case h ON h.id = a.case_id WHERE a.case_id = ?1 AND {VISIBLE} \
         ORDER BY a.due_at IS NULL, a.due_at, a.id"
    );
    let mut rows = q::all(c, &sql, params![case, department, person], |r| {
        let (state, due_at): (AccessState, Option<At>) = (r.get(8)?, r.get(9)?);
        Ok(AccessView {
            id: r.get(0)?,
            system: r.get(1)?,
            title: r.get(2)?,
            login: r.get(3)?,
            shared: r.get(4)?,
            action: r.get(5)?,
            needs_redirect: r.get(6)?,
            redirected: r.get(7)?,
            state,
            due_at,
            asked_at: r.get(10)?,
            done_at: r.get(11)?,
            done_by: r.get(12)?,
            evidence: r.get(13)?,
            verified_at: r.get(14)?,
            verified_by: r.get(15)?,
            overdue: !is_closed(state) && due_at.is_some_and(|d| d < now),
            role: r.get(16)?,
            ring: None,
            command: r.get(17)?,
        })
    })?;
    let mut known: Vec<(Role, Option<Help>)> = Vec::new();
    for row in &mut rows {
        row.ring = match known.iter().find(|(role, _)| *role == row.role) {
            Some((_, help)) => help.clone(),
            None => {
                let help = help(c, row.role)?;
                known.push((row.role, help.clone()));
                help
            }
        };
    }
    Ok(rows)
}

/// The first of a role who is at work and has a number.
pub fn help(c: &Connection, role: Role) -> Res<Option<Help>> {
    let sql = "SELECT name, phone FROM employee WHERE role = ?1 AND status IN ('active','probation') AND access_closed = 0 \
               ORDER BY phone = '', id LIMIT 1";
    q::one(c, sql, params![role], |r| Ok(Help { name: r.get(0)?, phone: r.get(1)? }))
}

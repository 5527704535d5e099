//! Accounts and what is to be done about them (2 §7): of one case for the wizard, of one person, and as a list of
//! everything that waits for somebody; `access_matrix` has them as employees × systems.

use serde::Serialize;

use super::ask::Asker;
use super::case::{OWN_PART, VISIBLE, visible};
use super::{Scope, q, who};
use crate::base::{AccessId, At, CaseId, Clock, Day, EmployeeId, Res};
use crate::domain::accesses::is_open;
use crate::domain::hooks::HookRan;
use crate::domain::rights::Matrix;
use crate::domain::{AccessState, JobState, Role};
use crate::store::{Connection, Row, SqlError, params};

/// One account in one system. No password is ever stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessView {
    pub id: AccessId,
    pub employee: EmployeeId,
    pub name: String,
    pub case: Option<CaseId>,
    pub system: String,
    pub title: String,
    pub login: String,
    pub shared: bool,
    pub action: String,
    /// Who closes it.
    pub role: Role,
    pub note: String,
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
    /// Whom to ring when it is not closed in time.
    pub ring: Option<Help>,
    /// How far its last command is; none where people do it.
    pub command: Option<JobState>,
    /// What came of that command.
    pub ran: Option<HookRan>,
    /// Others who know a shared account, and are to be told its new password.
    pub knows: Option<String>,
}

impl AccessView {
    /// It stands in the register of somebody who stays.
    pub fn is_held(&self) -> bool {
        self.case.is_none() && self.state == AccessState::Planned && self.due_at.is_none()
    }

    /// Somebody has to do something about it: close it, give it back, or say what came of its command.
    pub fn waits(&self) -> bool {
        (self.case.is_some() && is_open(self.state)) || self.state == AccessState::Restore
    }

    /// Nobody knows what came of its command, or it failed.
    pub fn is_trouble(&self) -> bool {
        matches!(self.command, Some(JobState::Unknown | JobState::Failed)) && self.waits()
    }
}

const COLUMNS: &str = "a.id, a.employee_id, e.name, a.case_id, a.system, a.title, a.login, a.shared, a.action, a.role, a.note, \
    a.needs_redirect, a.redirected, a.state, a.due_at, a.asked_at, a.done_at, a.done_by, a.evidence, a.verified_at, \
    a.verified_by, (SELECT j.state || ' ' || coalesce(j.result, '') FROM job j WHERE j.access_id = a.id \
      AND (j.case_id IS a.case_id OR a.case_id IS NULL OR j.state IN ('queued','running','unknown')) ORDER BY j.id DESC LIMIT 1), \
    CASE WHEN a.shared = 1 AND a.login <> '' THEN (SELECT group_concat(o.name, ', ') FROM access s \
      JOIN employee o ON o.id = s.employee_id WHERE s.system = a.system AND s.login = a.login \
      AND s.employee_id <> a.employee_id AND s.shared = 1 AND s.state <> 'void' AND o.status <> 'dismissed') END";

fn view(r: &Row<'_>, now: At) -> Result<AccessView, SqlError> {
    let (state, due_at): (AccessState, Option<At>) = (r.get(13)?, r.get(14)?);
    let job: Option<String> = r.get(21)?;
    let (command, result) = job.as_deref().and_then(|j| j.split_once(' ')).unzip();
    Ok(AccessView {
        id: r.get(0)?,
        employee: r.get(1)?,
        name: r.get(2)?,
        case: r.get(3)?,
        system: r.get(4)?,
        title: r.get(5)?,
        login: r.get(6)?,
        shared: r.get(7)?,
        action: r.get(8)?,
        role: r.get(9)?,
        note: r.get(10)?,
        needs_redirect: r.get(11)?,
        redirected: r.get(12)?,
        state,
        due_at,
        asked_at: r.get(15)?,
        done_at: r.get(16)?,
        done_by: r.get(17)?,
        evidence: r.get(18)?,
        verified_at: r.get(19)?,
        verified_by: r.get(20)?,
        overdue: matches!(state, AccessState::Planned | AccessState::Asked) && due_at.is_some_and(|d| d < now),
        ring: None,
        command: command.and_then(JobState::of),
        ran: result.and_then(|r| serde_json::from_str(r).ok()),
        knows: r.get(22)?,
    })
}

/// Somebody to ring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Help {
    pub name: String,
    pub phone: String,
}

/// The first of a role who is at work and has a number.
pub fn help(c: &Connection, role: Role) -> Res<Option<Help>> {
    let sql = "SELECT name, coalesce(phone, '') AS number FROM employee WHERE role = ?1 \
               AND status IN ('active','probation') AND access_closed = 0 ORDER BY number = '', id LIMIT 1";
    q::one(c, sql, params![role], |r| Ok(Help { name: r.get(0)?, phone: r.get(1)? }))
}

/// Each with whom to ring about it.
fn with_help(c: &Connection, mut rows: Vec<AccessView>) -> Res<Vec<AccessView>> {
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

/// The accesses of a case by deadline; those that wait for their redirection come with it unset.
pub fn of_case(c: &Connection, scope: &Scope, case: CaseId, now: At) -> Res<Vec<AccessView>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT {COLUMNS} FROM access a JOIN employee e ON e.id = a.employee_id JOIN handover_case h ON h.id = a.case_id \
         WHERE a.case_id = ?1 AND {VISIBLE} AND NOT {OWN_PART} ORDER BY a.due_at IS NULL, a.due_at, a.id"
    );
    with_help(c, q::all(c, &sql, params![case, department, person], |r| view(r, now))?)
}

/// Which accounts a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    #[default]
    All,
    /// What somebody has to do something about.
    Waits,
    Overdue,
    /// Due by the end of today, what is late included.
    Today,
    /// What somebody of this role has to do; for security also what is to be verified.
    For(Role),
    /// Commands that failed, or of which nobody knows.
    Trouble,
    /// To be given back.
    Restore,
    /// Closed and not verified yet.
    Unverified,
}

/// A question to the register; empty finds all that may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Find {
    pub employee: Option<EmployeeId>,
    pub which: Which,
    /// Only what is due by the end of this day.
    pub by: Option<Day>,
}

/// The register as far as the reader has to do with accesses (6 §3), by deadline; what was never there is left out.
pub fn register(a: &Asker<'_>, find: &Find) -> Res<Vec<AccessView>> {
    let Some((department, person)) = visible(&who::accesses(&Matrix::shipped()?, &a.who)) else {
        return Ok(Vec::new());
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM access a JOIN employee e ON e.id = a.employee_id \
         WHERE a.state <> 'void' AND (?1 IS NULL OR a.employee_id = ?1) AND (?2 IS NULL OR e.department_id = ?2) \
           AND (?3 IS NULL OR a.employee_id = ?3) \
         ORDER BY a.due_at IS NULL, a.due_at, e.name_fold, a.id"
    );
    let mut rows = q::all(a.conn, &sql, params![find.employee, department, person], |r| view(r, a.clock.now))?;
    rows.retain(|r| shows(r, find, &a.clock));
    with_help(a.conn, rows)
}

fn shows(r: &AccessView, find: &Find, clock: &Clock) -> bool {
    let due_by = |day: Day| r.due_at.is_some_and(|at| clock.zone.day(at) <= day);
    let which = match find.which {
        Which::All => true,
        Which::Waits => r.waits(),
        Which::Overdue => r.waits() && r.overdue,
        Which::Today => r.waits() && due_by(clock.today()),
        Which::For(Role::Security) if r.state == AccessState::Done && r.case.is_some() => true,
        Which::For(role) => r.waits() && r.role == role,
        Which::Trouble => r.is_trouble(),
        Which::Restore => r.state == AccessState::Restore,
        Which::Unverified => r.state == AccessState::Done,
    };
    which && find.by.is_none_or(|day| due_by(day) || r.state == AccessState::Restore)
}

//! Incidents: what is suspected, confirmed, dismissed, and the notices of 152-ФЗ that are due.

use serde::Serialize;

use super::who::Sight;
use super::{Scope, q};
use crate::base::{At, ClientId, EmployeeId, HOUR_MS, IncidentId, Res, SignalId};
use crate::domain::{IncidentKind, IncidentState, Notice};
use crate::store::{Connection, Row, SqlError, params};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentRow {
    pub id: IncidentId,
    pub kind: IncidentKind,
    pub state: IncidentState,
    pub employee: Option<EmployeeId>,
    /// Empty: nobody is known to be behind it.
    pub name: String,
    pub client: Option<ClientId>,
    pub client_name: String,
    pub signal: Option<SignalId>,
    pub what: String,
    /// Personal data is in it.
    pub personal: bool,
    pub found_at: At,
    pub by_actor: String,
    pub notified_24: Option<At>,
    pub notified_72: Option<At>,
    pub reason: String,
    pub decided_at: Option<At>,
}

impl IncidentRow {
    /// Until when a notice is due; `None` where no clock runs.
    pub fn due(&self, notice: Notice) -> Option<At> {
        let runs = self.personal && self.state != IncidentState::Dismissed;
        runs.then(|| self.found_at.plus(notice.hours() * HOUR_MS))
    }

    pub fn notified(&self, notice: Notice) -> Option<At> {
        match notice {
            Notice::Hours24 => self.notified_24,
            Notice::Hours72 => self.notified_72,
        }
    }

    /// The first notice that is not made.
    pub fn next(&self) -> Option<(Notice, At)> {
        let open = |n: &&Notice| self.notified(**n).is_none();
        Notice::ALL.iter().filter(open).find_map(|n| Some((*n, self.due(*n)?)))
    }
}

/// `?1` and `?2`: a department or a person, `?3` who looks. An incident belongs to whom it is about, else to its client's manager, else to
/// whoever found it.
const SEEN: &str = "(?1 IS NULL OR EXISTS (SELECT 1 FROM employee s WHERE s.department_id = ?1 AND (s.id = i.employee_id \
      OR s.id = (SELECT c.owner_id FROM client c WHERE c.id = i.client_id) OR i.by_actor = 'employee:' || s.id))) \
    AND (?2 IS NULL OR i.employee_id = ?2) AND (?3 IS NULL OR i.employee_id IS NOT ?3)";

const COLUMNS: &str = "i.id, i.kind, i.state, i.employee_id, coalesce(e.name, ''), i.client_id, coalesce(k.name, ''), \
    i.signal_id, i.what, i.personal, i.found_at, i.by_actor, i.notified_24, i.notified_72, coalesce(i.reason, ''), i.decided_at";

fn reach(sight: &Sight) -> Option<(Option<i64>, Option<i64>)> {
    match sight.scope {
        Scope::All => Some((None, None)),
        Scope::Department(d) => Some((Some(d.0), None)),
        Scope::Own(e) => Some((None, Some(e.0))),
        Scope::Nothing => None,
    }
}

fn row(r: &Row<'_>) -> Result<IncidentRow, SqlError> {
    Ok(IncidentRow {
        id: r.get(0)?,
        kind: r.get(1)?,
        state: r.get(2)?,
        employee: r.get(3)?,
        name: r.get(4)?,
        client: r.get(5)?,
        client_name: r.get(6)?,
        signal: r.get(7)?,
        what: r.get(8)?,
        personal: r.get(9)?,
        found_at: r.get(10)?,
        by_actor: r.get(11)?,
        notified_24: r.get(12)?,
        notified_72: r.get(13)?,
        reason: r.get(14)?,
        decided_at: r.get(15)?,
    })
}

/// Newest first, at most [`super::signals::LIMIT`]; `open` leaves the dismissed and those with nothing left to do.
pub fn list(c: &Connection, sight: &Sight, person: Option<EmployeeId>, open: bool) -> Res<Vec<IncidentRow>> {
    let Some((department, own)) = reach(sight) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT {COLUMNS} FROM incident i LEFT JOIN employee e ON e.id = i.employee_id \
           LEFT JOIN client k ON k.id = i.client_id WHERE {SEEN} AND (?4 IS NULL OR i.employee_id = ?4) \
            AND (NOT ?5 OR i.state = 'suspected' OR (i.state = 'confirmed' AND i.personal = 1 \
                 AND (i.notified_24 IS NULL OR i.notified_72 IS NULL))) \
          ORDER BY i.found_at DESC, i.id DESC LIMIT {}",
        super::signals::LIMIT
    );
    q::all(c, &sql, params![department, own, sight.me, person, open], row)
}

pub fn one(c: &Connection, sight: &Sight, id: IncidentId) -> Res<Option<IncidentRow>> {
    let Some((department, own)) = reach(sight) else { return Ok(None) };
    let sql = format!(
        "SELECT {COLUMNS} FROM incident i LEFT JOIN employee e ON e.id = i.employee_id \
           LEFT JOIN client k ON k.id = i.client_id WHERE {SEEN} AND i.id = ?4"
    );
    q::one(c, &sql, params![department, own, sight.me, id], row)
}

/// A notice that is to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueNotice {
    pub incident: IncidentId,
    pub kind: IncidentKind,
    pub notice: Notice,
    pub due_at: At,
    pub overdue: bool,
    /// Whom it is about; empty: nobody known.
    pub name: String,
}

/// Notices not made yet, by deadline: both clocks of every incident with personal data that is not dismissed.
pub fn due(c: &Connection, sight: &Sight, now: At) -> Res<Vec<DueNotice>> {
    let mut out: Vec<DueNotice> = Vec::new();
    for i in list(c, sight, None, true)? {
        for notice in Notice::ALL.iter().copied().filter(|n| i.notified(*n).is_none()) {
            if let Some(due_at) = i.due(notice) {
                let (incident, kind, name) = (i.id, i.kind, i.name.clone());
                out.push(DueNotice { incident, kind, notice, due_at, overdue: due_at < now, name });
            }
        }
    }
    out.sort_by_key(|d| (d.due_at, d.incident));
    Ok(out)
}

/// Confirmed and suspected ones about one person found within a time: the leaks of 2 §8.
pub fn leaks(c: &Connection, person: EmployeeId, from: At, to: At) -> Res<(u64, u64)> {
    let sql = "SELECT count(*) FILTER (WHERE state = 'confirmed'), count(*) FILTER (WHERE state = 'suspected') \
        FROM incident WHERE employee_id = ?1 AND found_at >= ?2 AND found_at <= ?3";
    let n = |v: i64| v.unsigned_abs();
    Ok(q::one(c, sql, params![person, from, to], |r| Ok((n(r.get(0)?), n(r.get(1)?))))?.unwrap_or_default())
}

//! What has come due and waits for somebody to do it: queued side effects, and terms of acceptance that have passed.

use std::collections::BTreeMap;

use super::q;
use crate::base::{AccessId, At, CaseId, EmployeeId, JobId, LetterId, Res};
use crate::domain::calendar::Calendar;
use crate::domain::letter::not_bounced_at;
use crate::domain::settings::Office;
use crate::store::{Connection, params};

/// A side effect whose time has come; `payload` is its JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueJob {
    pub id: JobId,
    pub kind: String,
    pub payload: String,
    pub case: Option<CaseId>,
    pub receiver: Option<EmployeeId>,
    /// The chain's step; empty for work of its own.
    pub step: String,
    /// Whom it is about.
    pub employee: Option<EmployeeId>,
}

/// Jobs that are queued and due, or whose taker has not come back, oldest first.
pub fn jobs(c: &Connection, now: At) -> Res<Vec<DueJob>> {
    let sql = "SELECT id, kind, payload, case_id, receiver_id, step, employee_id FROM job WHERE due_at <= ?1 \
               AND (state = 'queued' OR (state = 'running' AND lease_until < ?1)) ORDER BY due_at, id";
    q::all(c, sql, params![now], |r| {
        Ok(DueJob {
            id: r.get(0)?,
            kind: r.get(1)?,
            payload: r.get(2)?,
            case: r.get(3)?,
            receiver: r.get(4)?,
            step: r.get(5)?,
            employee: r.get(6)?,
        })
    })
}

/// When something falls due next: a job, the lease of one that was taken, a term of acceptance, an access, or a letter that
/// did not come back. May lie in the past.
pub fn next(c: &Connection, office: &Office) -> Res<Option<At>> {
    let first = |sql: &str| q::one(c, sql, params![], |r| r.get::<_, Option<At>>(0)).map(Option::flatten);
    let job = first("SELECT min(due_at) FROM job WHERE state = 'queued'")?;
    // Only when the lease, or the term, has passed.
    let after = |at: Option<At>| at.map(|at| at.plus(1));
    let taken = after(first("SELECT min(max(lease_until, due_at)) FROM job WHERE state = 'running'")?);
    let term = after(first(
        "SELECT a.due_at FROM acceptance a JOIN handover_case h ON h.id = a.case_id WHERE a.state = 'offered' \
         AND h.state IN ('open','distributing','handing_over','signing') ORDER BY a.due_at LIMIT 1",
    )?);
    let calendar = Calendar::of(office);
    let hooked = |system: &str, login: &str| office.hooks.get(system).is_some_and(|h| h.closes(system, login));
    let access = accesses_open(c, &calendar, hooked)?.first().map(|a| a.due);
    let sent = first(
        "SELECT min(t.sent_at) FROM letter t JOIN handover_case h ON h.id = t.case_id WHERE t.state = 'sent' \
         AND t.problem <> 'joined' AND h.state NOT IN ('draft','paused','withdrawn','finished')",
    )?;
    let letter = sent.map(|at| not_bounced_at(&calendar, at));
    Ok([job, taken, term, access, letter].into_iter().flatten().min())
}

/// Cases at work with an offer whose term has passed.
pub fn late_cases(c: &Connection, now: At) -> Res<Vec<CaseId>> {
    let sql = "SELECT DISTINCT a.case_id FROM acceptance a JOIN handover_case h ON h.id = a.case_id \
               WHERE a.state = 'offered' AND a.due_at < ?1 \
                 AND h.state IN ('open','distributing','handing_over','signing') ORDER BY a.case_id";
    q::all(c, sql, params![now], |r| r.get(0))
}

/// Letters sent so long ago that they count as «не вернулось», by case (2 §6).
pub fn came_through(c: &Connection, calendar: &Calendar, now: At) -> Res<Vec<(CaseId, Vec<LetterId>)>> {
    let sql = "SELECT t.case_id, t.id, t.sent_at FROM letter t JOIN handover_case h ON h.id = t.case_id \
               WHERE t.state = 'sent' AND t.sent_at IS NOT NULL AND t.problem <> 'joined' \
                 AND h.state NOT IN ('draft','paused','withdrawn','finished') ORDER BY t.case_id, t.id";
    let sent =
        q::all(c, sql, params![], |r| Ok((r.get::<_, CaseId>(0)?, r.get::<_, LetterId>(1)?, r.get::<_, At>(2)?)))?;
    let mut out: Vec<(CaseId, Vec<LetterId>)> = Vec::new();
    for (case, id, _) in sent.into_iter().filter(|(_, _, at)| not_bounced_at(calendar, *at) <= now) {
        match out.last_mut().filter(|(c, _)| *c == case) {
            Some((_, ids)) => ids.push(id),
            None => out.push((case, vec![id])),
        }
    }
    Ok(out)
}

/// An access that is to be closed and for which nothing has been set going yet.
struct OpenAccess {
    case: CaseId,
    id: AccessId,
    due: At,
}

/// Those that nobody was asked to close, or for which the office has a command (`hooked` tells by system and login) that was
/// not queued for this closing; and what was given back until a last day. By their terms: what somebody has cut is due
/// since then. Neither a pause of the case nor its closing stops them (2 §3).
fn accesses_open(c: &Connection, calendar: &Calendar, hooked: impl Fn(&str, &str) -> bool) -> Res<Vec<OpenAccess>> {
    let sql = "SELECT a.case_id, a.id, coalesce(a.cut_at, a.due_at), a.system, a.login, a.state = 'planned' FROM access a \
               JOIN handover_case h ON h.id = a.case_id \
               WHERE a.state IN ('planned','asked') AND a.due_at IS NOT NULL AND h.state NOT IN ('draft','finished','withdrawn') \
                 AND (a.state = 'planned' OR NOT (a.needs_redirect AND a.redirected IS NULL)) \
                 AND NOT EXISTS (SELECT 1 FROM job j WHERE j.access_id = a.id AND (j.state IN ('queued','running','unknown') \
                   OR (j.kind = 'revoke' AND j.result IS NOT 'not_needed' AND j.due_at >= coalesce(a.cut_at, a.due_at))))";
    let rows = q::all(c, sql, params![], |r| {
        let open = OpenAccess { case: r.get(0)?, id: r.get(1)?, due: r.get(2)? };
        Ok((open, r.get::<_, String>(3)?, r.get::<_, String>(4)?, r.get::<_, bool>(5)?))
    })?;
    let wanted = rows.into_iter().filter(|(_, system, login, planned)| *planned || hooked(system, login));
    let given_back = "SELECT a.case_id, a.id, h.last_day FROM handover_case h JOIN access a ON a.case_id = h.id \
                      WHERE h.kind = 'planned' AND h.state NOT IN ('draft','finished','withdrawn') \
                        AND h.last_day IS NOT NULL AND a.employee_id = h.leaver_id AND a.state IN ('restore','restored')";
    let given_back = q::all(c, given_back, params![], |r| {
        Ok(OpenAccess { case: r.get(0)?, id: r.get(1)?, due: calendar.end_of(r.get(2)?) })
    })?;
    let mut open: Vec<OpenAccess> = wanted.map(|(open, ..)| open).chain(given_back).collect();
    open.sort_by_key(|a| (a.due, a.case, a.id));
    Ok(open)
}

/// Accesses whose time has come and for which nothing has been set going yet, by case.
pub fn accesses_to_cut(
    c: &Connection,
    calendar: &Calendar,
    hooked: impl Fn(&str, &str) -> bool,
    now: At,
) -> Res<Vec<(CaseId, Vec<AccessId>)>> {
    let mut out: BTreeMap<CaseId, Vec<AccessId>> = BTreeMap::new();
    for a in accesses_open(c, calendar, hooked)?.into_iter().filter(|a| a.due <= now) {
        out.entry(a.case).or_default().push(a.id);
    }
    Ok(out.into_iter().collect())
}

/// A queued command of an access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookJob {
    pub id: JobId,
    /// `revoke` or `restore`.
    pub kind: String,
    pub access: AccessId,
    pub case: Option<CaseId>,
}

/// Commands that are queued and due, or whose taker has not come back, oldest first.
pub fn hook_jobs(c: &Connection, now: At) -> Res<Vec<HookJob>> {
    let sql = "SELECT id, kind, access_id, case_id FROM job WHERE due_at <= ?1 AND access_id IS NOT NULL \
               AND (state = 'queued' OR (state = 'running' AND lease_until < ?1)) ORDER BY due_at, id";
    q::all(c, sql, params![now], |r| Ok(HookJob { id: r.get(0)?, kind: r.get(1)?, access: r.get(2)?, case: r.get(3)? }))
}

/// Cases that may get late arrivals and have no morning of theirs queued: at work, or over with a leaver who is gone.
pub fn unwatched(c: &Connection) -> Res<Vec<CaseId>> {
    let sql = "SELECT h.id FROM handover_case h JOIN employee e ON e.id = h.leaver_id \
               WHERE h.kind <> 'single' AND h.state IN ('open','distributing','handing_over','signing','closed','observing') \
                 AND (h.state NOT IN ('closed','observing') OR h.kind <> 'absence' AND e.status IN ('leaving','dismissed')) \
                 AND h.id = (SELECT max(o.id) FROM handover_case o WHERE o.leaver_id = h.leaver_id AND o.kind <> 'single' AND o.state NOT IN ('withdrawn','draft')) \
                 AND NOT EXISTS (SELECT 1 FROM job j WHERE j.case_id = h.id AND j.kind = 'late' AND j.state = 'queued') \
               ORDER BY h.id";
    q::all(c, sql, params![], |r| r.get(0))
}

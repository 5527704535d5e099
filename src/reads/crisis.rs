//! What the first minutes of a crisis have done, for the head of its steps (sketch «Кризис, first minute»).

use super::accesses::{Help, help};
use super::case::Who;
use super::who::Sight;
use super::{q, signals};
use crate::base::{At, CaseId, EmployeeId, Ref, Res};
use crate::domain::Role;
use crate::store::{Connection, params};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrisisHead {
    /// Last seen; `None`: nobody knows.
    pub since_at: Option<At>,
    pub temporary: Option<Who>,
    pub temporary_until: Option<At>,
    /// What the temporary owner holds; what nobody answers for where nobody is named.
    pub held: Held,
    pub export_off: bool,
    pub leads_off: bool,
    /// When the journal says the later of the two was shut, and the temporary owner named.
    pub doors_at: Option<At>,
    pub temporary_at: Option<At>,
    pub accesses: AccessesNow,
    /// Signals of the CRM's log that nobody has judged yet, of those the reader sees.
    pub signals: u64,
    /// «Почта прочёсана», and how many letters were looked through.
    pub mail_at: Option<At>,
    pub mail_letters: Option<i64>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
    pub leads: u64,
}

/// How the cutting of the accesses stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccessesNow {
    pub closed: u64,
    pub total: u64,
    /// To be given back to somebody who stays.
    pub restoring: u64,
    /// When the last of the closed ones was.
    pub last_at: Option<At>,
    /// The one that is waited for longest.
    pub waiting: Option<Waiting>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub title: String,
    /// Who closes it.
    pub role: Role,
    pub ring: Option<Help>,
    pub asked_at: Option<At>,
    pub due_at: Option<At>,
}

/// `None` when there is no such case.
pub fn crisis_head(c: &Connection, sight: &Sight, case: CaseId) -> Res<Option<CrisisHead>> {
    let sql = "SELECT h.since_at, h.temporary_id, t.name, h.temporary_until, l.export_off, l.leads_off, h.mail_at, h.mail_letters, h.leaver_id \
               FROM handover_case h JOIN employee l ON l.id = h.leaver_id LEFT JOIN employee t ON t.id = h.temporary_id \
               WHERE h.id = ?1";
    let found = q::one(c, sql, params![case], |r| {
        let head = CrisisHead {
            since_at: r.get(0)?,
            temporary: r.get::<_, Option<_>>(1)?.zip(r.get(2)?).map(|(id, name)| Who { id, name }),
            temporary_until: r.get(3)?,
            held: Held::default(),
            export_off: r.get(4)?,
            leads_off: r.get(5)?,
            doors_at: None,
            temporary_at: None,
            accesses: AccessesNow::default(),
            signals: 0,
            mail_at: r.get(6)?,
            mail_letters: r.get(7)?,
        };
        Ok((head, r.get::<_, EmployeeId>(8)?))
    })?;
    let Some((head, leaver)) = found else { return Ok(None) };
    let doors = [set_at(c, leaver.into(), "export_off")?, set_at(c, leaver.into(), "leads_off")?];
    Ok(Some(CrisisHead {
        held: held(c, case)?,
        accesses: accesses(c, case)?,
        signals: signals::open_count(c, sight, Some(case))?,
        doors_at: doors.into_iter().flatten().max(),
        temporary_at: set_at(c, case.into(), "temporary_id")?,
        ..head
    }))
}

/// When the journal last says that a field was set; the entry that made the row set them all.
fn set_at(c: &Connection, row: Ref, field: &str) -> Res<Option<At>> {
    let sql = "SELECT j.at FROM journal j WHERE j.seq = (SELECT max(o.seq) FROM op_row o \
               WHERE o.kind = ?1 AND o.id = ?2 AND o.field IN ('', ?3))";
    q::one(c, sql, params![row.kind, row.id, field], |r| r.get(0))
}

/// Lines without a decision that are held for the time being, or that should be.
fn held(c: &Connection, case: CaseId) -> Res<Held> {
    let sql = "SELECT count(*) FILTER (WHERE kind = 'client'), count(*) FILTER (WHERE kind = 'deal'), \
                 count(*) FILTER (WHERE kind = 'task'), count(*) FILTER (WHERE kind = 'lead') \
               FROM ledger_line WHERE case_id = ?1 AND batch_seq IS NULL \
                 AND (temp_id IS NOT NULL OR (SELECT temporary_id FROM handover_case WHERE id = ?1) IS NULL)";
    let n = |r: &crate::store::Row<'_>, i| r.get::<_, i64>(i).map(i64::unsigned_abs);
    let row = q::one(c, sql, params![case], |r| {
        Ok(Held { clients: n(r, 0)?, deals: n(r, 1)?, tasks: n(r, 2)?, leads: n(r, 3)? })
    })?;
    Ok(row.unwrap_or_default())
}

fn accesses(c: &Connection, case: CaseId) -> Res<AccessesNow> {
    let sql = "SELECT count(*) FILTER (WHERE state IN ('done','verified')), count(*), max(done_at), \
                 count(*) FILTER (WHERE state = 'restore') FROM access WHERE case_id = ?1";
    let counts = q::one(c, sql, params![case], |r| {
        Ok((
            r.get::<_, i64>(0)?.unsigned_abs(),
            r.get::<_, i64>(1)?.unsigned_abs(),
            r.get(2)?,
            r.get::<_, i64>(3)?.unsigned_abs(),
        ))
    })?;
    let (closed, total, last_at, restoring) = counts.unwrap_or((0, 0, None, 0));
    let waiting = "SELECT title, role, asked_at, due_at FROM access WHERE case_id = ?1 AND state NOT IN ('done','verified') \
                   ORDER BY coalesce(asked_at, due_at) IS NULL, coalesce(asked_at, due_at), id LIMIT 1";
    let mut waiting = q::one(c, waiting, params![case], |r| {
        Ok(Waiting { title: r.get(0)?, role: r.get(1)?, ring: None, asked_at: r.get(2)?, due_at: r.get(3)? })
    })?;
    if let Some(w) = &mut waiting {
        w.ring = help(c, w.role)?;
    }
    Ok(AccessesNow { closed, total, restoring, last_at, waiting })
}

//! What the header says: office, person, inbox, what is overdue, whether the base is the training one or empty.

use super::ask::Asker;
use super::case::{OWN_PART, VISIBLE, led, visible};
use super::{due, hidden, inbox, q};
use crate::base::{At, CaseId, EmployeeId, Res};
use crate::domain::crisis::Countdown;
use crate::domain::rights::{Matrix, Right, Who};
use crate::domain::{Actor, ListKind, Role};
use crate::store::{Connection, SqlError, params};

/// Counts are bounded by this: «99+» says enough.
const MANY: u32 = 999;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub office: String,
    /// Empty: the owner of the file.
    pub me: String,
    pub me_id: Option<EmployeeId>,
    pub role: Option<Role>,
    pub inbox: u64,
    pub overdue: u64,
    pub training: bool,
    /// No people and no clients yet.
    pub empty: bool,
    /// Crises that run, the most urgent first: both clocks of the first stand in the header of every screen (1-G3).
    pub crises: Vec<CrisisClocks>,
    /// The journal's last number: what this answer has seen.
    pub seq: i64,
    /// When something falls due next; may lie in the past.
    pub next_due: Option<At>,
    /// Whoever sits here lets the workstation do what is due: not one who leaves or only looks.
    pub runs_due: bool,
    /// Rights of which this one has nothing at all, with the role that has them. What is half a right is judged by the command.
    pub lacks: Vec<(Right, Option<Role>)>,
    /// Whose departure is prepared in hiding, of those this one may know of: they are marked where somebody is chosen.
    pub prepared: Vec<EmployeeId>,
}

/// The two clocks of one crisis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrisisClocks {
    pub case: CaseId,
    pub name: String,
    pub day: ListClock,
    pub week: ListClock,
}

/// One of the two, with the earliest open term of its list: it becomes late by itself, without being read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListClock {
    pub countdown: Countdown,
    pub next_due: Option<At>,
}

impl ListClock {
    pub fn is_late(&self, now: At) -> bool {
        self.countdown.is_late(now) || self.next_due.is_some_and(|due| due < now)
    }
}

impl CrisisClocks {
    /// Late ones first, then by what is left of the clock that still has work on it.
    fn urgency(&self, now: At) -> (bool, At, CaseId) {
        let late = self.day.is_late(now) || self.week.is_late(now);
        let clock = if self.day.countdown.is_done() { self.week } else { self.day };
        let ends = clock.countdown.ends_at;
        (!late, ends, self.case)
    }
}

/// The journal's last number; what a bell is compared with.
pub fn seq(c: &Connection) -> Res<i64> {
    q::count(c, "SELECT max(seq) FROM journal", [])
}

/// Read for the person at the screen.
pub fn facts(a: &Asker<'_>, actor: &Actor) -> Res<Facts> {
    let c = a.conn;
    let meta = |key: &str| q::one(c, "SELECT value FROM meta WHERE key = ?1", params![key], |r| r.get::<_, String>(0));
    let office = if a.office.name.is_empty() { meta("office")?.unwrap_or_default() } else { a.office.name.clone() };
    let person = match actor {
        Actor::Person(id) => {
            q::one(c, "SELECT name, role FROM employee WHERE id = ?1", params![id], |r| Ok((r.get(0)?, r.get(1)?)))?
        }
        _ => None,
    };
    let (me, role): (String, Option<Role>) = person.map_or((String::new(), None), |(n, r)| (n, Some(r)));
    let (inbox, overdue) = inbox::counts(c, &a.who, a.clock.now, MANY)?;
    Ok(Facts {
        office,
        me,
        me_id: match actor {
            Actor::Person(id) => Some(*id),
            _ => None,
        },
        role,
        inbox,
        overdue,
        training: meta("training")?.as_deref() == Some("1"),
        empty: q::count(c, "SELECT EXISTS (SELECT 1 FROM client) OR EXISTS (SELECT 1 FROM employee)", [])? == 0,
        crises: crises(a)?,
        seq: seq(c)?,
        next_due: due::next(c, a.office)?,
        runs_due: runs_due(&a.who),
        lacks: lacks(&a.who)?,
        prepared: hidden::prepared(a)?.into_iter().map(|p| p.employee.id).collect(),
    })
}

/// Open crises that the scope sees, with how far both lists are.
fn crises(a: &Asker<'_>) -> Res<Vec<CrisisClocks>> {
    let Some((department, person)) = visible(&led(a)?) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT h.id, e.name, coalesce(h.crisis_at, h.opened_at), \
           (SELECT count(*) FILTER (WHERE i.state <> 'open') FROM checklist_item i WHERE i.case_id = h.id AND i.list = 'hours24'), \
           (SELECT count(*) FROM checklist_item i WHERE i.case_id = h.id AND i.list = 'hours24'), \
           (SELECT count(*) FROM checklist_item i WHERE i.case_id = h.id AND i.list = 'hours24' AND i.state = 'open' AND i.due_at < ?1), \
           (SELECT min(i.due_at) FROM checklist_item i WHERE i.case_id = h.id AND i.list = 'hours24' AND i.state = 'open'), \
           (SELECT count(*) FILTER (WHERE i.state <> 'open') FROM checklist_item i WHERE i.case_id = h.id AND i.list = 'week'), \
           (SELECT count(*) FROM checklist_item i WHERE i.case_id = h.id AND i.list = 'week'), \
           (SELECT count(*) FROM checklist_item i WHERE i.case_id = h.id AND i.list = 'week' AND i.state = 'open' AND i.due_at < ?1), \
           (SELECT min(i.due_at) FROM checklist_item i WHERE i.case_id = h.id AND i.list = 'week' AND i.state = 'open') \
         FROM handover_case h JOIN employee e ON e.id = h.leaver_id \
         WHERE h.kind = 'crisis' AND h.state IN ('open','distributing','handing_over','signing') \
           AND h.opened_at IS NOT NULL AND {VISIBLE} AND NOT {OWN_PART}"
    );
    let n = |r: &crate::store::Row<'_>, i| r.get::<_, i64>(i).map(i64::unsigned_abs);
    let mut out: Vec<CrisisClocks> = q::all(a.conn, &sql, params![a.clock.now, department, person], |r| {
        let opened: At = r.get(2)?;
        let clock = |list, i| -> Result<ListClock, SqlError> {
            let counted = Countdown::new(list, opened);
            let countdown = Countdown { done: n(r, i)?, total: n(r, i + 1)?, overdue: n(r, i + 2)?, ..counted };
            Ok(ListClock { countdown, next_due: r.get(i + 3)? })
        };
        Ok(CrisisClocks {
            case: r.get(0)?,
            name: r.get(1)?,
            day: clock(ListKind::Hours24, 3)?,
            week: clock(ListKind::Week, 7)?,
        })
    })?;
    out.sort_by_key(|c| c.urgency(a.clock.now));
    Ok(out)
}

impl Facts {
    /// Who does it instead, where this one has nothing of the right.
    pub fn lacks(&self, right: Right) -> Option<Option<Role>> {
        self.lacks.iter().find(|(r, _)| *r == right).map(|(_, role)| *role)
    }

    /// Whoever sits here knows that this person's departure is prepared; the others do not.
    pub fn is_prepared(&self, who: EmployeeId) -> bool {
        self.prepared.contains(&who)
    }
}

fn lacks(who: &Who) -> Res<Vec<(Right, Option<Role>)>> {
    let matrix = Matrix::shipped()?;
    let lacked = Right::ALL.iter().filter(|r| !matrix.has_any(who, **r));
    Ok(lacked.map(|r| (*r, matrix.first_with(*r))).collect())
}

/// The work itself is the program's own and asks nobody; but a leaver's screen, or one that only looks, starts nothing.
const fn runs_due(who: &Who) -> bool {
    match who {
        Who::Owner { read_only } => !*read_only,
        Who::System => false,
        Who::Person { overlays, .. } => !overlays.leaver && !overlays.closed && !overlays.read_only,
    }
}

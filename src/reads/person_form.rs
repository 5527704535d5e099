//! What the forms about one person have to know: the card, who may lead instead, what a handover would take over.

use super::ask::Asker;
use super::borrowed::{Borrowed, borrowed};
use super::employees::{self, EmployeeCard, EmployeeRow};
use super::q;
use crate::base::{At, CaseId, Day, EmployeeId, Res};
use crate::domain::calendar::Calendar;
use crate::domain::deadlines::propose_last_day;
use crate::domain::distribution::Held;
use crate::domain::{EmployeeStatus, Role};
use crate::store::params;

/// Somebody who may be chosen as head, deputy or acting head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: EmployeeId,
    pub name: String,
    pub role: Role,
}

/// So many lines, the earliest term, and in which handovers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub lines: u64,
    pub due_at: At,
    pub cases: Vec<CaseId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonForm {
    pub card: EmployeeCard,
    pub head_id: Option<EmployeeId>,
    pub deputy_id: Option<EmployeeId>,
    /// Who would lead a handover by the card: the head, else the head of the department; not the person, and at work.
    pub leads: Option<EmployeeId>,
    /// Leads people or a department: while he leaves somebody has to lead instead (2 §9.10).
    pub is_head: bool,
    /// New and working leads, and accesses on record.
    pub open_leads: u64,
    /// Open tasks set for others.
    pub authored: u64,
    pub accesses: u64,
    /// Of what the person holds, what would not be handed over: it belongs to others' handovers.
    pub borrowed: Borrowed,
    /// At work and not this person, heads first.
    pub others: Vec<Person>,
    pub departments: Vec<String>,
    /// Lines of handovers that wait for this one's answer.
    pub asked: Option<Asked>,
    /// Everybody with their loads, for who may stand in; only where that is asked.
    pub staff: Vec<EmployeeRow>,
    /// The last working day if the notice came today (2 §3).
    pub proposed: Day,
    pub now: At,
}

impl PersonForm {
    /// Clients, open deals and open leads that a handover would take over.
    pub fn clients(&self) -> u64 {
        self.card.row.clients.saturating_sub(self.borrowed.clients())
    }

    pub fn deals(&self) -> u64 {
        self.card.row.open_deals.saturating_sub(self.borrowed.deals())
    }

    /// The person's own; those set for others are `authored`.
    pub fn tasks(&self) -> u64 {
        self.card.row.open_tasks.saturating_sub(self.borrowed.tasks())
    }

    pub fn leads(&self) -> u64 {
        self.open_leads.saturating_sub(self.borrowed.leads())
    }
}

impl PersonForm {
    /// The same as a load counts it (2 §5).
    pub fn held(&self) -> Held {
        let n = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        Held { deals: n(self.deals()), tasks: n(self.tasks()), clients: n(self.clients()), ..self.card.row.held }
    }
}

/// Everything for the forms about `id` but the absence's, or `None` when there is no such person.
pub fn person_form(a: &Asker<'_>, id: EmployeeId) -> Res<Option<PersonForm>> {
    let Some(card) = employees::card(a, id)? else { return Ok(None) };
    let sql = "SELECT e.head_id, e.deputy_id, (SELECT w.id FROM employee w WHERE w.id = coalesce(e.head_id, d.head_id) \
                 AND w.id <> e.id AND w.status IN ('active','probation')), \
               EXISTS (SELECT 1 FROM department x WHERE x.head_id = e.id) \
                 OR EXISTS (SELECT 1 FROM employee x WHERE x.head_id = e.id AND x.status <> 'dismissed') \
               FROM employee e LEFT JOIN department d ON d.id = e.department_id WHERE e.id = ?1";
    let found = q::one(a.conn, sql, params![id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get::<_, bool>(3)?)))?;
    let Some((head_id, deputy_id, leads, is_head)) = found else { return Ok(None) };
    let count = |sql: &str| q::count(a.conn, sql, params![id]).map(i64::unsigned_abs);
    let others = "SELECT id, name, role FROM employee WHERE id <> ?1 AND status IN ('active','probation') \
                  ORDER BY role NOT IN ('head','director'), name_fold, id";
    let trial = card.row.status == EmployeeStatus::Probation;
    Ok(Some(PersonForm {
        head_id,
        deputy_id,
        leads,
        is_head,
        open_leads: count("SELECT count(*) FROM lead WHERE owner_id = ?1 AND state IN ('new','working')")?,
        authored: count("SELECT count(*) FROM task WHERE author_id = ?1 AND state = 'open' AND owner_id IS NOT ?1")?,
        accesses: count("SELECT count(*) FROM access WHERE employee_id = ?1")?,
        others: q::all(a.conn, others, params![id], |r| {
            Ok(Person { id: r.get(0)?, name: r.get(1)?, role: r.get(2)? })
        })?,
        departments: q::all(a.conn, "SELECT name FROM department ORDER BY name_fold", [], |r| r.get(0))?,
        asked: asked(a, id)?,
        staff: Vec::new(),
        proposed: propose_last_day(&Calendar::of(a.office), a.clock.today(), trial),
        now: a.clock.now,
        borrowed: borrowed(a.conn, id, card.row.for_now)?,
        card,
    }))
}

/// The same with everybody who may stand in: their loads are counted for no other form.
pub fn absence_form(a: &Asker<'_>, id: EmployeeId) -> Res<Option<PersonForm>> {
    let Some(form) = person_form(a, id)? else { return Ok(None) };
    Ok(Some(PersonForm { staff: employees::list(a, "")?, ..form }))
}

fn asked(a: &Asker<'_>, id: EmployeeId) -> Res<Option<Asked>> {
    let sql = "SELECT count(*), min(o.due_at), group_concat(DISTINCT o.case_id) FROM acceptance o \
               JOIN handover_case h ON h.id = o.case_id WHERE o.receiver_id = ?1 AND o.state = 'offered' AND h.hidden = 0 \
                 AND h.state IN ('open','distributing','handing_over','signing','paused')";
    let found = q::one(a.conn, sql, params![id], |r| {
        Ok((r.get::<_, i64>(0)?.unsigned_abs(), r.get::<_, Option<At>>(1)?, r.get::<_, Option<String>>(2)?))
    })?;
    let Some((lines, Some(due_at), Some(cases))) = found else { return Ok(None) };
    let cases = cases.split(',').filter_map(|n| n.parse().ok()).map(CaseId).collect();
    Ok(Some(Asked { lines, due_at, cases }))
}

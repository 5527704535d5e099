//! What a crisis would do, before it is begun: the figures of its confirmation (4 §3: a dialog states its consequences).

use super::ask::Asker;
use super::freshness::freshness;
use super::person_form::{Person, PersonForm, person_form};
use super::q;
use crate::base::{At, CaseId, EmployeeId, Res};
use crate::domain::CaseKind;
use crate::domain::accesses::{CATALOGUE, read};
use crate::store::params;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrisisPlan {
    /// `None`: a surname that is not in the base yet.
    pub person: Option<PersonForm>,
    /// The handover the person is already in.
    pub case: Option<(CaseId, CaseKind)>,
    /// Who may answer for the clients from this minute on; the first does when nobody else is chosen.
    pub may_answer: Vec<Person>,
    /// Heads at work, for the case that the person's own is not known or is the one who left.
    pub heads: Vec<Person>,
    /// Accesses on record, else the usual ones of the catalogue.
    pub accesses: u64,
    pub data_at: Option<At>,
}

impl CrisisPlan {
    /// Nobody leads by the card, and there is not just one head to take.
    pub fn needs_head(&self) -> bool {
        self.person.as_ref().is_none_or(|p| p.leads.is_none()) && self.heads.len() != 1
    }
}

/// The order in which `ops` chooses when nobody is named: the head, then seniors before managers, the own department
/// before the others, the least loaded first, then other heads and directors; only those who are here today. `?1` the
/// leaver, `?2` the head, `?3` today.
pub const MAY_ANSWER: &str = "\
SELECT e.id, e.name, e.role FROM employee e, \
       (SELECT coalesce((SELECT department_id FROM employee WHERE id = ?1), \
                        (SELECT department_id FROM employee WHERE id = ?2)) AS d) \
 WHERE e.id IS NOT ?1 AND e.status IN ('active','probation') AND e.blocked = 0 AND e.access_closed = 0 \
   AND (e.id IS ?2 OR (e.role IN ('senior','manager') AND e.receives_off = 0) OR e.role IN ('head','director')) \
   AND NOT EXISTS (SELECT 1 FROM absence a WHERE a.employee_id = e.id AND a.from_day <= ?3 AND a.to_day >= ?3) \
 ORDER BY e.id IS NOT ?2, e.role NOT IN ('senior','manager'), e.role <> 'senior', e.department_id IS NOT d, \
   e.status <> 'active', \
   (SELECT coalesce(sum(n), 0) FROM owner_stats s WHERE s.owner_id = e.id AND s.kind = 'deal' \
       AND s.stage_kind IN ('open','final')) * 100 / max(e.weight_pct, 1), e.name_fold, e.id";

/// For somebody of the base, or (`None`) for a surname it does not know. `Ok(None)`: no such person, or not to be seen.
pub fn crisis_plan(a: &Asker<'_>, who: Option<EmployeeId>) -> Res<Option<CrisisPlan>> {
    let c = a.conn;
    let person = match who {
        Some(id) => match person_form(a, id)? {
            Some(p) => Some(p),
            None => return Ok(None),
        },
        None => None,
    };
    let case = match person.as_ref().and_then(|p| p.card.row.case) {
        Some(id) => {
            q::one(c, "SELECT kind FROM handover_case WHERE id = ?1", params![id], |r| r.get(0))?.map(|kind| (id, kind))
        }
        None => None,
    };
    let read_person = |r: &crate::store::Row<'_>| Ok(Person { id: r.get(0)?, name: r.get(1)?, role: r.get(2)? });
    let heads = "SELECT id, name, role FROM employee WHERE id IS NOT ?1 AND role = 'head' \
                 AND status IN ('active','probation') AND blocked = 0 AND access_closed = 0 ORDER BY name_fold, id";
    let heads: Vec<Person> = q::all(c, heads, params![who], read_person)?;
    let leads = person.as_ref().and_then(|p| p.leads).or(match heads.as_slice() {
        [only] => Some(only.id),
        _ => None,
    });
    let on_record = person.as_ref().map_or(0, |p| p.accesses);
    let accesses = if on_record > 0 { on_record } else { read(CATALOGUE)?.iter().filter(|i| i.usual).count() as u64 };
    Ok(Some(CrisisPlan {
        case,
        may_answer: q::all(c, MAY_ANSWER, params![who, leads, a.clock.today()], read_person)?,
        heads,
        accesses,
        data_at: freshness(c)?.data_at,
        person,
    }))
}

//! Who may be given clients (2 §5, §9.1, §9.2): one rule for a choice by hand, a distribution that is applied, an absence,
//! a change of owners and what nobody holds.

use super::q;
use crate::base::{Code, Day, EmployeeId, Fault, Res};
use crate::domain::{EmployeeStatus, Role};
use crate::store::{Connection, params};

/// Who gets them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    pub id: EmployeeId,
    pub name: String,
    /// On probation: no VIP, no final stage, at most half the capacity (2 §5).
    pub probation: bool,
}

/// For how long something is given: who is away may well get what is his for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// From this day on: whoever is away on it answers through a substitute who is there himself.
    Since(Day),
    /// For these days alone, in somebody's stead: he has to be there on all of them.
    Within(Day, Day),
}

/// Works here, sells, is not switched off by hand, is there for the term, and is not `leaver`. Errors: `UnknownEmployee`,
/// `NotEligible`.
pub(crate) fn receiver(c: &Connection, to: EmployeeId, leaver: Option<EmployeeId>, term: Term) -> Res<Receiver> {
    let (from, until, in_stead) = match term {
        Term::Since(day) => (day, day, false),
        Term::Within(from, until) => (from, until, true),
    };
    let sql = "SELECT name, status, role, blocked OR access_closed OR receives_off, \
                 EXISTS (SELECT 1 FROM absence a WHERE a.employee_id = e.id \
                   AND a.from_day <= ?3 AND a.to_day >= ?2 AND (?4 OR NOT EXISTS (SELECT 1 FROM employee s \
                     WHERE s.id = a.substitute_id AND s.id IS NOT ?5 AND s.status IN ('active','probation') \
                       AND NOT EXISTS (SELECT 1 FROM absence b WHERE b.employee_id = s.id AND b.from_day <= ?3 AND b.to_day >= ?2)))) \
               FROM employee e WHERE id = ?1";
    let found = q::one(c, sql, params![to, from, until, in_stead, leaver], |r| {
        let (status, role): (EmployeeStatus, Role) = (r.get(1)?, r.get(2)?);
        Ok((r.get::<_, String>(0)?, status, role, r.get::<_, bool>(3)? || r.get::<_, bool>(4)?))
    })?;
    let (name, status, role, shut) = found.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", to))?;
    let works = matches!(status, EmployeeStatus::Active | EmployeeStatus::Probation);
    let sells = matches!(role, Role::Manager | Role::Senior | Role::Head);
    if Some(to) == leaver || !works || !sells || shut {
        return Err(Fault::new(Code::NotEligible).with("name", name));
    }
    Ok(Receiver { id: to, name, probation: status == EmployeeStatus::Probation })
}

//! Who may be given clients (2 §5, §9.1, §9.2): one rule for a choice by hand, a distribution that is applied, an absence,
//! a change of owners and what nobody holds.

use super::q;
use crate::base::{Code, Day, EmployeeId, Fault, Res};
use crate::domain::{AbsenceKind, EmployeeStatus, Role};
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

/// Why somebody may be given nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shut {
    /// It is he who hands over.
    Itself,
    Leaves,
    Gone,
    /// He sells nothing.
    Role(Role),
    /// His access is closed, or he is blocked.
    Closed,
    /// Switched off for distribution by hand.
    Off,
    /// Away until this day, and nobody who is there stands in.
    Away(AbsenceKind, Day),
}

impl Shut {
    /// For the sentence of a refusal.
    const fn word(self) -> &'static str {
        match self {
            Shut::Itself => "hands_over",
            Shut::Leaves => "leaves",
            Shut::Gone => "gone",
            Shut::Role(_) => "sells_nothing",
            Shut::Closed => "access_closed",
            Shut::Off => "receives_off",
            Shut::Away(..) => "away",
        }
    }
}

/// Away on a day of the term, and who answers meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    pub kind: AbsenceKind,
    /// The last day.
    pub until: Day,
    /// Who stands in and is there; `None`: nobody.
    pub stands_in: Option<String>,
}

/// Somebody as a possible receiver.
pub(crate) struct Judged {
    pub name: String,
    pub status: EmployeeStatus,
    pub away: Option<Away>,
    /// `None`: may be given something.
    pub shut: Option<Shut>,
}

const AWAY: &str = "SELECT a.kind, a.to_day, s.name FROM absence a LEFT JOIN employee s ON s.id = a.substitute_id \
      AND s.id IS NOT ?4 AND s.status IN ('active','probation') AND NOT EXISTS (SELECT 1 FROM absence b \
        WHERE b.employee_id = s.id AND b.from_day <= ?3 AND b.to_day >= ?2) \
    WHERE a.employee_id = ?1 AND a.from_day <= ?3 AND a.to_day >= ?2 ORDER BY s.id IS NOT NULL, a.to_day DESC LIMIT 1";

/// One person by the rule of all that give somebody something; `None`: unknown.
pub(crate) fn judge(c: &Connection, id: EmployeeId, leaver: Option<EmployeeId>, term: Term) -> Res<Option<Judged>> {
    let (from, until, in_stead) = match term {
        Term::Since(day) => (day, day, false),
        Term::Within(from, until) => (from, until, true),
    };
    let sql = "SELECT name, status, role, blocked OR access_closed, receives_off FROM employee WHERE id = ?1";
    let found = q::one(c, sql, params![id], |r| {
        Ok((r.get::<_, String>(0)?, r.get(1)?, r.get::<_, Role>(2)?, r.get::<_, bool>(3)?, r.get::<_, bool>(4)?))
    })?;
    let Some((name, status, role, closed, off)) = found else { return Ok(None) };
    let away = q::one(c, AWAY, params![id, from, until, leaver], |r| {
        Ok(Away { kind: r.get(0)?, until: r.get(1)?, stands_in: r.get(2)? })
    })?;
    let shut = match status {
        _ if Some(id) == leaver => Some(Shut::Itself),
        EmployeeStatus::Dismissed => Some(Shut::Gone),
        EmployeeStatus::Leaving => Some(Shut::Leaves),
        _ if !matches!(role, Role::Manager | Role::Senior | Role::Head) => Some(Shut::Role(role)),
        _ if closed => Some(Shut::Closed),
        _ if off => Some(Shut::Off),
        _ => away.as_ref().filter(|a| in_stead || a.stands_in.is_none()).map(|a| Shut::Away(a.kind, a.until)),
    };
    Ok(Some(Judged { name, status, away, shut }))
}

/// Works here, sells, is not switched off by hand, is there for the term, and is not `leaver`. Errors: `UnknownEmployee`,
/// `NotEligible` with why.
pub(crate) fn receiver(c: &Connection, to: EmployeeId, leaver: Option<EmployeeId>, term: Term) -> Res<Receiver> {
    let found = judge(c, to, leaver, term)?.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", to))?;
    match found.shut {
        Some(why) => Err(Fault::new(Code::NotEligible).with("name", found.name).with("reason", why.word())),
        None => Ok(Receiver { id: to, name: found.name, probation: found.status == EmployeeStatus::Probation }),
    }
}

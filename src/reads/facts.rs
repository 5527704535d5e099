//! What the header says: office, person, inbox, what is overdue, whether the base is the training one or empty.

use super::ask::Asker;
use super::{inbox, q};
use crate::base::Res;
use crate::domain::{Actor, Role};
use crate::store::{Connection, params};

/// Counts are bounded by this: «99+» says enough.
const MANY: u32 = 999;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub office: String,
    /// Empty: the owner of the file.
    pub me: String,
    pub role: Option<Role>,
    pub inbox: u64,
    pub overdue: u64,
    pub training: bool,
    /// No people and no clients yet.
    pub empty: bool,
    /// The journal's last number: what this answer has seen.
    pub seq: i64,
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
        role,
        inbox,
        overdue,
        training: meta("training")?.as_deref() == Some("1"),
        empty: q::count(c, "SELECT EXISTS (SELECT 1 FROM client) OR EXISTS (SELECT 1 FROM employee)", [])? == 0,
        seq: seq(c)?,
    })
}

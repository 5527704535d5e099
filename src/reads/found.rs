//! People, clients and deals by a few letters: what the palette finds.

use super::ask::Asker;
use super::{Scope, clients, q};
use crate::base::{Kind, Ref, Res, fold, swap_layout};
use crate::store::params;

const EACH: i64 = 6;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub at: Ref,
    pub title: String,
    /// Whose it is; empty: the kind says enough.
    pub note: String,
}

/// At most a handful of each kind, names that begin with the text first; also in the other layout.
pub fn search(a: &Asker<'_>, text: &str) -> Res<Vec<Found>> {
    let mut out = Vec::new();
    for t in [fold(text), fold(&swap_layout(text))] {
        if !t.is_empty() && out.is_empty() {
            people(a, &t, &mut out)?;
            for row in clients::quick(a, &t, EACH)? {
                out.push(Found { at: Ref::new(Kind::Client, row.id.0), title: row.name, note: row.owner });
            }
            deals(a, &t, &mut out)?;
        }
    }
    Ok(out)
}

fn people(a: &Asker<'_>, t: &str, out: &mut Vec<Found>) -> Res<()> {
    out.extend(q::all(
        a.conn,
        "SELECT id, name FROM employee WHERE instr(name_fold, ?1) > 0 ORDER BY instr(name_fold, ?1) <> 1, name_fold, id LIMIT ?2",
        params![t, EACH],
        |r| Ok(Found { at: Ref::new(Kind::Employee, r.get(0)?), title: r.get(1)?, note: String::new() }),
    )?);
    Ok(())
}

/// Deals by the beginning of their title, by index.
fn deals(a: &Asker<'_>, t: &str, out: &mut Vec<Found>) -> Res<()> {
    let (dept, own) = match a.scope {
        Scope::All => (None, None),
        Scope::Department(d) => (Some(*d), None),
        Scope::Own(e) => (None, Some(*e)),
        Scope::Nothing => return Ok(()),
    };
    out.extend(q::all(
        a.conn,
        "SELECT d.id, d.title, coalesce(e.name, '') FROM deal d LEFT JOIN employee e ON e.id = d.owner_id
          WHERE d.title_fold >= ?1 AND d.title_fold < ?1 || char(1114111)
            AND (?2 IS NULL OR e.department_id = ?2) AND (?3 IS NULL OR d.owner_id = ?3)
          ORDER BY d.title_fold, d.id LIMIT ?4",
        params![t, dept, own, EACH],
        |r| Ok(Found { at: Ref::new(Kind::Deal, r.get(0)?), title: r.get(1)?, note: r.get(2)? }),
    )?);
    Ok(())
}

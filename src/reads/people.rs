//! Who is meant by a name, and whose rows a person may see.

use crate::base::{Code, DepartmentId, EmployeeId, Fault, Res, fold};
use crate::domain::{Actor, Role};
use crate::reads::Scope;
use crate::store::{Connection, OptionalExtension, params};

/// The employee that a person or a script names: `employee:12`, the full name in any order (ё=е), or as many of its
/// words as make it unique («Ковалёв», «Ковалёв Д.»).
///
/// Errors: `UnknownEmployee`; `AmbiguousEmployee` with the `candidates` (ask, never guess: 2 §9.12).
pub fn find(conn: &Connection, name: &str) -> Res<EmployeeId> {
    let unknown = || Fault::new(Code::UnknownEmployee).with("name", name);
    if let Ok(id) = name.trim().parse::<EmployeeId>() {
        let known = conn.prepare_cached("SELECT 1 FROM employee WHERE id = ?")?.exists([id])?;
        return if known { Ok(id) } else { Err(unknown()) };
    }
    let wanted = words(name);
    if wanted.is_empty() {
        return Err(unknown());
    }
    // The longest word is the surname more often than not; the index narrows nothing for a name in another order, and
    // an office has hundreds of people, not millions.
    let mut st = conn.prepare_cached("SELECT id, name, name_fold FROM employee ORDER BY name_fold, id")?;
    let people =
        st.query_map([], |r| Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?)))?;
    let (mut whole, mut part) = (Vec::new(), Vec::new());
    for person in people {
        let (id, shown, folded) = person?;
        let has = words(&folded);
        if same(&wanted, &has) {
            whole.push((id, shown));
        } else if within(&wanted, &has) {
            part.push((id, shown));
        }
    }
    let found = if whole.is_empty() { part } else { whole };
    match found.as_slice() {
        [] => Err(unknown()),
        [(id, _)] => Ok(*id),
        many => {
            let list: Vec<String> = many.iter().take(8).map(|(id, n)| format!("{n} ({id})")).collect();
            Err(Fault::new(Code::AmbiguousEmployee).with("name", name).with("candidates", list.join(", ")))
        }
    }
}

fn words(name: &str) -> Vec<String> {
    fold(name).split([' ', ',', '.']).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn same(a: &[String], b: &[String]) -> bool {
    let sorted = |w: &[String]| {
        let mut w = w.to_vec();
        w.sort();
        w
    };
    sorted(a) == sorted(b)
}

/// Every wanted word is one of the person's; a single letter is an initial.
fn within(wanted: &[String], has: &[String]) -> bool {
    wanted.iter().all(|w| has.iter().any(|h| h == w || (w.chars().count() == 1 && h.starts_with(w.as_str()))))
        && wanted.iter().any(|w| w.chars().count() > 1)
}

/// What this actor sees of clients, deals and tasks (6 §3, first row); a dismissed or cut-off person sees nothing.
pub fn scope_of(conn: &Connection, actor: &Actor) -> Res<Scope> {
    let id = match actor {
        Actor::Owner | Actor::System(_) => return Ok(Scope::All),
        Actor::Person(id) => *id,
    };
    let row: Option<(Role, Option<DepartmentId>, bool)> = conn
        .prepare_cached(
            "SELECT role, department_id, status = 'dismissed' OR access_closed OR blocked FROM employee WHERE id = ?",
        )?
        .query_row(params![id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?;
    Ok(match row {
        None | Some((_, _, true)) => Scope::Nothing,
        Some((Role::Director | Role::Security, ..)) => Scope::All,
        Some((Role::Hr | Role::It, ..)) => Scope::Nothing,
        Some((Role::Head | Role::Senior, Some(d), _)) => Scope::Department(d),
        Some((Role::Manager | Role::Head | Role::Senior, ..)) => Scope::Own(id),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn w(s: &str) -> Vec<String> {
        words(s)
    }

    #[test]
    fn a_name_is_found_in_any_order_and_by_initials() {
        let kovalev = w("ковалев дмитрий олегович");
        assert!(same(&w("Дмитрий Олегович Ковалёв"), &kovalev));
        for written in ["Ковалёв", "ковалев д.", "Дмитрий Ковалёв", "Ковалёв Д. О."]
        {
            assert!(within(&w(written), &kovalev), "{written}");
        }
        assert!(!within(&w("Ковалёва"), &kovalev));
        assert!(!within(&w("к д"), &kovalev), "initials alone name nobody");
    }
}

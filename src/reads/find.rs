//! Finding who or what somebody named: `employee:12`, a name in any order, a name with initials. Homonyms are asked
//! about, never guessed (2 §9.12).

use super::q;
use crate::base::{ClientId, Code, EmployeeId, Fault, Res, fold, match_fold};
use crate::store::{Connection, params};

/// So many candidates are named in a refusal.
const NAMED: usize = 6;

/// How well a typed name fits a stored one; a better fit hides the worse ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The same words in any order.
    Same,
    /// Every typed word is one of the name's.
    Part,
    /// The same with initials for some.
    Initials,
}

/// An employee by reference or name. Errors: `UnknownEmployee` (with the `near` one), `AmbiguousEmployee` (with
/// `candidates`).
pub fn employee(c: &Connection, text: &str) -> Res<EmployeeId> {
    let text = text.trim();
    if let Ok(id) = text.parse::<EmployeeId>() {
        let found = q::one(c, "SELECT id FROM employee WHERE id = ?1", params![id], |r| r.get(0))?;
        return found.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", text));
    }
    let typed = words(text);
    let mut found: Vec<(Fit, EmployeeId, String)> = Vec::new();
    let mut near = None;
    for (id, name, folded) in q::all(c, "SELECT id, name, name_fold FROM employee ORDER BY name_fold, id", [], |r| {
        Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?))
    })? {
        let stored = words(&folded);
        match fit(&typed, &stored) {
            Some(f) => found.push((f, id, name)),
            None if near.is_none() && resembles(&typed, &stored) => near = Some(name),
            None => {}
        }
    }
    let best = found.iter().map(|(f, ..)| *f).min();
    found.retain(|(f, ..)| Some(*f) == best);
    match found.as_slice() {
        [] => Err(Fault::new(Code::UnknownEmployee).with("name", text).with("near", near.unwrap_or_default())),
        [(_, id, _)] => Ok(*id),
        many => {
            let list = many.iter().map(|(_, id, name)| (name.clone(), id.to_string()));
            Err(ambiguous(Code::AmbiguousEmployee, text, list))
        }
    }
}

/// A client by reference or by its name as it stands, else by its name without form and quotes, else by the number that lists
/// show («№ 43»). Errors: `UnknownClient`, `AmbiguousClient`.
pub fn client(c: &Connection, text: &str) -> Res<ClientId> {
    let text = text.trim();
    if let Ok(id) = text.parse::<ClientId>() {
        let found = q::one(c, "SELECT id FROM client WHERE id = ?1 AND deleted = 0", params![id], |r| r.get(0))?;
        return found.ok_or_else(|| Fault::new(Code::UnknownClient).with("name", text));
    }
    let folded = fold(text);
    let read = |r: &crate::store::Row<'_>| Ok((r.get::<_, ClientId>(0)?, r.get::<_, String>(1)?));
    let limit = NAMED as i64 + 1;
    let exact = "SELECT id, name FROM client WHERE name_fold = ?1 AND deleted = 0 ORDER BY id LIMIT ?2";
    let mut found = q::all(c, exact, params![folded, limit], read)?;
    if found.is_empty() {
        let other = "SELECT id, name FROM client WHERE match_fold = ?1 AND deleted = 0 ORDER BY name_fold, id LIMIT ?2";
        found = q::all(c, other, params![match_fold(text), limit], read)?;
    }
    match found.as_slice() {
        [] => {
            if let Ok(n) = text.trim_start_matches('№').trim_start().parse::<i64>() {
                return client(c, &ClientId(n).to_string());
            }
            let near = "SELECT name FROM client WHERE name_fold >= ?1 AND deleted = 0 ORDER BY name_fold, id LIMIT 1";
            let near: Option<String> = q::one(c, near, params![folded], |r| r.get(0))?;
            let start: String = folded.chars().take(4).collect();
            let near = near.filter(|n| fold(n).starts_with(&start)).unwrap_or_default();
            Err(Fault::new(Code::UnknownClient).with("name", text).with("near", near))
        }
        [(id, _)] => Ok(*id),
        many => {
            Err(ambiguous(Code::AmbiguousClient, text, many.iter().map(|(id, name)| (name.clone(), id.to_string()))))
        }
    }
}

fn ambiguous(code: Code, text: &str, many: impl Iterator<Item = (String, String)>) -> Fault {
    let mut list: Vec<String> = many.map(|(name, id)| format!("{name} ({id})")).collect();
    if list.len() > NAMED {
        list.truncate(NAMED);
        list.push("…".to_owned());
    }
    Fault::new(code).with("name", text).with("candidates", list.join(", "))
}

fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | ','))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

fn fit(typed: &[String], stored: &[String]) -> Option<Fit> {
    if typed.is_empty() {
        return None;
    }
    let mut left: Vec<&String> = stored.iter().collect();
    let mut initials = Vec::new();
    for w in typed {
        match left.iter().position(|s| *s == w) {
            Some(i) => drop(left.remove(i)),
            None if w.chars().count() == 1 => initials.push(w),
            None => return None,
        }
    }
    // Initials alone name nobody.
    if initials.len() == typed.len() {
        return None;
    }
    let none = initials.is_empty();
    for w in initials {
        let i = left.iter().position(|s| s.starts_with(w.as_str()))?;
        left.remove(i);
    }
    Some(match none {
        true if left.is_empty() => Fit::Same,
        true => Fit::Part,
        false => Fit::Initials,
    })
}

/// Close enough to be asked about: a word begins alike.
fn resembles(typed: &[String], stored: &[String]) -> bool {
    typed.iter().any(|t| {
        let start: String = t.chars().take(4).collect();
        start.chars().count() >= 3 && stored.iter().any(|s| s.starts_with(&start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(typed: &str, stored: &str) -> Option<Fit> {
        fit(&words(typed), &words(stored))
    }

    #[test]
    fn names_fit_in_any_order_with_initials_and_without_yo() {
        assert_eq!(says("Пётр Иванов", "Иванов Петр"), Some(Fit::Same));
        assert_eq!(says("иванов", "Иванов Пётр Ильич"), Some(Fit::Part));
        assert_eq!(says("Иванов П.И.", "Иванов Пётр Ильич"), Some(Fit::Initials));
        assert_eq!(says("П. Иванов", "Иванов Пётр Ильич"), Some(Fit::Initials));
        assert_eq!(says("Иванов С.", "Иванов Пётр Ильич"), None);
        assert_eq!(says("Ивано", "Иванов Пётр"), None, "a part of a word is a guess");
        assert_eq!(says("П.", "Иванов Пётр"), None);
        assert!(resembles(&words("Ивановв"), &words("Иванов Пётр")));
    }
}

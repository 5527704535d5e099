//! What papers say, from the base: the act, letters, the work list for the CRM, printed checklists (3 §2, §3).

mod act;
mod annexes;
mod checklist;
mod crm;
mod letters;
mod on_record;

pub use act::act;
pub use checklist::checklist;
pub use crm::{batch_changes, case_of_batch, comments, crm_changes};
pub(super) use crm::{ext_refs, ext_refs_of, held};
pub use letters::{LetterRow, letter_data, letters};
pub use on_record::{OnRecord, on_record};

use super::q;
use crate::base::{EmployeeId, Res};
use crate::domain::papers::Person;
use crate::domain::{Actor, Role};
use crate::store::{Connection, params};

/// A person as a paper names one; somebody who is not in the base is a nameless manager.
fn person(c: &Connection, id: Option<EmployeeId>) -> Res<Person> {
    let sql = "SELECT e.name, e.role, coalesce(d.name, '') FROM employee e LEFT JOIN department d ON d.id = e.department_id \
               WHERE e.id = ?1";
    let found =
        q::one(c, sql, params![id], |r| Ok(Person { name: r.get(0)?, role: r.get(1)?, department: r.get(2)? }))?;
    Ok(found.unwrap_or_else(|| Person { name: String::new(), role: Role::Manager, department: String::new() }))
}

/// The name of who acted; the owner of the file is the head at once (6 §3).
pub(super) fn actor_name(c: &Connection, actor: &str, head: &str) -> Res<String> {
    Ok(match actor.parse() {
        Ok(Actor::Person(id)) => person(c, Some(id))?.name,
        Ok(Actor::Owner) => head.to_owned(),
        Ok(Actor::System(_)) | Err(()) => String::new(),
    })
}

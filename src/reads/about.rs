//! What an object is called, for lists that name objects of many kinds: the journal and the list of `u`.

use super::q;
use crate::base::{Kind, Res};
use crate::store::{Connection, params};

/// An SQL expression: the name of the object that the text `object` (`client:42`) refers to, as people know it; empty where
/// it has none or is gone. A case is named after its leaver, an incident and a signal after whom they are about.
pub(super) fn name_of(object: &str) -> String {
    let of = |kind: Kind, query: &str| {
        let word = kind.word();
        let id = format!("substr({object}, {})", word.len() + 2);
        format!("WHEN '{word}' THEN (SELECT {} = {id}) ", query)
    };
    let arms = [
        of(Kind::Client, "o.name FROM client o WHERE o.id"),
        of(Kind::Contact, "o.name FROM contact o WHERE o.id"),
        of(Kind::Deal, "o.title FROM deal o WHERE o.id"),
        of(Kind::Task, "o.title FROM task o WHERE o.id"),
        of(Kind::Lead, "o.title FROM lead o WHERE o.id"),
        of(Kind::Employee, "o.name FROM employee o WHERE o.id"),
        of(Kind::Department, "o.name FROM department o WHERE o.id"),
        of(Kind::Case, "o.name FROM handover_case h JOIN employee o ON o.id = h.leaver_id WHERE h.id"),
        of(Kind::Line, "o.title FROM ledger_line o WHERE o.id"),
        of(Kind::Item, "o.title FROM checklist_item o WHERE o.id"),
        of(Kind::Access, "o.title || ', ' || e.name FROM access o JOIN employee e ON e.id = o.employee_id WHERE o.id"),
        of(Kind::Letter, "c.name FROM letter o JOIN client c ON c.id = o.client_id WHERE o.id"),
        of(Kind::Promise, "o.text FROM promise o WHERE o.id"),
        of(Kind::Signal, "e.name FROM signal o JOIN employee e ON e.id = o.employee_id WHERE o.id"),
        of(
            Kind::Incident,
            "coalesce(e.name, c.name, o.what) FROM incident o LEFT JOIN employee e ON e.id = o.employee_id \
             LEFT JOIN client c ON c.id = o.client_id WHERE o.id",
        ),
    ];
    format!("coalesce(CASE substr({object}, 1, instr({object}, ':') - 1) {}END, '')", arms.concat())
}

/// An SQL expression: whose the object is that the text `object` refers to; NULL where that is nobody's to say.
pub(super) fn owner_of(object: &str) -> String {
    let arms: String =
        [("client", "owner_id"), ("deal", "owner_id"), ("task", "owner_id"), ("lead", "owner_id"), ("employee", "id")]
            .into_iter()
            .map(|(table, column)| {
                let id = format!("substr({object}, {})", table.len() + 2);
                format!("WHEN '{table}' THEN (SELECT o.{column} FROM {table} o WHERE o.id = {id}) ")
            })
            .collect();
    let promise = format!(
        "WHEN 'promise' THEN (SELECT CASE o.kind WHEN 'deal' THEN (SELECT d.owner_id FROM deal d WHERE d.id = o.object_id) \
           WHEN 'client' THEN (SELECT c.owner_id FROM client c WHERE c.id = o.object_id) END \
          FROM promise o WHERE o.id = substr({object}, 9)) "
    );
    let of = |table: &str| {
        format!(
            "WHEN '{table}' THEN (SELECT o.employee_id FROM {table} o WHERE o.id = substr({object}, {})) ",
            table.len() + 2
        )
    };
    format!("(CASE substr({object}, 1, instr({object}, ':') - 1) {arms}{promise}{}{}END)", of("signal"), of("incident"))
}

/// The name of one object; see [`name_of`].
pub fn name(c: &Connection, object: &str) -> Res<String> {
    let sql = format!("SELECT {}", name_of("?1"));
    Ok(q::one(c, &sql, params![object], |r| r.get(0))?.unwrap_or_default())
}

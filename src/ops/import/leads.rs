//! Leads: by external id. One whose number is a single client's is that client's.

use serde_json::{Value, json};

use super::Merge;
use super::clients::{extra, some};
use super::upsert::{Theirs, by_ext_id};
use crate::base::{ClientId, EmployeeId, Kind, Ref, Res};
use crate::domain::records::{Phone, RecordLead};
use crate::store::{Tx, Val, params};

fn expand(_: &str, _: &Value, _: &mut Vec<(&'static str, Val)>) {}

impl Merge<'_> {
    pub(super) fn lead(&mut self, tx: &mut Tx<'_>, file: usize, r: &RecordLead) -> Res<()> {
        let source = self.files[file].shape.source;
        let owner = self.people.owner(&r.owner, &r.owner_email);
        let mut at_number = callers(tx, &r.phones)?;
        let client = if at_number.len() == 1 { at_number.pop().map(|(id, _)| id) } else { None };
        let f = &self.files[file];
        let mut columns = vec![("title", Value::from(r.title.as_str()))];
        match owner {
            Some(Some(id)) => columns.push(("owner_id", id.0.into())),
            None if f.tells("owner") => columns.push(("owner_id", Value::Null)),
            _ => {}
        }
        // The column may not be empty, so what is not told is not written.
        if f.tells("source") {
            columns.push(("source", r.source.as_str().into()));
        }
        if f.tells("phone") {
            let all: Vec<&str> = r.phones.iter().map(|p| p.written.as_str()).collect();
            columns.push(("phone", some(&all.join(", "))));
        }
        if f.tells("state") {
            columns.push(("state", r.state.word().into()));
        }
        if f.tells("created") {
            columns.push(("at", r.created.map_or(Value::Null, |at| at.0.into())));
        }
        if let Some(client) = client {
            columns.push(("client_id", client.0.into()));
        }
        let mails = r.emails.join(", ");
        let more = [("person", r.person.as_str()), ("company", &r.company), ("email", &mails), ("note", &r.note)];
        columns.push(("extra", extra(&r.extra, &more)));
        let beside = vec![("emails", json!(r.emails))];
        let known = by_ext_id(tx, source, Kind::Lead, &r.ext_id)?;
        let up = self.upsert(tx, file, Kind::Lead, &r.ext_id, known, Theirs { columns, beside }, &[], expand)?;
        self.counted(tx, file, Ref::new(Kind::Lead, up.id), up.state, tx.written());
        self.crm(tx, Kind::Lead, up.id, owner.flatten())
    }
}

/// The clients who can be reached at these numbers, with their owners.
pub(super) fn callers(tx: &Tx<'_>, phones: &[Phone]) -> Res<Vec<(ClientId, Option<EmployeeId>)>> {
    let sql = "SELECT c.id, c.owner_id FROM client c WHERE c.deleted = 0 AND c.id IN ( \
          SELECT p.client_id FROM point p WHERE p.norm = ?1 AND p.client_id IS NOT NULL \
          UNION SELECT l.client_id FROM point p JOIN client_contact l ON l.contact_id = p.contact_id WHERE p.norm = ?1) \
         ORDER BY c.id LIMIT 20";
    let mut out: Vec<(ClientId, Option<EmployeeId>)> = Vec::new();
    for phone in phones {
        let Some(norm) = crate::base::phone_key(&phone.written) else { continue };
        for one in tx.all(sql, params![norm], |r| Ok((r.get(0)?, r.get(1)?)))? {
            if !out.contains(&one) {
                out.push(one);
            }
        }
    }
    Ok(out)
}

//! Contact persons of clients, and every phone and mail.

use super::Merge;
use crate::base::{ClientId, ContactId, Kind, Res, fold, phone_key};
use crate::domain::Source;
use crate::domain::names::{NameKey, Same};
use crate::domain::records::{Phone, RecordContact};
use crate::store::{Tx, params};

/// Contacts of one client that are compared name by name.
const HEAP: usize = 200;

/// Whose number or mail it is.
#[derive(Debug, Clone, Copy)]
pub enum Holder {
    Client(ClientId),
    Contact(ContactId),
}

/// A person as a deal of this client names them.
pub type Named = (Option<ClientId>, RecordContact);

impl Merge<'_> {
    /// The contact a deal names: known by name among the client's own, or elsewhere by name and number together, or as the
    /// only card of that name in this CRM; else made. A number without a name is the client's.
    pub(super) fn contact(
        &mut self,
        tx: &mut Tx<'_>,
        source: Source,
        client: Option<ClientId>,
        c: &RecordContact,
    ) -> Res<Option<ContactId>> {
        if c.is_empty() {
            return Ok(None);
        }
        // The deals of one client name the same person again and again.
        let key = (client, RecordContact { row: 0, ..c.clone() });
        match &self.met {
            Some((known, id)) if *known == key => return Ok(*id),
            _ => {}
        }
        let id = self.find_contact(tx, source, client, c)?;
        self.met = Some((key, id));
        Ok(id)
    }

    fn find_contact(
        &mut self,
        tx: &mut Tx<'_>,
        source: Source,
        client: Option<ClientId>,
        c: &RecordContact,
    ) -> Res<Option<ContactId>> {
        if let (Some(client), true) = (client, c.name.is_empty()) {
            self.points(tx, Holder::Client(client), &c.phones, &c.emails)?;
            tx.reindex(client);
            return Ok(None);
        }
        // Neither a name nor a client: the number itself is all the deal has to be called by.
        let number = c.phones.first().map(|p| &p.written).or(c.emails.first());
        let Some(written) = Some(&c.name).filter(|n| !n.is_empty()).or(number) else { return Ok(None) };
        let mut known = match client {
            Some(client) => of_client(tx, client, written)?,
            None => None,
        };
        if known.is_none() {
            known = the_one(written, &reached_by(tx, &c.phones, &c.emails)?);
        }
        if known.is_none() {
            known = self.card(tx, source, c)?.map(|card| card.id);
        }
        let id = match known {
            Some(id) => id,
            None => {
                let post = (!c.post.is_empty()).then_some(c.post.as_str());
                let fields = [("name", written.into()), ("name_fold", fold(written).into()), ("position", post.into())];
                ContactId(tx.insert(Kind::Contact, &fields)?)
            }
        };
        self.points(tx, Holder::Contact(id), &c.phones, &c.emails)?;
        if let Some(client) = client {
            belongs(tx, client, id)?;
        }
        Ok(Some(id))
    }

    /// Adds what is not there yet; nothing is taken away.
    pub(super) fn points(&mut self, tx: &mut Tx<'_>, of: Holder, phones: &[Phone], emails: &[String]) -> Res<()> {
        let (client, contact) = match of {
            Holder::Client(id) => (Some(id), None),
            Holder::Contact(id) => (None, Some(id)),
        };
        let all = phones
            .iter()
            .filter_map(|p| phone_key(&p.written).map(|norm| ("phone", p.written.as_str(), norm)))
            .chain(emails.iter().map(|m| ("mail", m.as_str(), fold(m))));
        for (kind, written, norm) in all {
            tx.exec(
                "INSERT OR IGNORE INTO point (client_id, contact_id, kind, written, norm) VALUES (?,?,?,?,?)",
                params![client, contact, kind, written, norm],
            )?;
        }
        Ok(())
    }
}

/// Makes a contact one of the client's; a person may be several clients' contact.
pub(super) fn belongs(tx: &mut Tx<'_>, client: ClientId, contact: ContactId) -> Res<()> {
    let sql = "INSERT OR IGNORE INTO client_contact (client_id, contact_id) VALUES (?,?)";
    if tx.exec(sql, params![client, contact])? > 0 {
        // With a side that is new it goes by itself when the import is taken back.
        let both_known = "INSERT INTO import_link (seq, client_id, contact_id) SELECT ?1, ?2, ?3 \
             WHERE NOT EXISTS (SELECT 1 FROM op_row WHERE seq = ?1 AND field = '' \
               AND (kind = 'client' AND id = ?2 OR kind = 'contact' AND id = ?3))";
        tx.exec(both_known, params![tx.seq(), client, contact])?;
    }
    tx.reindex(client);
    Ok(())
}

/// The contact of a client who is called so. A client of more people than an office knows by heart is a heap of everybody:
/// there only the whole name counts.
pub(super) fn of_client(tx: &Tx<'_>, client: ClientId, name: &str) -> Res<Option<ContactId>> {
    // The name first: the index of names finds a few, a client may have thousands.
    let sql = "SELECT k.id FROM contact k CROSS JOIN client_contact l ON l.client_id = ?1 AND l.contact_id = k.id \
                WHERE k.name_fold = ?2 ORDER BY k.id LIMIT 1";
    for spelling in spellings(name) {
        if let Some(id) = tx.one(sql, params![client, spelling], |r| r.get(0))? {
            return Ok(Some(id));
        }
    }
    let all = own(tx, client)?;
    Ok(if all.len() > HEAP { None } else { the_one(name, &all) })
}

/// The orders in which the words of a name are written: «Иванов Иван», «Иван Иванов».
pub(super) fn spellings(name: &str) -> Vec<String> {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    let mut out = vec![words.join(" ")];
    for _ in 1..words.len().min(4) {
        words.rotate_left(1);
        out.push(words.join(" "));
    }
    out.dedup();
    out
}

/// The first contacts of a client, with their names.
fn own(tx: &Tx<'_>, client: ClientId) -> Res<Vec<(ContactId, String)>> {
    tx.all(
        "SELECT k.id, k.name FROM client_contact l JOIN contact k ON k.id = l.contact_id WHERE l.client_id = ? ORDER BY l.contact_id LIMIT ?",
        params![client, HEAP as i64 + 1],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )
}

/// Contacts with one of these numbers or mails.
pub(super) fn reached_by(tx: &Tx<'_>, phones: &[Phone], emails: &[String]) -> Res<Vec<(ContactId, String)>> {
    let sql = "SELECT k.id, k.name FROM point p JOIN contact k ON k.id = p.contact_id WHERE p.norm = ? ORDER BY k.id LIMIT 50";
    let mut out: Vec<(ContactId, String)> = Vec::new();
    for norm in norms(phones, emails) {
        for one in tx.all(sql, params![norm], |r| Ok((r.get(0)?, r.get(1)?)))? {
            if !out.contains(&one) {
                out.push(one);
            }
        }
    }
    Ok(out)
}

/// Who of these is called so: the same words in any order, else the only one who differs by a word left out.
pub(super) fn the_one(name: &str, among: &[(ContactId, String)]) -> Option<ContactId> {
    let key = NameKey::of(name);
    // A number is no name; it is the same contact only when it is the same text.
    if key.words.is_empty() {
        return among.iter().find(|(_, n)| n == name).map(|(id, _)| *id);
    }
    let mut partial = Vec::new();
    for (id, other) in among {
        match key.same(&NameKey::of(other)) {
            Same::Exact => return Some(*id),
            Same::Partial => partial.push(*id),
            Same::Initials | Same::No => {}
        }
    }
    if partial.len() == 1 { partial.pop() } else { None }
}

pub(super) fn norms<'a>(phones: &'a [Phone], emails: &'a [String]) -> impl Iterator<Item = String> + 'a {
    phones.iter().filter_map(|p| phone_key(&p.written)).chain(emails.iter().map(|m| fold(m)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_looked_for_in_every_order() {
        assert_eq!(spellings("Жуков  Юрий"), ["жуков юрий", "юрий жуков"]);
        assert_eq!(spellings("Ким"), ["ким"]);
        assert_eq!(spellings("А Б В").len(), 3);
    }
}

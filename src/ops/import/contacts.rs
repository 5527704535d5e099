//! Contact persons of clients, and every phone and mail.

use super::Merge;
use crate::base::{ClientId, ContactId, Kind, Res, fold, phone_key};
use crate::domain::records::{Phone, RecordContact};
use crate::store::{Tx, params};

/// Whose number or mail it is.
#[derive(Debug, Clone, Copy)]
pub enum Holder {
    Client(ClientId),
    Contact(ContactId),
}

/// A person as a deal of this client names them.
pub type Named = (Option<ClientId>, RecordContact);

impl Merge<'_> {
    /// The contact a deal names: known by name among the client's own, or elsewhere by name and number together; else
    /// made. A number without a name is the client's.
    pub(super) fn contact(
        &mut self,
        tx: &mut Tx<'_>,
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
        let id = self.find_contact(tx, client, c)?;
        self.met = Some((key, id));
        Ok(id)
    }

    fn find_contact(&mut self, tx: &mut Tx<'_>, client: Option<ClientId>, c: &RecordContact) -> Res<Option<ContactId>> {
        if let (Some(client), true) = (client, c.name.is_empty()) {
            self.points(tx, Holder::Client(client), &c.phones, &c.emails)?;
            tx.reindex(client);
            return Ok(None);
        }
        // Neither a name nor a client: the number itself is all the deal has to be called by.
        let number = c.phones.first().map(|p| &p.written).or(c.emails.first());
        let Some(written) = Some(&c.name).filter(|n| !n.is_empty()).or(number) else { return Ok(None) };
        let name = fold(written);
        let mut known = match client {
            Some(client) => tx.one(
                "SELECT k.id FROM client_contact l JOIN contact k ON k.id = l.contact_id \
                  WHERE l.client_id = ? AND k.name_fold = ? ORDER BY k.id LIMIT 1",
                params![client, name],
                |r| r.get::<_, ContactId>(0),
            )?,
            None => None,
        };
        if known.is_none() {
            for norm in norms(&c.phones, &c.emails) {
                let sql = "SELECT k.id FROM point p JOIN contact k ON k.id = p.contact_id \
                            WHERE p.norm = ? AND k.name_fold = ? ORDER BY k.id LIMIT 1";
                known = tx.one(sql, params![norm, name], |r| r.get(0))?;
                if known.is_some() {
                    break;
                }
            }
        }
        let id = match known {
            Some(id) => id,
            None => {
                let post = (!c.post.is_empty()).then_some(c.post.as_str());
                let fields = [("name", written.into()), ("name_fold", name.into()), ("position", post.into())];
                ContactId(tx.insert(Kind::Contact, &fields)?)
            }
        };
        self.points(tx, Holder::Contact(id), &c.phones, &c.emails)?;
        if let Some(client) = client {
            tx.exec("INSERT OR IGNORE INTO client_contact (client_id, contact_id) VALUES (?,?)", params![client, id])?;
            tx.reindex(client);
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

fn norms<'a>(phones: &'a [Phone], emails: &'a [String]) -> impl Iterator<Item = String> + 'a {
    phones.iter().filter_map(|p| phone_key(&p.written)).chain(emails.iter().map(|m| fold(m)))
}

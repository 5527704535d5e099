//! People with a card of their own in the CRM. First every card is matched and tied to the companies it names; when the
//! deals have said whose contacts they are, a person who is nobody's becomes a client of their own, so that nobody with
//! an owner is left out of a handover.

use serde_json::{Map, Value, json};

use super::clients::{Called, expand as client_columns, extra, named, some};
use super::contacts::{Holder, belongs, norms, of_client, reached_by, spellings, the_one};
use super::upsert::{Known, State, Theirs, by_ext_id};
use super::{Merge, Question};
use crate::base::{ClientId, ContactId, EmployeeId, Kind, Res, fold, match_fold};
use crate::domain::Source;
use crate::domain::names::{NameKey, Same};
use crate::domain::records::RecordContact;
use crate::store::{Row, SqlError, Tx, Val, params};

/// The external id of a client who is a contact's own.
const OWN: &str = "contact:";

/// A contact of this CRM that has an id there.
#[derive(Debug, Clone)]
pub(super) struct Card {
    pub id: ContactId,
    name: String,
    ext_id: String,
    /// What the CRM said last.
    seen: Map<String, Value>,
}

fn expand(column: &str, v: &Value, out: &mut Vec<(&'static str, Val)>) {
    if column == "name" {
        out.push(("name_fold", fold(v.as_str().unwrap_or_default()).into()));
    }
}

fn card(r: &Row<'_>) -> Result<Card, SqlError> {
    let seen: String = r.get(3)?;
    Ok(Card {
        id: r.get(0)?,
        name: r.get(1)?,
        ext_id: r.get(2)?,
        seen: serde_json::from_str(&seen).unwrap_or_default(),
    })
}

impl Merge<'_> {
    /// A row of a file of contacts.
    pub(super) fn person(&mut self, tx: &mut Tx<'_>, file: usize, r: &RecordContact) -> Res<()> {
        let source = self.files[file].shape.source;
        let owner = self.people.owner(&r.owner, &r.owner_email);
        let clients = self.companies(tx, file, &r.company)?;
        let f = &self.files[file];
        let mut columns = vec![("name", Value::from(r.name.as_str()))];
        if f.tells("contact_post") {
            columns.push(("position", some(&r.post)));
        }
        columns.push(("extra", extra(&r.extra, &[])));
        let mut beside = vec![("note", some(&r.note)), ("company", some(&r.company))];
        if f.tells("phone") {
            beside.push(("phones", json!(r.phones.iter().map(|p| &p.written).collect::<Vec<_>>())));
        }
        if f.tells("email") {
            beside.push(("emails", json!(r.emails)));
        }
        match owner {
            Some(Some(id)) => beside.push(("owner_id", id.0.into())),
            None if f.tells("owner") => beside.push(("owner_id", Value::Null)),
            _ => {}
        }
        let known = match by_ext_id(tx, source, Kind::Contact, &r.ext_id)? {
            Some(k) => Some(k),
            None => unclaimed(tx, source, &clients, r)?.map(|id| Known { id: id.0, seen: None }),
        };
        let up = self.upsert(tx, file, Kind::Contact, &r.ext_id, known, Theirs { columns, beside }, &[], expand)?;
        self.cards = true;
        let (id, since) = (ContactId(up.id), tx.written());
        if up.state != State::Unchanged {
            self.points(tx, Holder::Contact(id), &r.phones, &r.emails)?;
            let told = up.before.get("note").and_then(Value::as_str) == Some(r.note.as_str());
            if let (Some(client), false, false) = (clients.first(), r.note.is_empty(), told) {
                let at = r.modified.or(r.created);
                let fields = [("client_id", (*client).into()), ("at", at.into()), ("text", (&r.note).into())];
                tx.insert(Kind::Note, &[&fields[..], &[("source", source.into())]].concat())?;
            }
        }
        let has = self.clients_of(tx, id)?;
        for client in clients.into_iter().filter(|c| !has.contains(c)) {
            belongs(tx, client, id)?;
        }
        if up.state != State::Unchanged {
            has.into_iter().for_each(|client| tx.reindex(client));
        }
        self.counted(tx, file, id.into(), up.state, since);
        Ok(())
    }

    /// The second look at a person whose card names no company.
    pub(super) fn alone(&mut self, tx: &mut Tx<'_>, file: usize, r: &RecordContact) -> Res<()> {
        let source = self.files[file].shape.source;
        let sql = "SELECT k.id, k.name, e.ext_id, e.seen FROM ext_ref e JOIN contact k ON k.id = e.id \
                    WHERE e.source = ? AND e.kind = 'contact' AND e.ext_id = ?";
        let Some(card) = tx.one(sql, params![source, r.ext_id], card)? else { return Ok(()) };
        let has_own = by_ext_id(tx, source, Kind::Client, &format!("{OWN}{}", r.ext_id))?.is_some();
        if has_own || self.clients_of(tx, card.id)?.is_empty() {
            self.own_client(tx, file, &card)?;
        }
        Ok(())
    }

    /// The clients a contact is known at.
    pub(super) fn clients_of(&self, tx: &Tx<'_>, contact: ContactId) -> Res<Vec<ClientId>> {
        let sql = "SELECT l.client_id FROM client_contact l JOIN client c ON c.id = l.client_id \
                    WHERE l.contact_id = ? AND c.deleted = 0 ORDER BY 1";
        tx.all(sql, params![contact], |r| r.get(0))
    }

    /// The client that a person is by themselves. A client of that name who can be reached at the same number is the same
    /// one; of the name alone it is a question.
    pub(super) fn own_client(&mut self, tx: &mut Tx<'_>, file: usize, card: &Card) -> Res<ClientId> {
        let source = self.files[file].shape.source;
        let ext_id = format!("{OWN}{}", card.ext_id);
        let name = card.seen.get("name").and_then(Value::as_str).unwrap_or(&card.name).to_owned();
        let mut columns = vec![("name", Value::from(name.as_str()))];
        let owner = card.seen.get("owner_id");
        columns.extend(owner.map(|o| ("owner_id", o.clone())));
        let known = match by_ext_id(tx, source, Kind::Client, &ext_id)? {
            Some(k) => Some(k),
            None => match self.answered(source, &ext_id) {
                Some(same) => same.map(|id| Known { id: id.0, seen: None }),
                None => self.same_person(tx, file, card, &ext_id, &name)?,
            },
        };
        let theirs = Theirs { columns, beside: Vec::new() };
        let up = self.upsert(tx, file, Kind::Client, &ext_id, known, theirs, &[], client_columns)?;
        let client = ClientId(up.id);
        if !self.clients_of(tx, card.id)?.contains(&client) {
            belongs(tx, client, card.id)?;
        }
        self.crm(tx, Kind::Client, client.0, owner.and_then(Value::as_i64).map(EmployeeId))?;
        Ok(client)
    }

    fn same_person(&mut self, tx: &Tx<'_>, file: usize, card: &Card, ext_id: &str, name: &str) -> Res<Option<Known>> {
        let source = self.files[file].shape.source;
        let all = self.candidates(tx, source, &match_fold(name), "")?;
        let sql = "SELECT count(*) FROM point a JOIN point b ON b.norm = a.norm WHERE a.contact_id = ?1 \
                    AND (b.client_id = ?2 OR b.contact_id IN (SELECT contact_id FROM client_contact WHERE client_id = ?2))";
        let mut sure = Vec::new();
        for c in all.iter().filter(|c| !c.taken) {
            if tx.count(sql, params![card.id, c.id])? > 0 {
                sure.push(c.id);
            }
        }
        if let [one] = sure[..] {
            return Ok(Some(Known { id: one.0, seen: None }));
        }
        // Two people of one name who both have a card are two people.
        if all.iter().any(|c| !c.taken) {
            // A name alone makes nobody the same person for a whole file at once: only each of them is said to be.
            if let Some(same) = self.answers.alike.client(None) {
                return Ok(same.map(|id| Known { id: id.0, seen: None }));
            }
            let q = Question::Duplicate {
                file,
                source,
                ext_id: ext_id.to_owned(),
                name: name.to_owned(),
                candidates: named(tx, all)?,
                one: None,
            };
            self.questions.add(&mut self.counts, q);
        }
        Ok(None)
    }

    /// The card of this CRM that a row means by a person's name: told by number and name, else the only one of the name
    /// whose numbers do not say otherwise.
    pub(super) fn card(&self, tx: &Tx<'_>, source: Source, c: &RecordContact) -> Res<Option<Card>> {
        if !self.cards {
            return Ok(None);
        }
        let by_point = "SELECT k.id, k.name, e.ext_id, e.seen FROM point p JOIN contact k ON k.id = p.contact_id \
               JOIN ext_ref e ON e.kind = 'contact' AND e.id = k.id AND e.source = ?2 \
              WHERE p.norm = ?1 ORDER BY k.id LIMIT 50";
        let key = NameKey::of(&c.name);
        let mut found: Vec<Card> = Vec::new();
        for norm in norms(&c.phones, &c.emails) {
            for one in tx.all(by_point, params![norm, source], card)? {
                let same = matches!(key.same(&NameKey::of(&one.name)), Same::Exact | Same::Partial);
                if same && !found.iter().any(|f| f.id == one.id) {
                    found.push(one);
                }
            }
        }
        if !found.is_empty() {
            return Ok(if found.len() == 1 { found.pop() } else { None });
        }
        if c.name.is_empty() {
            return Ok(None);
        }
        let by_name = "SELECT k.id, k.name, e.ext_id, e.seen FROM contact k \
               JOIN ext_ref e ON e.kind = 'contact' AND e.id = k.id AND e.source = ?2 \
              WHERE k.name_fold = ?1 ORDER BY k.id LIMIT 3";
        for spelling in spellings(&c.name) {
            found.extend(tx.all(by_name, params![spelling, source], card)?);
        }
        let [one] = &found[..] else { return Ok(None) };
        let has_numbers = tx.count("SELECT count(*) FROM point WHERE contact_id = ?", params![one.id])? > 0;
        let contradicts = has_numbers && !(c.phones.is_empty() && c.emails.is_empty());
        Ok(if contradicts { None } else { found.pop() })
    }

    /// The companies one cell names. Several stand one a line or behind a semicolon; behind a comma only when the whole is
    /// nobody's name and every part is somebody's.
    fn companies(&mut self, tx: &mut Tx<'_>, file: usize, text: &str) -> Res<Vec<ClientId>> {
        let mut parts: Vec<&str> = text.split(['\n', ';']).map(str::trim).filter(|p| !p.is_empty()).collect();
        if let [whole] = parts[..]
            && whole.contains(',')
            && !is_client(tx, whole)?
        {
            let apart: Vec<&str> = whole.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
            let mut all = true;
            for p in &apart {
                all &= is_client(tx, p)?;
            }
            if all {
                parts = apart;
            }
        }
        let mut out = Vec::new();
        for name in parts {
            if let Some(id) = self.client_of(tx, file, Called { name, ..Called::default() })?
                && !out.contains(&id)
            {
                out.push(id);
            }
        }
        Ok(out)
    }
}

fn is_client(tx: &Tx<'_>, name: &str) -> Res<bool> {
    let sql = "SELECT count(*) FROM client WHERE match_fold = ? AND deleted = 0";
    Ok(tx.count(sql, params![match_fold(name)])? > 0)
}

/// A contact that is there already, from a deal or another CRM, and that no other card of this CRM is.
fn unclaimed(tx: &Tx<'_>, source: Source, clients: &[ClientId], r: &RecordContact) -> Res<Option<ContactId>> {
    for client in clients {
        if let Some(id) = of_client(tx, *client, &r.name)?
            && is_free(tx, source, id)?
        {
            return Ok(Some(id));
        }
    }
    let mut near = Vec::new();
    for (id, name) in reached_by(tx, &r.phones, &r.emails)? {
        if is_free(tx, source, id)? {
            near.push((id, name));
        }
    }
    Ok(the_one(&r.name, &near))
}

fn is_free(tx: &Tx<'_>, source: Source, contact: ContactId) -> Res<bool> {
    let sql = "SELECT count(*) FROM ext_ref WHERE kind = 'contact' AND id = ? AND source = ?";
    Ok(tx.count(sql, params![contact, source])? == 0)
}

//! Deals: by external id only. What they name beside themselves (client, contact, stage) is found or made.

use serde_json::{Value, json};

use super::Merge;
use super::clients::{Called, extra, some};
use super::upsert::{Differing, Known, State, Theirs, Upserted, by_ext_id};
use crate::base::{ClientId, DealId, Kind, Ref, Res, StageId, fold};
use crate::domain::records::RecordDeal;
use crate::domain::{Source, StageKind};
use crate::store::{Tx, Val};

/// Remembered of a deal that a case has closed: the other stage of the CRM that a person was shown.
const STAGE_TOLD: &str = "stage_told";

fn expand(column: &str, v: &Value, out: &mut Vec<(&'static str, Val)>) {
    if column == "title" {
        out.push(("title_fold", fold(v.as_str().unwrap_or_default()).into()));
    }
}

/// The deal was won or lost here while its stage says otherwise, and the CRM does not agree yet.
fn closed_here(tx: &Tx<'_>, known: Option<&Known>, stage: StageId, kind: StageKind) -> Res<bool> {
    let Some(Known { id, seen: Some(seen) }) = known else { return Ok(false) };
    if seen.contains(&format!("\"stage_id\":{},", stage.0)) || seen.contains(&format!("\"stage_id\":{}}}", stage.0)) {
        return Ok(false);
    }
    let now: Option<(StageKind, StageKind)> = tx.one(
        "SELECT d.stage_kind, s.kind FROM deal d JOIN stage s ON s.id = d.stage_id WHERE d.id = ?",
        [*id],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    Ok(now.is_some_and(|(copy, own)| copy != own && copy != kind))
}

impl Merge<'_> {
    pub(super) fn deal(&mut self, tx: &mut Tx<'_>, file: usize, r: &RecordDeal) -> Res<()> {
        let f = &self.files[file];
        let source = f.shape.source;
        let (stage, stage_kind) = self.stages.of(tx, file, source, r, self.answers)?;
        let owner = self.people.owner(&r.owner, &r.owner_email);
        let client = self.deal_client(tx, file, r)?;
        let known = by_ext_id(tx, source, Kind::Deal, &r.ext_id)?;
        // What the CRM said of the contact last time, so that an unchanged one costs no look at all.
        let contact_said = json!([
            r.contact.name,
            r.contact.post,
            r.contact.phones.iter().map(|p| &p.written).collect::<Vec<_>>(),
            r.contact.emails
        ]);
        let told = f.tells("contact") || !r.contact.is_empty();

        let mut columns = vec![("title", Value::from(r.title.as_str()))];
        // A deal that a case has closed here stays closed until the CRM says the same: the person is shown both.
        let closed_here = closed_here(tx, known.as_ref(), stage, stage_kind)?;
        if !closed_here {
            columns.push(("stage_id", stage.0.into()));
            columns.push(("closed_at", r.closed.map_or(Value::Null, |at| at.0.into())));
        }
        if client.is_some() || f.tells("client") {
            columns.push(("client_id", client.map_or(Value::Null, |c| c.0.into())));
        }
        match owner {
            Some(Some(id)) => columns.push(("owner_id", id.0.into())),
            None if f.tells("owner") => columns.push(("owner_id", Value::Null)),
            _ => {}
        }
        if f.tells("amount") {
            columns.push(("amount", r.amount.unwrap_or(0).into()));
            columns.push(("currency", r.currency.as_str().into()));
        }
        let day = |d: Option<crate::base::Day>| d.map_or(Value::Null, |d| d.0.into());
        let at = |a: Option<crate::base::At>| a.map_or(Value::Null, |a| a.0.into());
        if f.tells("expected_close") {
            columns.push(("expected_close", day(r.expected_close)));
        }
        if f.tells("created") {
            columns.push(("created_at", at(r.created)));
        }
        if f.tells("loss_reason") {
            columns.push(("loss_reason", some(&r.loss_reason)));
        }
        let products = r.products.join("; ");
        columns.push(("extra", extra(&r.extra, &[("source", &r.source), ("tags", &r.tags), ("products", &products)])));
        let mut beside = vec![("notes", json!(r.notes))];
        if told {
            beside.push(("contact", contact_said));
        }
        if closed_here {
            beside.push((STAGE_TOLD, stage.0.into()));
        }
        let fresh = known.is_none();
        let contact = if fresh { self.contact(tx, source, client, &r.contact)? } else { None };
        let made = [
            ("stage_kind", stage_kind.into()),
            // Since when is known of a stage that was seen to change: no file tells it of any other.
            ("contact_id", contact.into()),
        ];
        let up = self.upsert(tx, file, Kind::Deal, &r.ext_id, known, Theirs { columns, beside }, &made, expand)?;
        let since = tx.written();
        if closed_here && up.before.get(STAGE_TOLD).and_then(Value::as_i64) != Some(stage.0) {
            let ours = tx.one("SELECT stage_kind FROM deal WHERE id = ?", [up.id], |r| r.get::<_, String>(0))?;
            let (object, ours, theirs) = (Ref::new(Kind::Deal, up.id), ours.into(), stage.0.into());
            let was = up.before.get("stage_id");
            self.differ(
                tx,
                Differing { file, object, column: "stage_id", was, ours: &ours, theirs: &theirs, held: true },
            )?;
        }
        if up.state != State::Unchanged {
            self.after(tx, source, DealId(up.id), r, stage, &up)?;
        }
        self.counted(tx, file, Ref::new(Kind::Deal, up.id), up.state, since);
        self.crm(tx, Kind::Deal, up.id, owner.flatten())
    }

    /// Whose deal it is. Where only a person is named, that person's card says whose they are: a company's, or their own.
    fn deal_client(&mut self, tx: &mut Tx<'_>, file: usize, r: &RecordDeal) -> Res<Option<ClientId>> {
        let called = Called { name: &r.client, ext_id: &r.client_ext_id, inn: &r.client_inn };
        let only_person = called.ext_id.is_empty() && called.inn.is_empty() && r.client == r.contact.name;
        if only_person && !r.client.is_empty() {
            let source = self.files[file].shape.source;
            if let Some(card) = self.card(tx, source, &r.contact)? {
                match self.clients_of(tx, card.id)?[..] {
                    [one] => return Ok(Some(one)),
                    [] => return self.own_client(tx, file, &card).map(Some),
                    _ => {}
                }
            }
        }
        self.client_of(tx, file, called)
    }

    /// What follows a deal that is new or that the CRM has changed.
    fn after(
        &mut self,
        tx: &mut Tx<'_>,
        source: Source,
        deal: DealId,
        r: &RecordDeal,
        theirs: StageId,
        up: &Upserted,
    ) -> Res<()> {
        let (before, known) = (&up.before, up.state != State::New);
        if known {
            let stage = tx.one(
                "SELECT d.stage_id, s.kind FROM deal d JOIN stage s ON s.id = d.stage_id WHERE d.id = ?",
                [deal],
                |r| Ok((r.get::<_, i64>(0)?, r.get::<_, StageKind>(1)?)),
            )?;
            if let Some((now, kind)) = stage
                && now == theirs.0
                && before.get("stage_id").and_then(Value::as_i64) != Some(now)
            {
                let since = r.modified.unwrap_or(self.at);
                tx.set(Kind::Deal, deal.0, &[("stage_kind", kind.into()), ("stage_since", since.into())])?;
            }
        }
        if known && !r.contact.is_empty() {
            let client = tx.one("SELECT client_id FROM deal WHERE id = ?", [deal], |r| r.get(0))?.flatten();
            if let Some(contact) = self.contact(tx, source, client, &r.contact)? {
                tx.set(Kind::Deal, deal.0, &[("contact_id", contact.into())])?;
            }
        }
        let known: Vec<&str> = match before.get("notes") {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let source = [("source", "import".into())];
        for note in r.notes.iter().filter(|n| !known.contains(&n.as_str())) {
            let fields = [("deal_id", deal.into()), ("at", r.modified.or(r.created).into()), ("text", note.into())];
            tx.insert(Kind::Note, &[&fields[..], &source[..]].concat())?;
        }
        Ok(())
    }
}

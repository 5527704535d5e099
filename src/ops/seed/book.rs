//! A chunk of clients with everything that hangs on them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::base::{At, ClientId, Currency, Day, Due, EmployeeId, Kind, Res, StageId, fold, match_fold, phone_key};
use crate::domain::{
    Block, BlockState, DecisionRole, Gender, Salutation, Segment, Source, StageKind, TaskKind, TaskSource, TouchKind,
};
use crate::ops::Asks;
use crate::ops::{Command, Ctx};
use crate::store::{Tx, Val, params};

#[derive(Debug, Clone, PartialEq)]
pub struct ClientSeed {
    /// The number it has in the CRM it came from.
    pub ext_id: String,
    pub name: String,
    pub inn: String,
    pub owner: EmployeeId,
    pub segment: Segment,
    pub region: Option<String>,
    pub industry: Option<String>,
    pub address: String,
    pub next_contact: Option<Day>,
    pub docs_owed: Option<String>,
    pub created: At,
    pub phones: Vec<String>,
    pub mails: Vec<String>,
    pub team: Vec<(EmployeeId, String)>,
    pub contacts: Vec<ContactSeed>,
    /// An earlier client, by its number in the CRM, whose first contact serves this one too.
    pub contact_of: Option<String>,
    pub deals: Vec<DealSeed>,
    pub tasks: Vec<TaskSeed>,
    pub touches: Vec<TouchSeed>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ContactSeed {
    pub name: String,
    pub position: String,
    pub decision: DecisionRole,
    pub gender: Option<Gender>,
    pub salutation: Salutation,
    pub phones: Vec<String>,
    pub mails: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DealSeed {
    pub ext_id: String,
    pub owner: EmployeeId,
    pub title: String,
    pub stage: StageId,
    pub kind: StageKind,
    pub amount: i64,
    pub currency: Currency,
    pub expected_close: Option<Day>,
    pub created: At,
    pub stage_since: At,
    pub closed: Option<At>,
    pub loss_reason: Option<String>,
    pub notes: Vec<NoteSeed>,
    pub blocks: Vec<BlockSeed>,
    pub tasks: Vec<TaskSeed>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct NoteSeed {
    pub author: EmployeeId,
    pub at: At,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct BlockSeed {
    pub block: Block,
    pub text: String,
    pub on: Option<Due>,
    pub at: At,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TaskSeed {
    pub owner: EmployeeId,
    pub author: EmployeeId,
    pub kind: TaskKind,
    pub source: TaskSource,
    pub title: String,
    pub due: Due,
    /// `None`: open.
    pub done: Option<At>,
    pub result: Option<String>,
    pub fields: Value,
    pub created: At,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TouchSeed {
    pub who: EmployeeId,
    pub kind: TouchKind,
    pub at: At,
    pub outcome: String,
    pub recorded: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct LeadSeed {
    pub title: String,
    pub source: String,
    pub at: At,
    pub phone: String,
    pub owner: Option<EmployeeId>,
}

/// One chunk. Only its number and size go into the journal's payload: the rows themselves are in the base.
#[derive(Debug, Clone, Serialize)]
pub struct SeedBook {
    pub chunk: u32,
    pub source: Source,
    #[serde(skip)]
    pub clients: Vec<ClientSeed>,
    /// Deals without a client.
    #[serde(skip)]
    pub deals: Vec<DealSeed>,
    /// Tasks without a client or a deal.
    #[serde(skip)]
    pub tasks: Vec<TaskSeed>,
    #[serde(skip)]
    pub leads: Vec<LeadSeed>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeedBookDone {
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
}

impl Command for SeedBook {
    type Out = SeedBookDone;
    const WORD: &'static str = "seed-book";

    fn asks(&self) -> Vec<Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<SeedBookDone> {
        let mut w = Writer { tx, cx, source: self.source, done: SeedBookDone::default() };
        self.clients.iter().try_for_each(|c| w.client(c))?;
        self.deals.iter().try_for_each(|d| w.deal(d, None, None))?;
        self.tasks.iter().try_for_each(|t| w.task(t, None, None))?;
        self.leads.iter().try_for_each(|l| w.lead(l))?;
        Ok(w.done)
    }
}

struct Writer<'a, 'c> {
    tx: &'a mut Tx<'c>,
    cx: &'a Ctx<'a>,
    source: Source,
    done: SeedBookDone,
}

impl Writer<'_, '_> {
    fn client(&mut self, c: &ClientSeed) -> Res<()> {
        let fields = [
            ("name", (&c.name).into()),
            ("name_fold", fold(&c.name).into()),
            ("match_fold", match_fold(&c.name).into()),
            ("inn", (&c.inn).into()),
            ("owner_id", c.owner.into()),
            ("segment", c.segment.into()),
            ("region", c.region.clone().into()),
            ("region_fold", c.region.as_deref().map(fold).into()),
            ("industry", c.industry.clone().into()),
            ("industry_fold", c.industry.as_deref().map(fold).into()),
            ("address", (&c.address).into()),
            ("next_contact_on", c.next_contact.into()),
            ("docs_owed", c.docs_owed.clone().into()),
            ("created_at", c.created.into()),
        ];
        let id = ClientId(self.tx.insert(Kind::Client, &fields)?);
        self.done.clients += 1;
        self.ext("client", &c.ext_id, id.0)?;
        self.points(Some(id.0), None, &c.phones, &c.mails)?;
        for (who, duty) in &c.team {
            let fields = [("client_id", id.into()), ("employee_id", (*who).into()), ("duty", duty.into())];
            self.tx.insert(Kind::Team, &fields)?;
        }
        let mut first = None;
        for k in &c.contacts {
            let contact = self.contact(id, k)?;
            first = first.or(Some(contact));
        }
        if let Some(other) = &c.contact_of {
            self.tx.exec(
                "INSERT OR IGNORE INTO client_contact (client_id, contact_id) \
                 SELECT ?1, min(l.contact_id) FROM ext_ref x JOIN client_contact l ON l.client_id = x.id \
                  WHERE x.source = ?2 AND x.kind = 'client' AND x.ext_id = ?3 HAVING count(*) > 0",
                params![id, self.source, other],
            )?;
        }
        c.touches.iter().try_for_each(|t| self.touch(id, t))?;
        c.deals.iter().try_for_each(|d| self.deal(d, Some(id), first))?;
        c.tasks.iter().try_for_each(|t| self.task(t, Some(id), None))
    }

    fn contact(&mut self, client: ClientId, k: &ContactSeed) -> Res<i64> {
        let fields = [
            ("name", (&k.name).into()),
            ("name_fold", fold(&k.name).into()),
            ("position", (&k.position).into()),
            ("decision", k.decision.into()),
            ("gender", k.gender.into()),
            ("salutation_state", k.salutation.into()),
        ];
        let id = self.tx.insert(Kind::Contact, &fields)?;
        self.tx.exec("INSERT INTO client_contact (client_id, contact_id) VALUES (?, ?)", params![client, id])?;
        self.points(None, Some(id), &k.phones, &k.mails)?;
        Ok(id)
    }

    fn points(&mut self, client: Option<i64>, contact: Option<i64>, phones: &[String], mails: &[String]) -> Res<()> {
        let phones = phones.iter().filter_map(|p| phone_key(p).map(|k| ("phone", p, k)));
        for (kind, written, norm) in phones.chain(mails.iter().map(|m| ("mail", m, fold(m)))) {
            self.tx.exec(
                "INSERT INTO point (client_id, contact_id, kind, written, norm) VALUES (?, ?, ?, ?, ?)",
                params![client, contact, kind, written, norm],
            )?;
        }
        Ok(())
    }

    fn ext(&mut self, kind: &str, ext_id: &str, id: i64) -> Res<()> {
        let at = self.tx.at();
        self.tx.exec(
            "INSERT INTO ext_ref (source, kind, ext_id, id, seen, seen_at) VALUES (?, ?, ?, ?, '{}', ?)",
            params![self.source, kind, ext_id, id, at],
        )?;
        Ok(())
    }

    fn deal(&mut self, d: &DealSeed, client: Option<ClientId>, contact: Option<i64>) -> Res<()> {
        let fields = [
            ("client_id", client.into()),
            ("contact_id", contact.into()),
            ("owner_id", d.owner.into()),
            ("title", (&d.title).into()),
            ("title_fold", fold(&d.title).into()),
            ("stage_id", d.stage.into()),
            ("stage_kind", d.kind.into()),
            ("amount", d.amount.into()),
            ("currency", d.currency.into()),
            ("expected_close", d.expected_close.into()),
            ("created_at", d.created.into()),
            ("stage_since", d.stage_since.into()),
            ("closed_at", d.closed.into()),
            ("loss_reason", d.loss_reason.clone().into()),
        ];
        let id = self.tx.insert(Kind::Deal, &fields)?;
        self.done.deals += 1;
        self.ext("deal", &d.ext_id, id)?;
        for n in &d.notes {
            let fields = [
                ("deal_id", Val::from(id)),
                ("client_id", client.into()),
                ("author_id", n.author.into()),
                ("at", n.at.into()),
                ("text", (&n.text).into()),
                ("source", self.source.into()),
            ];
            self.tx.insert(Kind::Note, &fields)?;
        }
        for b in &d.blocks {
            let fields = [
                ("kind", Kind::Deal.into()),
                ("object_id", id.into()),
                ("block", b.block.into()),
                ("state", BlockState::Filled.into()),
                ("text", (&b.text).into()),
                ("on_day", b.on.map(|d| d.day).into()),
                ("on_minute", b.on.and_then(|d| d.minute).into()),
                ("by_actor", d.owner.to_string().into()),
                ("at", b.at.into()),
            ];
            self.tx.insert(Kind::Context, &fields)?;
        }
        d.tasks.iter().try_for_each(|t| self.task(t, client, Some(id)))
    }

    fn task(&mut self, t: &TaskSeed, client: Option<ClientId>, deal: Option<i64>) -> Res<()> {
        let due_at = t.due.instant(self.cx.clock.zone, self.cx.office.day_end);
        let fields = [
            ("client_id", client.into()),
            ("deal_id", deal.into()),
            ("owner_id", t.owner.into()),
            ("author_id", t.author.into()),
            ("kind", t.kind.into()),
            ("source_kind", t.source.into()),
            ("title", (&t.title).into()),
            ("title_fold", fold(&t.title).into()),
            ("due_day", t.due.day.into()),
            ("due_minute", t.due.minute.into()),
            ("due_at", due_at.into()),
            ("state", if t.done.is_some() { "done" } else { "open" }.into()),
            ("done_at", t.done.into()),
            ("result", t.result.clone().into()),
            ("fields", t.fields.to_string().into()),
            ("created_at", t.created.into()),
        ];
        self.tx.insert(Kind::Task, &fields)?;
        self.done.tasks += 1;
        Ok(())
    }

    fn touch(&mut self, client: ClientId, t: &TouchSeed) -> Res<()> {
        let fields = [
            ("client_id", client.into()),
            ("employee_id", t.who.into()),
            ("kind", t.kind.into()),
            ("at", t.at.into()),
            ("outcome", (&t.outcome).into()),
            ("recorded", t.recorded.into()),
            ("source", self.source.into()),
        ];
        self.tx.insert(Kind::Touch, &fields)?;
        Ok(())
    }

    fn lead(&mut self, l: &LeadSeed) -> Res<()> {
        let fields = [
            ("title", (&l.title).into()),
            ("source", (&l.source).into()),
            ("at", l.at.into()),
            ("phone", (&l.phone).into()),
            ("owner_id", l.owner.into()),
        ];
        self.tx.insert(Kind::Lead, &fields)?;
        Ok(())
    }
}

//! One client goes to another manager outside any departure (1-B6, S4): the reason, the whole story, the next action with
//! its date, the word to the client. The opening freezes the client with its open work and proposes the receiver; from there
//! the way is that of every handover: applied as a batch, accepted, undone.

use serde::Serialize;
use serde_json::json;

use super::case_open::{CaseOpened, lead};
use super::context_save::write_block;
use super::first_action::next_contact;
use super::inbox::{Note, tell};
use super::lines::{self, Line};
use super::reassign::Reassign;
use super::touch::TouchAdd;
use super::{About, Asks, Command, Ctx, after, ctx_counts, snapshot};
use crate::base::{CaseId, ClientId, Code, Day, Due, EmployeeId, Fault, Kind, Ref, Res, clean};
use crate::domain::context::{check_text, require_next_step};
use crate::domain::rights::Right;
use crate::domain::spoken_dated::{Written, dated};
use crate::domain::{Actor, Block, BlockState, CaseKind, CaseState, InboxKind, LineKind, SingleReason, TouchKind};
use crate::reads::freshness::freshness;
use crate::store::{Tx, Val, params};

/// From this request of one client on the head talks to them (S4: «если это уже пятая просьба, вступает руководитель»).
pub const FIFTH: i64 = 5;

/// `comment` is the story as the receiver must know it; it becomes the context's history. `people` says who decides, where
/// somebody says so. `told` is what the client was told by telephone already; without it a letter follows the acceptance.
///
/// Errors: `UnknownClient`; `NoManager` for a client of nobody; `NotEligible` for a receiver who is the manager already,
/// leaves or is away; `AlreadyInCase`; `Placeholder`, `NextStepVague`, `NextStepNoDate`, `DateInPast`, `ReasonNeeded`.
#[derive(Debug, Clone, Serialize)]
pub struct SingleOpen {
    pub client: ClientId,
    pub to: EmployeeId,
    pub reason: SingleReason,
    pub comment: String,
    pub people: Option<String>,
    pub next_step: String,
    pub on: Option<Due>,
    pub told: Option<String>,
}

/// What was said, checked and cleaned.
struct Said {
    comment: String,
    people: Option<String>,
    step: String,
    on: Due,
}

impl Command for SingleOpen {
    type Out = CaseOpened;
    const WORD: &'static str = "single-open";

    fn object(&self) -> Option<Ref> {
        Some(self.client.into())
    }

    fn asks(&self) -> Vec<Asks> {
        let about = About::Object(self.client.into());
        vec![Asks::new(Right::ChangeOwner, about), Asks::new(Right::Batch, about)]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CaseOpened> {
        let said = self.said(cx)?;
        let (owner, name) = self.manager(tx)?;
        let case = self.insert(tx, cx, owner, &said)?;
        let lines = snapshot::take_client(tx, cx, case, owner, self.client)?;
        let hash = snapshot::hash(tx, case)?;
        tx.set(Kind::Case, case.0, &[("snapshot_hash", hash.into())])?;
        self.brief(tx, cx, case, &said)?;
        ctx_counts::recount(tx, case, None)?;
        Reassign { case, objects: vec![self.client.into()], to: self.to, reason: said.comment }.run(tx, cx)?;
        if let Some(outcome) = &self.told {
            let (kind, outcome) = (TouchKind::Call, outcome.clone());
            TouchAdd { client: self.client, kind, outcome, by: None, at: None, recorded: false }.run(tx, cx)?;
        }
        self.tell_manager(tx, cx, case, owner, &name)?;
        self.tell_head(tx, cx, case, &name)?;
        after::settle(tx, cx, case)?;
        Ok(CaseOpened { case, lines })
    }
}

impl SingleOpen {
    fn said(&self, cx: &Ctx<'_>) -> Res<Said> {
        let trimmed = |text: &str| clean(text).trim().to_owned();
        let comment = trimmed(&self.comment);
        check_text(&comment).map_err(|p| p.fault(&comment))?;
        let people = self.people.as_deref().map(trimmed).filter(|p| !p.is_empty());
        if let Some(text) = &people {
            check_text(text).map_err(|p| p.fault(text))?;
        }
        let step = trimmed(&self.next_step);
        require_next_step(&step, self.on, cx.clock)?;
        let on = self.on.ok_or_else(|| Fault::new(Code::NextStepNoDate).with("value", &step))?;
        let kept = |text: &str, on| dated(text, on, cx.clock, Written::Now);
        Ok(Said { comment: kept(&comment, None), people, step: kept(&step, Some(on)), on })
    }

    fn manager(&self, tx: &Tx<'_>) -> Res<(EmployeeId, String)> {
        let sql = "SELECT owner_id, name FROM client WHERE id = ?1 AND deleted = 0";
        let found =
            tx.one(sql, params![self.client], |r| Ok((r.get::<_, Option<EmployeeId>>(0)?, r.get::<_, String>(1)?)))?;
        let (owner, name) = found.ok_or_else(|| Fault::new(Code::UnknownClient).with("name", self.client))?;
        owner.map(|o| (o, name.clone())).ok_or_else(|| Fault::new(Code::NoManager).with("name", name))
    }

    fn insert(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, owner: EmployeeId, said: &Said) -> Res<CaseId> {
        let fresh = freshness(tx.conn())?;
        // A head's own client has nobody above to lead: the head does.
        let head = lead(tx, cx, owner, None)?.unwrap_or(owner);
        let case = CaseId(tx.insert(
            Kind::Case,
            &[
                ("kind", CaseKind::Single.into()),
                ("state", CaseState::Open.into()),
                ("leaver_id", owner.into()),
                ("head_id", head.into()),
                ("opened_at", cx.clock.now.into()),
                ("opened_by", (&cx.actor).into()),
                ("client_id", self.client.into()),
                ("reason", self.reason.into()),
                ("comment", said.comment.as_str().into()),
                ("data_at", fresh.data_at.into()),
                ("not_loaded", fresh.not_loaded_words().into()),
            ],
        )?);
        tx.about(case);
        Ok(case)
    }

    /// What was said becomes the context: the story joins the history of each deal (of a client without one, its terms), the
    /// next action stands on the client, and on a deal where nothing current is agreed; who decides, where nobody has written it yet.
    fn brief(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, said: &Said) -> Res<()> {
        let all = lines::lines(tx, case, "l.kind IN ('client','deal')", None)?;
        let deals: Vec<&Line> = all.iter().filter(|l| l.kind == LineKind::Deal).collect();
        for deal in &deals {
            let object = Ref::new(Kind::Deal, deal.object);
            add(tx, cx, object, Block::History, &said.comment)?;
            step(tx, cx, object, Block::NextStep, said)?;
            people(tx, cx, object, Block::People, said)?;
        }
        // Of the client as a whole nothing is newer; a deal keeps what is agreed on it.
        let client = Ref::from(self.client);
        fill(tx, cx, client, Block::NextContact, &said.step, Some(said.on))?;
        next_contact(tx, cx, self.client, said.on.day)?;
        if deals.is_empty() {
            add(tx, cx, client, Block::Terms, &said.comment)?;
            people(tx, cx, client, Block::Deciders, said)?;
        }
        Ok(())
    }

    /// Whose client it was learns of it from the program, and not why: the reason is between the head and the receiver.
    fn tell_manager(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, owner: EmployeeId, client: &str) -> Res<()> {
        if cx.actor == Actor::Person(owner) {
            return Ok(());
        }
        let receiver =
            tx.one("SELECT name FROM employee WHERE id = ?1", params![self.to], |r| r.get::<_, String>(0))?;
        let args = json!({ "client": client, "receiver": receiver, "case": case.0 });
        tell(tx, Note { to: owner, kind: InboxKind::ClientPassed, object: case.into(), args, due: None })
    }

    /// The fifth request of the same client is the head's to talk over; the client is handed over all the same. The talk
    /// outlives the case, so the entry belongs to the client.
    fn tell_head(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, client: &str) -> Res<()> {
        let sql = "SELECT count(*) FROM handover_case WHERE client_id = ?1 AND reason = ?2 AND state <> 'withdrawn'";
        let n = tx.count(sql, params![self.client, SingleReason::ClientRequest])?;
        if self.reason != SingleReason::ClientRequest || n < FIFTH {
            return Ok(());
        }
        let sql = "SELECT head_id FROM handover_case WHERE id = ?1";
        let Some(to) = tx.one(sql, params![case], |r| r.get::<_, Option<EmployeeId>>(0))?.flatten() else {
            return Ok(());
        };
        let due = Some(cx.calendar().add_working_hours(cx.clock.now, 4));
        let args = json!({ "client": client, "n": n });
        tell(tx, Note { to, kind: InboxKind::ClientAsks, object: self.client.into(), args, due })
    }
}

/// A block as it stands.
struct Now {
    state: BlockState,
    text: String,
    on: Option<Day>,
}

fn now(tx: &Tx<'_>, object: Ref, block: Block) -> Res<Option<Now>> {
    let sql = "SELECT state, text, on_day FROM context_block WHERE kind = ?1 AND object_id = ?2 AND block = ?3";
    tx.one(sql, params![object.kind, object.id, block], |r| {
        Ok(Now { state: r.get(0)?, text: r.get(1)?, on: r.get(2)? })
    })
}

fn fill(tx: &mut Tx<'_>, cx: &Ctx<'_>, object: Ref, block: Block, text: &str, on: Option<Due>) -> Res<()> {
    let fields = [
        ("state", Val::from(BlockState::Filled)),
        ("text", text.into()),
        ("on_day", on.map(|d| d.day).into()),
        ("on_minute", on.and_then(|d| d.minute).into()),
        ("reason", Val::NULL),
    ];
    write_block(tx, cx, object, block, None, &fields)
}

/// Under what is written already; the same words twice say nothing more.
fn add(tx: &mut Tx<'_>, cx: &Ctx<'_>, object: Ref, block: Block, text: &str) -> Res<()> {
    match now(tx, object, block)?.filter(|b| b.state == BlockState::Filled && !b.text.is_empty()) {
        Some(b) if b.text.contains(text) => Ok(()),
        Some(b) => fill(tx, cx, object, block, &format!("{}\n{text}", b.text), None),
        None => fill(tx, cx, object, block, text, None),
    }
}

/// A step that is agreed and still ahead is more exact than one for the whole client.
fn step(tx: &mut Tx<'_>, cx: &Ctx<'_>, object: Ref, block: Block, said: &Said) -> Res<()> {
    let today = cx.clock.today();
    match now(tx, object, block)? {
        Some(b) if b.state == BlockState::Filled && b.on.is_some_and(|d| d >= today) => Ok(()),
        _ => fill(tx, cx, object, block, &said.step, Some(said.on)),
    }
}

fn people(tx: &mut Tx<'_>, cx: &Ctx<'_>, object: Ref, block: Block, said: &Said) -> Res<()> {
    let written =
        now(tx, object, block)?.is_some_and(|b| matches!(b.state, BlockState::Filled | BlockState::Confirmed));
    match &said.people {
        Some(text) if !written => fill(tx, cx, object, block, text, None),
        _ => Ok(()),
    }
}

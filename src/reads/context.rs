//! The step «Контекст»: in which order it is written, and what the base already knows beside each form (2 §4).

mod queue;

pub use queue::{ContextProgress, QueueRow, TasksTold, progress, queue};

use super::case::{VISIBLE, own_lines, visible};
use super::owed::owed;
use super::promises::{self, PromiseView};
use super::tasks::Told;
use super::{Scope, q};
use crate::base::{
    At, CaseId, ClientId, Code, ContactId, Currency, Day, Due, EmployeeId, Fault, Kind, LineId, Money, Ref, Res, Seq,
    TaskId,
};
use crate::domain::{Block, BlockState, CallResult, DecisionRole, StageKind, TaskField, TaskKind, TouchKind};
use crate::store::{Connection, params};

/// A block as the form shows it. `rev` goes back with the save, so that the second to save is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockView {
    pub block: Block,
    pub required: bool,
    pub state: BlockState,
    pub text: String,
    pub on: Option<Due>,
    pub reason: String,
    /// The actor's word and the time; empty for a block nobody has touched.
    pub by: String,
    pub at: Option<At>,
    pub rev: Seq,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownContact {
    pub id: ContactId,
    pub name: String,
    pub position: String,
    pub decision: DecisionRole,
    /// Phones and mails as written.
    pub points: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownTask {
    pub id: TaskId,
    pub kind: TaskKind,
    pub title: String,
    pub due: Option<Due>,
    pub owner: Option<String>,
    pub told: Told,
    /// It goes to the receiver too; what is not is a colleague's.
    pub handed: bool,
}

impl KnownTask {
    pub fn missing(&self) -> Vec<TaskField> {
        self.told.missing(self.kind)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownTouch {
    pub kind: TouchKind,
    pub at: At,
    /// Of a call from a call list: whether anybody was reached.
    pub result: Option<CallResult>,
    pub outcome: String,
    pub who: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownNote {
    pub at: Option<At>,
    pub text: String,
    pub who: String,
}

/// The form of one object with what the card already knows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextCard {
    pub object: Ref,
    pub title: String,
    pub client: Option<(ClientId, String)>,
    pub stage: String,
    pub stage_kind: Option<StageKind>,
    pub stage_since: Option<At>,
    pub amount: Option<Money>,
    pub expected_close: Option<Day>,
    pub created_at: Option<At>,
    pub receiver: Option<(EmployeeId, String)>,
    pub blocks: Vec<BlockView>,
    pub contacts: Vec<KnownContact>,
    pub tasks: Vec<KnownTask>,
    /// The last five of each, newest first.
    pub touches: Vec<KnownTouch>,
    pub notes: Vec<KnownNote>,
    /// What is written of the client elsewhere: to be taken over.
    pub others: Vec<OtherBlock>,
    pub promises: Vec<PromiseView>,
}

/// A block written for another deal of the same client, or for the client itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherBlock {
    pub object: Ref,
    pub title: String,
    pub block: Block,
    pub text: String,
}

/// The form of a deal or of a client without an open deal; `case` says what is required and who receives.
///
/// Errors: `UnknownObject`.
pub fn card(c: &Connection, scope: &Scope, case: Option<CaseId>, object: Ref) -> Res<ContextCard> {
    let unknown = || Fault::new(Code::UnknownObject).with("name", object);
    if visible(scope).is_none() {
        return Err(unknown());
    }
    let (mut card, blocks): (ContextCard, &[Block]) = match object.kind {
        Kind::Deal => (deal(c, object)?.ok_or_else(unknown)?, &Block::DEAL),
        Kind::Client => (client(c, object)?.ok_or_else(unknown)?, &Block::CLIENT),
        _ => return Err(unknown()),
    };
    let required = match case {
        Some(case) => {
            let (line, receiver) = line(c, scope, case, object)?.ok_or_else(unknown)?;
            card.receiver = receiver;
            owed(c, case, Some(line))?.first().map_or(&[][..], |o| o.required)
        }
        None if !sees(c, scope, object)? => return Err(unknown()),
        None => &[],
    };
    card.blocks = block_views(c, object, blocks, required)?;
    if let Some((client, _)) = &card.client {
        card.contacts = contacts(c, *client)?;
        card.touches = touches(c, *client)?;
        card.others = others(c, *client, object)?;
        if matches!(scope, Scope::Own(_)) && !sees(c, scope, (*client).into())? {
            let mut known = Vec::with_capacity(card.others.len());
            for other in std::mem::take(&mut card.others) {
                let of_case = case.map(|case| line(c, scope, case, other.object)).transpose()?.flatten();
                if of_case.is_some() || sees(c, scope, other.object)? {
                    known.push(other);
                }
            }
            card.others = known;
        }
    }
    card.promises = promises::of_object(c, object)?;
    card.tasks = tasks(c, case, object)?;
    card.notes = notes(c, object)?;
    Ok(card)
}

/// Outside a case the card is its owner's, the owner's department's, or theirs who see all.
fn sees(c: &Connection, scope: &Scope, object: Ref) -> Res<bool> {
    let Some((department, person)) = visible(scope) else { return Ok(false) };
    let sql = match object.kind {
        Kind::Deal => {
            "SELECT count(*) FROM deal o LEFT JOIN employee e ON e.id = o.owner_id WHERE o.id = ?1 \
             AND ((?2 IS NULL AND ?3 IS NULL) OR e.department_id = ?2 OR e.id = ?3)"
        }
        _ => {
            "SELECT count(*) FROM client o LEFT JOIN employee e ON e.id = o.owner_id WHERE o.id = ?1 \
             AND ((?2 IS NULL AND ?3 IS NULL) OR e.department_id = ?2 OR e.id = ?3)"
        }
    };
    Ok(q::count(c, sql, params![object.id, department, person])? > 0)
}

type Receiver = Option<(EmployeeId, String)>;

fn line(c: &Connection, scope: &Scope, case: CaseId, object: Ref) -> Res<Option<(LineId, Receiver)>> {
    let Some((department, person)) = visible(scope) else { return Ok(None) };
    let sql = format!(
        "SELECT l.id, e.id, e.name FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
         LEFT JOIN employee e ON e.id = coalesce(l.to_id, l.proposed_id) \
         WHERE l.case_id = ?1 AND {VISIBLE} AND {} AND l.kind = ?4 AND l.object_id = ?5",
        own_lines()
    );
    q::one(c, &sql, params![case, department, person, object.kind, object.id], |r| {
        Ok((r.get(0)?, r.get::<_, Option<EmployeeId>>(1)?.zip(r.get(2)?)))
    })
}

fn deal(c: &Connection, object: Ref) -> Res<Option<ContextCard>> {
    let sql = "SELECT d.title, d.client_id, k.name, s.name, d.stage_kind, d.stage_since, d.amount, d.currency, \
                 d.expected_close, d.created_at \
               FROM deal d JOIN stage s ON s.id = d.stage_id LEFT JOIN client k ON k.id = d.client_id WHERE d.id = ?1";
    q::one(c, sql, params![object.id], |r| {
        let currency: Currency = r.get(7)?;
        Ok(ContextCard {
            title: r.get(0)?,
            client: r.get::<_, Option<ClientId>>(1)?.zip(r.get(2)?),
            stage: r.get(3)?,
            stage_kind: Some(r.get(4)?),
            stage_since: r.get(5)?,
            amount: Some(Money::new(r.get(6)?, currency)),
            expected_close: r.get(8)?,
            created_at: r.get(9)?,
            ..empty(object)
        })
    })
}

fn client(c: &Connection, object: Ref) -> Res<Option<ContextCard>> {
    let sql = "SELECT name, created_at FROM client WHERE id = ?1 AND deleted = 0";
    q::one(c, sql, params![object.id], |r| {
        let title: String = r.get(0)?;
        Ok(ContextCard {
            client: Some((ClientId(object.id), title.clone())),
            title,
            created_at: r.get(1)?,
            ..empty(object)
        })
    })
}

fn empty(object: Ref) -> ContextCard {
    ContextCard {
        object,
        title: String::new(),
        client: None,
        stage: String::new(),
        stage_kind: None,
        stage_since: None,
        amount: None,
        expected_close: None,
        created_at: None,
        receiver: None,
        blocks: Vec::new(),
        contacts: Vec::new(),
        tasks: Vec::new(),
        touches: Vec::new(),
        notes: Vec::new(),
        others: Vec::new(),
        promises: Vec::new(),
    }
}

fn block_views(c: &Connection, object: Ref, all: &[Block], required: &[Block]) -> Res<Vec<BlockView>> {
    let sql = "SELECT block, state, text, on_day, on_minute, coalesce(reason, ''), by_actor, at, rev FROM context_block \
               WHERE kind = ?1 AND object_id = ?2";
    let written = q::all(c, sql, params![object.kind, object.id], |r| {
        let (day, minute): (Option<Day>, Option<u16>) = (r.get(3)?, r.get(4)?);
        Ok(BlockView {
            block: r.get(0)?,
            required: false,
            state: r.get(1)?,
            text: r.get(2)?,
            on: day.map(|day| Due { day, minute }),
            reason: r.get(5)?,
            by: r.get(6)?,
            at: r.get(7)?,
            rev: r.get(8)?,
        })
    })?;
    let blank = |block| BlockView {
        block,
        required: false,
        state: BlockState::Empty,
        text: String::new(),
        on: None,
        reason: String::new(),
        by: String::new(),
        at: None,
        rev: Seq(0),
    };
    let view = |b: &Block| {
        let mut v = written.iter().find(|w| w.block == *b).cloned().unwrap_or_else(|| blank(*b));
        v.required = required.contains(b);
        v
    };
    Ok(all.iter().map(view).collect())
}

fn contacts(c: &Connection, client: ClientId) -> Res<Vec<KnownContact>> {
    let sql = "SELECT k.id, k.name, coalesce(k.position, ''), k.decision, \
                 (SELECT group_concat(p.written, char(10) ORDER BY p.id) FROM point p WHERE p.contact_id = k.id) \
               FROM client_contact cc JOIN contact k ON k.id = cc.contact_id WHERE cc.client_id = ?1 \
               ORDER BY k.name_fold, k.id LIMIT 50";
    q::all(c, sql, params![client], |r| {
        let points: Option<String> = r.get(4)?;
        Ok(KnownContact {
            id: r.get(0)?,
            name: r.get(1)?,
            position: r.get(2)?,
            decision: r.get(3)?,
            points: points.map(|p| p.lines().map(str::to_owned).collect()).unwrap_or_default(),
        })
    })
}

/// Open ones of the object, those of the case first. Beside a deal stands also what is about its client alone: it has no
/// form of its own.
fn tasks(c: &Connection, case: Option<CaseId>, object: Ref) -> Res<Vec<KnownTask>> {
    let theirs = match object.kind {
        Kind::Deal => {
            "SELECT id FROM task WHERE deal_id = ?1 AND state = 'open' UNION ALL \
             SELECT t.id FROM deal d JOIN task t ON t.client_id = d.client_id AND t.deal_id IS NULL AND t.state = 'open' \
              WHERE d.id = ?1"
        }
        _ => "SELECT id FROM task WHERE client_id = ?1 AND state = 'open'",
    };
    let sql = format!(
        "SELECT t.id, t.kind, t.title, t.due_day, t.due_minute, e.name, t.fields, EXISTS (SELECT 1 FROM ledger_line l \
           WHERE l.kind = 'task' AND l.object_id = t.id AND l.case_id = ?2 AND (l.disposition IS NULL OR l.disposition = 'assign')) \
         AS handed FROM ({theirs}) x JOIN task t ON t.id = x.id LEFT JOIN employee e ON e.id = t.owner_id \
         ORDER BY handed DESC, t.due_at IS NULL, t.due_at, t.id LIMIT 20"
    );
    q::all(c, &sql, params![object.id, case], |r| {
        let (day, minute): (Option<Day>, Option<u16>) = (r.get(3)?, r.get(4)?);
        let kind: TaskKind = r.get(1)?;
        Ok(KnownTask {
            id: r.get(0)?,
            kind,
            title: r.get(2)?,
            due: day.map(|day| Due { day, minute }),
            owner: r.get(5)?,
            told: Told::of(kind, &r.get::<_, String>(6)?),
            handed: r.get(7)?,
        })
    })
}

fn touches(c: &Connection, client: ClientId) -> Res<Vec<KnownTouch>> {
    let sql = "SELECT t.kind, t.at, t.outcome, coalesce(e.name, ''), t.result FROM live_touch t LEFT JOIN employee e ON e.id = t.employee_id \
               WHERE t.client_id = ?1 ORDER BY t.at DESC, t.id DESC LIMIT 5";
    q::all(c, sql, params![client], |r| {
        let result = CallResult::of(&r.get::<_, String>(4)?);
        Ok(KnownTouch { kind: r.get(0)?, at: r.get(1)?, result, outcome: r.get(2)?, who: r.get(3)? })
    })
}

fn notes(c: &Connection, object: Ref) -> Res<Vec<KnownNote>> {
    let sql = match object.kind {
        Kind::Deal => {
            "SELECT n.at, n.text, coalesce(e.name, '') FROM note n LEFT JOIN employee e ON e.id = n.author_id \
             WHERE n.deal_id = ?1 ORDER BY n.at DESC, n.id DESC LIMIT 5"
        }
        _ => {
            "SELECT n.at, n.text, coalesce(e.name, '') FROM note n LEFT JOIN employee e ON e.id = n.author_id \
             WHERE n.client_id = ?1 ORDER BY n.at DESC, n.id DESC LIMIT 5"
        }
    };
    q::all(c, sql, params![object.id], |r| Ok(KnownNote { at: r.get(0)?, text: r.get(1)?, who: r.get(2)? }))
}

/// The newest first; fifty are more than anybody reads.
fn others(c: &Connection, client: ClientId, own: Ref) -> Res<Vec<OtherBlock>> {
    let sql = "SELECT b.kind, b.object_id, coalesce(d.title, ''), b.block, b.text FROM context_block b \
               LEFT JOIN deal d ON b.kind = 'deal' AND d.id = b.object_id \
               WHERE b.state = 'filled' AND b.text <> '' AND (b.kind <> ?2 OR b.object_id <> ?3) \
                 AND ((b.kind = 'client' AND b.object_id = ?1) \
                   OR (b.kind = 'deal' AND b.object_id IN (SELECT id FROM deal WHERE client_id = ?1))) \
               ORDER BY b.at DESC, b.id DESC LIMIT 50";
    q::all(c, sql, params![client, own.kind, own.id], |r| {
        let kind = if r.get::<_, String>(0)? == "deal" { Kind::Deal } else { Kind::Client };
        Ok(OtherBlock { object: Ref::new(kind, r.get(1)?), title: r.get(2)?, block: r.get(3)?, text: r.get(4)? })
    })
}

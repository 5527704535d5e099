//! What nobody answers for is given to somebody: one or many at once, one batch with its reason, undone as one (2 §8).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::inbox::{Note, over, tell};
use super::reassign::may_receive;
use super::waive::reason;
use super::{About, Asks, Command, Ctx, guard};
use crate::base::{Code, EmployeeId, Fault, Kind, Ref, Res};
use crate::domain::rights::Right;
use crate::domain::{Actor, EmployeeStatus, InboxKind};
use crate::reads::orphans;
use crate::reads::receives::Term;
use crate::store::{Tx, Val, params};

/// Which orphans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Orphans {
    /// These clients, deals, tasks and leads.
    Objects(Vec<Ref>),
    /// Everything open of a dismissed person, or of nobody; of one kind where one is named, without `except`.
    AllOf { owner: Option<EmployeeId>, kind: Option<Kind>, except: Vec<i64> },
}

/// Gives orphans to `to`. A client takes its own orphaned deals and tasks of the same owner along.
///
/// Errors: `ReasonNeeded`, `UnknownEmployee`, `NotEligible`; `NotOrphan` for an object that somebody answers for;
/// `AlreadyInCase` for one that a running handover holds; `UnknownObject`; `NothingToDo`; `Denied`, `NeedsSecond`.
#[derive(Debug, Clone, Serialize)]
pub struct GiveOrphans {
    pub which: Orphans,
    pub to: EmployeeId,
    pub reason: String,
    /// The receiver's surname typed again, where the owner of the file gives so many by himself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alone: Option<String>,
}

/// How many changed hands, those that went along with their client included.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrphansGiven {
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
    pub leads: u64,
}

impl OrphansGiven {
    pub const fn all(&self) -> u64 {
        self.clients + self.deals + self.tasks + self.leads
    }

    fn count(&mut self, kind: Kind) {
        match kind {
            Kind::Client => self.clients += 1,
            Kind::Deal => self.deals += 1,
            Kind::Task => self.tasks += 1,
            _ => self.leads += 1,
        }
    }
}

impl Command for GiveOrphans {
    type Out = OrphansGiven;
    const WORD: &'static str = "orphans-give";

    fn object(&self) -> Option<Ref> {
        match &self.which {
            Orphans::Objects(objects) => objects.first().copied(),
            Orphans::AllOf { owner, .. } => owner.map(Ref::from),
        }
    }

    /// What the receiver's department allows; whose the objects were is asked in `run`, where that is known.
    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::ChangeOwner, About::Person(self.to))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<OrphansGiven> {
        let reason = reason(&self.reason)?;
        may_receive(tx, None, self.to, Term::Since(cx.clock.today()))?;
        let picked = self.picked(tx)?;
        self.may(tx, cx, &picked)?;
        let mut out = OrphansGiven::default();
        for object in picked.keys() {
            if tx.set(object.kind, object.id, &[("owner_id", Val::from(self.to))])? {
                out.count(object.kind);
            }
        }
        if out.all() == 0 {
            return Err(Code::NothingToDo.into());
        }
        self.tell(tx, cx, &out, &reason)?;
        for owner in picked.values().flatten().collect::<BTreeSet<_>>() {
            if orphans::held(tx.conn(), Some(*owner))?.all() == 0 {
                over(tx, InboxKind::LateDismissed, (*owner).into())?;
            }
        }
        Ok(out)
    }
}

/// Each object with the dismissed person it belonged to.
type Picked = BTreeMap<Ref, Option<EmployeeId>>;

impl GiveOrphans {
    fn picked(&self, tx: &Tx<'_>) -> Res<Picked> {
        let mut out = Picked::new();
        match &self.which {
            Orphans::AllOf { owner, kind, except } => {
                is_gone(tx, *owner)?;
                for kind in orphans::KINDS.into_iter().filter(|k| kind.is_none_or(|only| only == *k)) {
                    let (table, open) = open(kind);
                    let sql = format!("SELECT id FROM {table} WHERE owner_id IS ?1 AND {open}");
                    let ids = tx.all(&sql, params![owner], |r| r.get::<_, i64>(0))?;
                    for id in ids.into_iter().filter(|id| !except.contains(id)) {
                        out.insert(Ref::new(kind, id), *owner);
                        if kind == Kind::Client {
                            along(tx, id, *owner, &mut out)?;
                        }
                    }
                }
            }
            Orphans::Objects(objects) => {
                for object in objects {
                    let owner = orphan(tx, *object)?;
                    out.insert(*object, owner);
                    if object.kind == Kind::Client {
                        along(tx, object.id, owner, &mut out)?;
                    }
                }
            }
        }
        for object in out.keys() {
            let sql = "SELECT case_id FROM active_object WHERE kind = ?1 AND id = ?2";
            if let Some(case) = tx.one(sql, params![object.kind, object.id], |r| r.get::<_, i64>(0))? {
                return Err(Fault::new(Code::AlreadyInCase).with("name", object).with("case", case));
            }
        }
        Ok(out)
    }

    /// One object is a change of owner, several are a bulk operation (6 §3). Nobody's objects belong to the department
    /// that takes them.
    fn may(&self, tx: &Tx<'_>, cx: &Ctx<'_>, picked: &Picked) -> Res<()> {
        let right = if picked.len() > 1 { Right::Bulk } else { Right::ChangeOwner };
        let owners: BTreeSet<EmployeeId> = picked.values().map(|o| o.unwrap_or(self.to)).collect();
        let asks: Vec<Asks> =
            owners.into_iter().map(|o| Asks::new(right, About::Person(o)).many(picked.len())).collect();
        guard::check(tx, cx, &asks)?;
        let name = tx.one("SELECT name FROM employee WHERE id = ?1", params![self.to], |r| r.get::<_, String>(0))?;
        guard::surname_again(cx, picked.len() as u64, self.alone.as_deref(), &name.unwrap_or_default())
    }

    fn tell(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, out: &OrphansGiven, reason: &str) -> Res<()> {
        let by: Option<String> = match &cx.actor {
            Actor::Person(id) if *id == self.to => return Ok(()),
            Actor::Person(id) => tx.one("SELECT name FROM employee WHERE id = ?1", params![id], |r| r.get(0))?,
            _ => None,
        };
        let args = json!({ "n": out.all(), "reason": reason, "by": by });
        let due = cx.calendar().add_working_hours(cx.clock.now, READ_HOURS);
        tell(tx, Note { to: self.to, kind: InboxKind::OrphansGiven, object: self.to.into(), args, due: Some(due) })
    }
}

/// Whoever is given what nobody answered for looks at it within a working day.
const READ_HOURS: u32 = 8;

/// Table and what «open» means there.
const fn open(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Client => ("client", "deleted = 0"),
        Kind::Deal => ("deal", "stage_kind IN ('open','final')"),
        Kind::Task => ("task", "state = 'open'"),
        _ => ("lead", "state IN ('new','working')"),
    }
}

/// Whose the object was. Errors: `UnknownObject`, also for a closed one; `NotOrphan`.
fn orphan(tx: &Tx<'_>, object: Ref) -> Res<Option<EmployeeId>> {
    if !orphans::KINDS.contains(&object.kind) {
        return Err(Fault::new(Code::UnknownObject).with("object", object));
    }
    let (table, open) = open(object.kind);
    let sql = format!("SELECT owner_id FROM {table} WHERE id = ?1 AND {open}");
    let owner = tx.one(&sql, params![object.id], |r| r.get::<_, Option<EmployeeId>>(0))?;
    let owner = owner.ok_or_else(|| Fault::new(Code::UnknownObject).with("object", object))?;
    is_gone(tx, owner)?;
    Ok(owner)
}

/// Errors: `NotOrphan` for somebody who still works here.
fn is_gone(tx: &Tx<'_>, owner: Option<EmployeeId>) -> Res<()> {
    let Some(id) = owner else { return Ok(()) };
    let sql = "SELECT status, name FROM employee WHERE id = ?1";
    match tx.one(sql, params![id], |r| Ok((r.get::<_, EmployeeStatus>(0)?, r.get::<_, String>(1)?)))? {
        Some((EmployeeStatus::Dismissed, _)) => Ok(()),
        Some((_, name)) => Err(Fault::new(Code::NotOrphan).with("name", name)),
        None => Err(Fault::new(Code::UnknownEmployee).with("name", id)),
    }
}

/// The client's open deals and tasks of the same owner.
fn along(tx: &Tx<'_>, client: i64, owner: Option<EmployeeId>, out: &mut Picked) -> Res<()> {
    for kind in [Kind::Deal, Kind::Task] {
        let (table, open) = open(kind);
        let sql = format!("SELECT id FROM {table} WHERE client_id = ?1 AND owner_id IS ?2 AND {open}");
        for id in tx.all(&sql, params![client, owner], |r| r.get(0))? {
            out.insert(Ref::new(kind, id), owner);
        }
    }
    Ok(())
}

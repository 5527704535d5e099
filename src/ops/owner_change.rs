//! «Сменить куратора» for many clients at once (1-C4): one batch, everything or nothing, undone as one. What moves is asked
//! by the statements of the preview and written by set, however many there are.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::inbox::{Entry, write};
use super::waive::reason;
use super::{About, Asks, Command, Ctx, guard, letters_draft};
use crate::base::{Code, EmployeeId, Kind, Ref, Res, Seq};
use crate::domain::rights::{Matrix, Right};
use crate::domain::{Actor, InboxKind};
use crate::reads::owner_change::{Chosen, Moved, Receiver, Statements, Stays, Wish};
use crate::reads::receives::{Term, receiver};
use crate::reads::{Asker, who};
use crate::store::{Tx, params, params_from_iter};

/// Objects that stay, named in the answer; how many there are is counted.
const NAMED: usize = 200;
/// Whoever gets clients looks at them within a working day.
const READ_HOURS: u32 = 8;

/// Gives the chosen clients to somebody, with what is to go along.
///
/// Errors: `ReasonNeeded`; `UnknownEmployee`, `NotEligible`; `BadQuery`, `UnknownClient`; `NothingToDo` when nothing moves
/// and nothing is in the way; `Denied`, `NeedsSecond`.
#[derive(Debug, Clone, Serialize)]
pub struct OwnerChange {
    pub wish: Wish,
    pub reason: String,
    /// The receiver's surname typed again, where the owner of the file moves so many by himself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alone: Option<String>,
}

/// What moved, and what stayed and why. `batch` is `None` when everything stayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnersChanged {
    pub batch: Option<Seq>,
    pub moved: Moved,
    /// The first of them; `stays_total` counts all.
    pub stays: Vec<Stays>,
    pub stays_total: u64,
}

impl Command for OwnerChange {
    type Out = OwnersChanged;
    const WORD: &'static str = "owner-change";

    fn object(&self) -> Option<Ref> {
        Some(self.wish.to.into())
    }

    /// What the receiver's department allows; whose the clients were is asked in `run`, where that is known.
    fn asks(&self) -> Vec<Asks> {
        let one = matches!(&self.wish.chosen, Chosen::These(ids) if ids.len() == 1);
        vec![Asks::new(if one { Right::ChangeOwner } else { Right::Bulk }, About::Person(self.wish.to))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<OwnersChanged> {
        let reason = reason(&self.reason)?;
        let to = receiver(tx.conn(), self.wish.to, None, Term::Since(cx.clock.today()))?;
        let st = {
            let who = who::who(tx.conn(), &cx.actor, &cx.clock, false)?;
            let scope = who::scope(&Matrix::shipped()?, &who);
            let asker = Asker { conn: tx.conn(), scope: &scope, who, clock: cx.clock, office: cx.office };
            Statements::of(&asker, &self.wish, &to)?.keep(tx.conn())?
        };
        let changed = self.change(tx, cx, &st, &to, &reason)?;
        Statements::forget(tx.conn())?;
        Ok(changed)
    }
}

impl OwnerChange {
    fn change(
        &self,
        tx: &mut Tx<'_>,
        cx: &Ctx<'_>,
        st: &Statements,
        to: &Receiver,
        reason: &str,
    ) -> Res<OwnersChanged> {
        let moved = st.moved(tx.conn())?;
        let (stays, stays_total) = st.stays(tx.conn(), NAMED)?;
        if moved.all() == 0 {
            return match stays_total {
                0 => Err(Code::NothingToDo.into()),
                _ => Ok(OwnersChanged { batch: None, moved, stays, stays_total }),
            };
        }
        let owners = st.owners(tx.conn())?;
        may(tx, cx, &owners, to.id, moved.all())?;
        guard::surname_again(cx, moved.all(), self.alone.as_deref(), &to.name)?;
        let given = taken(tx, st)?;
        give(tx, st)?;
        letters_draft::clarify_changed(tx, cx)?;
        let by = by(tx, cx)?;
        tell(tx, cx, to.id, InboxKind::ClientsGiven, moved, json!({ "reason": reason, "by": by }))?;
        for (owner, lost) in given {
            tell(tx, cx, owner, InboxKind::ClientsTaken, lost, json!({ "reason": reason, "by": by, "to": to.name }))?;
        }
        Ok(OwnersChanged { batch: Some(tx.seq()), moved, stays, stays_total })
    }
}

/// One object is a change of owner, several are a bulk operation (6 §3). Nobody's belong to the department that takes them.
fn may(tx: &Tx<'_>, cx: &Ctx<'_>, owners: &[EmployeeId], to: EmployeeId, n: u64) -> Res<()> {
    let right = if n > 1 { Right::Bulk } else { Right::ChangeOwner };
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    let asks: Vec<Asks> = owners.iter().chain([&to]).map(|o| Asks::new(right, About::Person(*o)).many(n)).collect();
    guard::check(tx, cx, &asks)
}

/// Writes the owners. What hangs on a client goes before it: whose it is is compared with whose the client is.
fn give(tx: &mut Tx<'_>, st: &Statements) -> Res<()> {
    let to = st.to.0;
    let set = |name: &str| st.with(&format!("SELECT id, {to} FROM {name} WHERE why IS NULL"));
    // A task that somebody had set for himself is its new owner's own, as everywhere (`owner::give`).
    let tasks = st.with(&format!(
        "SELECT id, {to}, CASE WHEN author_id = owner_id THEN {to} ELSE author_id END FROM tasks WHERE why IS NULL"
    ));
    tx.set_all(Kind::Task, &["owner_id", "author_id"], &tasks, params_from_iter(&st.values))?;
    for (kind, name) in [(Kind::Lead, "leads"), (Kind::Deal, "deals"), (Kind::Client, "picked")] {
        tx.set_all(kind, &["owner_id"], &set(name), params_from_iter(&st.values))?;
    }
    Ok(())
}

/// What each of those who give loses; only of those who are still here to be told.
fn taken(tx: &Tx<'_>, st: &Statements) -> Res<Vec<(EmployeeId, Moved)>> {
    let sql = st.with(
        "SELECT m.owner_id, sum(m.k = 0), sum(m.k = 1), sum(m.k = 2), sum(m.k = 3) FROM ( \
           SELECT owner_id, 0 k FROM picked WHERE why IS NULL UNION ALL SELECT owner_id, 1 FROM deals WHERE why IS NULL \
           UNION ALL SELECT owner_id, 2 FROM tasks WHERE why IS NULL \
           UNION ALL SELECT owner_id, 3 FROM leads WHERE why IS NULL) m \
         JOIN employee e ON e.id = m.owner_id WHERE e.status <> 'dismissed' GROUP BY 1 ORDER BY 1",
    );
    tx.all(&sql, params_from_iter(&st.values), |r| {
        let n = |i| r.get::<_, i64>(i).map(i64::unsigned_abs);
        Ok((r.get(0)?, Moved { clients: n(1)?, deals: n(2)?, tasks: n(3)?, leads: n(4)? }))
    })
}

/// Who did it, by name; nobody named where the owner of the file did.
pub(super) fn by(tx: &Tx<'_>, cx: &Ctx<'_>) -> Res<Option<String>> {
    match &cx.actor {
        Actor::Person(id) => tx.one("SELECT name FROM employee WHERE id = ?1", params![id], |r| r.get(0)),
        _ => Ok(None),
    }
}

/// Tells one of them, unless he did it himself.
fn tell(
    tx: &mut Tx<'_>,
    cx: &Ctx<'_>,
    person: EmployeeId,
    kind: InboxKind,
    n: Moved,
    mut args: serde_json::Value,
) -> Res<()> {
    if cx.actor == Actor::Person(person) {
        return Ok(());
    }
    for (key, n) in [("clients", n.clients), ("deals", n.deals), ("tasks", n.tasks), ("leads", n.leads)] {
        args[key] = n.into();
    }
    let due = (kind == InboxKind::ClientsGiven).then(|| cx.calendar().add_working_hours(cx.clock.now, READ_HOURS));
    write(tx, &Entry { to: Some(person), role: None, kind, object: person.into(), args, due })?;
    Ok(())
}

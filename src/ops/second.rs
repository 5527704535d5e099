//! «Второе лицо» (6 §3): one asks whoever else has the right, one of these agrees or does not. What was agreed to holds for
//! as many objects, until the end of the working day.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::inbox::{Entry, Note, over, tell, write};
use super::{About, Asks, Command, Ctx};
use crate::base::{At, Code, Due, EmployeeId, Fault, HOUR_MS, InboxId, Kind, Ref, Res};
use crate::domain::rights::{Matrix, Object, Right, Verdict, Who};
use crate::domain::second::Want;
use crate::domain::{Actor, InboxKind};
use crate::reads::employees::name;
use crate::reads::{second, who};
use crate::store::{Tx, params};

/// Asks everybody else who has the right to agree to `count` objects at once.
///
/// Errors: `NothingToDo` for what one does alone or was agreed to already; `NoSecond` where nobody else has the right.
#[derive(Debug, Clone, Serialize)]
pub struct SecondAsk {
    pub right: Right,
    pub count: u64,
}

/// Who was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondAsked {
    pub told: Vec<String>,
}

/// Agrees to what an entry of one's own inbox asks, or does not.
///
/// Errors: `UnknownObject` for an entry that asks nothing of the kind; `NothingToDo` for one that is answered already;
/// `Denied` to whoever asked, and to whoever has the right no longer.
#[derive(Debug, Clone, Serialize)]
pub struct SecondAnswer {
    pub entry: InboxId,
    pub yes: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondAnswered {
    /// Who asked.
    pub name: String,
    /// Until when it holds; `None`: it was not agreed to.
    pub until: Option<At>,
}

impl Command for SecondAsk {
    type Out = SecondAsked;
    const WORD: &'static str = "second-ask";

    fn object(&self) -> Option<Ref> {
        None
    }

    /// Whoever may do it to few may ask for many.
    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(self.right, About::Newcomer)]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<SecondAsked> {
        let want = Want { right: self.right, count: self.count };
        let matrix = Matrix::shipped()?;
        let me = who::who(tx.conn(), &cx.actor, &cx.clock, false)?;
        let Who::Person { id, department, .. } = me else { return Err(Code::NothingToDo.into()) };
        let object = Object { department, count: want.count, ..Object::default() };
        match matrix.may(&me, want.right, &object) {
            Verdict::NeedsSecond(_) if !second::is_given(tx.conn(), id, want, cx.clock.now)? => {}
            Verdict::NeedsSecond(_) | Verdict::Allow => return Err(Code::NothingToDo.into()),
            denied @ Verdict::Deny(_) => denied.given()?,
        }
        let others = second::others(tx.conn(), &matrix, id, department, want)?;
        if others.is_empty() {
            return Err(Code::NoSecond.into());
        }
        let name = name(tx.conn(), id)?;
        let due = Some(until(cx));
        for (to, _) in &others {
            let args = json!({ "name": name, "right": want.right, "count": want.count });
            let object = Ref::new(Kind::Employee, id.0);
            tell(tx, Note { to: *to, kind: InboxKind::SecondAsked, object, args, due })?;
        }
        Ok(SecondAsked { told: others.into_iter().map(|(_, name)| name).collect() })
    }
}

impl Command for SecondAnswer {
    type Out = SecondAnswered;
    const WORD: &'static str = "second-answer";

    fn object(&self) -> Option<Ref> {
        Some(self.entry.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Inbox, About::Inbox(self.entry))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<SecondAnswered> {
        let (asker, want) = asked(tx, self.entry)?;
        self.may(tx, cx, asker, want)?;
        let object = Ref::new(Kind::Employee, asker.0);
        // One answer is enough: the others are not asked any more.
        over(tx, InboxKind::SecondAsked, object)?;
        let until = self.yes.then(|| until(cx));
        let by = match &cx.actor {
            Actor::Person(id) => name(tx.conn(), *id)?,
            Actor::Owner | Actor::System(_) => String::new(),
        };
        let args = json!({
            "by": by, "right": want.right, "count": want.count, "yes": self.yes, "until_at": until.map(|at| at.0),
            "until": until.map(|at| Due::at(cx.clock.zone.day(at), cx.clock.zone.minute(at)).to_string()),
        });
        write(tx, &Entry { to: Some(asker), role: None, kind: InboxKind::SecondAnswered, object, args, due: None })?;
        Ok(SecondAnswered { name: name(tx.conn(), asker)?, until })
    }
}

impl SecondAnswer {
    /// The second is another person, and has the right.
    fn may(&self, tx: &Tx<'_>, cx: &Ctx<'_>, asker: EmployeeId, want: Want) -> Res<()> {
        let Actor::Person(me) = cx.actor else { return Ok(()) };
        let department = match who::who(tx.conn(), &Actor::Person(asker), &cx.clock, false)? {
            Who::Person { department, .. } => department,
            Who::Owner { .. } | Who::System => None,
        };
        let others = second::others(tx.conn(), &Matrix::shipped()?, asker, department, want)?;
        match others.iter().any(|(id, _)| *id == me) {
            true => Ok(()),
            false => Err(Fault::new(Code::Denied).with("reason", "not_own")),
        }
    }
}

/// Who asked, and for what.
fn asked(tx: &Tx<'_>, entry: InboxId) -> Res<(EmployeeId, Want)> {
    let unknown = || Fault::new(Code::UnknownObject).with("name", Ref::from(entry));
    let sql = "SELECT object, args, done_at IS NOT NULL FROM inbox WHERE id = ?1 AND kind = ?2";
    type Row = (Ref, String, bool);
    let found: Option<Row> = tx.one(sql, params![entry, InboxKind::SecondAsked], |r| {
        let object: String = r.get(0)?;
        Ok((object.parse().unwrap_or(Ref::new(Kind::Employee, 0)), r.get(1)?, r.get(2)?))
    })?;
    let (object, args, done) = found.ok_or_else(unknown)?;
    if done {
        return Err(Code::NothingToDo.into());
    }
    let args: Value = serde_json::from_str(&args).map_err(|e| Fault::from(Code::Internal, e))?;
    let right = args["right"].as_str().and_then(Right::of).ok_or_else(unknown)?;
    let count = args["count"].as_u64().ok_or_else(unknown)?;
    Ok((EmployeeId(object.id), Want { right, count }))
}

/// The end of the working day; asked in the evening or on a day off, of the next one.
fn until(cx: &Ctx<'_>) -> At {
    cx.calendar().end_of_work(cx.clock.now.plus(HOUR_MS))
}

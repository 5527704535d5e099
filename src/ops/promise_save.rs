//! A promise to a client is written down, changed or taken back (2 §4).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::case_row::CaseRow;
use super::context_save::write_block;
use super::inbox::{Note, tell};
use super::lines::Line;
use super::{About, Asks, Command, Ctx, after, ctx_counts, knowledge, lines};
use crate::base::{CaseId, Code, Day, Due, Fault, Kind, PromiseId, Ref, Res, Seq, clean};
use crate::domain::promise::{Terms, block_of};
use crate::domain::rights::Right;
use crate::domain::spoken_dated::{Kept, Written, corrected};
use crate::domain::{BlockState, InboxKind, PromiseState};
use crate::store::{Tx, Val, params};

/// `promise` changes that one, else a new one is written. `seen` is the `rev` the form was filled over.
///
/// Errors: `UnknownObject`, `NotInCase`, `UnknownCase`, `CaseClosed`, `Placeholder`, `Stale`; `Denied` to whoever hands it
/// over, for what others wrote or the head has decided on.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseSave {
    pub case: CaseId,
    pub object: Ref,
    pub promise: Option<PromiseId>,
    pub text: String,
    pub due: Option<Due>,
    pub unusual: bool,
    /// With whom it was agreed, when and why; empty: with nobody.
    pub agreed_with: String,
    pub agreed_on: Option<Day>,
    pub why: String,
    pub seen: Option<Seq>,
}

/// Taken back: it was no promise, or it holds no more. The row stays.
///
/// Errors: `UnknownObject`, `UnknownCase`, `CaseClosed`; `NothingToDo` for one that was taken back already.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseDrop {
    pub case: CaseId,
    pub promise: PromiseId,
}

/// `offered` counts the lines that could be offered by this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseSaved {
    pub promise: PromiseId,
    pub state: PromiseState,
    pub offered: u32,
}

/// A promise as the commands see it.
pub(super) struct Row {
    pub object: Ref,
    pub text: String,
    pub due: Option<Due>,
    pub unusual: bool,
    pub agreed_with: String,
    pub state: PromiseState,
    pub task: Option<i64>,
    pub by: String,
    pub rev: Seq,
}

impl Row {
    /// Errors: `UnknownObject`.
    pub fn read(tx: &Tx<'_>, id: PromiseId) -> Res<Row> {
        let sql = "SELECT kind, object_id, text, due_day, due_minute, unusual, agreed_with, state, task_id, by_actor, rev \
                   FROM promise WHERE id = ?1";
        let row = tx.one(sql, params![id], |r| {
            let (day, minute): (Option<Day>, Option<u16>) = (r.get(3)?, r.get(4)?);
            Ok(Row {
                object: Ref::new(r.get(0)?, r.get(1)?),
                text: r.get(2)?,
                due: day.map(|day| Due { day, minute }),
                unusual: r.get(5)?,
                agreed_with: r.get(6)?,
                state: r.get(7)?,
                task: r.get(8)?,
                by: r.get(9)?,
                rev: r.get(10)?,
            })
        })?;
        row.ok_or_else(|| Fault::new(Code::UnknownObject).with("name", id))
    }

    fn terms(&self) -> Terms<'_> {
        Terms { text: &self.text, unusual: self.unusual, agreed_with: &self.agreed_with, due: self.due }
    }
}

impl Command for PromiseSave {
    type Out = PromiseSaved;
    const WORD: &'static str = "promise-save";

    fn object(&self) -> Option<Ref> {
        Some(self.object)
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Add, About::Knowledge(self.object))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<PromiseSaved> {
        let (promise, state, line) = self.keep(tx, cx)?;
        Ok(PromiseSaved { promise, state, offered: recounted(tx, cx, self.case, &line)? })
    }
}

impl PromiseSave {
    /// Checks and writes; what follows from it is left to whoever saves many.
    pub(super) fn keep(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<(PromiseId, PromiseState, Line)> {
        let block = block_of(self.object.kind).ok_or_else(|| self.unknown())?;
        let case = CaseRow::open(tx, self.case)?;
        let line = lines::find(tx, self.case, self.object)?;
        let old = self.promise.map(|id| Row::read(tx, id)).transpose()?;
        if old.as_ref().is_some_and(|o| o.object != self.object) {
            return Err(self.unknown());
        }
        knowledge::may_write_promise(tx, cx, self.object, old.as_ref())?;
        if let (Some(o), Some(seen)) = (&old, self.seen)
            && o.rev != seen
        {
            return Err(Fault::new(Code::Stale).with("name", self.object));
        }
        let said = |t: &str| clean(t).trim().to_owned();
        let (text, agreed_with, why) = (said(&self.text), said(&self.agreed_with), said(&self.why));
        let terms = Terms { text: &text, unusual: self.unusual, agreed_with: &agreed_with, due: self.due };
        terms.check()?;
        // What the head has said is about the words that were typed: the date of ours behind them makes no other promise.
        let state = terms.state(old.as_ref().map(|o| (o.terms(), o.state)));
        let kept = old.as_ref().map(|o| Kept { text: &o.text, on: o.due }).unwrap_or_default();
        let text = corrected(&text, self.due, kept, cx.clock, Written::Now);
        let at = self.due.map(|d| d.instant(cx.clock.zone, cx.office.day_end));
        let fields = [
            ("text", Val::from(text.as_str())),
            ("due_day", self.due.map(|d| d.day).into()),
            ("due_minute", self.due.and_then(|d| d.minute).into()),
            ("due_at", at.into()),
            ("unusual", self.unusual.into()),
            ("agreed_with", agreed_with.as_str().into()),
            ("agreed_on", self.agreed_on.into()),
            ("why", why.into()),
            ("state", state.into()),
        ];
        let by = [("by_actor", Val::from(&cx.actor)), ("at", tx.at().into())];
        let id = match self.promise {
            Some(id) => {
                tx.set(Kind::Promise, id.0, &fields)?;
                id
            }
            None => {
                let key = [("kind", Val::from(self.object.kind)), ("object_id", self.object.id.into())];
                PromiseId(tx.insert(Kind::Promise, &[&key[..], &fields, &by].concat())?)
            }
        };
        // Who promised something cannot have had nothing to say.
        let confirmed = "SELECT count(*) FROM context_block WHERE kind = ?1 AND object_id = ?2 AND block = ?3 \
                         AND state IN ('confirmed','waived')";
        if tx.count(confirmed, params![self.object.kind, self.object.id, block])? > 0 {
            let fields = [("state", BlockState::Empty.into()), ("reason", Val::NULL)];
            write_block(tx, cx, self.object, block, None, &fields)?;
        }
        if state == PromiseState::Waiting {
            let args = json!({ "case": self.case, "title": line.title, "promise": text });
            let due = cx.calendar().end_of(cx.calendar().add_working_days(cx.clock.today(), 1));
            tell(
                tx,
                Note { to: case.head()?, kind: InboxKind::PromiseWaits, object: id.into(), args, due: Some(due) },
            )?;
        }
        Ok((id, state, line))
    }

    fn unknown(&self) -> Fault {
        Fault::new(Code::UnknownObject).with("name", self.object)
    }
}

impl Command for PromiseDrop {
    type Out = PromiseSaved;
    const WORD: &'static str = "promise-drop";

    fn object(&self) -> Option<Ref> {
        Some(self.promise.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Add, About::Knowledge(self.promise.into()))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<PromiseSaved> {
        CaseRow::open(tx, self.case)?;
        let row = Row::read(tx, self.promise)?;
        let line = lines::find(tx, self.case, row.object)?;
        if row.state == PromiseState::Dropped {
            return Err(Code::NothingToDo.into());
        }
        knowledge::may_write_promise(tx, cx, row.object, Some(&row))?;
        let state = PromiseState::Dropped;
        tx.set(Kind::Promise, self.promise.0, &[("state", state.into())])?;
        let offered = recounted(tx, cx, self.case, &line)?;
        Ok(PromiseSaved { promise: self.promise, state, offered })
    }
}

/// The line's context is counted anew, and what follows from it happens.
pub(super) fn recounted(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, line: &Line) -> Res<u32> {
    ctx_counts::recount(tx, case, Some(line.id))?;
    after::settle(tx, cx, case)
}

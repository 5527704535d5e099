//! A promise with a date becomes a task, so that it is due on somebody's list and not only on a card.

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::first_action::{due_fields, kind_of};
use super::lines::Line;
use super::promise_save::Row;
use super::{About, Asks, Command, Ctx, after, knowledge, lines};
use crate::base::{
    CaseId, ClientId, Code, DealId, Due, EmployeeId, Fault, HOUR_MS, Kind, PromiseId, Ref, Res, TaskId, fold,
};
use crate::domain::rights::Right;
use crate::domain::{Actor, LineKind, PromiseState, Temperature};
use crate::store::{Tx, Val, params};

/// Whoever answers for the deal or client now gets the task; while that is the leaver, it goes with its client or deal.
///
/// Errors: `UnknownObject`, `NotInCase`, `UnknownCase`, `CaseClosed`, `PromiseNoDate`; `NothingToDo` for one that has its
/// task already, and for one that is not kept.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseTask {
    pub case: CaseId,
    pub promise: PromiseId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseTasked {
    pub promise: PromiseId,
    pub task: TaskId,
    pub owner: Option<EmployeeId>,
    /// It is a line of the ledger beside its client or deal, whose owner is not decided yet.
    #[serde(default)]
    pub along: bool,
}

impl Command for PromiseTask {
    type Out = PromiseTasked;
    const WORD: &'static str = "promise-task";

    fn object(&self) -> Option<Ref> {
        Some(self.promise.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Add, About::Knowledge(self.promise.into()))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<PromiseTasked> {
        let case = CaseRow::open(tx, self.case)?;
        let row = Row::read(tx, self.promise)?;
        let line = lines::find(tx, self.case, row.object)?;
        if row.task.is_some() || matches!(row.state, PromiseState::Dropped | PromiseState::Refused) {
            return Err(Code::NothingToDo.into());
        }
        knowledge::may_write_promise(tx, cx, row.object, None)?;
        let due = row.due.ok_or_else(|| Fault::new(Code::PromiseNoDate).with("value", &row.text))?;
        let (client, deal, owner) = whose(tx, row.object)?;
        let author = match cx.actor {
            // Nothing new is left open in the name of whoever hands over.
            Actor::Person(id) if case.leaver != Some(id) => Some(id),
            _ => case.head,
        };
        let mut fields = vec![
            ("client_id", Val::from(client)),
            ("deal_id", deal.into()),
            ("owner_id", owner.into()),
            ("author_id", author.into()),
            ("kind", kind_of(&row.text).into()),
            ("title", row.text.as_str().into()),
            ("title_fold", fold(&row.text).into()),
            ("created_at", tx.at().into()),
        ];
        fields.extend(due_fields(cx, due));
        let task = TaskId(tx.insert(Kind::Task, &fields)?);
        tx.set(Kind::Promise, self.promise.0, &[("task_id", task.into())])?;
        let goes = owner.is_some() && line.batch.is_none();
        if goes {
            along(tx, cx, self.case, &line, task, &row.text, due)?;
        }
        after::settle(tx, cx, self.case)?;
        Ok(PromiseTasked { promise: self.promise, task, owner, along: goes })
    }
}

type Whose = (Option<ClientId>, Option<DealId>, Option<EmployeeId>);

fn whose(tx: &Tx<'_>, object: Ref) -> Res<Whose> {
    let sql = match object.kind {
        Kind::Deal => "SELECT client_id, owner_id FROM deal WHERE id = ?1",
        _ => "SELECT id, owner_id FROM client WHERE id = ?1",
    };
    let row = tx.one(sql, params![object.id], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let (client, owner) = row.ok_or_else(|| Fault::new(Code::UnknownObject).with("name", object))?;
    Ok((client, (object.kind == Kind::Deal).then_some(DealId(object.id)), owner))
}

/// What is still to be decided goes on with its client or deal: the task is a line of its own beside it.
fn along(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, beside: &Line, task: TaskId, title: &str, due: Due) -> Res<()> {
    let sql = "SELECT segment, temp_id FROM ledger_line WHERE id = ?1";
    let row = tx.one(sql, params![beside.id], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Option<EmployeeId>>(1)?)))?;
    let (segment, temporary) = row.unwrap_or_default();
    let at = due.instant(cx.clock.zone, cx.office.day_end);
    let hot = at <= cx.clock.now.plus(i64::from(cx.office.hot_hours) * HOUR_MS);
    let fields = [
        ("case_id", Val::from(case)),
        ("kind", LineKind::Task.into()),
        ("object_id", task.0.into()),
        ("parent_id", beside.id.into()),
        ("late", true.into()),
        ("title", title.into()),
        ("segment", segment.into()),
        ("temperature", if hot { Temperature::Hot } else { Temperature::Cold }.into()),
        ("due_at", at.into()),
        ("temp_id", temporary.into()),
    ];
    tx.insert(Kind::Line, &fields)?;
    tx.exec("INSERT OR IGNORE INTO active_object (kind, id, case_id) VALUES ('task', ?1, ?2)", params![task, case])?;
    Ok(())
}

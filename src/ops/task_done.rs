//! A task is done: what its owner, or whoever may work on it, says.

use serde::{Deserialize, Serialize};

use super::{About, Asks, Command, Ctx, after, ctx_counts};
use crate::base::{Code, Fault, Kind, Ref, Res, TaskId, clean};
use crate::domain::rights::Right;
use crate::domain::{CaseState, TaskState};
use crate::store::{Tx, Val, params};

/// Errors: `UnknownObject`; `NothingToDo` for a task that is done already.
#[derive(Debug, Clone, Serialize)]
pub struct TaskDone {
    pub task: TaskId,
    /// What came of it.
    pub result: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskIsDone {
    pub task: TaskId,
}

impl Command for TaskDone {
    type Out = TaskIsDone;
    const WORD: &'static str = "task-done";

    fn object(&self) -> Option<Ref> {
        Some(self.task.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Add, About::Object(self.task.into()))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<TaskIsDone> {
        let sql = "SELECT state FROM task WHERE id = ?1";
        match tx.one(sql, params![self.task], |r| r.get::<_, TaskState>(0))? {
            Some(TaskState::Open) => {}
            Some(TaskState::Done) => return Err(Code::NothingToDo.into()),
            None => return Err(Fault::new(Code::UnknownObject).with("object", Ref::from(self.task))),
        }
        let result = self.result.as_deref().map(|r| clean(r).trim().to_owned()).filter(|r| !r.is_empty());
        let mut fields = vec![("state", Val::from(TaskState::Done)), ("done_at", tx.at().into())];
        fields.extend(result.map(|r| ("result", r.into())));
        tx.set(Kind::Task, self.task.0, &fields)?;
        if let Some((case, _)) = ctx_counts::active_line(tx, self.task.into())? {
            let sql = "SELECT state FROM handover_case WHERE id = ?1";
            let state = tx.one(sql, params![case], |r| r.get::<_, CaseState>(0))?;
            if state.is_some_and(CaseState::is_work) {
                tx.about(case);
                after::settle(tx, cx, case)?;
            }
        }
        Ok(TaskIsDone { task: self.task })
    }
}

//! A person says what came of a command of which nobody knew, or has a failed one repeated (2 §7).

use serde::{Deserialize, Serialize};

use super::access_wish::Wish;
use super::hook_end::{JobRow, settle_access, settle_case};
use super::hook_follow::follow;
use super::hook_job::{HookRow, order};
use super::{About, Asks, Command, Ctx};
use crate::base::{AccessId, CaseId, Code, Fault, Kind, Ref, Res, clean};
use crate::domain::rights::Right;
use crate::domain::{AccessState, JobState};
use crate::store::{Tx, params};

/// `done`: the person has looked, and the access is closed (or given back). Else it is not, and the command is run again.
///
/// Errors: `UnknownAccess`; `NothingToDo` when no command of it waits for an answer.
#[derive(Debug, Clone, Serialize)]
pub struct HookAnswer {
    pub case: CaseId,
    pub access: AccessId,
    pub done: bool,
    pub evidence: Option<String>,
}

/// What the access is now; `again` when its command is on its way once more, or the opposite one that waited for the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HookAnswered {
    pub state: AccessState,
    pub again: bool,
}

impl Command for HookAnswer {
    type Out = HookAnswered;
    const WORD: &'static str = "hook-answer";

    fn object(&self) -> Option<Ref> {
        Some(self.access.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::AccessDone, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<HookAnswered> {
        tx.about(self.case);
        let sql = "SELECT max(j.id) FROM job j JOIN access a ON a.id = j.access_id \
                   WHERE j.access_id = ?1 AND coalesce(a.case_id, j.case_id) = ?2";
        let last = tx.one(sql, params![self.access, self.case], |r| r.get(0))?.flatten();
        let last = last.ok_or_else(|| Fault::new(Code::UnknownAccess).with("name", self.access))?;
        // A failure is no doubt: it can only be repeated, or closed by hand like any other.
        let which = if self.done { "state = 'unknown'" } else { "state IN ('unknown','failed')" };
        let job = JobRow::one(tx, last, which)?.ok_or(Code::NothingToDo)?;
        let state = if self.done { JobState::Done } else { JobState::Failed };
        tx.exec("UPDATE job SET state = ?2, done_at = ?3 WHERE id = ?1", params![job.id, state, tx.at()])?;
        if self.done {
            let said = self.evidence.as_deref().map(clean).unwrap_or_default();
            settle_access(tx, cx, &job, said.trim(), &cx.actor)?;
        }
        let wished = Wish::of(tx, job.access)?.is_some_and(|w| w.is(job.action));
        let again = if wished && !self.done {
            let row = HookRow { access: job.access, case: job.case, employee: job.employee, action: job.action };
            order(tx, cx, &row)?
        } else {
            follow(tx, cx, &job)?
        };
        settle_case(tx, cx, job.case)?;
        Ok(HookAnswered { state: self.state(tx)?, again })
    }
}

impl HookAnswer {
    fn state(&self, tx: &Tx<'_>) -> Res<AccessState> {
        let state = tx.one("SELECT state FROM access WHERE id = ?1", params![self.access], |r| r.get(0))?;
        state.ok_or_else(|| Fault::new(Code::UnknownObject).with("object", Ref::new(Kind::Access, self.access.0)))
    }
}

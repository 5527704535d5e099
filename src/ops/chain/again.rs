//! A link that failed is wished again, by a person: what nobody knows the outcome of is never repeated by itself.

use serde::{Deserialize, Serialize};

use crate::base::{CaseId, Code, Fault, JobId, Ref, Res};
use crate::domain::JobState;
use crate::domain::rights::Right;
use crate::ops::{About, Asks, Command, Ctx};
use crate::store::{Tx, params};

/// Queues a failed link of a case to be run at once, with all its attempts before it.
#[derive(Debug, Clone, Serialize)]
pub struct JobAgain {
    pub case: CaseId,
    pub job: JobId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobAgainDone {
    pub job: JobId,
}

impl Command for JobAgain {
    type Out = JobAgainDone;
    const WORD: &'static str = "job-again";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Case(self.case))]
    }

    /// Errors: `UnknownObject` when the case has no such link; `NothingToDo` unless it failed.
    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<JobAgainDone> {
        tx.about(self.case);
        let sql = "SELECT state FROM job WHERE id = ?1 AND case_id = ?2 AND step <> ''";
        match tx.one(sql, params![self.job, self.case], |r| r.get::<_, JobState>(0))? {
            None => return Err(Fault::new(Code::UnknownObject).with("name", self.job.0)),
            Some(JobState::Failed) => {}
            Some(_) => return Err(Code::NothingToDo.into()),
        }
        let sql =
            "UPDATE job SET state = 'queued', due_at = ?2, tries = 0, done_at = NULL, lease_until = NULL WHERE id = ?1";
        tx.exec(sql, params![self.job, tx.at()])?;
        Ok(JobAgainDone { job: self.job })
    }
}

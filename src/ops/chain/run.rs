//! One link whose time has come, in one transaction: nothing of it is left half done, however it is stopped.

use serde::{Deserialize, Serialize};

use super::{done, perform, runs};
use crate::base::{Code, Fault, JobId, Res};
use crate::domain::CaseState;
use crate::domain::chain::{Deed, Trigger};
use crate::ops::case_open::Opening;
use crate::ops::{Asks, Command, Ctx, job_step};
use crate::store::{Tx, params};

/// Does a link that is due. `result` is `None` when its time is not yet, or when somebody else has done it.
#[derive(Debug, Clone, Serialize)]
pub struct StepRun {
    pub job: JobId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRan {
    pub result: Option<String>,
}

impl Command for StepRun {
    type Out = StepRan;
    const WORD: &'static str = "chain-step";

    fn asks(&self) -> Vec<Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<StepRan> {
        let Some(job) = job_step::waiting(tx, self.job)? else { return Ok(StepRan { result: None }) };
        let Some(case) = job.case else { return Err(Code::Internal.into()) };
        tx.about(case);
        let state =
            tx.one("SELECT state FROM handover_case WHERE id = ?1", params![case], |r| r.get::<_, CaseState>(0))?;
        let result = match Opening::of(tx, cx, case)? {
            Some(o) if state.is_some_and(runs) => {
                let deed: Deed = serde_json::from_value(job.payload).map_err(|e| Fault::from(Code::Internal, e))?;
                let on: Trigger = job.due_rule.parse().map_err(|()| Fault::new(Code::Internal))?;
                perform::perform(tx, cx, &o, &deed, on)?
            }
            _ => "skipped".to_owned(),
        };
        done(tx, self.job, &result)?;
        Ok(StepRan { result: Some(result) })
    }
}

//! A link of the chain whose time has come: one transaction does it and writes it down.

use super::{DueEnv, Ran, is_bases};
use crate::base::Res;
use crate::domain::JobState;
use crate::ops::{JobEnd, StepRun};
use crate::reads::due::DueJob;
use crate::store::Base;

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, job: &DueJob) -> Res<Option<Ran>> {
    let (state, result) = match env.act(base, &StepRun { job: job.id }) {
        Ok(ran) => match ran.result {
            None => return Ok(None),
            Some(result) => (JobState::Done, result),
        },
        Err(f) if is_bases(&f) => return Err(f),
        Err(f) => {
            let result = f.code.word();
            let ended = env.act(base, &JobEnd { job: job.id, state: JobState::Failed, result: result.clone() })?;
            (ended.state, result)
        }
    };
    Ok(Some(Ran::of(job, env.texts, state, result)))
}

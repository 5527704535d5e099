//! The minute of a hidden preparation has come: it begins, or whoever leads it learns why it did not.

use super::{DueEnv, Ran, is_bases};
use crate::base::Res;
use crate::domain::JobState;
use crate::ops::{CaseStart, JobEnd};
use crate::reads::due::DueJob;
use crate::store::Base;

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, job: &DueJob) -> Res<Option<Ran>> {
    let Some(case) = job.case else { return Ok(None) };
    match env.act(base, &CaseStart { case, job: Some(job.id) }) {
        Ok(done) => Ok(done.lines.map(|n| Ran::of(job, env.texts, JobState::Done, n.to_string()))),
        Err(f) if is_bases(&f) => Err(f),
        Err(f) => {
            let result = f.code.word().to_owned();
            env.act(base, &JobEnd { job: job.id, state: JobState::Failed, result: result.clone() })?;
            Ok(Some(Ran::of(job, env.texts, JobState::Failed, result)))
        }
    }
}

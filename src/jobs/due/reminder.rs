//! A reminder is told in one transaction: nothing is left half done.

use super::{DueEnv, Ran, chain};
use crate::base::Res;
use crate::domain::JobState;
use crate::ops::Remind;
use crate::reads::due::DueJob;
use crate::store::Base;

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, job: &DueJob) -> Res<Option<Ran>> {
    if !job.step.is_empty() {
        return chain::run(base, env, job);
    }
    // One that was queued before there was a chain.
    let told = env.act(base, &Remind { job: job.id })?.told;
    Ok(told.then(|| Ran::of(job, env.texts, JobState::Done, "told".to_owned())))
}

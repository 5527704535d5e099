//! The seven days of a temporary owner are over.

use super::{DueEnv, Ran};
use crate::base::Res;
use crate::domain::JobState;
use crate::ops::TemporaryEnd;
use crate::reads::due::DueJob;
use crate::store::Base;

/// `result` is how many lines nobody has decided yet.
pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, job: &DueJob) -> Res<Option<Ran>> {
    let held = env.act(base, &TemporaryEnd { job: job.id })?.held;
    Ok(held.map(|n| Ran::of(job, env.texts, JobState::Done, n.to_string())))
}

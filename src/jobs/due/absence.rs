//! The days of an absence: it begins, it is about to end, it is over.

use super::{DueEnv, Ran};
use crate::base::Res;
use crate::domain::JobState;
use crate::ops::AbsenceDue;
use crate::reads::due::DueJob;
use crate::store::Base;

/// `result` says which of the three.
pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, job: &DueJob) -> Res<Option<Ran>> {
    let told = env.act(base, &AbsenceDue { job: job.id })?.told;
    Ok(told.map(|what| Ran::of(job, env.texts, JobState::Done, what)))
}

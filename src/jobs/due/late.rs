//! Late arrivals are counted every working morning, case by case, until there are none (1-A5).

use super::{DueEnv, Ran};
use crate::base::Res;
use crate::domain::JobState;
use crate::ops::{LateLook, LateWatch};
use crate::reads::due::{self, DueJob};
use crate::store::Base;

/// Every case that may get late arrivals has its morning job.
pub(super) fn watch(base: &mut Base, env: &DueEnv<'_>) -> Res<()> {
    for case in due::unwatched(base.conn())? {
        env.attempt(base, &LateWatch { case })?;
    }
    Ok(())
}

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, job: &DueJob) -> Res<Option<Ran>> {
    let Some(done) = env.attempt(base, &LateLook { job: job.id })? else { return Ok(None) };
    let result = match (done.found, done.over) {
        (0, false) => return Ok(None),
        (0, true) => "over".to_owned(),
        (n, _) => n.to_string(),
    };
    Ok(Some(Ran::of(job, env.texts, JobState::Done, result)))
}

//! A reminder is told in one transaction: nothing is left half done.

use super::{DueEnv, Ran};
use crate::base::Res;
use crate::ops::Remind;
use crate::reads::due::DueJob;
use crate::store::Base;

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, job: &DueJob) -> Res<Option<Ran>> {
    let told = env.act(base, &Remind { job: job.id })?.told;
    Ok(told.then(|| Ran::of(job, "told".to_owned())))
}

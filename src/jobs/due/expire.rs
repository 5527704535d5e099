//! Offers that nobody answered in time go back to the head (2 §5).

use super::{DueEnv, Ran};
use crate::base::Res;
use crate::ops::Expire;
use crate::reads::due;
use crate::store::Base;

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, out: &mut Vec<Ran>) -> Res<()> {
    for case in due::late_cases(base.conn(), env.clock.now)? {
        let Some(done) = env.attempt(base, &Expire { case })? else { continue };
        if done.expired > 0 {
            out.push(Ran::new("expire", case, done.returned.to_string()));
        }
    }
    Ok(())
}

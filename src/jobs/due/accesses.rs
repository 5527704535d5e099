//! An access that was planned apart is asked for when its time comes, without anyone remembering (1-A3).

use super::{DueEnv, Ran};
use crate::base::Res;
use crate::ops::{AccessMark, AccessPick, AccessTick};
use crate::reads::due;
use crate::store::Base;

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, out: &mut Vec<Ran>) -> Res<()> {
    for (case, access) in due::accesses_to_ask(base.conn(), env.clock.now)? {
        let ask = AccessTick { case, which: AccessPick::One(access), mark: AccessMark::Asked, evidence: None };
        env.act(base, &ask)?;
        out.push(Ran { what: "access".to_owned(), case: Some(case.0), result: access.to_string() });
    }
    Ok(())
}

//! An access whose time has come is closed or asked for without anyone remembering (1-A3): also the mailbox whose
//! redirection was recorded after the others were closed.

use super::{DueEnv, Ran};
use crate::base::Res;
use crate::ops::{AccessCut, CutWhich};
use crate::reads::due;
use crate::store::Base;

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, out: &mut Vec<Ran>) -> Res<()> {
    let hooked = |system: &str| env.office.hooks.contains_key(system);
    for (case, accesses) in due::accesses_to_cut(base.conn(), hooked, env.clock.now)? {
        env.act(base, &AccessCut { case, which: CutWhich::These(accesses.clone()) })?;
        for access in accesses {
            out.push(Ran::new("access", case, access.to_string()));
        }
    }
    Ok(())
}

//! An access whose time has come is closed or asked for without anyone remembering (1-A3): also the mailbox whose
//! redirection was recorded after the others were closed.

use super::{DueEnv, Ran};
use crate::base::Res;
use crate::ops::{AccessCut, CutWhich};
use crate::reads::due;
use crate::store::Base;

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, out: &mut Vec<Ran>) -> Res<()> {
    let hooked = |system: &str, login: &str| env.office.hooks.get(system).is_some_and(|h| h.closes(system, login));
    for (case, accesses) in due::accesses_to_cut(base.conn(), &env.calendar(), hooked, env.clock.now)? {
        if env.attempt(base, &AccessCut { case, which: CutWhich::These(accesses.clone()) })?.is_none() {
            continue;
        }
        for access in accesses {
            out.push(Ran::new("access", case, access.to_string()));
        }
    }
    Ok(())
}

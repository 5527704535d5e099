//! A command has ended while the opposite is wished by now: what could not be ordered beside it is ordered after it, or its
//! people are told (2 §7).

use super::Ctx;
use super::access_restore::tell_restore;
use super::access_wish::Wish;
use super::hook_end::JobRow;
use super::hook_job::{HookRow, order};
use crate::base::Res;
use crate::domain::hooks::HookAction;
use crate::store::Tx;

/// Orders the opposite of a command that has come to an end, where that is what is wished now. `true`: it is on its way.
pub(super) fn follow(tx: &mut Tx<'_>, cx: &Ctx<'_>, job: &JobRow) -> Res<bool> {
    let Some(wish) = Wish::of(tx, job.access)? else { return Ok(false) };
    let row = |action| HookRow { access: job.access, case: job.case, employee: job.employee, action };
    match job.action {
        HookAction::Revoke if wish.is(HookAction::Restore) => {
            let ordered = order(tx, cx, &row(HookAction::Restore))?;
            if let Some(case) = job.case {
                tell_restore(tx, case, job.employee)?;
            }
            Ok(ordered)
        }
        // Its people were asked when it was cut; a redirection comes first all the same.
        HookAction::Restore if wish.is(HookAction::Revoke) && !wish.redirect => order(tx, cx, &row(HookAction::Revoke)),
        _ => Ok(false),
    }
}

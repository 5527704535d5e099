//! A command has ended while the opposite is wished by now: what could not be ordered beside it is ordered after it, or its
//! people are told (2 §7).

use super::Ctx;
use super::access_restore::tell_restore;
use super::hook_end::JobRow;
use super::hook_job::{HookRow, order};
use crate::base::Res;
use crate::domain::AccessState;
use crate::domain::hooks::HookAction;
use crate::store::{Tx, params};

/// Whether what the command is for is still wished of an access in this state.
pub(super) const fn is_wished(action: HookAction, state: AccessState) -> bool {
    match action {
        HookAction::Revoke => matches!(state, AccessState::Planned | AccessState::Asked),
        HookAction::Restore => matches!(state, AccessState::Restore),
    }
}

/// Orders the opposite of a command that has come to an end, where that is what is wished now. `true`: it is on its way.
pub(super) fn follow(tx: &mut Tx<'_>, cx: &Ctx<'_>, job: &JobRow) -> Res<bool> {
    let sql = "SELECT state, needs_redirect AND redirected IS NULL FROM access WHERE id = ?1";
    let found = tx.one(sql, params![job.access], |r| Ok((r.get::<_, AccessState>(0)?, r.get::<_, bool>(1)?)))?;
    let row = |action| HookRow { access: job.access, case: job.case, employee: job.employee, action };
    match (job.action, found) {
        (HookAction::Revoke, Some((AccessState::Restore, _))) => {
            let ordered = order(tx, cx, &row(HookAction::Restore))?;
            if let Some(case) = job.case {
                tell_restore(tx, case, job.employee)?;
            }
            Ok(ordered)
        }
        // Nothing is disabled before its redirection; its people were asked when it was cut.
        (HookAction::Restore, Some((AccessState::Asked, false))) => order(tx, cx, &row(HookAction::Revoke)),
        _ => Ok(false),
    }
}

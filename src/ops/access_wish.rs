//! What is wished of an access at this moment (2 §7): the one answer by which a command is begun, and with which one that
//! ends is compared.

use crate::base::{AccessId, Res};
use crate::domain::AccessState;
use crate::domain::hooks::HookAction;
use crate::store::{Tx, params};

/// As the access itself says it: its own state and its own term, whatever case or command asked for it before.
pub(super) struct Wish {
    pub state: AccessState,
    /// A mailbox or a number whose redirection is neither recorded nor waived: nothing is disabled before.
    pub redirect: bool,
    /// Its term has come, or somebody closes it without waiting for that.
    due: bool,
}

impl Wish {
    /// `None`: there is no such access (any more).
    pub fn of(tx: &Tx<'_>, access: AccessId) -> Res<Option<Self>> {
        let sql = "SELECT state, needs_redirect AND redirected IS NULL, case_id IS NOT NULL AND coalesce(cut_at, due_at) <= ?2 \
                   FROM access WHERE id = ?1";
        tx.one(sql, params![access, tx.at()], |r| {
            Ok(Self { state: r.get(0)?, redirect: r.get(1)?, due: r.get::<_, Option<bool>>(2)?.unwrap_or(false) })
        })
    }

    /// Whether this is what a command of that kind is for.
    pub fn is(&self, action: HookAction) -> bool {
        match action {
            HookAction::Revoke => self.due && matches!(self.state, AccessState::Planned | AccessState::Asked),
            HookAction::Restore => self.state == AccessState::Restore,
        }
    }
}

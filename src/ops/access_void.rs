//! «Нет такого»: an account that was planned for everybody, or written down by mistake, and that this person never had.

use serde::{Deserialize, Serialize};

use super::hook_end::settle_case;
use super::waive::reason;
use super::{About, Asks, Command, Ctx};
use crate::base::{AccessId, CaseId, Code, EmployeeId, Fault, Kind, Ref, Res};
use crate::domain::AccessState;
use crate::domain::accesses::may_step;
use crate::domain::rights::Right;
use crate::store::{Tx, Val, params};

/// Takes it out of the register and out of its case; the row and the reason stay, and it is not planned again.
///
/// Errors: `UnknownAccess`, `ReasonNeeded`; `WrongState` for one that was closed.
#[derive(Debug, Clone, Serialize)]
pub struct AccessVoid {
    pub access: AccessId,
    pub employee: EmployeeId,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessIsVoid {
    pub access: AccessId,
}

impl Command for AccessVoid {
    type Out = AccessIsVoid;
    const WORD: &'static str = "access-void";

    fn object(&self) -> Option<Ref> {
        Some(self.access.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::AccessPlan, About::Person(self.employee))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<AccessIsVoid> {
        let why = reason(&self.reason)?;
        let sql = "SELECT case_id, state, title FROM access WHERE id = ?1 AND employee_id = ?2";
        let found = tx.one(sql, params![self.access, self.employee], |r| {
            Ok((r.get::<_, Option<CaseId>>(0)?, r.get::<_, AccessState>(1)?, r.get::<_, String>(2)?))
        })?;
        let (case, state, title) = found.ok_or_else(|| Fault::new(Code::UnknownAccess).with("name", self.access))?;
        may_step(state, AccessState::Void, false, false).map_err(|f| f.with("name", title))?;
        if let Some(case) = case {
            tx.about(case);
        }
        let gone = ["case_id", "due_at", "asked_at", "cut_at"].map(|name| (name, Val::NULL));
        let fields = [&gone[..], &[("state", AccessState::Void.into()), ("note", why.into())]].concat();
        tx.set(Kind::Access, self.access.0, &fields)?;
        tx.exec("DELETE FROM job WHERE access_id = ?1 AND state = 'queued'", params![self.access])?;
        settle_case(tx, cx, case)?;
        Ok(AccessIsVoid { access: self.access })
    }
}

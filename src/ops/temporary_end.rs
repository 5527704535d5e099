//! The seven days of a temporary owner are over (2 §3): what is still undecided alarms the head and the director.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::inbox::{Note, tell, tell_role};
use super::job_step::waiting;
use super::{Asks, Command, Ctx, temporary};
use crate::base::{EmployeeId, JobId, Res};
use crate::domain::{CaseState, InboxKind, Role};
use crate::store::{Tx, params};

/// Run by `due`. Nothing alarms when everything is decided by then, or when the case has ended.
#[derive(Debug, Clone, Serialize)]
pub struct TemporaryEnd {
    pub job: JobId,
}

/// Lines that were still held for the time being; `None` when it was not the time, or done already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemporaryEnded {
    pub held: Option<u32>,
}

impl Command for TemporaryEnd {
    type Out = TemporaryEnded;
    const WORD: &'static str = "temporary-end";

    fn asks(&self) -> Vec<Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<TemporaryEnded> {
        let Some(case) = waiting(tx, self.job)?.and_then(|job| job.case) else {
            return Ok(TemporaryEnded { held: None });
        };
        tx.about(case);
        tx.exec(
            "UPDATE job SET state = 'done', done_at = ?2, tries = tries + 1 WHERE id = ?1",
            params![self.job, tx.at()],
        )?;
        let sql = "SELECT h.state, h.head_id, e.name FROM handover_case h JOIN employee e ON e.id = h.leaver_id WHERE h.id = ?1";
        let found = tx.one(sql, params![case], |r| {
            Ok((r.get::<_, CaseState>(0)?, r.get::<_, Option<EmployeeId>>(1)?, r.get::<_, String>(2)?))
        })?;
        let held = temporary::held(tx, case)?;
        if let Some((_, head, name)) = found.filter(|(state, ..)| held > 0 && state.is_active()) {
            let args = || json!({ "case": case.0, "name": name, "n": held });
            let due = Some(tx.at());
            if let Some(to) = head {
                tell(tx, Note { to, kind: InboxKind::TemporaryOver, object: case.into(), args: args(), due })?;
            }
            tell_role(tx, Role::Director, InboxKind::TemporaryOver, case.into(), args(), due)?;
        }
        Ok(TemporaryEnded { held: u32::try_from(held).ok() })
    }
}

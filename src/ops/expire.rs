//! Terms of acceptance that have passed: what nobody answered returns to «решить», as if declined (2 §5).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::case_row::CaseRow;
use super::give_back::{give_back, waiting};
use super::inbox::{Note, tell};
use super::offer::{decide_by, earlier};
use super::{Asks, Command, Ctx, after, lines};
use crate::base::{CaseId, Kind, LineId, Ref, Res};
use crate::domain::{AcceptanceState, InboxKind};
use crate::store::{Tx, params};

/// Run for a case whose terms run; a paused one has none. Writes nothing when no term has passed.
///
/// Errors: `UnknownCase`, `CaseClosed`, `WrongState` (draft, withdrawn, paused).
#[derive(Debug, Clone, Serialize)]
pub struct Expire {
    pub case: CaseId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expired {
    pub expired: u32,
    pub returned: u32,
}

impl Command for Expire {
    type Out = Expired;
    const WORD: &'static str = "expire";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Expired> {
        let case = CaseRow::open(tx, self.case)?;
        let sql = "SELECT line_id FROM acceptance WHERE case_id = ?1 AND state = 'offered' AND due_at < ?2 ORDER BY id";
        let late: Vec<LineId> = tx.all(sql, params![self.case, tx.at()], |r| r.get(0))?;
        let head = case.head()?;
        let (mut out, mut due) = (Expired { expired: 0, returned: 0 }, None);
        for id in late {
            // A client that went before may have taken this one back with it.
            if waiting(tx, id)?.is_none() {
                continue;
            }
            let line = lines::find(tx, self.case, Ref::new(Kind::Line, id.0))?;
            out.returned += give_back(tx, &case, &line, AcceptanceState::Expired, None)?;
            due = earlier(due, decide_by(tx, cx, head, line.id)?);
            out.expired += 1;
        }
        if out.expired > 0 {
            let args = json!({ "case": self.case.0, "n": out.expired });
            tell(tx, Note { to: head, kind: InboxKind::Expired, object: self.case.into(), args, due })?;
            after::settle(tx, cx, self.case)?;
        }
        Ok(out)
    }
}

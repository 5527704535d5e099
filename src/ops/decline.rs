//! «Не принял, потому что…»: the lines return to «решить», the head owns them for the time being; the second decline of
//! a line alarms (2 §5).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::accept::asks;
use super::case_row::CaseRow;
use super::give_back::{give_back, waiting};
use super::inbox::{Note, tell};
use super::offer::decide_by;
use super::propose::leave_to_head;
use super::waive::reason;
use super::{Asks, Command, Ctx, after, lines};
use crate::base::{CaseId, Code, EmployeeId, Fault, Kind, Ref, Res};
use crate::domain::{AcceptanceState, InboxKind, Via};
use crate::store::{Tx, params};

/// Errors: `ReasonNeeded`, `NotOffered`, `NotInCase`, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct Decline {
    pub case: CaseId,
    pub receiver: EmployeeId,
    pub objects: Vec<Ref>,
    pub reason: String,
    pub via: Via,
}

/// `returned` counts the lines back at «решить», those that moved with a declined one included; `alarms` the lines
/// declined for the second time or more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declined {
    pub declined: u32,
    pub returned: u32,
    pub alarms: u32,
    pub remaining: u32,
}

impl Command for Decline {
    type Out = Declined;
    const WORD: &'static str = "decline";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![asks(self.case, self.receiver, self.via, false)]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Declined> {
        let reason = reason(&self.reason)?;
        let case = CaseRow::open(tx, self.case)?;
        let sql = "SELECT name FROM employee WHERE id = ?1";
        let receiver: Option<String> = tx.one(sql, params![self.receiver], |r| r.get(0))?;
        let mut out = Declined { declined: 0, returned: 0, alarms: 0, remaining: 0 };
        for object in &self.objects {
            // Read anew each time: a client declined before may have taken this line back with it.
            let line = lines::find(tx, self.case, *object)?;
            let offer = waiting(tx, line.id)?.filter(|_| line.to == Some(self.receiver));
            let Some(offer) = offer else {
                if out.declined > 0 && line.disposition.is_none() {
                    continue;
                }
                return Err(Fault::new(Code::NotOffered).with("name", &line.title));
            };
            tx.set(Kind::Acceptance, offer.0, &[("via", self.via.into())])?;
            out.returned += give_back(tx, &case, &line, AcceptanceState::Declined, Some(&reason))?;
            out.declined += 1;
            let sql = "SELECT count(*) FROM acceptance WHERE line_id = ?1 AND state = 'declined'";
            let times = tx.count(sql, params![line.id])?;
            if times > 1 {
                out.alarms += 1;
                leave_to_head(tx, line.id)?;
            }
            let head = case.head()?;
            let note = Note {
                to: head,
                kind: if times > 1 { InboxKind::DeclinedAgain } else { InboxKind::Declined },
                object: line.id.into(),
                args: json!({ "case": self.case.0, "title": line.title, "receiver": receiver, "reason": reason, "times": times }),
                due: Some(decide_by(tx, cx, head, line.id)?),
            };
            tell(tx, note)?;
        }
        after::settle(tx, cx, self.case)?;
        out.remaining = super::accept::remaining(tx, self.case, self.receiver)?;
        Ok(out)
    }
}

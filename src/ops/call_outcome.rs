//! One key on the call list: дозвонился, не ответил, перезвонить. The call is a touch of the client's, too (1-G1, 2 §6).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after};
use crate::base::{At, CaseId, ClientId, Code, Due, EmployeeId, Fault, Kind, Ref, Res, TouchId, clean};
use crate::domain::rights::Right;
use crate::domain::{Actor, CallResult, TouchKind};
use crate::store::{Tx, params};

/// `again_at` is when to ring again: needed for `CallBack`, welcome for `NoAnswer`.
///
/// Errors: `NotInCase` for a client the case is not about; `BadTime` for a call-back without a time or with one that is
/// past; `UnknownCase`, `CaseClosed`, `WrongState`.
#[derive(Debug, Clone, Serialize)]
pub struct CallOutcome {
    pub case: CaseId,
    pub client: ClientId,
    pub outcome: CallResult,
    pub note: String,
    pub again_at: Option<At>,
}

/// How often this client was rung in this case, this call included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallRecorded {
    pub touch: TouchId,
    pub attempts: u32,
}

impl Command for CallOutcome {
    type Out = CallRecorded;
    const WORD: &'static str = "touch-call";

    fn object(&self) -> Option<Ref> {
        Some(self.client.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Add, About::Object(self.client.into()))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CallRecorded> {
        let case = CaseRow::open(tx, self.case)?;
        self.must_be_in_case(tx)?;
        let again = again(self.outcome, self.again_at, cx)?;
        let touch = tx.insert(
            Kind::Touch,
            &[
                ("client_id", self.client.into()),
                ("employee_id", self.caller(tx, cx, &case)?.into()),
                ("kind", TouchKind::Call.into()),
                ("at", cx.clock.now.into()),
                ("outcome", clean(&self.note).trim().into()),
                ("result", self.outcome.into()),
                ("case_id", self.case.into()),
                ("again_at", again.into()),
            ],
        )?;
        after::settle(tx, cx, self.case)?;
        let sql = "SELECT count(*) FROM live_touch WHERE case_id = ?1 AND client_id = ?2 AND result <> ''";
        let attempts = tx.count(sql, params![self.case, self.client])?;
        Ok(CallRecorded { touch: TouchId(touch), attempts: u32::try_from(attempts).unwrap_or(u32::MAX) })
    }
}

impl CallOutcome {
    /// The client is a line of the case, or one of its deals or tasks is about it.
    fn must_be_in_case(&self, tx: &Tx<'_>) -> Res<()> {
        let sql = "SELECT count(*) FROM client c WHERE c.id = ?2 AND c.deleted = 0 AND ( \
             EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = ?1 AND l.kind = 'client' AND l.object_id = c.id) \
             OR EXISTS (SELECT 1 FROM deal d JOIN ledger_line l ON l.kind = 'deal' AND l.object_id = d.id \
                  WHERE d.client_id = c.id AND l.case_id = ?1) \
             OR EXISTS (SELECT 1 FROM task t JOIN ledger_line l ON l.kind = 'task' AND l.object_id = t.id \
                  WHERE t.client_id = c.id AND l.case_id = ?1))";
        match tx.count(sql, params![self.case, self.client])? {
            0 => {
                let sql = "SELECT name FROM client WHERE id = ?1";
                let name: Option<String> = tx.one(sql, params![self.client], |r| r.get(0))?;
                Err(Fault::new(Code::NotInCase).with("name", name.unwrap_or_else(|| self.client.to_string())))
            }
            _ => Ok(()),
        }
    }

    /// Who rang: the actor, else the temporary owner, else the head.
    fn caller(&self, tx: &Tx<'_>, cx: &Ctx<'_>, case: &CaseRow) -> Res<Option<EmployeeId>> {
        if let Actor::Person(id) = cx.actor {
            return Ok(Some(id));
        }
        let sql = "SELECT temporary_id FROM handover_case WHERE id = ?1";
        Ok(tx.one(sql, params![case.id], |r| r.get(0))?.flatten().or(case.head))
    }
}

/// When to ring again: needed for `CallBack`, never past. Errors: `BadTime`.
pub(super) fn again(outcome: CallResult, at: Option<At>, cx: &Ctx<'_>) -> Res<Option<At>> {
    let past = |at: At| {
        let due = Due::at(cx.clock.zone.day(at), cx.clock.zone.minute(at));
        Fault::new(Code::BadTime).with("value", due).with("reason", "past")
    };
    match (outcome, at) {
        // Reached is reached: nothing is left to ring about.
        (CallResult::Reached, _) => Ok(None),
        (CallResult::CallBack, None) => Err(Code::BadTime.into()),
        (_, Some(at)) if at <= cx.clock.now => Err(past(at)),
        (_, at) => Ok(at),
    }
}

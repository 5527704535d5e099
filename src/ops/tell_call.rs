//! One key on the list of whom to tell in person: the head introduces the new manager to a VIP (1-C7), and where there is
//! nowhere to write somebody rings instead (2 §6). An attempt is a touch as well; only who was spoken to knows.

use serde::{Deserialize, Serialize};

use super::call_outcome::again;
use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after};
use crate::base::{At, CaseId, ClientId, Code, EmployeeId, Fault, Kind, Ref, Res, TouchId, clean};
use crate::domain::rights::Right;
use crate::domain::{Actor, CallResult, Segment, TouchKind};
use crate::reads::tell::rung;
use crate::store::{Tx, params};

/// A VIP is rung by the head, whoever writes it down; any other by who acts, else by who answers for it.
///
/// Errors: `NotInCase` for a client that nobody new has in this case; `BadTime` for a call-back without a time or with one
/// that is past; `UnknownCase`, `CaseClosed`, `WrongState`.
#[derive(Debug, Clone, Serialize)]
pub struct TellCall {
    pub case: CaseId,
    pub client: ClientId,
    pub outcome: CallResult,
    pub note: String,
    pub again_at: Option<At>,
}

/// How often the client was rung about the new manager, this call included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub touch: TouchId,
    pub attempts: u32,
    pub vip: bool,
}

impl Command for TellCall {
    type Out = Told;
    const WORD: &'static str = "touch-tell";

    fn object(&self) -> Option<Ref> {
        Some(self.client.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Letters, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Told> {
        let case = CaseRow::tickable(tx, self.case)?;
        let client = self.client(tx)?;
        let again = again(self.outcome, self.again_at, cx)?;
        let vip = client.segment == Segment::Vip;
        let by = match cx.actor {
            _ if vip => case.head()?,
            Actor::Person(id) => id,
            _ => client.by,
        };
        let touch = tx.insert(
            Kind::Touch,
            &[
                ("client_id", self.client.into()),
                ("employee_id", by.into()),
                ("kind", TouchKind::Call.into()),
                ("at", cx.clock.now.into()),
                ("outcome", clean(&self.note).trim().into()),
                ("result", self.outcome.into()),
                ("again_at", again.into()),
            ],
        )?;
        tx.about(self.case);
        after::settle(tx, cx, self.case)?;
        let attempts = rung(tx.conn(), self.case, self.client, vip.then_some(by))?.attempts;
        Ok(Told { touch: TouchId(touch), attempts, vip })
    }
}

struct Client {
    segment: Segment,
    /// Who answers for telling them.
    by: EmployeeId,
}

impl TellCall {
    fn client(&self, tx: &Tx<'_>) -> Res<Client> {
        let sql = "SELECT c.segment, coalesce(t.tell_id, l.to_id) FROM ledger_line l JOIN client c ON c.id = l.object_id \
                   LEFT JOIN current_letter t ON t.case_id = l.case_id AND t.client_id = c.id \
                    WHERE l.case_id = ?1 AND l.kind = 'client' AND l.object_id = ?2 AND l.disposition = 'assign' \
                      AND l.batch_seq IS NOT NULL AND l.to_id IS NOT NULL AND c.deleted = 0";
        let found =
            tx.one(sql, params![self.case, self.client], |r| Ok(Client { segment: r.get(0)?, by: r.get(1)? }))?;
        match found {
            Some(client) => Ok(client),
            None => {
                let sql = "SELECT name FROM client WHERE id = ?1";
                let name: Option<String> = tx.one(sql, params![self.client], |r| r.get(0))?;
                Err(Fault::new(Code::NotInCase).with("name", name.unwrap_or_else(|| self.client.to_string())))
            }
        }
    }
}

//! «Касание»: a call, mail or meeting with a client is written down (2 §1).

use serde::{Deserialize, Serialize};

use super::{About, Asks, Command, Ctx, after};
use crate::base::{At, ClientId, Code, EmployeeId, Fault, Kind, Ref, Res, TouchId, clean};
use crate::domain::context::check_text;
use crate::domain::rights::Right;
use crate::domain::{Actor, TouchKind};
use crate::store::{Tx, params};

/// `by` is who did it: the actor when not said, else the client's manager. `at` is now when not said.
#[derive(Debug, Clone, Serialize)]
pub struct TouchAdd {
    pub client: ClientId,
    pub kind: TouchKind,
    pub outcome: String,
    pub by: Option<EmployeeId>,
    pub at: Option<At>,
    /// A recording exists.
    pub recorded: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchAdded {
    pub touch: TouchId,
}

impl Command for TouchAdd {
    type Out = TouchAdded;
    const WORD: &'static str = "touch";

    fn object(&self) -> Option<Ref> {
        Some(self.client.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Add, About::Knowledge(self.client.into()))]
    }

    /// Errors: `UnknownClient`; `Placeholder` for an outcome that says nothing; `BadDate` for one that is still to come.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<TouchAdded> {
        let sql = "SELECT owner_id FROM client WHERE id = ?1 AND deleted = 0";
        let owner = tx.one(sql, params![self.client], |r| r.get::<_, Option<EmployeeId>>(0))?;
        let owner = owner.ok_or_else(|| Fault::new(Code::UnknownClient).with("name", self.client))?;
        let outcome = clean(&self.outcome).trim().to_owned();
        check_text(&outcome).map_err(|p| p.fault(&outcome))?;
        let at = self.at.unwrap_or(cx.clock.now);
        if at > cx.clock.now {
            return Err(Fault::new(Code::BadDate).with("value", cx.clock.zone.day(at)));
        }
        let actor = match cx.actor {
            Actor::Person(id) => Some(id),
            _ => None,
        };
        let touch = tx.insert(
            Kind::Touch,
            &[
                ("client_id", self.client.into()),
                ("employee_id", self.by.or(actor).or(owner).into()),
                ("kind", self.kind.into()),
                ("at", at.into()),
                ("outcome", outcome.into()),
                ("recorded", self.recorded.into()),
            ],
        )?;
        // A call or a first contact counts in the case that the client is handed over in, and in the one whose first
        // contacts are looked after when it is closed already.
        let sql = "SELECT l.case_id FROM ledger_line l JOIN handover_case c ON c.id = l.case_id \
                    WHERE l.kind = 'client' AND l.object_id = ?1 \
                      AND c.state IN ('open','distributing','handing_over','signing','closed','observing') \
                    ORDER BY c.state IN ('closed','observing'), l.case_id DESC LIMIT 1";
        if let Some(case) = tx.one(sql, params![self.client], |r| r.get(0))? {
            tx.about(case);
            after::settle(tx, cx, case)?;
        }
        Ok(TouchAdded { touch: TouchId(touch) })
    }
}

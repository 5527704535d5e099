//! What becomes of an incident: confirmed, dismissed with a reason, told in more words; its notices made.

use serde::{Deserialize, Serialize};

use super::{About, Asks, Command, Ctx, guard, inbox};
use crate::base::{Code, EmployeeId, Fault, IncidentId, Kind, Ref, Res, clean};
use crate::domain::context::check_text;
use crate::domain::rights::Right;
use crate::domain::{Actor, InboxKind, IncidentState, Notice};
use crate::store::{Tx, Val, params};

struct Row {
    state: IncidentState,
    employee: Option<EmployeeId>,
    personal: bool,
    by_actor: String,
}

/// Errors: `UnknownObject`.
fn row(tx: &Tx<'_>, id: IncidentId) -> Res<Row> {
    let sql = "SELECT state, employee_id, personal, by_actor FROM incident WHERE id = ?1";
    let found = tx.one(sql, params![id], |r| {
        Ok(Row { state: r.get(0)?, employee: r.get(1)?, personal: r.get(2)?, by_actor: r.get(3)? })
    })?;
    found.ok_or_else(|| Fault::new(Code::UnknownObject).with("object", id))
}

fn deciding(id: IncidentId) -> Vec<Asks> {
    vec![Asks::new(Right::Incidents, About::Object(id.into()))]
}

/// Confirms or dismisses. A dismissal needs its reason; either can be said anew when more is known.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentDecide {
    pub incident: IncidentId,
    pub confirm: bool,
    pub reason: String,
    /// Whether personal data is in it, when that is known better by now.
    pub personal: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentDecided {
    pub incident: IncidentId,
    pub state: IncidentState,
}

impl Command for IncidentDecide {
    type Out = IncidentDecided;
    const WORD: &'static str = "incident-decide";

    fn object(&self) -> Option<Ref> {
        Some(self.incident.into())
    }

    fn asks(&self) -> Vec<Asks> {
        deciding(self.incident)
    }

    /// Errors: `UnknownObject`, `Denied`; `ReasonNeeded` or `Placeholder` for a dismissal without a reason.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<IncidentDecided> {
        let r = row(tx, self.incident)?;
        guard::not_oneself(cx, r.employee)?;
        let reason = clean(&self.reason).trim().to_owned();
        if !self.confirm {
            if reason.is_empty() {
                return Err(Code::ReasonNeeded.into());
            }
            check_text(&reason).map_err(|p| p.fault(&reason))?;
        }
        let state = if self.confirm { IncidentState::Confirmed } else { IncidentState::Dismissed };
        let fields = [
            ("state", state.into()),
            ("reason", Val::from(Some(reason).filter(|r| !r.is_empty()))),
            ("personal", self.personal.unwrap_or(r.personal).into()),
            ("decided_at", cx.clock.now.into()),
            ("decided_by", (&cx.actor).into()),
        ];
        tx.set(Kind::Incident, self.incident.0, &fields)?;
        inbox::over(tx, InboxKind::IncidentFound, self.incident.into())?;
        Ok(IncidentDecided { incident: self.incident, state })
    }
}

/// One of the two notices of 152-ФЗ ст. 21 is made.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentNotify {
    pub incident: IncidentId,
    pub notice: Notice,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentNotified {
    pub incident: IncidentId,
    pub notice: Notice,
}

impl Command for IncidentNotify {
    type Out = IncidentNotified;
    const WORD: &'static str = "incident-notify";

    fn object(&self) -> Option<Ref> {
        Some(self.incident.into())
    }

    fn asks(&self) -> Vec<Asks> {
        deciding(self.incident)
    }

    /// Errors: `UnknownObject`, `Denied`; `WrongState` where no clock runs, because no personal data is in it or it is
    /// dismissed.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<IncidentNotified> {
        let r = row(tx, self.incident)?;
        guard::not_oneself(cx, r.employee)?;
        if !r.personal || r.state == IncidentState::Dismissed {
            return Err(Fault::new(Code::WrongState).with("name", self.incident).with("state", r.state.word()));
        }
        let (at, by) = match self.notice {
            Notice::Hours24 => ("notified_24", "notified_24_by"),
            Notice::Hours72 => ("notified_72", "notified_72_by"),
        };
        tx.set(Kind::Incident, self.incident.0, &[(at, cx.clock.now.into()), (by, (&cx.actor).into())])?;
        Ok(IncidentNotified { incident: self.incident, notice: self.notice })
    }
}

/// What happened, in more words, and whether personal data is in it: by whoever reported it, or whoever decides.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentTell {
    pub incident: IncidentId,
    pub what: Option<String>,
    pub personal: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentTold {
    pub incident: IncidentId,
}

impl Command for IncidentTell {
    type Out = IncidentTold;
    const WORD: &'static str = "incident-tell";

    fn object(&self) -> Option<Ref> {
        Some(self.incident.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::IncidentReport, About::Office)]
    }

    /// Errors: `UnknownObject`, `Denied`.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<IncidentTold> {
        let r = row(tx, self.incident)?;
        if !(matches!(cx.actor, Actor::Person(_)) && r.by_actor == cx.actor.to_string()) {
            guard::check(tx, cx, &deciding(self.incident))?;
            guard::not_oneself(cx, r.employee)?;
        }
        let mut fields: Vec<(&str, Val)> = Vec::new();
        if let Some(what) = &self.what {
            fields.push(("what", clean(what).trim().into()));
        }
        if let Some(personal) = self.personal {
            fields.push(("personal", personal.into()));
        }
        if !fields.is_empty() {
            tx.set(Kind::Incident, self.incident.0, &fields)?;
        }
        Ok(IncidentTold { incident: self.incident })
    }
}

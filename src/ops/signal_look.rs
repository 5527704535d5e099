//! «Норма»: somebody has looked at signals and says why nothing is the matter. They come back only if they grow.

use serde::{Deserialize, Serialize};

use super::{About, Asks, Command, Ctx, guard, signals};
use crate::base::{Code, EmployeeId, Fault, Kind, Ref, Res, SignalId, clean};
use crate::domain::SignalState;
use crate::domain::context::check_text;
use crate::domain::rights::Right;
use crate::store::{Tx, params};

#[derive(Debug, Clone, Serialize)]
pub struct SignalLook {
    pub signal: SignalId,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalLooked {
    pub signal: SignalId,
}

/// Errors: `UnknownObject`.
pub(super) fn whose(tx: &Tx<'_>, signal: SignalId) -> Res<EmployeeId> {
    let found = tx.one("SELECT employee_id FROM signal WHERE id = ?1", params![signal], |r| r.get(0))?;
    found.ok_or_else(|| Fault::new(Code::UnknownObject).with("object", signal))
}

impl Command for SignalLook {
    type Out = SignalLooked;
    const WORD: &'static str = "signal-look";

    fn object(&self) -> Option<Ref> {
        Some(self.signal.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Incidents, About::Object(self.signal.into()))]
    }

    /// Errors: `UnknownObject`; `Denied` for one's own; `Placeholder` for a reason that
    /// says nothing; `WrongState` once it is an incident.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<SignalLooked> {
        let person = whose(tx, self.signal)?;
        guard::not_oneself(cx, Some(person))?;
        let reason = clean(&self.reason).trim().to_owned();
        if reason.is_empty() {
            return Err(Code::ReasonNeeded.into());
        }
        check_text(&reason).map_err(|p| p.fault(&reason))?;
        let sql = "SELECT state, n FROM signal WHERE id = ?1";
        let row = tx.one(sql, params![self.signal], |r| Ok((r.get::<_, SignalState>(0)?, r.get::<_, i64>(1)?)))?;
        let Some((state, n)) = row else { return Err(Code::UnknownObject.into()) };
        if state == SignalState::Incident {
            return Err(Fault::new(Code::WrongState).with("name", self.signal).with("state", state.word()));
        }
        let fields = [
            ("state", SignalState::Normal.into()),
            ("reason", reason.into()),
            ("looked_by", (&cx.actor).into()),
            ("looked_at", cx.clock.now.into()),
            ("looked_n", n.into()),
        ];
        tx.set(Kind::Signal, self.signal.0, &fields)?;
        signals::looked(tx, person)?;
        Ok(SignalLooked { signal: self.signal })
    }
}

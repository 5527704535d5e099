//! The head's word on an unusual promise: «подтверждаем», or «обсудим лично» with what the client is to be told (2 §4).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::case_row::CaseRow;
use super::inbox::{Entry, over, write};
use super::promise_save::Row;
use super::{About, Asks, Command, Ctx, after, lines};
use crate::base::{CaseId, Code, EmployeeId, Kind, PromiseId, Ref, Res, clean};
use crate::domain::context::check_text;
use crate::domain::rights::Right;
use crate::domain::{Actor, InboxKind, PromiseState};
use crate::store::{Tx, Val};

/// Asked as a batch is: whoever leads a case without seeing its clients (HR, security) decides nothing they were promised.
/// `answer` is what the client is to be told; where the promise is not kept it must say something.
///
/// Errors: `UnknownObject`, `NotInCase`, `UnknownCase`, `CaseClosed`, `Placeholder`; `NothingToDo` for a promise that
/// waits for nobody.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseDecide {
    pub case: CaseId,
    pub promise: PromiseId,
    pub approve: bool,
    pub answer: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseDecided {
    pub promise: PromiseId,
    pub state: PromiseState,
}

impl Command for PromiseDecide {
    type Out = PromiseDecided;
    const WORD: &'static str = "promise-decide";

    fn object(&self) -> Option<Ref> {
        Some(self.promise.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<PromiseDecided> {
        CaseRow::open(tx, self.case)?;
        let row = Row::read(tx, self.promise)?;
        let line = lines::find(tx, self.case, row.object)?;
        let undecided = matches!(row.state, PromiseState::Waiting | PromiseState::Approved | PromiseState::Refused);
        if !undecided {
            return Err(Code::NothingToDo.into());
        }
        let answer = clean(&self.answer).trim().to_owned();
        if !self.approve || !answer.is_empty() {
            check_text(&answer).map_err(|p| p.fault(&answer))?;
        }
        let state = if self.approve { PromiseState::Approved } else { PromiseState::Refused };
        let fields = [
            ("state", Val::from(state)),
            ("answer", answer.as_str().into()),
            ("decided_by", (&cx.actor).into()),
            ("decided_at", tx.at().into()),
        ];
        tx.set(Kind::Promise, self.promise.0, &fields)?;
        over(tx, InboxKind::PromiseWaits, self.promise.into())?;
        for to in told(&row.by, line.to.filter(|_| line.is_assigned()), &cx.actor) {
            let args = json!({
                "case": self.case, "title": line.title, "promise": row.text, "approved": self.approve, "answer": answer,
            });
            let object = self.promise.into();
            write(tx, &Entry { to: Some(to), role: None, kind: InboxKind::PromiseAnswered, object, args, due: None })?;
        }
        after::settle(tx, cx, self.case)?;
        Ok(PromiseDecided { promise: self.promise, state })
    }
}

/// Who wrote it down, and who has to keep it; not who decides.
fn told(by: &str, receiver: Option<EmployeeId>, actor: &Actor) -> Vec<EmployeeId> {
    let author = match by.parse() {
        Ok(Actor::Person(id)) => Some(id),
        _ => None,
    };
    let mut out: Vec<EmployeeId> = author.into_iter().chain(receiver).collect();
    out.dedup();
    out.retain(|id| *actor != Actor::Person(*id));
    out
}

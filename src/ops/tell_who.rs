//! «Некуда писать»: who tells the client instead of a letter, and until when (2 §6, 1-D2).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::letters_draft::tell_client;
use super::{About, Asks, Command, Ctx};
use crate::base::{At, CaseId, ClientId, Code, EmployeeId, Fault, Kind, LetterId, Ref, Res};
use crate::domain::{EmployeeStatus, rights::Right};
use crate::store::{Tx, params};

/// Errors: `UnknownLetter` for a client that can be written to, or that has no letter; `NotEligible` for somebody who is
/// gone; `BadTime` for a time that is past; `UnknownCase`, `CaseClosed`, `WrongState`.
#[derive(Debug, Clone, Serialize)]
pub struct TellWho {
    pub case: CaseId,
    pub clients: Vec<ClientId>,
    pub who: EmployeeId,
    /// As it was when not said.
    pub until: Option<At>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellGiven {
    pub given: u32,
}

impl Command for TellWho {
    type Out = TellGiven;
    const WORD: &'static str = "tell-who";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Letters, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<TellGiven> {
        CaseRow::tickable(tx, self.case)?;
        self.must_be_here(tx)?;
        if let Some(at) = self.until.filter(|at| *at <= cx.clock.now) {
            return Err(Fault::new(Code::BadTime).with("value", cx.clock.zone.day(at)).with("reason", "past"));
        }
        let mut given = 0;
        for client in &self.clients {
            let sql = "SELECT id, tell_by FROM current_letter WHERE case_id = ?1 AND client_id = ?2 \
                        AND (problem IN ('no_address','do_not_write') OR state IN ('bounced','failed'))";
            let (letter, until) = tx
                .one(sql, params![self.case, client], |r| Ok((r.get::<_, LetterId>(0)?, r.get::<_, Option<At>>(1)?)))?
                .ok_or_else(|| Fault::new(Code::UnknownLetter).with("name", client))?;
            let until = self.until.or(until).unwrap_or(cx.calendar().same_time_after(cx.clock.now, 1));
            let fields = [("tell_id", self.who.into()), ("tell_by", until.into())];
            if tx.set(Kind::Letter, letter.0, &fields)? {
                tell_client(tx, self.case, letter, self.who, until)?;
                given += 1;
            }
        }
        if given > 0 {
            // Whoever had it before is asked no longer.
            super::inbox_close::close_answered(tx, self.case)?;
        }
        Ok(TellGiven { given })
    }
}

impl TellWho {
    fn must_be_here(&self, tx: &Tx<'_>) -> Res<()> {
        let sql = "SELECT name, status FROM employee WHERE id = ?1";
        let found = tx.one(sql, params![self.who], |r| Ok((r.get::<_, String>(0)?, r.get::<_, EmployeeStatus>(1)?)))?;
        match found {
            None => Err(Fault::new(Code::UnknownEmployee).with("name", self.who)),
            Some((name, EmployeeStatus::Leaving | EmployeeStatus::Dismissed)) => {
                Err(Fault::new(Code::NotEligible).with("name", name))
            }
            Some(_) => Ok(()),
        }
    }
}

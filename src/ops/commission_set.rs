//! The commission that attests an act where the leaver does not sign (2 §3, §9.9).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after};
use crate::base::{CaseId, Code, EmployeeId, Fault, Kind, Ref, Res};
use crate::domain::papers::Party;
use crate::domain::rights::Right;
use crate::store::{Tx, params};

/// So many attest at least.
const LEAST: usize = 2;

/// Names the members, in place of those named before; a member who stays keeps the signature.
///
/// Errors: `CommissionNeeded` for fewer than two; `NotEligible` for the leaver and for who does not work here;
/// `UnknownEmployee`, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct CommissionSet {
    pub case: CaseId,
    pub members: Vec<EmployeeId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommissionNamed {
    pub members: u32,
}

impl Command for CommissionSet {
    type Out = CommissionNamed;
    const WORD: &'static str = "commission-set";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::SignAct, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CommissionNamed> {
        let case = CaseRow::open(tx, self.case)?;
        let members: BTreeSet<EmployeeId> = self.members.iter().copied().collect();
        if members.len() < LEAST {
            return Err(Code::CommissionNeeded.into());
        }
        for who in &members {
            let sql = "SELECT name, status IN ('active','probation') AND access_closed = 0 AND blocked = 0 FROM employee WHERE id = ?1";
            let found = tx.one(sql, params![who], |r| Ok((r.get::<_, String>(0)?, r.get::<_, bool>(1)?)))?;
            let (name, works) = found.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", *who))?;
            if !works || Some(*who) == case.leaver {
                return Err(Fault::new(Code::NotEligible).with("name", name).with("for", "commission"));
            }
        }
        let party = Party::Commission.word();
        let named = "SELECT employee_id FROM signature WHERE case_id = ?1 AND party = ?2";
        let before: BTreeSet<EmployeeId> =
            tx.all(named, params![self.case, party], |r| r.get(0))?.into_iter().collect();
        for gone in before.difference(&members) {
            tx.exec(
                "DELETE FROM signature WHERE case_id = ?1 AND party = ?2 AND employee_id = ?3",
                params![self.case, party, gone],
            )?;
        }
        for new in members.difference(&before) {
            let fields = [("case_id", self.case.into()), ("employee_id", (*new).into()), ("party", party.into())];
            tx.insert(Kind::Signature, &fields)?;
        }
        after::settle(tx, cx, self.case)?;
        Ok(CommissionNamed { members: members.len() as u32 })
    }
}

/// An act that the leaver of a crisis does not sign needs a commission first. Errors: `CommissionNeeded`.
pub(super) fn must_be_named(tx: &Tx<'_>, case: CaseId) -> Res<()> {
    let sql = "SELECT count(*) FROM signature WHERE case_id = ?1 AND party = ?2";
    match tx.count(sql, params![case, Party::Commission.word()])? {
        n if n >= LEAST as i64 => Ok(()),
        _ => Err(Code::CommissionNeeded.into()),
    }
}

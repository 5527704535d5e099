//! Signatures under the act: leaver, receivers and head; refusal and absence are recorded states, never blockers (2 §3).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after, commission_set};
use crate::base::{CaseId, Code, EmployeeId, Fault, Kind, Ref, Res, clean};
use crate::domain::papers::Party;
use crate::domain::rights::Right;
use crate::domain::{CaseKind, SignatureState};
use crate::reads::act_state;
use crate::store::{Tx, Val, params};

/// Somebody who is two sides at once (a head who receives) signs for both. The note of a refusal or an absence names
/// the commission.
///
/// Errors: `ActMissing` where no act is written, `ActOutdated` for a signature under an act that later decisions have
/// overtaken (a refusal or an absence may stand under either: the act will have to be written all the same);
/// `CommissionNeeded` when the leaver of a crisis does not sign and nobody attests in his place; `UnknownEmployee` when
/// the person is no side of this case, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct Sign {
    pub case: CaseId,
    pub who: EmployeeId,
    pub state: SignatureState,
    pub note: Option<String>,
}

/// The sides signed for, and the signatures still waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub sides: u32,
    pub waiting: u32,
}

impl Command for Sign {
    type Out = Signed;
    const WORD: &'static str = "sign";

    fn object(&self) -> Option<Ref> {
        Some(self.who.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::SignAct, About::Signature(self.case, self.who))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Signed> {
        let case = CaseRow::open(tx, self.case)?;
        expect_sides(tx, &case)?;
        let sql = "SELECT id FROM signature WHERE case_id = ?1 AND employee_id = ?2 ORDER BY id";
        let rows: Vec<i64> = tx.all(sql, params![self.case, self.who], |r| r.get(0))?;
        if rows.is_empty() {
            return Err(Fault::new(Code::UnknownEmployee).with("name", self.who));
        }
        if self.state == SignatureState::Signed {
            expect_act(tx, self.case)?;
        }
        let unsigned = matches!(self.state, SignatureState::Refused | SignatureState::Absent);
        if unsigned && case.kind == CaseKind::Crisis && case.leaver == Some(self.who) {
            commission_set::must_be_named(tx, self.case)?;
        }
        let waiting = self.state == SignatureState::Waiting;
        let note = self.note.as_deref().map(|n| clean(n).trim().to_owned()).filter(|n| !n.is_empty());
        for id in &rows {
            let said = [("state", Val::from(self.state)), ("note", note.as_deref().into())];
            if tx.set(Kind::Signature, *id, &said)? {
                let by = if waiting { Val::NULL } else { Val::from(&cx.actor) };
                let at = if waiting { Val::NULL } else { tx.at().into() };
                tx.set(Kind::Signature, *id, &[("at", at), ("by_actor", by)])?;
            }
        }
        after::settle(tx, cx, self.case)?;
        let sql = "SELECT count(*) FROM signature WHERE case_id = ?1 AND state = 'waiting'";
        let left = tx.count(sql, params![self.case])?;
        Ok(Signed { sides: rows.len() as u32, waiting: u32::try_from(left).unwrap_or(u32::MAX) })
    }
}

/// What is signed is the act as it stands: it is written, and nothing has been decided otherwise since.
fn expect_act(tx: &Tx<'_>, case: CaseId) -> Res<()> {
    if tx.count(&format!("SELECT {}", act_state::stands("?1")), params![case])? > 0 {
        return Ok(());
    }
    let written = tx.count("SELECT count(*) FROM act WHERE case_id = ?1", params![case])? > 0;
    Err(if written { Code::ActOutdated } else { Code::ActMissing }.into())
}

/// Errors: `ActSigned` where somebody has signed the act that stands; one that decisions have overtaken has to be written anew
/// anyway.
pub(super) fn none_lost(tx: &Tx<'_>, case: CaseId) -> Res<()> {
    let sql = format!(
        "SELECT count(*) FROM signature WHERE case_id = ?1 AND state = 'signed' AND {}",
        act_state::stands("?1")
    );
    match tx.count(&sql, params![case])? {
        0 => Ok(()),
        _ => Err(Code::ActSigned.into()),
    }
}

/// A new act is another paper: what was signed before it was not this one. Refusals and absences stand.
pub(super) fn ask_again(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let sql = "SELECT id FROM signature WHERE case_id = ?1 AND state = 'signed' ORDER BY id";
    for id in tx.all(sql, params![case], |r| r.get::<_, i64>(0))? {
        let fields = [("state", Val::from(SignatureState::Waiting)), ("at", Val::NULL), ("by_actor", Val::NULL)];
        tx.set(Kind::Signature, id, &fields)?;
    }
    Ok(())
}

/// Sees to a row for every side: the leaver, the head, and everybody whom an applied line went to.
pub(super) fn expect_sides(tx: &mut Tx<'_>, case: &CaseRow) -> Res<()> {
    let sql = "SELECT DISTINCT to_id FROM ledger_line WHERE case_id = ?1 AND disposition = 'assign' \
               AND batch_seq IS NOT NULL AND to_id IS NOT NULL ORDER BY to_id";
    let receivers: Vec<EmployeeId> = tx.all(sql, params![case.id], |r| r.get(0))?;
    let mut sides: Vec<(EmployeeId, Party)> = Vec::new();
    sides.extend(case.leaver.map(|e| (e, Party::Leaver)));
    sides.extend(receivers.into_iter().map(|e| (e, Party::Receiver)));
    sides.extend(case.head.map(|e| (e, Party::Head)));
    for (who, party) in sides {
        let sql = "SELECT count(*) FROM signature WHERE case_id = ?1 AND employee_id = ?2 AND party = ?3";
        if tx.count(sql, params![case.id, who, party.word()])? == 0 {
            let fields = [("case_id", Val::from(case.id)), ("employee_id", who.into()), ("party", party.word().into())];
            tx.insert(Kind::Signature, &fields)?;
        }
    }
    Ok(())
}

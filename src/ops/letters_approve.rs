//! Approves letters with the text they go out with (2 §6): only what is true, complete and properly addressed.

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::letters_draft::{DO_NOT_WRITE, JOINED, SALUTATION};
use super::{About, Asks, Command, Ctx};
use crate::base::{At, CaseId, ClientId, Code, ContactId, EmployeeId, Fault, Kind, LetterId, Ref, Res, clean};
use crate::domain::letter::{self, Facts, VipCall};
use crate::domain::rights::Right;
use crate::domain::{CaseState, LetterKind, LetterState, Salutation, Segment};
use crate::reads::tell::rung;
use crate::store::{Tx, Val, params};

/// One letter as it was rendered and shown. `salutation` says that a person looked at it (needed for a guessed or unknown
/// one, which is approved singly); empty is the neutral greeting. `without_call` sends a VIP the letter before the head
/// has reached them: after two attempts, or one working day after the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApprovedText {
    pub letter: LetterId,
    pub subject: String,
    pub body: String,
    pub salutation: Option<String>,
    pub without_call: bool,
}

/// Errors: `LetterNotReady` with the reason's word when none of the letters could be approved, `UnknownLetter`,
/// `UnknownCase`, `WrongState`.
#[derive(Debug, Clone, Serialize)]
pub struct LettersApprove {
    pub case: CaseId,
    pub letters: Vec<ApprovedText>,
}

/// `reason`: `singly` for one that is not looked at together with others, `no_address`, `do_not_write`, `salutation`, `joined`, `not_accepted`, `call_first`, `text`, `state`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedLetter {
    pub letter: LetterId,
    pub client: String,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LettersApproved {
    pub approved: u32,
    pub refused: Vec<RefusedLetter>,
}

/// What the checks look at.
struct Row {
    state: LetterState,
    problem: String,
    client: ClientId,
    name: String,
    segment: Segment,
    contact: Option<ContactId>,
    receiver: EmployeeId,
    address: String,
    kind: LetterKind,
}

impl Command for LettersApprove {
    type Out = LettersApproved;
    const WORD: &'static str = "letters-approve";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Letters, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<LettersApproved> {
        let case = CaseRow::writes(tx, self.case)?;
        let mut out = LettersApproved { approved: 0, refused: Vec::new() };
        for text in &self.letters {
            let row = self.row(tx, text.letter)?;
            if row.state == LetterState::Approved {
                continue;
            }
            if case.state == CaseState::Withdrawn && row.kind != LetterKind::Clarify {
                // Whose the client is going to be is not decided: nobody is introduced before.
                return Err(Fault::new(Code::WrongState).with("case", case.id.0).with("state", case.state.word()));
            }
            match self.check(tx, cx, &case, text, &row)? {
                Some(reason) => {
                    out.refused.push(RefusedLetter { letter: text.letter, client: row.name, reason: reason.to_owned() })
                }
                None => {
                    approve(tx, cx, self.case, text, &row)?;
                    out.approved += 1;
                }
            }
        }
        match (out.approved, out.refused.first()) {
            (0, Some(r)) => Err(Fault::new(Code::LetterNotReady).with("name", &r.client).with("reason", &r.reason)),
            _ => Ok(out),
        }
    }
}

impl LettersApprove {
    fn row(&self, tx: &Tx<'_>, letter: LetterId) -> Res<Row> {
        let sql = "SELECT t.state, t.problem, t.client_id, c.name, c.segment, t.contact_id, t.receiver_id, t.address, t.kind \
                   FROM letter t JOIN client c ON c.id = t.client_id WHERE t.id = ?1 AND t.case_id = ?2";
        tx.one(sql, params![letter, self.case], |r| {
            Ok(Row {
                state: r.get(0)?,
                problem: r.get(1)?,
                client: r.get(2)?,
                name: r.get(3)?,
                segment: r.get(4)?,
                contact: r.get(5)?,
                receiver: r.get(6)?,
                address: r.get(7)?,
                kind: r.get(8)?,
            })
        })?
        .ok_or_else(|| Fault::new(Code::UnknownLetter).with("name", letter))
    }

    /// Why this letter cannot be approved, in one word; `None`: it can.
    fn check(
        &self,
        tx: &Tx<'_>,
        cx: &Ctx<'_>,
        case: &CaseRow,
        text: &ApprovedText,
        row: &Row,
    ) -> Res<Option<&'static str>> {
        if !letter::may_become(row.state, LetterState::Approved) {
            return Ok(Some("state"));
        }
        let accepted = self.accepted_at(tx, row)?;
        let facts = Facts {
            // Given past the case, nobody accepts it: the head says by looking at this one letter that it is true.
            accepted: accepted.is_some() || (self.letters.len() == 1 && given_since(tx, text.letter)?),
            // What is empty was refused when the text was rendered.
            gap: None,
            has_address: !row.address.is_empty() || row.problem == DO_NOT_WRITE,
            do_not_write: row.problem == DO_NOT_WRITE,
            salutation: if row.problem == SALUTATION { Salutation::Guessed } else { Salutation::Certain },
            // Looked at one by one: a whole batch cannot have been.
            looked_at: text.salutation.is_some() && self.letters.len() == 1,
            vip: self.calls(tx, cx, case, text, row)?,
            temporary: self.temporary(tx, row)?,
            joined: row.problem == JOINED,
        };
        if let Some(problem) = letter::problems(&facts).first() {
            return Ok(Some(problem.word()));
        }
        // Flagged letters are approved one by one (2 §6).
        if self.letters.len() > 1 && letter::is_flagged(&facts) {
            return Ok(Some("singly"));
        }
        let whole = |s: &str| !s.trim().is_empty() && !s.contains("{{") && !s.contains("{%");
        Ok((!whole(&text.subject) || !whole(&text.body)).then_some("text"))
    }

    /// Somebody who answers for the time being is nobody's new manager (2 §6).
    fn temporary(&self, tx: &Tx<'_>, row: &Row) -> Res<bool> {
        let sql = "SELECT count(*) FROM ledger_line WHERE case_id = ?1 AND kind = 'client' AND object_id = ?2 AND temp_id IS NOT NULL";
        Ok(tx.count(sql, params![self.case, row.client])? > 0)
    }

    /// When the receiver took the client: the letter says that the new manager knows the history, so it must be true.
    fn accepted_at(&self, tx: &Tx<'_>, row: &Row) -> Res<Option<At>> {
        let sql = "SELECT a.answered_at FROM acceptance a JOIN ledger_line l ON l.id = a.line_id \
                    WHERE l.case_id = ?1 AND l.kind = 'client' AND l.object_id = ?2 AND a.receiver_id = ?3 \
                      AND a.state IN ('accepted','forced') ORDER BY a.id DESC LIMIT 1";
        Ok(tx.one(sql, params![self.case, row.client, row.receiver], |r| r.get(0))?.flatten())
    }

    /// The head calls a VIP first and introduces the new manager (1-C7); where nobody was reached, it is an attempt. A letter
    /// that speaks for a VIP beside another client waits for that call as well. `None`: no VIP is written to.
    fn calls(&self, tx: &Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, text: &ApprovedText, row: &Row) -> Res<Option<VipCall>> {
        let sql = "SELECT c.id FROM letter t JOIN client c ON c.id = t.client_id WHERE c.segment = 'vip' AND t.case_id = ?1 \
                    AND (t.id = ?2 OR (t.contact_id = ?3 AND t.problem = ?4 AND t.state IN ('draft','approved'))) ORDER BY t.id";
        let vips: Vec<ClientId> = tx.all(sql, params![self.case, text.letter, row.contact, JOINED], |r| r.get(0))?;
        let without = text.without_call;
        let mut worst = None;
        for vip in vips {
            let call = match case.head {
                Some(head) => rung(tx.conn(), self.case, vip, Some(head))?.vip(&cx.calendar(), cx.clock.now, without),
                None => VipCall { without, ..VipCall::default() },
            };
            if worst.is_none_or(VipCall::is_settled) {
                worst = Some(call);
            }
        }
        Ok(worst)
    }
}

/// A clarification about somebody who has the client by now, though not from this case.
fn given_since(tx: &Tx<'_>, letter: LetterId) -> Res<bool> {
    let sql = "SELECT count(*) FROM letter t JOIN client c ON c.id = t.client_id AND c.owner_id = t.receiver_id \
                WHERE t.id = ?1 AND t.kind = 'clarify' AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = t.case_id \
                  AND l.kind = 'client' AND l.object_id = t.client_id AND l.to_id = t.receiver_id)";
    Ok(tx.count(sql, params![letter])? > 0)
}

/// The letter, and with it those of the same contact that it speaks for.
fn approve(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, text: &ApprovedText, row: &Row) -> Res<()> {
    let mut fields = vec![
        ("state", Val::from(LetterState::Approved)),
        ("subject", clean(&text.subject).trim().to_owned().into()),
        ("body", clean(&text.body).into()),
        ("approved_by", (&cx.actor).into()),
        ("approved_at", tx.at().into()),
    ];
    let joined = [&fields[..]].concat();
    fields.push(("problem", "".into()));
    if let Some(salutation) = &text.salutation {
        fields.push(("salutation", clean(salutation).trim().to_owned().into()));
    }
    if row.segment == Segment::Vip {
        fields.push(("without_call", text.without_call.into()));
    }
    tx.set(Kind::Letter, text.letter.0, &fields)?;
    keep_salutation(tx, row, text.salutation.as_deref().unwrap_or_default())?;
    for id in with_it(tx, case, row.contact, text.letter)? {
        tx.set(Kind::Letter, id.0, &joined)?;
    }
    Ok(())
}

/// How to greet is a field of the contact: what a person has looked at is sure from then on, in every letter.
fn keep_salutation(tx: &mut Tx<'_>, row: &Row, looked_at: &str) -> Res<()> {
    let (Some(contact), salutation) = (row.contact, clean(looked_at).trim().to_owned()) else { return Ok(()) };
    if row.problem != SALUTATION || salutation.is_empty() {
        return Ok(());
    }
    let fields = [("salutation", salutation.into()), ("salutation_state", Salutation::Certain.into())];
    tx.set(Kind::Contact, contact.0, &fields)?;
    Ok(())
}

/// Letters of other clients that the contact gets as part of this one.
pub(super) fn with_it(tx: &Tx<'_>, case: CaseId, contact: Option<ContactId>, letter: LetterId) -> Res<Vec<LetterId>> {
    let sql = "SELECT id FROM letter WHERE case_id = ?1 AND contact_id = ?2 AND id <> ?3 AND problem = ?4 ORDER BY id";
    tx.all(sql, params![case, contact, letter, JOINED], |r| r.get(0))
}

//! What became of a letter (2 §6): sent from the mailbox, came back, did not come back, answered.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::case_row::CaseRow;
use super::inbox::{Note, tell};
use super::letters_approve::with_it;
use super::{About, Asks, Command, Ctx, after};
use crate::base::{CaseId, Code, ContactId, EmployeeId, Fault, Kind, LetterId, Ref, Res, clean};
use crate::domain::letter::may_become;
use crate::domain::rights::Right;
use crate::domain::{InboxKind, LetterState};
use crate::store::{Tx, Val, params};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterMark {
    /// «Отправлено из почты».
    Sent,
    Bounced,
    /// Two working days without a bounce; the program says it, not a person.
    NotBounced,
    /// A reply or a first contact.
    Confirmed,
}

/// `note` is the server's or the client's answer.
///
/// Errors: `WrongState` (a draft cannot have been sent, an unsent one cannot bounce), `UnknownLetter`, `UnknownCase`.
#[derive(Debug, Clone, Serialize)]
pub struct LettersMark {
    pub case: CaseId,
    pub letters: Vec<LetterId>,
    pub mark: LetterMark,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LettersMarked {
    pub marked: u32,
}

impl LetterMark {
    /// What a person may say of a letter.
    pub const BY_HAND: [LetterMark; 3] = [LetterMark::Sent, LetterMark::Confirmed, LetterMark::Bounced];

    /// What the letter becomes.
    pub const fn state(self) -> LetterState {
        match self {
            LetterMark::Sent => LetterState::Sent,
            LetterMark::Bounced => LetterState::Bounced,
            LetterMark::NotBounced => LetterState::NotBounced,
            LetterMark::Confirmed => LetterState::Confirmed,
        }
    }
}

impl Command for LettersMark {
    type Out = LettersMarked;
    const WORD: &'static str = "letters-mark";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Letters, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<LettersMarked> {
        let case = CaseRow::writes(tx, self.case)?;
        let note = self.note.as_deref().map(|n| clean(n).trim().to_owned()).filter(|n| !n.is_empty());
        let mut marked = 0;
        for id in &self.letters {
            let sql = "SELECT t.state, t.contact_id, c.name FROM letter t JOIN client c ON c.id = t.client_id \
                        WHERE t.id = ?1 AND t.case_id = ?2";
            let (from, contact, client) = tx
                .one(sql, params![id, self.case], |r| {
                    Ok((r.get::<_, LetterState>(0)?, r.get::<_, Option<ContactId>>(1)?, r.get::<_, String>(2)?))
                })?
                .ok_or_else(|| Fault::new(Code::UnknownLetter).with("name", id))?;
            if from == self.mark.state() {
                continue;
            }
            if !may_become(from, self.mark.state()) {
                return Err(Fault::new(Code::WrongState).with("name", &client).with("state", from.word()));
            }
            self.write(tx, *id, note.as_deref())?;
            for letter in with_it(tx, self.case, contact, *id)? {
                // One that joined after the approval is not in the text that went out.
                let sql = "SELECT state FROM letter WHERE id = ?1";
                if tx.one(sql, params![letter], |r| r.get::<_, LetterState>(0))? == Some(from) {
                    self.write(tx, letter, note.as_deref())?;
                }
            }
            if self.mark == LetterMark::Bounced {
                self.hand_over(tx, cx, *id)?;
                let args = json!({ "case": self.case.0, "client": client, "note": note });
                let due = Some(cx.calendar().end_of_work(tx.at()));
                tell(tx, Note { to: case.head()?, kind: InboxKind::LetterBounced, object: (*id).into(), args, due })?;
            }
            marked += 1;
        }
        if marked > 0 {
            after::settle(tx, cx, self.case)?;
        }
        Ok(LettersMarked { marked })
    }
}

impl LettersMark {
    fn write(&self, tx: &mut Tx<'_>, letter: LetterId, note: Option<&str>) -> Res<()> {
        let at = tx.at();
        let fields = match self.mark {
            LetterMark::Sent => vec![("sent_at", Val::from(at)), ("result_at", Val::NULL), ("result", Val::NULL)],
            _ => vec![("result_at", at.into()), ("result", note.into())],
        };
        let state = [("state", Val::from(self.mark.state()))];
        tx.set(Kind::Letter, letter.0, &[&state[..], &fields[..]].concat())?;
        Ok(())
    }

    /// What came back reached nobody: the manager it named rings within the day, until somebody says otherwise.
    fn hand_over(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, letter: LetterId) -> Res<()> {
        let sql = "SELECT receiver_id FROM letter WHERE id = ?1";
        let Some(manager) = tx.one(sql, params![letter], |r| r.get::<_, EmployeeId>(0))? else { return Ok(()) };
        let until = cx.calendar().same_time_after(cx.clock.now, 1);
        tx.set(Kind::Letter, letter.0, &[("tell_id", manager.into()), ("tell_by", until.into())])?;
        Ok(())
    }
}

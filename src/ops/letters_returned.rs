//! What mail files said of letters that went out: several at once, one operation (2 §6).

use serde::{Deserialize, Serialize};

use super::letters_mark::{LetterMark, LettersMark};
use super::{About, Asks, Command, Ctx};
use crate::base::{CaseId, LetterId, Ref, Res};
use crate::domain::rights::Right;
use crate::store::Tx;

/// Letters that came back, each with the server's answer, and letters that were answered.
///
/// Errors: those of `LettersMark`.
#[derive(Debug, Clone, Serialize)]
pub struct LettersReturned {
    pub case: CaseId,
    pub bounced: Vec<(LetterId, Option<String>)>,
    pub confirmed: Vec<LetterId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailTaken {
    pub bounced: u32,
    pub confirmed: u32,
}

impl Command for LettersReturned {
    type Out = MailTaken;
    const WORD: &'static str = "letters-returned";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Letters, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<MailTaken> {
        let case = self.case;
        let confirmed = LettersMark { case, letters: self.confirmed.clone(), mark: LetterMark::Confirmed, note: None };
        let confirmed = confirmed.run(tx, cx)?.marked;
        let mut bounced = 0;
        for (letter, note) in &self.bounced {
            let mark = LettersMark { case, letters: vec![*letter], mark: LetterMark::Bounced, note: note.clone() };
            bounced += mark.run(tx, cx)?.marked;
        }
        Ok(MailTaken { bounced, confirmed })
    }
}

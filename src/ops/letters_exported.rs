//! Approved letters were written as files; each keeps where its own lies (2 §6).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx};
use crate::base::{CaseId, Code, Fault, Kind, LetterId, Ref, Res};
use crate::domain::LetterState;
use crate::domain::rights::Right;
use crate::store::{Tx, params};

/// Letters and their files. Errors: `LetterNotReady` for one that is not approved, `UnknownLetter`, `UnknownCase`.
#[derive(Debug, Clone, Serialize)]
pub struct LettersExported {
    pub case: CaseId,
    pub files: Vec<(LetterId, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LettersWritten {
    pub written: u32,
}

impl Command for LettersExported {
    type Out = LettersWritten;
    const WORD: &'static str = "letters-exported";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Letters, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<LettersWritten> {
        CaseRow::tickable(tx, self.case)?;
        for (id, file) in &self.files {
            let sql = "SELECT state FROM letter WHERE id = ?1 AND case_id = ?2";
            match tx.one(sql, params![id, self.case], |r| r.get::<_, LetterState>(0))? {
                None => return Err(Fault::new(Code::UnknownLetter).with("name", id)),
                Some(LetterState::Draft) => {
                    return Err(Fault::new(Code::LetterNotReady).with("name", id).with("reason", "state"));
                }
                Some(_) => {
                    tx.set(Kind::Letter, id.0, &[("file", file.as_str().into())])?;
                }
            }
        }
        Ok(LettersWritten { written: self.files.len() as u32 })
    }
}

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
        CaseRow::writes(tx, self.case)?;
        for (id, file) in &self.files {
            let sql = "SELECT t.state, EXISTS (SELECT 1 FROM ledger_line l JOIN acceptance a ON a.line_id = l.id \
                         WHERE l.case_id = t.case_id AND l.kind = 'client' AND l.object_id = t.client_id \
                           AND a.state IN ('accepted','forced')) \
                         OR (t.kind = 'clarify' AND t.receiver_id = (SELECT c.owner_id FROM client c WHERE c.id = t.client_id)) FROM letter t WHERE t.id = ?1 AND t.case_id = ?2";
            match tx.one(sql, params![id, self.case], |r| Ok((r.get::<_, LetterState>(0)?, r.get::<_, bool>(1)?)))? {
                None => return Err(Fault::new(Code::UnknownLetter).with("name", id)),
                Some((LetterState::Draft, _)) => {
                    return Err(Fault::new(Code::LetterNotReady).with("name", id).with("reason", "state"));
                }
                // The acceptance may have been taken back since the approval: then the letter is no longer true.
                Some((_, false)) => {
                    return Err(Fault::new(Code::LetterNotReady).with("name", id).with("reason", "not_accepted"));
                }
                Some((_, true)) => {
                    tx.set(Kind::Letter, id.0, &[("file", file.as_str().into())])?;
                }
            }
        }
        Ok(LettersWritten { written: self.files.len() as u32 })
    }
}

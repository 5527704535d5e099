//! «Случайный» clients in bulk: the short context of many, written once (2 §4).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::context_save::ContextSave;
use super::{About, Asks, Command, Ctx, after, ctx_counts, lines};
use crate::base::{CaseId, Code, Due, Fault, Ref, Res};
use crate::domain::rights::Right;
use crate::domain::spoken_dated::Written;
use crate::domain::{Block, Segment};
use crate::ops::Said;
use crate::reads::owed::owed;
use crate::store::{Tx, params};

/// What is said of every client at once. Blocks that a client does not owe, or that are written already, stay as they are.
///
/// Errors: `NotOccasional` for anything but an occasional client without an open deal; those of [`ContextSave`].
#[derive(Debug, Clone, Serialize)]
pub struct ContextMany {
    pub case: CaseId,
    pub objects: Vec<Ref>,
    pub blocks: Vec<(Block, Said)>,
    /// Of the next contact.
    pub on: Option<Due>,
}

/// `offered` counts the lines that could be offered by this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextManySaved {
    pub clients: u32,
    pub blocks: u32,
    pub offered: u32,
}

impl Command for ContextMany {
    type Out = ContextManySaved;
    const WORD: &'static str = "context-many";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        self.objects.iter().map(|o| Asks::new(Right::Add, About::Knowledge(*o))).collect()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<ContextManySaved> {
        CaseRow::open(tx, self.case)?;
        let mut out = ContextManySaved { clients: 0, blocks: 0, offered: 0 };
        for line in lines::find_all(tx, self.case, &self.objects)? {
            let sql = "SELECT segment FROM ledger_line WHERE id = ?1 AND kind = 'client'";
            let segment: Option<String> = tx.one(sql, params![line.id], |r| r.get(0))?;
            let owes = owed(tx.conn(), self.case, Some(line.id))?.into_iter().next();
            let Some(owes) =
                owes.filter(|o| segment.as_deref() == Some(Segment::Occasional.word()) && !o.required.is_empty())
            else {
                return Err(Fault::new(Code::NotOccasional).with("name", line.object()));
            };
            let missing = owes.missing();
            let before = out.blocks;
            for (block, said) in self.blocks.iter().filter(|(b, _)| missing.contains(b)) {
                let object = line.object();
                ContextSave {
                    case: Some(self.case),
                    object,
                    block: *block,
                    said: said.clone(),
                    on: self.on,
                    seen: None,
                }
                .keep(tx, cx, Written::Now)?;
                out.blocks += 1;
            }
            out.clients += u32::from(out.blocks > before);
        }
        if out.blocks > 0 {
            ctx_counts::recount(tx, self.case, None)?;
            out.offered = after::settle(tx, cx, self.case)?;
        }
        Ok(out)
    }
}

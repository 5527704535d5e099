//! The act was written to a file: its place, its hash and the head of the journal it was made at (2 §3, condition 5).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after, sign};
use crate::base::{ActId, CaseId, Code, Fault, Kind, Ref, Res};
use crate::domain::rights::Right;
use crate::store::{Tx, Val};

/// `sha256` of the file and `journal_head`, both hexadecimal. `format` is `docx` or `text`.
///
/// Errors: `UnknownCase`, `CaseClosed`, `Internal` for a hash that is none; `ActSigned` while somebody has signed the act that
/// stands: a new one is another paper, and `anew` says that it is meant.
#[derive(Debug, Clone, Serialize)]
pub struct ActRecord {
    pub case: CaseId,
    pub format: String,
    pub file: String,
    pub sha256: String,
    pub journal_head: String,
    /// Signatures under the act that stands are given up.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub anew: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActRecorded {
    pub act: ActId,
}

impl Command for ActRecord {
    type Out = ActRecorded;
    const WORD: &'static str = "act";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::SignAct, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<ActRecorded> {
        let hash = |s: &str| s.len() == 64 && s.bytes().all(|b| b.is_ascii_hexdigit());
        if !hash(&self.sha256) || self.file.is_empty() {
            return Err(Fault::new(Code::Internal).with("detail", "act without its hash"));
        }
        let case = CaseRow::open(tx, self.case)?;
        if !self.anew {
            sign::none_lost(tx, self.case)?;
        }
        let fields = [
            ("case_id", Val::from(self.case)),
            ("at", tx.at().into()),
            ("format", self.format.as_str().into()),
            ("file", self.file.as_str().into()),
            ("sha256", self.sha256.as_str().into()),
            ("journal_head", self.journal_head.as_str().into()),
        ];
        let act = ActId(tx.insert(Kind::Act, &fields)?);
        sign::expect_sides(tx, &case)?;
        sign::ask_again(tx, self.case)?;
        after::settle(tx, cx, self.case)?;
        Ok(ActRecorded { act })
    }
}

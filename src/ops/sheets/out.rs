//! Sheets were written as files: to whom, with which secret, where.

use serde::{Deserialize, Serialize};

use super::super::case_row::CaseRow;
use super::super::{About, Asks, Command, Ctx};
use crate::base::{CaseId, EmployeeId, Kind, Ref, Res};
use crate::domain::rights::Right;
use crate::domain::sheets::SheetKind;
use crate::store::{Tx, Val};

/// One file. The secret stays out of the journal's payload: it is known in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetIssued {
    pub person: EmployeeId,
    pub kind: SheetKind,
    pub code: String,
    #[serde(skip_serializing)]
    pub secret: String,
    pub file: String,
    pub lines: u64,
}

/// Errors: `UnknownCase`, `CaseClosed`; `NeedsSecond` for more lines than one person may take out.
#[derive(Debug, Clone, Serialize)]
pub struct SheetsOut {
    pub case: CaseId,
    pub sheets: Vec<SheetIssued>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetsKept {
    pub sheets: u32,
}

impl Command for SheetsOut {
    type Out = SheetsKept;
    const WORD: &'static str = "sheets-out";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        let lines = self.sheets.iter().map(|s| s.lines as usize).sum();
        vec![Asks::new(Right::Export, About::Case(self.case)).many(lines)]
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<SheetsKept> {
        CaseRow::open(tx, self.case)?;
        tx.about(self.case);
        for s in &self.sheets {
            let fields = [
                ("case_id", Val::from(self.case)),
                ("employee_id", s.person.into()),
                ("kind", s.kind.into()),
                ("code", s.code.as_str().into()),
                ("secret", s.secret.as_str().into()),
                ("file", s.file.as_str().into()),
                ("lines", (s.lines as i64).into()),
                ("at", tx.at().into()),
            ];
            tx.insert(Kind::Sheet, &fields)?;
        }
        Ok(SheetsKept { sheets: self.sheets.len() as u32 })
    }
}

//! Rows were taken out of the program as files: who took how many of what is kept, as access to what clients told us has to
//! be (2 §12). Nothing of the base changes, so there is nothing to take back.

use serde::{Deserialize, Serialize};

use super::{About, Asks, Command, Ctx};
use crate::base::{CaseId, EmployeeId, Ref, Res};
use crate::domain::Actor;
use crate::domain::rights::{Matrix, Right};
use crate::store::Tx;

/// `what` is the word of the report; `file` its name, or that of the folder.
///
/// Errors: `Denied`; `NeedsSecond` for more rows than one person takes out.
#[derive(Debug, Clone, Serialize)]
pub struct Exported {
    pub what: &'static str,
    pub case: Option<CaseId>,
    pub employee: Option<EmployeeId>,
    pub rows: u64,
    pub file: String,
    /// So many that two take them, and on one's own machine one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alone: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportNoted {
    pub rows: u64,
}

impl Exported {
    /// `actor` takes `rows` out.
    pub fn new(what: &'static str, actor: &Actor, rows: usize, file: String) -> Res<Exported> {
        let rows = rows as u64;
        let alone = *actor == Actor::Owner && Matrix::shipped()?.needs_two(Right::Export, rows);
        Ok(Exported { what, case: None, employee: None, rows, file, alone: alone.then_some(true) })
    }
}

impl Command for Exported {
    type Out = ExportNoted;
    const WORD: &'static str = "exported";

    fn object(&self) -> Option<Ref> {
        self.employee.map(Ref::from).or(self.case.map(Ref::from))
    }

    /// Rows are read within one's own department already, as for `who::may_export`.
    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Export, About::Newcomer).many(self.rows as usize)]
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<ExportNoted> {
        if let Some(case) = self.case {
            tx.about(case);
        }
        tx.note();
        Ok(ExportNoted { rows: self.rows })
    }
}

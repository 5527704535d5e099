//! What leaves the program is journaled; what cannot be journaled does not leave it.

use std::path::Path;

use super::Papers;
use crate::base::{CaseId, EmployeeId, Res};
use crate::ops::{self, Exported};
use crate::store::Base;

/// What was taken out.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'a> {
    /// `deals`, `clients`, `tasks`, `ledger`, `metrics`, `crm`, `papers`.
    pub what: &'static str,
    pub case: Option<CaseId>,
    pub employee: Option<EmployeeId>,
    pub rows: usize,
    /// The file, or the folder.
    pub at: &'a Path,
}

/// Journals it. A base that is open for reading only keeps no entry.
///
/// Errors: those of [`Exported`]; `undo` is called then, to remove what was written.
pub fn note_taken(base: &mut Base, p: &Papers<'_>, taken: Taken<'_>, undo: impl FnOnce()) -> Res<()> {
    if base.is_read_only() {
        return Ok(());
    }
    let file = taken.at.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let noted = Exported::new(taken.what, &p.cx.actor, taken.rows, file).and_then(|command| {
        let command = Exported { case: taken.case, employee: taken.employee, ..command };
        ops::run(base, p.cx, &command)
    });
    noted.map(drop).inspect_err(|_| undo())
}

//! The files of a case that are on record: acts, letters, sheets.

use std::path::PathBuf;

use crate::base::{CaseId, Clock, Res};
use crate::reads::{Scope, case, q};
use crate::store::{Connection, params};

/// What kind of file it is: the name of the folder it goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OnRecord {
    Act,
    Letter,
    Sheet,
}

/// Acts, letters and sheets that were written as files, in the order they were; each path once.
///
/// Errors: `UnknownCase`.
pub fn on_record(c: &Connection, scope: &Scope, id: CaseId, clock: &Clock) -> Res<Vec<(OnRecord, PathBuf)>> {
    case::case(c, scope, id, clock)?;
    let files = |sql: &str| q::all(c, sql, params![id], |r| r.get::<_, String>(0));
    let all = [
        (OnRecord::Act, files("SELECT file FROM act WHERE case_id = ?1 AND file <> '' ORDER BY id")?),
        (OnRecord::Letter, files("SELECT file FROM letter WHERE case_id = ?1 AND file <> '' ORDER BY id")?),
        (OnRecord::Sheet, files("SELECT file FROM sheet WHERE case_id = ?1 AND file <> '' ORDER BY id")?),
    ];
    let mut out: Vec<(OnRecord, PathBuf)> = Vec::new();
    for (kind, files) in all {
        for file in files.into_iter().map(PathBuf::from) {
            if !out.iter().any(|(_, known)| *known == file) {
                out.push((kind, file));
            }
        }
    }
    Ok(out)
}

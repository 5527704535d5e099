//! What the CRM has to be told, as files: the work list to follow and print, the comments for the cards (3 §2).

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Papers;
use crate::base::{CaseId, Code, Fault, Res, Seq};
use crate::exchange::files::{free_path, write_new};
use crate::exchange::plain::plain;
use crate::exchange::{docx, worklist};
use crate::reads::{case, papers};
use crate::store::Connection;

/// The JSON of `crm-update`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CrmFiles {
    pub files: Vec<PathBuf>,
    /// Objects whose owner the CRM has to change.
    pub objects: usize,
}

/// Writes into `dir`, which is made when it is not there.
///
/// Errors: `UnknownCase`, `NothingToDo` when no owner was changed, and those of writing.
pub fn write_crm(c: &Connection, p: &Papers<'_>, case: CaseId, batch: Option<Seq>, dir: &Path) -> Res<CrmFiles> {
    let (texts, clock) = (p.texts, &p.cx.clock);
    let t = texts.t();
    let changes = papers::crm_changes(c, p.scope, case, batch, clock)?;
    if changes.is_empty() {
        return Err(Code::NothingToDo.into());
    }
    let leaver = case::case(c, p.scope, case, clock)?.leaver.map(|w| w.name).unwrap_or_default();
    folder(dir)?;
    let list = worklist::work_list(&leaver, &changes, texts);
    let (list_name, comments_name) = (t.crm_file_list(case.0.to_string()), t.crm_file_comments(case.0.to_string()));
    let parts: [(&str, &str, Vec<u8>); 4] = [
        (&list_name, "docx", docx::docx(&list, clock.now)?),
        (&list_name, "txt", plain(&list).into_bytes()),
        (&comments_name, "txt", worklist::comments(&changes, texts, clock).into_bytes()),
        (&comments_name, "csv", worklist::comment_rows(&changes, texts, clock).csv(texts, clock)?),
    ];
    let mut files = Vec::with_capacity(parts.len());
    for (name, ext, bytes) in &parts {
        let path = free_path(dir, name, ext);
        write_new(&path, bytes)?;
        files.push(path);
    }
    Ok(CrmFiles { files, objects: changes.len() })
}

/// Makes a folder for papers that only its owner may enter; one that is there already stays as it is.
pub(super) fn folder(dir: &Path) -> Res<()> {
    if dir.is_dir() {
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(|e| {
        let fault: Fault = e.into();
        fault.with("path", dir.display())
    })
}

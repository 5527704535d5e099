//! What the CRM has to be told, as files: the work list to follow and print, the comments for the cards (3 §2).

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Papers, Taken, note_taken};
use crate::base::{CaseId, Code, Res, Seq};
use crate::domain::crm_update::Way;
use crate::exchange::files::{free_path, private_folder, write_new};
use crate::exchange::plain::plain;
use crate::exchange::{docx, worklist};
use crate::reads::{case, papers, who};
use crate::store::{Base, Connection};

/// The JSON of `crm-update`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CrmFiles {
    pub files: Vec<PathBuf>,
    /// Objects whose owner the CRM has to change.
    pub objects: usize,
    /// Whether each of these CRMs would do it by a file.
    pub ways: Vec<Way>,
}

/// Whose changes of owner the CRM is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrmOf {
    /// A case's, or one of its batches'.
    Case(CaseId, Option<Seq>),
    /// Of an operation outside any case: many clients' new manager, orphans given away.
    Batch(Seq),
}

impl CrmOf {
    /// The case it is of.
    pub const fn case(self) -> Option<CaseId> {
        match self {
            CrmOf::Case(case, _) => Some(case),
            CrmOf::Batch(_) => None,
        }
    }
}

/// [`write_crm`] for somebody who takes it out: it is journaled, and is gone again where it cannot be.
pub fn take_crm(base: &mut Base, p: &Papers<'_>, of: CrmOf, dir: &Path) -> Res<CrmFiles> {
    let done = write_crm(base.conn(), p, of, dir)?;
    let taken = Taken { what: "crm", case: of.case(), employee: None, rows: done.objects, at: dir };
    note_taken(base, p, taken, || done.files.iter().for_each(|f| drop(std::fs::remove_file(f))))?;
    Ok(done)
}

/// Writes into `dir`, which is made when it is not there. What the CRM is known to show already is no work any more: the
/// list leaves it out, and where all of it is there is no list; the comments are of all.
///
/// Errors: `UnknownCase`, `UnknownBatch`, `NothingToDo` when no owner was changed, `Denied`, `NeedsSecond`, and those of
/// writing.
pub fn write_crm(c: &Connection, p: &Papers<'_>, of: CrmOf, dir: &Path) -> Res<CrmFiles> {
    let (texts, clock) = (p.texts, &p.cx.clock);
    let t = texts.t();
    let changes = match of {
        CrmOf::Case(case, batch) => papers::crm_changes(c, p.scope, case, batch, clock)?,
        CrmOf::Batch(batch) => papers::batch_changes(c, p.scope, batch, clock)?,
    };
    who::may_export(c, &p.cx.actor, &p.cx.clock, changes.len())?;
    if changes.is_empty() {
        return Err(Code::NothingToDo.into());
    }
    let (about, list_name, comments_name) = match of {
        CrmOf::Case(case, _) => {
            let leaver = case::case(c, p.scope, case, clock)?.leaver.map(|w| w.name).unwrap_or_default();
            let n = case.0.to_string();
            (t.crm_subtitle(leaver), t.crm_file_list(&n), t.crm_file_comments(&n))
        }
        CrmOf::Batch(Seq(n)) => {
            let n = n.to_string();
            (t.crm_batch_subtitle(&n), t.crm_batch_file_list(&n), t.crm_batch_file_comments(&n))
        }
    };
    private_folder(dir)?;
    let left = worklist::left(&changes).count();
    let mut parts: Vec<(&str, &str, Vec<u8>)> = Vec::with_capacity(4);
    if left > 0 {
        let list = worklist::work_list(&about, &changes, texts);
        parts.push((&list_name, "docx", docx::docx(&list, clock.now)?));
        parts.push((&list_name, "txt", plain(&list).into_bytes()));
    }
    parts.push((&comments_name, "txt", worklist::comments(&changes, texts, clock).into_bytes()));
    parts.push((&comments_name, "csv", worklist::comment_rows(&changes, texts, clock).csv(texts, clock)?));
    let mut files = Vec::with_capacity(parts.len());
    for (name, ext, bytes) in &parts {
        let path = free_path(dir, name, ext);
        write_new(&path, bytes)?;
        files.push(path);
    }
    let ways = worklist::ways_left(&changes);
    Ok(CrmFiles { files, objects: left, ways })
}

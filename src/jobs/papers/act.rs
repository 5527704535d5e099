//! «Акт приёма-передачи дел» to a file, with its hash and the journal's head on record (3 §3; 2 §3, condition 5).

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Papers;
use crate::base::{CaseId, Res};
use crate::domain::checklist::Responsible;
use crate::exchange::files::{placed, sha256_hex, write_new};
use crate::exchange::plain::{plain, plain_in};
use crate::exchange::{act, checklist, docx};
use crate::ops::{self, ActRecord};
use crate::reads::papers;
use crate::store::{Base, Connection};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActFormat {
    Docx,
    Text,
}

impl ActFormat {
    pub const fn word(self) -> &'static str {
        match self {
            ActFormat::Docx => "docx",
            ActFormat::Text => "text",
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            ActFormat::Docx => "docx",
            ActFormat::Text => "txt",
        }
    }
}

/// The JSON of `act`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActWritten {
    pub file: PathBuf,
    pub sha256: String,
    pub journal_head: String,
}

/// The act as it would be written now, as plain text to look at, `columns` wide. Errors: `UnknownCase`, `WrongState`.
pub fn act_text(c: &Connection, p: &Papers<'_>, case: CaseId, columns: usize) -> Res<String> {
    let data = papers::act(c, p.scope, case, p.cx.office, &p.cx.clock)?;
    Ok(plain_in(&act::act(&data, p.texts), columns))
}

/// Writes the act to `to`, or to a free name in the folder `to` when it is one, and records it.
///
/// Errors: `UnknownCase`, `WrongState`, `CaseClosed`, `Denied`, `OutputExists` and those of writing; `ActSigned` where the act
/// that stands is signed and a new one is not meant (`anew`). A refused record leaves no file behind.
pub fn write_act(
    base: &mut Base,
    p: &Papers<'_>,
    case: CaseId,
    format: ActFormat,
    to: &Path,
    anew: bool,
) -> Res<ActWritten> {
    let data = papers::act(base.conn(), p.scope, case, p.cx.office, &p.cx.clock)?;
    let paper = act::act(&data, p.texts);
    let bytes = match format {
        ActFormat::Docx => docx::docx(&paper, data.made_at)?,
        ActFormat::Text => plain(&paper).into_bytes(),
    };
    let name = p.texts.t().act_file_name(case.0.to_string());
    let file = placed(to, &name, format.extension());
    write_new(&file, &bytes)?;
    let record = ActRecord {
        case,
        format: format.word().to_owned(),
        file: file.display().to_string(),
        sha256: sha256_hex(&bytes),
        journal_head: data.journal_head,
        anew,
    };
    if let Err(fault) = ops::run(base, p.cx, &record) {
        // An act that is not on record must not be signed; the refusal is what matters, not a failure to tidy.
        let _ = std::fs::remove_file(&file);
        return Err(fault);
    }
    Ok(ActWritten { file, sha256: record.sha256, journal_head: record.journal_head })
}

/// The checklist of a case as plain text to print. Errors: `UnknownCase`.
pub fn checklist_text(c: &Connection, p: &Papers<'_>, case: CaseId) -> Res<String> {
    let rows = papers::checklist(c, p.scope, case, &p.cx.clock)?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(mut row, role)| {
            if row.who.is_empty() {
                row.who = Responsible::of(&role).map(|r| p.texts.term(r)).unwrap_or_default();
            }
            row
        })
        .collect();
    let title = p.texts.t().case_title(case.0.to_string());
    Ok(plain(&checklist::checklist(&title, &rows, p.texts, &p.cx.clock)))
}

//! Mail files read back: what came back marks its letter «вернулось», an answer confirms it (2 §6).

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Papers;
use crate::base::{CaseId, Code, Fault, LetterId, Res};
use crate::domain::LetterState;
use crate::exchange::returned::{Returned, returned};
use crate::ops::{self, LettersReturned};
use crate::reads::papers::{self, LetterRow};
use crate::store::Base;

/// A mail with a large attachment says nothing more at its end.
const LIMIT: u64 = 8 * 1024 * 1024;

/// Why a file changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftAlone {
    /// It is about no letter of this case.
    Unrelated,
    /// An automatic answer, or a delivery that is only late.
    Automatic,
    /// Its letter is not marked as sent, or is past this already.
    State,
    TooLarge,
}

/// What the files said: clients by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MailRead {
    pub bounced: Vec<String>,
    pub confirmed: Vec<String>,
    pub left: Vec<(String, LeftAlone)>,
}

/// Reads one `.eml`, or all of a folder, against the letters of a case. A second reading changes nothing.
///
/// Errors: `FileMissing`, `FileNotReadable`; `NothingToDo` for a folder without mail files; those of `LettersMark`.
pub fn read_mail(base: &mut Base, p: &Papers<'_>, case: CaseId, path: &Path) -> Res<MailRead> {
    let files = files(path)?;
    if files.is_empty() {
        return Err(Code::NothingToDo.into());
    }
    let rows = papers::letters(base.conn(), p.scope, case, None, &p.cx.clock)?;
    let (mut out, mut order) = (MailRead::default(), LettersReturned { case, bounced: vec![], confirmed: vec![] });
    for file in files {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        match look(&file, &rows)? {
            Ok((row, _)) if knows(&order, row.id) => {}
            Ok((row, Some(note))) => {
                order.bounced.push((row.id, Some(note).filter(|n| !n.is_empty())));
                out.bounced.push(row.client_name.clone());
            }
            Ok((row, None)) => {
                order.confirmed.push(row.id);
                out.confirmed.push(row.client_name.clone());
            }
            Err(left) => out.left.push((name, left)),
        }
    }
    if !order.bounced.is_empty() || !order.confirmed.is_empty() {
        ops::run(base, p.cx, &order)?;
    }
    Ok(out)
}

/// Two reports of one letter say it once.
fn knows(order: &LettersReturned, letter: LetterId) -> bool {
    order.confirmed.contains(&letter) || order.bounced.iter().any(|(id, _)| *id == letter)
}

/// The letter a file is about; with a note, be it empty, where it came back.
fn look<'a>(file: &Path, rows: &'a [LetterRow]) -> Res<Result<(&'a LetterRow, Option<String>), LeftAlone>> {
    if std::fs::metadata(file)?.len() > LIMIT {
        return Ok(Err(LeftAlone::TooLarge));
    }
    let (row, note) = match returned(&std::fs::read(file)?) {
        Returned::Bounced { ids, to, note } => {
            (by_id(rows, &ids).or_else(|| by_address(rows, &to)), Some(note.unwrap_or_default()))
        }
        Returned::Reply { ids } => (by_id(rows, &ids), None),
        Returned::Automatic => return Ok(Err(LeftAlone::Automatic)),
        Returned::Unrelated => return Ok(Err(LeftAlone::Unrelated)),
    };
    Ok(match row {
        None => Err(LeftAlone::Unrelated),
        Some(row) if !is_out(row) => Err(LeftAlone::State),
        Some(row) => Ok((row, note)),
    })
}

const fn is_out(row: &LetterRow) -> bool {
    matches!(row.state, LetterState::Sent | LetterState::NotBounced)
}

fn files(path: &Path) -> Res<Vec<PathBuf>> {
    if !path.exists() {
        return Err(Fault::new(Code::FileMissing).with("path", path.display()));
    }
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let file = entry?.path();
        if file.extension().is_some_and(|e| e.eq_ignore_ascii_case("eml")) {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

fn by_id<'a>(rows: &'a [LetterRow], ids: &[String]) -> Option<&'a LetterRow> {
    rows.iter().find(|r| ids.contains(&r.message_id))
}

/// A mail program may have given the letter a number of its own: then by the address, where only one letter went to it.
fn by_address<'a>(rows: &'a [LetterRow], to: &[String]) -> Option<&'a LetterRow> {
    let mut found = rows.iter().filter(|r| is_out(r)).filter(|r| to.iter().any(|a| a.eq_ignore_ascii_case(&r.address)));
    found.next().filter(|_| found.next().is_none())
}

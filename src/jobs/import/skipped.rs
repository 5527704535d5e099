//! Sheets of a book that an import leaves out: listed, so that nothing is lost without a word.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::{Code, Fault};
use crate::domain::records::Skip;

/// A sheet that is no file of the import, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    pub file: String,
    pub sheet: String,
    pub reason: Skip,
    /// Where its book is, for whoever says what it holds.
    #[serde(skip)]
    pub path: PathBuf,
}

impl Skipped {
    pub(super) fn new(path: &Path, file: &str, sheet: &str, reason: Skip) -> Skipped {
        Skipped { file: file.to_owned(), sheet: sheet.to_owned(), reason, path: path.to_owned() }
    }

    /// The error of a book in which there is nothing to read but this.
    pub(super) fn fault(&self) -> Fault {
        let code = if self.reason == Skip::UnknownKind { Code::FileUnknownKind } else { Code::FileNoHeader };
        Fault::new(code).with("sheet", &self.sheet)
    }
}

//! Files of an import that cannot be read, beside others that can: these are read, and those are told with their reason.

use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};

use super::{Names, Options, Prepared, Watch, prepare_at};
use crate::base::{Clock, Code, Fault, Res};
use crate::store::OpId;

/// A file that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Broken {
    pub file: String,
    #[serde(serialize_with = "word")]
    pub code: Code,
    #[serde(skip)]
    pub path: PathBuf,
    #[serde(skip)]
    args: Vec<(&'static str, String)>,
}

fn word<S: Serializer>(code: &Code, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(&code.word())
}

impl Broken {
    fn new(path: PathBuf, fault: Fault) -> Broken {
        let file = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        Broken { file, code: fault.code, path, args: fault.args }
    }

    pub fn fault(&self) -> Fault {
        Fault { args: self.args.clone(), ..Fault::new(self.code) }
    }

    /// A person who knows what its columns mean can have it read.
    pub fn can_be_said(&self) -> bool {
        matches!(self.code, Code::FileUnknownKind | Code::FileNoHeader)
    }

    /// Of a book the sheet that is to be said.
    pub fn sheet(&self) -> String {
        self.fault().arg("sheet").to_owned()
    }
}

/// It is the file that cannot be read, and not the machine or the base.
fn is_of_file(code: Code) -> bool {
    matches!(
        code,
        Code::FileMissing
            | Code::FileNotReadable
            | Code::FileTooLarge
            | Code::FileNoHeader
            | Code::FileUnknownKind
            | Code::FileLacksColumns
            | Code::FileBroken
            | Code::FileEmpty
            | Code::FileNotXlsx
            | Code::FileProtected
            | Code::FileEncoding
            | Code::FileTooManyRows
            | Code::FileTooManyColumns
            | Code::FileTagTooLong
    )
}

/// `prepare` that leaves out the files that cannot be read: begun anew without each of them, so that nothing of one is left.
/// They are told in `Prepared::broken`, and left in `broken` when none can be read.
///
/// Errors: that of the first when none can be read; those of the machine and of the base.
#[allow(clippy::too_many_arguments, reason = "those of `prepare`, and one to answer in")]
pub fn prepare_readable(
    base: &Path,
    op: OpId,
    files: &[PathBuf],
    names: &Names,
    options: &Options,
    clock: Clock,
    watch: Watch<'_>,
    broken: &mut Vec<Broken>,
) -> Res<Prepared> {
    let mut left = files.to_vec();
    loop {
        let mut at = 0;
        match prepare_at(base, op, &left, names, options, clock, watch, &mut at) {
            Ok(p) => {
                broken.sort_by_key(|b| files.iter().position(|f| *f == b.path));
                return Ok(Prepared { broken: std::mem::take(broken), ..p });
            }
            Err(fault) if is_of_file(fault.code) && at < left.len() => {
                broken.push(Broken::new(left.remove(at), fault));
            }
            Err(fault) => {
                broken.clear();
                return Err(fault);
            }
        }
        if left.is_empty() {
            return Err(broken.first().map_or_else(|| Code::FileMissing.into(), Broken::fault));
        }
    }
}

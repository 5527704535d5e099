//! A list of accounts into the registers: read, its people found, kept as one command. What cannot be placed is refused
//! with its reason and never guessed.

use std::fs::File;
use std::path::Path;

use serde::Serialize;

use crate::base::{Code, EmployeeId, Fault, Res};
use crate::domain::records::{Reason, Refused};
use crate::exchange::files::write_new;
use crate::exchange::read::{Account, Encoding, accounts};
use crate::exchange::refused::refused_csv;
use crate::ops::{self, AccessImport, AccessLine, AccessesImported, Ctx};
use crate::reads::find;
use crate::store::Base;
use crate::texts::Texts;

/// What a list came to.
#[derive(Debug, Serialize)]
pub struct Listed {
    pub rows: u64,
    #[serde(flatten)]
    pub kept: AccessesImported,
    pub refused: u64,
    #[serde(skip)]
    pub headers: Vec<String>,
    #[serde(skip)]
    pub rows_refused: Vec<Refused>,
}

/// Reads `path` and keeps it, for everybody it names or all of it for `one` person.
///
/// Errors: those of reading, and `Denied`.
pub fn import(
    base: &mut Base,
    cx: &Ctx<'_>,
    path: &Path,
    encoding: Option<Encoding>,
    one: Option<EmployeeId>,
) -> Res<Listed> {
    let of_file = |f: Fault| f.with("path", path.display());
    let file = File::open(path).map_err(|e| of_file(e.into()))?;
    let read = accounts(file, encoding, one.is_some()).map_err(of_file)?;
    let mut refused = read.refused;
    let mut lines = Vec::new();
    for a in read.accounts {
        match one.map_or_else(|| person(base, &a), Ok) {
            Ok(employee) => {
                lines.push(AccessLine { employee, system: a.system, login: a.login, shared: a.shared, note: a.note });
            }
            Err(r) => refused.push(r),
        }
    }
    refused.sort_by_key(|r| r.row);
    let rows = (lines.len() + refused.len()) as u64;
    let kept = ops::run(base, cx, &AccessImport { lines })?.out;
    Ok(Listed { rows, kept, refused: refused.len() as u64, headers: read.headers, rows_refused: refused })
}

fn person(base: &Base, a: &Account) -> Result<EmployeeId, Refused> {
    find::employee(base.conn(), &a.employee).map_err(|f| {
        let reason = if f.code == Code::AmbiguousEmployee { Reason::SeveralPeople } else { Reason::NoSuchPerson };
        Refused::new(a.row, "", &a.employee, reason).with_cells(&a.cells)
    })
}

/// The refused rows with their reasons, to be mended and loaded again.
pub fn save_refused(listed: &Listed, path: &Path, texts: &Texts) -> Res<()> {
    write_new(path, &refused_csv(&listed.headers, &listed.rows_refused, texts)?)
}

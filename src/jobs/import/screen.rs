//! The halves of an import as work for a screen: what was read is held by the screen between the report and the keeping,
//! and is gone without a trace when nobody holds it any more.

use std::cell::RefCell;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::glance::{Glance, ROWS};
use super::mapping::{Mapping, Recall};
use super::{Phase, Prepared, Progress, Report, keep, prepare_readable, remembered, report, save_refused};
use crate::base::{Code, Res};
use crate::domain::records::{Refused, Shape};
use crate::exchange::read::{self, Names, Options, Wish};
use crate::jobs::task::{TaskEnv, Told};
use crate::ops::import::Answers;

/// Refused rows a screen lists; all of them are in the saved file.
pub const REFUSED_SHOWN: usize = 500;

/// Read files, shared with whoever shows them.
#[derive(Clone)]
pub struct Held(Arc<Mutex<Prepared>>);

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Held")
    }
}

impl Held {
    fn with<T>(&self, f: impl FnOnce(&Prepared) -> Res<T>) -> Res<T> {
        let p = self.0.lock().map_err(|_| Code::Internal)?;
        f(&p)
    }
}

/// What a screen wants of an import.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// These files; of some headers it was said what they mean.
    Read(Vec<PathBuf>, Vec<(String, Recall)>),
    /// A sheet of a book, or a whole file, that nobody knows, to be said what it holds.
    Sheet(PathBuf, String),
    Report(Held, Answers),
    Keep(Held, Answers),
    /// Refused rows into files, the first one under this name.
    SaveRefused(Held, PathBuf),
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Came {
    Read(Held, Seen),
    /// Nobody knows what this file is: a person says it, and the files are read again.
    Unknown(Box<Mapping>),
    Reported(Report),
    Kept(Report),
    Saved(Vec<PathBuf>),
}

/// What was understood of the files.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    pub shapes: Vec<Shape>,
    pub glances: Vec<Glance>,
    /// What their columns mean, to be changed.
    pub mappings: Vec<Mapping>,
    /// The first [`REFUSED_SHOWN`] by file.
    pub refused: Vec<(usize, Refused)>,
    pub refused_in_all: u64,
}

impl Seen {
    fn of(p: &Prepared, names: &Arc<Names>) -> Res<Seen> {
        let shapes: Vec<Shape> = p.shapes().map(|(_, s)| s.clone()).collect();
        let mut refused = Vec::new();
        for file in 0..shapes.len() {
            let room = REFUSED_SHOWN - refused.len();
            refused.extend(p.refused(file, 0, room)?.into_iter().map(|r| (file, r)));
        }
        let glances = p.glances().to_vec();
        let mappings = shapes.iter().zip(&glances).map(|(s, g)| Mapping::known(s, g, names)).collect();
        Ok(Seen { shapes, glances, mappings, refused, refused_in_all: p.refused_count() })
    }
}

/// Does it. Told rows so far and, while reading, how many there will probably be.
pub fn run(wanted: Wanted, env: &mut TaskEnv<'_>, told: Told<'_>) -> Res<Came> {
    let told = RefCell::new(told);
    let watch = |p: Progress| {
        // Bytes say how far it is; people count rows.
        let total = match p.phase {
            Phase::Reading => (p.rows * p.total).checked_div(p.done).unwrap_or(p.rows),
            Phase::Keeping => p.total,
        };
        (*told.borrow_mut())(p.rows, Some(total))
    };
    Ok(match wanted {
        Wanted::Read(files, said) => {
            let (zone, currency) = (env.clock.zone, env.office.currency);
            let said = said.into_iter().collect();
            let wish = Wish { said, remembered: remembered(env.base)?, ..Wish::default() };
            let options = Options { wish, encoding: None, zone, currency };
            let names = Arc::new(Names::shipped()?);
            let mut broken = Vec::new();
            let (base, op) = (env.base.path(), env.cx.op_id);
            match prepare_readable(base, op, &files, &names, &options, env.clock, &watch, &mut broken) {
                Ok(p) => {
                    let seen = Seen::of(&p, &names)?;
                    Came::Read(Held(Arc::new(Mutex::new(p))), seen)
                }
                Err(fault) => match broken.iter().find(|b| b.can_be_said()) {
                    // No table at all: what was wrong first says more.
                    Some(b) => unknown(&b.path, &b.sheet(), &options, &names).map_err(|_| fault)?,
                    None => return Err(fault),
                },
            }
        }
        Wanted::Sheet(path, sheet) => unknown(&path, &sheet, &Options::default(), &Arc::new(Names::shipped()?))
            .map_err(|f| f.with("path", &sheet))?,
        Wanted::Report(held, answers) => Came::Reported(held.with(|p| report(env.base, &env.cx, p, &answers, &watch))?),
        Wanted::Keep(held, answers) => Came::Kept(held.with(|p| keep(env.base, &env.cx, p, &answers, &watch))?),
        Wanted::SaveRefused(held, path) => Came::Saved(held.with(|p| save_refused(p, &path, env.texts))?),
    })
}

/// The beginning of what nobody knows: the whole file, or the sheet of a book that is named.
fn unknown(path: &Path, sheet: &str, options: &Options, names: &Arc<Names>) -> Res<Came> {
    let found = read::unknown(File::open(path)?, options, ROWS, Some(sheet).filter(|s| !s.is_empty()))?;
    Ok(Came::Unknown(Box::new(Mapping::unknown(path.to_owned(), found, names))))
}

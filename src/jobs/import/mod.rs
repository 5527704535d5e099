//! An import of several files as one: read and staged, reported, kept in one transaction (3 §1).
//!
//! The two halves stand apart for the screen: `prepare` reads, `report` says what keeping would do, `keep` does it.

mod broken;
pub mod glance;
mod log;
pub mod mapping;
mod refused;
pub mod say;
pub mod screen;
mod skipped;
mod stage;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use self::glance::Glance;
use crate::base::{At, Clock, Code, Fault, Res, Seq};
use crate::domain::records::{Refused, Shape};
use crate::domain::{Actor, FileKind, Source};
use crate::exchange::read::{Names, Options, Recall};
use crate::ops::import::{
    Answers, Changed, Counts, ImportFile, KeepImport, LogUserSeen, Merged, OwnerKnown, OwnerSeen, Question,
    SegmentKnown, StageSeen, header_maps, trial,
};
use crate::ops::{self, Ctx};
use crate::store::{Base, OpId, Staging};

/// Where an import stands. Rate and remaining time are the caller's to compute: it has the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub phase: Phase,
    /// Bytes of the files while reading, rows while keeping.
    pub done: u64,
    pub total: u64,
    /// Rows so far.
    pub rows: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Reading,
    Keeping,
}

/// Told of progress every few hundred rows; `false` stops, and nothing is kept.
pub type Watch<'a> = &'a dyn Fn(Progress) -> bool;

/// What was read and staged; dropped, it leaves no trace.
pub struct Prepared {
    staging: Staging,
    files: Vec<ImportFile>,
    glances: Vec<Glance>,
    skipped: Vec<Skipped>,
    broken: Vec<Broken>,
    owners: Vec<OwnerSeen>,
    users: Vec<LogUserSeen>,
    data_at: Option<At>,
    rows: u64,
}

/// One file in the answer: the contract of 8 `import`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileReport {
    pub file: String,
    pub source: Source,
    pub kind: FileKind,
    pub encoding: String,
    /// Empty for an HTML table and for a book.
    pub delimiter: String,
    /// The sheet of a book, else empty.
    pub sheet: String,
    pub header_row: u64,
    pub rows: u64,
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub refused: u64,
    pub questions: u64,
    pub conflicts: u64,
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    pub files: Vec<FileReport>,
    /// Sheets of books that are no file of it.
    pub skipped: Vec<Skipped>,
    /// Files that could not be read and were left out.
    pub broken: Vec<Broken>,
    pub committed: bool,
    /// The entry that kept it: for the undo of a screen.
    #[serde(skip)]
    pub seq: Option<Seq>,
    pub questions: Vec<Question>,
    /// The first records that are changed, and how many more there are.
    pub changes: Vec<Changed>,
    pub changes_more: u64,
    /// For the screen; the JSON contract has the open ones among the questions.
    #[serde(skip)]
    pub stages: Vec<StageSeen>,
    /// Owners' names that an earlier answer told.
    pub owners_known: Vec<OwnerKnown>,
    /// Words for segments that one told.
    pub segments_known: Vec<SegmentKnown>,
    pub employees_created: u64,
    pub owners_derived: u64,
    pub crm_confirmed: u64,
    pub crm_still_leaver: u64,
    pub crm_other: u64,
    /// Objects that came to a leaver after the snapshot of an open case.
    pub late: u64,
    /// Users of the log who are nobody of the office, differences of portfolios, signals raised.
    pub log_unknown: u64,
    /// The first of them, as the log writes them.
    pub log_unknown_names: Vec<String>,
    /// Calls with numbers that are nobody's or several clients'.
    pub calls_unknown: u64,
    pub portfolio: u64,
    pub signals: u64,
}

impl Report {
    /// Something is left to answer: exit status 3.
    pub fn has_questions(&self) -> bool {
        self.files.iter().any(|f| f.questions > 0)
    }

    fn new(p: &Prepared, merged: Merged) -> Report {
        let files: Vec<FileReport> = p.files.iter().zip(merged.files).map(|(f, c)| FileReport::new(f, c)).collect();
        let changed: u64 = files.iter().map(|f| f.changed).sum();
        Report {
            files,
            skipped: p.skipped.clone(),
            broken: p.broken.clone(),
            committed: false,
            seq: None,
            questions: merged.questions,
            changes_more: changed.saturating_sub(merged.changes.len() as u64),
            changes: merged.changes,
            stages: merged.stages,
            owners_known: merged.owners_known,
            segments_known: merged.segments_known,
            employees_created: merged.employees_created,
            owners_derived: merged.owners_derived,
            crm_confirmed: merged.crm_confirmed,
            crm_still_leaver: merged.crm_still_leaver,
            crm_other: merged.crm_other,
            late: merged.late,
            log_unknown: merged.log_unknown,
            log_unknown_names: merged.log_unknown_names,
            calls_unknown: merged.calls_unknown,
            portfolio: merged.portfolio,
            signals: merged.signals,
        }
    }
}

impl FileReport {
    fn new(f: &ImportFile, c: Counts) -> Self {
        FileReport {
            file: f.name.clone(),
            source: f.shape.source,
            kind: f.shape.kind,
            encoding: f.shape.encoding.clone(),
            delimiter: f.shape.delimiter.map(String::from).unwrap_or_default(),
            sheet: f.shape.sheet.clone().unwrap_or_default(),
            header_row: f.shape.header_row,
            rows: f.rows,
            new: c.new,
            changed: c.changed,
            unchanged: c.unchanged,
            refused: f.refused,
            questions: c.questions,
            conflicts: c.conflicts,
        }
    }
}

/// The columns that were mapped by hand in earlier imports: for `Wish::remembered`.
pub fn remembered(base: &Base) -> Res<HashMap<String, Recall>> {
    let mut out = HashMap::new();
    for (digest, map) in header_maps(base.conn())? {
        // What an older version wrote and nobody understands any more is as good as forgotten.
        if let Ok(recall) = serde_json::from_str(&map) {
            out.insert(digest, recall);
        }
    }
    Ok(out)
}

/// Reads all files into a staging file beside the base. `op` names it.
///
/// Errors: those of `exchange::read::open` and of its rows, with the file in `path`; `Interrupted` when `watch` says no.
/// Whatever goes wrong, nothing is left behind.
pub fn prepare(
    base: &Path,
    op: OpId,
    files: &[PathBuf],
    names: &Names,
    options: &Options,
    clock: Clock,
    watch: Watch<'_>,
) -> Res<Prepared> {
    prepare_at(base, op, files, names, options, clock, watch, &mut 0)
}

/// `prepare` that leaves in `at` which of the files it was at when it failed.
#[allow(clippy::too_many_arguments, reason = "those of `prepare`, and one to answer in")]
fn prepare_at(
    base: &Path,
    op: OpId,
    files: &[PathBuf],
    names: &Names,
    options: &Options,
    clock: Clock,
    watch: Watch<'_>,
    at: &mut usize,
) -> Res<Prepared> {
    if files.is_empty() {
        return Err(Code::FileMissing.into());
    }
    let mut bytes = 0;
    for (i, path) in files.iter().enumerate() {
        *at = i;
        bytes += stage::size(path)?;
    }
    let mut stage = stage::Stage::new(Staging::create(base, op)?, bytes);
    for (i, path) in files.iter().enumerate() {
        *at = i;
        let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        stage.file(path, &name, names, options, watch).map_err(|f| named(f, &name))?;
    }
    Ok(stage.finish(clock.now))
}

fn named(fault: Fault, name: &str) -> Fault {
    if fault.arg("path").is_empty() { fault.with("path", name) } else { fault }
}

impl Prepared {
    /// What was understood of each file.
    pub fn shapes(&self) -> impl Iterator<Item = (&str, &Shape)> {
        self.files.iter().map(|f| (f.name.as_str(), &f.shape))
    }

    /// The first rows and the dates of each file, in the order of `shapes`.
    pub fn glances(&self) -> &[Glance] {
        &self.glances
    }

    /// Rows read, the refused among them.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Refused rows of a file (by its place) from row `from` on.
    pub fn refused(&self, file: usize, from: u64, limit: usize) -> Res<Vec<Refused>> {
        self.staging.refused(file, from, limit)
    }

    /// How many rows were refused in all.
    pub fn refused_count(&self) -> u64 {
        self.files.iter().map(|f| f.refused).sum()
    }

    fn command<'a>(
        &'a self,
        cx: &Ctx<'_>,
        answers: &'a Answers,
        watch: &'a dyn Fn(u64, u64) -> bool,
    ) -> KeepImport<'a> {
        let by = match cx.actor {
            Actor::Person(id) => Some(id),
            _ => None,
        };
        KeepImport {
            by,
            files: &self.files,
            owners: &self.owners,
            users: &self.users,
            answers,
            data_at: self.data_at,
            staging: &self.staging,
            watch,
        }
    }
}

/// What keeping would do with these answers; nothing is kept.
pub fn report(base: &mut Base, cx: &Ctx<'_>, p: &Prepared, answers: &Answers, watch: Watch<'_>) -> Res<Report> {
    let watch = beating(base, watch);
    let merged = trial(base, cx, &p.command(cx, answers, &watch))?;
    Ok(Report::new(p, merged))
}

/// Keeps everything in one transaction and one journal entry. Errors: `Interrupted` when `watch` says no.
pub fn keep(base: &mut Base, cx: &Ctx<'_>, p: &Prepared, answers: &Answers, watch: Watch<'_>) -> Res<Report> {
    let watch = beating(base, watch);
    let done = ops::run(base, cx, &p.command(cx, answers, &watch))?;
    Ok(Report { committed: true, seq: done.seq, ..Report::new(p, done.out) })
}

/// The watch of the merge: others who wait at the gate see how far it is.
fn beating<'a>(base: &Base, watch: Watch<'a>) -> impl Fn(u64, u64) -> bool + use<'a> {
    let pulse = base.pulse();
    move |done, total| {
        pulse.percent((done * 100 / total.max(1)).min(100) as u8);
        watch(Progress { phase: Phase::Keeping, done, total, rows: done })
    }
}

pub use broken::{Broken, prepare_readable};
pub use refused::save as save_refused;
pub use skipped::Skipped;

#[cfg(test)]
mod tests;

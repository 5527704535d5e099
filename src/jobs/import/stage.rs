//! From files to staged records: repeated rows of one deal are summed, everything else repeated is refused.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::glance::Glance;
use super::log::Log;
use super::{Phase, Prepared, Progress, Skipped, Watch};
use crate::base::{At, Code, Fault, Res};
use crate::domain::records::{Reason, Record, RecordDeal, Refused, Row, Shape, Skip};
use crate::domain::{FileKind, Source};
use crate::exchange::read::{self, Names, Options, Recall};
use crate::ops::import::{ImportFile, OwnerSeen};
use crate::store::Staging;

/// Calls that are written alike and are told apart.
const ALIKE: usize = 100;
/// Rows between two looks at `watch`.
const STEP: u64 = 256;

/// A staging in the making.
pub struct Stage {
    staging: Staging,
    files: Vec<ImportFile>,
    /// One for each of them.
    glances: Vec<Glance>,
    skipped: Vec<Skipped>,
    owners: HashMap<(String, String), OwnerSeen>,
    log: Log,
    newest: Option<At>,
    rows: u64,
    bytes_before: u64,
    bytes: u64,
}

/// Bytes of a file. Errors: `FileMissing`, `FileNotReadable`.
pub fn size(path: &Path) -> Res<u64> {
    let m =
        std::fs::metadata(path).map_err(|e| <Fault as From<std::io::Error>>::from(e).with("path", path.display()))?;
    if !m.is_file() {
        return Err(Fault::new(Code::FileNotReadable).with("path", path.display()));
    }
    Ok(m.len())
}

impl Stage {
    pub fn new(staging: Staging, bytes: u64) -> Self {
        Self {
            staging,
            files: Vec::new(),
            glances: Vec::new(),
            skipped: Vec::new(),
            owners: HashMap::new(),
            log: Log::default(),
            newest: None,
            rows: 0,
            bytes_before: 0,
            bytes,
        }
    }

    /// Reads one file to its end: of a book every sheet that is understood, each as a file of its own; the others are listed.
    ///
    /// Errors: those of reading; `FileEmpty` when nothing of it has rows. Where a sheet that nobody knows may have some, the
    /// error is the one of a file nobody knows, with the sheet in `sheet`.
    pub fn file(&mut self, path: &Path, name: &str, names: &Names, options: &Options, watch: Watch<'_>) -> Res<()> {
        let mut input = File::open(path)?;
        let sha256 = digest(&mut input)?;
        let mut input = read::open(input, names, options)?;
        let (first, mut bytes) = (self.files.len(), 0);
        let of_book = |sheet: &str, why| Skipped::new(path, name, sheet, why);
        let mut skipped: Vec<Skipped> = input.skipped().iter().map(|(sheet, why)| of_book(sheet, *why)).collect();
        for (part, shape) in input.shapes().into_iter().enumerate() {
            let hows = input.hows(part);
            self.glances.push(Glance { path: path.to_owned(), hows, ..Glance::default() });
            bytes = self.part(name, &sha256, shape, input.rows(part)?, options, watch)?;
            // A sheet that is a form nobody has filled in is no reason to refuse the others.
            if let Some(sheet) = self.files.pop_if(|f| f.rows == 0).and_then(|f| f.shape.sheet) {
                skipped.push(of_book(&sheet, Skip::NoRows));
            }
            self.glances.truncate(self.files.len());
        }
        self.bytes_before += bytes;
        if self.files.len() == first {
            let unknown = skipped.iter().find(|s| s.reason.can_be_said());
            return Err(unknown.map_or(Code::FileEmpty.into(), Skipped::fault));
        }
        self.skipped.append(&mut skipped);
        Ok(())
    }

    /// Gives the bytes of the whole file.
    fn part(
        &mut self,
        name: &str,
        sha256: &str,
        shape: Shape,
        mut table: read::Table<'_, File>,
        options: &Options,
        watch: Watch<'_>,
    ) -> Res<u64> {
        let n = self.files.len();
        // A Bitrix24 export with products repeats the deal once per product (3 §1).
        let sums =
            shape.source == Source::Bitrix24 && shape.columns.iter().any(|(_, f)| f.as_deref() == Some("product"));
        let mapped = mapped(&shape, options)?;
        self.files.push(ImportFile {
            name: name.to_owned(),
            sha256: sha256.to_owned(),
            shape,
            rows: 0,
            refused: 0,
            mapped,
            kinds: Vec::new(),
        });
        while let Some(row) = table.next() {
            let row = row?;
            self.files[n].rows += 1;
            self.rows += 1;
            self.glances[n].note(&row, table.cells());
            match row {
                Row::Record(Record::Event(e)) => {
                    let (user, same) = self.log.event(n, self.files[n].shape.source, &e)?;
                    self.staging.put_event(n, user, same, &e)?;
                }
                Row::Record(record) => {
                    if let Some(refused) = self.record(n, record, sums)? {
                        self.refuse(n, &refused.with_cells(table.cells()))?;
                    }
                }
                Row::Refused(refused) => self.refuse(n, &refused)?,
            }
            if self.rows.is_multiple_of(STEP) {
                let done = self.bytes_before + table.progress().0;
                if !watch(Progress { phase: Phase::Reading, done, total: self.bytes, rows: self.rows }) {
                    return Err(Code::Interrupted.into());
                }
            }
        }
        Ok(table.progress().1)
    }

    /// Stages a record, or gives the reason why not.
    fn record(&mut self, file: usize, record: Record, sums: bool) -> Res<Option<Refused>> {
        let source = self.files[file].shape.source;
        let kind = record.kind();
        if !self.files[file].kinds.contains(&kind) {
            self.files[file].kinds.push(kind);
        }
        let body = json(&record)?;
        if kind == FileKind::Calls {
            return self.call(file, source, record, &body);
        }
        if self.staging.put(file, kind, source, record.ext_id(), &body)? {
            self.note(file, &record);
            return Ok(None);
        }
        let Some(known) = self.staging.get(kind, source, record.ext_id())? else { return Ok(None) };
        if let Record::Deal(more) = &record
            && sums
            && known.file == file
        {
            let Record::Deal(mut deal) = parse(&known.body)? else { return Ok(None) };
            if add(&mut deal, more) {
                self.staging.replace(known.id, &json(&Record::Deal(deal))?)?;
                return Ok(None);
            }
        }
        let column = self.files[file].shape.columns.iter().find(|(_, f)| f.as_deref() == Some("ext_id"));
        let column = column.map_or("", |(name, _)| name).to_owned();
        Ok(Some(Refused::new(record.row(), &column, record.ext_id(), Reason::DuplicateId)))
    }

    /// Calls of one minute may be written alike: as many as are written are kept, and the same ones of another export are
    /// the same.
    fn call(&mut self, file: usize, source: Source, record: Record, body: &str) -> Res<Option<Refused>> {
        self.note(file, &record);
        if self.staging.put(file, FileKind::Calls, source, record.ext_id(), body)? {
            return Ok(None);
        }
        let Record::Call(mut call) = record else { return Ok(None) };
        let same = call.ext_id.clone();
        for n in 2..=ALIKE {
            call.ext_id = format!("{same} #{n}");
            let body = json(&Record::Call(call.clone()))?;
            if self.staging.put(file, FileKind::Calls, source, &call.ext_id, &body)? {
                return Ok(None);
            }
        }
        Ok(Some(Refused::new(call.row, "", &same, Reason::DuplicateId)))
    }

    fn refuse(&mut self, file: usize, refused: &Refused) -> Res<()> {
        self.files[file].refused += 1;
        self.staging.refuse(file, refused)
    }

    /// Remembers what the whole import has to know of a record.
    fn note(&mut self, file: usize, record: &Record) {
        let nobody = String::new();
        let dates = match record {
            Record::Deal(d) => [d.modified, d.created, d.closed],
            Record::Client(c) => [c.modified, c.created, None],
            Record::Contact(c) => [c.modified, c.created, None],
            Record::Task(t) => [t.modified, t.created, t.closed],
            Record::Lead(l) => [l.modified, l.created, None],
            // Calls go on by themselves and say nothing of how fresh deals are.
            _ => [None; 3],
        };
        self.newest = self.newest.max(dates.into_iter().flatten().max());
        match record {
            Record::Deal(d) => self.owner(file, &d.owner, &d.owner_email),
            Record::Client(c) => self.owner(file, &c.owner, &c.owner_email),
            Record::Contact(c) => self.owner(file, &c.owner, &c.owner_email),
            Record::Lead(l) => self.owner(file, &l.owner, &l.owner_email),
            Record::Task(t) => {
                self.owner(file, &t.owner, &nobody);
                self.owner(file, &t.author, &nobody);
            }
            // An extension («101») is nobody's name.
            Record::Call(c) if c.employee.chars().any(char::is_alphabetic) => self.owner(file, &c.employee, &nobody),
            _ => {}
        }
    }

    fn owner(&mut self, file: usize, name: &str, email: &str) {
        if !name.is_empty() || !email.is_empty() {
            self.owners
                .entry((name.to_owned(), email.to_owned()))
                .or_insert_with(|| OwnerSeen { file, written: name.to_owned(), email: email.to_owned(), objects: 0 })
                .objects += 1;
        }
    }

    pub fn finish(self, now: At) -> Prepared {
        let mut owners: Vec<OwnerSeen> = self.owners.into_values().collect();
        owners.sort_by(|a, b| (a.file, &a.written, &a.email).cmp(&(b.file, &b.written, &b.email)));
        Prepared {
            staging: self.staging,
            files: self.files,
            glances: self.glances,
            skipped: self.skipped,
            broken: Vec::new(),
            owners,
            // A log says nothing of how fresh deals are; alone it tells its own last day.
            data_at: self.newest.or(self.log.newest).map(|at| at.min(now)),
            users: self.log.users,
            rows: self.rows,
        }
    }
}

/// One more product row of the same deal: its sum and its product. `false` when the sum does not fit a number.
fn add(deal: &mut RecordDeal, more: &RecordDeal) -> bool {
    if more.currency != deal.currency {
        return false;
    }
    deal.amount = match (deal.amount, more.amount) {
        (Some(a), Some(b)) => match a.checked_add(b) {
            Some(sum) => Some(sum),
            None => return false,
        },
        (a, b) => a.or(b),
    };
    for p in &more.products {
        if !deal.products.contains(p) {
            deal.products.push(p.clone());
        }
    }
    true
}

/// What a person said of these headers, to be remembered.
fn mapped(shape: &Shape, options: &Options) -> Res<Option<(String, String)>> {
    let w = &options.wish;
    let recall = match w.said.get(&shape.headers_digest) {
        _ if !w.map.is_empty() => Recall { kind: w.kind, source: w.source, map: w.map.clone(), plain: Vec::new() },
        Some(said) => said.clone(),
        None => return Ok(None),
    };
    let text = serde_json::to_string(&recall).map_err(|e| Fault::from(Code::Internal, e))?;
    Ok(Some((shape.headers_digest.clone(), text)))
}

fn json(record: &Record) -> Res<String> {
    serde_json::to_string(record).map_err(|e| Fault::from(Code::Internal, e))
}

fn parse(body: &str) -> Res<Record> {
    serde_json::from_str(body).map_err(|e| Fault::from(Code::Internal, e))
}

fn digest(input: &mut File) -> Res<String> {
    let mut hash = Sha256::new();
    let mut buf = vec![0; 64 * 1024];
    loop {
        let n = input.read(&mut buf)?;
        if n == 0 {
            break;
        }
        hash.update(&buf[..n]);
    }
    input.seek(SeekFrom::Start(0))?;
    Ok(hash.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

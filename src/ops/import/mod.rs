//! Keeping an import: staged records are matched with the base and merged in one transaction, as one journal entry
//! (3 §1). Run and rolled back it is the report that a person reads before keeping.

mod answers;
mod calls;
mod cards;
mod changes;
mod clients;
mod contacts;
mod crm;
mod deals;
mod derive;
mod employees;
mod fields;
mod leads;
mod log;
mod memory;
mod people;
mod portfolio;
mod questions;
mod stages;
mod tasks;
mod upsert;

use std::cell::RefCell;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::guard::check;
use super::{About, Asks, Command, Ctx, letters_draft, signals};
use crate::base::{At, CaseId, ClientId, Code, ContactId, EmployeeId, Fault, ImportId, Ref, Res, Zone};
use crate::domain::records::{Record, Shape};
use crate::domain::rights::{Part, Right};
use crate::domain::{FileKind, Segment, Source, StageKind};
use crate::store::{Base, Connection, Staging, Stamp, Tx, params};

pub use answers::{
    Alike, Answers, ClientAnswer, ConflictAlike, ConflictAnswer, LinkAlike, LinkAnswer, OwnerAnswer, Same,
    SegmentAnswer, StageAnswer, Take,
};
pub use changes::{Changed, FieldChanged};
pub use fields::{KINDS as COMPARED_KINDS, compared};
pub use log::LogUserSeen;
use people::People;
use questions::Questions;

/// A file of the import as the entry remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFile {
    /// Without its folder.
    pub name: String,
    pub sha256: String,
    pub shape: Shape,
    pub rows: u64,
    pub refused: u64,
    /// The columns a person mapped: the digest of the headers and what was said, as JSON.
    #[serde(skip)]
    pub mapped: Option<(String, String)>,
    /// What its rows are: a file of contacts may bring clients too.
    #[serde(skip)]
    pub kinds: Vec<FileKind>,
}

impl ImportFile {
    /// The file has a column that feeds this field; what it does not tell is left as it stands.
    pub(super) fn tells(&self, field: &str) -> bool {
        self.shape.columns.iter().any(|(_, f)| f.as_deref() == Some(field))
    }
}

/// An owner as the files write the name: once for all its objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerSeen {
    /// The first file that names the person.
    pub file: usize,
    pub written: String,
    pub email: String,
    pub objects: u64,
}

/// A name that is nobody's of the base, and whom it was said to mean before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerKnown {
    pub file: usize,
    pub written: String,
    pub objects: u64,
    pub employee: EmployeeId,
    pub name: String,
}

/// A word for the segment of clients that nobody here knows, and what it was said to mean before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentKnown {
    pub file: usize,
    pub source: Source,
    pub written: String,
    pub objects: u64,
    /// `None`: it is no segment.
    pub segment: Option<Segment>,
}

/// A stage of the CRM that deals of the import stand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageSeen {
    pub source: Source,
    pub pipeline: String,
    pub stage: String,
    pub kind: StageKind,
    /// Its words are known, or a person has decided.
    pub settled: bool,
    pub objects: u64,
}

/// Somebody or something of the base that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub object: Ref,
    pub name: String,
    /// What tells it from others of the name: ИНН, region, owner; a mail.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
}

/// What the program cannot know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Question {
    /// Nobody or several are called so.
    Owner { file: usize, written: String, objects: u64, candidates: Vec<Candidate> },
    /// No known word is in the stage's name; it is taken for an open one.
    Stage { file: usize, source: Source, pipeline: String, stage: String, objects: u64 },
    /// A word for the segment of clients that says nothing here; they stay ordinary ones.
    Segment { file: usize, source: Source, written: String, objects: u64 },
    /// A client that is probably there already; it comes in as new. `one`: the only candidate, which nothing contradicts.
    Duplicate {
        file: usize,
        source: Source,
        ext_id: String,
        name: String,
        candidates: Vec<Candidate>,
        #[serde(skip)]
        one: Option<ClientId>,
    },
    /// A task names a deal, and several are called so; it comes in without one.
    Link { file: usize, source: Source, ext_id: String, name: String, written: String, candidates: Vec<Candidate> },
    /// Both the CRM and the base changed a field since the last import; the base's value stays unless a person says
    /// otherwise. `was` is what both began from: the value frozen with the snapshot of the open `case` the object stands in,
    /// where the snapshot has it, else what the CRM said last. `held`: the case has decided it, and an import does not.
    Conflict {
        file: usize,
        object: Ref,
        name: String,
        field: String,
        ours: String,
        theirs: String,
        #[serde(default)]
        was: String,
        #[serde(default)]
        case: Option<CaseId>,
        #[serde(default)]
        held: bool,
    },
}

/// Objects of one file. Rows repeated for one deal are one object.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub questions: u64,
    pub conflicts: u64,
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    pub import: ImportId,
    pub files: Vec<Counts>,
    /// The first [`questions::SHOWN`] of them.
    pub questions: Vec<Question>,
    /// Stages of this import with the kind each has now.
    #[serde(default)]
    pub stages: Vec<StageSeen>,
    /// The first [`changes::SHOWN`] records that were there and are another now, with their fields.
    #[serde(default)]
    pub changes: Vec<Changed>,
    /// Owners' names whose answer was given in an earlier import.
    #[serde(default)]
    pub owners_known: Vec<OwnerKnown>,
    /// The same of words for segments.
    #[serde(default)]
    pub segments_known: Vec<SegmentKnown>,
    /// People made from owners' names.
    pub employees_created: u64,
    /// Clients whose owner was derived from their deals.
    pub owners_derived: u64,
    /// Lines of open cases that the CRM now confirms, and those it still shows on the leaver.
    pub crm_confirmed: u64,
    pub crm_still_leaver: u64,
    /// Those it shows on a third person.
    #[serde(default)]
    pub crm_other: u64,
    /// Objects that came to a leaver after the snapshot.
    pub late: u64,
    /// Users of the log who are nobody of the office.
    #[serde(default)]
    pub log_unknown: u64,
    /// The first of them, as the log writes them.
    #[serde(default)]
    pub log_unknown_names: Vec<String>,
    /// Calls with numbers that are nobody's or several clients'.
    #[serde(default)]
    pub calls_unknown: u64,
    /// Differences of portfolios to the import before, and signals raised.
    #[serde(default)]
    pub portfolio: u64,
    #[serde(default)]
    pub signals: u64,
}

/// Told of rows done and rows in all; `false` stops the import, and nothing is kept.
pub type Watch<'a> = &'a dyn Fn(u64, u64) -> bool;

/// Keeps what is staged.
#[derive(Serialize)]
pub struct KeepImport<'a> {
    pub files: &'a [ImportFile],
    pub owners: &'a [OwnerSeen],
    /// In the order in which staged events name them.
    #[serde(skip)]
    pub users: &'a [LogUserSeen],
    pub answers: &'a Answers,
    /// How fresh the data says it is.
    pub data_at: Option<At>,
    /// Who brings it, when it is a person of the office.
    #[serde(skip)]
    pub by: Option<EmployeeId>,
    #[serde(skip)]
    pub staging: &'a Staging,
    #[serde(skip)]
    pub watch: Watch<'a>,
}

/// What every part of the merge works with.
struct Merge<'a> {
    files: &'a [ImportFile],
    staging: &'a Staging,
    answers: &'a Answers,
    at: At,
    people: People,
    stages: stages::Stages,
    crm: crm::Pending,
    /// Clients that deals of this import have named lately.
    named: HashMap<(Source, String), Option<ClientId>>,
    /// The contact that was found or made last.
    met: Option<(contacts::Named, Option<ContactId>)>,
    /// People with cards of their own are in the base.
    cards: bool,
    lead_numbers: calls::LeadNumbers,
    zone: Zone,
    /// When a working day ends, in minutes: the time of a term that is a day only.
    day_end: u16,
    questions: Questions,
    memory: memory::Memory,
    /// Words for segments that nobody knows: their question, and how many clients it is about.
    segments: Vec<Question>,
    changed: changes::Changes,
    counts: Vec<Counts>,
    done: Merged,
}

const PAGE: usize = 500;
/// The order in which records are merged, whatever the order of the files: what is named comes before what names it.
/// People without a company are looked at twice: the deals may say whose contacts they are.
const ORDER: [(FileKind, Look); 9] = [
    (FileKind::Employees, Look::First),
    (FileKind::Clients, Look::First),
    (FileKind::Contacts, Look::First),
    (FileKind::Deals, Look::First),
    (FileKind::Contacts, Look::Second),
    (FileKind::Leads, Look::First),
    (FileKind::Tasks, Look::First),
    (FileKind::Calls, Look::First),
    (FileKind::Products, Look::First),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    First,
    Second,
}

impl Command for KeepImport<'_> {
    type Out = Merged;
    const WORD: &'static str = "import";

    fn asks(&self) -> Vec<Asks> {
        // A file of a CRM does not keep to departments; the right is asked for the department of whoever brings it.
        let ask = Asks::new(Right::Import, self.by.map_or(About::Office, About::Person));
        let only_log = self.files.iter().all(|f| f.shape.kind == FileKind::Log);
        vec![Asks { part: only_log.then_some(Part::ActivityLog), ..ask }]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Merged> {
        let import =
            ImportId(tx.count("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'import'", [])?);
        let mut m = Merge {
            files: self.files,
            staging: self.staging,
            answers: self.answers,
            at: cx.clock.now,
            people: People::load(tx)?,
            stages: stages::Stages::load(tx)?,
            crm: crm::Pending::load(tx)?,
            named: HashMap::new(),
            met: None,
            cards: tx.count("SELECT EXISTS (SELECT 1 FROM ext_ref WHERE kind = 'contact')", [])? > 0,
            lead_numbers: calls::LeadNumbers::default(),
            zone: cx.clock.zone,
            day_end: cx.office.day_end,
            questions: Questions::default(),
            memory: memory::Memory::load(tx)?,
            segments: Vec::new(),
            changed: changes::Changes::default(),
            counts: vec![Counts::default(); self.files.len()],
            done: Merged {
                import,
                files: Vec::new(),
                questions: Vec::new(),
                stages: Vec::new(),
                changes: Vec::new(),
                owners_known: Vec::new(),
                segments_known: Vec::new(),
                employees_created: 0,
                owners_derived: 0,
                crm_confirmed: 0,
                crm_still_leaver: 0,
                crm_other: 0,
                late: 0,
                log_unknown: 0,
                log_unknown_names: Vec::new(),
                calls_unknown: 0,
                portfolio: 0,
                signals: 0,
            },
        };
        let points_after = last_point(tx)?;
        let total = self.staging.count()?;
        let mut n = 0;
        for (kind, look) in ORDER {
            if kind == FileKind::Clients {
                m.owners(tx, self.owners)?;
            }
            let mut after = 0;
            loop {
                let page = self.staging.page(kind, after, PAGE)?;
                let Some(last) = page.last() else { break };
                after = last.id;
                for staged in &page {
                    let record: Record =
                        serde_json::from_str(&staged.body).map_err(|e| Fault::from(Code::Internal, e))?;
                    m.record(tx, staged.file, record, look)?;
                }
                n += if look == Look::First { page.len() as u64 } else { 0 };
                if !(self.watch)(n, total) {
                    return Err(Code::Interrupted.into());
                }
            }
        }
        m.log(tx, self, &|events| (self.watch)(n + events, total))?;
        m.done.owners_derived = derive::owners(tx, cx.office.currency)? + derive::from_contacts(tx)?;
        m.called(tx)?;
        m.crm_through_deals(tx)?;
        m.cases(tx, cx)?;
        m.gone_missing(tx, self)?;
        letters_draft::clarify_changed(tx, cx)?;
        m.done.signals = signals::recompute(tx, cx)?;
        m.finish(tx, self, points_after)
    }
}

impl Merge<'_> {
    fn record(&mut self, tx: &mut Tx<'_>, file: usize, record: Record, look: Look) -> Res<()> {
        match record {
            Record::Deal(r) => self.deal(tx, file, &r),
            Record::Client(r) => self.client(tx, file, &r),
            Record::Employee(r) => self.employee(tx, file, &r),
            Record::Contact(r) if look == Look::First => self.person(tx, file, &r),
            Record::Contact(r) if r.company.is_empty() => self.alone(tx, file, &r),
            Record::Contact(_) => Ok(()),
            Record::Lead(r) => self.lead(tx, file, &r),
            Record::Task(r) => self.task(tx, file, &r),
            Record::Call(r) => self.call(tx, file, &r),
            // Events are staged apart.
            Record::Event(_) => Ok(()),
            Record::Product(_) => {
                self.counts[file].unchanged += 1;
                Ok(())
            }
        }
    }

    /// Writes the import's own row and its open questions.
    fn finish(mut self, tx: &mut Tx<'_>, keep: &KeepImport<'_>, points_after: i64) -> Res<Merged> {
        for q in std::mem::take(&mut self.segments) {
            self.questions.add(&mut self.counts, q);
        }
        for q in self.stages.questions() {
            self.questions.add(&mut self.counts, q);
        }
        self.done.changes = self.changed.told(tx, self.zone)?;
        self.done.files = self.counts;
        let mut words: Vec<&str> = self.files.iter().map(|f| f.shape.source.word()).collect();
        words.dedup();
        let all = self.files.iter().flat_map(|f| f.kinds.iter().chain([&f.shape.kind]));
        let mut kinds: Vec<&str> = all.map(|k| k.word()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let files: Vec<serde_json::Value> = self
            .files
            .iter()
            .zip(&self.done.files)
            .map(|(f, c)| {
                serde_json::json!({
                    "name": f.name, "sha256": f.sha256, "source": f.shape.source, "kind": f.shape.kind,
                    "encoding": f.shape.encoding, "rows": f.rows, "refused": f.refused, "new": c.new,
                    "changed": c.changed, "unchanged": c.unchanged, "questions": c.questions,
                })
            })
            .collect();
        tx.exec(
            "INSERT INTO import (id, seq, at, data_at, source, files, kinds, points_after, points_last) \
             VALUES (?,?,?,?,?,?,?,?,?)",
            params![
                self.done.import,
                tx.seq(),
                self.at,
                keep.data_at,
                words.join(","),
                serde_json::Value::from(files).to_string(),
                kinds.join(","),
                points_after,
                last_point(tx)?
            ],
        )?;
        for (digest, map) in self.files.iter().filter_map(|f| f.mapped.as_ref()) {
            tx.exec("INSERT OR REPLACE INTO header_map (headers_digest, map) VALUES (?,?)", params![digest, map])?;
        }
        self.questions.keep(tx, self.done.import)?;
        self.memory.keep(tx, self.done.import)?;
        self.done.questions = self.questions.shown();
        self.done.stages = self.stages.seen();
        Ok(self.done)
    }
}

/// The number of the last phone or mail that ever was.
fn last_point(tx: &Tx<'_>) -> Res<i64> {
    tx.count("SELECT seq FROM sqlite_sequence WHERE name = 'point'", [])
}

/// The columns people mapped by hand: digest of the headers, and what was said as JSON.
pub fn header_maps(conn: &Connection) -> Res<Vec<(String, String)>> {
    let mut st = conn.prepare_cached("SELECT headers_digest, map FROM header_map")?;
    let rows = st.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What keeping would do: the merge is run and rolled back.
pub fn trial(base: &mut Base, cx: &Ctx<'_>, keep: &KeepImport<'_>) -> Res<Merged> {
    let out = RefCell::new(None);
    let actor = cx.actor.to_string();
    let stamp =
        Stamp { op_id: cx.op_id, actor: &actor, at: cx.clock.now, word: "import-report", object: String::new() };
    let ended = base.command(&stamp, |tx| -> Res<((), String)> {
        check(tx, cx, &keep.asks())?;
        *out.borrow_mut() = Some(keep.run(tx, cx)?);
        // The way out of a command that must leave nothing behind.
        Err(Code::Interrupted.into())
    });
    match (out.into_inner(), ended) {
        (Some(merged), _) => Ok(merged),
        (None, Err(fault)) => Err(fault),
        (None, Ok(_)) => Err(Code::Internal.into()),
    }
}

//! Verification of the journal (6 §2, R12): every entry hashes to what it says, links to the one before, and its
//! inverses and payload are those it was written with. A cut tail is seen by the counter, a full rewrite by a
//! checkpoint that is kept elsewhere.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row};

use super::journal::{Entry, Hash, OpId, entry_hash, payload_digest, rows_digest};
use crate::base::{At, Code, Fault, Res, Seq};

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Break {
    /// Its own fields do not give its hash.
    Hash,
    /// It does not follow the entry before it, or entries between are gone.
    Link,
    /// Its inverses are not those it was written with.
    Rows,
    /// Its payload is not the one it was written with, or is gone without an erasing operation.
    Payload,
    /// Its mark of being undone does not agree with the entry that undid it.
    Undone,
    /// Entries after it are gone: the counter or a checkpoint knows of them.
    Cut,
    /// A checkpoint knows another hash for this number: the journal was written anew.
    Checkpoint,
    /// Inverses or payloads that belong to no entry.
    Stray,
}

/// The outcome of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub entries: u64,
    pub head: Option<Mark>,
    /// Everything found, by number; at most `LISTED`.
    pub broken: Vec<(Seq, Break)>,
    /// Entries whose payload was erased on purpose, and by which operation: «стёрто операцией N». Not a fault.
    pub erased: Vec<(Seq, Seq)>,
}

/// More faults than this are one fact, not many.
const LISTED: usize = 1_000;

impl Verified {
    pub fn is_ok(&self) -> bool {
        self.broken.is_empty()
    }

    pub fn first_broken(&self) -> Option<Seq> {
        self.broken.iter().map(|(s, _)| *s).min()
    }

    fn note(&mut self, seq: Seq, what: Break) {
        if self.broken.len() < LISTED && !self.broken.contains(&(seq, what)) {
            self.broken.push((seq, what));
        }
    }
}

/// A place in the chain: what a checkpoint keeps, and what an act prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub seq: Seq,
    pub hash: Hash,
}

impl Mark {
    /// `42:9f86d0…`, as checkpoints and acts write it.
    pub fn text(&self) -> String {
        let hex: String = self.hash.iter().map(|b| format!("{b:02x}")).collect();
        format!("{}:{hex}", self.seq.0)
    }

    pub fn parse(s: &str) -> Option<Mark> {
        let (seq, hex) = s.trim().split_once(':')?;
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        let mut hash = [0u8; 32];
        for (i, b) in hash.iter_mut().enumerate() {
            *b = u8::from_str_radix(hex.get(i * 2..i * 2 + 2)?, 16).ok()?;
        }
        Some(Mark { seq: Seq(seq.parse().ok()?), hash })
    }
}

struct Stored {
    seq: Seq,
    op_id: [u8; 16],
    actor: String,
    at: At,
    kind: String,
    object: String,
    case_id: Option<i64>,
    undoes: Option<Seq>,
    undone_by: Option<Seq>,
    n_rows: i64,
    payload_digest: Vec<u8>,
    rows_digest: Vec<u8>,
    prev_hash: Vec<u8>,
    hash: Vec<u8>,
    salt: Option<Vec<u8>>,
    payload: Option<String>,
    erased_by: Option<Seq>,
}

const READ: &str = "SELECT j.seq, j.op_id, j.actor, j.at, j.kind, j.object, j.case_id, j.undoes, j.undone_by, j.n_rows, \
    j.payload_digest, j.rows_digest, j.prev_hash, j.hash, p.salt, p.payload, p.erased_by \
    FROM journal j LEFT JOIN journal_payload p ON p.seq = j.seq ORDER BY j.seq";

fn stored(r: &Row<'_>) -> rusqlite::Result<Stored> {
    // An op_id of another length cannot come from us; zeros make its hash fail.
    let op_id = r.get::<_, Vec<u8>>(1)?.try_into().unwrap_or_default();
    Ok(Stored {
        seq: r.get(0)?,
        op_id,
        actor: r.get(2)?,
        at: r.get(3)?,
        kind: r.get(4)?,
        object: r.get(5)?,
        case_id: r.get(6)?,
        undoes: r.get(7)?,
        undone_by: r.get(8)?,
        n_rows: r.get(9)?,
        payload_digest: r.get(10)?,
        rows_digest: r.get(11)?,
        prev_hash: r.get(12)?,
        hash: r.get(13)?,
        salt: r.get(14)?,
        payload: r.get(15)?,
        erased_by: r.get(16)?,
    })
}

/// Reads the whole journal once, entry by entry; run it on one state of the base (`Reader::view`). `marks` are
/// checkpoints kept elsewhere.
pub fn verify(c: &Connection, marks: &[Mark]) -> Res<Verified> {
    let mut v = Verified { entries: 0, head: None, broken: Vec::new(), erased: Vec::new() };
    let (mut rows_said, mut payloads) = (0i64, 0i64);
    let mut prev: Hash = [0; 32];
    let mut last = Seq(0);
    let mut st = c.prepare(READ)?;
    let mut found = st.query([])?;
    while let Some(r) = found.next()? {
        let e = stored(r)?;
        if e.seq.0 != last.0 + 1 || e.prev_hash != prev {
            v.note(e.seq, Break::Link);
        }
        let computed = hash_of(&e);
        if computed.as_slice() != e.hash {
            v.note(e.seq, Break::Hash);
        }
        let (digest, n) = rows_digest(c, e.seq)?;
        if digest.as_slice() != e.rows_digest || n != e.n_rows {
            v.note(e.seq, Break::Rows);
        }
        check_payload(c, &e, &mut v)?;
        check_undone(c, &e, &mut v)?;
        for m in marks.iter().filter(|m| m.seq == e.seq && m.hash != computed) {
            v.note(m.seq, Break::Checkpoint);
        }
        v.entries += 1;
        rows_said += n;
        payloads += i64::from(e.salt.is_some());
        prev = e.hash.try_into().unwrap_or([0; 32]);
        last = e.seq;
        v.head = Some(Mark { seq: last, hash: prev });
    }
    let counter: Option<Seq> =
        c.query_row("SELECT seq FROM sqlite_sequence WHERE name = 'journal'", [], |r| r.get(0)).optional()?;
    let known = marks.iter().map(|m| m.seq).chain(counter).max().unwrap_or(last);
    if known > last {
        v.note(last, Break::Cut);
    }
    let count = |sql: &str| -> Res<i64> { Ok(c.query_row(sql, [], |r| r.get(0))?) };
    if count("SELECT count(*) FROM op_row")? != rows_said || count("SELECT count(*) FROM journal_payload")? != payloads
    {
        v.note(last, Break::Stray);
    }
    Ok(v)
}

fn hash_of(e: &Stored) -> Hash {
    let entry = Entry {
        seq: e.seq,
        op_id: OpId(e.op_id),
        actor: &e.actor,
        at: e.at,
        kind: &e.kind,
        object: &e.object,
        case_id: e.case_id.map(crate::base::CaseId),
        undoes: e.undoes,
        n_rows: e.n_rows,
    };
    entry_hash(&entry, &e.payload_digest, &e.rows_digest, &e.prev_hash)
}

fn check_payload(c: &Connection, e: &Stored, v: &mut Verified) -> Res<()> {
    let ok = match (&e.salt, &e.payload, e.erased_by) {
        (Some(salt), Some(payload), None) => payload_digest(salt, payload).as_slice() == e.payload_digest,
        (Some(_), None, Some(by)) => {
            v.erased.push((e.seq, by));
            exists(c, "SELECT 1 FROM journal WHERE seq = ?1 AND seq > ?2", by, e.seq)?
        }
        _ => false,
    };
    if !ok {
        v.note(e.seq, Break::Payload);
    }
    Ok(())
}

/// `undone_by` is the one field that is not hashed; the entry that undid is, and says so itself.
fn check_undone(c: &Connection, e: &Stored, v: &mut Verified) -> Res<()> {
    if let Some(by) = e.undone_by
        && !exists(c, "SELECT 1 FROM journal WHERE seq = ?1 AND undoes = ?2", by, e.seq)?
    {
        v.note(e.seq, Break::Undone);
    }
    if let Some(of) = e.undoes
        && !exists(c, "SELECT 1 FROM journal WHERE seq = ?1 AND undone_by = ?2", of, e.seq)?
    {
        v.note(e.seq, Break::Undone);
    }
    Ok(())
}

fn exists(c: &Connection, sql: &str, a: Seq, b: Seq) -> Res<bool> {
    Ok(c.prepare_cached(sql)?.exists([a, b])?)
}

/// Reads a checkpoint file: one mark a line. Errors: `FileMissing`, `FileBroken` with `row`.
pub fn read_checkpoint(path: &Path) -> Res<Vec<Mark>> {
    let text = fs::read_to_string(path).map_err(|e| Fault { args: named(path), ..Fault::from(file_code(&e), e) })?;
    let mut marks = Vec::new();
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let mark = Mark::parse(line);
        marks.push(mark.ok_or_else(|| Fault { args: named(path), ..Fault::new(Code::FileBroken) }.with("row", i + 1))?);
    }
    Ok(marks)
}

/// Adds the head to a checkpoint file, made when it is missing. The file belongs on another disk than the base: who can
/// rewrite both can rewrite the past.
pub fn add_checkpoint(path: &Path, head: Mark) -> Res<()> {
    let failed = |e: std::io::Error| Fault { args: named(path), ..Fault::from(file_code(&e), e) };
    let mut f = OpenOptions::new().append(true).create(true).mode(0o600).open(path).map_err(failed)?;
    writeln!(f, "{}", head.text()).and_then(|()| f.sync_all()).map_err(failed)
}

fn named(path: &Path) -> Vec<(&'static str, String)> {
    vec![("path", path.display().to_string())]
}

fn file_code(e: &std::io::Error) -> Code {
    match e.kind() {
        std::io::ErrorKind::NotFound => Code::FileMissing,
        std::io::ErrorKind::StorageFull => Code::DiskFull,
        _ => Code::FileNotReadable,
    }
}

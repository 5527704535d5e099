//! Entries of the journal, newest first.

use serde::{Deserialize, Serialize};

use super::about::name_of;
use super::ask::Asker;
use super::conditions::Where;
use super::keyset::Keyset;
use super::window::{Page, Window};
use super::{Scope, q};
use crate::base::{At, CaseId, Kind, Res, Seq, fold, swap_layout};
use crate::store::{Connection, Row, SqlError, params};

/// Which entries; empty means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JournalFilter {
    pub case: Option<CaseId>,
    /// The command's word.
    pub kind: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    pub seq: Seq,
    pub at: At,
    /// `employee:7`, `owner`, `system:due`, as the journal keeps it.
    pub actor: String,
    /// The name of an employee who acted; empty otherwise.
    pub name: String,
    pub kind: String,
    pub object: String,
    pub case: Option<CaseId>,
    pub rows: u64,
    pub undone_by: Option<Seq>,
    pub undoes: Option<Seq>,
    /// Done without a second person, by the receiver's surname typed again.
    pub alone: bool,
    pub taken: Option<Taken>,
    /// An import of an earlier version: what it added beside rows that were there before has no trace, and stays.
    pub traceless: bool,
}

/// What an export took out of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub what: String,
    pub rows: u64,
    pub file: String,
}

/// The command of an export, as JSON.
const TAKEN: &str = "CASE WHEN j.kind = 'exported' THEN (SELECT json_extract(p.payload, '$.command') FROM journal_payload p \
    WHERE p.seq = j.seq) END";

fn taken(r: &Row<'_>, i: usize) -> Result<Option<Taken>, SqlError> {
    let text: Option<String> = r.get(i)?;
    Ok(text.and_then(|t| serde_json::from_str(&t).ok()))
}

/// As [`EntryRow::traceless`]. The first import of all added nothing to what was there.
pub const TRACELESS: &str = "j.kind = 'import' AND EXISTS (SELECT 1 FROM import i WHERE i.seq = j.seq AND i.points_after IS NULL) \
    AND EXISTS (SELECT 1 FROM import i WHERE i.seq < j.seq)";

/// Asked of the commands that know it only: other payloads may be long.
const ALONE: &str = "CASE WHEN j.kind IN ('owner-change', 'orphans-give', 'exported') THEN EXISTS (SELECT 1 FROM journal_payload p \
    WHERE p.seq = j.seq AND json_extract(p.payload, '$.command.alone') IS NOT NULL) ELSE 0 END";

/// `?1` and `?2`: a department or a person whose entries alone are seen.
const WHERE: &str = "(?1 IS NULL OR EXISTS (SELECT 1 FROM employee s WHERE s.department_id = ?1 AND j.actor = 'employee:' || s.id)) \
    AND (?2 IS NULL OR j.actor = 'employee:' || ?2) AND (?3 IS NULL OR j.case_id = ?3) AND (?4 IS NULL OR j.kind = ?4)";

/// What is prepared in hiding is read nowhere before it has begun. Of every list of entries, whoever asks.
pub const KNOWN: &str = "NOT EXISTS (SELECT 1 FROM handover_case p WHERE p.id = j.case_id AND p.hidden = 1)";

fn reach(scope: &Scope) -> Option<(Option<i64>, Option<i64>)> {
    match scope {
        Scope::All => Some((None, None)),
        Scope::Department(d) => Some((Some(d.0), None)),
        Scope::Own(e) => Some((None, Some(e.0))),
        Scope::Nothing => None,
    }
}

/// At most `limit` entries older than `before`, newest first.
pub fn entries(
    c: &Connection,
    scope: &Scope,
    filter: &JournalFilter,
    before: Option<Seq>,
    limit: u32,
) -> Res<Vec<EntryRow>> {
    let Some((department, person)) = reach(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT j.seq, j.at, j.actor, coalesce(e.name, ''), j.kind, j.object, j.case_id, j.n_rows, j.undone_by, j.undoes, {ALONE}, {TAKEN}, {TRACELESS} \
           FROM journal j LEFT JOIN employee e ON j.actor = 'employee:' || e.id \
          WHERE {WHERE} AND {KNOWN} AND (?5 IS NULL OR j.seq < ?5) ORDER BY j.seq DESC LIMIT ?6"
    );
    q::all(c, &sql, params![department, person, filter.case, filter.kind, before, limit], |r| {
        Ok(EntryRow {
            seq: r.get(0)?,
            at: r.get(1)?,
            actor: r.get(2)?,
            name: r.get(3)?,
            kind: r.get(4)?,
            object: r.get(5)?,
            case: r.get(6)?,
            rows: r.get::<_, i64>(7)?.unsigned_abs(),
            undone_by: r.get(8)?,
            undoes: r.get(9)?,
            alone: r.get(10)?,
            taken: taken(r, 11)?,
            traceless: r.get(12)?,
        })
    })
}

/// How many entries a filter holds.
pub fn total(c: &Connection, scope: &Scope, filter: &JournalFilter) -> Res<u64> {
    let Some((department, person)) = reach(scope) else { return Ok(0) };
    let sql = format!("SELECT count(*) FROM journal j WHERE {WHERE} AND {KNOWN}");
    Ok(q::count(c, &sql, params![department, person, filter.case, filter.kind])?.unsigned_abs())
}

// ── For the screen ──

/// What the screen's list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Find {
    /// A person's name or an object: «иванова», «client:42».
    pub text: String,
    /// The command's word; empty means all.
    pub word: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    pub entry: EntryRow,
    /// What the object is called; empty where it has no name.
    pub about: String,
}

const FROM: &str = "journal j LEFT JOIN employee e ON j.actor = 'employee:' || e.id";

fn row(r: &Row<'_>) -> Result<JournalRow, SqlError> {
    let entry = EntryRow {
        seq: r.get(0)?,
        at: r.get(1)?,
        actor: r.get(2)?,
        name: r.get(3)?,
        kind: r.get(4)?,
        object: r.get(5)?,
        case: r.get(6)?,
        rows: r.get::<_, i64>(7)?.unsigned_abs(),
        undone_by: r.get(8)?,
        undoes: r.get(9)?,
        alone: r.get(10)?,
        taken: taken(r, 11)?,
        traceless: r.get(12)?,
    };
    Ok(JournalRow { entry, about: r.get(13)? })
}

fn seen(scope: &Scope) -> Where {
    let mut w = Where::default();
    match scope {
        Scope::All => {}
        Scope::Department(d) => {
            w.bind("EXISTS (SELECT 1 FROM employee s WHERE s.department_id = ? AND j.actor = 'employee:' || s.id)", *d);
        }
        Scope::Own(e) => w.bind("j.actor = 'employee:' || ?", *e),
        Scope::Nothing => w.and("0"),
    }
    w.and(KNOWN);
    w
}

/// One window of the journal, newest first.
pub fn list(a: &Asker<'_>, find: &Find, w: Window) -> Res<Page<JournalRow>> {
    let page = |text: &str| {
        let mut cond = seen(a.scope);
        if !find.word.is_empty() {
            cond.bind("j.kind = ?", find.word.as_str());
        }
        for word in text.split_whitespace() {
            let word = fold(word);
            cond.bind("instr(coalesce(e.name_fold, '') || ' ' || j.object || ' ', ?) > 0", word.as_str());
        }
        let columns = format!(
            "j.seq, j.at, j.actor, coalesce(e.name, ''), j.kind, j.object, j.case_id, j.n_rows, j.undone_by, j.undoes, {ALONE}, {TAKEN}, {TRACELESS}, {}",
            name_of("j.object")
        );
        let (filter, values) = (cond.sql(), cond.values);
        let keyset = Keyset {
            columns: &columns,
            from: FROM,
            base: FROM,
            id: "j.seq",
            key: "j.seq",
            descending: true,
            filter,
            values,
        };
        keyset.page(a.conn, w, None, row, |r| r.entry.seq.0)
    };
    let found = page(&find.text)?;
    if found.rows.is_empty() && found.at_start && !find.text.trim().is_empty() {
        return page(&swap_layout(&find.text));
    }
    Ok(found)
}

/// One field that an entry changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub kind: Kind,
    pub id: i64,
    /// What the object is called; empty where it has no name.
    pub about: String,
    /// The column; empty: the entry made the object.
    pub field: String,
    /// What stood there before, as text; the name where the field holds a person. Empty: nothing.
    pub old: String,
}

/// Changes shown of one entry; how many there are is in its row.
pub const CHANGES: u32 = 300;

/// The first [`CHANGES`] fields an entry changed, as far as the entry may be seen.
pub fn changes(a: &Asker<'_>, seq: Seq) -> Res<Vec<Change>> {
    let mut w = seen(a.scope);
    w.bind("j.seq = ?", seq);
    let sql = format!(
        "SELECT r.kind, r.id, coalesce(CASE r.kind \
            WHEN 'client' THEN (SELECT o.name FROM client o WHERE o.id = r.id) \
            WHEN 'deal' THEN (SELECT o.title FROM deal o WHERE o.id = r.id) \
            WHEN 'task' THEN (SELECT o.title FROM task o WHERE o.id = r.id) \
            WHEN 'employee' THEN (SELECT o.name FROM employee o WHERE o.id = r.id) \
            WHEN 'line' THEN (SELECT o.title FROM ledger_line o WHERE o.id = r.id) \
            WHEN 'item' THEN (SELECT o.title FROM checklist_item o WHERE o.id = r.id) \
            WHEN 'access' THEN (SELECT o.title FROM access o WHERE o.id = r.id) END, ''), r.field, \
          coalesce(CASE WHEN r.field IN ('owner_id', 'author_id', 'head_id', 'deputy_id', 'to_id', 'proposed_id', \
            'receiver_id', 'person_id', 'bonus_id', 'temporary_id', 'leaver_id', 'employee_id') \
            THEN (SELECT o.name FROM employee o WHERE o.id = r.old) ELSE CAST(r.old AS TEXT) END, '') \
         FROM op_row r JOIN journal j ON j.seq = r.seq WHERE {} \
           AND NOT (r.kind = 'case' AND EXISTS (SELECT 1 FROM handover_case p WHERE p.id = r.id AND p.hidden = 1)) ORDER BY r.kind, r.id, r.field LIMIT {CHANGES}",
        w.sql()
    );
    let read =
        |r: &Row<'_>| Ok(Change { kind: r.get(0)?, id: r.get(1)?, about: r.get(2)?, field: r.get(3)?, old: r.get(4)? });
    q::all(a.conn, &sql, crate::store::params_from_iter(&w.values), read)
}

//! Entries of the journal, newest first.

use super::{Scope, q};
use crate::base::{At, CaseId, Res, Seq};
use crate::store::{Connection, params};

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
}

/// `?1` and `?2`: a department or a person whose entries alone are seen.
const WHERE: &str = "(?1 IS NULL OR EXISTS (SELECT 1 FROM employee s WHERE s.department_id = ?1 AND j.actor = 'employee:' || s.id)) \
    AND (?2 IS NULL OR j.actor = 'employee:' || ?2) AND (?3 IS NULL OR j.case_id = ?3) AND (?4 IS NULL OR j.kind = ?4)";

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
        "SELECT j.seq, j.at, j.actor, coalesce(e.name, ''), j.kind, j.object, j.case_id, j.n_rows, j.undone_by, j.undoes \
           FROM journal j LEFT JOIN employee e ON j.actor = 'employee:' || e.id \
          WHERE {WHERE} AND (?5 IS NULL OR j.seq < ?5) ORDER BY j.seq DESC LIMIT ?6"
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
        })
    })
}

/// How many entries a filter holds.
pub fn total(c: &Connection, scope: &Scope, filter: &JournalFilter) -> Res<u64> {
    let Some((department, person)) = reach(scope) else { return Ok(0) };
    let sql = format!("SELECT count(*) FROM journal j WHERE {WHERE}");
    Ok(q::count(c, &sql, params![department, person, filter.case, filter.kind])?.unsigned_abs())
}

//! The CRM step (2 §3, condition 6; 3 §2): owner by owner what the CRM is known to name, and whether it takes new owners by
//! a file at all.

use super::case::{VISIBLE, own_lines, visible};
use super::papers::{ext_refs_of, held};
use super::proposals::object_of;
use super::{Scope, q};
use crate::base::{At, CaseId, EmployeeId, LineId, Ref, Res};
use crate::domain::crm_update::{CrmCounts, Way, ways};
use crate::domain::{CrmNames, LineKind, Source};
use crate::store::{Connection, params};

/// One object with a new owner, and whom the CRM names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrmLine {
    pub line: LineId,
    pub object: Ref,
    pub kind: LineKind,
    pub title: String,
    /// The client of a deal or task.
    pub client: Option<String>,
    pub to: (EmployeeId, String),
    /// The CRM's own numbers.
    pub ext: Vec<(Source, String)>,
    pub names: CrmNames,
    /// Whom the last export names, where that is not the new owner.
    pub who: Option<String>,
    /// When that was learnt.
    pub at: Option<At>,
}

/// Everything the step shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrmCompared {
    /// What the CRM names wrongly first, then what it has not been asked about, then what agrees; each by receiver.
    pub lines: Vec<CrmLine>,
    pub counts: CrmCounts,
    /// Objects that the files of the case hold: also those that the CRM is not asked about (an absence, what was passed on).
    pub in_files: u64,
    pub ways: Vec<Way>,
}

/// Compares every object that was given to somebody with what the imports have seen. A line that a person or an import
/// confirmed agrees; of one that waits, the owner last seen says where it stands.
pub fn compare(c: &Connection, scope: &Scope, case: CaseId) -> Res<CrmCompared> {
    let Some((department, person)) = visible(scope) else { return Ok(CrmCompared::default()) };
    // Whom an export named before the owners were changed here is the leaver, by another way or not at all.
    let sql = format!(
        "SELECT l.id, l.kind, l.object_id, l.title, \
           CASE l.kind WHEN 'deal' THEN (SELECT k.name FROM deal d JOIN client k ON k.id = d.client_id WHERE d.id = l.object_id) \
             WHEN 'task' THEN (SELECT k.name FROM task t JOIN client k ON k.id = t.client_id WHERE t.id = l.object_id) END, \
           e.id, e.name, l.crm_state, l.crm_at, v.name, \
           (SELECT s.name FROM ext_ref x JOIN employee s ON s.id = json_extract(x.seen, '$.owner_id') \
             WHERE x.kind = l.kind AND x.id = l.object_id AND s.id <> l.to_id AND s.id IS NOT h.leaver_id \
             ORDER BY x.seen_at DESC LIMIT 1) \
         FROM ledger_line l JOIN handover_case h ON h.id = l.case_id JOIN employee e ON e.id = l.to_id \
           LEFT JOIN employee v ON v.id = h.leaver_id \
         WHERE l.case_id = ?1 AND {VISIBLE} AND {} AND l.crm_state IS NOT NULL AND l.batch_seq IS NOT NULL \
         ORDER BY e.name_fold, e.id, l.kind, l.title, l.id",
        own_lines()
    );
    let mut lines = q::all(c, &sql, params![case, department, person], |r| {
        let (line, kind) = (r.get(0)?, r.get(1)?);
        let (leaver, other) = (r.get::<_, Option<String>>(9)?, r.get::<_, Option<String>>(10)?);
        let (names, who) = match (r.get::<_, String>(7)?.as_str(), other) {
            ("confirmed", _) => (CrmNames::Agreed, None),
            (_, Some(other)) => (CrmNames::Other, Some(other)),
            ("still_leaver", None) => (CrmNames::StillLeaver, leaver),
            _ => (CrmNames::NotCompared, None),
        };
        Ok(CrmLine {
            line,
            object: object_of(kind, r.get(2)?, line),
            kind,
            title: r.get(3)?,
            client: r.get(4)?,
            to: (r.get(5)?, r.get(6)?),
            ext: Vec::new(),
            names,
            who,
            at: r.get(8)?,
        })
    })?;
    let mut numbers = ext_refs_of(c, case)?;
    let mut counts = CrmCounts::default();
    for l in &mut lines {
        l.ext = numbers.remove(&l.object).unwrap_or_default();
        *match l.names {
            CrmNames::Agreed => &mut counts.agreed,
            CrmNames::StillLeaver => &mut counts.still_leaver,
            CrmNames::Other => &mut counts.other,
            CrmNames::NotCompared => &mut counts.not_compared,
        } += 1;
    }
    lines.sort_by_key(|l| l.names);
    let ways = ways(lines.iter().flat_map(|l| l.ext.iter().map(|(source, _)| (*source, l.object.kind))));
    Ok(CrmCompared { lines, counts, in_files: held(c, scope, case)?, ways })
}

impl CrmCompared {
    /// Only what the CRM does not show yet, with the counts of all.
    pub fn waiting(mut self) -> CrmCompared {
        self.lines.retain(|l| l.names != CrmNames::Agreed);
        self
    }
}

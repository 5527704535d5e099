//! How the act of a case stands (2 §3, condition 5): written or not, overtaken by later decisions, signed by how many.

use super::case::{VISIBLE, visible};
use super::{Scope, q};
use crate::base::{At, CaseId, Res};
use crate::domain::checklist::Count;
use crate::store::{Connection, params};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ActState {
    /// When the newest act was written.
    pub written: Option<At>,
    /// Lines of which something else was decided since, or whose answer was taken back: such an act does not say what was
    /// handed over.
    pub outdated: u64,
    /// Lines accepted since, which that act still calls not accepted.
    pub accepted_since: u64,
}

impl ActState {
    /// It can be signed as it is.
    pub const fn stands(&self) -> bool {
        self.written.is_some() && self.outdated == 0
    }
}

/// Line `l` is not what the act of the entry `since` says of it: something else was decided, or an answer was taken back. A
/// line that returned has no batch any more, so it is the inverses that tell.
fn overtaken(since: &str) -> String {
    format!(
        "(EXISTS (SELECT 1 FROM op_row o WHERE o.kind = 'line' AND o.id = l.id \
            AND o.field IN ('disposition','to_id','batch_seq') AND o.seq > {since}) \
          OR EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.rev > {since} \
            AND {said} IN ('accepted','forced') AND a.state <> {said}))",
        said = said(since)
    )
}

/// The answer of acceptance `a` as it stood at the entry `since`: what the first change after it held before, or what it is
/// still; none where it was not asked for yet.
fn said(since: &str) -> String {
    format!(
        "CASE WHEN EXISTS (SELECT 1 FROM op_row o WHERE o.kind = 'acceptance' AND o.id = a.id AND o.field = '' \
            AND o.seq > {since}) THEN '' \
          ELSE coalesce((SELECT o.old FROM op_row o WHERE o.kind = 'acceptance' AND o.id = a.id AND o.field = 'state' \
            AND o.seq > {since} ORDER BY o.seq LIMIT 1), a.state) END"
    )
}

/// The newest act of `case` still says what was decided and answered; a condition for a statement.
pub(crate) fn stands(case: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM act w WHERE w.id = (SELECT max(id) FROM act WHERE case_id = {case}) \
           AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = w.case_id AND {}))",
        overtaken("w.rev")
    )
}

/// The state of the act, for its step.
pub fn of_case(c: &Connection, scope: &Scope, case: CaseId) -> Res<ActState> {
    let Some((department, person)) = visible(scope) else { return Ok(ActState::default()) };
    let sql = format!(
        "SELECT w.at, (SELECT count(*) FROM ledger_line l WHERE l.case_id = w.case_id AND {}), \
           (SELECT count(DISTINCT a.line_id) FROM acceptance a WHERE a.case_id = w.case_id \
              AND a.state IN ('accepted','forced') AND a.rev > w.rev AND {} NOT IN ('accepted','forced')) \
         FROM act w JOIN handover_case h ON h.id = w.case_id \
        WHERE w.id = (SELECT max(id) FROM act WHERE case_id = ?1) AND {VISIBLE}",
        overtaken("w.rev"),
        said("w.rev")
    );
    let found = q::one(c, &sql, params![case, department, person], |r| {
        let n = |i| r.get::<_, i64>(i).map(i64::unsigned_abs);
        Ok(ActState { written: r.get(0)?, outdated: n(1)?, accepted_since: n(2)? })
    })?;
    Ok(found.unwrap_or_default())
}

/// How many of its sides have signed, refused or are recorded as absent. The sides are those of now: a receiver who came
/// after the act has not signed it, one who declined need not. Without an act that stands nobody has signed anything; an
/// empty ledger needs none (2 §9.19).
pub(super) fn signed(c: &Connection, case: CaseId) -> Res<Count> {
    let sql = format!(
        "WITH side(id, party) AS ( \
           SELECT leaver_id, 'leaver' FROM handover_case WHERE id = ?1 AND leaver_id IS NOT NULL \
           UNION SELECT head_id, 'head' FROM handover_case WHERE id = ?1 AND head_id IS NOT NULL \
           UNION SELECT to_id, 'receiver' FROM ledger_line WHERE case_id = ?1 AND disposition = 'assign' \
             AND batch_seq IS NOT NULL AND to_id IS NOT NULL \
           UNION SELECT employee_id, 'commission' FROM signature WHERE case_id = ?1 AND party = 'commission'), \
         act_is(there) AS (SELECT {}) \
         SELECT CASE WHEN there THEN (SELECT count(*) FROM side d JOIN signature s ON s.case_id = ?1 \
                     AND s.employee_id = d.id AND s.party = d.party AND s.state <> 'waiting') ELSE 0 END, \
                CASE WHEN NOT EXISTS (SELECT 1 FROM ledger_line WHERE case_id = ?1) THEN 0 \
                     WHEN there THEN max(1, (SELECT count(*) FROM side)) ELSE 1 END FROM act_is",
        stands("?1")
    );
    let n = |v: i64| u64::try_from(v).unwrap_or(0);
    let row = q::one(c, &sql, params![case], |r| Ok(Count { done: n(r.get(0)?), all: n(r.get(1)?) }))?;
    Ok(row.unwrap_or_default())
}

//! The step «Приём дел»: how far each receiver is, and one receiver's own desk (2 §5).

use serde::Serialize;

use super::case::{VISIBLE, own_lines, visible};
use super::receives::{Away, Term, judge};
use super::steps::{Step, own_step};
use super::{Scope, q};
use crate::base::{At, CaseId, Clock, EmployeeId, Kind, LineId, Ref, Res};
use crate::domain::LineKind;
use crate::store::{Connection, params};

/// One receiver. `assigned` is the whole, of which the next four are parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceiverRow {
    pub id: EmployeeId,
    pub name: String,
    pub assigned: u64,
    /// The context is missing, so there is nothing to answer yet.
    pub waiting: u64,
    pub offered: u64,
    pub accepted: u64,
    pub forced: u64,
    /// Of the accepted: «списком», by a sheet, by word of mouth.
    pub by_list: u64,
    pub by_sheet: u64,
    pub by_words: u64,
    /// The earliest term that runs, and how many have passed.
    pub due_at: Option<At>,
    pub overdue: u64,
    /// Away today.
    #[serde(skip)]
    pub away: Option<Away>,
}

/// Everybody whom applied lines went to, by name.
pub fn receivers(c: &Connection, scope: &Scope, case: CaseId, clock: &Clock) -> Res<Vec<ReceiverRow>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT e.id, e.name, count(*), \
           count(*) FILTER (WHERE a.state IS NULL OR a.state NOT IN ('offered','accepted','forced')), \
           count(*) FILTER (WHERE a.state = 'offered'), count(*) FILTER (WHERE a.state = 'accepted'), \
           count(*) FILTER (WHERE a.state = 'forced'), count(*) FILTER (WHERE a.state = 'accepted' AND a.by_list = 1), \
           count(*) FILTER (WHERE a.state = 'accepted' AND a.via = 'sheet'), \
           count(*) FILTER (WHERE a.state = 'accepted' AND a.via = 'words'), \
           min(CASE WHEN a.state = 'offered' THEN a.due_at END), \
           count(*) FILTER (WHERE a.state = 'offered' AND a.due_at < ?4) \
         FROM ledger_line l JOIN handover_case h ON h.id = l.case_id JOIN employee e ON e.id = l.to_id \
         LEFT JOIN acceptance a ON a.id = (SELECT max(x.id) FROM acceptance x WHERE x.line_id = l.id) \
         WHERE l.case_id = ?1 AND {VISIBLE} AND {} AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL \
           AND l.kind IN ('client','deal','task','lead') \
         GROUP BY e.id ORDER BY e.name_fold, e.id",
        own_lines()
    );
    let mut rows = q::all(c, &sql, params![case, department, person, clock.now], |r| {
        let n = |i| r.get::<_, i64>(i).map(i64::unsigned_abs);
        Ok(ReceiverRow {
            id: r.get(0)?,
            name: r.get(1)?,
            assigned: n(2)?,
            waiting: n(3)?,
            offered: n(4)?,
            accepted: n(5)?,
            forced: n(6)?,
            by_list: n(7)?,
            by_sheet: n(8)?,
            by_words: n(9)?,
            due_at: r.get(10)?,
            overdue: n(11)?,
            away: None,
        })
    })?;
    for r in &mut rows {
        r.away = judge(c, r.id, None, Term::Since(clock.today()))?.and_then(|j| j.away);
    }
    Ok(rows)
}

/// One line that waits for its receiver's answer, with what «принять» would take as its first action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    pub case: CaseId,
    pub line: LineId,
    pub kind: LineKind,
    pub object: Ref,
    pub title: String,
    pub client: Option<String>,
    pub due_at: At,
    pub step: Option<Step>,
}

/// What waits for one receiver, in one case or in all, by term; at most `limit` rows after the first `skip`.
pub fn desk(
    c: &Connection,
    scope: &Scope,
    receiver: EmployeeId,
    case: Option<CaseId>,
    skip: u32,
    limit: u32,
) -> Res<Vec<DeskRow>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT l.case_id, l.id, l.kind, l.object_id, l.title, a.due_at, \
           CASE l.kind WHEN 'deal' THEN (SELECT k.name FROM deal d JOIN client k ON k.id = d.client_id WHERE d.id = l.object_id) \
             WHEN 'task' THEN (SELECT k.name FROM task t JOIN client k ON k.id = t.client_id WHERE t.id = l.object_id) END \
         FROM acceptance a JOIN ledger_line l ON l.id = a.line_id JOIN handover_case h ON h.id = l.case_id \
         WHERE (?1 IS NULL OR a.case_id = ?1) AND {VISIBLE} AND {} AND a.receiver_id = ?4 AND a.state = 'offered' \
         ORDER BY a.due_at, l.id LIMIT ?5 OFFSET ?6",
        own_lines()
    );
    let rows = q::all(c, &sql, params![case, department, person, receiver, limit, skip], |r| {
        let (kind, id): (LineKind, i64) = (r.get(2)?, r.get(3)?);
        let object = match kind {
            LineKind::Client => Kind::Client,
            LineKind::Deal => Kind::Deal,
            LineKind::Lead => Kind::Lead,
            _ => Kind::Task,
        };
        Ok(DeskRow {
            case: r.get(0)?,
            line: r.get(1)?,
            kind,
            object: Ref::new(object, id),
            title: r.get(4)?,
            due_at: r.get(5)?,
            client: r.get(6)?,
            step: None,
        })
    })?;
    rows.into_iter()
        .map(|mut row| {
            row.step = own_step(c, row.case, row.kind, row.object.id)?;
            Ok(row)
        })
        .collect()
}

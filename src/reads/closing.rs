//! The facts of the six conditions (2 §3), and what is missing by them.

use std::collections::BTreeSet;

use super::{act_state, q};
use crate::base::{CaseId, Code, Currency, EmployeeId, Fault, Kind, LineId, Money, Ref, Res};
use crate::domain::closing::{self, Blocker, Facts, Item, Line, blockers};
use crate::domain::ledger::{Ledger, Row, Tally};
use crate::domain::{CaseKind, Disposition, LineKind};
use crate::store::{Connection, params};

/// What keeps the case from closing, in the order of the conditions; empty: it may close.
///
/// Errors: `UnknownCase`.
pub fn of_case(c: &Connection, case: CaseId) -> Res<Vec<Blocker>> {
    let sql = "SELECT kind, leaver_id FROM handover_case WHERE id = ?1";
    let (kind, leaver) =
        q::one(c, sql, params![case], |r| Ok((r.get::<_, CaseKind>(0)?, r.get::<_, Option<EmployeeId>>(1)?)))?
            .ok_or_else(|| Fault::new(Code::UnknownCase).with("name", case.0))?;
    let (lines, rows) = lines(c, case)?;
    let ledger = Ledger::of(rows.iter().copied());
    let frozen = frozen(&rows);
    let on_leaver = match leaver {
        Some(leaver) if kind.has_act() => on_leaver(c, leaver, case)?,
        _ => Vec::new(),
    };
    let items = items(c, case)?;
    Ok(blockers(&Facts {
        kind,
        lines: &lines,
        ledger: &ledger,
        frozen: &frozen,
        on_leaver: &on_leaver,
        items: &items,
        // An act older than the last decision about a line does not say what was handed over.
        act_exists: q::count(c, &format!("SELECT {}", act_state::stands("?1")), params![case])? > 0,
        returned: q::count(c, RETURNED, params![case])? > 0,
        notified: notified(c, case)?,
    }))
}

/// What of it is a receiver's to do: their own lines that wait for their answer.
pub fn of_receiver(c: &Connection, case: CaseId, who: EmployeeId) -> Res<Vec<Blocker>> {
    let sql = "SELECT id FROM ledger_line WHERE case_id = ?1 AND to_id = ?2";
    let theirs: BTreeSet<LineId> = q::all(c, sql, params![case, who], |r| r.get(0))?.into_iter().collect();
    let (mut lines, _) = lines(c, case)?;
    lines.retain(|l| theirs.contains(&l.id));
    Ok(closing::accepted(&lines).into_iter().collect())
}

const LINES: &str = "\
SELECT l.id, l.kind, l.object_id, l.disposition, l.batch_seq IS NOT NULL, l.late, l.crm_state, l.currency, l.amount, \
       (SELECT a.state FROM acceptance a WHERE a.line_id = l.id ORDER BY a.id DESC LIMIT 1) \
  FROM ledger_line l WHERE l.case_id = ?1 ORDER BY l.id";

fn lines(c: &Connection, case: CaseId) -> Res<(Vec<Line>, Vec<Row>)> {
    let all = q::all(c, LINES, params![case], |r| {
        let (id, kind): (LineId, LineKind) = (r.get(0)?, r.get(1)?);
        let disposition: Option<Disposition> = r.get(3)?;
        let (applied, late): (bool, bool) = (r.get(4)?, r.get(5)?);
        let currency = Currency::parse(&r.get::<_, String>(7)?);
        let minor: i64 = r.get(8)?;
        let line = Line {
            id,
            object: object(kind, r.get(2)?, id),
            disposition,
            applied,
            late,
            needs_acceptance: applied
                && matches!(kind, LineKind::Client | LineKind::Deal | LineKind::Task | LineKind::Lead),
            acceptance: r.get(9)?,
            crm: r.get(6)?,
        };
        let row = Row { kind, late, own: false, amount: currency.map(|c| Money::new(minor, c)), disposition, applied };
        Ok((line, row))
    })?;
    Ok(all.into_iter().unzip())
}

/// What a line is about, as people name it; a position has only its line's number.
fn object(kind: LineKind, id: i64, line: LineId) -> Ref {
    match kind {
        LineKind::Client => Ref::new(Kind::Client, id),
        LineKind::Deal => Ref::new(Kind::Deal, id),
        LineKind::Task | LineKind::Authored => Ref::new(Kind::Task, id),
        LineKind::Lead => Ref::new(Kind::Lead, id),
        LineKind::Team => Ref::new(Kind::Team, id),
        LineKind::Reference => line.into(),
    }
}

/// Counts and sums of the lines of the snapshot.
fn frozen(rows: &[Row]) -> Tally {
    let mut out = Tally::default();
    rows.iter().filter(|r| !r.late).for_each(|r| out.add(r.kind, r.amount));
    out
}

/// Open objects of the base that still point to the leaver, in the ledger or not. Tasks that the case itself made end
/// with it; closed deals stay credited (2 §9.17).
const ON_LEAVER: &str = "\
SELECT 'client', id FROM client WHERE owner_id = ?1 AND deleted = 0 \
UNION ALL SELECT 'deal', id FROM deal WHERE owner_id = ?1 AND stage_kind IN ('open','final') \
UNION ALL SELECT 'task', id FROM task WHERE owner_id = ?1 AND state = 'open' AND case_id IS NOT ?2 \
UNION ALL SELECT 'task', id FROM task WHERE author_id = ?1 AND state = 'open' AND owner_id IS NOT ?1 AND case_id IS NOT ?2 \
UNION ALL SELECT 'lead', id FROM lead WHERE owner_id = ?1 AND state IN ('new','working') \
UNION ALL SELECT 'team', t.id FROM client_team t JOIN client c ON c.id = t.client_id AND c.deleted = 0 \
   WHERE t.employee_id = ?1 \
UNION ALL SELECT 'employee', id FROM employee WHERE (deputy_id = ?1 OR head_id = ?1) AND id <> ?1 AND status <> 'dismissed' \
UNION ALL SELECT 'department', id FROM department WHERE head_id = ?1 \
UNION ALL SELECT 'rule', id FROM rule WHERE to_id = ?1";

/// The way back was taken, or waived with a reason.
const RETURNED: &str = "SELECT count(*) FROM handover_case WHERE id = ?1 AND returned_seq IS NOT NULL";

/// What is open and still on a person who leaves.
pub fn on_leaver(c: &Connection, leaver: EmployeeId, case: CaseId) -> Res<Vec<Ref>> {
    q::all(c, ON_LEAVER, params![leaver, case], |r| Ok(Ref::new(r.get::<_, Kind>(0)?, r.get(1)?)))
}

fn items(c: &Connection, case: CaseId) -> Res<Vec<Item>> {
    let sql = "SELECT id, n, phase, mandatory, state FROM checklist_item WHERE case_id = ?1 ORDER BY n";
    q::all(c, sql, params![case], |r| {
        Ok(Item { id: r.get(0)?, n: r.get(1)?, phase: r.get(2)?, mandatory: r.get(3)?, state: r.get(4)? })
    })
}

/// Whether every client of the case knows: a letter that came through, or a call since the opening (2 §6).
fn notified(c: &Connection, case: CaseId) -> Res<bool> {
    let sql = "SELECT count(*) FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
                WHERE l.case_id = ?1 AND l.kind = 'client' AND l.disposition = 'assign' \
                  AND NOT EXISTS (SELECT 1 FROM current_letter t WHERE t.case_id = l.case_id AND t.client_id = l.object_id AND t.receiver_id IS l.to_id \
                                  AND t.state IN ('not_bounced','confirmed')) \
                  AND NOT EXISTS (SELECT 1 FROM reached_touch u WHERE u.client_id = l.object_id AND u.kind = 'call' \
                                  AND u.at >= h.opened_at)";
    Ok(q::count(c, sql, params![case])? == 0)
}

//! Windows of a case's ledger for the wizard and the reports: keyset by line number, filtered by what the base can index.

use super::case::{VISIBLE, own_lines, visible};
use super::frozen::money;
use super::proposals::{StoredWhy, object_of};
use super::{Scope, q};
use crate::base::{At, CaseId, EmployeeId, LineId, Money, Ref, Res, Seq};
use crate::domain::ledger::Bonus;
use crate::domain::{AcceptanceState, CrmState, Disposition, LineKind};
use crate::store::{Connection, Row, SqlError, params};

/// A late line `l` that came to the leaver from outside. What was found in the mailbox, or was promised and is to be kept,
/// became a task by the handover itself: nobody gave that to the leaver, and no source is to be switched off.
pub const CAME: &str = "NOT (l.kind = 'task' AND (EXISTS (SELECT 1 FROM mail_finding f \
    WHERE f.case_id = l.case_id AND f.task_id = l.object_id) \
    OR EXISTS (SELECT 1 FROM promise p WHERE p.task_id = l.object_id)))";

/// Where a line stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum LineStand {
    #[default]
    Any,
    /// Without an applied decision.
    Remaining,
    /// Without a decision and without a proposal.
    Unproposed,
    /// Proposed or chosen, not applied.
    Proposed,
    /// Decided and applied.
    Applied,
    /// Assigned, and its context keeps it from being offered.
    ContextMissing,
    /// Offered, no answer yet.
    Offered,
    Accepted,
    Declined,
    OverCapacity,
    Late,
}

/// Which lines; empty means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerFilter {
    /// Proposed for, or assigned to, this person.
    pub receiver: Option<EmployeeId>,
    pub kind: Option<LineKind>,
    pub stand: LineStand,
    /// Only lines that follow this one.
    pub parent: Option<LineId>,
}

/// One line as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    pub line: LineId,
    pub object: Ref,
    pub kind: LineKind,
    /// `deputy:12`, `head:3`… of a reference line; else empty.
    pub reference: String,
    pub parent: Option<LineId>,
    pub title: String,
    /// The client of a deal or task, for the second column.
    pub client: Option<String>,
    /// Words of the vocabulary, frozen; empty where the kind has none.
    pub segment: String,
    pub temperature: String,
    pub stage_kind: String,
    pub amount: Option<Money>,
    pub due_at: Option<At>,
    pub late: bool,
    pub proposed: Option<(EmployeeId, String)>,
    pub rule: Option<String>,
    pub why: Option<StoredWhy>,
    pub hand_reason: Option<String>,
    pub over_capacity: bool,
    pub disposition: Option<Disposition>,
    pub to: Option<(EmployeeId, String)>,
    pub reason: Option<String>,
    pub batch: Option<Seq>,
    pub ctx_required: u32,
    pub ctx_filled: u32,
    pub acceptance: Option<AcceptanceState>,
    pub acceptance_due: Option<At>,
    pub crm: Option<CrmState>,
    pub comment: bool,
    pub bonus: Option<Bonus>,
    /// Of a client: its deals that go to others. Of a deal: its client, where that is with another.
    pub apart: Vec<Apart>,
}

/// The other half of a client and a deal that do not go to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    pub kind: LineKind,
    pub title: String,
    pub with: (EmployeeId, String),
}

const COLUMNS: &str = "l.id, l.kind, l.object_id, l.reference, l.parent_id, l.title, \
    CASE l.kind WHEN 'deal' THEN (SELECT c.name FROM deal d JOIN client c ON c.id = d.client_id WHERE d.id = l.object_id) \
      WHEN 'task' THEN (SELECT c.name FROM task t JOIN client c ON c.id = t.client_id WHERE t.id = l.object_id) END, \
    l.segment, l.temperature, l.stage_kind, l.currency, l.amount, l.due_at, l.late, l.proposed_id, p.name, l.rule, l.why, \
    l.hand_reason, l.over_capacity, l.disposition, l.to_id, t.name, l.reason, l.batch_seq, l.ctx_required, l.ctx_filled, \
    a.state, a.due_at, l.crm_state, l.comment_at IS NOT NULL, \
    (SELECT b.name FROM employee b WHERE b.id = l.bonus_id), l.bonus_share, coalesce(l.bonus_agreed, ''), \
    CASE l.kind WHEN 'client' THEN (SELECT json_group_array(json_array('deal', x.title, e.id, e.name)) FROM ledger_line x \
        JOIN employee e ON e.id = coalesce(x.to_id, x.proposed_id) \
        WHERE x.parent_id = l.id AND x.kind = 'deal' AND e.id <> coalesce(l.to_id, l.proposed_id)) \
      WHEN 'deal' THEN (SELECT json_group_array(json_array('client', k.name, e.id, e.name)) FROM deal d \
        JOIN client k ON k.id = d.client_id LEFT JOIN ledger_line x ON x.id = l.parent_id \
        JOIN employee e ON e.id = coalesce(x.to_id, x.proposed_id, CASE WHEN x.id IS NULL THEN k.owner_id END) \
        WHERE d.id = l.object_id AND e.id IS NOT coalesce(l.to_id, l.proposed_id) AND e.id IS NOT h.leaver_id) END";

/// The newest acceptance of a line is the one that counts.
const FROM: &str = "ledger_line l JOIN handover_case h ON h.id = l.case_id \
    LEFT JOIN employee p ON p.id = l.proposed_id LEFT JOIN employee t ON t.id = l.to_id \
    LEFT JOIN acceptance a ON a.id = (SELECT max(x.id) FROM acceptance x WHERE x.line_id = l.id)";

fn stands(stand: LineStand) -> &'static str {
    match stand {
        LineStand::Any => "1",
        LineStand::Remaining => "l.batch_seq IS NULL",
        LineStand::Unproposed => "l.batch_seq IS NULL AND l.proposed_id IS NULL AND l.disposition IS NULL",
        LineStand::Proposed => "l.batch_seq IS NULL AND (l.proposed_id IS NOT NULL OR l.disposition IS NOT NULL)",
        LineStand::Applied => "l.batch_seq IS NOT NULL",
        LineStand::ContextMissing => {
            "l.disposition = 'assign' AND l.batch_seq IS NOT NULL AND l.ctx_filled < l.ctx_required"
        }
        LineStand::Offered => "l.batch_seq IS NOT NULL AND a.state = 'offered'",
        LineStand::Accepted => "l.batch_seq IS NOT NULL AND a.state IN ('accepted','forced')",
        LineStand::Declined => "a.state IN ('declined','expired')",
        LineStand::OverCapacity => "l.over_capacity = 1 AND l.batch_seq IS NULL",
        LineStand::Late => "l.late = 1",
    }
}

fn condition(filter: &LedgerFilter) -> String {
    format!(
        "l.case_id = ?1 AND {VISIBLE} AND {} AND (?4 IS NULL OR coalesce(l.to_id, l.proposed_id) = ?4) AND (?5 IS NULL OR l.kind = ?5) \
         AND (?6 IS NULL OR l.parent_id = ?6) AND ({})",
        own_lines(),
        stands(filter.stand)
    )
}

/// At most `limit` lines after `after`, in the order of the ledger.
pub fn window(
    c: &Connection,
    scope: &Scope,
    case: CaseId,
    filter: &LedgerFilter,
    after: Option<LineId>,
    limit: u32,
) -> Res<Vec<LedgerRow>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE {} AND l.id > coalesce(?7, 0) ORDER BY l.id LIMIT ?8",
        condition(filter)
    );
    let p = params![case, department, person, filter.receiver, filter.kind, filter.parent, after, limit];
    q::all(c, &sql, p, read)
}

/// One line by its number.
pub fn line(c: &Connection, scope: &Scope, case: CaseId, line: LineId) -> Res<Option<LedgerRow>> {
    let mut rows = window(c, scope, case, &LedgerFilter::default(), Some(LineId(line.0 - 1)), 1)?;
    Ok(rows.pop().filter(|r| r.line == line))
}

/// How many lines a filter holds.
pub fn total(c: &Connection, scope: &Scope, case: CaseId, filter: &LedgerFilter) -> Res<u64> {
    let Some((department, person)) = visible(scope) else { return Ok(0) };
    let sql = format!("SELECT count(*) FROM {FROM} WHERE {}", condition(filter));
    let p = params![case, department, person, filter.receiver, filter.kind, filter.parent];
    Ok(q::count(c, &sql, p)?.unsigned_abs())
}

/// Who is paid, which share, agreed with whom: three columns from `at` on.
pub(in crate::reads) fn bonus(r: &Row<'_>, at: usize) -> Result<Option<Bonus>, SqlError> {
    let named = r.get::<_, Option<String>>(at)?.zip(r.get::<_, Option<u32>>(at + 1)?);
    let Some((name, share)) = named else { return Ok(None) };
    Ok(Some(Bonus { name, share, agreed: r.get(at + 2)? }))
}

fn apart(r: &Row<'_>, at: usize) -> Result<Vec<Apart>, SqlError> {
    let said: Option<String> = r.get(at)?;
    let all: Vec<(String, String, i64, String)> = said.and_then(|s| serde_json::from_str(&s).ok()).unwrap_or_default();
    let one = |(kind, title, id, name): (String, String, i64, String)| {
        Some(Apart { kind: LineKind::of(&kind)?, title, with: (EmployeeId(id), name) })
    };
    Ok(all.into_iter().filter_map(one).collect())
}

fn read(r: &Row<'_>) -> Result<LedgerRow, SqlError> {
    let (line, kind) = (r.get(0)?, r.get(1)?);
    let named = |id: usize| -> Result<Option<(EmployeeId, String)>, SqlError> {
        Ok(r.get::<_, Option<EmployeeId>>(id)?.zip(r.get(id + 1)?))
    };
    let why: Option<String> = r.get(17)?;
    Ok(LedgerRow {
        line,
        kind,
        object: object_of(kind, r.get(2)?, line),
        reference: r.get(3)?,
        parent: r.get(4)?,
        title: r.get(5)?,
        client: r.get(6)?,
        segment: r.get(7)?,
        temperature: r.get(8)?,
        stage_kind: r.get(9)?,
        amount: money(r, 10, 11)?,
        due_at: r.get(12)?,
        late: r.get(13)?,
        proposed: named(14)?,
        rule: r.get(16)?,
        why: why.and_then(|w| serde_json::from_str(&w).ok()),
        hand_reason: r.get(18)?,
        over_capacity: r.get(19)?,
        disposition: r.get(20)?,
        to: named(21)?,
        reason: r.get(23)?,
        batch: r.get(24)?,
        ctx_required: r.get(25)?,
        ctx_filled: r.get(26)?,
        acceptance: r.get(27)?,
        acceptance_due: r.get(28)?,
        crm: r.get(29)?,
        comment: r.get(30)?,
        bonus: bonus(r, 31)?,
        apart: apart(r, 34)?,
    })
}

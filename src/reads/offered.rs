//! One offered line as its receiver reads it before answering (1-B4): who gives it, why to them, until when, and all that
//! is known of it.

use super::context::{ContextCard, card};
use super::distribution::TAKEN_BACK;
use super::ledger::{self, Apart, LedgerRow};
use super::steps::{Step, own_step};
use super::tasks::Told;
use super::{Scope, q};
use crate::base::{At, CaseId, Kind, LineId, Ref, Res};
use crate::domain::{AcceptanceState, LineKind, TaskKind};
use crate::store::{Connection, params};

/// What a task says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedTask {
    pub kind: TaskKind,
    pub told: Told,
    pub deal: String,
    pub author: String,
}

/// A request, or a call that was missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedLead {
    pub source: String,
    pub phone: String,
    pub at: Option<At>,
}

/// Somebody has given the line back before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub who: String,
    /// `Declined`, `Expired`, or `Withdrawn` as he went away before he answered.
    pub state: AcceptanceState,
    pub reason: String,
    pub at: Option<At>,
}

/// A deal of the same client that goes to the same receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedDeal {
    pub object: Ref,
    pub title: String,
    pub step: Option<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    pub row: LedgerRow,
    pub leaver: String,
    pub step: Option<Step>,
    /// Of a client, a deal, and of the deal or client a task is about.
    pub context: Option<ContextCard>,
    pub deals: Vec<OfferedDeal>,
    pub task: Option<OfferedTask>,
    pub lead: Option<OfferedLead>,
    pub refused: Vec<Refusal>,
    /// Colleagues' open deals with the client: they are shown and not moved (2 §5).
    pub colleagues: Vec<Apart>,
}

/// `None` for a line the scope does not see.
pub fn offered(c: &Connection, scope: &Scope, case: CaseId, line: LineId) -> Res<Option<Offered>> {
    let Some(row) = ledger::line(c, scope, case, line)? else { return Ok(None) };
    let leaver = "SELECT e.name FROM handover_case h JOIN employee e ON e.id = h.leaver_id WHERE h.id = ?1";
    let about = match row.kind {
        LineKind::Client | LineKind::Deal => Some(row.object),
        LineKind::Task => task_is_about(c, row.object)?,
        _ => None,
    };
    // What a task is about may be a colleague's, or have gone to another: then the task alone is told.
    let context = about.and_then(|object| card(c, scope, Some(case), object).ok());
    Ok(Some(Offered {
        leaver: q::one(c, leaver, params![case], |r| r.get(0))?.unwrap_or_default(),
        step: own_step(c, case, row.kind, row.object.id)?,
        deals: if row.kind == LineKind::Client { deals(c, case, &row)? } else { Vec::new() },
        task: if row.kind == LineKind::Task { task(c, row.object)? } else { None },
        lead: if row.kind == LineKind::Lead { lead(c, row.object)? } else { None },
        refused: refused(c, line)?,
        colleagues: if row.kind == LineKind::Client { colleagues(c, case, row.object.id)? } else { Vec::new() },
        context,
        row,
    }))
}

fn task_is_about(c: &Connection, task: Ref) -> Res<Option<Ref>> {
    let sql = "SELECT deal_id, client_id FROM task WHERE id = ?1";
    let row = q::one(c, sql, params![task.id], |r| Ok((r.get::<_, Option<i64>>(0)?, r.get::<_, Option<i64>>(1)?)))?;
    let (deal, client) = row.unwrap_or_default();
    Ok(deal.map(|id| Ref::new(Kind::Deal, id)).or(client.map(|id| Ref::new(Kind::Client, id))))
}

fn deals(c: &Connection, case: CaseId, row: &LedgerRow) -> Res<Vec<OfferedDeal>> {
    let sql = "SELECT d.id, d.title FROM ledger_line l JOIN deal d ON d.id = l.object_id \
               WHERE l.case_id = ?1 AND l.kind = 'deal' AND d.client_id = ?2 AND l.to_id IS ?3 AND l.disposition = 'assign' \
               ORDER BY d.title_fold, d.id LIMIT 50";
    let to = row.to.as_ref().map(|(id, _)| *id);
    let found =
        q::all(c, sql, params![case, row.object.id, to], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))?;
    let with_step = |(id, title)| {
        Ok(OfferedDeal { object: Ref::new(Kind::Deal, id), title, step: own_step(c, case, LineKind::Deal, id)? })
    };
    found.into_iter().map(with_step).collect()
}

fn task(c: &Connection, object: Ref) -> Res<Option<OfferedTask>> {
    let sql = "SELECT t.kind, t.fields, coalesce(d.title, ''), coalesce(e.name, '') FROM task t \
               LEFT JOIN deal d ON d.id = t.deal_id LEFT JOIN employee e ON e.id = t.author_id WHERE t.id = ?1";
    q::one(c, sql, params![object.id], |r| {
        let kind: TaskKind = r.get(0)?;
        Ok(OfferedTask { kind, told: Told::of(kind, &r.get::<_, String>(1)?), deal: r.get(2)?, author: r.get(3)? })
    })
}

fn lead(c: &Connection, object: Ref) -> Res<Option<OfferedLead>> {
    let sql = "SELECT source, coalesce(phone, ''), at FROM lead WHERE id = ?1";
    q::one(c, sql, params![object.id], |r| Ok(OfferedLead { source: r.get(0)?, phone: r.get(1)?, at: r.get(2)? }))
}

fn colleagues(c: &Connection, case: CaseId, client: i64) -> Res<Vec<Apart>> {
    let sql = "SELECT d.title, e.id, e.name FROM deal d JOIN employee e ON e.id = d.owner_id \
               WHERE d.client_id = ?2 AND d.stage_kind IN ('open','final') AND NOT EXISTS (SELECT 1 FROM ledger_line l \
                 WHERE l.case_id = ?1 AND l.kind = 'deal' AND l.object_id = d.id) ORDER BY d.title_fold, d.id LIMIT 20";
    q::all(c, sql, params![case, client], |r| {
        Ok(Apart { kind: LineKind::Deal, title: r.get(0)?, with: (r.get(1)?, r.get(2)?) })
    })
}

fn refused(c: &Connection, line: LineId) -> Res<Vec<Refusal>> {
    let sql = format!(
        "SELECT e.name, a.state, CASE a.state WHEN 'declined' THEN coalesce(a.reason, '') ELSE '' END, a.answered_at \
         FROM acceptance a JOIN employee e ON e.id = a.receiver_id \
         WHERE a.line_id = ?1 AND (a.state IN ('declined','expired') OR {TAKEN_BACK}) ORDER BY a.id"
    );
    q::all(c, &sql, params![line], |r| {
        Ok(Refusal { who: r.get(0)?, state: r.get(1)?, reason: r.get(2)?, at: r.get(3)? })
    })
}

//! What is proposed and what it leads to: the preview before a batch is applied (2 §5, 1-C2).

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Scope;
use super::case::{ONLY_RECEIVES, VISIBLE, own_lines, visible};
use super::distribution::{Fixed, term, world};
use super::q;
use super::receives::{Away, judge};
use crate::base::{CaseId, Clock, EmployeeId, Kind, LineId, Ref, Res};
use crate::domain::distribution::{Given, Load, Plan, Receiver, Warning, Why, propose};
use crate::domain::settings::Office;
use crate::domain::{EmployeeStatus, LineKind};
use crate::store::{Connection, params};

/// A reason as the line keeps it. Loads are those right before and after this line in its run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredWhy {
    #[serde(flatten)]
    pub why: Why,
    pub before: Load,
    pub after: Load,
    /// «Вместе с клиентом»: the line that this one follows.
    #[serde(default)]
    pub with: Option<LineId>,
    /// The receiver is away, this person stands in.
    #[serde(default)]
    pub substitute: Option<EmployeeId>,
}

/// One proposal as screens and scripts show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    pub line: LineId,
    pub object: Ref,
    pub kind: LineKind,
    pub title: String,
    pub from: Option<(EmployeeId, String)>,
    pub to: (EmployeeId, String),
    /// `final`, `vip`, `region`, `industry`, `even`, `with_client`, `owner`, `head`, `hand`.
    pub rule: String,
    pub why: Option<StoredWhy>,
    pub hand_reason: Option<String>,
    pub over_capacity: bool,
}

/// A receiver before and after the handover; `mix` counts what he gets of it, applied or not, clients by temperature (1-C3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiverRow {
    pub id: EmployeeId,
    pub name: String,
    pub load_before: Load,
    pub load_after: Load,
    pub deals_before: u32,
    pub deals_after: u32,
    pub mix: Given,
    /// Lines of it that are not applied yet.
    pub waits: u32,
    /// Away on the days it is about.
    pub away: Option<Away>,
    /// On probation: half the capacity, no VIP, no final stage.
    pub young: bool,
}

impl ReceiverRow {
    /// Beyond a full load, by the percent that is shown.
    pub fn is_over(&self) -> bool {
        self.load_after.percent().is_none_or(|n| n > 100)
    }

    /// Beyond a full load, and with something of this handover.
    pub fn is_full(&self) -> bool {
        self.mix.all() > 0 && self.is_over()
    }
}

/// The whole preview.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    pub receivers: Vec<ReceiverRow>,
    pub warnings: Vec<Warning>,
    /// Lines the rules leave to the head: declined twice, or moving with one that was.
    pub left: u64,
    /// Who has declined which line that is to be decided again.
    pub declined: Vec<(LineId, EmployeeId)>,
}

/// What a ledger line is about, as a reference that people and scripts may write back.
pub(crate) fn object_of(kind: LineKind, object: i64, line: LineId) -> Ref {
    match kind {
        LineKind::Client => Ref::new(Kind::Client, object),
        LineKind::Deal => Ref::new(Kind::Deal, object),
        LineKind::Task | LineKind::Authored => Ref::new(Kind::Task, object),
        LineKind::Lead => Ref::new(Kind::Lead, object),
        LineKind::Team => Ref::new(Kind::Team, object),
        LineKind::Reference => Ref::from(line),
    }
}

const ROWS: &str = "SELECT l.id, l.kind, l.object_id, l.title, h.leaver_id, f.name, l.proposed_id, t.name, \
    coalesce(l.rule, ''), l.why, l.hand_reason, l.over_capacity \
  FROM ledger_line l JOIN handover_case h ON h.id = l.case_id LEFT JOIN employee f ON f.id = h.leaver_id \
  JOIN employee t ON t.id = l.proposed_id \
  WHERE l.case_id = ?1 AND l.batch_seq IS NULL AND l.disposition IS NULL";

/// Whether the scope sees the case at all.
fn seen(c: &Connection, scope: &Scope, case: CaseId) -> Res<bool> {
    let Some((department, person)) = visible(scope) else { return Ok(false) };
    let sql = format!("SELECT count(*) FROM handover_case h WHERE h.id = ?1 AND {VISIBLE}");
    Ok(q::count(c, &sql, params![case, department, person])? > 0)
}

/// Whoever has only received something of the case sees no colleague's load.
fn only_receives(c: &Connection, scope: &Scope, case: CaseId) -> Res<Option<EmployeeId>> {
    let Some((department, person)) = visible(scope) else { return Ok(None) };
    let sql = format!("SELECT ?3 FROM handover_case h WHERE h.id = ?1 AND {ONLY_RECEIVES}");
    q::one(c, &sql, params![case, department, person], |r| r.get(0))
}

/// Proposals that wait to be applied, in the order of the ledger.
pub fn proposals(c: &Connection, scope: &Scope, case: CaseId) -> Res<Vec<ProposalRow>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!("{ROWS} AND {VISIBLE} AND {} ORDER BY l.id", own_lines());
    q::all(c, &sql, params![case, department, person], |r| {
        let (line, kind) = (r.get(0)?, r.get(1)?);
        let from: Option<EmployeeId> = r.get(4)?;
        let why: Option<String> = r.get(9)?;
        Ok(ProposalRow {
            line,
            kind,
            object: object_of(kind, r.get(2)?, line),
            title: r.get(3)?,
            from: from.zip(r.get(5)?),
            to: (r.get(6)?, r.get(7)?),
            rule: r.get(8)?,
            why: why.and_then(|w| serde_json::from_str(&w).ok()),
            hand_reason: r.get(10)?,
            over_capacity: r.get(11)?,
        })
    })
}

/// Loads before and after the whole handover: what is proposed, hands' choices included, and what was applied already. Works
/// without a proposal too: then it says what the rules would give.
pub fn preview(c: &Connection, scope: &Scope, case: CaseId, clock: &Clock, office: &Office) -> Res<Preview> {
    if !seen(c, scope, case)? {
        return Ok(Preview::default());
    }
    let world = world(c, case, clock, office, Fixed::AllGiven)?;
    let plan = propose(&world.input());
    let pending = pending(c, case)?;
    let mut waits: HashMap<EmployeeId, u32> = HashMap::new();
    for p in plan.proposals.iter().filter(|p| pending.contains_key(&p.line)) {
        *waits.entry(p.to).or_default() += 1;
    }
    let name = |id: EmployeeId| world.persons.iter().find(|p| p.id == id).map(|p| p.name.clone()).unwrap_or_default();
    let only = only_receives(c, scope, case)?;
    let shown = plan.receivers.iter().filter(|r| only.is_none_or(|me| r.person == me));
    let term = term(c, case, clock)?;
    let row = |r: &Receiver| -> Res<ReceiverRow> {
        let judged = judge(c, r.person, Some(world.leaver), term)?;
        Ok(ReceiverRow {
            id: r.person,
            name: name(r.person),
            load_before: r.load_before,
            load_after: r.load_after,
            deals_before: r.deals_before,
            deals_after: r.deals_after,
            mix: r.given,
            waits: waits.get(&r.person).copied().unwrap_or(0),
            young: judged.as_ref().is_some_and(|j| j.status == EmployeeStatus::Probation),
            away: judged.and_then(|j| j.away),
        })
    };
    let receivers = shown.map(row).collect::<Res<Vec<_>>>()?;
    let warnings = if only.is_some() { Vec::new() } else { warnings(&plan, &pending) };
    let declined = if only.is_some() { Vec::new() } else { world.declined };
    let left = if only.is_some() { 0 } else { plan.left.len() as u64 };
    Ok(Preview { receivers, warnings, left, declined })
}

/// What a stored proposal warned of.
#[derive(Debug, Clone, Copy)]
struct Flags {
    over: bool,
    nobody: bool,
}

/// Lines that wait for their receiver, with what their proposal said; `None` without one.
fn pending(c: &Connection, case: CaseId) -> Res<HashMap<LineId, Option<Flags>>> {
    let sql = "SELECT id, proposed_id IS NOT NULL, over_capacity, coalesce(json_extract(why, '$.why') = 'nobody_else', 0) \
               FROM ledger_line WHERE case_id = ?1 AND batch_seq IS NULL AND disposition IS NULL";
    let rows = q::all(c, sql, params![case], |r| {
        let flags = Flags { over: r.get(2)?, nobody: r.get(3)? };
        Ok((r.get(0)?, r.get::<_, bool>(1)?.then_some(flags)))
    })?;
    Ok(rows.into_iter().collect())
}

/// Only what is still to be applied warns. A stored proposal keeps the flags it was made with: looked at again all at once,
/// its lines stand in another order.
fn warnings(plan: &Plan, pending: &HashMap<LineId, Option<Flags>>) -> Vec<Warning> {
    if pending.is_empty() {
        return Vec::new();
    }
    let (mut over, mut nobody) = (0, 0);
    for p in &plan.proposals {
        let Some(stored) = pending.get(&p.line) else { continue };
        let now = Flags { over: p.over_capacity, nobody: p.why == Why::NobodyElse };
        let flags = stored.unwrap_or(now);
        over += u32::from(flags.over);
        nobody += u32::from(flags.nobody);
    }
    // Nobody else, but a substitute or the head's own choice may have everything: nothing falls to the head then.
    let alone = plan.warnings.contains(&Warning::DepartmentOfOne) && nobody > 0;
    let counted = |w: &Warning| match w {
        Warning::OverCapacity(_) | Warning::NobodyElse(_) => None,
        Warning::DepartmentOfOne => alone.then_some(*w),
        other => Some(*other),
    };
    let mut out: Vec<Warning> = plan.warnings.iter().filter_map(counted).collect();
    out.extend((nobody > 0 && !alone).then_some(Warning::NobodyElse(nobody)));
    out.extend((over > 0).then_some(Warning::OverCapacity(over)));
    out
}

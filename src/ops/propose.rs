//! Asks the rules who gets what, and keeps the answer on the ledger lines; nothing changes its owner (2 §5).

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, case_state, lines};
use crate::base::{CaseId, ClientId, Code, EmployeeId, Fault, Kind, LineId, Ref, Res, fold};
use crate::domain::distribution::{Line, Load, Plan, Proposal, Why, propose};
use crate::domain::rights::Right;
use crate::domain::{LineKind, Role};
use crate::reads::distribution::{Fixed, World, world};
use crate::reads::proposals::StoredWhy;
use crate::store::{Tx, Val, params};

/// Proposes a receiver for every line that has no applied decision; what the head chose by hand stays.
#[derive(Debug, Clone, Serialize)]
pub struct Propose {
    pub case: CaseId,
}

/// `lines` have a proposal now, `changed` of them another than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub lines: u64,
    pub changed: u64,
}

impl Command for Propose {
    type Out = Proposed;
    const WORD: &'static str = "case-propose";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Proposed> {
        let case = CaseRow::open(tx, self.case)?;
        let out = store_proposals(tx, cx, case.id)?;
        case_state::advance(tx, case.id)?;
        Ok(out)
    }
}

/// The rule of a line that was declined twice: nobody is proposed for it (2 §5).
const DECLINED: &str = "declined";

/// Leaves a line that came back for the second time to the head, with what moves with it.
pub(super) fn leave_to_head(tx: &mut Tx<'_>, line: LineId) -> Res<()> {
    tx.set(Kind::Line, line.0, &[("rule", DECLINED.into())])?;
    let mut along = lines::children(tx, line)?;
    while let Some(child) = along.pop() {
        if child.batch.is_none() && child.disposition.is_none() {
            tx.set(Kind::Line, child.id.0, &[("rule", "with_client".into())])?;
            along.extend(lines::children(tx, child.id)?);
        }
    }
    Ok(())
}

/// The columns a proposal fills.
const FIELDS: [&str; 4] = ["proposed_id", "rule", "why", "over_capacity"];

/// Runs the rules over what is still to be decided and writes what differs.
pub(super) fn store_proposals(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<Proposed> {
    let world = world(tx.conn(), case, &cx.clock, cx.office, Fixed::ByHand)?;
    let plan = propose(&world.input());
    let nobody = plan.proposals.iter().find(|p| p.to == world.leaver);
    if let Some(p) = nobody {
        return Err(Fault::new(Code::Internal).with("detail", p.line));
    }
    let kinds: HashMap<LineId, &Line> = world.lines.iter().map(|l| (l.id, l)).collect();
    let mut teams = Teams::new(tx, &world, &plan)?;
    let mut rows = Vec::with_capacity(plan.proposals.len());
    for p in &plan.proposals {
        let line = kinds.get(&p.line).copied();
        let team = line.filter(|l| l.kind == LineKind::Team && p.why != Why::ByHand);
        // A place in a team weighs nothing: the plan's reason and loads are the head's, and nothing to say of this one.
        let (to, rule, why) = match team.and_then(|l| teams.pick(l)) {
            Some(to) => (to, "even", Val::NULL),
            None => (p.to, p.rule_word(&world.rules), why(p)?),
        };
        rows.push((p.line.0, vec![to.into(), rule.into(), why, p.over_capacity.into()]));
    }
    let lines = rows.len() as u64;
    for l in &plan.left {
        let rule = if l.with.is_some() { "with_client" } else { DECLINED };
        rows.push((l.line.0, vec![Val::NULL, rule.into(), Val::NULL, false.into()]));
    }
    // The reasons carry loads that shift with every change elsewhere; what people look at is who changed.
    let changed = {
        let old: HashMap<i64, Option<EmployeeId>> = tx
            .all(
                "SELECT id, proposed_id FROM ledger_line WHERE case_id = ?1 AND batch_seq IS NULL",
                params![case],
                |r| Ok((r.get(0)?, r.get(1)?)),
            )?
            .into_iter()
            .collect();
        let differs = |(id, v): &&(i64, Vec<Val>)| old.get(id).map(|o| Val::from(*o)) != v.first().cloned();
        rows.iter().filter(differs).count() as u64
    };
    tx.set_rows(Kind::Line, &FIELDS, rows)?;
    Ok(Proposed { lines, changed })
}

pub(super) fn why(p: &Proposal) -> Res<Val> {
    let stored = StoredWhy {
        why: p.why.clone(),
        before: p.load_before,
        after: p.load_after,
        with: p.with,
        substitute: p.substitute,
    };
    Ok(serde_json::to_string(&stored).map_err(|e| Fault::from(Code::Internal, e))?.into())
}

/// Places in teams: the least loaded of the department who is neither the client's owner-to-be nor in its team already.
struct Teams {
    ranked: Vec<EmployeeId>,
    owner_to_be: HashMap<ClientId, EmployeeId>,
    members: HashMap<ClientId, BTreeSet<EmployeeId>>,
}

impl Teams {
    fn new(tx: &Tx<'_>, world: &World, plan: &Plan) -> Res<Self> {
        let mut owner_to_be: HashMap<ClientId, EmployeeId> =
            world.clients.iter().filter_map(|c| Some((c.id, c.owner?))).collect();
        // The other of a pair leaves too (2 §9.7): whoever is to own the client by that case.
        let sql = "SELECT l.object_id, l.proposed_id FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
                   WHERE l.kind = 'client' AND h.leaver_id <> ?1 AND l.batch_seq IS NULL AND l.proposed_id IS NOT NULL \
                     AND h.state IN ('open','distributing','handing_over','paused')";
        for (client, to) in tx.all(sql, params![world.leaver], |r| Ok((r.get(0)?, r.get(1)?)))? {
            owner_to_be.insert(client, to);
        }
        let clients: HashMap<LineId, ClientId> =
            world.lines.iter().filter(|l| l.kind == LineKind::Client).filter_map(|l| Some((l.id, l.client?))).collect();
        for p in &plan.proposals {
            if let Some(client) = clients.get(&p.line) {
                owner_to_be.insert(*client, p.to);
            }
        }
        let mut members: HashMap<ClientId, BTreeSet<EmployeeId>> = HashMap::new();
        for c in &world.clients {
            members.entry(c.id).or_default().extend(c.team.iter().copied());
        }
        // A person whom a hand choice already put into a team of this case counts as being there.
        let sql = "SELECT m.client_id, l.proposed_id FROM ledger_line l JOIN client_team m ON m.id = l.object_id \
                   JOIN handover_case h ON h.id = l.case_id WHERE h.leaver_id = ?1 AND l.kind = 'team' AND l.rule = 'hand'";
        for (client, who) in
            tx.all(sql, params![world.leaver], |r| Ok((r.get(0)?, r.get::<_, Option<EmployeeId>>(1)?)))?
        {
            members.entry(client).or_default().extend(who);
        }
        Ok(Self { ranked: ranked(world, plan), owner_to_be, members })
    }

    fn pick(&mut self, line: &Line) -> Option<EmployeeId> {
        let client = line.client?;
        let owner = self.owner_to_be.get(&client).copied();
        let team = self.members.entry(client).or_default();
        let to = self.ranked.iter().copied().find(|e| Some(*e) != owner && !team.contains(e))?;
        team.insert(to);
        Some(to)
    }
}

/// Managers and seniors of the leaver's department by the load they will have, then name, then id.
fn ranked(world: &World, plan: &Plan) -> Vec<EmployeeId> {
    let loads: HashMap<EmployeeId, Load> = plan.receivers.iter().map(|r| (r.person, r.load_after)).collect();
    let mut out: Vec<(Load, String, EmployeeId)> = world
        .persons
        .iter()
        .filter(|p| p.id != world.leaver && p.department == world.department && !p.switched_off && !p.absent)
        .filter(|p| matches!(p.role, Role::Manager | Role::Senior))
        .filter(|p| {
            matches!(p.status, crate::domain::EmployeeStatus::Active | crate::domain::EmployeeStatus::Probation)
        })
        .map(|p| (loads.get(&p.id).copied().unwrap_or_default(), fold(&p.name), p.id))
        .collect();
    out.sort_by(|a, b| match a.0.compare(b.0) {
        Ordering::Equal => (&a.1, a.2).cmp(&(&b.1, b.2)),
        o => o,
    });
    out.into_iter().map(|(.., id)| id).collect()
}

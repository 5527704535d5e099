//! One client handed over alone (1-B6): what would move before anybody says so, and what was said once it has.

use super::ask::Asker;
use super::case::{VISIBLE, Who, visible};
use super::clients::{self, ClientCard};
use super::q;
use crate::base::{At, CaseId, ClientId, EmployeeId, HOUR_MS, Money, Res, Sums};
use crate::domain::context::{required_of_client, required_of_deal};
use crate::domain::distribution::Held;
use crate::domain::{Block, LineKind, SingleReason, StageKind, Temperature};
use crate::store::params;

/// What moves with a client: what its own manager has open of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    pub deals: u64,
    pub sums: Sums,
    pub tasks: u64,
    pub leads: u64,
}

impl Moves {
    /// One more line goes along.
    pub fn add(&mut self, kind: LineKind, amount: Option<Money>) {
        match kind {
            LineKind::Deal => {
                self.deals += 1;
                amount.into_iter().for_each(|a| self.sums.add(a));
            }
            LineKind::Task => self.tasks += 1,
            LineKind::Lead => self.leads += 1,
            _ => {}
        }
    }

    /// As a load counts it (2 §5).
    pub fn held(&self) -> Held {
        let n = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        Held::bundle(n(self.deals), n(self.tasks), true)
    }
}

/// A client as the form of its handover needs it.
#[derive(Debug, Clone)]
pub struct SinglePlan {
    pub client: ClientId,
    pub card: ClientCard,
    /// The handover the client is in already.
    pub in_case: Option<CaseId>,
    pub moves: Moves,
    /// Colleagues' open deals on this client, with their managers: they are shown and not moved (2 §5).
    pub stays: Vec<(String, String)>,
    /// Blocks of context that are owed by what moves and that nobody has written.
    pub owed: Vec<Block>,
    /// So often has this client asked for another manager.
    pub requests: u64,
    /// Somebody at the client can be written to.
    pub has_address: bool,
}

/// What was said when a client was handed over, for the step «Причина».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SingleView {
    pub client: (ClientId, String),
    pub reason: Option<SingleReason>,
    pub comment: String,
    pub from: Option<Who>,
    /// Whom it is proposed for, or given to.
    pub to: Option<Who>,
    pub opened_at: Option<At>,
    pub requests: u64,
    /// Handovers of this client alone, this one included.
    pub handovers: u64,
}

/// What is open of a client and its manager's: the deals with what makes them hot.
const DEALS: &str = "\
SELECT d.id, d.stage_kind, d.amount, d.currency, \
       (SELECT min(t.due_at) FROM task t WHERE t.deal_id = d.id AND t.state = 'open'), \
       (SELECT group_concat(b.block) FROM context_block b WHERE b.kind = 'deal' AND b.object_id = d.id AND b.state <> 'empty') \
  FROM deal d WHERE d.client_id = ?1 AND d.owner_id = ?2 AND d.stage_kind IN ('open','final') ORDER BY d.id";

/// Somebody to write to: a contact with a mail who did not refuse and is not to be left out, or the client's own mailbox
/// where no contact has one.
const ADDRESS: &str = "\
SELECT EXISTS (SELECT 1 FROM client_contact cc JOIN contact k ON k.id = cc.contact_id \
         JOIN point p ON p.contact_id = k.id AND p.kind = 'mail' \
        WHERE cc.client_id = ?1 AND k.decision <> 'avoid' AND k.do_not_write = 0) \
    OR EXISTS (SELECT 1 FROM point WHERE client_id = ?1 AND kind = 'mail')";

const REQUESTS: &str =
    "SELECT count(*) FROM handover_case WHERE client_id = ?1 AND reason = 'client_request' AND state <> 'withdrawn'";

/// For the form about one client; `None` where there is none or it is not in the scope.
pub fn plan(a: &Asker<'_>, client: ClientId) -> Res<Option<SinglePlan>> {
    let Some(card) = clients::card(a, client)? else { return Ok(None) };
    let owner = card.row.owner_id;
    let (mut moves, mut owed) = (Moves::default(), Vec::new());
    let hot = a.clock.now.plus(i64::from(a.office.hot_hours) * HOUR_MS);
    for (stage, amount, due, written) in q::all(a.conn, DEALS, params![client, owner], |r| {
        let amount = Money::new(r.get(2)?, r.get(3)?);
        Ok((r.get::<_, StageKind>(1)?, amount, r.get::<_, Option<At>>(4)?, r.get::<_, Option<String>>(5)?))
    })? {
        moves.deals += 1;
        moves.sums.add(amount);
        let is_final = stage == StageKind::Final;
        let heat = if is_final || due.is_some_and(|d| d <= hot) { Temperature::Hot } else { Temperature::Warm };
        owe(&mut owed, required_of_deal(card.row.segment, heat, is_final), written.as_deref());
    }
    if moves.deals == 0 {
        let sql = "SELECT group_concat(block) FROM context_block WHERE kind = 'client' AND object_id = ?1 AND state <> 'empty'";
        let written: Option<String> = q::one(a.conn, sql, params![client], |r| r.get(0))?.flatten();
        owe(&mut owed, required_of_client(card.row.segment, card.row.temperature), written.as_deref());
    }
    let count = |sql: &str| q::count(a.conn, sql, params![client, owner]).map(i64::unsigned_abs);
    moves.tasks = count(
        "SELECT count(*) FROM task t LEFT JOIN deal d ON d.id = t.deal_id \
          WHERE coalesce(t.client_id, d.client_id) = ?1 AND t.owner_id = ?2 AND t.state = 'open'",
    )?;
    moves.leads =
        count("SELECT count(*) FROM lead WHERE client_id = ?1 AND owner_id = ?2 AND state IN ('new','working')")?;
    Ok(Some(SinglePlan {
        client,
        in_case: q::one(
            a.conn,
            "SELECT case_id FROM active_object WHERE kind = ?1 AND id = ?2",
            params![LineKind::Client, client],
            |r| r.get(0),
        )?,
        moves,
        stays: q::all(
            a.conn,
            "SELECT d.title, e.name FROM deal d JOIN employee e ON e.id = d.owner_id WHERE d.client_id = ?1 \
               AND d.owner_id IS NOT ?2 AND d.stage_kind IN ('open','final') ORDER BY d.id LIMIT 20",
            params![client, owner],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?,
        owed,
        requests: q::count(a.conn, REQUESTS, params![client])?.unsigned_abs(),
        has_address: q::count(a.conn, ADDRESS, params![client])? > 0,
        card,
    }))
}

/// Adds what is required and not written, each block once.
fn owe(owed: &mut Vec<Block>, required: &[Block], written: Option<&str>) {
    let written: Vec<&str> = written.unwrap_or_default().split(',').collect();
    let new = required.iter().filter(|b| !written.contains(&b.word()));
    owed.extend(new.filter(|b| !owed.contains(b)).copied().collect::<Vec<_>>());
}

/// What was said at the opening; `None` for a case of another kind or out of the scope.
pub fn view(a: &Asker<'_>, case: CaseId) -> Res<Option<SingleView>> {
    let Some((department, person)) = visible(a.scope) else { return Ok(None) };
    let sql = format!(
        "SELECT h.client_id, k.name, h.reason, coalesce(h.comment, ''), h.opened_at, f.id, f.name, t.id, t.name, \
           (SELECT count(*) FROM handover_case o WHERE o.client_id = h.client_id AND o.state <> 'withdrawn') \
         FROM handover_case h JOIN client k ON k.id = h.client_id LEFT JOIN employee f ON f.id = h.leaver_id \
         LEFT JOIN ledger_line l ON l.case_id = h.id AND l.kind = 'client' AND l.object_id = h.client_id \
         LEFT JOIN employee t ON t.id = coalesce(l.to_id, l.proposed_id) WHERE h.id = ?1 AND {VISIBLE}"
    );
    let who = |id: Option<EmployeeId>, name: Option<String>| id.zip(name).map(|(id, name)| Who { id, name });
    let found = q::one(a.conn, &sql, params![case, department, person], |r| {
        Ok(SingleView {
            client: (r.get(0)?, r.get(1)?),
            reason: r.get(2)?,
            comment: r.get(3)?,
            opened_at: r.get(4)?,
            from: who(r.get(5)?, r.get(6)?),
            to: who(r.get(7)?, r.get(8)?),
            requests: 0,
            handovers: r.get::<_, i64>(9)?.unsigned_abs(),
        })
    })?;
    let Some(mut out) = found else { return Ok(None) };
    out.requests = q::count(a.conn, REQUESTS, params![out.client.0])?.unsigned_abs();
    Ok(Some(out))
}

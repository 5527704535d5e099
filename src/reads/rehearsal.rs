//! The distribution of a hidden preparation, before there is a ledger: the same rules over what the employee holds now, with
//! the head's own words (2 §3). Nothing is written; nobody but those who may know of it is answered.

use std::collections::BTreeMap;

use super::ask::Asker;
use super::distribution::{Days, World, draft_clients, persons, points, rules};
use super::frozen::money;
use super::hidden::{self, may_know};
use super::q;
use super::receives::{Away, Term, judge};
use super::single::Moves;
use crate::base::{CaseId, ClientId, Code, DealId, EmployeeId, Fault, HOUR_MS, Kind, LineId, Ref, Res};
use crate::domain::distribution::{Given, Line, Load, Proposal, Receiver, Why, propose};
use crate::domain::prepared::Work;
use crate::domain::temperature::{Signs, temperature};
use crate::domain::{LineKind, Temperature};
use crate::store::params;

/// What somebody would get, and the load before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub id: EmployeeId,
    pub name: String,
    pub before: Load,
    pub after: Load,
    pub given: Given,
    /// Away today.
    pub away: Option<Away>,
}

/// A client, or what goes with none, and whose it would be. `reason` is the head's, where the choice is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsed {
    pub object: Ref,
    pub title: String,
    pub to: EmployeeId,
    pub to_name: String,
    pub reason: Option<String>,
    /// What goes along with it.
    pub along: Moves,
    /// The client it belongs to, or is.
    client: Option<ClientId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    pub case: CaseId,
    pub leaver: EmployeeId,
    pub shares: Vec<Share>,
    /// The load that would be theirs, of everybody who is looked at.
    pub people: Vec<(EmployeeId, Load)>,
    /// By receiver; what goes along with its client is not told apart.
    pub lines: Vec<Rehearsed>,
}

impl Rehearsal {
    /// The other halves: deals that go apart from their client, and the client of a deal that does. By a rule or by an
    /// earlier word; another receiver of this line does not change theirs.
    pub fn apart(&self, line: &Rehearsed) -> impl Iterator<Item = &Rehearsed> {
        let (client, object) = (line.client, line.object);
        let other = if object.kind == Kind::Client { Kind::Deal } else { Kind::Client };
        self.lines
            .iter()
            .filter(move |l| client.is_some() && l.client == client && l.object != object && l.object.kind == other)
    }
}

/// What one line is of, beside what the rules want to know of it.
struct Row {
    object: Ref,
    title: String,
    line: Line,
}

const HELD: &str = "\
SELECT 'client' kind, c.id id, c.name title, c.id client, NULL deal, 0 final, c.next_due_at due, '' currency, 0 amount, \
    c.open_deals open_deals, c.final_deals final_deals, c.last_touch_at touched \
  FROM client c WHERE c.owner_id = ?1 AND c.deleted = 0 \
UNION ALL SELECT 'deal', d.id, coalesce(k.name || ' — ', '') || d.title, d.client_id, d.id, d.stage_kind = 'final', \
    (SELECT min(t.due_at) FROM task t WHERE t.deal_id = d.id AND t.state = 'open'), d.currency, d.amount, 1, \
    d.stage_kind = 'final', NULL \
  FROM deal d LEFT JOIN client k ON k.id = d.client_id WHERE d.owner_id = ?1 AND d.stage_kind IN ('open','final') \
UNION ALL SELECT 'task', t.id, t.title, coalesce(t.client_id, (SELECT client_id FROM deal WHERE id = t.deal_id)), t.deal_id, 0, \
    t.due_at, '', 0, 0, 0, NULL FROM task t WHERE t.owner_id = ?1 AND t.state = 'open' \
UNION ALL SELECT 'lead', l.id, l.title, l.client_id, NULL, 0, NULL, '', 0, 0, 0, NULL \
  FROM lead l WHERE l.owner_id = ?1 AND l.state IN ('new','working') ORDER BY 1, 2";

/// Errors: `UnknownCase` for what is no hidden preparation, or is one this asker may not know of; `HeadNeeded`.
pub fn rehearsal(a: &Asker<'_>, case: CaseId) -> Res<Rehearsal> {
    let unknown = || Fault::new(Code::UnknownCase).with("name", case.0);
    let of = hidden::of(a.conn, case)?.filter(|of| may_know(&a.who, *of)).ok_or_else(unknown)?;
    let head = of.head.ok_or_else(|| Fault::new(Code::HeadNeeded).with("name", of.leaver))?;
    let work = hidden::work(a.conn, case)?;
    let rows = held(a, of.leaver, &work)?;
    let world = World {
        leaver: of.leaver,
        head,
        department: of.department,
        lines: rows.iter().map(|r| r.line).collect(),
        clients: draft_clients(a.conn, case, a.clock.now, a.office)?,
        persons: persons(a.conn, &Days::just(a.clock.today()), a.office)?,
        holders: Vec::new(),
        declined: Vec::new(),
        refused: Vec::new(),
        rules: rules(a.conn)?,
        points: points(a.office),
        base_currency: a.office.currency,
    };
    let plan = propose(&world.input());
    let name = |id: EmployeeId| world.persons.iter().find(|p| p.id == id).map_or_else(String::new, |p| p.name.clone());
    let people = plan.receivers.iter().map(|r| (r.person, r.load_after)).collect();
    let term = Term::Since(a.clock.today());
    let share = |r: &Receiver| -> Res<Share> {
        Ok(Share {
            id: r.person,
            name: name(r.person),
            before: r.load_before,
            after: r.load_after,
            given: r.given,
            away: judge(a.conn, r.person, Some(of.leaver), term)?.and_then(|j| j.away),
        })
    };
    let shares = plan.receivers.iter().filter(|r| r.given.all() > 0).map(share).collect::<Res<Vec<Share>>>()?;
    let mut along = followers(&plan.proposals, &rows);
    let lines = plan.proposals.iter().filter_map(|p| {
        let row = rows.iter().find(|r| r.line.id == p.line)?;
        let own = row.object.kind == Kind::Client || p.with.is_none();
        let reason =
            work.wishes.iter().find(|w| w.object == row.object && p.why == Why::ByHand).map(|w| w.reason.clone());
        let client = row.line.client;
        let (object, title, along) = (row.object, row.title.clone(), along.remove(&p.line).unwrap_or_default());
        own.then(|| Rehearsed { object, title, to: p.to, to_name: name(p.to), reason, along, client })
    });
    let mut lines: Vec<Rehearsed> = lines.collect();
    lines.sort_by(|a, b| (&a.to_name, a.to, &a.title).cmp(&(&b.to_name, b.to, &b.title)));
    Ok(Rehearsal { case, leaver: of.leaver, shares, people, lines })
}

/// What follows each line, counted.
fn followers(proposals: &[Proposal], rows: &[Row]) -> BTreeMap<LineId, Moves> {
    let of: BTreeMap<LineId, Line> = rows.iter().map(|r| (r.line.id, r.line)).collect();
    let mut out: BTreeMap<LineId, Moves> = BTreeMap::new();
    for (p, main) in proposals.iter().filter_map(|p| p.with.map(|main| (p, main))) {
        let Some(line) = of.get(&p.line) else { continue };
        out.entry(main).or_default().add(line.kind, line.amount);
    }
    out
}

fn held(a: &Asker<'_>, who: EmployeeId, work: &Work) -> Res<Vec<Row>> {
    let hot = a.clock.now.plus(i64::from(a.office.hot_hours) * HOUR_MS).0;
    let mut rows = q::all(a.conn, HELD, params![who], |r| {
        let kind: LineKind = r.get(0)?;
        let (of, id): (Kind, i64) = match kind {
            LineKind::Client => (Kind::Client, r.get(1)?),
            LineKind::Deal => (Kind::Deal, r.get(1)?),
            LineKind::Lead => (Kind::Lead, r.get(1)?),
            _ => (Kind::Task, r.get(1)?),
        };
        let due: Option<i64> = r.get(6)?;
        let burns = due.is_some_and(|d| d <= hot);
        let final_stage: bool = r.get(5)?;
        let temperature = match kind {
            LineKind::Client => {
                let signs = Signs {
                    open_deals: r.get(9)?,
                    final_deals: r.get(10)?,
                    next_due: r.get(6)?,
                    last_touch: r.get(11)?,
                };
                temperature(signs, a.clock.now, a.office)
            }
            LineKind::Deal if final_stage || burns => Temperature::Hot,
            LineKind::Deal => Temperature::Warm,
            LineKind::Task if burns => Temperature::Hot,
            _ => Temperature::Cold,
        };
        let object = Ref::new(of, id);
        let line = Line {
            id: LineId(0),
            kind,
            client: r.get::<_, Option<ClientId>>(3)?,
            deal: r.get::<_, Option<DealId>>(4)?,
            final_stage,
            temperature,
            due,
            amount: if kind == LineKind::Deal { money(r, 7, 8)? } else { None },
            fixed: work.wishes.iter().find(|w| w.object == object).map(|w| w.to),
        };
        Ok(Row { object, title: r.get(2)?, line })
    })?;
    for (n, row) in (1..).zip(&mut rows) {
        row.line.id = LineId(n);
    }
    Ok(rows)
}

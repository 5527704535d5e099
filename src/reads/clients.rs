//! Clients: the list by window, and one card.

mod search;

use serde::Serialize;

use super::ask::Asker;
use super::conditions::{CLIENTS_OR_HANDED, hands_over};
use super::keyset::Keyset;
use super::owner_history::{self, Held};
use super::promises::{self, PromiseView};
use super::window::{Page, Place, Window};
use super::{Scope, q};
use crate::base::{At, ClientId, Currency, Day, DealId, Due, EmployeeId, Money, Res, TaskId};
use crate::domain::filter::{Cmp, Cond, Filter, filter};
use crate::domain::papers::PromiseSaid;
use crate::domain::temperature::{Signs, temperature};
use crate::domain::{DecisionRole, LineKind, Segment, StageKind, TaskKind, Temperature};
use crate::store::{Row, SqlError, Val, params, params_from_iter};

pub(super) use search::quick;

/// The orders that have an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    #[default]
    Name,
    /// The nearest deadline first; clients without one last.
    Due,
}

/// What the list is asked for: the filter as typed and the order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Find {
    pub filter: String,
    pub sort: Sort,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRow {
    pub id: ClientId,
    pub name: String,
    pub owner_id: Option<EmployeeId>,
    /// Empty: nobody.
    pub owner: String,
    pub segment: Segment,
    pub region: String,
    pub open_deals: u32,
    /// Open deals in roubles' minor units by the base currency; other currencies are on the card.
    pub amount: Money,
    pub next_due: Option<At>,
    pub temperature: Temperature,
}

const COLUMNS: &str = "c.id, c.name, c.owner_id, coalesce(e.name, ''), c.segment, coalesce(c.region, ''), c.open_deals,
    (SELECT coalesce(sum(d.amount), 0) FROM deal d WHERE d.client_id = c.id AND d.stage_kind IN ('open', 'final')
        AND d.currency = 'RUB'),
    c.next_due_at, c.final_deals, c.last_touch_at";
const FROM: &str = "client c LEFT JOIN employee e ON e.id = c.owner_id";

/// Raw columns; the temperature needs the clock and is set after.
fn read(r: &Row<'_>) -> Result<(ClientRow, Signs), SqlError> {
    let signs = Signs { open_deals: r.get(6)?, final_deals: r.get(9)?, next_due: r.get(8)?, last_touch: r.get(10)? };
    let row = ClientRow {
        id: r.get(0)?,
        name: r.get(1)?,
        owner_id: r.get(2)?,
        owner: r.get(3)?,
        segment: r.get(4)?,
        region: r.get(5)?,
        open_deals: r.get(6)?,
        amount: Money::new(r.get(7)?, Currency::RUB),
        next_due: r.get(8)?,
        temperature: Temperature::Cold,
    };
    Ok((row, signs))
}

fn warmed(a: &Asker<'_>, (mut row, signs): (ClientRow, Signs)) -> ClientRow {
    row.temperature = temperature(signs, a.clock.now, a.office);
    row
}

/// Conditions on `client c` as fixed SQL with bound values.
fn conditions(a: &Asker<'_>, f: &Filter) -> (Vec<&'static str>, Vec<Val>) {
    let mut sql = vec!["c.deleted = 0"];
    let mut values: Vec<Val> = Vec::new();
    match a.scope {
        Scope::All => {}
        Scope::Department(d) => {
            sql.push("c.owner_id IN (SELECT id FROM employee WHERE department_id = ?)");
            values.push((*d).into());
        }
        Scope::Own(e) if hands_over(&a.who) => {
            sql.push(CLIENTS_OR_HANDED);
            values.extend([(*e).into(), (*e).into(), LineKind::Client.into()]);
        }
        Scope::Own(e) => {
            sql.push("c.owner_id = ?");
            values.push((*e).into());
        }
        Scope::Nothing => sql.push("0"),
    }
    for cond in &f.conds {
        match cond {
            Cond::Owner(o) if o.is_empty() => sql.push("c.owner_id IS NULL"),
            Cond::Owner(o) => {
                sql.push("c.owner_id IN (SELECT id FROM employee WHERE instr(name_fold, ?) > 0)");
                values.push(o.clone().into());
            }
            Cond::OwnerIs(id) => {
                sql.push("c.owner_id = ?");
                values.push((*id).into());
            }
            Cond::Segment(s) => {
                sql.push("c.segment = ?");
                values.push((*s).into());
            }
            Cond::Region(v) => {
                sql.push("instr(c.region_fold, ?) > 0");
                values.push(v.clone().into());
            }
            Cond::Industry(v) => {
                sql.push("instr(c.industry_fold, ?) > 0");
                values.push(v.clone().into());
            }
            Cond::Stage(v) => {
                sql.push(
                    "EXISTS (SELECT 1 FROM deal d JOIN stage s ON s.id = d.stage_id WHERE d.client_id = c.id
                        AND d.stage_kind IN ('open', 'final') AND instr(s.name_fold, ?) > 0)",
                );
                values.push(v.clone().into());
            }
            Cond::Due(cmp, days) => {
                let (from, to) = (a.clock.zone.at(a.clock.today().plus(*days), 0), 1440);
                let end = a.clock.zone.at(a.clock.today().plus(*days), to);
                match cmp {
                    Cmp::Less => {
                        sql.push("c.next_due_at < ?");
                        values.push(from.into());
                    }
                    Cmp::More => {
                        sql.push("c.next_due_at >= ?");
                        values.push(end.into());
                    }
                    Cmp::Is => {
                        sql.push("c.next_due_at >= ? AND c.next_due_at < ?");
                        values.extend([from.into(), end.into()]);
                    }
                }
            }
            Cond::Temperature(t) => heat(a, *t, &mut sql, &mut values),
            // A client has neither a context of five blocks nor a state: nothing is found, and the echo says why.
            Cond::Context(..) | Cond::State(_) => sql.push("0"),
        }
    }
    (sql, values)
}

/// `domain::temperature` as a condition on the kept columns.
pub(super) fn heat(a: &Asker<'_>, t: Temperature, sql: &mut Vec<&'static str>, values: &mut Vec<Val>) {
    let hot = a.clock.now.plus(i64::from(a.office.hot_hours) * crate::base::HOUR_MS);
    let warm = a.clock.now.plus(-i64::from(a.office.warm_days) * crate::base::DAY_MS);
    match t {
        Temperature::Hot => {
            sql.push("(c.final_deals > 0 OR ifnull(c.next_due_at <= ?, 0))");
            values.push(hot.into());
        }
        Temperature::Warm => {
            sql.push(
                "NOT (c.final_deals > 0 OR ifnull(c.next_due_at <= ?, 0)) AND (c.open_deals > 0 OR ifnull(c.last_touch_at >= ?, 0))",
            );
            values.extend([hot.into(), warm.into()]);
        }
        Temperature::Cold => {
            sql.push(
                "NOT (c.final_deals > 0 OR ifnull(c.next_due_at <= ?, 0)) AND NOT (c.open_deals > 0 OR ifnull(c.last_touch_at >= ?, 0))",
            );
            values.extend([hot.into(), warm.into()]);
        }
    }
}

/// One window of the list. With words it is a search.
pub fn list(a: &Asker<'_>, find: &Find, w: Window) -> Res<Page<ClientRow>> {
    let f = filter(&find.filter);
    if !f.words.is_empty() {
        return search::searched(a, &f, find.sort, w);
    }
    let (keyset, known) = keyset(a, &f, find.sort)?;
    let page = keyset.page(a.conn, w, known, read, |r| r.0.id.0)?;
    Ok(Page {
        rows: page.rows.into_iter().map(|r| warmed(a, r)).collect(),
        at_start: page.at_start,
        at_end: page.at_end,
        before: page.before,
        total: page.total,
    })
}

/// Where a client stands in the list, counted to the end. A search knows that already: `None`.
pub fn place(a: &Asker<'_>, find: &Find, id: ClientId) -> Res<Option<Place>> {
    let f = filter(&find.filter);
    if !f.words.is_empty() {
        return Ok(None);
    }
    let (keyset, known) = keyset(a, &f, find.sort)?;
    keyset.place(a.conn, id.0, known)
}

/// The list as pieces, and its total where that is kept.
fn keyset(a: &Asker<'_>, f: &Filter, sort: Sort) -> Res<(Keyset<'static>, Option<u64>)> {
    let (sql, values) = conditions(a, f);
    let plain = sql.len() == 1 && sort == Sort::Name;
    let known = if plain { Some(kept_total(a)?) } else { None };
    let key = match sort {
        Sort::Name => "c.name_fold",
        Sort::Due => "c.next_due_at",
    };
    let mut filter = sql.join(" AND ");
    if sort == Sort::Due {
        // The index holds only clients with a deadline: those without one are not in this order.
        filter.push_str(" AND c.next_due_at IS NOT NULL");
    }
    let base = "client c";
    let keyset = Keyset { columns: COLUMNS, from: FROM, base, id: "c.id", key, descending: false, filter, values };
    Ok((keyset, known))
}

/// All clients, from the kept sums: no count over the table.
fn kept_total(a: &Asker<'_>) -> Res<u64> {
    Ok(q::count(a.conn, "SELECT sum(n) FROM owner_stats WHERE kind = 'client'", [])? as u64)
}

/// Everything a list finds, as a condition on `client c`. An order by deadlines holds no client without one; a search by
/// words all that it finds, also where the list shows no more than the first of it.
pub(super) fn found(a: &Asker<'_>, find: &Find) -> Res<(String, Vec<Val>)> {
    let f = filter(&find.filter);
    if !f.words.is_empty() {
        return search::whole(a, &f);
    }
    let (mut sql, values) = conditions(a, &f);
    if find.sort == Sort::Due {
        sql.push("c.next_due_at IS NOT NULL");
    }
    Ok((sql.join(" AND "), values))
}

// ── The card ──

/// Everything the card of one client shows.
#[derive(Debug, Clone)]
pub struct ClientCard {
    pub row: ClientRow,
    pub inn: String,
    pub industry: String,
    pub address: String,
    pub docs_owed: String,
    pub next_contact: Option<Day>,
    pub last_touch: Option<At>,
    /// Name and duty.
    pub team: Vec<(String, String)>,
    pub contacts: Vec<ContactLine>,
    /// The client's own phones and mails.
    pub points: Vec<String>,
    pub deals: Vec<DealLine>,
    pub tasks: Vec<TaskLine>,
    /// What is agreed to come next and lies ahead, of the client and of its open deals; no task says it already.
    pub steps: Vec<StepLine>,
    /// To the client and in its deals.
    pub promises: Vec<PromiseSaid>,
    /// Newest first.
    pub owners: Vec<Held>,
    /// When and what; newest first.
    pub notes: Vec<(Option<At>, String)>,
}

#[derive(Debug, Clone)]
pub struct ContactLine {
    pub name: String,
    pub position: String,
    pub decision: DecisionRole,
    pub points: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct DealLine {
    pub id: DealId,
    pub title: String,
    pub stage: String,
    pub kind: StageKind,
    pub amount: Money,
    pub owner_id: Option<EmployeeId>,
    pub owner: String,
    pub expected_close: Option<Day>,
}

#[derive(Debug, Clone)]
pub struct TaskLine {
    pub id: TaskId,
    pub kind: TaskKind,
    pub title: String,
    pub due: Option<At>,
}

/// A next step from the context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLine {
    pub text: String,
    pub on: Due,
    /// The deal it is about; empty: the client as a whole.
    pub deal: String,
}

/// One client, or `None` where there is none or it is not in the scope.
pub fn card(a: &Asker<'_>, id: ClientId) -> Res<Option<ClientCard>> {
    let (sql, mut values) = conditions(a, &Filter::default());
    let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE {} AND c.id = ?", sql.join(" AND "));
    values.push(id.into());
    let Some(row) = q::one(a.conn, &sql, params_from_iter(values), read)? else { return Ok(None) };
    let row = warmed(a, row);
    let more = q::one(
        a.conn,
        "SELECT coalesce(inn, ''), coalesce(industry, ''), coalesce(address, ''), coalesce(docs_owed, ''),
                next_contact_on, last_touch_at FROM client WHERE id = ?1",
        params![id],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?)),
    )?;
    let Some((inn, industry, address, docs_owed, next_contact, last_touch)) = more else { return Ok(None) };
    Ok(Some(ClientCard {
        row,
        inn,
        industry,
        address,
        docs_owed,
        next_contact,
        last_touch,
        team: q::all(
            a.conn,
            "SELECT e.name, t.duty FROM client_team t JOIN employee e ON e.id = t.employee_id
              WHERE t.client_id = ?1 AND t.employee_id IS NOT (SELECT owner_id FROM client WHERE id = ?1) ORDER BY t.id",
            params![id],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?,
        contacts: contacts(a, id)?,
        points: q::all(a.conn, "SELECT written FROM point WHERE client_id = ?1 ORDER BY kind, id", params![id], |r| {
            r.get(0)
        })?,
        deals: deals(a, id)?,
        tasks: q::all(
            a.conn,
            "SELECT id, kind, title, due_at FROM task WHERE client_id = ?1 AND state = 'open'
              ORDER BY due_at IS NULL, due_at, id LIMIT 50",
            params![id],
            |r| Ok(TaskLine { id: r.get(0)?, kind: r.get(1)?, title: r.get(2)?, due: r.get(3)? }),
        )?,
        steps: steps(a, id)?,
        promises: promises::to_client(a.conn, id)?.iter().map(PromiseView::said).collect(),
        owners: owner_history::of(a.conn, id.into())?,
        notes: q::all(
            a.conn,
            "SELECT at, text FROM note WHERE client_id = ?1 ORDER BY at DESC, id DESC LIMIT 20",
            params![id],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?,
    }))
}

const STEPS: &str = "\
SELECT b.text, b.on_day, b.on_minute, coalesce(d.title, '') FROM context_block b \
  LEFT JOIN deal d ON b.kind = 'deal' AND d.id = b.object_id \
 WHERE (b.kind = 'client' AND b.object_id = ?1 AND b.block = 'next_contact' \
     OR b.kind = 'deal' AND b.block = 'next_step' AND b.object_id IN \
       (SELECT id FROM deal WHERE client_id = ?1 AND stage_kind IN ('open','final'))) \
   AND b.state = 'filled' AND b.on_day >= ?2 \
   AND NOT EXISTS (SELECT 1 FROM task t WHERE t.client_id = ?1 AND t.state = 'open' AND t.title = b.text AND t.due_day = b.on_day) \
   AND NOT EXISTS (SELECT 1 FROM context_block o WHERE b.kind = 'deal' AND o.kind = 'client' AND o.object_id = ?1 \
     AND o.block = 'next_contact' AND o.state = 'filled' AND o.text = b.text AND o.on_day = b.on_day) \
 ORDER BY b.on_day, coalesce(b.on_minute, 1440), b.kind, b.object_id LIMIT 10";

/// Each step once, the nearest first.
fn steps(a: &Asker<'_>, id: ClientId) -> Res<Vec<StepLine>> {
    q::all(a.conn, STEPS, params![id, a.clock.today()], |r| {
        Ok(StepLine { text: r.get(0)?, on: Due { day: r.get(1)?, minute: r.get(2)? }, deal: r.get(3)? })
    })
}

fn contacts(a: &Asker<'_>, id: ClientId) -> Res<Vec<ContactLine>> {
    let rows: Vec<(i64, ContactLine)> = q::all(
        a.conn,
        "SELECT k.id, k.name, coalesce(k.position, ''), k.decision FROM client_contact cc
           JOIN contact k ON k.id = cc.contact_id WHERE cc.client_id = ?1 ORDER BY k.name_fold, k.id LIMIT 50",
        params![id],
        |r| {
            let line = ContactLine { name: r.get(1)?, position: r.get(2)?, decision: r.get(3)?, points: Vec::new() };
            Ok((r.get(0)?, line))
        },
    )?;
    rows.into_iter()
        .map(|(contact, mut line)| {
            line.points = q::all(
                a.conn,
                "SELECT written FROM point WHERE contact_id = ?1 ORDER BY kind DESC, id",
                params![contact],
                |r| r.get(0),
            )?;
            Ok(line)
        })
        .collect()
}

/// Open deals first, then the latest closed ones.
fn deals(a: &Asker<'_>, id: ClientId) -> Res<Vec<DealLine>> {
    q::all(
        a.conn,
        "SELECT d.id, d.title, s.name, d.stage_kind, d.amount, d.currency, d.owner_id, coalesce(e.name, ''), d.expected_close
           FROM deal d JOIN stage s ON s.id = d.stage_id LEFT JOIN employee e ON e.id = d.owner_id
          WHERE d.client_id = ?1
          ORDER BY d.stage_kind IN ('won', 'lost'), d.expected_close IS NULL, d.expected_close, d.id LIMIT 60",
        params![id],
        |r| {
            Ok(DealLine {
                id: r.get(0)?,
                title: r.get(1)?,
                stage: r.get(2)?,
                kind: r.get(3)?,
                amount: Money::new(r.get(4)?, r.get(5)?),
                owner_id: r.get(6)?,
                owner: r.get(7)?,
                expected_close: r.get(8)?,
            })
        },
    )
}

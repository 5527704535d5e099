//! Whole lists for reports that go to a file: what is open, by owner, then name. Bounded by the scope, not by a window.

use std::collections::BTreeMap;

use super::conditions::Where;
use super::ledger::{LedgerFilter, LedgerRow, window};
use super::papers::{ext_refs, ext_refs_of};
use super::{Scope, case, q};
use crate::base::{
    At, CaseId, ClientId, Clock, Currency, Day, DealId, Due, EmployeeId, LineId, Money, Ref, Res, TaskId,
};
use crate::domain::filter::Cond;
use crate::domain::{Segment, Source, TaskKind};
use crate::store::{Connection, params_from_iter};

/// An active deal: open or in a final stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealLine {
    pub id: DealId,
    /// Its numbers in the CRM, each with the system it is of.
    pub numbers: Vec<(Source, String)>,
    pub title: String,
    pub client: Option<String>,
    pub owner: Option<String>,
    pub stage: String,
    pub amount: Money,
    pub expected_close: Option<Day>,
    /// From the context, where it is filled.
    pub next_step: Option<String>,
    pub next_on: Option<Due>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientLine {
    pub id: ClientId,
    pub numbers: Vec<(Source, String)>,
    pub name: String,
    pub owner: Option<String>,
    pub segment: Segment,
    pub region: Option<String>,
    pub industry: Option<String>,
    pub open_deals: i64,
    pub last_touch: Option<At>,
    pub next_contact: Option<Day>,
}

/// An open task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    pub id: TaskId,
    pub title: String,
    pub kind: TaskKind,
    pub client: Option<String>,
    pub owner: Option<String>,
    pub due: Option<Due>,
}

/// Whose objects: those of the scope, and of the person asked for. As conditions on the owner's column itself, so that
/// one person's report reads one person's rows.
fn seen(scope: &Scope, employee: Option<EmployeeId>, owner: &str) -> Where {
    let mut w = Where::default();
    w.scope(scope, owner);
    if let Some(id) = employee {
        w.owner(&Cond::OwnerIs(id), owner);
    }
    w
}

pub fn deals(c: &Connection, scope: &Scope, employee: Option<EmployeeId>) -> Res<Vec<DealLine>> {
    let seen = seen(scope, employee, "d.owner_id");
    let sql = format!(
        "SELECT d.id, d.title, k.name, e.name, s.name, d.amount, d.currency, d.expected_close, b.text, b.on_day, b.on_minute \
         FROM deal d JOIN stage s ON s.id = d.stage_id LEFT JOIN employee e ON e.id = d.owner_id \
         LEFT JOIN client k ON k.id = d.client_id \
         LEFT JOIN context_block b ON b.kind = 'deal' AND b.object_id = d.id AND b.block = 'next_step' AND b.state = 'filled' \
         WHERE d.stage_kind IN ('open','final') AND {} ORDER BY e.name_fold, d.title_fold, d.id",
        seen.sql()
    );
    let of =
        format!("SELECT 'deal' AS kind, d.id FROM deal d WHERE d.stage_kind IN ('open','final') AND {}", seen.sql());
    let mut numbers = ext_refs(c, &of, params_from_iter(&seen.values))?;
    q::all(c, &sql, params_from_iter(&seen.values), |r| {
        let id: DealId = r.get(0)?;
        let currency = Currency::parse(&r.get::<_, String>(6)?).unwrap_or(Currency::RUB);
        let minute: Option<u16> = r.get(10)?;
        Ok(DealLine {
            id,
            numbers: numbers.remove(&Ref::from(id)).unwrap_or_default(),
            title: r.get(1)?,
            client: r.get(2)?,
            owner: r.get(3)?,
            stage: r.get(4)?,
            amount: Money::new(r.get(5)?, currency),
            expected_close: r.get(7)?,
            next_step: r.get(8)?,
            next_on: r.get::<_, Option<Day>>(9)?.map(|day| Due { day, minute }),
        })
    })
}

pub fn clients(c: &Connection, scope: &Scope, employee: Option<EmployeeId>) -> Res<Vec<ClientLine>> {
    let seen = seen(scope, employee, "k.owner_id");
    let sql = format!(
        "SELECT k.id, k.name, e.name, k.segment, k.region, k.industry, k.open_deals, k.last_touch_at, \
           k.next_contact_on FROM client k LEFT JOIN employee e ON e.id = k.owner_id \
         WHERE k.deleted = 0 AND {} ORDER BY e.name_fold, k.name_fold, k.id",
        seen.sql()
    );
    let of = format!("SELECT 'client' AS kind, k.id FROM client k WHERE k.deleted = 0 AND {}", seen.sql());
    let mut numbers = ext_refs(c, &of, params_from_iter(&seen.values))?;
    q::all(c, &sql, params_from_iter(&seen.values), |r| {
        let id: ClientId = r.get(0)?;
        Ok(ClientLine {
            id,
            numbers: numbers.remove(&Ref::from(id)).unwrap_or_default(),
            name: r.get(1)?,
            owner: r.get(2)?,
            segment: r.get(3)?,
            region: r.get(4)?,
            industry: r.get(5)?,
            open_deals: r.get(6)?,
            last_touch: r.get(7)?,
            next_contact: r.get(8)?,
        })
    })
}

pub fn tasks(c: &Connection, scope: &Scope, employee: Option<EmployeeId>) -> Res<Vec<TaskLine>> {
    let seen = seen(scope, employee, "t.owner_id");
    let sql = format!(
        "SELECT t.id, t.title, t.kind, k.name, e.name, t.due_day, t.due_minute \
         FROM task t LEFT JOIN employee e ON e.id = t.owner_id LEFT JOIN client k ON k.id = t.client_id \
         WHERE t.state = 'open' AND {} ORDER BY e.name_fold, t.due_at IS NULL, t.due_at, t.id",
        seen.sql()
    );
    q::all(c, &sql, params_from_iter(&seen.values), |r| {
        let minute: Option<u16> = r.get(6)?;
        Ok(TaskLine {
            id: r.get(0)?,
            title: r.get(1)?,
            kind: r.get(2)?,
            client: r.get(3)?,
            owner: r.get(4)?,
            due: r.get::<_, Option<Day>>(5)?.map(|day| Due { day, minute }),
        })
    })
}

/// The numbers in the CRM of everything a case holds.
pub fn numbers(c: &Connection, case: CaseId) -> Res<BTreeMap<Ref, Vec<(Source, String)>>> {
    ext_refs_of(c, case)
}

/// Every line of a case, or those proposed for or given to one person. Errors: `UnknownCase`.
pub fn ledger(
    c: &Connection,
    scope: &Scope,
    id: CaseId,
    employee: Option<EmployeeId>,
    clock: &Clock,
) -> Res<Vec<LedgerRow>> {
    case::case(c, scope, id, clock)?;
    let filter = LedgerFilter { receiver: employee, ..LedgerFilter::default() };
    let mut out: Vec<LedgerRow> = Vec::new();
    loop {
        let after: Option<LineId> = out.last().map(|l| l.line);
        let page = window(c, scope, id, &filter, after, 1000)?;
        if page.is_empty() {
            return Ok(out);
        }
        out.extend(page);
    }
}

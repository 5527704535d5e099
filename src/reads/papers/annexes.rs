//! One annex per receiver: what an applied batch gave each of them.

use std::collections::BTreeMap;

use super::person;
use crate::base::{CaseId, Currency, Day, Due, EmployeeId, Money, Res};
use crate::domain::papers::*;
use crate::domain::{AcceptanceState, DecisionRole, LineKind, Via};
use crate::reads::ledger::bonus;
use crate::reads::{promises, q};
use crate::store::{Connection, Row, SqlError, params};

/// The acceptance that took the line, if one did.
const TAKEN: &str = "LEFT JOIN acceptance a ON a.id = (SELECT max(x.id) FROM acceptance x \
                     WHERE x.line_id = l.id AND x.state IN ('accepted','forced'))";
const GIVEN: &str = "l.case_id = ?1 AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL AND l.to_id IS NOT NULL";

/// Receivers in the order of their names.
pub(super) fn annexes(c: &Connection, id: CaseId) -> Res<Vec<(EmployeeId, Annex)>> {
    let sql = format!(
        "SELECT DISTINCT e.id, e.name_fold FROM ledger_line l JOIN employee e ON e.id = l.to_id WHERE {GIVEN} \
         ORDER BY e.name_fold, e.id"
    );
    let receivers = q::all(c, &sql, params![id], |r| r.get::<_, EmployeeId>(0))?;
    let mut clients = clients(c, id)?;
    let mut deals = deals(c, id)?;
    let mut tasks = tasks(c, id)?;
    let mut promises = promised(c, id)?;
    let mut others = others(c, id)?;
    let accepted = accepted(c, id)?;
    let mut out = Vec::with_capacity(receivers.len());
    for (i, who) in receivers.into_iter().enumerate() {
        let annex = Annex {
            number: i + 1,
            receiver: person(c, Some(who))?,
            clients: clients.remove(&who).unwrap_or_default(),
            deals: deals.remove(&who).unwrap_or_default(),
            tasks: tasks.remove(&who).unwrap_or_default(),
            promises: promises.remove(&who).unwrap_or_default(),
            others: others.remove(&who).unwrap_or_default(),
            accepted: accepted.get(&who).copied().unwrap_or_default(),
        };
        out.push((who, annex));
    }
    Ok(out)
}

type ByReceiver<T> = BTreeMap<EmployeeId, Vec<T>>;

/// Rows with the receiver in column 0, in the order of the query.
fn grouped<T>(
    c: &Connection,
    sql: &str,
    id: CaseId,
    f: impl Fn(&Row<'_>) -> Result<T, SqlError>,
) -> Res<ByReceiver<T>> {
    let mut out: ByReceiver<T> = BTreeMap::new();
    for (who, row) in q::all(c, sql, params![id], |r| Ok((r.get::<_, EmployeeId>(0)?, f(r)?)))? {
        out.entry(who).or_default().push(row);
    }
    Ok(out)
}

/// A day and a minute in two neighbouring columns.
fn due(r: &Row<'_>, day: usize) -> Result<Option<Due>, SqlError> {
    let minute: Option<u16> = r.get(day + 1)?;
    Ok(r.get::<_, Option<Day>>(day)?.map(|day| Due { day, minute }))
}

/// The receiver's first action where there is one, else what the context says comes next; text, day, minute of each
/// stand in six columns.
fn step(r: &Row<'_>, at: usize) -> Result<(String, Option<Due>), SqlError> {
    let own: Option<String> = r.get(at)?;
    let from = if own.as_deref().is_some_and(|s| !s.is_empty()) { at } else { at + 3 };
    Ok((r.get::<_, Option<String>>(from)?.unwrap_or_default(), due(r, from + 1)?))
}

fn clients(c: &Connection, id: CaseId) -> Res<ByReceiver<ClientRow>> {
    let mut contacts = contacts(c, id)?;
    let sql = format!(
        "SELECT l.to_id, l.object_id, c.name, c.segment, coalesce(c.docs_owed, ''), c.next_contact_on, \
           a.next_step, a.on_day, a.on_minute, b.text, b.on_day, b.on_minute \
         FROM ledger_line l JOIN client c ON c.id = l.object_id {TAKEN} \
         LEFT JOIN context_block b ON b.kind = 'client' AND b.object_id = l.object_id AND b.block = 'next_contact' \
           AND b.state = 'filled' \
         WHERE {GIVEN} AND l.kind = 'client' ORDER BY c.name_fold, c.id"
    );
    let mut rows = grouped(c, &sql, id, |r| {
        let (next_step, due) = step(r, 6)?;
        let agreed: Option<Day> = r.get(5)?;
        let row = ClientRow {
            name: r.get(2)?,
            segment: r.get(3)?,
            contacts: Vec::new(),
            next_contact: due.or(agreed.map(Due::day)),
            next_step,
            docs_owed: r.get(4)?,
        };
        Ok((r.get::<_, i64>(1)?, row))
    })?;
    let filled = rows.iter_mut().map(|(who, rows)| {
        let rows = std::mem::take(rows)
            .into_iter()
            .map(|(client, row)| ClientRow { contacts: contacts.remove(&client).unwrap_or_default(), ..row });
        (*who, rows.collect())
    });
    Ok(filled.collect())
}

/// Contacts of the clients handed over, those who decide first. Whom not to involve is never printed (2 §1).
fn contacts(c: &Connection, id: CaseId) -> Res<BTreeMap<i64, Vec<ContactRow>>> {
    let sql = format!(
        "SELECT l.object_id, k.name, k.decision, \
           coalesce((SELECT p.written FROM point p WHERE p.contact_id = k.id AND p.kind = 'phone' ORDER BY p.id LIMIT 1), '') \
         FROM ledger_line l JOIN client_contact cc ON cc.client_id = l.object_id JOIN contact k ON k.id = cc.contact_id \
         WHERE {GIVEN} AND l.kind = 'client' AND k.decision <> ?2 \
         ORDER BY l.object_id, CASE k.decision WHEN 'decides' THEN 0 WHEN 'influences' THEN 1 WHEN 'helps' THEN 2 ELSE 3 END, \
           k.name_fold, k.id"
    );
    let rows = q::all(c, &sql, params![id, DecisionRole::Avoid], |r| {
        Ok((r.get::<_, i64>(0)?, ContactRow { name: r.get(1)?, decision: r.get(2)?, phone: r.get(3)? }))
    })?;
    let mut out: BTreeMap<i64, Vec<ContactRow>> = BTreeMap::new();
    for (client, row) in rows {
        out.entry(client).or_default().push(row);
    }
    Ok(out)
}

fn deals(c: &Connection, id: CaseId) -> Res<ByReceiver<DealRow>> {
    let sql = format!(
        "SELECT l.to_id, d.title, c.name, s.name, d.amount, d.currency, \
           a.next_step, a.on_day, a.on_minute, b.text, b.on_day, b.on_minute, \
           (SELECT e.name FROM employee e WHERE e.id = l.bonus_id), l.bonus_share, coalesce(l.bonus_agreed, '') \
         FROM ledger_line l JOIN deal d ON d.id = l.object_id JOIN stage s ON s.id = d.stage_id \
         LEFT JOIN client c ON c.id = d.client_id {TAKEN} \
         LEFT JOIN context_block b ON b.kind = 'deal' AND b.object_id = d.id AND b.block = 'next_step' \
           AND b.state = 'filled' \
         WHERE {GIVEN} AND l.kind = 'deal' ORDER BY coalesce(c.name_fold, '\u{ffff}'), d.title_fold, d.id"
    );
    grouped(c, &sql, id, |r| {
        let (next_step, due) = step(r, 6)?;
        let currency = Currency::parse(&r.get::<_, String>(5)?).unwrap_or(Currency::RUB);
        Ok(DealRow {
            title: r.get(1)?,
            client: r.get(2)?,
            stage: r.get(3)?,
            amount: Money::new(r.get(4)?, currency),
            next_step,
            due,
            bonus: bonus(r, 12)?,
        })
    })
}

fn tasks(c: &Connection, id: CaseId) -> Res<ByReceiver<TaskRow>> {
    let sql = format!(
        "SELECT l.to_id, t.title, t.kind, c.name, t.due_day, t.due_minute \
         FROM ledger_line l JOIN task t ON t.id = l.object_id \
         LEFT JOIN deal d ON d.id = t.deal_id LEFT JOIN client c ON c.id = coalesce(t.client_id, d.client_id) \
         WHERE {GIVEN} AND l.kind = 'task' ORDER BY t.due_at IS NULL, t.due_at, t.id"
    );
    grouped(c, &sql, id, |r| Ok(TaskRow { title: r.get(1)?, kind: r.get(2)?, client: r.get(3)?, due: due(r, 4)? }))
}

fn promised(c: &Connection, id: CaseId) -> Res<ByReceiver<PromiseRow>> {
    let mut out: ByReceiver<PromiseRow> = BTreeMap::new();
    for (who, p) in promises::given(c, id)? {
        let row = PromiseRow { said: p.said(), has_task: p.task.is_some(), of: p.title };
        out.entry(who).or_default().push(row);
    }
    Ok(out)
}

fn others(c: &Connection, id: CaseId) -> Res<ByReceiver<OtherRow>> {
    let sql = format!(
        "SELECT l.to_id, l.kind, l.title FROM ledger_line l \
         WHERE {GIVEN} AND l.kind NOT IN ('client','deal','task') ORDER BY l.kind, l.title, l.id"
    );
    grouped(c, &sql, id, |r| Ok(OtherRow { kind: r.get::<_, LineKind>(1)?, title: r.get(2)? }))
}

/// How each receiver's lines were taken; places and positions need no acceptance.
fn accepted(c: &Connection, id: CaseId) -> Res<BTreeMap<EmployeeId, AcceptedCount>> {
    let sql = format!(
        "SELECT l.to_id, a.state, a.via, a.by_list FROM ledger_line l {TAKEN} \
         WHERE {GIVEN} AND l.kind IN ('client','deal','task','lead')"
    );
    let rows = q::all(c, &sql, params![id], |r| {
        let state: Option<AcceptanceState> = r.get(1)?;
        let via: Option<Via> = r.get(2)?;
        Ok((r.get::<_, EmployeeId>(0)?, state, via, r.get::<_, Option<bool>>(3)?.unwrap_or(false)))
    })?;
    let mut out: BTreeMap<EmployeeId, AcceptedCount> = BTreeMap::new();
    for (who, state, via, by_list) in rows {
        let n = out.entry(who).or_default();
        n.total += 1;
        match state {
            Some(AcceptanceState::Forced) => n.forced += 1,
            Some(AcceptanceState::Accepted) => {
                n.accepted += 1;
                n.by_list += i64::from(by_list);
                n.by_sheet += i64::from(via == Some(Via::Sheet));
                n.by_words += i64::from(via == Some(Via::Words));
            }
            _ => {}
        }
    }
    Ok(out)
}

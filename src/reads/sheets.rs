//! What goes onto «Лист передачи» and «Лист приёма», and what a sheet that comes back is known by (2 §4).

mod tasks;

pub use tasks::kind as task_kind;

use super::acceptance::{DeskRow, desk, receivers};
use super::context::{ContextCard, card, queue};
use super::tasks::Told;
use super::{Scope, case, q};
use crate::base::{At, CaseId, Clock, Code, EmployeeId, Fault, Kind, Ref, Res, SheetId};
use crate::domain::context::is_past;
use crate::domain::sheets::{KnownFact, OutBlock, OutContext, OutObject, OutOffer, OutRows, SheetKind};
use crate::domain::{DecisionRole, LineKind, TaskKind};
use crate::store::{Connection, params};

/// Beside a row stand so many contacts, tasks and notes.
const FACTS: usize = 3;
/// Rows of one receiver's sheet.
const OFFERS: u32 = 5_000;

/// Whom a case has a sheet for now: the leaver first, then the receivers with an open offer, by name.
///
/// Errors: `UnknownCase`.
pub fn people(c: &Connection, scope: &Scope, case: CaseId, clock: &Clock) -> Res<Vec<(EmployeeId, SheetKind)>> {
    let view = case::case(c, scope, case, clock)?;
    let mut out = Vec::new();
    if let Some(leaver) = &view.leaver
        && !(queue(c, scope, case, clock.zone)?.is_empty() && tasks::tasks(c, scope, case)?.is_empty())
    {
        out.push((leaver.id, SheetKind::Context));
    }
    let waiting = receivers(c, scope, case, clock)?.into_iter().filter(|r| r.offered > 0);
    out.extend(waiting.map(|r| (r.id, SheetKind::Acceptance)));
    Ok(out)
}

/// The rows of one person's sheet.
///
/// Errors: `UnknownCase`; `SheetNobody` when there is nothing to fill in.
pub fn rows(
    c: &Connection,
    scope: &Scope,
    case: CaseId,
    clock: &Clock,
    person: EmployeeId,
    kind: SheetKind,
) -> Res<OutRows> {
    let rows = match kind {
        SheetKind::Context => {
            let all = queue(c, scope, case, clock.zone)?.into_iter().map(|row| {
                let receiver = row.receiver.map(|(_, name)| name);
                Ok(OutContext { of: object(card(c, scope, Some(case), row.object)?), receiver })
            });
            let all = all.collect::<Res<Vec<OutContext>>>()?;
            let (deals, clients) = all.into_iter().partition(|r| r.of.object.kind == Kind::Deal);
            OutRows::Context { deals, clients, tasks: tasks::tasks(c, scope, case)? }
        }
        SheetKind::Acceptance => {
            let waiting = desk(c, scope, person, Some(case), 0, OFFERS)?;
            OutRows::Acceptance(waiting.into_iter().map(|row| offer(c, scope, row, clock)).collect::<Res<_>>()?)
        }
    };
    if rows.is_empty() {
        return Err(Fault::new(Code::SheetNobody).with("name", name(c, person)?));
    }
    Ok(rows)
}

/// A day that has passed is not proposed: the sheet would be refused with it.
fn offer(c: &Connection, scope: &Scope, row: DeskRow, clock: &Clock) -> Res<OutOffer> {
    let sql = "SELECT max(id) FROM acceptance WHERE line_id = ?1 AND state = 'offered'";
    let offer = q::one(c, sql, params![row.line], |r| r.get(0))?.ok_or_else(|| Fault::new(Code::NotOffered))?;
    let of = match row.kind {
        LineKind::Deal | LineKind::Client => object(card(c, scope, Some(row.case), row.object)?),
        LineKind::Task => task(c, &row)?,
        _ => plain(&row),
    };
    let (step, on) = row.step.map_or_else(Default::default, |s| (s.text, s.on));
    let on = on.filter(|on| !is_past(*on, *clock));
    Ok(OutOffer { of, kind: row.kind, offer, due_at: row.due_at, step, on })
}

/// A task says its title and what its kind asks for.
fn task(c: &Connection, row: &DeskRow) -> Res<OutObject> {
    let sql = "SELECT kind, fields FROM task WHERE id = ?1";
    let told = q::one(c, sql, params![row.object.id], |r| {
        let kind: TaskKind = r.get(0)?;
        Ok(KnownFact::Told(kind, Told::of(kind, &r.get::<_, String>(1)?).all().to_vec()))
    })?;
    Ok(OutObject { known: told.into_iter().collect(), ..plain(row) })
}

/// A lead says all it has in its title.
fn plain(row: &DeskRow) -> OutObject {
    OutObject {
        object: row.object,
        title: row.title.clone(),
        client: row.client.clone(),
        stage: String::new(),
        amount: None,
        close: None,
        known: Vec::new(),
        blocks: Vec::new(),
    }
}

fn object(card: ContextCard) -> OutObject {
    let client = card.client.filter(|(id, _)| Ref::from(*id) != card.object).map(|(_, name)| name);
    // All of them: a promise nobody told of is broken.
    let promises = card.promises.into_iter().map(|p| KnownFact::Promise {
        text: p.text,
        due: p.due,
        agreed_with: p.agreed_with,
        state: p.state,
        answer: p.answer,
    });
    // Whom not to involve is never printed.
    let contacts = card.contacts.into_iter().filter(|k| k.decision != DecisionRole::Avoid).take(FACTS + 1);
    let contacts =
        contacts.map(|k| KnownFact::Contact { name: k.name, role: k.decision, point: k.points.into_iter().next() });
    let tasks = card.tasks.into_iter().take(FACTS);
    let tasks =
        tasks.map(|t| KnownFact::Task { kind: t.kind, title: t.title, due: t.due, told: t.told.all().to_vec() });
    let notes = card.notes.into_iter().take(FACTS).map(|n| KnownFact::Note(n.text));
    let blocks = card.blocks.into_iter();
    OutObject {
        object: card.object,
        title: card.title,
        client,
        stage: card.stage,
        amount: card.amount,
        close: card.expected_close,
        known: promises.chain(contacts).chain(tasks).chain(notes).collect(),
        blocks: blocks
            .map(|b| OutBlock {
                block: b.block,
                required: b.required,
                state: b.state,
                text: b.text,
                on: b.on,
                rev: b.rev,
            })
            .collect(),
    }
}

/// A sheet that was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    pub id: SheetId,
    pub case: CaseId,
    pub person: EmployeeId,
    pub kind: SheetKind,
    pub secret: String,
}

/// The sheet of this name, if this base gave it out.
pub fn issued(c: &Connection, code: &str) -> Res<Option<Issued>> {
    let sql = "SELECT id, case_id, employee_id, kind, secret FROM sheet WHERE code = ?1";
    q::one(c, sql, params![code], |r| {
        Ok(Issued { id: r.get(0)?, case: r.get(1)?, person: r.get(2)?, kind: r.get(3)?, secret: r.get(4)? })
    })
}

pub fn name(c: &Connection, person: EmployeeId) -> Res<String> {
    let sql = "SELECT name FROM employee WHERE id = ?1";
    Ok(q::one(c, sql, params![person], |r| r.get(0))?.unwrap_or_default())
}

/// The last sheet that somebody was given, and when something last came back on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub person: EmployeeId,
    pub name: String,
    pub kind: SheetKind,
    pub at: At,
    pub lines: u32,
    pub came_at: Option<At>,
}

/// Whom sheets of a case were given to, the leaver first, then by name. Errors: `UnknownCase`.
pub fn given(c: &Connection, scope: &Scope, id: CaseId, clock: &Clock) -> Res<Vec<Given>> {
    case::case(c, scope, id, clock)?;
    let sql = "SELECT s.employee_id, e.name, s.kind, s.at, s.lines, max(s.came_at) OVER of_one, \
                 row_number() OVER (of_one ORDER BY s.id DESC) \
               FROM sheet s JOIN employee e ON e.id = s.employee_id WHERE s.case_id = ?1 \
               WINDOW of_one AS (PARTITION BY s.employee_id, s.kind) ORDER BY s.kind <> 'context', e.name_fold, s.id";
    let all = q::all(c, sql, params![id], |r| {
        let given = Given {
            person: r.get(0)?,
            name: r.get(1)?,
            kind: r.get(2)?,
            at: r.get(3)?,
            lines: r.get(4)?,
            came_at: r.get(5)?,
        };
        Ok((given, r.get::<_, i64>(6)?))
    })?;
    Ok(all.into_iter().filter(|(_, nth)| *nth == 1).map(|(given, _)| given).collect())
}

/// What a row of a case is called, for the report; empty for one that the case does not hold.
pub fn title(c: &Connection, case: CaseId, object: Ref) -> Res<String> {
    let sql = "SELECT coalesce(k.name || ' — ', '') || l.title FROM ledger_line l \
               LEFT JOIN deal d ON l.kind = 'deal' AND d.id = l.object_id \
               LEFT JOIN task t ON l.kind = 'task' AND t.id = l.object_id \
               LEFT JOIN client k ON k.id = coalesce(d.client_id, t.client_id) \
               WHERE l.case_id = ?1 AND l.kind = ?2 AND l.object_id = ?3";
    Ok(q::one(c, sql, params![case, object.kind, object.id], |r| r.get(0))?.unwrap_or_default())
}

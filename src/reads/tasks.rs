//! Tasks: the list by deadline, and one card.

use std::collections::BTreeMap;

use super::ask::Asker;
use super::conditions::Where;
use super::keyset::Keyset;
use super::owner_history::{self, Held};
use super::q;
use super::window::{Page, Place, Window};
use crate::base::{At, ClientId, Day, DealId, Due, EmployeeId, Res, TaskId};
use crate::domain::context::missing_fields;
use crate::domain::filter::{Cond, Filter, filter};
use crate::domain::{LineKind, TaskField, TaskKind, TaskSource, TaskState};
use crate::store::{Row, SqlError, params, params_from_iter};

/// What the list is asked for. Only open tasks, unless the filter names a state (`state:done`, `state:all`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Find {
    pub filter: String,
}

/// What the task's kind asks for (2 §4), in its order; empty where nothing is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told(Vec<(TaskField, String)>);

impl Told {
    /// `fields` as the row keeps them: JSON text of words.
    pub fn of(kind: TaskKind, fields: &str) -> Told {
        let mut words: BTreeMap<String, String> = serde_json::from_str(fields).unwrap_or_default();
        let of = |f: &TaskField| (*f, words.remove(f.word()).unwrap_or_default());
        Told(TaskField::of_kind(kind).iter().map(of).collect())
    }

    pub fn all(&self) -> &[(TaskField, String)] {
        &self.0
    }

    /// What whoever takes the task would have to ask.
    pub fn missing(&self, kind: TaskKind) -> Vec<TaskField> {
        let value = |f: TaskField| self.0.iter().find(|(k, _)| *k == f).map(|(_, text)| text.as_str());
        missing_fields(kind, value).into_iter().map(|(f, _)| f).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    pub id: TaskId,
    pub title: String,
    pub kind: TaskKind,
    pub source: TaskSource,
    pub state: TaskState,
    pub due: Option<Due>,
    pub due_at: Option<At>,
    pub owner_id: Option<EmployeeId>,
    pub owner: String,
    pub client_id: Option<ClientId>,
    pub client: String,
    pub deal_id: Option<DealId>,
    pub deal: String,
    pub told: Told,
}

impl TaskRow {
    pub fn missing(&self) -> Vec<TaskField> {
        self.told.missing(self.kind)
    }
}

const COLUMNS: &str = "t.id, t.title, t.kind, t.source_kind, t.state, t.due_day, t.due_minute, t.due_at, t.owner_id, \
    coalesce(e.name, ''), t.client_id, coalesce(c.name, ''), t.deal_id, coalesce(d.title, ''), t.fields";
const FROM: &str = "task t LEFT JOIN employee e ON e.id = t.owner_id LEFT JOIN client c ON c.id = t.client_id \
    LEFT JOIN deal d ON d.id = t.deal_id";

/// What is counted: SQLite looks each client up even where nothing is asked of it.
fn base(filter: &str) -> &'static str {
    if filter.contains("c.") { "task t LEFT JOIN client c ON c.id = t.client_id" } else { "task t" }
}

/// Tasks without a deadline come last; the year 3000 is after every deadline.
const KEY: &str = "ifnull(t.due_at, 32503680000000)";

fn read(r: &Row<'_>) -> Result<TaskRow, SqlError> {
    let minute: Option<u16> = r.get(6)?;
    let kind: TaskKind = r.get(2)?;
    Ok(TaskRow {
        id: r.get(0)?,
        title: r.get(1)?,
        kind,
        source: r.get(3)?,
        state: r.get(4)?,
        due: r.get::<_, Option<Day>>(5)?.map(|day| Due { day, minute }),
        due_at: r.get(7)?,
        owner_id: r.get(8)?,
        owner: r.get(9)?,
        client_id: r.get(10)?,
        client: r.get(11)?,
        deal_id: r.get(12)?,
        deal: r.get(13)?,
        told: Told::of(kind, &r.get::<_, String>(14)?),
    })
}

/// A state or a kind, as typed.
fn states(word: &str) -> &'static str {
    match word {
        "open" | "открыта" | "открытые" => "t.state = 'open'",
        "done" | "сделана" | "сделано" | "закрытые" => "t.state = 'done'",
        "call" | "звонок" | "звонки" => "t.state = 'open' AND t.kind = 'call'",
        "meeting" | "встреча" | "встречи" => "t.state = 'open' AND t.kind = 'meeting'",
        "document" | "документ" | "документы" => "t.state = 'open' AND t.kind = 'document'",
        "invoice" | "счет" | "счета" => "t.state = 'open' AND t.kind = 'invoice'",
        "other" | "другое" => "t.state = 'open' AND t.kind = 'other'",
        "all" | "все" => "1",
        _ => "0",
    }
}

fn conditions(a: &Asker<'_>, f: &Filter, words: &[String]) -> Where {
    let mut w = Where::default();
    w.scope_of(a, LineKind::Task, "t.owner_id", "t.id");
    if !f.conds.iter().any(|c| matches!(c, Cond::State(_))) {
        w.and("t.state = 'open'");
    }
    for cond in &f.conds {
        match cond {
            Cond::Owner(_) | Cond::OwnerIs(_) => w.owner(cond, "t.owner_id"),
            Cond::Segment(s) => w.bind("c.segment = ?", *s),
            Cond::Region(v) => w.bind("instr(c.region_fold, ?) > 0", v.as_str()),
            Cond::Industry(v) => w.bind("instr(c.industry_fold, ?) > 0", v.as_str()),
            Cond::Due(cmp, days) => w.days("t.due_day", *cmp, a.clock.today().plus(*days)),
            Cond::State(v) => w.and(states(v)),
            // A task has no stage, context or temperature: nothing is found, and the echo says what was asked.
            Cond::Stage(_) | Cond::Context(..) | Cond::Temperature(_) => w.and("0"),
        }
    }
    for word in words {
        w.word(word, "t.title_fold", "t.client_id");
    }
    w
}

/// One window of the list, the nearest deadline first.
pub fn list(a: &Asker<'_>, find: &Find, w: Window) -> Res<Page<TaskRow>> {
    let f = filter(&find.filter);
    let page = one(a, &f, &f.words, w)?;
    match f.swapped() {
        Some(other) if page.rows.is_empty() && page.at_start => one(a, &f, &other, w),
        _ => Ok(page),
    }
}

fn one(a: &Asker<'_>, f: &Filter, words: &[String], w: Window) -> Res<Page<TaskRow>> {
    keyset(a, f, words).page(a.conn, w, None, read, |r| r.id.0)
}

/// Where a task stands in the list, counted to the end.
pub fn place(a: &Asker<'_>, find: &Find, id: TaskId) -> Res<Option<Place>> {
    let f = filter(&find.filter);
    match (keyset(a, &f, &f.words).place(a.conn, id.0, None)?, f.swapped()) {
        (None, Some(other)) => keyset(a, &f, &other).place(a.conn, id.0, None),
        (found, _) => Ok(found),
    }
}

/// The list as pieces.
fn keyset(a: &Asker<'_>, f: &Filter, words: &[String]) -> Keyset<'static> {
    let cond = conditions(a, f, words);
    let filter = cond.sql();
    let (base, values) = (base(&filter), cond.values);
    Keyset { columns: COLUMNS, from: FROM, base, id: "t.id", key: KEY, descending: false, filter, values }
}

#[derive(Debug, Clone)]
pub struct TaskCard {
    pub row: TaskRow,
    pub author: String,
    pub created: Option<At>,
    pub done: Option<At>,
    pub result: String,
    /// Newest first.
    pub owners: Vec<Held>,
}

/// One task, or `None` where there is none or it is not in the scope.
pub fn card(a: &Asker<'_>, id: TaskId) -> Res<Option<TaskCard>> {
    let mut w = Where::default();
    w.scope_of(a, LineKind::Task, "t.owner_id", "t.id");
    w.bind("t.id = ?", id);
    let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE {}", w.sql());
    let Some(row) = q::one(a.conn, &sql, params_from_iter(&w.values), read)? else { return Ok(None) };
    let sql = "SELECT coalesce(e.name, ''), t.created_at, t.done_at, coalesce(t.result, '') FROM task t \
               LEFT JOIN employee e ON e.id = t.author_id WHERE t.id = ?1";
    let owners = owner_history::of(a.conn, id.into())?;
    let more = q::one(a.conn, sql, params![id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
    Ok(more.map(|(author, created, done, result)| TaskCard { row, author, created, done, result, owners }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Base, params_from_iter};

    /// What is asked of all open tasks is answered by an index alone, also where a word is looked for.
    #[test]
    fn counting_and_finding_fetch_no_row() {
        let dir = tempfile::tempdir().unwrap();
        let base = Base::create(&dir.path().join("x.db")).unwrap();
        let mut w = Where::default();
        w.and("t.state = 'open'");
        w.word("насос", "t.title_fold", "t.client_id");
        let filter = w.sql();
        let sql = format!("SELECT count(*) FROM {} WHERE {filter}", super::base(&filter));
        let plan = q::plan(base.conn(), &sql, params_from_iter(&w.values));
        assert!(plan[0].contains("COVERING INDEX task_soon"), "{plan:?}");
    }
}

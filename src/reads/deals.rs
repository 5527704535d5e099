//! Deals: the list by window with its sums, and one card with what the context form needs beside it.

use super::ask::Asker;
use super::conditions::Where;
use super::keyset::Keyset;
use super::ledger::bonus;
use super::owner_history::{self, Held};
use super::promises::{self, PromiseView};
use super::window::{Page, Place, Window};
use super::{clients, q};
use crate::base::{At, ClientId, Currency, Day, DealId, Due, EmployeeId, Money, Res, Sums, TaskId};
use crate::domain::filter::{Cond, Filter, filter};
use crate::domain::ledger::Bonus;
use crate::domain::papers::PromiseSaid;
use crate::domain::{Block, BlockState, CallResult, DecisionRole, LineKind, Segment, StageKind, TaskKind, TouchKind};
use crate::store::{Row, SqlError, params, params_from_iter};

/// The orders that have an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Title,
    /// The nearest expected close first; deals without one are not in this order.
    Close,
    /// The largest first, by the number alone: currencies are not converted.
    Amount,
}

/// What the list is asked for. Only open deals, unless the filter names a state (`state:won`, `state:all`) or a stage;
/// `stage:` takes a name or one of the kinds open, final, won, lost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Find {
    pub filter: String,
    pub sort: Sort,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealRow {
    pub id: DealId,
    pub title: String,
    pub client_id: Option<ClientId>,
    /// Empty: a deal without a client.
    pub client: String,
    pub segment: Option<Segment>,
    pub owner_id: Option<EmployeeId>,
    pub owner: String,
    pub stage: String,
    pub kind: StageKind,
    pub amount: Money,
    pub expected_close: Option<Day>,
    /// Blocks of context that are filled, confirmed or waived, of five.
    pub context: u32,
}

/// A promise fills the history of a deal where nothing else does (`owed`).
const FILLED: &str = "((SELECT count(*) FROM context_block b WHERE b.kind = 'deal' AND b.object_id = d.id \
    AND b.state IN ('filled', 'confirmed', 'waived')) \
  + (EXISTS (SELECT 1 FROM promise p WHERE p.kind = 'deal' AND p.object_id = d.id AND p.state <> 'dropped') \
    AND NOT EXISTS (SELECT 1 FROM context_block b WHERE b.kind = 'deal' AND b.object_id = d.id AND b.block = 'history' \
      AND b.state IN ('filled', 'confirmed', 'waived'))))";
const FROM: &str = "deal d LEFT JOIN client c ON c.id = d.client_id LEFT JOIN employee e ON e.id = d.owner_id \
    JOIN stage s ON s.id = d.stage_id";

/// What is counted and summed: without the clients, where nothing is asked of them, an index alone knows. SQLite looks each
/// client up even where it is not used.
fn base(filter: &str) -> &'static str {
    if filter.contains("c.") { "deal d LEFT JOIN client c ON c.id = d.client_id" } else { "deal d" }
}

fn columns() -> String {
    format!(
        "d.id, d.title, d.client_id, coalesce(c.name, ''), c.segment, d.owner_id, coalesce(e.name, ''), s.name, d.stage_kind, \
         d.amount, d.currency, d.expected_close, {FILLED}"
    )
}

fn read(r: &Row<'_>) -> Result<DealRow, SqlError> {
    Ok(DealRow {
        id: r.get(0)?,
        title: r.get(1)?,
        client_id: r.get(2)?,
        client: r.get(3)?,
        segment: r.get(4)?,
        owner_id: r.get(5)?,
        owner: r.get(6)?,
        stage: r.get(7)?,
        kind: r.get(8)?,
        amount: Money::new(r.get(9)?, r.get(10)?),
        expected_close: r.get(11)?,
        context: r.get(12)?,
    })
}

/// The kinds of stage a typed state means.
fn kinds(word: &str) -> &'static str {
    match word {
        "open" | "открыта" | "открытые" | "в работе" => "d.stage_kind IN ('open', 'final')",
        "final" | "финальная" | "финальные" => "d.stage_kind = 'final'",
        "won" | "выиграна" | "выигранные" => "d.stage_kind = 'won'",
        "lost" | "проиграна" | "проигранные" => "d.stage_kind = 'lost'",
        "closed" | "закрыта" | "закрытые" => "d.stage_kind IN ('won', 'lost')",
        "all" | "все" => "1",
        _ => "0",
    }
}

fn conditions(a: &Asker<'_>, f: &Filter, words: &[String]) -> Where {
    let mut w = Where::default();
    w.scope_of(a, LineKind::Deal, "d.owner_id", "d.id");
    // A stage that is named may be one of the closed ones.
    if !f.conds.iter().any(|c| matches!(c, Cond::State(_) | Cond::Stage(_))) {
        w.and("d.stage_kind IN ('open', 'final')");
    }
    for cond in &f.conds {
        match cond {
            Cond::Owner(_) | Cond::OwnerIs(_) => w.owner(cond, "d.owner_id"),
            Cond::Segment(s) => w.bind("c.segment = ?", *s),
            Cond::Region(v) => w.bind("instr(c.region_fold, ?) > 0", v.as_str()),
            Cond::Industry(v) => w.bind("instr(c.industry_fold, ?) > 0", v.as_str()),
            Cond::Stage(v) => match StageKind::of(v) {
                Some(kind) => w.bind("d.stage_kind = ?", kind),
                None => w.bind("d.stage_id IN (SELECT id FROM stage WHERE instr(name_fold, ?) > 0)", v.as_str()),
            },
            Cond::Due(cmp, days) => w.days("d.expected_close", *cmp, a.clock.today().plus(*days)),
            Cond::Context(cmp, n) => w.bind(Where::compare(FILLED, *cmp), i64::from(*n)),
            Cond::Temperature(t) => {
                let (mut sql, mut values) = (Vec::new(), Vec::new());
                clients::heat(a, *t, &mut sql, &mut values);
                sql.into_iter().for_each(|s| w.and(s));
                w.values.extend(values);
            }
            Cond::State(v) => w.and(kinds(v)),
        }
    }
    for word in words {
        w.word(word, "d.title_fold", "d.client_id");
    }
    w
}

/// One window of the list.
pub fn list(a: &Asker<'_>, find: &Find, w: Window) -> Res<Page<DealRow>> {
    let f = filter(&find.filter);
    let page = one(a, &f, &f.words, find.sort, w)?;
    match f.swapped() {
        Some(other) if page.rows.is_empty() && page.at_start => one(a, &f, &other, find.sort, w),
        _ => Ok(page),
    }
}

/// The sums of all that the list holds, per currency: a question of its own, because it reads every deal that is found.
pub fn sums(a: &Asker<'_>, find: &Find) -> Res<Sums> {
    let f = filter(&find.filter);
    let sums = sums_of(a, &f, &f.words, find.sort)?;
    match f.swapped() {
        Some(other) if sums.0.is_empty() => sums_of(a, &f, &other, find.sort),
        _ => Ok(sums),
    }
}

/// What the list holds in this order.
fn held(a: &Asker<'_>, f: &Filter, words: &[String], sort: Sort) -> Where {
    let mut cond = conditions(a, f, words);
    if sort == Sort::Close {
        cond.and("d.expected_close IS NOT NULL");
    }
    cond
}

fn one(a: &Asker<'_>, f: &Filter, words: &[String], sort: Sort, w: Window) -> Res<Page<DealRow>> {
    with(a, f, words, sort, |keyset| keyset.page(a.conn, w, None, read, |r| r.id.0))
}

/// Where a deal stands in the list, counted to the end.
pub fn place(a: &Asker<'_>, find: &Find, id: DealId) -> Res<Option<Place>> {
    let f = filter(&find.filter);
    let place = |words: &[String]| with(a, &f, words, find.sort, |keyset| keyset.place(a.conn, id.0, None));
    match (place(&f.words)?, f.swapped()) {
        (None, Some(other)) => place(&other),
        (found, _) => Ok(found),
    }
}

/// Asks something of the list as pieces.
fn with<T>(
    a: &Asker<'_>,
    f: &Filter,
    words: &[String],
    sort: Sort,
    then: impl FnOnce(&Keyset<'_>) -> Res<T>,
) -> Res<T> {
    let cond = held(a, f, words, sort);
    let (key, descending) = match sort {
        Sort::Title => ("d.title_fold", false),
        Sort::Close => ("d.expected_close", false),
        Sort::Amount => ("d.amount", true),
    };
    let columns = columns();
    let (filter, values) = (cond.sql(), cond.values);
    let base = base(&filter);
    let keyset = Keyset { columns: &columns, from: FROM, base, id: "d.id", key, descending, filter, values };
    then(&keyset)
}

fn sums_of(a: &Asker<'_>, f: &Filter, words: &[String], sort: Sort) -> Res<Sums> {
    let cond = held(a, f, words, sort);
    let filter = cond.sql();
    let sql = format!("SELECT d.currency, sum(d.amount) FROM {} WHERE {filter} GROUP BY d.currency", base(&filter));
    let rows =
        q::all(a.conn, &sql, params_from_iter(&cond.values), |r| Ok(Money::new(r.get(1)?, r.get::<_, Currency>(0)?)))?;
    Ok(rows.into_iter().collect())
}

/// One deal with everything that is known of it.
#[derive(Debug, Clone)]
pub struct DealCard {
    pub row: DealRow,
    pub created: Option<At>,
    pub stage_since: Option<At>,
    pub closed: Option<At>,
    pub loss_reason: String,
    /// Of the newest handover that noted one.
    pub bonus: Option<Bonus>,
    pub blocks: Vec<BlockLine>,
    pub promises: Vec<PromiseSaid>,
    /// When and what; newest first.
    pub notes: Vec<(Option<At>, String)>,
    pub tasks: Vec<TaskLine>,
    pub contacts: Vec<(String, DecisionRole, String)>,
    /// What, when, of a call whether anybody was reached, and what was said.
    pub last_touch: Option<(TouchKind, At, Option<CallResult>, String)>,
    /// Newest first.
    pub owners: Vec<Held>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockLine {
    pub block: Block,
    pub state: BlockState,
    pub text: String,
    pub on: Option<Due>,
    pub at: At,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    pub id: TaskId,
    pub kind: TaskKind,
    pub title: String,
    pub due: Option<At>,
}

/// One deal, or `None` where there is none or it is not in the scope.
pub fn card(a: &Asker<'_>, id: DealId) -> Res<Option<DealCard>> {
    let mut w = Where::default();
    w.scope_of(a, LineKind::Deal, "d.owner_id", "d.id");
    w.bind("d.id = ?", id);
    let sql = format!(
        "SELECT {}, d.created_at, d.stage_since, d.closed_at, coalesce(d.loss_reason, '') FROM {FROM} WHERE {}",
        columns(),
        w.sql()
    );
    let found = q::one(a.conn, &sql, params_from_iter(&w.values), |r| {
        Ok((read(r)?, r.get(13)?, r.get(14)?, r.get(15)?, r.get(16)?))
    })?;
    let Some((row, created, stage_since, closed, loss_reason)) = found else { return Ok(None) };
    let client = row.client_id;
    Ok(Some(DealCard {
        created,
        stage_since,
        closed,
        loss_reason,
        bonus: q::one(
            a.conn,
            "SELECT e.name, l.bonus_share, coalesce(l.bonus_agreed, '') FROM ledger_line l JOIN employee e ON e.id = l.bonus_id \
              WHERE l.kind = 'deal' AND l.object_id = ?1 ORDER BY l.id DESC LIMIT 1",
            params![id],
            |r| bonus(r, 0),
        )?
        .flatten(),
        blocks: q::all(
            a.conn,
            "SELECT block, state, text, on_day, on_minute, at FROM context_block WHERE kind = 'deal' AND object_id = ?1 ORDER BY id",
            params![id],
            |r| {
                let minute: Option<u16> = r.get(4)?;
                let on = r.get::<_, Option<Day>>(3)?.map(|day| Due { day, minute });
                Ok(BlockLine { block: r.get(0)?, state: r.get(1)?, text: r.get(2)?, on, at: r.get(5)? })
            },
        )?,
        promises: promises::of_object(a.conn, id.into())?.iter().map(PromiseView::said).collect(),
        notes: q::all(
            a.conn,
            "SELECT at, text FROM note WHERE deal_id = ?1 ORDER BY at DESC, id DESC LIMIT 30",
            params![id],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?,
        tasks: q::all(
            a.conn,
            "SELECT id, kind, title, due_at FROM task WHERE deal_id = ?1 AND state = 'open' ORDER BY due_at IS NULL, due_at, id LIMIT 30",
            params![id],
            |r| Ok(TaskLine { id: r.get(0)?, kind: r.get(1)?, title: r.get(2)?, due: r.get(3)? }),
        )?,
        contacts: q::all(
            a.conn,
            "SELECT k.name, k.decision, coalesce((SELECT p.written FROM point p WHERE p.contact_id = k.id ORDER BY p.kind DESC, p.id LIMIT 1), '') \
               FROM client_contact l JOIN contact k ON k.id = l.contact_id WHERE l.client_id = ?1 ORDER BY k.id LIMIT 20",
            params![client],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
        )?,
        last_touch: q::one(
            a.conn,
            "SELECT kind, at, result, outcome FROM live_touch WHERE client_id = ?1 ORDER BY at DESC, id DESC LIMIT 1",
            params![client],
            |r| Ok((r.get(0)?, r.get(1)?, CallResult::of(&r.get::<_, String>(2)?), r.get(3)?)),
        )?,
        owners: owner_history::of(a.conn, id.into())?,
        row,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Base;

    /// What is asked of all open deals is answered by an index alone, also where a word is looked for.
    #[test]
    fn counting_and_finding_fetch_no_row() {
        let dir = tempfile::tempdir().unwrap();
        let base = Base::create(&dir.path().join("x.db")).unwrap();
        let mut w = Where::default();
        w.and("d.stage_kind IN ('open', 'final')");
        w.word("насос", "d.title_fold", "d.client_id");
        let filter = w.sql();
        for what in ["count(*)", "sum(d.amount)"] {
            let sql = format!("SELECT {what} FROM {} WHERE {filter}", super::base(&filter));
            let plan = q::plan(base.conn(), &sql, params_from_iter(&w.values));
            assert!(plan[0].contains("COVERING INDEX deal_open"), "{plan:?}");
        }
    }
}

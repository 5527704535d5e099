//! «Опрос за час» (2 §3): whoever leaves has an hour. The fifteen hottest deals, two questions each: what was promised, and
//! what is next and when. The answers are the blocks of the context; here is in which order to ask and what is known.

use super::case::{VISIBLE, own_lines, visible};
use super::frozen::money;
use super::{Asker, Scope, hidden, promises, q};
use crate::base::{CaseId, DealId, Due, EmployeeId, HOUR_MS, Money, Res, Seq};
use crate::domain::papers::PromiseSaid;
use crate::domain::promised::Told;
use crate::domain::{Block, BlockState};
use crate::reads::promises::PromiseView;
use crate::store::{Connection, Row, SqlError, params};

/// So many are asked about: four minutes each.
pub const DEALS: usize = 15;

/// What a block says now, for the form that is filled over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub state: Option<BlockState>,
    pub text: String,
    pub on: Option<Due>,
    pub rev: Seq,
}

impl Known {
    pub fn is_said(&self) -> bool {
        matches!(self.state, Some(BlockState::Filled | BlockState::Confirmed))
    }
}

/// One deal of the interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub deal: DealId,
    pub title: String,
    pub client: String,
    pub stage: String,
    pub amount: Option<Money>,
    /// What is written of promises in the story of the deal, or that there were none.
    pub promised: Known,
    /// The promises themselves, the oldest first.
    pub promises: Vec<PromiseSaid>,
    /// In a hidden preparation: what is written down of it for the minute it begins, and may still be changed.
    pub drafted: Option<Vec<Told>>,
    /// What is next, and when.
    pub next: Known,
}

impl Asked {
    /// The first question has its answer.
    pub fn is_promised(&self) -> bool {
        self.promised.is_said() || !self.promises.is_empty() || self.drafted.as_ref().is_some_and(|d| !d.is_empty())
    }

    /// Both questions have their answers.
    pub fn is_answered(&self) -> bool {
        self.is_promised() && self.next.is_said()
    }
}

/// Whom there is time to ask about, and the deals that are left out: their names, the hottest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Interview {
    pub rows: Vec<Asked>,
    pub left: Vec<String>,
}

impl Interview {
    /// Of all open deals in their order.
    fn of(mut all: Vec<Asked>) -> Interview {
        let name = |d: Asked| if d.client.is_empty() { d.title } else { format!("{} — {}", d.client, d.title) };
        let left = all.split_off(all.len().min(DEALS)).into_iter().map(name).collect();
        Interview { rows: all, left }
    }
}

/// Of a case, or of a hidden preparation whoever asks may know of: there nothing is on the cards yet.
pub fn interview(a: &Asker<'_>, case: CaseId) -> Res<Interview> {
    match hidden::of(a.conn, case)? {
        Some(of) if hidden::may_know(&a.who, of) => of_draft(a, case, of.leaver),
        Some(_) => Ok(Interview::default()),
        None => of_case(a.conn, a.scope, case),
    }
}

const OF_DRAFT: &str = "\
SELECT 0, d.id, d.title, coalesce(k.name, ''), coalesce(s.name, ''), d.currency, d.amount, \
    y.state, y.text, y.on_day, y.on_minute, y.rev, x.state, x.text, x.on_day, x.on_minute, x.rev \
  FROM (SELECT q.*, (SELECT min(t.due_at) FROM task t WHERE t.deal_id = q.id AND t.state = 'open') AS due FROM deal q \
         WHERE q.owner_id = ?1 AND q.stage_kind IN ('open','final')) d \
  LEFT JOIN stage s ON s.id = d.stage_id LEFT JOIN client k ON k.id = d.client_id \
  LEFT JOIN context_block y ON y.kind = 'deal' AND y.object_id = d.id AND y.block = ?2 \
  LEFT JOIN context_block x ON x.kind = 'deal' AND x.object_id = d.id AND x.block = ?3 \
 ORDER BY d.stage_kind <> 'final', d.due IS NULL OR d.due > ?4, coalesce(k.segment, '') <> 'vip', d.due IS NULL, d.due, \
   d.amount DESC, d.id";

/// The deals he holds now, with what is written down for the minute it begins.
fn of_draft(a: &Asker<'_>, case: CaseId, leaver: EmployeeId) -> Res<Interview> {
    let hot = a.clock.now.plus(i64::from(a.office.hot_hours) * HOUR_MS);
    let mut found =
        Interview::of(q::all(a.conn, OF_DRAFT, params![leaver, Block::History, Block::NextStep, hot], row)?);
    let work = hidden::work(a.conn, case)?;
    for row in &mut found.rows {
        row.promises = promises::of_object(a.conn, row.deal.into())?.iter().map(PromiseView::said).collect();
        row.drafted = Some(Vec::new());
        let Some(said) = work.answers.iter().find(|w| w.deal == row.deal) else { continue };
        row.drafted = Some(said.promises.clone());
        if said.nothing {
            row.promised = Known { state: Some(BlockState::Confirmed), text: String::new(), ..row.promised.clone() };
        }
        if let Some((text, on)) = &said.next {
            let state = Some(BlockState::Filled);
            row.next = Known { state, text: text.clone(), on: Some(*on), ..row.next.clone() };
        }
    }
    Ok(found)
}

/// The hottest first, as the distribution sorts: final stage, hot, VIP, what is due, the amount (2 §5).
pub fn of_case(c: &Connection, scope: &Scope, case: CaseId) -> Res<Interview> {
    let Some((department, person)) = visible(scope) else { return Ok(Interview::default()) };
    let sql = format!(
        "SELECT l.id, l.object_id, l.title, coalesce(k.name, ''), coalesce(s.name, ''), l.currency, l.amount, \
           y.state, y.text, y.on_day, y.on_minute, y.rev, x.state, x.text, x.on_day, x.on_minute, x.rev \
         FROM ledger_line l JOIN handover_case h ON h.id = l.case_id JOIN deal d ON d.id = l.object_id \
         LEFT JOIN stage s ON s.id = d.stage_id LEFT JOIN client k ON k.id = d.client_id \
         LEFT JOIN context_block y ON y.kind = 'deal' AND y.object_id = l.object_id AND y.block = ?4 \
         LEFT JOIN context_block x ON x.kind = 'deal' AND x.object_id = l.object_id AND x.block = ?5 \
         WHERE l.case_id = ?1 AND {VISIBLE} AND {} AND l.kind = 'deal' AND (l.disposition IS NULL OR l.disposition = 'assign') \
         ORDER BY l.stage_kind <> 'final', l.temperature <> 'hot', l.segment <> 'vip', l.due_at IS NULL, l.due_at, \
           l.amount DESC, l.id",
        own_lines()
    );
    let p = params![case, department, person, Block::History, Block::NextStep];
    let mut found = Interview::of(q::all(c, &sql, p, row)?);
    for row in &mut found.rows {
        row.promises = promises::of_object(c, row.deal.into())?.iter().map(PromiseView::said).collect();
    }
    Ok(found)
}

fn row(r: &Row<'_>) -> Result<Asked, SqlError> {
    Ok(Asked {
        deal: r.get(1)?,
        title: r.get(2)?,
        client: r.get(3)?,
        stage: r.get(4)?,
        amount: money(r, 5, 6)?,
        promised: known(r, 7)?,
        promises: Vec::new(),
        drafted: None,
        next: known(r, 12)?,
    })
}

fn known(r: &Row<'_>, at: usize) -> Result<Known, SqlError> {
    let day = r.get::<_, Option<_>>(at + 2)?;
    let minute = r.get(at + 3)?;
    Ok(Known {
        state: r.get(at)?,
        text: r.get::<_, Option<String>>(at + 1)?.unwrap_or_default(),
        on: day.map(|day| Due { day, minute }),
        rev: r.get::<_, Option<Seq>>(at + 4)?.unwrap_or(Seq(0)),
    })
}

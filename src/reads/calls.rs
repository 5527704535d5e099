//! «Кому позвонить сегодня» (1-G1, 2 §7): one row per client of a case that burns. Deals in a final stage first, then by
//! deadline, amount and planned contact of the next 72 hours; who was reached goes down. Read anew each time, so a fresh
//! export sorts it anew by itself.

mod detail;
mod loose;

pub use loose::LooseDeal;

use super::case::{LEADS, VISIBLE, visible};
use super::{Asker, q};
use crate::base::{At, CaseId, ClientId, Clock, ContactId, DAY_MS, Day, DealId, EmployeeId, Money, Res, Sums, Zone};
use crate::domain::checklist::Count;
use crate::domain::crisis::{AHEAD_MS, Burn};
use crate::domain::papers::PromiseSaid;
use crate::domain::{CallResult, DecisionRole, StageKind};
use crate::store::{Connection, named_params, params};

/// A list for one day: more rows are a question for the distribution.
const ROWS: u32 = 500;

/// A client to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRow {
    pub client: ClientId,
    pub name: String,
    pub vip: bool,
    /// Who answers for the client now.
    pub owner: Option<(EmployeeId, String)>,
    /// Open deals of the case with this client, the final ones first.
    pub deals: Vec<CallDeal>,
    pub burns: Burn,
    /// Who decides, else who influences or helps; never one who must not be involved.
    pub contact: Option<CallContact>,
    /// The contact's, else the client's own; as written.
    pub phones: Vec<String>,
    /// What to begin with: the next step, what was promised, else what was said last.
    pub say: Option<Say>,
    /// What was promised, and what the CRM's card said last.
    pub promised: Vec<PromiseSaid>,
    pub notes: Vec<String>,
    pub last: Option<LastCall>,
    pub attempts: u32,
    pub state: CallState,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallDeal {
    pub id: DealId,
    pub title: String,
    pub stage: String,
    pub stage_kind: StageKind,
    pub amount: Money,
    pub expected_close: Option<Day>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallContact {
    pub id: ContactId,
    pub name: String,
    pub position: String,
    pub decision: DecisionRole,
}

/// Where the words come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SayKind {
    NextStep,
    Promise,
    Touch,
    Note,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Say {
    pub kind: SayKind,
    pub text: String,
    /// When it was said, of a talk.
    pub at: Option<At>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastCall {
    pub result: CallResult,
    pub note: String,
    pub at: At,
    pub by: String,
    pub again_at: Option<At>,
}

impl CallRow {
    /// What the deals come to, by currency.
    pub fn sums(&self) -> Sums {
        let mut out = Sums::default();
        self.deals.iter().for_each(|d| out.add(d.amount));
        out
    }
}

/// Where a row stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallState {
    /// To be rung now: not yet tried, or the time to ring again has come.
    Now,
    /// Tried; rung again at the time agreed, or after the others.
    Later(Option<At>),
    Reached,
}

/// The clients the case is about that still have to be handed over, with what burns of theirs. `?1` the case, `?4` the
/// horizon, `?5` its day, `?6` the beginning: what was due long before it burns no more; `?10` a day's evening.
const BURNING: &str = "\
WITH live AS (SELECT kind, object_id FROM ledger_line WHERE case_id = ?1 AND kind IN ('client','deal','task') \
                 AND (disposition IS NULL OR disposition = 'assign')), \
 deals AS (SELECT d.id, d.client_id AS client, d.stage_kind, d.amount, d.currency, d.expected_close FROM live l \
             JOIN deal d ON d.id = l.object_id WHERE l.kind = 'deal' AND d.stage_kind IN ('open','final') AND d.client_id IS NOT NULL), \
 tasks AS (SELECT coalesce(t.client_id, d.client_id) AS client, t.due_at FROM live l JOIN task t ON t.id = l.object_id \
             LEFT JOIN deal d ON d.id = t.deal_id \
            WHERE l.kind = 'task' AND t.state = 'open' AND t.due_at BETWEEN ?6 AND ?4), \
 steps AS (SELECT d.client, b.on_day FROM deals d JOIN context_block b ON b.kind = 'deal' AND b.object_id = d.id \
             AND b.block = 'next_step' AND b.on_day BETWEEN ?6 / 86400000 AND ?5 \
           UNION ALL SELECT l.object_id, b.on_day FROM live l JOIN context_block b ON l.kind = 'client' AND b.kind = 'client' \
             AND b.object_id = l.object_id AND b.block = 'next_contact' AND b.on_day BETWEEN ?6 / 86400000 AND ?5), \
 signs AS ( \
   SELECT client, max(stage_kind = 'final') AS final, NULL AS due, NULL AS contact FROM deals GROUP BY client HAVING final \
   UNION ALL SELECT client, 0, min(expected_close) * 86400000 + ?10, NULL FROM deals \
      WHERE expected_close BETWEEN ?6 / 86400000 AND ?5 GROUP BY client \
   UNION ALL SELECT client, 0, min(due_at), NULL FROM tasks WHERE client IS NOT NULL GROUP BY client \
   UNION ALL SELECT client, 0, min(on_day) * 86400000 + ?10, NULL FROM steps GROUP BY client \
   UNION ALL SELECT c.id, 0, NULL, c.next_contact_on FROM live l JOIN client c ON c.id = l.object_id \
      WHERE l.kind = 'client' AND c.next_contact_on BETWEEN ?6 / 86400000 AND ?5 \
   UNION ALL SELECT DISTINCT client_id, 0, NULL, NULL FROM live_touch WHERE case_id = ?1 AND result <> ''), \
 burning AS (SELECT client, max(final) AS final, min(due) AS due, min(contact) AS contact FROM signs GROUP BY client)";

/// The time a case looks ahead to: 72 hours from the opening of a crisis, and of a planned case from now.
#[derive(Debug, Clone, Copy)]
struct Horizon {
    until: At,
    since: At,
    /// A day without an hour burns at its evening: milliseconds after midnight UTC.
    evening: i64,
}

impl Horizon {
    /// What was due more than a month before the start is neglect, and no fire.
    const BACK_MS: i64 = 30 * DAY_MS;

    fn from(start: At, zone: Zone) -> Self {
        let evening = zone.at(Day(0), 18 * 60).0;
        Self { until: start.plus(AHEAD_MS), since: start.plus(-Self::BACK_MS), evening }
    }

    fn day(self) -> i64 {
        self.until.0.div_euclid(DAY_MS)
    }
}

/// Whom to call, at most 500 rows. Empty for a case that the scope does not see.
pub fn calls(a: &Asker<'_>, case: CaseId) -> Res<Vec<CallRow>> {
    let Some((department, person)) = visible(a.scope) else { return Ok(Vec::new()) };
    let Some(h) = horizon(a.conn, case, Some(a.clock))? else { return Ok(Vec::new()) };
    let sql = format!(
        "{BURNING}, \
         last AS (SELECT u.client_id, u.result, u.again_at, max(u.id), count(*) AS tries \
                    FROM live_touch u WHERE u.case_id = ?1 AND u.result <> '' GROUP BY u.client_id), \
         sums AS (SELECT client, coalesce(sum(amount) FILTER (WHERE currency = ?8), 0) AS base, \
                    coalesce(sum(amount) FILTER (WHERE currency <> ?8), 0) AS other FROM deals GROUP BY client) \
         SELECT c.id, c.name, c.segment = 'vip', c.owner_id, e.name, b.final, b.due, b.contact, \
           coalesce(l.tries, 0), coalesce(l.result, '') = 'reached', l.again_at, l.result IS NOT NULL \
         FROM burning b JOIN client c ON c.id = b.client AND c.deleted = 0 \
         LEFT JOIN employee e ON e.id = c.owner_id LEFT JOIN last l ON l.client_id = c.id \
         LEFT JOIN sums s ON s.client = c.id \
         WHERE EXISTS (SELECT 1 FROM handover_case h WHERE h.id = ?1 AND {VISIBLE} AND (?3 IS NULL OR {LEADS} OR c.owner_id = ?3 \
           OR EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = h.id AND l.kind = 'client' AND l.object_id = c.id \
                AND ?3 IN (l.to_id, l.temp_id)))) \
         ORDER BY coalesce(l.result, '') = 'reached', CASE WHEN l.result IS NULL OR l.again_at <= ?7 THEN 0 ELSE coalesce(l.again_at, 1) END, \
           b.final DESC, b.due IS NULL, b.due, \
           coalesce(s.base, 0) DESC, coalesce(s.other, 0) DESC, \
           b.contact IS NULL, b.contact, c.name_fold, c.id LIMIT ?9"
    );
    let p =
        params![case, department, person, h.until, h.day(), h.since, a.clock.now, a.office.currency, ROWS, h.evening];
    let heads = q::all(a.conn, &sql, p, |r| {
        let (reached, tried): (bool, bool) = (r.get(9)?, r.get(11)?);
        let again: Option<At> = r.get(10)?;
        let state = match (reached, tried, again) {
            (true, ..) => CallState::Reached,
            (_, true, at) if at.is_none_or(|at| at > a.clock.now) => CallState::Later(at),
            _ => CallState::Now,
        };
        Ok(CallRow {
            client: r.get(0)?,
            name: r.get(1)?,
            vip: r.get(2)?,
            owner: r.get::<_, Option<EmployeeId>>(3)?.zip(r.get(4)?),
            deals: Vec::new(),
            burns: if r.get(5)? { Burn::Final } else { Burn::Over },
            contact: None,
            phones: Vec::new(),
            say: None,
            promised: Vec::new(),
            notes: Vec::new(),
            last: None,
            attempts: r.get(8)?,
            state,
        })
    })?;
    heads.into_iter().map(|row| detail::fill(a.conn, case, h, row)).collect()
}

/// Deals without a client that burn as the clients of the list do; nobody is rung about them by its keys.
pub fn loose(a: &Asker<'_>, case: CaseId) -> Res<Vec<LooseDeal>> {
    match (visible(a.scope), horizon(a.conn, case, Some(a.clock))?) {
        (Some(seen), Some(h)) => loose::loose(a.conn, case, seen, h),
        _ => Ok(Vec::new()),
    }
}

/// Whom to ask for at a client of a case, on which numbers, and what to speak of.
pub(super) fn whom(
    c: &Connection,
    case: CaseId,
    client: ClientId,
) -> Res<(Option<CallContact>, Vec<String>, Option<Say>)> {
    detail::whom(c, case, client)
}

/// How many of the list were reached, of all: «обзвон 7 из 23». The clock is the crisis's own, so that it can be kept.
pub(super) fn progress(c: &Connection, case: CaseId) -> Res<Count> {
    let Some(h) = horizon(c, case, None)? else { return Ok(Count::default()) };
    let sql = format!(
        "{BURNING} SELECT count(*) FILTER (WHERE (SELECT u.result FROM live_touch u WHERE u.case_id = ?1 AND u.client_id = b.client \
             AND u.result <> '' ORDER BY u.id DESC LIMIT 1) = 'reached'), count(*) FROM burning b JOIN client c ON c.id = b.client AND c.deleted = 0"
    );
    let p = named_params! {
        "?1": case, "?4": h.until, "?5": h.day(), "?6": h.since, "?10": h.evening
    };
    let row = q::one(c, &sql, p, |r| {
        Ok(Count { done: r.get::<_, i64>(0)?.unsigned_abs(), all: r.get::<_, i64>(1)?.unsigned_abs() })
    })?;
    Ok(row.unwrap_or_default())
}

/// The clock moves the horizon of a planned case; a crisis looks ahead from its opening, an absence to its end.
fn horizon(c: &Connection, case: CaseId, clock: Option<Clock>) -> Res<Option<Horizon>> {
    let sql = "SELECT coalesce(crisis_at, opened_at), kind = 'crisis', CASE kind WHEN 'absence' THEN until_day END \
               FROM handover_case WHERE id = ?1";
    let found = q::one(c, sql, params![case], |r| {
        Ok((r.get::<_, Option<At>>(0)?, r.get::<_, bool>(1)?, r.get::<_, Option<Day>>(2)?))
    })?;
    Ok(found.and_then(|(opened, crisis, back)| {
        let opened = opened?;
        if let Some(back) = back {
            // Whoever is away is called for until the day they are back.
            let until = At(i64::from(back.0) * DAY_MS - 1);
            return Some(Horizon { until, ..Horizon::from(opened, clock.map_or(Zone::UTC, |c| c.zone)) });
        }
        let start = clock.filter(|_| !crisis).map_or(opened, |c| c.now);
        Some(Horizon::from(start, clock.map_or(Zone::UTC, |c| c.zone)))
    }))
}

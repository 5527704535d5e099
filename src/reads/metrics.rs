//! The figures of one case from its rows, by the exact definitions of 2 §8, and the list of cases with their headlines.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::case::{VISIBLE, visible};
use super::owed::owed;
use super::{Scope, incidents, log, q};
use crate::base::{At, CaseId, Clock, Code, Currency, Day, EmployeeId, Fault, LineId, Money, Res, Zone};
use crate::domain::calendar::Calendar;
use crate::domain::context::Completeness;
use crate::domain::crisis::WEEK_MS;
use crate::domain::deadlines::first_contact_due;
use crate::domain::letter::notified;
use crate::domain::metrics::*;
use crate::domain::settings::Office;
use crate::domain::{CaseKind, CaseState, LetterState, Segment, StageKind, Temperature};
use crate::store::{Connection, params};

/// The window after the last day in which a lost deal counts.
const WINDOW_DAYS: u32 = 90;

/// All figures of a case, each with its own window and state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseMetrics {
    pub figures: Vec<Figure>,
    /// Lost with «причина не указана».
    pub reason_missing: u64,
    /// Deals excluded or merged: out of the denominator, visibly.
    pub left_out: u64,
    /// Incidents that nobody has confirmed or dismissed yet.
    pub leaks_suspected: u64,
}

impl CaseMetrics {
    pub fn get(&self, metric: Metric) -> Option<&Figure> {
        self.figures.iter().find(|f| f.metric == metric)
    }

    /// The four headline figures: lost deals, hours to handover, clients notified, leaks.
    pub fn headline(&self) -> [Option<&Figure>; 4] {
        [Metric::LostDeals, Metric::HotHours, Metric::NotifiedByLastDay, Metric::Leaks].map(|m| self.get(m))
    }

    /// `metrics` of `case show`: a figure by its word, amounts by currency.
    pub fn json(&self, zone: Zone) -> Value {
        let mut out = BTreeMap::new();
        let mut amounts = BTreeMap::new();
        for f in &self.figures {
            let iso = |at: Option<At>| at.map(|a| a.iso(zone));
            // Beyond i64 a string keeps the digits, as sums do.
            let number = |n: i128| i64::try_from(n).map_or_else(|_| Value::from(n.to_string()), Value::from);
            let value = json!({
                "unit": f.unit, "numerator": number(f.numerator), "denominator": f.denominator.map(number),
                "permille": f.permille(), "state": f.state, "from": iso(f.from), "to": iso(f.to),
                "as_of": iso(Some(f.as_of)), "met": f.is_met(),
            });
            match f.currency {
                Some(c) => amounts.insert(c.to_string(), value),
                None => out.insert(f.metric.word().to_owned(), value),
            };
        }
        out.insert(Metric::LostAmount.word().to_owned(), json!(amounts));
        out.insert("lost_reason_missing".to_owned(), self.reason_missing.into());
        out.insert("lost_left_out".to_owned(), self.left_out.into());
        out.insert("leaks_suspected".to_owned(), self.leaks_suspected.into());
        json!(out)
    }
}

/// What every figure needs to know of the case.
struct Case {
    id: CaseId,
    notice: At,
    opened: At,
    /// Notice unknown: «начало неизвестно», the times run from the opening.
    start_known: bool,
    last_day_end: At,
    /// Until when clients are told and context is whole: the last day, of a crisis the end of its week.
    told_by: At,
    closed: bool,
    leaver: Option<EmployeeId>,
}

/// The figures as of now. Errors: `UnknownCase`, also for a draft that has not started.
pub fn of_case(c: &Connection, case: CaseId, clock: &Clock, office: &Office) -> Res<CaseMetrics> {
    let calendar = Calendar::of(office);
    let case = read_case(c, case, &calendar)?;
    let now = clock.now;
    let last_import = imported(c)?;
    let deals = deals(c, &case, office)?;
    let lost = lost_deals(&LostInput {
        deals: &deals,
        start: case.opened,
        last_day_end: case.last_day_end,
        window_days: WINDOW_DAYS,
        now,
        last_import,
    });
    let times = hours_to_handover(&handed(c, &case)?, case.notice, case.opened, now, &calendar);
    let (by_last_day, by_deadline) = clients_notified(&told(c, &case)?, case.told_by, deadline(c, &case)?, now);
    let (worst, median) = access_lag(&accesses(c, &case)?, now);
    let count = |sql: &str| q::count(c, sql, params![case.id]).map(i64::unsigned_abs);
    let mut figures = vec![lost.count, lost.because];
    figures.extend(lost.amounts);
    let opening = match case.start_known {
        true => times.opening,
        false => Figure { state: FigureState::NoData, ..times.opening },
    };
    figures.extend([times.hot, times.hot_working, times.full, times.full_working, opening]);
    figures.extend([by_last_day, by_deadline, first_contact(&contacted(c, &case, &calendar)?, now)]);
    let (from, to) = leak_window(case.opened, case.last_day_end);
    let (confirmed, suspected) = match case.leaver {
        Some(leaver) => incidents::leaks(c, leaver, from, to)?,
        None => (0, 0),
    };
    figures.push(leaks(confirmed, log::reaches(c, from)?, case.opened, case.last_day_end, now));
    figures.push(context_completeness(context(c, &case)?, case.told_by, now));
    figures.push(overdue_tasks(&tasks(c, &case)?, now));
    figures.extend([worst, median]);
    figures.push(proposals_kept(count(KEPT)?, count(PROPOSED)?, now));
    figures.push(card_comments(count(COMMENTED)?, count(ACCEPTED)?, case.closed, now));
    figures.push(orphans(q::count(c, ORPHANS, params![])?.unsigned_abs(), last_import.unwrap_or(now)));
    Ok(CaseMetrics {
        figures,
        reason_missing: lost.reason_missing,
        left_out: lost.left_out,
        leaks_suspected: suspected,
    })
}

/// One row of the screen «Метрики».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricsRow {
    pub case: CaseId,
    pub kind: CaseKind,
    pub state: CaseState,
    pub leaver: String,
    pub opened_at: Option<At>,
    pub last_day: Option<Day>,
    pub metrics: CaseMetrics,
}

/// The newest `limit` departures that the scope sees, each with its figures.
pub fn of_cases(c: &Connection, scope: &Scope, clock: &Clock, office: &Office, limit: u32) -> Res<Vec<MetricsRow>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT h.id, h.kind, h.state, coalesce(e.name, ''), h.opened_at, h.last_day FROM handover_case h \
         LEFT JOIN employee e ON e.id = h.leaver_id \
         WHERE {VISIBLE} AND h.kind IN ('planned','crisis') AND h.opened_at IS NOT NULL \
           AND h.state NOT IN ('draft','withdrawn') ORDER BY h.id DESC LIMIT ?1"
    );
    let heads = q::all(c, &sql, params![limit, department, person], |r| {
        Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?))
    })?;
    heads
        .into_iter()
        .map(|(case, kind, state, leaver, opened_at, last_day)| {
            let metrics = of_case(c, case, clock, office)?;
            Ok(MetricsRow { case, kind, state, leaver, opened_at, last_day, metrics })
        })
        .collect()
}

fn read_case(c: &Connection, id: CaseId, calendar: &Calendar) -> Res<Case> {
    let sql = "SELECT opened_at, coalesce(notice_at, opened_at), last_day, closed_at IS NOT NULL, leaver_id, \
                 notice_at IS NOT NULL, kind, crisis_at FROM handover_case \
               WHERE id = ?1 AND opened_at IS NOT NULL";
    q::one(c, sql, params![id], |r| {
        let opened: At = r.get(0)?;
        let last: Option<Day> = r.get(2)?;
        let crisis = r.get::<_, CaseKind>(6)? == CaseKind::Crisis;
        // In a crisis nobody worked until a last day: it ends where that one begins.
        let began = r.get::<_, Option<At>>(7)?.filter(|_| crisis).unwrap_or(opened);
        let last_day_end = calendar.end_of(last.unwrap_or_else(|| calendar.zone().day(began)));
        Ok(Case {
            id,
            opened,
            notice: r.get(1)?,
            start_known: r.get(5)?,
            last_day_end,
            told_by: if crisis { began.plus(WEEK_MS) } else { last_day_end },
            closed: r.get(3)?,
            leaver: r.get(4)?,
        })
    })?
    .ok_or_else(|| Fault::new(Code::UnknownCase).with("name", id.0))
}

/// The last import that held deals.
fn imported(c: &Connection) -> Res<Option<At>> {
    let sql = "SELECT max(at) FROM import WHERE ',' || kinds || ',' LIKE '%,deals,%'";
    Ok(q::one(c, sql, params![], |r| r.get(0))?.flatten())
}

/// Deals of the snapshot; what came late is no part of it.
fn deals(c: &Connection, case: &Case, office: &Office) -> Res<Vec<LostDeal>> {
    let sql = "SELECT l.amount, l.currency, l.disposition, d.stage_kind, coalesce(d.closed_at, d.stage_since), \
                 coalesce(d.loss_reason, '') \
               FROM ledger_line l JOIN deal d ON d.id = l.object_id \
               WHERE l.case_id = ?1 AND l.kind = 'deal' AND l.late = 0";
    q::all(c, sql, params![case.id], |r| {
        let currency = Currency::parse(&r.get::<_, String>(1)?).unwrap_or(office.currency);
        let lost = r.get::<_, StageKind>(3)? == StageKind::Lost;
        Ok(LostDeal {
            amount: Money::new(r.get(0)?, currency),
            disposition: r.get(2)?,
            lost_at: r.get::<_, Option<At>>(4)?.filter(|_| lost),
            reason: LossKind::of_text(&r.get::<_, String>(5)?),
        })
    })
}

/// Lines that somebody accepts in the end: an undecided one keeps the clock running.
fn handed(c: &Connection, case: &Case) -> Res<Vec<Handed>> {
    let sql = "SELECT l.segment = 'vip' OR l.temperature = 'hot', \
                 (SELECT max(a.answered_at) FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('accepted','forced')) \
               FROM ledger_line l WHERE l.case_id = ?1 AND l.kind IN ('client','deal','task','lead') \
                 AND (l.disposition IS NULL OR l.disposition = 'assign')";
    q::all(c, sql, params![case.id], |r| Ok(Handed { hot_or_vip: r.get(0)?, accepted_at: r.get(1)? }))
}

/// Clients whose owner changed. Who asked not to be written to leaves the denominator; who merely has no address does
/// not: that client is called.
fn told(c: &Connection, case: &Case) -> Res<Vec<Notified>> {
    let sql = "SELECT t.state, t.result_at, coalesce(t.problem, ''), \
                 (SELECT min(u.at) FROM reached_touch u WHERE u.client_id = l.object_id AND u.kind = 'call' AND u.at >= ?2 \
                    AND u.employee_id IS NOT h.leaver_id) \
               FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
               LEFT JOIN current_letter t ON t.case_id = l.case_id AND t.client_id = l.object_id AND t.receiver_id IS l.to_id \
               WHERE l.case_id = ?1 AND l.kind = 'client' AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL";
    q::all(c, sql, params![case.id, case.opened], |r| {
        let (state, result): (Option<LetterState>, Option<At>) = (r.get(0)?, r.get(1)?);
        let call: Option<At> = r.get(3)?;
        let by_letter = result.filter(|_| notified(state, false).is_some());
        Ok(Notified {
            excluded: r.get::<_, String>(2)? == "do_not_write" && call.is_none(),
            at: [by_letter, call].into_iter().flatten().min(),
        })
    })
}

/// Until when everybody should know: the term of the checklist's item, else the end of the last day.
fn deadline(c: &Connection, case: &Case) -> Res<At> {
    let sql = "SELECT max(due_at) FROM checklist_item WHERE case_id = ?1 AND computed = 'clients_notified'";
    Ok(q::one(c, sql, params![case.id], |r| r.get::<_, Option<At>>(0))?.flatten().unwrap_or(case.last_day_end))
}

fn contacted(c: &Connection, case: &Case, calendar: &Calendar) -> Res<Vec<Contacted>> {
    let sql = "SELECT a.answered_at, l.segment, l.temperature, \
                 (SELECT min(u.at) FROM reached_touch u WHERE u.client_id = l.object_id AND u.employee_id = l.to_id \
                    AND u.at >= a.answered_at) \
               FROM ledger_line l JOIN acceptance a ON a.line_id = l.id AND a.state IN ('accepted','forced') \
               WHERE l.case_id = ?1 AND l.kind = 'client'";
    q::all(c, sql, params![case.id], |r| {
        let segment = Segment::of(&r.get::<_, String>(1)?).unwrap_or(Segment::Regular);
        let temperature = Temperature::of(&r.get::<_, String>(2)?).unwrap_or(Temperature::Cold);
        let due = first_contact_due(calendar, r.get(0)?, segment, temperature);
        Ok(Contacted { due, touched: r.get(3)? })
    })
}

/// Blocks of the lines that are handed over or still to be.
fn context(c: &Connection, case: &Case) -> Res<Completeness> {
    let sql = "SELECT id FROM ledger_line WHERE case_id = ?1 AND disposition IS NOT NULL AND disposition <> 'assign'";
    let out: BTreeSet<LineId> = q::all(c, sql, params![case.id], |r| r.get(0))?.into_iter().collect();
    let all = owed(c, case.id, None)?;
    let lines = all.iter().filter(|o| !out.contains(&o.line));
    Ok(lines.fold(Completeness::default(), |sum, o| sum.plus(o.completeness())))
}

/// Tasks of the snapshot with the deadline they had there.
fn tasks(c: &Connection, case: &Case) -> Res<Vec<OpenTask>> {
    let sql = "SELECT l.due_at, (SELECT j.at FROM journal j WHERE j.seq = l.batch_seq AND l.disposition = 'assign'), \
                 CASE WHEN t.state = 'done' THEN coalesce(t.done_at, ?2) END \
               FROM ledger_line l JOIN task t ON t.id = l.object_id \
               WHERE l.case_id = ?1 AND l.kind = 'task' AND l.late = 0";
    q::all(c, sql, params![case.id, case.opened], |r| {
        Ok(OpenTask { due: r.get(0)?, transferred: r.get(1)?, done: r.get(2)? })
    })
}

fn accesses(c: &Connection, case: &Case) -> Res<Vec<AccessTime>> {
    let sql = "SELECT due_at, CASE WHEN state NOT IN ('planned','asked') THEN done_at END FROM access \
               WHERE case_id = ?1 AND due_at IS NOT NULL AND NOT (state IN ('restore','restored') AND done_at IS NULL)";
    q::all(c, sql, params![case.id], |r| Ok(AccessTime { due: r.get(0)?, done: r.get(1)? }))
}

const PROPOSED: &str = "SELECT count(*) FROM ledger_line WHERE case_id = ?1 AND disposition = 'assign' \
                        AND batch_seq IS NOT NULL AND rule IS NOT NULL";
const KEPT: &str = "SELECT count(*) FROM ledger_line WHERE case_id = ?1 AND disposition = 'assign' \
                    AND batch_seq IS NOT NULL AND rule IS NOT NULL AND rule <> 'hand'";
/// A task or a lead has no card with comments: it is a client's or a deal's line (2 §6).
const ACCEPTED: &str = "SELECT count(*) FROM ledger_line l WHERE l.case_id = ?1 AND l.kind IN ('client','deal') \
                         AND EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('accepted','forced'))";
const COMMENTED: &str = "SELECT count(*) FROM ledger_line l WHERE l.case_id = ?1 AND l.kind IN ('client','deal') \
                         AND l.comment_at IS NOT NULL AND EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('accepted','forced'))";
const ORPHANS: &str = "SELECT coalesce(sum(s.n), 0) FROM owner_stats s JOIN employee e ON e.id = s.owner_id \
                       WHERE e.status = 'dismissed' AND (s.kind = 'client' OR s.stage_kind IN ('open','final'))";

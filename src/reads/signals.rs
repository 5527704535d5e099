//! Signals of the CRM's log: which wait for a look, and the rows of the log behind each. Seen by those who may see
//! incidents, and never by the one they are about: whose is `Asker::watch`.

use super::conditions::Where;
use super::who::Sight;
use super::{Scope, log, q};
use crate::base::{At, CaseId, DAY_MS, Day, EmployeeId, IncidentId, Res, SignalId, Zone};
use crate::domain::calendar::Calendar;
use crate::domain::settings::Office;
use crate::domain::signals::{Rule, quiet_hours};
use crate::domain::{PortfolioField, SignalKind, SignalState, Source};
use crate::store::{Connection, Row, SqlError, params, params_from_iter};

/// So many are listed at once, the newest; an office has tens.
pub const LIMIT: u32 = 2_000;
/// How long before a case opens, and after its last day, what its leaver does belongs to it (2 §8).
pub const BEFORE_DAYS: i32 = 30;
pub const AFTER_DAYS: i32 = 180;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignalRow {
    pub id: SignalId,
    pub employee: EmployeeId,
    pub name: String,
    pub kind: SignalKind,
    pub day: Day,
    /// The address; empty for other kinds.
    pub detail: String,
    pub n: u64,
    pub rows: u64,
    pub first: At,
    pub last: At,
    pub rule: Rule,
    pub reached: u64,
    pub limit: u64,
    pub state: SignalState,
    pub reason: String,
    pub looked_at: Option<At>,
    pub incident: Option<IncidentId>,
    /// The open handover of this person.
    pub case: Option<CaseId>,
}

/// Which signals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Find {
    pub person: Option<EmployeeId>,
    /// Of the leaver of this case, within its window.
    pub case: Option<CaseId>,
    /// Only those that wait for a look.
    pub open: bool,
}

/// `h` is the case; the days on which its leaver's doings belong to it.
const IN_CASE: &str = "s.employee_id = h.leaver_id AND s.day >= (h.opened_at / 86400000) - 30 \
    AND s.day <= coalesce(h.last_day, h.opened_at / 86400000) + 180";

fn condition(sight: &Sight, find: &Find) -> Where {
    let mut w = Where::default();
    match &sight.scope {
        // Who sees only their own rows sees no signals: they would be one's own.
        Scope::Own(_) => w.and("0"),
        wider => w.scope(wider, "s.employee_id"),
    }
    if let Some(me) = sight.me {
        w.bind("s.employee_id <> ?", me);
    }
    if let Some(id) = find.person {
        w.bind("s.employee_id = ?", id);
    }
    if let Some(id) = find.case {
        w.bind(format!("EXISTS (SELECT 1 FROM handover_case h WHERE {IN_CASE} AND h.id = ?)"), id);
    }
    if find.open {
        w.and("s.state = 'new'");
    }
    w
}

fn row(r: &Row<'_>) -> Result<SignalRow, SqlError> {
    let n = |v: i64| v.unsigned_abs();
    Ok(SignalRow {
        id: r.get(0)?,
        employee: r.get(1)?,
        name: r.get(2)?,
        kind: r.get(3)?,
        day: r.get(4)?,
        detail: r.get(5)?,
        n: n(r.get(6)?),
        rows: n(r.get(7)?),
        first: r.get(8)?,
        last: r.get(9)?,
        rule: Rule::of(&r.get::<_, String>(10)?).unwrap_or(Rule::Gone),
        reached: n(r.get(11)?),
        limit: n(r.get(12)?),
        state: r.get(13)?,
        reason: r.get(14)?,
        looked_at: r.get(15)?,
        incident: r.get(16)?,
        case: r.get(17)?,
    })
}

/// Newest first, at most [`LIMIT`].
pub fn list(c: &Connection, sight: &Sight, find: &Find) -> Res<Vec<SignalRow>> {
    let w = condition(sight, find);
    let sql = format!(
        "SELECT s.id, s.employee_id, e.name, s.kind, s.day, s.detail, s.n, s.n_rows, s.first_at, s.last_at, s.rule, \
                s.reached, s.threshold, s.state, coalesce(s.reason, ''), s.looked_at, \
                (SELECT max(i.id) FROM incident i WHERE i.signal_id = s.id), \
                (SELECT max(h.id) FROM handover_case h WHERE {IN_CASE} AND h.kind IN ('planned','crisis') \
                    AND h.state NOT IN ('draft','withdrawn')) \
           FROM signal s JOIN employee e ON e.id = s.employee_id WHERE {} \
          ORDER BY s.last_at DESC, s.id DESC LIMIT {LIMIT}",
        w.sql()
    );
    q::all(c, &sql, params_from_iter(&w.values), row)
}

/// One of them, as far as it is seen.
pub fn one(c: &Connection, sight: &Sight, id: SignalId) -> Res<Option<SignalRow>> {
    Ok(list(c, sight, &Find::default())?.into_iter().find(|s| s.id == id))
}

/// How many wait for a look; of one case, or of all.
pub fn open_count(c: &Connection, sight: &Sight, case: Option<CaseId>) -> Res<u64> {
    let w = condition(sight, &Find { case, open: true, ..Find::default() });
    let sql = format!("SELECT count(*) FROM signal s WHERE {}", w.sql());
    Ok(q::count(c, &sql, params_from_iter(&w.values))?.unsigned_abs())
}

/// The events a signal was raised from, as a question to the log: they can always be opened.
pub fn evidence(s: &SignalRow, office: &Office) -> log::Find {
    let zone = office.zone;
    let (start, end) = (zone.at(s.day, 0), zone.at(s.day.plus(1), 0));
    let mut find = log::Find {
        person: Some(s.employee),
        kinds: s.kind.events(),
        from: Some(start),
        to: Some(end),
        ..log::Find::default()
    };
    match s.kind {
        SignalKind::LoginAfter => find.from = Some(s.first.max(start)),
        SignalKind::Address => find.address = Some(s.detail.clone()),
        SignalKind::OffHours => {
            let calendar = Calendar::of(office);
            find.outside = quiet_hours(s.day, &office.signals, &calendar);
        }
        _ => {}
    }
    find
}

/// One difference between two imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    pub id: i64,
    pub at: At,
    /// The client it is about, or whose deal it is; the deal's title where it has none.
    pub client: String,
    /// The deal; empty when it is about the client.
    pub deal: String,
    pub field: PortfolioField,
    pub before: String,
    pub after: String,
}

/// What is otherwise at the clients of one person since `from`, newest first, at most [`LIMIT`].
pub fn changes(c: &Connection, scope: &Scope, person: EmployeeId, from: Option<At>) -> Res<Vec<ChangeRow>> {
    let mut w = Where::default();
    w.bind("p.owner_id = ?", person);
    w.scope(scope, "p.owner_id");
    if let Some(at) = from {
        w.bind("p.at >= ?", at);
    }
    let sql = format!(
        "SELECT p.id, p.at, coalesce(c.name, d.title, ''), coalesce(d.title, ''), p.field, p.before, p.after \
           FROM portfolio_change p LEFT JOIN deal d ON p.kind = 'deal' AND d.id = p.object_id \
           LEFT JOIN client c ON c.id = CASE p.kind WHEN 'client' THEN p.object_id ELSE d.client_id END \
          WHERE {} ORDER BY p.at DESC, p.id DESC LIMIT {LIMIT}",
        w.sql()
    );
    q::all(c, &sql, params_from_iter(&w.values), |r| {
        Ok(ChangeRow {
            id: r.get(0)?,
            at: r.get(1)?,
            client: r.get(2)?,
            deal: r.get(3)?,
            field: r.get(4)?,
            before: r.get(5)?,
            after: r.get(6)?,
        })
    })
}

/// The step «Логи» of one case: when the leaver was last seen, the signals, what changed, how fresh the log is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseLog {
    pub span: Option<log::Span>,
    pub seen: log::Seen,
    pub signals: Vec<SignalRow>,
    pub changes: Vec<ChangeRow>,
    /// The leaver is nobody the log knows: its user has to be matched first.
    pub unmatched: bool,
    /// Where the data of this base comes from: whose menu gives a fresh log.
    pub source: Option<Source>,
    /// Not for the reader: nothing of it is told.
    pub hidden: bool,
}

pub fn of_case(c: &Connection, sight: &Sight, case: CaseId) -> Res<CaseLog> {
    let sql = "SELECT h.leaver_id, h.opened_at FROM handover_case h WHERE h.id = ?1 AND h.leaver_id IS NOT NULL";
    let Some((leaver, opened)) =
        q::one(c, sql, params![case], |r| Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, Option<At>>(1)?)))?
    else {
        return Ok(CaseLog::default());
    };
    if sight.is_blind() || sight.me == Some(leaver) {
        return Ok(CaseLog { hidden: true, ..CaseLog::default() });
    }
    let span = log::span(c)?;
    let seen = log::seen(c, leaver)?;
    Ok(CaseLog {
        unmatched: span.is_some() && seen.written.is_empty(),
        source: source(c)?,
        hidden: false,
        span,
        seen,
        signals: list(c, sight, &Find { case: Some(case), ..Find::default() })?,
        changes: changes(c, &sight.scope, leaver, opened.map(|at| at.plus(-i64::from(BEFORE_DAYS) * DAY_MS)))?,
    })
}

/// The CRM of the newest import that named one.
fn source(c: &Connection) -> Res<Option<Source>> {
    let sql = "SELECT source FROM import WHERE source <> 'other' ORDER BY id DESC LIMIT 1";
    let words: Option<String> = q::one(c, sql, [], |r| r.get(0))?;
    Ok(words.and_then(|w| w.split(',').filter_map(Source::of).find(|s| *s != Source::Other)))
}

/// The days a case's signals are looked for on.
pub fn days_of(opened: At, last_day: Option<Day>, today: Day, zone: Zone) -> (Day, Day) {
    let start = zone.day(opened);
    (start.plus(-BEFORE_DAYS), last_day.unwrap_or(today.max(start)).plus(AFTER_DAYS))
}

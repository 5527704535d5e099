//! The CRM's activity log: what is loaded until when, who was last seen, a window of events, and what a person did by
//! hours for the rules of `domain::signals`.

use super::ask::Asker;
use super::conditions::Where;
use super::keyset::Keyset;
use super::who::Sight;
use super::window::{Page, Window};
use super::{Scope, q};
use crate::base::{At, DAY_MS, Day, EmployeeId, EventId, HOUR_MS, MINUTE_MS, Res, Zone, fold};
use crate::domain::signals::{Activity, Hour, USUAL_DAYS, Use};
use crate::domain::{LogKind, Source};
use crate::store::{Connection, Row, SqlError, Val, params};

/// Which time the loaded log covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub first: At,
    pub last: At,
}

/// `None`: no log was ever read.
pub fn span(c: &Connection) -> Res<Option<Span>> {
    // Two questions: one that asked for both ends would read every event.
    let end = |sql| q::one(c, sql, [], |r| r.get::<_, At>(0));
    let first = end("SELECT at FROM log_event ORDER BY at LIMIT 1")?;
    let last = end("SELECT at FROM log_event ORDER BY at DESC LIMIT 1")?;
    Ok(first.zip(last).map(|(first, last)| Span { first, last }))
}

/// A log was read that reaches into this time: the measure of 2 §8.
pub fn reaches(c: &Connection, from: At) -> Res<bool> {
    Ok(span(c)?.is_some_and(|s| s.last >= from))
}

/// What the log says of one person as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    pub login: Option<At>,
    pub any: Option<At>,
    /// As the log writes this person.
    pub written: Vec<(Source, String)>,
}

/// Past every scope: the callers show it only where signals are seen.
pub fn seen(c: &Connection, person: EmployeeId) -> Res<Seen> {
    let last = |and: &str| {
        let sql = format!(
            "SELECT max(m) FROM (SELECT (SELECT v.at FROM log_event v WHERE v.user_id = u.id {and} \
               ORDER BY v.at DESC LIMIT 1) AS m FROM log_user u WHERE u.employee_id = ?1)"
        );
        Ok::<_, crate::base::Fault>(q::one(c, &sql, params![person], |r| r.get::<_, Option<At>>(0))?.flatten())
    };
    let sql = "SELECT source, written FROM log_user WHERE employee_id = ?1 ORDER BY id";
    Ok(Seen {
        login: last("AND v.kind = 'login'")?,
        any: last("")?,
        written: q::all(c, sql, params![person], |r| Ok((r.get(0)?, r.get(1)?)))?,
    })
}

/// Which events; empty means all. A signal's evidence is one of these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Find {
    pub person: Option<EmployeeId>,
    pub kinds: &'static [LogKind],
    pub from: Option<At>,
    /// Not included.
    pub to: Option<At>,
    /// Outside of these two instants.
    pub outside: Option<(At, At)>,
    pub address: Option<String>,
    /// Words in the object, the event's name or the address.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    pub id: EventId,
    pub at: At,
    pub kind: LogKind,
    /// The event as the log names it.
    pub written: String,
    /// The employee's name, else the user as the log writes them.
    pub who: String,
    /// Nobody of the office is known to be this user.
    pub unknown: bool,
    pub rows: u64,
    pub object: String,
    pub address: String,
    pub detail: String,
    /// Where the evidence stands: the file and its row.
    pub file: String,
    pub line: u64,
}

const FROM: &str = "log_event v JOIN log_user u ON u.id = v.user_id LEFT JOIN employee e ON e.id = u.employee_id \
    LEFT JOIN import i ON i.id = v.import_id";
const COLUMNS: &str = "v.id, v.at, v.kind, v.written, coalesce(e.name, u.written), e.id IS NULL, v.n_rows, v.object, \
    v.address, v.detail, coalesce(json_extract(i.files, '$[0].name'), ''), v.line";

fn row(r: &Row<'_>) -> Result<EventRow, SqlError> {
    Ok(EventRow {
        id: r.get(0)?,
        at: r.get(1)?,
        kind: r.get(2)?,
        written: r.get(3)?,
        who: r.get(4)?,
        unknown: r.get(5)?,
        rows: r.get::<_, i64>(6)?.unsigned_abs(),
        object: r.get(7)?,
        address: r.get(8)?,
        detail: r.get(9)?,
        file: r.get(10)?,
        line: r.get::<_, i64>(11)?.unsigned_abs(),
    })
}

/// One window of events, newest first. `sight` is the one of signals: a log tells about people, not about clients, and
/// nobody reads in it about oneself.
pub fn window(a: &Asker<'_>, sight: &Sight, find: &Find, w: Window) -> Res<Page<EventRow>> {
    let mut cond = Where::default();
    let scope = &sight.scope;
    if let Some(me) = sight.me {
        // By the few users that this one is: the whole log still goes by time.
        cond.bind("v.user_id NOT IN (SELECT id FROM log_user WHERE employee_id = ?)", me);
    }
    // By the users' own index; all of the log goes by time.
    match (find.person, scope) {
        (Some(p), _) => {
            cond.bind("v.user_id IN (SELECT id FROM log_user WHERE employee_id = ?)", p);
            cond.scope(scope, "(SELECT employee_id FROM log_user WHERE id = v.user_id)");
        }
        (None, Scope::All) => {}
        (None, _) => cond.scope(scope, "(SELECT employee_id FROM log_user WHERE id = v.user_id)"),
    }
    if !find.kinds.is_empty() {
        let words: Vec<String> = find.kinds.iter().map(|k| format!("'{}'", k.word())).collect();
        cond.and(&format!("v.kind IN ({})", words.join(",")));
    }
    if let Some(at) = find.from {
        cond.bind("v.at >= ?", at);
    }
    if let Some(at) = find.to {
        cond.bind("v.at < ?", at);
    }
    if let Some((start, end)) = find.outside {
        cond.bind_all("NOT (v.at >= ? AND v.at <= ?)", [start.into(), end.into()]);
    }
    if let Some(address) = &find.address {
        cond.bind("v.address = ?", address.as_str());
    }
    for word in find.text.split_whitespace() {
        // A log keeps no folded twin of its texts: a word is looked for as typed, small, large and with a large first letter.
        let text =
            "v.object || ' ' || v.written || ' ' || v.address || ' ' || u.written || ' ' || coalesce(e.name_fold, '')";
        let sql = ["instr(t, ?) > 0"; 4].join(" OR ");
        cond.bind_all(format!("(SELECT {sql} FROM (SELECT {text} AS t))"), spellings(word).map(Val::from));
    }
    let (filter, values) = (cond.sql(), cond.values);
    let base = if find.text.is_empty() { "log_event v" } else { FROM };
    let keyset =
        Keyset { columns: COLUMNS, from: FROM, base, id: "v.id", key: "v.at", descending: true, filter, values };
    keyset.page(a.conn, w, None, row, |r| r.id.0)
}

/// A word as it may stand in a text that nobody has folded.
fn spellings(word: &str) -> [String; 4] {
    let small = fold(word);
    let mut letters = small.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    [word.to_owned(), first + letters.as_str(), small.to_uppercase(), small]
}

/// What one person did on the days `from` … `to`, and what was usual before; without `gone` and what imports changed.
pub fn activity(c: &Connection, person: EmployeeId, from: Day, to: Day, zone: Zone) -> Res<Activity> {
    let (start, end) = (zone.at(from.plus(-USUAL_DAYS), 0), zone.at(to.plus(1), 0));
    let off = i64::from(zone.0) * MINUTE_MS;
    let sql = "SELECT v.kind, (v.at + ?4) / ?5, count(*), sum(v.n_rows), min(v.at), max(v.at) FROM log_user u \
        JOIN log_event v ON v.user_id = u.id WHERE u.employee_id = ?1 AND v.at >= ?2 AND v.at < ?3 GROUP BY 1, 2";
    let hours = q::all(c, sql, params![person, start, end, off, HOUR_MS], |r| {
        Ok(Hour {
            kind: r.get(0)?,
            day: day_of(r.get::<_, i64>(1)? / 24),
            n: r.get::<_, i64>(2)?.unsigned_abs(),
            rows: r.get::<_, i64>(3)?.unsigned_abs(),
            first: r.get(4)?,
            last: r.get(5)?,
        })
    })?;
    let sql = "SELECT v.address, (v.at + ?4) / ?5, count(*), min(v.at), max(v.at) FROM log_user u \
        JOIN log_event v ON v.user_id = u.id WHERE u.employee_id = ?1 AND v.at >= ?2 AND v.at < ?3 AND v.address <> '' \
        GROUP BY 1, 2";
    let uses = q::all(c, sql, params![person, start, end, off, DAY_MS], |r| {
        Ok(Use {
            address: r.get(0)?,
            day: day_of(r.get(1)?),
            n: r.get::<_, i64>(2)?.unsigned_abs(),
            first: r.get(3)?,
            last: r.get(4)?,
        })
    })?;
    Ok(Activity { hours, uses, ..Activity::default() })
}

fn day_of(n: i64) -> Day {
    Day(i32::try_from(n).unwrap_or(i32::MAX))
}

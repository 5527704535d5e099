//! The rules of `domain::signals` over what the base knows, after a log was read, after an import changed a portfolio and
//! when a case opens. Raising again is safe: a signal is one row for one person, kind and day.

use serde_json::json;

use super::{Ctx, inbox};
use crate::base::{At, DAY_MS, Day, EmployeeId, Kind, MINUTE_MS, Res, SignalId};
use crate::domain::signals::{Activity, Changed, Raised, signals};
use crate::domain::{CaseKind, InboxKind, Role, SignalState};
use crate::reads::{log, signals as read};
use crate::store::{Tx, Val, params};

/// Somebody to be looked at, and on which days.
struct Subject {
    id: EmployeeId,
    name: String,
    from: Day,
    to: Day,
    gone: Option<At>,
}

/// Everybody with an open case over its window, and as the settings say everybody in the newest days of the log. Gives
/// the number of signals that are new or came back.
pub(super) fn recompute(tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<u64> {
    let mut raised = 0;
    for s in subjects(tx, cx, None)? {
        raised += look(tx, cx, &s)?;
    }
    Ok(raised)
}

/// One person, whose case has just opened: what the log knows of the days before.
pub(super) fn of_person(tx: &mut Tx<'_>, cx: &Ctx<'_>, person: EmployeeId) -> Res<u64> {
    let mut raised = 0;
    for s in subjects(tx, cx, Some(person))? {
        raised += look(tx, cx, &s)?;
    }
    Ok(raised)
}

fn subjects(tx: &Tx<'_>, cx: &Ctx<'_>, only: Option<EmployeeId>) -> Res<Vec<Subject>> {
    let zone = cx.office.zone;
    let today = zone.day(cx.clock.now);
    let newest = log::span(tx.conn())?.map(|s| zone.day(s.last));
    let days = cx.office.signals.everybody_days;
    let recent = i32::try_from(days).unwrap_or(i32::MAX / 2) - 1;
    let sql = "SELECT e.id, e.name, CASE e.status WHEN 'dismissed' THEN e.dismissed_on END, h.kind, h.opened_at, h.last_day, coalesce(h.crisis_at, h.opened_at), \
           e.status IN ('leaving','dismissed') \
         FROM employee e LEFT JOIN handover_case h ON h.id = (SELECT max(c.id) FROM handover_case c \
           WHERE c.leaver_id = e.id AND c.kind IN ('planned','crisis') AND c.opened_at IS NOT NULL \
             AND c.state NOT IN ('draft','withdrawn','finished')) \
        WHERE (?1 IS NULL OR e.id = ?1) AND (EXISTS (SELECT 1 FROM log_user u WHERE u.employee_id = e.id) \
           OR EXISTS (SELECT 1 FROM portfolio_change p WHERE p.owner_id = e.id)) ORDER BY e.id";
    let rows = tx.all(sql, [only], |r| {
        let case = (r.get::<_, Option<CaseKind>>(3)?, r.get::<_, Option<At>>(4)?, r.get::<_, Option<Day>>(5)?);
        let (cut, leaves) = (r.get::<_, Option<At>>(6)?, r.get::<_, bool>(7)?);
        Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, String>(1)?, r.get::<_, Option<Day>>(2)?, case, cut, leaves))
    })?;
    let midnight_after = |d: Day| zone.at(d.plus(1), 0);
    let mut out = Vec::new();
    for (id, name, dismissed, case, cut, leaves) in rows {
        let mut gone = dismissed.map(midnight_after);
        let (from, to) = match case {
            (Some(kind), Some(opened), last_day) => {
                // Who came back, or was taken on again, is not gone by the case he once had. In a crisis the accesses are
                // cut at once.
                if leaves {
                    gone = if kind == CaseKind::Crisis { cut } else { last_day.map(midnight_after) };
                }
                let (from, to) = read::days_of(opened, last_day, today, zone);
                (from, to.min(newest.unwrap_or(today).max(today)))
            }
            _ if days == 0 => continue,
            _ => {
                let end = newest.unwrap_or(today);
                (end.plus(-recent), end.max(today))
            }
        };
        out.push(Subject { id, name, from, to, gone });
    }
    Ok(out)
}

fn look(tx: &mut Tx<'_>, cx: &Ctx<'_>, s: &Subject) -> Res<u64> {
    let zone = cx.office.zone;
    let known = log::activity(tx.conn(), s.id, s.from, s.to, zone)?;
    let activity = Activity { gone: s.gone, changed: changed(tx, cx, s)?, ..known };
    let calendar = cx.calendar();
    let mut fresh: Vec<Raised> = Vec::new();
    for r in signals(&activity, s.from, s.to, &cx.office.signals, &calendar) {
        if keep(tx, s.id, &r)? {
            fresh.push(r);
        }
    }
    if !fresh.is_empty() {
        tell(tx, s, &fresh)?;
    }
    Ok(fresh.len() as u64)
}

fn changed(tx: &Tx<'_>, cx: &Ctx<'_>, s: &Subject) -> Res<Vec<Changed>> {
    let zone = cx.office.zone;
    let sql = "SELECT (at + ?4) / ?5, count(*), min(at), max(at) FROM portfolio_change \
        WHERE owner_id = ?1 AND at >= ?2 AND at < ?3 AND field IN ('phone','mail') GROUP BY 1";
    let (start, end) = (zone.at(s.from, 0), zone.at(s.to.plus(1), 0));
    tx.all(sql, params![s.id, start, end, i64::from(zone.0) * MINUTE_MS, DAY_MS], |r| {
        let day = Day(r.get::<_, i32>(0)?);
        Ok(Changed { day, n: r.get::<_, i64>(1)?.unsigned_abs(), first: r.get(2)?, last: r.get(3)? })
    })
}

/// Whether it is new, or came back because it grew since somebody called it normal.
fn keep(tx: &mut Tx<'_>, person: EmployeeId, r: &Raised) -> Res<bool> {
    let n = |v: u64| Val::from(i64::try_from(v).unwrap_or(i64::MAX));
    let measured = [
        ("n", n(r.n)),
        ("n_rows", n(r.rows)),
        ("first_at", r.first.into()),
        ("last_at", r.last.into()),
        ("rule", r.rule.word().into()),
        ("reached", n(r.reached)),
        ("threshold", n(r.limit)),
    ];
    let sql = "SELECT id, state, coalesce(looked_n, n) FROM signal WHERE employee_id = ?1 AND kind = ?2 AND day = ?3 AND detail = ?4";
    let old = tx.one(sql, params![person, r.kind, r.day, r.detail], |row| {
        Ok((row.get::<_, SignalId>(0)?, row.get::<_, SignalState>(1)?, row.get::<_, i64>(2)?))
    })?;
    let Some((id, state, looked_n)) = old else {
        let named = [
            ("employee_id", person.into()),
            ("kind", r.kind.into()),
            ("day", r.day.into()),
            ("detail", r.detail.as_str().into()),
            ("raised_at", tx.at().into()),
        ];
        tx.insert(Kind::Signal, &[&named[..], &measured].concat())?;
        return Ok(true);
    };
    let back = state == SignalState::Normal && i64::try_from(r.n).unwrap_or(i64::MAX) > looked_n;
    let state = if back { SignalState::New } else { state };
    tx.set(Kind::Signal, id.0, &[&measured[..], &[("state", state.into())]].concat())?;
    Ok(back)
}

/// What was told of a person's signals is over once every one of them has been looked at.
pub(super) fn looked(tx: &mut Tx<'_>, person: EmployeeId) -> Res<()> {
    if tx.count("SELECT count(*) FROM signal WHERE employee_id = ?1 AND state = 'new'", params![person])? == 0 {
        inbox::over(tx, InboxKind::SignalsRaised, person.into())?;
    }
    Ok(())
}

/// The head and security are told once per person, with the number and the strongest of them.
fn tell(tx: &mut Tx<'_>, s: &Subject, fresh: &[Raised]) -> Res<()> {
    let kinds: Vec<&str> = fresh.iter().map(|r| r.kind.word()).collect();
    let args = json!({ "name": s.name, "n": fresh.len(), "kinds": kinds });
    let sql = "SELECT coalesce(e.head_id, d.head_id) FROM employee e LEFT JOIN department d ON d.id = e.department_id \
        WHERE e.id = ?1";
    let head: Option<EmployeeId> = tx.one(sql, params![s.id], |r| r.get(0))?.flatten();
    if let Some(to) = head.filter(|h| *h != s.id) {
        let note =
            inbox::Note { to, kind: InboxKind::SignalsRaised, object: s.id.into(), args: args.clone(), due: None };
        inbox::tell(tx, note)?;
    }
    inbox::tell_role(tx, Role::Security, InboxKind::SignalsRaised, s.id.into(), args, None)
}

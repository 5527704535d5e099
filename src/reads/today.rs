//! «Сегодня»: what to do now over all open cases, by deadline; how each case goes; what alarms (4 §1).

use serde::Serialize;

use super::case::{VISIBLE, visible};
use super::{Scope, context, q};
use crate::base::{At, CaseId, Clock, Day, Res};
use crate::domain::CaseKind;
use crate::store::{Connection, params};

/// What kind of thing waits; the screen has a sentence for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    /// An item of the checklist; `title` is its wording.
    Item,
    /// Accesses of one deadline that are not closed; `title` names one.
    Access,
    /// Lines offered to one receiver; `who` is the receiver.
    Acceptance,
    /// Letters that can be looked at and approved, and approved ones that are not sent.
    LettersToApprove,
    LettersToSend,
    /// VIP clients the head has not called yet; `title` names one.
    VipCall,
    /// Sides that have not signed the act.
    Signature,
    /// A task the case made, or a first action of a handed-over line; `who` is its owner.
    Task,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    Overdue,
    Today,
    Tomorrow,
    Later,
}

/// One line of «Сейчас». `n` is how many things it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TodayRow {
    pub when: When,
    pub due_at: Option<At>,
    pub waits: Waits,
    pub case: CaseId,
    pub leaver: String,
    pub title: String,
    pub who: Option<String>,
    pub n: u64,
    /// The row's own number: item, access, task; the receiver of an acceptance.
    pub id: Option<i64>,
}

/// One open case with its bars: done of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseBars {
    pub case: CaseId,
    pub kind: CaseKind,
    pub leaver: String,
    pub last_day: Option<Day>,
    pub data_at: Option<At>,
    pub context: (u64, u64),
    pub accepted: (u64, u64),
    pub letters: (u64, u64),
    pub accesses: (u64, u64),
    /// Clients, deals and tasks without an applied decision.
    pub remaining: (u64, u64, u64),
}

/// What nobody should have to find by chance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Alarms {
    /// Open objects that landed on a leaver after the snapshot.
    pub late: u64,
    /// Open deals, clients and tasks of dismissed people.
    pub orphans: u64,
    /// Open deals and clients of nobody.
    pub ownerless: u64,
    /// Lines declined twice or more that still wait for a decision.
    pub declined_again: u64,
    pub bounced: u64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Today {
    pub rows: Vec<TodayRow>,
    pub cases: Vec<CaseBars>,
    pub alarms: Alarms,
}

/// Everything on the first screen. Rows reach `days` ahead; overdue ones are all there, the oldest first.
pub fn today(c: &Connection, scope: &Scope, clock: &Clock, days: i32) -> Res<Today> {
    let Some(seen) = visible(scope) else { return Ok(Today::default()) };
    let until = clock.zone.at(clock.today().plus(days + 1), 0);
    let mut rows = rows(c, seen, clock, until)?;
    rows.sort_by(|a, b| {
        (a.when, a.due_at.is_none(), a.due_at, a.case).cmp(&(b.when, b.due_at.is_none(), b.due_at, b.case))
    });
    Ok(Today { rows, cases: bars(c, seen)?, alarms: alarms(c)? })
}

fn when(due: Option<At>, clock: &Clock) -> When {
    let Some(due) = due else { return When::Today };
    let (day, today) = (clock.zone.day(due), clock.today());
    if due < clock.now {
        When::Overdue
    } else if day == today {
        When::Today
    } else if day == today.plus(1) {
        When::Tomorrow
    } else {
        When::Later
    }
}

const OPEN: &str = "h.state IN ('open','distributing','handing_over','signing')";

/// Each kind as due, case, leaver, title, who, n, id; `?1` the horizon, `?2` and `?3` the scope.
fn rows(c: &Connection, seen: (Option<i64>, Option<i64>), clock: &Clock, until: At) -> Res<Vec<TodayRow>> {
    let mut out = Vec::new();
    for (waits, what) in KINDS {
        let sql = format!(
            "SELECT x.due, h.id, coalesce(e.name, ''), x.title, x.who, x.n, x.id FROM ({what}) x \
             JOIN handover_case h ON h.id = x.case_id LEFT JOIN employee e ON e.id = h.leaver_id \
             WHERE {OPEN} AND {VISIBLE} AND (x.due IS NULL OR x.due < ?1)"
        );
        out.extend(q::all(c, &sql, params![until, seen.0, seen.1], |r| {
            let due_at: Option<At> = r.get(0)?;
            Ok(TodayRow {
                when: when(due_at, clock),
                due_at,
                waits,
                case: r.get(1)?,
                leaver: r.get(2)?,
                title: r.get(3)?,
                who: r.get(4)?,
                n: r.get::<_, i64>(5)?.unsigned_abs(),
                id: r.get(6)?,
            })
        })?);
    }
    Ok(out)
}

/// Items that tick themselves are not listed where the thing itself is (acceptances, accesses, letters, signatures).
const KINDS: [(Waits, &str); 8] = [
    (
        Waits::Item,
        "SELECT i.case_id, i.due_at AS due, i.title, p.name AS who, 1 AS n, i.id FROM checklist_item i \
         LEFT JOIN employee p ON p.id = i.person_id WHERE i.state = 'open' AND i.mandatory = 1 AND i.due_at IS NOT NULL \
           AND i.computed NOT IN ('all_accepted','accesses_closed','shared_closed','act_signed','letters_sent')",
    ),
    (
        Waits::Access,
        "SELECT a.case_id, a.due_at AS due, min(a.title) AS title, NULL AS who, count(*) AS n, min(a.id) AS id FROM access a \
         WHERE a.state IN ('planned','asked') AND a.due_at IS NOT NULL GROUP BY a.case_id, a.due_at",
    ),
    (
        Waits::Acceptance,
        "SELECT a.case_id, min(a.due_at) AS due, '' AS title, p.name AS who, count(*) AS n, a.receiver_id AS id \
         FROM acceptance a JOIN employee p ON p.id = a.receiver_id WHERE a.state = 'offered' GROUP BY a.case_id, a.receiver_id",
    ),
    (
        Waits::LettersToApprove,
        "SELECT t.case_id, NULL AS due, '' AS title, NULL AS who, count(*) AS n, NULL AS id FROM letter t \
         WHERE t.state = 'draft' AND t.problem IN ('','salutation') GROUP BY t.case_id",
    ),
    (
        Waits::LettersToSend,
        "SELECT t.case_id, NULL AS due, '' AS title, NULL AS who, count(*) AS n, NULL AS id FROM letter t \
         WHERE t.state = 'approved' AND t.problem = '' GROUP BY t.case_id",
    ),
    (
        Waits::VipCall,
        "SELECT t.case_id, NULL AS due, min(k.name) AS title, NULL AS who, count(*) AS n, min(k.id) AS id FROM letter t \
         JOIN client k ON k.id = t.client_id JOIN handover_case v ON v.id = t.case_id \
         WHERE t.state = 'draft' AND k.segment = 'vip' AND NOT EXISTS (SELECT 1 FROM touch u WHERE u.client_id = k.id \
           AND u.kind = 'call' AND u.employee_id IS v.head_id AND u.at >= v.opened_at) GROUP BY t.case_id",
    ),
    (
        Waits::Signature,
        "SELECT s.case_id, NULL AS due, '' AS title, min(p.name) AS who, count(*) AS n, NULL AS id FROM signature s \
         JOIN employee p ON p.id = s.employee_id WHERE s.state = 'waiting' \
           AND EXISTS (SELECT 1 FROM act WHERE act.case_id = s.case_id) GROUP BY s.case_id",
    ),
    (
        Waits::Task,
        "SELECT t.case_id, t.due_at AS due, t.title, p.name AS who, 1 AS n, t.id FROM task t \
         LEFT JOIN employee p ON p.id = t.owner_id WHERE t.state = 'open' AND t.case_id IS NOT NULL AND t.due_at IS NOT NULL",
    ),
];

fn bars(c: &Connection, seen: (Option<i64>, Option<i64>)) -> Res<Vec<CaseBars>> {
    let offered = "l.disposition = 'assign' AND l.batch_seq IS NOT NULL AND l.kind IN ('client','deal','task','lead')";
    let sql = format!(
        "SELECT h.id, h.kind, coalesce(e.name, ''), h.last_day, h.data_at, \
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND {offered} AND EXISTS \
              (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('accepted','forced'))), \
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND l.kind IN ('client','deal','task','lead') \
              AND (l.disposition IS NULL OR l.disposition = 'assign')), \
           (SELECT count(*) FROM letter t WHERE t.case_id = h.id AND t.state IN ('sent','not_bounced','confirmed')), \
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND l.kind = 'client' \
              AND (l.disposition IS NULL OR l.disposition = 'assign')), \
           (SELECT count(*) FROM access a WHERE a.case_id = h.id AND a.state IN ('done','verified')), \
           (SELECT count(*) FROM access a WHERE a.case_id = h.id), \
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND l.batch_seq IS NULL AND l.kind = 'client'), \
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND l.batch_seq IS NULL AND l.kind = 'deal'), \
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND l.batch_seq IS NULL AND l.kind = 'task') \
         FROM handover_case h LEFT JOIN employee e ON e.id = h.leaver_id WHERE ?1 IS NULL AND {OPEN} AND {VISIBLE} \
         ORDER BY h.last_day IS NULL, h.last_day, h.id"
    );
    let none: Option<i64> = None;
    let mut out = q::all(c, &sql, params![none, seen.0, seen.1], |r| {
        let n = |i| r.get::<_, i64>(i).map(i64::unsigned_abs);
        Ok(CaseBars {
            case: r.get(0)?,
            kind: r.get(1)?,
            leaver: r.get(2)?,
            last_day: r.get(3)?,
            data_at: r.get(4)?,
            context: (0, 0),
            accepted: (n(5)?, n(6)?),
            letters: (n(7)?, n(8)?),
            accesses: (n(9)?, n(10)?),
            remaining: (n(11)?, n(12)?, n(13)?),
        })
    })?;
    for bar in &mut out {
        let p = context::progress(c, bar.case)?;
        bar.context = (u64::from(p.ready), u64::from(p.objects));
    }
    Ok(out)
}

/// From kept sums where they exist, so that the first screen costs the same on any base.
fn alarms(c: &Connection) -> Res<Alarms> {
    let n = |sql: &str| q::count(c, sql, params![]).map(i64::unsigned_abs);
    Ok(Alarms {
        late: n("SELECT count(*) FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
                 WHERE l.late = 1 AND l.batch_seq IS NULL AND h.state IN ('open','distributing','handing_over','signing')")?,
        orphans: n("SELECT coalesce(sum(s.n), 0) FROM owner_stats s JOIN employee e ON e.id = s.owner_id \
                    WHERE e.status = 'dismissed' AND (s.kind = 'client' OR s.stage_kind IN ('open','final'))")?,
        ownerless: n("SELECT coalesce(sum(n), 0) FROM owner_stats WHERE owner_id = 0 \
                      AND (kind = 'client' OR (kind = 'deal' AND stage_kind IN ('open','final')))")?,
        declined_again: n(
            "SELECT count(*) FROM (SELECT a.line_id FROM acceptance a JOIN ledger_line l ON l.id = a.line_id \
                           WHERE a.state = 'declined' AND l.batch_seq IS NULL GROUP BY a.line_id HAVING count(*) > 1)",
        )?,
        bounced: n("SELECT count(*) FROM letter WHERE state = 'bounced'")?,
    })
}

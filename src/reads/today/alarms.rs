//! What nobody should have to find by chance.

use super::rows::Seen;
use super::{Alarm, AlarmKind};
use crate::base::{CaseId, Res};
use crate::reads::case::{OWN_PART, VISIBLE};
use crate::reads::ledger::CAME;
use crate::reads::orphans::{self, Held};
use crate::reads::{Asker, Scope, q, signals};
use crate::store::params;

const OPEN: &str = "h.state IN ('open','distributing','handing_over','signing')";

/// Those that ring, the most pressing first.
/// `wide` is whose clients the reader sees.
pub(super) fn alarms(a: &Asker<'_>, wide: &Scope, seen: Seen) -> Res<Vec<Alarm>> {
    let mut out = late(a, seen)?;
    let plain = |kind, n| Alarm { kind, n, case: None, name: String::new(), held: Held::default() };
    out.push(plain(AlarmKind::Signals, signals::open_count(a.conn, &a.watch()?, None)?));
    for (kind, what) in BY_CASE {
        let sql = format!(
            "SELECT h.id, coalesce(e.name, ''), x.n FROM ({what}) x JOIN handover_case h ON h.id = x.case_id \
             LEFT JOIN employee e ON e.id = h.leaver_id WHERE ?1 IS NOT NULL AND ?4 IS NOT NULL AND {VISIBLE} AND NOT {OWN_PART} ORDER BY h.id"
        );
        out.extend(q::all(a.conn, &sql, params![a.clock.now, seen.0, seen.1, a.clock.today()], |r| {
            let n = r.get::<_, i64>(2)?.unsigned_abs();
            Ok(Alarm { kind, n, case: r.get(0)?, name: r.get(1)?, held: Held::default() })
        })?);
    }
    let (orphans, ownerless) = orphans::counts(a.conn, wide)?;
    out.push(plain(AlarmKind::Orphans, orphans));
    out.push(plain(AlarmKind::Ownerless, ownerless));
    out.retain(|a| a.n > 0);
    Ok(out)
}

/// Counted by case; `?1` is now, `?4` today.
const BY_CASE: [(AlarmKind, &str); 5] = [
    (
        // The day of return has come by the office's clock, and nobody has taken anything back.
        AlarmKind::Return,
        "SELECT c.id AS case_id, (SELECT count(*) FROM ledger_line l WHERE l.case_id = c.id AND l.batch_seq IS NOT NULL) AS n \
         FROM handover_case c WHERE c.kind = 'absence' AND c.state IN ('open','distributing','handing_over') \
           AND c.returned_seq IS NULL AND c.until_day <= ?4",
    ),
    (
        AlarmKind::Temporary,
        "SELECT c.id AS case_id, count(*) AS n FROM handover_case c JOIN ledger_line l ON l.case_id = c.id \
         WHERE c.state IN ('open','distributing','handing_over','signing') AND c.temporary_until < ?1 \
           AND l.temp_id IS NOT NULL AND l.batch_seq IS NULL GROUP BY c.id",
    ),
    (
        AlarmKind::Unknown,
        "SELECT j.case_id, count(*) AS n FROM job j WHERE j.state = 'unknown' AND j.case_id IS NOT NULL GROUP BY j.case_id",
    ),
    (
        AlarmKind::DeclinedAgain,
        "SELECT case_id, count(*) AS n FROM (SELECT l.case_id FROM handover_case c CROSS JOIN acceptance a ON a.case_id = c.id \
           AND a.state = 'declined' JOIN ledger_line l ON l.id = a.line_id \
         WHERE c.state IN ('open','distributing','handing_over','signing') AND l.batch_seq IS NULL \
         GROUP BY a.line_id HAVING count(*) > 1) GROUP BY case_id",
    ),
    (
        AlarmKind::Bounced,
        "SELECT t.case_id, count(*) AS n FROM letter t WHERE t.state = 'bounced' AND t.case_id IS NOT NULL \
           AND NOT EXISTS (SELECT 1 FROM reached_touch u WHERE u.client_id = t.client_id AND u.kind = 'call' AND u.at >= t.result_at) \
         GROUP BY t.case_id",
    ),
];

/// Late lines without a decision, case by case, with their kinds.
fn late(a: &Asker<'_>, seen: Seen) -> Res<Vec<Alarm>> {
    let sql = format!(
        "SELECT h.id, coalesce(e.name, ''), l.kind, count(*), h.kind = 'absence' FROM handover_case h CROSS JOIN ledger_line l ON l.case_id = h.id \
         LEFT JOIN employee e ON e.id = h.leaver_id WHERE ?1 IS NOT NULL AND {OPEN} AND {VISIBLE} AND NOT {OWN_PART} \
           AND l.late = 1 AND l.batch_seq IS NULL AND {CAME} GROUP BY h.id, l.kind ORDER BY h.id"
    );
    let rows = q::all(a.conn, &sql, params![a.clock.now, seen.0, seen.1], |r| {
        let key: (CaseId, String) = (r.get(0)?, r.get(1)?);
        Ok((key, r.get::<_, String>(2)?, r.get::<_, i64>(3)?.unsigned_abs(), r.get::<_, bool>(4)?))
    })?;
    let mut out: Vec<Alarm> = Vec::new();
    for ((case, name), kind, n, away) in rows {
        if out.last().is_none_or(|l| l.case != Some(case)) {
            let alarm = if away { AlarmKind::LateAway } else { AlarmKind::Late };
            out.push(Alarm { kind: alarm, n: 0, case: Some(case), name, held: Held::default() });
        }
        if let Some(alarm) = out.last_mut() {
            alarm.n += n;
            alarm.held.add(&kind, n);
        }
    }
    Ok(out)
}

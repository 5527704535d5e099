//! The open cases with their bars.

use super::rows::Seen;
use super::{CaseBars, SeenSignal};
use crate::base::Res;
use crate::domain::CaseKind;
use crate::reads::case::VISIBLE;
use crate::reads::{Asker, calls, context, q, signals};
use crate::store::params;

/// Crises first, then by last day.
pub(super) fn bars(a: &Asker<'_>, seen: Seen) -> Res<Vec<CaseBars>> {
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
           (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND l.batch_seq IS NULL AND l.kind = 'task'), \
           coalesce(h.crisis_at, h.opened_at) \
         FROM handover_case h LEFT JOIN employee e ON e.id = h.leaver_id WHERE ?1 IS NULL \
           AND h.state IN ('open','distributing','handing_over','signing') AND {VISIBLE} \
         ORDER BY h.kind <> 'crisis', h.last_day IS NULL, h.last_day, h.id"
    );
    let none: Option<i64> = None;
    let mut out = q::all(a.conn, &sql, params![none, seen.0, seen.1], |r| {
        let n = |i| r.get::<_, i64>(i).map(i64::unsigned_abs);
        let kind: CaseKind = r.get(1)?;
        Ok(CaseBars {
            case: r.get(0)?,
            kind,
            leaver: r.get(2)?,
            last_day: r.get(3)?,
            crisis_at: if kind == CaseKind::Crisis { r.get(14)? } else { None },
            data_at: r.get(4)?,
            context: (0, 0),
            accepted: (n(5)?, n(6)?),
            letters: (n(7)?, n(8)?),
            accesses: (n(9)?, n(10)?),
            calls: (0, 0),
            signals: 0,
            signal: None,
            remaining: (n(11)?, n(12)?, n(13)?),
        })
    })?;
    for bar in &mut out {
        if bar.crisis_at.is_some() {
            let count = calls::progress(a.conn, bar.case)?;
            bar.calls = (count.done, count.all);
        } else {
            let p = context::progress(a.conn, bar.case)?;
            bar.context = (u64::from(p.ready), u64::from(p.objects));
        }
        signal(a, bar)?;
    }
    Ok(out)
}

/// How many signals wait for a look, and the newest of them.
fn signal(a: &Asker<'_>, bar: &mut CaseBars) -> Res<()> {
    bar.signals = signals::open_count(a.conn, a.scope, Some(bar.case))?;
    if bar.signals > 0 {
        let find = signals::Find { case: Some(bar.case), open: true, ..signals::Find::default() };
        let first = signals::list(a.conn, a.scope, &find)?.into_iter().next();
        bar.signal = first.map(|s| SeenSignal { kind: s.kind, rows: s.rows, at: s.last });
    }
    Ok(())
}

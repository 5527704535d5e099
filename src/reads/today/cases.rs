//! The open cases with their bars.

use super::rows::Seen;
use super::{CaseBars, SeenSignal};
use crate::base::Res;
use crate::domain::CaseKind;
use crate::reads::case::{ONLY_RECEIVES, VISIBLE};
use crate::reads::{Asker, calls, computed, q, signals};
use crate::store::params;

/// Crises first, then by last day.
pub(super) fn bars(a: &Asker<'_>, seen: Seen) -> Res<Vec<CaseBars>> {
    let sql = format!(
        "SELECT h.id, h.kind, coalesce(e.name, ''), h.last_day, h.data_at, coalesce(h.crisis_at, h.opened_at), \
           (SELECT count(*) FROM letter t WHERE t.case_id = h.id AND t.state IN ('sent','not_bounced','confirmed')), \
           (SELECT count(*) FROM access a WHERE a.case_id = h.id AND a.state IN ('done','verified')), \
           (SELECT count(*) FROM access a WHERE a.case_id = h.id), \
           (SELECT count(DISTINCT a.line_id) FROM acceptance a WHERE a.case_id = h.id AND a.state IN ('accepted','forced') \
              AND (NOT {ONLY_RECEIVES} OR a.receiver_id = ?3)), k.name, {ONLY_RECEIVES} \
         FROM handover_case h LEFT JOIN employee e ON e.id = h.leaver_id LEFT JOIN client k ON k.id = h.client_id WHERE ?1 IS NULL \
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
            client: r.get(10)?,
            last_day: r.get(3)?,
            crisis_at: if kind == CaseKind::Crisis { r.get(5)? } else { None },
            data_at: r.get(4)?,
            context: (0, 0),
            accepted: (n(9)?, 0),
            letters: (n(6)?, 0),
            accesses: (n(7)?, n(8)?),
            calls: (0, 0),
            signals: 0,
            signal: None,
            remaining: (0, 0, 0),
            awaits_export: false,
            only_mine: r.get(11)?,
        })
    })?;
    for bar in &mut out {
        ledger(a, bar, seen.1.filter(|_| bar.only_mine))?;
        if bar.only_mine {
            continue;
        }
        if bar.crisis_at.is_some() {
            let count = calls::progress(a.conn, bar.case)?;
            bar.calls = (count.done, count.all);
            bar.awaits_export = computed::awaits_export(a.conn, bar.case)?;
        }
        signal(a, bar)?;
    }
    Ok(out)
}

/// One pass over the lines of a case. What a line owes of context and has is kept on it (`ops/ctx_counts.rs`).
const LEDGER: &str = "\
    SELECT count(*) FILTER (WHERE live AND ctx_required > 0 AND ctx_filled >= ctx_required), \
           count(*) FILTER (WHERE live AND ctx_required > 0), \
           count(*) FILTER (WHERE live AND kind IN ('client','deal','task','lead')), \
           count(*) FILTER (WHERE live AND kind = 'client'), \
           count(*) FILTER (WHERE open AND kind = 'client'), count(*) FILTER (WHERE open AND kind = 'deal'), \
           count(*) FILTER (WHERE open AND kind = 'task') \
      FROM (SELECT kind, ctx_filled, ctx_required, disposition IS NULL OR disposition = 'assign' AS live, \
              batch_seq IS NULL AS open FROM ledger_line WHERE case_id = ?1 AND (?2 IS NULL OR to_id = ?2))";

/// Of all, or of what went to one person.
fn ledger(a: &Asker<'_>, bar: &mut CaseBars, to: Option<i64>) -> Res<()> {
    let row = q::one(a.conn, LEDGER, params![bar.case, to], |r| {
        let n = |i| r.get::<_, i64>(i).map(i64::unsigned_abs);
        Ok(((n(0)?, n(1)?), n(2)?, n(3)?, (n(4)?, n(5)?, n(6)?)))
    })?;
    if let Some((context, moved, clients, remaining)) = row {
        (bar.context, bar.accepted.1, bar.letters.1, bar.remaining) = (context, moved, clients, remaining);
    }
    Ok(())
}

/// How many signals wait for a look, and the newest of them.
fn signal(a: &Asker<'_>, bar: &mut CaseBars) -> Res<()> {
    let sight = a.watch()?;
    bar.signals = signals::open_count(a.conn, &sight, Some(bar.case))?;
    if bar.signals > 0 {
        let find = signals::Find { case: Some(bar.case), open: true, ..signals::Find::default() };
        let first = signals::list(a.conn, &sight, &find)?.into_iter().next();
        bar.signal = first.map(|s| SeenSignal { kind: s.kind, n: s.n, rows: s.rows, at: s.last });
    }
    Ok(())
}

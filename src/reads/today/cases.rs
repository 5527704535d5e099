//! The open cases with their bars.

use super::rows::Seen;
use super::{CaseBars, SeenSignal};
use crate::base::{EmployeeId, Res};
use crate::domain::ledger::Tally;
use crate::domain::{CaseKind, StepKind};
use crate::reads::case::{ONLY_RECEIVES, OWN_PART, VISIBLE};
use crate::reads::moved::{IS_ACCEPTED, TO_ACCEPT};
use crate::reads::{Asker, case, computed, q, signals, wizard};
use crate::store::params;

/// Crises first, then by last day.
pub(super) fn bars(a: &Asker<'_>, seen: Seen) -> Res<Vec<CaseBars>> {
    let sql = format!(
        "SELECT h.id, h.kind, coalesce(e.name, ''), h.last_day, h.data_at, coalesce(h.crisis_at, h.opened_at), \
           k.name, {OWN_PART}, {ONLY_RECEIVES} \
         FROM handover_case h LEFT JOIN employee e ON e.id = h.leaver_id LEFT JOIN client k ON k.id = h.client_id WHERE ?1 IS NULL \
           AND h.state IN ('open','distributing','handing_over','signing') AND {VISIBLE} \
         ORDER BY h.kind <> 'crisis', h.last_day IS NULL, h.last_day, h.id"
    );
    let none: Option<i64> = None;
    let mut out = q::all(a.conn, &sql, params![none, seen.0, seen.1], |r| {
        let kind: CaseKind = r.get(1)?;
        let bar = CaseBars {
            case: r.get(0)?,
            kind,
            leaver: r.get(2)?,
            client: r.get(6)?,
            last_day: r.get(3)?,
            crisis_at: if kind == CaseKind::Crisis { r.get(5)? } else { None },
            data_at: r.get(4)?,
            context: (0, 0),
            accepted: (0, 0),
            letters: (0, 0),
            accesses: (0, 0),
            calls: (0, 0),
            signals: 0,
            signal: None,
            remaining: Tally::default(),
            awaits_export: false,
            only_mine: r.get(7)?,
        };
        Ok((bar, r.get::<_, bool>(8)?))
    })?;
    for (bar, receives) in &mut out {
        ledger(a, bar, seen.1.filter(|_| *receives))?;
        if bar.only_mine {
            continue;
        }
        let step = |step| wizard::count(a.conn, bar.case, step).map(|c| (c.done, c.total));
        // What the rail of the case counts by the same names.
        (bar.accesses, bar.calls, bar.letters) = match bar.kind {
            CaseKind::Crisis => (step(StepKind::Accesses)?, step(StepKind::Calls)?, (0, 0)),
            CaseKind::Absence => ((0, 0), step(StepKind::Calls)?, (0, 0)),
            CaseKind::Planned => (step(StepKind::Accesses)?, (0, 0), step(StepKind::Letters)?),
            CaseKind::Single => ((0, 0), (0, 0), step(StepKind::Letters)?),
        };
        if bar.crisis_at.is_some() {
            bar.awaits_export = computed::awaits_export(a.conn, bar.case)?;
        }
        signal(a, bar)?;
    }
    Ok(out.into_iter().map(|(bar, _)| bar).collect())
}

/// One pass over the lines of a case, of all or of what went to one person. What a line owes of context and has is kept on it
/// (`ops/ctx_counts.rs`).
fn ledger(a: &Asker<'_>, bar: &mut CaseBars, to: Option<i64>) -> Res<()> {
    let sql = format!(
        "SELECT count(*) FILTER (WHERE live AND ctx_required > 0 AND ctx_filled >= ctx_required), \
               count(*) FILTER (WHERE live AND ctx_required > 0), \
               count(*) FILTER (WHERE asked AND accepted), count(*) FILTER (WHERE asked) \
          FROM (SELECT kind, ctx_filled, ctx_required, disposition IS NULL OR disposition = 'assign' AS live, \
                  {TO_ACCEPT} AS asked, CASE WHEN {TO_ACCEPT} THEN {IS_ACCEPTED} END AS accepted \
                  FROM ledger_line l WHERE case_id = ?1 AND (?2 IS NULL OR to_id = ?2))"
    );
    let row = q::one(a.conn, &sql, params![bar.case, to], |r| {
        let n = |i| r.get::<_, i64>(i).map(i64::unsigned_abs);
        Ok(((n(0)?, n(1)?), (n(2)?, n(3)?)))
    })?;
    (bar.context, bar.accepted) = row.unwrap_or_default();
    bar.remaining = case::ledger(a.conn, bar.case, to.map(EmployeeId))?.remaining;
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

//! Offers lines to their receivers: assigned, applied, and with the context they owe filled, confirmed or waived. The
//! term of acceptance runs from then (2 §5).

use serde_json::json;

use super::Ctx;
use super::inbox::{Note, tell};
use crate::base::{At, CaseId, Day, EmployeeId, Kind, LineId, Res};
use crate::domain::deadlines::acceptance_due;
use crate::domain::{InboxKind, Segment, StageKind, Temperature};
use crate::store::{Row, Tx, params};

/// Lines of `?1` that are ready and have no live offer, of one receiver or of all, each with the term of its weight.
const READY: &str = "SELECT l.case_id, l.id, l.to_id, 'offered', ?2, \
        CASE WHEN l.segment = 'vip' OR l.stage_kind = 'final' THEN ?3 WHEN l.temperature = 'hot' THEN ?4 ELSE ?5 END \
      FROM ledger_line l \
      WHERE l.case_id = ?1 AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL AND l.to_id IS NOT NULL \
        AND (?6 IS NULL OR l.to_id = ?6) \
        AND l.kind IN ('client','deal','task','lead') AND l.ctx_filled >= l.ctx_required \
        AND NOT EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('offered','accepted','forced')) \
      ORDER BY l.id";

/// Receivers of the case whose answer would fall due on a day on which they are away.
const AWAY: &str = "SELECT DISTINCT a.employee_id FROM absence a WHERE a.to_day >= ?2 AND EXISTS (SELECT 1 FROM ledger_line l \
      WHERE l.case_id = ?1 AND l.to_id = a.employee_id AND l.batch_seq IS NOT NULL) ORDER BY 1";

/// Offers every line of the case that has become ready, and tells each receiver once. Gives the number of lines.
pub(super) fn offer_ready(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<u32> {
    let mut n = 0;
    // Who is away first, with terms of their own; then everybody else in one statement.
    let away: Vec<EmployeeId> = tx.all(AWAY, params![case, cx.clock.today()], |r| r.get(0))?;
    for who in away.into_iter().map(Some).chain([None]) {
        let [vip, hot, other] = [Weight::Vip, Weight::Hot, Weight::Other].map(|w| match who {
            Some(who) => due(tx, cx, who, w),
            None => Ok(w.term(cx, cx.clock.now)),
        });
        let columns = "case_id, line_id, receiver_id, state, offered_at, due_at";
        n += tx.insert_all(Kind::Acceptance, columns, READY, params![case, tx.at(), vip?, hot?, other?, who])?;
    }
    if n > 0 {
        tell_receivers(tx, case, None)?;
    }
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// What a line's term goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// VIP, or a final stage.
    Vip,
    Hot,
    Other,
}

impl Weight {
    pub fn of(segment: &str, stage: &str, temperature: &str) -> Weight {
        if segment == Segment::Vip.word() || stage == StageKind::Final.word() {
            Weight::Vip
        } else if temperature == Temperature::Hot.word() {
            Weight::Hot
        } else {
            Weight::Other
        }
    }

    /// The end of a term that runs from an instant on.
    pub fn term(self, cx: &Ctx<'_>, from: At) -> At {
        let (segment, temperature) = match self {
            Weight::Vip => (Segment::Vip, Temperature::Hot),
            Weight::Hot => (Segment::Regular, Temperature::Hot),
            Weight::Other => (Segment::Regular, Temperature::Cold),
        };
        acceptance_due(&cx.calendar(), cx.office, from, segment, false, temperature)
    }
}

/// Until when somebody answers who is asked now: a term that would end while he is away runs from his return (2 §9.2).
pub(super) fn due(tx: &Tx<'_>, cx: &Ctx<'_>, who: EmployeeId, weight: Weight) -> Res<At> {
    past_absence(tx, cx, who, weight, weight.term(cx, cx.clock.now))
}

/// By when the head decides anew about a line that came back: the term of its weight, from now.
pub(super) fn decide_by(tx: &Tx<'_>, cx: &Ctx<'_>, head: EmployeeId, line: LineId) -> Res<At> {
    let sql = "SELECT segment, coalesce(stage_kind, ''), temperature FROM ledger_line WHERE id = ?1";
    let of = |r: &Row<'_>| Ok(Weight::of(&r.get::<_, String>(0)?, &r.get::<_, String>(1)?, &r.get::<_, String>(2)?));
    due(tx, cx, head, tx.one(sql, params![line], of)?.unwrap_or(Weight::Other))
}

/// The nearer of two terms.
pub(super) fn earlier(one: Option<At>, other: At) -> Option<At> {
    Some(one.map_or(other, |one| one.min(other)))
}

/// The same for a term that runs already.
pub(super) fn past_absence(tx: &Tx<'_>, cx: &Ctx<'_>, who: EmployeeId, weight: Weight, mut due: At) -> Res<At> {
    let sql = "SELECT max(to_day) FROM absence WHERE employee_id = ?1 AND from_day <= ?2 AND to_day >= ?2";
    while let Some(to) = tx.one(sql, params![who, cx.clock.zone.day(due)], |r| r.get::<_, Option<Day>>(0))?.flatten() {
        let calendar = cx.calendar();
        due = weight.term(cx, calendar.start_of(calendar.on_or_after(to.plus(1))));
    }
    Ok(due)
}

/// One entry per receiver and case, with what waits and the earliest term; of one receiver or of all.
pub(super) fn tell_receivers(tx: &mut Tx<'_>, case: CaseId, who: Option<EmployeeId>) -> Res<()> {
    let sql = "SELECT receiver_id, count(*), min(due_at) FROM acceptance WHERE case_id = ?1 AND state = 'offered' \
                 AND (?2 IS NULL OR receiver_id = ?2) GROUP BY receiver_id ORDER BY receiver_id";
    let waiting =
        tx.all(sql, params![case, who], |r| Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, i64>(1)?, r.get::<_, At>(2)?)))?;
    for (to, n, due) in waiting {
        let args = json!({ "case": case.0, "n": n });
        tell(tx, Note { to, kind: InboxKind::Offered, object: case.into(), args, due: Some(due) })?;
    }
    Ok(())
}

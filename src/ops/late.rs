//! «Поздно пришедшее» (2 §3; 1-A5): every working morning of a case counts what still lands on the leaver and tells the
//! head, until nothing is left; then that is told once. In a closed case the leaver's new objects are orphans, and are
//! counted just so.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::absence::Absence;
use super::case_row::CaseRow;
use super::inbox::{Note, over, tell};
use super::{Command, Ctx, absence_late, after, snapshot, temporary};
use crate::base::{At, CaseId, Day, EmployeeId, JobId, Ref, Res};
use crate::domain::calendar::Calendar;
use crate::domain::{CaseKind, CaseState, EmployeeStatus, InboxKind};
use crate::reads::ledger::CAME;
use crate::reads::orphans::{Held, held};
use crate::store::{Tx, params};

/// The kind of its job; one waits per case.
pub const LATE_JOB: &str = "late";

/// Begins to look after a case: the next working morning is its first.
#[derive(Debug, Clone, Serialize)]
pub struct LateWatch {
    pub case: CaseId,
}

/// Looks once, and puts the next morning in its place. `found` counts what is to be decided, `over` says that there was
/// something before and nothing now.
#[derive(Debug, Clone, Serialize)]
pub struct LateLook {
    pub job: JobId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateWatched {
    pub watched: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateLooked {
    pub looked: bool,
    pub found: u64,
    pub over: bool,
}

/// The next beginning of a working day after `now`.
fn next_morning(calendar: &Calendar, today: Day, now: At) -> At {
    let first = calendar.start_of(calendar.on_or_after(today));
    if first > now { first } else { calendar.start_of(calendar.on_or_after(today.plus(1))) }
}

impl Command for LateWatch {
    type Out = LateWatched;
    const WORD: &'static str = "late-watch";

    fn asks(&self) -> Vec<super::Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<LateWatched> {
        let waits = "SELECT count(*) FROM job WHERE case_id = ?1 AND kind = ?2 AND state = 'queued'";
        if tx.count(waits, params![self.case, LATE_JOB])? > 0 {
            return Ok(LateWatched { watched: false });
        }
        let case = CaseRow::any(tx, self.case)?;
        tx.about(self.case);
        let due = next_morning(&cx.calendar(), cx.clock.today(), cx.clock.now);
        tx.job(LATE_JOB, "{}", due, case.head.map(|h| h.0))?;
        Ok(LateWatched { watched: true })
    }
}

impl Command for LateLook {
    type Out = LateLooked;
    const WORD: &'static str = "late-look";

    fn asks(&self) -> Vec<super::Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<LateLooked> {
        let sql = "SELECT case_id FROM job WHERE id = ?1 AND kind = ?2 AND state = 'queued' AND due_at <= ?3";
        let found = tx.one(sql, params![self.job, LATE_JOB, tx.at()], |r| r.get::<_, Option<CaseId>>(0))?.flatten();
        let Some(case) = found else { return Ok(LateLooked::default()) };
        let case = CaseRow::any(tx, case)?;
        tx.about(case.id);
        let out = match case.leaver {
            Some(leaver) => look(tx, cx, &case, leaver)?,
            None => None,
        };
        let next = next_morning(&cx.calendar(), cx.clock.today(), cx.clock.now);
        let again = "UPDATE job SET due_at = ?2, tries = tries + 1 WHERE id = ?1";
        let ended = "UPDATE job SET state = 'done', done_at = ?2, tries = tries + 1 WHERE id = ?1";
        tx.exec(
            if out.is_some() { again } else { ended },
            params![self.job, if out.is_some() { next } else { tx.at() }],
        )?;
        Ok(out.unwrap_or_default())
    }
}

/// `None`: there is nothing to look after any more.
fn look(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, leaver: EmployeeId) -> Res<Option<LateLooked>> {
    let sql = "SELECT name, status FROM employee WHERE id = ?1";
    let person = tx.one(sql, params![leaver], |r| Ok((r.get::<_, String>(0)?, r.get::<_, EmployeeStatus>(1)?)))?;
    let Some((name, status)) = person else { return Ok(None) };
    let gone = matches!(status, EmployeeStatus::Leaving | EmployeeStatus::Dismissed);
    let (kind, object, there) = match case.state {
        CaseState::Open | CaseState::Distributing | CaseState::HandingOver | CaseState::Signing => {
            if case.kind == CaseKind::Absence {
                let a = Absence::of(tx, case.clone())?;
                absence_late::take(tx, cx, &a)?;
            } else if land(tx, cx, case.id, leaver)? > 0 {
                after::settle(tx, cx, case.id)?;
            }
            let kind = if case.kind == CaseKind::Absence { InboxKind::AbsenceWaits } else { InboxKind::LateArrivals };
            (kind, Ref::from(case.id), undecided(tx, case.id)?)
        }
        CaseState::Closed | CaseState::Observing if gone => {
            (InboxKind::LateDismissed, Ref::from(leaver), held(tx.conn(), Some(leaver))?)
        }
        // A paused case goes on some day.
        CaseState::Paused => return Ok(Some(LateLooked { looked: true, ..LateLooked::default() })),
        _ => return Ok(None),
    };
    let mut out = LateLooked { looked: true, found: there.all(), over: false };
    if out.found > 0 {
        let args = args(tx, case.id, leaver, &name, &there)?;
        let due = Some(cx.calendar().end_of(cx.clock.today()));
        tell(tx, Note { to: case.head()?, kind, object, args, due })?;
    } else if was_told(tx, case.id)? {
        over(tx, kind, object)?;
        let args = json!({ "name": name, "case": case.id });
        tell(tx, Note { to: case.head()?, kind: InboxKind::LateOver, object: case.id.into(), args, due: None })?;
        out.over = true;
    }
    Ok(Some(out))
}

/// What lies with somebody who leaves and stands in no handover becomes lines of this one, and answers to the temporary
/// owner where there is one. Gives the number of lines; whoever calls settles the case.
pub(super) fn land(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, leaver: EmployeeId) -> Res<u64> {
    let lines = snapshot::late(tx, cx, case, leaver)?;
    if lines > 0 {
        temporary::extend(tx, case, leaver)?;
    }
    Ok(lines)
}

/// Late lines without an applied decision.
fn undecided(tx: &Tx<'_>, case: CaseId) -> Res<Held> {
    let sql = format!(
        "SELECT l.kind, count(*) FROM ledger_line l WHERE l.case_id = ?1 AND l.late = 1 AND l.batch_seq IS NULL AND {CAME} \
         GROUP BY l.kind"
    );
    let mut out = Held::default();
    for (kind, n) in tx.all(&sql, params![case], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?)))? {
        out.add(&kind, n.unsigned_abs());
    }
    Ok(out)
}

/// The last that was said of this case was that something is late.
fn was_told(tx: &Tx<'_>, case: CaseId) -> Res<bool> {
    let sql = "SELECT kind <> 'late_over' FROM inbox WHERE case_id = ?1 \
               AND kind IN ('late_arrivals','late_dismissed','late_over') ORDER BY at DESC, id DESC LIMIT 1";
    Ok(tx.one(sql, params![case], |r| r.get(0))?.unwrap_or(false))
}

/// New leads name where they come from: that is what has to be switched off.
fn args(tx: &Tx<'_>, case: CaseId, leaver: EmployeeId, name: &str, n: &Held) -> Res<Value> {
    let sql = "SELECT source FROM lead WHERE owner_id = ?1 AND state IN ('new','working') AND source <> '' \
               GROUP BY source ORDER BY count(*) DESC, source LIMIT 3";
    let sources: Vec<String> = tx.all(sql, params![leaver], |r| r.get(0))?;
    Ok(json!({
        "name": name, "case": case, "clients": n.clients, "deals": n.deals, "tasks": n.tasks, "leads": n.leads,
        "sources": sources.join(", "),
    }))
}

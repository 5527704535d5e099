//! The chain of a case (1-A2…A4): every link is a `job` row with its time, receiver and result, also those that are done
//! in the same moment. What is only rows happens inside the transaction; files come after it (`jobs/due`).

mod again;
mod perform;
mod run;

use super::Ctx;
use super::case_open::Opening;
use crate::base::{At, CaseId, Code, EmployeeId, Fault, JobId, Kind, Res};
use crate::domain::chain::{Deed, Planned, Receiver, Step, Trigger, plan};
use crate::domain::{CaseKind, CaseState, Role};
use crate::store::{Tx, params};

pub(super) use perform::tell_of;

pub use again::{JobAgain, JobAgainDone};
pub use run::{StepRan, StepRun};

/// A case opens, or becomes a planned one: all its links are written, and what is due at once and only rows is done. What
/// an earlier start of this case has done is not done again.
pub(super) fn begin(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    let chain = cx.office.chain()?;
    for p in plan(&chain, &cx.calendar(), o.opened, o.opened, o.last_day, o.risk) {
        let Some(at) = p.at else { continue };
        if is_owed(tx, o.case, &p)? {
            link(tx, cx, o, p.step, at)?;
        }
    }
    perform::move_terms(tx, cx, o)
}

/// Nothing of this step waits, and it was never done, or its time lies ahead again. What is done at the start is done once.
fn is_owed(tx: &Tx<'_>, case: CaseId, p: &Planned<'_>) -> Res<bool> {
    let sql = "SELECT count(*) FROM job WHERE case_id = ?1 AND step = ?2 AND (?3 OR state IN ('queued','running'))";
    let once = p.passed || p.step.on.is_from_start();
    Ok(tx.count(sql, params![case, p.step.code, once])? == 0)
}

/// Nobody works until a last day any more: what waited for it is dropped (a planned case has become a crisis).
pub(super) fn forget_last_day(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    for (job, _, rule) in waiting(tx, case)? {
        if follows_last_day(&rule) {
            tx.exec("DELETE FROM job WHERE id = ?1", params![job])?;
        }
    }
    Ok(())
}

/// The links of a case that nobody has begun: job, step and trigger.
fn waiting(tx: &Tx<'_>, case: CaseId) -> Res<Vec<(JobId, String, String)>> {
    let sql = "SELECT id, step, due_rule FROM job WHERE case_id = ?1 AND step <> '' AND state = 'queued' ORDER BY id";
    tx.all(sql, params![case], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
}

fn follows_last_day(rule: &str) -> bool {
    rule.parse::<Trigger>().is_ok_and(Trigger::follows_last_day)
}

/// The order is given: the links that waited for it (1-A4). Nothing happens to somebody who never had a case.
pub(super) fn dismissed(tx: &mut Tx<'_>, cx: &Ctx<'_>, who: EmployeeId) -> Res<()> {
    let sql = "SELECT id FROM handover_case WHERE leaver_id = ?1 AND kind IN ('planned','crisis') \
               AND state NOT IN ('draft','withdrawn') ORDER BY id DESC LIMIT 1";
    let Some(case) = tx.one(sql, params![who], |r| r.get(0))? else { return Ok(()) };
    let Some(o) = Opening::of(tx, cx, case)? else { return Ok(()) };
    tx.about(o.case);
    let chain = cx.office.chain()?;
    let waited = |s: &&Step| s.on == Trigger::Dismissed && (o.risk || !s.only_risk);
    for step in chain.iter().filter(waited) {
        let sql = "SELECT count(*) FROM job WHERE case_id = ?1 AND step = ?2";
        if tx.count(sql, params![o.case, step.code])? == 0 {
            link(tx, cx, &o, step, cx.clock.now)?;
        }
    }
    Ok(())
}

/// The last day has moved: links that wait and depend on it get their new times, those whose time is ahead again are
/// written again, what is done stays; tasks and entries that links have made get their new terms (2 §2).
pub(super) fn replan(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    let chain = cx.office.chain()?;
    let all = plan(&chain, &cx.calendar(), o.opened, cx.clock.now, o.last_day, o.risk);
    let moving: Vec<&Planned<'_>> = all.iter().filter(|p| p.step.on.follows_last_day()).collect();
    for (job, step, rule) in waiting(tx, o.case)? {
        if !follows_last_day(&rule) {
            continue;
        }
        match moving.iter().find(|p| p.step.code == step) {
            Some(p) => tx.exec("UPDATE job SET due_at = ?2 WHERE id = ?1", params![job, p.at])?,
            None => tx.exec("DELETE FROM job WHERE id = ?1", params![job])?,
        };
    }
    for p in moving {
        if let Some(at) = p.at
            && is_owed(tx, o.case, p)?
        {
            queue(tx, o, p.step, at)?;
        }
    }
    perform::move_terms(tx, cx, o)?;
    // Somebody who stays longer than was said may come in again until the new last day.
    if o.kind == CaseKind::Planned && cx.calendar().end_of(o.last_day) > cx.clock.now {
        tx.set(Kind::Employee, o.leaver.0, &[("access_closed", false.into())])?;
    }
    Ok(())
}

/// Writes a link, and does it when its time has come and it is only rows.
fn link(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening, step: &Step, at: At) -> Res<()> {
    let job = queue(tx, o, step, at)?;
    if at > cx.clock.now || step.action.is_file() {
        return Ok(());
    }
    let result = perform::perform(tx, cx, o, &Deed::of(step), step.on)?;
    done(tx, job, &result)
}

fn done(tx: &mut Tx<'_>, job: JobId, result: &str) -> Res<()> {
    let sql =
        "UPDATE job SET state = 'done', result = ?2, done_at = ?3, lease_until = NULL, tries = tries + 1 WHERE id = ?1";
    tx.exec(sql, params![job, result, tx.at()])?;
    Ok(())
}

fn queue(tx: &mut Tx<'_>, o: &Opening, step: &Step, at: At) -> Res<JobId> {
    let deed = serde_json::to_string(&Deed::of(step)).map_err(|e| Fault::from(Code::Internal, e))?;
    let job = tx.job(step.action.job_kind(), &deed, at, person(o, step.to).map(|p| p.0))?;
    let sql = "UPDATE job SET case_id = ?2, step = ?3, due_rule = ?4, role = ?5, employee_id = ?6, retries = ?7, \
               pause_min = ?8 WHERE id = ?1";
    let role: Option<Role> = step.to.and_then(Receiver::role);
    tx.exec(sql, params![job, o.case, step.code, step.on.to_string(), role, o.leaver, step.retry, step.pause])?;
    Ok(job)
}

/// The side of the handover that is told; those who hold an office's role are told by it.
fn person(o: &Opening, to: Option<Receiver>) -> Option<EmployeeId> {
    match to {
        Some(Receiver::Head) => Some(o.head),
        Some(Receiver::Leaver) => Some(o.leaver),
        _ => None,
    }
}

/// A pause and even the closing never stop a link; only a withdrawal does (2 §3).
fn runs(state: CaseState) -> bool {
    !matches!(state, CaseState::Draft | CaseState::Withdrawn)
}

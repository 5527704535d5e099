//! What came of a command that closes an access or gives it back: done with evidence, failed, or a doubt that a person
//! has to resolve (2 §7).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::access_cut::{CUT_TERM_MS, Cut, CutWhich, cut};
use super::access_wish::Wish;
use super::hook_follow::follow;
use super::hook_take::TRIES;
use super::inbox::{Note, tell, tell_role};
use super::{Asks, Command, Ctx, after, inbox_close};
use crate::base::{AccessId, CaseId, EmployeeId, JobId, Kind, MINUTE_MS, Ref, Res};
use crate::domain::hooks::{HookAction, HookEnd, HookRan};
use crate::domain::{AccessState, Actor, CaseState, InboxKind, JobState, Role};
use crate::store::{Tx, Val, params};

/// The words of the evidence; they stand in `assets`, like every word that goes into a paper.
const EVIDENCE: &str = include_str!("../../assets/checklists/hook-evidence.txt");

/// As much of the output as an evidence holds; the whole of it stays with the job.
const HEAD: usize = 400;

/// Records the end of a command that was taken. The time of the entry is the time it ended.
#[derive(Debug, Clone, Serialize)]
pub struct HookEnded {
    pub job: JobId,
    pub ran: HookRan,
}

/// What the job is now; `None` when it had been settled otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HookRecorded {
    pub state: Option<JobState>,
}

impl Command for HookEnded {
    type Out = HookRecorded;
    const WORD: &'static str = "hook-end";

    fn asks(&self) -> Vec<Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<HookRecorded> {
        // What a late taker knows for sure is better than a doubt.
        let Some(job) = JobRow::one(tx, self.job, "state IN ('running','unknown')")? else {
            return Ok(HookRecorded { state: None });
        };
        Ok(HookRecorded { state: Some(record(tx, cx, &job, &self.ran)?) })
    }
}

/// A queued command as the base keeps it.
pub(super) struct JobRow {
    pub id: JobId,
    pub access: AccessId,
    pub employee: EmployeeId,
    /// The case the access belongs to now; of one that is in none, the case that ordered it.
    pub case: Option<CaseId>,
    pub action: HookAction,
    pub op_id: String,
    pub tries: u32,
    pub running: bool,
}

impl JobRow {
    /// One that is due and waits, or whose taker has not come back in time.
    pub fn due(tx: &Tx<'_>, id: JobId) -> Res<Option<Self>> {
        let now = tx.at().0;
        Self::one(
            tx,
            id,
            &format!("due_at <= {now} AND (state = 'queued' OR (state = 'running' AND lease_until < {now}))"),
        )
    }

    pub fn one(tx: &Tx<'_>, id: JobId, which: &str) -> Res<Option<Self>> {
        let sql = format!(
            "SELECT access_id, employee_id, coalesce((SELECT a.case_id FROM access a WHERE a.id = access_id), case_id), kind, json_extract(payload, '$.op_id'), tries, state = 'running' \
             FROM job WHERE id = ?1 AND access_id IS NOT NULL AND kind IN ('revoke','restore') AND {which}"
        );
        tx.one(&sql, params![id], |r| {
            Ok(Self {
                id,
                access: r.get(0)?,
                employee: r.get(1)?,
                case: r.get(2)?,
                action: HookAction::of(&r.get::<_, String>(3)?).unwrap_or(HookAction::Revoke),
                op_id: r.get::<_, Option<String>>(4)?.unwrap_or_default(),
                tries: r.get(5)?,
                running: r.get(6)?,
            })
        })
    }
}

/// Nothing has to be done any more: the job ends without a command.
pub(super) fn drop_job(tx: &mut Tx<'_>, job: JobId) -> Res<JobState> {
    tx.exec(
        "UPDATE job SET state = 'done', result = 'not_needed', lease_until = NULL, done_at = ?2 WHERE id = ?1",
        params![job, tx.at()],
    )?;
    Ok(JobState::Done)
}

/// Writes down an end: the job, the access, and who hears of it.
pub(super) fn record(tx: &mut Tx<'_>, cx: &Ctx<'_>, job: &JobRow, ran: &HookRan) -> Res<JobState> {
    if let Some(case) = job.case {
        tx.about(case);
    }
    let state = ran.end.state();
    let system = tx.one("SELECT system FROM access WHERE id = ?1", params![job.access], |r| r.get::<_, String>(0))?;
    let hook = system.and_then(|s| cx.office.hooks.get(&s));
    let result = serde_json::to_string(ran).unwrap_or_default();
    let wished = Wish::of(tx, job.access)?.is_some_and(|w| w.is(job.action));
    if state == JobState::Unknown && wished && hook.is_some_and(|h| h.idempotent) && job.tries < TRIES {
        let due = tx.at().plus(i64::from(job.tries) * MINUTE_MS);
        tx.exec(
            "UPDATE job SET state = 'queued', result = ?2, due_at = ?3, lease_until = NULL WHERE id = ?1",
            params![job.id, result, due],
        )?;
        return Ok(JobState::Queued);
    }
    tx.exec(
        "UPDATE job SET state = ?2, result = ?3, done_at = ?4, lease_until = NULL WHERE id = ?1",
        params![job.id, state, result, tx.at()],
    )?;
    match state {
        JobState::Done => {
            let program = hook.and_then(|h| h.command(job.action).first()).map_or("", String::as_str);
            settle_access(tx, cx, job, &evidence(program, ran), &Actor::System("hook".to_owned()))?;
        }
        JobState::Failed => tell_trouble(tx, job, InboxKind::HookFailed, ran.end)?,
        _ => tell_trouble(tx, job, InboxKind::HookUnknown, ran.end)?,
    }
    if matches!(state, JobState::Done | JobState::Failed) {
        follow(tx, cx, job)?;
    }
    settle_case(tx, cx, job.case)?;
    Ok(state)
}

/// Computed items and entries follow; of a case that is over only what was told of its accesses.
pub(super) fn settle_case(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: Option<CaseId>) -> Res<()> {
    let Some(case) = case else { return Ok(()) };
    let state = tx.one("SELECT state FROM handover_case WHERE id = ?1", params![case], |r| r.get::<_, CaseState>(0))?;
    match state {
        None | Some(CaseState::Draft) => Ok(()),
        Some(state) if state.is_over() => inbox_close::close_answered(tx, case),
        Some(_) => after::settle(tx, cx, case).map(drop),
    }
}

/// The command did what it was for, or a person saw that it had: the account is closed, or open, and what is wished now
/// says what that makes of it.
pub(super) fn settle_access(tx: &mut Tx<'_>, cx: &Ctx<'_>, job: &JobRow, evidence: &str, by: &Actor) -> Res<()> {
    use AccessState::{Asked, Done, Planned, Restore, Restored, Verified};
    let Some(wish) = Wish::of(tx, job.access)? else { return Ok(()) };
    let to = match (job.action, wish.state) {
        (HookAction::Revoke, Planned | Asked) if wish.is(HookAction::Revoke) => Done,
        // He stays, or works on: it is closed, and should not be.
        (HookAction::Revoke, Planned | Asked | Restored) => Restore,
        (HookAction::Restore, Restore | Done | Verified) => Restored,
        _ => return Ok(()),
    };
    let mut fields = vec![("state", Val::from(to))];
    if job.action == HookAction::Revoke {
        let at = tx.at();
        fields.extend([("done_at", at.into()), ("done_by", by.into()), ("evidence", evidence.into())]);
        fields.push(("case_id", job.case.into()));
    }
    tx.set(Kind::Access, job.access.0, &fields)?;
    // That it was to be given back was taken back meanwhile: it is open, and is closed like any other.
    if let (HookAction::Restore, Done | Verified, Some(case)) = (job.action, wish.state, job.case) {
        let which = CutWhich::These(vec![job.access]);
        cut(tx, cx, &Cut { case, employee: job.employee, which, due: tx.at().plus(CUT_TERM_MS) })?;
    }
    Ok(())
}

fn evidence(program: &str, ran: &HookRan) -> String {
    let code = match ran.end {
        HookEnd::Exited(code) => code,
        _ => 0,
    };
    let seconds = format!("{},{}", ran.took_ms / 1_000, ran.took_ms % 1_000 / 100);
    let said: String = ran.output.chars().take(HEAD).collect();
    let words = EVIDENCE.trim().replace("{program}", program).replace("{code}", &code.to_string());
    let words = words.replace("{seconds}", &seconds);
    if said.is_empty() { words } else { format!("{words}\n{said}") }
}

/// IT has to do it by hand or look, and the head knows that the access is open.
fn tell_trouble(tx: &mut Tx<'_>, job: &JobRow, kind: InboxKind, end: HookEnd) -> Res<()> {
    let sql = "SELECT a.title, a.login, e.name, h.head_id FROM access a JOIN employee e ON e.id = a.employee_id \
               LEFT JOIN handover_case h ON h.id = ?2 WHERE a.id = ?1";
    let found = tx.one(sql, params![job.access, job.case], |r| {
        let strings = (r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?);
        Ok((strings, r.get::<_, Option<EmployeeId>>(3)?))
    })?;
    let Some(((title, login, name), head)) = found else { return Ok(()) };
    let object = Ref::from(job.access);
    let args = json!({
        "case": job.case, "title": title, "login": login, "name": name, "action": job.action, "end": end,
    });
    tell_role(tx, Role::It, kind, object, args.clone(), Some(tx.at()))?;
    if let Some(to) = head {
        tell(tx, Note { to, kind, object, args, due: Some(tx.at()) })?;
    }
    Ok(())
}

//! Takes a queued command of an access before it is run (2 §7): whoever has it has it alone, and a taker that never came
//! back has left a doubt, not a failure.

use serde::{Deserialize, Serialize};

use super::access_wish::Wish;
use super::hook_end::{self, JobRow};
use super::hook_follow::follow;
use super::hook_job::{HookRow, facts};
use super::{Asks, Command, Ctx};
use crate::base::{AccessId, JobId, MINUTE_MS, Res};
use crate::domain::JobState;
use crate::domain::accesses::is_closed;
use crate::domain::hooks::{Hook, HookAction, HookEnd, HookFacts, HookRan, NoStart};
use crate::store::{Tx, params};

/// How often a command that may be repeated is run before a person is asked all the same.
pub(super) const TRIES: u32 = 3;

/// What a taker has beyond the command's own limit to end it and to write down what came of it.
const MARGIN_MS: i64 = MINUTE_MS;

#[derive(Debug, Clone, Serialize)]
pub struct HookTake {
    pub job: JobId,
}

/// `run` is what is to be run now. Else `ended`: what the job has come to without being run; `None` when it is not due or
/// somebody else has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HookTaken {
    pub run: Option<HookRun>,
    pub ended: Option<JobState>,
}

/// A command ready to be run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HookRun {
    pub access: AccessId,
    pub argv: Vec<String>,
    pub facts: HookFacts,
    /// Seconds it may take.
    pub limit: u32,
}

impl Command for HookTake {
    type Out = HookTaken;
    const WORD: &'static str = "hook-take";

    fn asks(&self) -> Vec<Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<HookTaken> {
        let Some(job) = JobRow::due(tx, self.job)? else { return Ok(HookTaken { run: None, ended: None }) };
        if let Some(case) = job.case {
            tx.about(case);
        }
        let row = HookRow { access: job.access, case: job.case, employee: job.employee, action: job.action };
        let facts = facts(tx, &job.op_id, &row)?;
        let hook = facts.as_ref().and_then(|f| cx.office.hooks.get(&f.system));
        let ended = match Wish::of(tx, job.access)? {
            // Closed by hand meanwhile: whether the command did it as well tells nobody anything.
            Some(wish) if job.action == HookAction::Revoke && is_closed(wish.state) => Some(over(tx, cx, &job)?),
            // A taker that is gone has left a doubt, whatever is wished by now.
            Some(wish) if job.running && !(wish.is(job.action) && may_repeat(hook, &job)) => {
                Some(ended_as(tx, cx, &job, HookEnd::Lost)?)
            }
            // Nothing is disabled while its redirection is not recorded (any more).
            Some(wish) if wish.is(job.action) && wish.redirect && job.action == HookAction::Revoke => {
                return Ok(HookTaken { run: None, ended: None });
            }
            Some(wish) if wish.is(job.action) => None,
            _ => Some(over(tx, cx, &job)?),
        };
        if ended.is_some() {
            return Ok(HookTaken { run: None, ended });
        }
        let ready = facts.zip(hook).and_then(|(facts, hook)| {
            let argv = hook.argv(&facts).ok().filter(|argv| !argv.is_empty())?;
            Some(HookRun { access: job.access, argv, facts, limit: hook.limit })
        });
        let Some(run) = ready else {
            let ended = ended_as(tx, cx, &job, HookEnd::NotStarted(NoStart::NoCommand))?;
            return Ok(HookTaken { run: None, ended: Some(ended) });
        };
        let lease = tx.at().plus(i64::from(run.limit) * 1_000 + MARGIN_MS);
        tx.exec(
            "UPDATE job SET state = 'running', lease_until = ?2, tries = tries + 1 WHERE id = ?1",
            params![job.id, lease],
        )?;
        Ok(HookTaken { run: Some(run), ended: None })
    }
}

fn may_repeat(hook: Option<&Hook>, job: &JobRow) -> bool {
    hook.is_some_and(|h| h.idempotent) && job.tries < TRIES
}

fn ended_as(tx: &mut Tx<'_>, cx: &Ctx<'_>, job: &JobRow, end: HookEnd) -> Res<JobState> {
    hook_end::record(tx, cx, job, &HookRan { end, output: String::new(), took_ms: 0 })
}

/// What it is for is not wished any more: it is not run, and what is wished instead follows.
fn over(tx: &mut Tx<'_>, cx: &Ctx<'_>, job: &JobRow) -> Res<JobState> {
    let ended = hook_end::drop_job(tx, job.id)?;
    follow(tx, cx, job)?;
    Ok(ended)
}

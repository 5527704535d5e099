//! Takes a queued command of an access before it is run (2 §7): whoever has it has it alone, and a taker that never came
//! back has left a doubt, not a failure.

use serde::{Deserialize, Serialize};

use super::hook_end::{self, JobRow};
use super::hook_follow::{follow, is_wished};
use super::hook_job::{HookRow, facts};
use super::{Asks, Command, Ctx};
use crate::base::{AccessId, JobId, MINUTE_MS, Res};
use crate::domain::hooks::{Hook, HookAction, HookEnd, HookFacts, HookRan, NoStart};
use crate::domain::{AccessState, JobState};
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
        let ended = match wish(tx, &job)? {
            // Closed by hand meanwhile, or not to be closed any more.
            Wish::Over => {
                let ended = hook_end::drop_job(tx, job.id)?;
                follow(tx, cx, &job)?;
                Some(ended)
            }
            Wish::NotYet => return Ok(HookTaken { run: None, ended: None }),
            Wish::Stands if job.running && !may_repeat(hook, &job) => Some(ended_as(tx, cx, &job, HookEnd::Lost)?),
            Wish::Stands => None,
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

/// Whether what the command is for is still wished.
enum Wish {
    Stands,
    /// The redirection is not recorded (any more): nothing is disabled before.
    NotYet,
    Over,
}

fn wish(tx: &Tx<'_>, job: &JobRow) -> Res<Wish> {
    let sql = "SELECT state, needs_redirect AND redirected IS NULL FROM access WHERE id = ?1";
    let found = tx.one(sql, params![job.access], |r| Ok((r.get::<_, AccessState>(0)?, r.get::<_, bool>(1)?)))?;
    Ok(match found {
        Some((state, true)) if job.action == HookAction::Revoke && is_wished(job.action, state) => Wish::NotYet,
        Some((state, _)) if is_wished(job.action, state) => Wish::Stands,
        _ => Wish::Over,
    })
}

//! The office's commands that close accesses and give them back (2 §7): each is taken in the base before it runs, runs
//! outside any transaction, several at a time, and is recorded as soon as it has ended.

use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use super::{DueEnv, Ran};
use crate::base::{At, CaseId, Clock, JobId, Res};
use crate::domain::JobState;
use crate::domain::hooks::HookRan;
use crate::gateway::HookOrder;
use crate::ops::{self, Ctx, HookEnded, HookRun, HookTake};
use crate::reads::due::{self, HookJob};
use crate::store::Base;

/// So many commands run at once: a crisis waits for the slowest of them, not for their sum.
const AT_ONCE: usize = 8;

/// A command that has ended.
struct Ended {
    job: HookJob,
    /// How long after the start of this run it was begun.
    begun_ms: u64,
    ran: HookRan,
}

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, out: &mut Vec<Ran>) -> Res<()> {
    let mut waiting = due::hook_jobs(base.conn(), env.clock.now)?.into_iter();
    // What the clock says moves on by what the commands themselves took: rules and tests are given the time.
    let mut gone_ms = 0;
    thread::scope(|scope| {
        let (tell, told) = channel();
        let mut running = 0;
        loop {
            while running < AT_ONCE {
                let Some(job) = waiting.next() else { break };
                match take(base, env, job.id, gone_ms)? {
                    Taken::Run(order) => {
                        running += 1;
                        let tell: Sender<Ended> = tell.clone();
                        let hooks = env.hooks;
                        scope.spawn(move || {
                            let ran = hooks.run(&order);
                            // Nobody listens only when the base itself has failed: the lease then tells of the doubt.
                            let _ = tell.send(Ended { job, begun_ms: gone_ms, ran });
                        });
                    }
                    Taken::Ended(state) => out.push(ran(job.kind, job.case, state, state.word().to_owned())),
                    Taken::Not => {}
                }
            }
            if running == 0 {
                return Ok(());
            }
            let Ok(ended) = told.recv() else { return Ok(()) };
            running -= 1;
            let end_ms = ended.begun_ms + ended.ran.took_ms;
            gone_ms = gone_ms.max(end_ms);
            out.extend(record(base, env, ended, end_ms)?);
        }
    })
}

enum Taken {
    Run(Box<HookOrder>),
    /// Settled without being run: not needed any more, not possible, or a doubt.
    Ended(JobState),
    /// Not due, or somebody else has it.
    Not,
}

fn take(base: &mut Base, env: &DueEnv<'_>, job: JobId, gone_ms: u64) -> Res<Taken> {
    let taken = ops::run(base, &at(env, gone_ms), &HookTake { job })?.out;
    Ok(match (taken.run, taken.ended) {
        (Some(HookRun { argv, facts, limit, .. }), _) => {
            Taken::Run(Box::new(HookOrder { argv, facts, limit: Duration::from_secs(limit.into()) }))
        }
        (None, Some(state)) => Taken::Ended(state),
        (None, None) => Taken::Not,
    })
}

fn record(base: &mut Base, env: &DueEnv<'_>, e: Ended, end_ms: u64) -> Res<Option<Ran>> {
    let state = ops::run(base, &at(env, end_ms), &HookEnded { job: e.job.id, ran: e.ran })?.out.state;
    Ok(state.map(|state| ran(e.job.kind, e.job.case, state, e.job.access.to_string())))
}

fn at<'a>(env: &'a DueEnv<'_>, gone_ms: u64) -> Ctx<'a> {
    let mut cx = env.ctx();
    cx.clock = Clock { now: At(cx.clock.now.0 + i64::try_from(gone_ms).unwrap_or(0)), ..cx.clock };
    cx
}

fn ran(kind: String, case: Option<CaseId>, state: JobState, access: String) -> Ran {
    let result = if state == JobState::Done { access } else { state.word().to_owned() };
    Ran { what: kind, case: case.map(|c| c.0), result, state, title: String::new() }
}

//! `due`: runs what has come due. Safe to run every minute and twice at once: each thing is taken inside a transaction.
//!
//! One file per kind of work. What is a rule about rows (terms, letters, accesses) finds its rows and runs a command;
//! what is a `job` row is handed by its kind to the file that knows how.

mod absence;
mod accesses;
mod chain;
mod expire;
mod late;
mod letters;
mod reminder;
mod report;
mod revoke;
mod start;
mod temporary;

use serde::Serialize;

use crate::base::{CaseId, Clock, Code, Fault, Res};
use crate::domain::calendar::Calendar;
use crate::domain::chain::Deed;
use crate::domain::settings::Office;
use crate::domain::{Actor, JobState};
use crate::gateway::{Children, HookRunner};
use crate::ops::{self, Command, Ctx};
use crate::reads::due::{self, DueJob};
use crate::store::{Base, OpId};
use crate::texts::Texts;

/// With what it works: `new_op` names each of its deeds.
pub struct DueEnv<'a> {
    pub office: &'a Office,
    pub clock: Clock,
    pub texts: &'a Texts,
    pub new_op: &'a dyn Fn() -> OpId,
    pub hooks: &'a dyn HookRunner,
}

/// One thing that was done. `what` is `expire`, `letters`, `access`, `revoke`, `restore`, or what a job does: the action of
/// a link of the chain, else the job's kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ran {
    pub what: String,
    pub case: Option<i64>,
    /// The file that was made, the number of lines that returned or of letters that did not, the access, or the word of
    /// the `Code` that stopped it.
    pub result: String,
    /// `done`; `failed` for good; `queued` when it is tried again by itself; `unknown` when nobody knows.
    pub state: JobState,
    /// What it is called, in the language of the run; empty where `what` says it.
    pub title: String,
}

/// Terms first: what nobody answered returns before anybody is reminded of it. A job that fails is kept as failed with
/// its reason and does not stop the others. Errors: only those of the base itself.
pub fn run(base: &mut Base, env: &DueEnv<'_>) -> Res<Vec<Ran>> {
    let mut out = Vec::new();
    expire::run(base, env, &mut out)?;
    late::watch(base, env)?;
    for job in due::jobs(base.conn(), env.clock.now)? {
        out.extend(one(base, env, &job)?);
    }
    letters::run(base, env, &mut out)?;
    accesses::run(base, env, &mut out)?;
    revoke::run(base, env, &mut out)?;
    Ok(out)
}

/// One job by its kind; `None` when somebody else has it, or when it waits for a newer version of the program.
fn one(base: &mut Base, env: &DueEnv<'_>, job: &DueJob) -> Res<Option<Ran>> {
    match job.kind.as_str() {
        "reminder" => reminder::run(base, env, job),
        "late" => late::run(base, env, job),
        "report" => report::run(base, env, job),
        "chain" => chain::run(base, env, job),
        "absence" => absence::run(base, env, job),
        "case_start" => start::run(base, env, job),
        "temporary_end" => temporary::run(base, env, job),
        _ => Ok(None),
    }
}

impl<'a> DueEnv<'a> {
    /// With the office's commands run as they are configured.
    pub fn real(office: &'a Office, clock: Clock, texts: &'a Texts, new_op: &'a dyn Fn() -> OpId) -> DueEnv<'a> {
        DueEnv { office, clock, texts, new_op, hooks: &Children }
    }
}

/// The base itself refuses: nothing can be written down either, and the next run finds everything as it was. Any other
/// refusal is one thing's own, and the rest goes on.
fn is_bases(f: &Fault) -> bool {
    matches!(f.code, Code::BaseBusy | Code::DiskFull | Code::Io | Code::BaseReadOnly)
}

impl DueEnv<'_> {
    /// A command about one case or row: what it refuses does not stop the others. Errors: only those of the base itself.
    fn attempt<C: Command>(&self, base: &mut Base, command: &C) -> Res<Option<C::Out>> {
        match self.act(base, command) {
            Ok(out) => Ok(Some(out)),
            Err(f) if is_bases(&f) => Err(f),
            Err(f) => {
                tracing::warn!(code = ?f.code, command = C::WORD, "due work refused");
                Ok(None)
            }
        }
    }

    fn calendar(&self) -> Calendar {
        Calendar::of(self.office)
    }

    fn ctx(&self) -> Ctx<'_> {
        Ctx { actor: Actor::System("due".to_owned()), clock: self.clock, op_id: (self.new_op)(), office: self.office }
    }

    fn act<C: Command>(&self, base: &mut Base, command: &C) -> Res<C::Out> {
        ops::run(base, &self.ctx(), command).map(|done| done.out)
    }
}

impl Ran {
    fn new(what: &str, case: CaseId, result: String) -> Ran {
        Ran { what: what.to_owned(), case: Some(case.0), result, state: JobState::Done, title: String::new() }
    }

    /// What came of a job. A link of the chain is called as the office's file calls it.
    fn of(job: &DueJob, texts: &Texts, state: JobState, result: String) -> Ran {
        let deed = serde_json::from_str::<Deed>(&job.payload).ok();
        let what = match &deed {
            Some(d) if job.kind == "chain" => d.action.word().to_owned(),
            _ => job.kind.clone(),
        };
        let title = match (&deed, job.kind.as_str()) {
            (Some(d), _) => texts.deed(d),
            (None, "report") => texts.t().due_file_deals(),
            (None, "case_start") => texts.t().hidden_started(),
            (None, "temporary_end") => texts.t().due_temporary_over(),
            _ => String::new(),
        };
        Ran { what, case: job.case.map(|c| c.0), result, state, title }
    }

    /// A person has to look at it.
    pub fn is_trouble(&self) -> bool {
        matches!(self.state, JobState::Failed | JobState::Unknown)
    }
}

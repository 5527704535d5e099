//! `due`: runs what has come due. Safe to run every minute and twice at once: each thing is taken inside a transaction.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::papers::{Papers, ReportOf, report};
use crate::base::{Clock, Fault, Res};
use crate::domain::calendar::Calendar;
use crate::domain::settings::Office;
use crate::domain::{Actor, JobState};
use crate::exchange::files::{free_path, write_new};
use crate::ops::{
    self, AccessMark, AccessPick, AccessTick, Command, Ctx, Expire, JobEnd, JobTake, LetterMark, LettersMark, Remind,
};
use crate::reads::Scope;
use crate::reads::due::{self, DueJob};
use crate::store::{Base, OpId, file};
use crate::texts::Texts;

/// With what it works: `new_op` names each of its deeds.
pub struct DueEnv<'a> {
    pub office: &'a Office,
    pub clock: Clock,
    pub texts: &'a Texts,
    pub new_op: &'a dyn Fn() -> OpId,
}

/// One thing that was done. `what` is `expire`, `reminder`, `report`, `letters` or `access`, with the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ran {
    pub what: String,
    pub case: Option<i64>,
    /// The file that was made, the number of lines that returned or of letters that did not, the access, or the word of the `Code` that stopped it.
    pub result: String,
}

/// Terms first: what nobody answered returns before anybody is reminded of it. A job that fails is kept as failed with
/// its reason and does not stop the others. Errors: only those of the base itself.
pub fn run(base: &mut Base, env: &DueEnv<'_>) -> Res<Vec<Ran>> {
    let mut out = Vec::new();
    for case in due::late_cases(base.conn(), env.clock.now)? {
        let done = act(base, env, &Expire { case })?;
        if done.expired > 0 {
            out.push(Ran { what: "expire".to_owned(), case: Some(case.0), result: done.returned.to_string() });
        }
    }
    for job in due::jobs(base.conn(), env.clock.now)? {
        let ran = match job.kind.as_str() {
            "reminder" => remind(base, env, &job)?,
            "report" => make_report(base, env, &job)?,
            // A newer version's work waits for it.
            _ => None,
        };
        out.extend(ran);
    }
    follow_letters(base, env, &mut out)?;
    ask_for_accesses(base, env, &mut out)?;
    Ok(out)
}

/// Two working days without a bounce are «не вернулось» (2 §6).
fn follow_letters(base: &mut Base, env: &DueEnv<'_>, out: &mut Vec<Ran>) -> Res<()> {
    let calendar = Calendar::new(env.office, BTreeMap::new());
    for (case, letters) in due::came_through(base.conn(), &calendar, env.clock.now)? {
        let mark = LettersMark { case, letters, mark: LetterMark::NotBounced, note: None };
        let result = act(base, env, &mark)?.marked.to_string();
        out.push(Ran { what: "letters".to_owned(), case: Some(case.0), result });
    }
    Ok(())
}

/// An access that was planned apart is asked for when its time comes, without anyone remembering (1-A3).
fn ask_for_accesses(base: &mut Base, env: &DueEnv<'_>, out: &mut Vec<Ran>) -> Res<()> {
    for (case, access) in due::accesses_to_ask(base.conn(), env.clock.now)? {
        let ask = AccessTick { case, which: AccessPick::One(access), mark: AccessMark::Asked, evidence: None };
        act(base, env, &ask)?;
        out.push(Ran { what: "access".to_owned(), case: Some(case.0), result: access.to_string() });
    }
    Ok(())
}

fn act<C: Command>(base: &mut Base, env: &DueEnv<'_>, command: &C) -> Res<C::Out> {
    let actor = Actor::System("due".to_owned());
    let cx = Ctx { actor, clock: env.clock, op_id: (env.new_op)(), office: env.office };
    ops::run(base, &cx, command).map(|done| done.out)
}

fn ran(job: &DueJob, result: String) -> Ran {
    Ran { what: job.kind.clone(), case: job.case.map(|c| c.0), result }
}

fn remind(base: &mut Base, env: &DueEnv<'_>, job: &DueJob) -> Res<Option<Ran>> {
    let told = act(base, env, &Remind { job: job.id })?.told;
    Ok(told.then(|| ran(job, "told".to_owned())))
}

/// The report of active deals for the head, beside the base with the case's other papers (1-A2).
fn make_report(base: &mut Base, env: &DueEnv<'_>, job: &DueJob) -> Res<Option<Ran>> {
    if !act(base, env, &JobTake { job: job.id })?.taken {
        return Ok(None);
    }
    let (state, result) = match written(base, env, job) {
        Ok(path) => (JobState::Done, path.display().to_string()),
        Err(f) => (JobState::Failed, f.code.word()),
    };
    act(base, env, &JobEnd { job: job.id, state, result: result.clone() })?;
    Ok(Some(ran(job, result)))
}

fn written(base: &Base, env: &DueEnv<'_>, job: &DueJob) -> Res<PathBuf> {
    let payload: serde_json::Value =
        serde_json::from_str(&job.payload).map_err(|e| Fault::from(crate::base::Code::Internal, e))?;
    let employee = payload.get("employee").and_then(serde_json::Value::as_i64).map(crate::base::EmployeeId);
    let cx =
        Ctx { actor: Actor::System("due".to_owned()), clock: env.clock, op_id: (env.new_op)(), office: env.office };
    let p = Papers { cx: &cx, scope: &Scope::All, texts: env.texts };
    let bytes = report(base.conn(), &p, ReportOf::Deals, employee)?.csv(env.texts, &env.clock)?;
    let folder = job.case.map_or_else(|| "reports".to_owned(), |c| format!("case-{}", c.0));
    let dir = file::beside(base.path(), "-papers").join(folder);
    std::fs::create_dir_all(&dir)?;
    let path = free_path(&dir, &env.texts.t().due_file_deals(), "csv");
    write_new(&path, &bytes)?;
    Ok(path)
}

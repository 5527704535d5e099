//! The reports for the head, beside the base with the case's other papers (1-A2).
//!
//! A file belongs to its job: its name carries the job's number, and a run that finds it already whole (an earlier one was
//! killed between writing and saying so) says so instead of making another.

use std::path::{Path, PathBuf};

use super::{DueEnv, Ran};
use crate::base::{Code, EmployeeId, Fault, Res};
use crate::domain::JobState;
use crate::domain::chain::{Action, Deed};
use crate::exchange::files::{clear_parts, private_folder, safe_name, write_new};
use crate::jobs::papers::{Papers, ReportOf, report};
use crate::ops::{JobEnd, JobTake};
use crate::reads::Scope;
use crate::reads::due::DueJob;
use crate::store::{Base, file};

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, job: &DueJob) -> Res<Option<Ran>> {
    if !env.act(base, &JobTake { job: job.id })?.taken {
        return Ok(None);
    }
    let (state, result) = match written(base, env, job) {
        Ok(path) => (JobState::Done, path.display().to_string()),
        Err(f) => (JobState::Failed, f.code.word()),
    };
    let ended = env.act(base, &JobEnd { job: job.id, state, result: result.clone() })?;
    Ok(Some(Ran::of(job, env.texts, ended.state, result)))
}

fn written(base: &Base, env: &DueEnv<'_>, job: &DueJob) -> Res<PathBuf> {
    let (of, name, employee) = match serde_json::from_str::<Deed>(&job.payload).map(|d| d.action) {
        Ok(Action::ReportClients) => (ReportOf::Clients, env.texts.t().due_file_clients(), job.employee),
        Ok(_) => (ReportOf::Deals, env.texts.t().due_file_deals(), job.employee),
        // One that was queued before there was a chain.
        Err(_) => (ReportOf::Deals, env.texts.t().due_file_deals(), Some(named(&job.payload)?)),
    };
    let folder = job.case.map_or_else(|| "reports".to_owned(), |c| format!("case-{}", c.0));
    let dir = file::beside(base.path(), "-papers").join(folder);
    let path = dir.join(safe_name(&format!("{name} {}", job.id.0))).with_extension("csv");
    clear_parts(&path);
    if is_file(&path) {
        return Ok(path);
    }
    let cx = env.ctx();
    let p = Papers { cx: &cx, scope: &Scope::All, texts: env.texts };
    let bytes = report(base.conn(), &p, of, employee)?.csv(env.texts, &env.clock)?;
    private_folder(&dir)?;
    match write_new(&path, &bytes) {
        // Somebody who was thought dead has written it meanwhile.
        Err(f) if f.code == Code::OutputExists && is_file(&path) => Ok(path),
        other => other.map(|()| path),
    }
}

/// Files are renamed into their place whole, so one that stands there is whole.
fn is_file(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|m| m.is_file())
}

fn named(payload: &str) -> Res<EmployeeId> {
    let payload: serde_json::Value = serde_json::from_str(payload).map_err(|e| Fault::from(Code::Internal, e))?;
    let id = payload.get("employee").and_then(serde_json::Value::as_i64);
    id.map(EmployeeId).ok_or_else(|| Code::Internal.into())
}

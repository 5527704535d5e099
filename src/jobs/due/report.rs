//! The report of active deals for the head, beside the base with the case's other papers (1-A2).

use std::path::PathBuf;

use super::{DueEnv, Ran};
use crate::base::{Code, EmployeeId, Fault, Res};
use crate::domain::JobState;
use crate::exchange::files::{free_path, write_new};
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
    env.act(base, &JobEnd { job: job.id, state, result: result.clone() })?;
    Ok(Some(Ran::of(job, result)))
}

fn written(base: &Base, env: &DueEnv<'_>, job: &DueJob) -> Res<PathBuf> {
    let payload: serde_json::Value = serde_json::from_str(&job.payload).map_err(|e| Fault::from(Code::Internal, e))?;
    let employee = payload.get("employee").and_then(serde_json::Value::as_i64).map(EmployeeId);
    let cx = env.ctx();
    let p = Papers { cx: &cx, scope: &Scope::All, texts: env.texts };
    let bytes = report(base.conn(), &p, ReportOf::Deals, employee)?.csv(env.texts, &env.clock)?;
    let folder = job.case.map_or_else(|| "reports".to_owned(), |c| format!("case-{}", c.0));
    let dir = file::beside(base.path(), "-papers").join(folder);
    std::fs::create_dir_all(&dir)?;
    let path = free_path(&dir, &env.texts.t().due_file_deals(), "csv");
    write_new(&path, &bytes)?;
    Ok(path)
}

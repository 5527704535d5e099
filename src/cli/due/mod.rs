//! `due`: what has come due is done; safe to run every minute from cron.

mod install;

use std::path::PathBuf;

use serde_json::json;

use super::{Answer, App};
use crate::base::Res;
use crate::domain::JobState;
use crate::jobs::due::{self, DueEnv, Ran};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long)]
    install_help: bool,
    #[arg(short = 'o', long, value_name = "DIR", requires = "install_help")]
    output: Option<PathBuf>,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    if args.install_help {
        return install::help(app, args.output.as_deref());
    }
    let mut base = app.base()?;
    let env = DueEnv::real(app.office(), app.clock, &app.texts, &super::app::new_op);
    let ran = due::run(&mut base, &env)?;
    let lines: Vec<String> = ran.iter().map(|r| line(r, app)).collect();
    let text = if lines.is_empty() { app.texts.t().due_nothing() } else { lines.join("\n") };
    Answer::new(json!({ "ran": ran }), text)
}

fn line(r: &Ran, app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    let case = r.case.map(|c| c.to_string()).unwrap_or_default();
    let failed = matches!(r.state, JobState::Failed | JobState::Queued);
    let result = x.link_result(&r.result, failed);
    // A command that was not needed any more names no access.
    let done_itself = JobState::of(&r.result).is_none();
    match (r.what.as_str(), r.state) {
        ("expire", _) => t.due_expired(case, r.result.clone()),
        ("letters", _) => t.due_letters(case, r.result.clone()),
        ("access", _) => t.due_access(case),
        ("late", _) if r.result == "over" => t.due_late_over(case),
        ("late", _) => t.due_late(case, r.result.clone()),
        ("revoke", JobState::Done) if done_itself => t.due_revoke_done(case, r.result.clone()),
        ("restore", JobState::Done) if done_itself => t.due_restore_done(case, r.result.clone()),
        ("revoke" | "restore", JobState::Done) => t.due_hook_dropped(case),
        ("revoke" | "restore", JobState::Failed) => t.due_hook_failed(case),
        ("revoke" | "restore", JobState::Queued) => t.due_hook_again(case),
        ("revoke" | "restore", _) => t.due_hook_unknown(case),
        (_, JobState::Failed) => t.due_failed(case, r.title.clone(), result),
        (_, JobState::Queued) => t.due_again(case, r.title.clone(), result),
        ("reminder", _) => t.due_reminded(case),
        _ if result.is_empty() => t.due_done(case, r.title.clone()),
        _ => t.due_done_so(case, r.title.clone(), result),
    }
}

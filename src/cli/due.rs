//! `due`: what has come due is done; safe to run every minute from cron.

use serde_json::json;

use super::{Answer, App};
use crate::base::Res;
use crate::domain::JobState;
use crate::gateway::Children;
use crate::jobs::due::{self, DueEnv, Ran};

pub fn run(app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let env = DueEnv {
        office: app.office(),
        clock: app.clock,
        texts: &app.texts,
        new_op: &super::app::new_op,
        hooks: &Children,
    };
    let ran = due::run(&mut base, &env)?;
    let lines: Vec<String> = ran.iter().map(|r| line(r, app)).collect();
    let text = if lines.is_empty() { app.texts.t().due_nothing() } else { lines.join("\n") };
    Answer::new(json!({ "ran": ran }), text)
}

fn line(r: &Ran, app: &App) -> String {
    let t = app.texts.t();
    let case = r.case.map(|c| c.to_string()).unwrap_or_default();
    match r.what.as_str() {
        "expire" => t.due_expired(case, r.result.clone()),
        "reminder" => t.due_reminded(case),
        "letters" => t.due_letters(case, r.result.clone()),
        "access" => t.due_access(case),
        "revoke" | "restore" => {
            let end = JobState::of(&r.result);
            match (r.what.as_str(), end) {
                ("revoke", None) => t.due_revoke_done(case, r.result.clone()),
                (_, None) => t.due_restore_done(case, r.result.clone()),
                (_, Some(JobState::Failed)) => t.due_hook_failed(case),
                (_, Some(JobState::Queued)) => t.due_hook_again(case),
                (_, Some(JobState::Done)) => t.due_hook_dropped(case),
                (_, Some(_)) => t.due_hook_unknown(case),
            }
        }
        _ => t.due_report(case, r.result.clone()),
    }
}

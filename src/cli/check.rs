//! `check`: the file and every invariant. Exit status 3 when something is broken: done, and a person is needed.

use serde_json::json;

use super::{Answer, App};
use crate::base::Res;
use crate::reads::check::{Check, CheckName, check};
use crate::texts::Texts;

pub fn run(app: &App) -> Res<Answer> {
    let base = app.look()?;
    let checks = base.reader()?.view(|tx| check(tx))?;
    let ok = checks.iter().all(|c| c.ok);
    let mut text = String::new();
    for c in &checks {
        text.push_str(&line(c, &app.texts));
        text.push('\n');
    }
    let t = app.texts.t();
    text.push_str(&if ok { t.cli_check_ok() } else { t.cli_check_broken() });
    Ok(Answer::new(json!({ "ok": ok, "checks": checks }), text)?.broken(!ok))
}

fn line(c: &Check, texts: &Texts) -> String {
    let mark = if c.ok { "✓" } else { "✗" };
    let title = title(c.name, texts);
    if c.ok { format!("{mark} {title}") } else { format!("{mark} {title}: {}", crate::base::show(&c.detail)) }
}

fn title(name: CheckName, texts: &Texts) -> String {
    let t = texts.t();
    match name {
        CheckName::Integrity => t.check_integrity(),
        CheckName::ForeignKeys => t.check_foreign_keys(),
        CheckName::Journal => t.check_journal(),
        CheckName::RowVersions => t.check_row_versions(),
        CheckName::ClientValues => t.check_client_values(),
        CheckName::OwnerSums => t.check_owner_sums(),
        CheckName::DealStages => t.check_deal_stages(),
        CheckName::Search => t.check_search(),
        CheckName::OneHandover => t.check_one_handover(),
        CheckName::Batches => t.check_batches(),
        CheckName::Snapshots => t.check_snapshots(),
        CheckName::Contexts => t.check_contexts(),
        CheckName::Ledgers => t.check_ledgers(),
        CheckName::Acceptances => t.check_acceptances(),
        CheckName::Temporary => t.check_temporary(),
        CheckName::Absences => t.check_absences(),
        CheckName::Dismissed => t.check_dismissed(),
        CheckName::Letters => t.check_letters(),
        CheckName::Jobs => t.check_jobs(),
        CheckName::Chain => t.check_chain(),
        CheckName::Hooks => t.check_hooks(),
        CheckName::LogEvents => t.check_log_events(),
        CheckName::Incidents => t.check_incidents(),
        CheckName::Promises => t.check_promises(),
    }
}

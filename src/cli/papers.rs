//! What the subcommands that make papers share.

use super::App;
use crate::base::{CaseId, Code, Fault, Res};
use crate::domain::CaseState;
use crate::jobs::papers::Papers;
use crate::ops::Ctx;
use crate::reads::cases;
use crate::store::Base;

/// A case as people and scripts write it: `12`, `case:12`, `№12`.
pub fn case_id(text: &str) -> Res<CaseId> {
    let number = text.trim().trim_start_matches("case:").trim_start_matches('№').trim();
    number.parse().map(CaseId).map_err(|_| Fault::new(Code::UnknownCase).with("name", text))
}

/// The case that `--case` names, else the only one at work.
pub fn case_or_only(app: &App, base: &Base, given: Option<&str>) -> Res<CaseId> {
    if let Some(text) = given {
        return case_id(text);
    }
    let all = cases::cases(base.conn(), &app.scope(base)?, &app.clock)?;
    let over = [CaseState::Finished, CaseState::Withdrawn];
    let mut at_work = all.iter().filter(|c| !over.contains(&c.state)).map(|c| c.id);
    match (at_work.next(), at_work.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(Code::UnknownCase.into()),
    }
}

/// What is said of files that were written: a base open for reading only has no entry of them (2 §12).
pub fn noted(said: String, base: &Base, app: &App) -> String {
    if base.is_read_only() { format!("{said}\n{}", app.texts.t().files_not_journaled()) } else { said }
}

/// Runs a job that makes papers as the acting person, who reads of `case` what they have to do with.
pub fn papers<T>(
    app: &App,
    base: &mut Base,
    case: Option<CaseId>,
    job: impl FnOnce(&mut Base, &Papers<'_>) -> Res<T>,
) -> Res<T> {
    let actor = app.acting(base)?;
    let scope = app.scope_in(base, case)?;
    let cx = Ctx { actor, clock: app.clock, op_id: super::app::new_op(), office: app.office() };
    job(base, &Papers { cx: &cx, scope: &scope, texts: &app.texts })
}

//! The steps of the wizard, one file each.

pub mod acceptance;
pub mod accesses;
pub mod act;
pub mod away;
pub mod back;
pub mod calls;
pub mod context;
pub mod correspondence;
pub mod crm;
pub mod distribution;
pub mod fresh;
pub mod letters;
pub mod links;
pub mod logs;
pub mod mail;
mod odd_hours;
pub mod reason;
pub mod reconcile;
pub mod start;
mod taken;
pub mod temporary;

use super::step::Step;
use crate::base::bare_name;
use crate::reads::wizard::{StepKind, Wizard};
use crate::ui::actions::Decl;
use crate::ui::cx::Cx;
use crate::ui::widgets::{ListState, Row};

/// What each step, and the rail, declares.
pub const ACTIONS: &[&[Decl]] = &[
    super::rail::ACTIONS,
    start::ACTIONS,
    links::ACTIONS,
    distribution::ACTIONS,
    crm::ACTIONS,
    context::ACTIONS,
    context::PROMISE_ACTIONS,
    context::TASK_ACTIONS,
    context::FORM_ACTIONS,
    acceptance::ACTIONS,
    letters::ACTIONS,
    letters::TELL_ACTIONS,
    correspondence::ACTIONS,
    act::ACTIONS,
    reason::ACTIONS,
    away::ACTIONS,
    back::ACTIONS,
    reconcile::ACTIONS,
    temporary::ACTIONS,
    calls::BURNING_ACTIONS,
    calls::ACTIONS,
    fresh::ACTIONS,
    mail::ACTIONS,
    logs::ACTIONS,
];

/// A step in its first state; it is made anew every time it is entered.
pub fn make(step: StepKind) -> Box<dyn Step> {
    match step {
        StepKind::Start => Box::new(start::Start::default()),
        StepKind::Distribution => Box::new(distribution::Distribution::default()),
        StepKind::Crm => Box::new(crm::Crm::default()),
        StepKind::Context => Box::new(context::Context::default()),
        StepKind::Acceptance => Box::new(acceptance::Acceptance::default()),
        StepKind::Letters => Box::new(letters::Letters::default()),
        StepKind::Correspondence => Box::new(correspondence::Correspondence::default()),
        StepKind::Accesses => Box::new(accesses::Accesses::default()),
        StepKind::Act => Box::new(act::ActStep::default()),
        StepKind::Temporary => Box::new(temporary::Temporary::default()),
        StepKind::Burning => Box::new(calls::Calls::burning()),
        StepKind::Calls => Box::new(calls::Calls::to_ring()),
        StepKind::Fresh => Box::new(fresh::Fresh::default()),
        StepKind::Mail => Box::new(mail::Mail::default()),
        StepKind::Reconcile => Box::new(reconcile::Reconcile::default()),
        StepKind::Away => Box::new(away::Away::default()),
        StepKind::Return => Box::new(back::Back::default()),
        StepKind::Reason => Box::new(reason::Reason::default()),
        StepKind::Logs => Box::new(logs::Logs::default()),
    }
}

/// From so many columns on a client's name stands whole before a title.
const ROOMY: u16 = 140;

/// A line of a client by what tells it from another of the same title: the client first, in narrow tables without the
/// legal form.
fn of_client(client: Option<&str>, title: &str, cx: &Cx) -> String {
    let name = |whole| if cx.size.0 < ROOMY { bare_name(whole) } else { whole };
    client.map_or_else(|| title.to_owned(), |client| format!("{} — {title}", name(client)))
}

/// The rows a key is about: the marked ones, else the one under the cursor.
fn chosen<R: Row>(list: &ListState<R>) -> Vec<&R> {
    let marked = list.has_marks();
    let wanted = |r: &&R| if marked { list.is_marked(r.id()) } else { Some(r.id()) == list.cursor() };
    list.rows().iter().filter(wanted).collect()
}

/// What the rail counts and the step's table does not show, for nobody has it yet: «не распределено: 1».
fn undistributed(step: StepKind, shown: u64, w: &Wizard, cx: &Cx) -> Option<String> {
    let all = w.count(step).total;
    let rest = all.saturating_sub(shown);
    let begun = w.part.is_whole() && w.count(StepKind::Distribution).done > 0;
    (begun && rest > 0).then(|| cx.texts.t().dist_undistributed(cx.texts.number(rest as i64)))
}

//! Where an entry of the inbox is done: Enter goes there.

use crate::base::{Kind, Ref};
use crate::domain::{InboxKind, Role};
use crate::reads::inbox::InboxRow;
use crate::reads::wizard::StepKind;
use crate::ui::effect::Out;
use crate::ui::screens::{ScreenId, cases, clients, of_kind, orphans, signals};

/// A place in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    Step(crate::base::CaseId, StepKind),
    Object(ScreenId, Ref),
    Screen(ScreenId),
    /// There is nothing to open: it is only told.
    Nowhere,
}

/// The step of the wizard where a kind's work is done; `None` where it is an object of its own.
fn step(r: &InboxRow) -> Option<StepKind> {
    Some(match r.kind {
        InboxKind::Offered => StepKind::Acceptance,
        InboxKind::ReceiverAsks => StepKind::Context,
        InboxKind::Declined
        | InboxKind::DeclinedAgain
        | InboxKind::Expired
        | InboxKind::ReceiverLeaves
        | InboxKind::OffersBack
        | InboxKind::TemporaryOver
        | InboxKind::LateArrivals => StepKind::Distribution,
        InboxKind::AccessesAsked
        | InboxKind::AccessesCut
        | InboxKind::AccessesRestore
        | InboxKind::HookFailed
        | InboxKind::HookUnknown => StepKind::Accesses,
        InboxKind::PromiseWaits | InboxKind::PromiseAnswered => StepKind::Context,
        InboxKind::LetterBounced | InboxKind::TellClient => StepKind::Letters,
        InboxKind::SubstituteFor => StepKind::Acceptance,
        InboxKind::AbsenceStarts | InboxKind::AbsenceWaits => StepKind::Distribution,
        InboxKind::AbsenceCame => StepKind::Acceptance,
        InboxKind::AbsenceEnds | InboxKind::AbsenceOver | InboxKind::AbsenceReturned => StepKind::Return,
        InboxKind::TemporaryNobody => StepKind::Temporary,
        InboxKind::CrisisOpened if r.role == Some(Role::It) => StepKind::Accesses,
        InboxKind::CrisisOpened if r.role == Some(Role::Security) => StepKind::Logs,
        InboxKind::CrisisOpened if r.role == Some(Role::Hr) => StepKind::Start,
        InboxKind::CrisisOpened | InboxKind::TemporaryOwner => StepKind::Calls,
        InboxKind::CaseOpened => match (r.role, is_leavers(r)) {
            (Some(Role::It), _) => StepKind::Accesses,
            (Some(_), _) => StepKind::Start,
            (None, true) => StepKind::Context,
            (None, false) => StepKind::Distribution,
        },
        InboxKind::JobFailed | InboxKind::JobUnknown | InboxKind::ReportFailed => StepKind::Start,
        _ => return None,
    })
}

fn is_leavers(r: &InboxRow) -> bool {
    r.employee.is_some() && r.args.get("leaver").and_then(serde_json::Value::as_i64) == r.employee.map(|e| e.0)
}

pub(super) fn goal(r: &InboxRow) -> Goal {
    match r.kind {
        InboxKind::OrphansGiven | InboxKind::ClientsGiven | InboxKind::ClientsTaken | InboxKind::OffersOff => {
            return Goal::Screen(clients::ID);
        }
        // Answered here.
        InboxKind::SecondAsked | InboxKind::SecondAnswered => return Goal::Nowhere,
        InboxKind::LateDismissed => return Goal::Screen(orphans::ID),
        // What is prepared in hiding has no wizard yet: it waits in the list.
        InboxKind::JobFailed if r.args.get("what").is_some_and(|w| w == "case_start") => {
            return Goal::Screen(cases::ID);
        }
        _ => {}
    }
    if let (InboxKind::SignalsRaised, Some(person)) = (r.kind, r.object) {
        return Goal::Object(signals::ID, person);
    }
    if let (Some(step), Some(case)) = (step(r), r.case) {
        return Goal::Step(case, step);
    }
    if let Some(object) = r.object.filter(|o| o.kind != Kind::Case)
        && let Some(screen) = of_kind(object.kind)
    {
        return Goal::Object(screen, object);
    }
    r.case.map_or(Goal::Nowhere, |case| Goal::Object(cases::ID, case.into()))
}

impl Goal {
    pub(super) fn go(self, out: &mut Out) {
        match self {
            Goal::Step(case, step) => out.go_step(case, step),
            Goal::Object(screen, object) => out.go(screen, Some(object)),
            Goal::Screen(screen) => out.go(screen, None),
            Goal::Nowhere => {}
        }
    }
}

/// To the place, or to the entry itself where there is none.
pub(in crate::ui::screens) fn open(r: &InboxRow, out: &mut Out) {
    match goal(r) {
        Goal::Nowhere => out.go(super::ID, Some(Ref::from(r.id))),
        goal => goal.go(out),
    }
}

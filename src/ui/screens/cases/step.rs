//! The contract of one step of the wizard. Like a screen, but it is always given the case it works on.

use ratatui::layout::{Position, Rect};

use crate::base::Fault;
use crate::domain::CaseKind;
use crate::jobs::task::TaskDone;
use crate::ops::{Done, Outcome};
use crate::reads::Answer;
use crate::reads::wizard::{StepKind, Wizard};
use crate::ui::actions::{Act, Place};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId};
use crate::ui::input::Key;
use crate::ui::popup::{Reply, Tag};
use crate::ui::screens::Focus;
use crate::ui::widgets::Paint;

/// Heard in every step under its own places: to the steps, to the next step.
pub const PLACE: Place = Place("cases.step");

/// A step loads what it shows in `enter`, again in `changed`; its commands change the base, which comes back as
/// `changed`. Esc that a step does not take goes to the rail.
pub trait Step: Send {
    fn focus(&self) -> Focus;

    /// The columns it wants for itself: with fewer beside it the rail gives way, as on a narrow screen.
    fn room(&self) -> u16 {
        0
    }

    /// It says itself what it is about: of the step's heading only the first line is drawn.
    fn has_own_heading(&self, _cx: &Cx) -> bool {
        false
    }

    fn enter(&mut self, w: &Wizard, cx: &Cx, out: &mut Out);

    /// Gives false for an action it does not know.
    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool;

    /// The form that is open in it, field by field: what each is for.
    fn fields(&self, _cx: &Cx) -> Vec<(String, String)> {
        Vec::new()
    }

    fn refuses(&self, _act: Act, _w: &Wizard, _cx: &Cx) -> Option<String> {
        None
    }

    fn text(&mut self, _key: Key, _w: &Wizard, _cx: &Cx, _out: &mut Out) {}

    fn paste(&mut self, _text: &str, _w: &Wizard, _cx: &Cx, _out: &mut Out) {}

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, w: &Wizard, cx: &Cx, out: &mut Out);

    fn ran(&mut self, _run: RunId, _result: Result<Done<Outcome>, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {}

    /// A paper asked for is made, or is not.
    fn finished(&mut self, _run: RunId, _result: Result<TaskDone, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {}

    fn reply(&mut self, _tag: Tag, _reply: Reply, _w: &Wizard, _cx: &Cx, _out: &mut Out) {}

    /// The base has changed; `w` may still be the case as it was.
    fn changed(&mut self, w: &Wizard, cx: &Cx, out: &mut Out) {
        self.enter(w, cx, out);
    }

    fn deadline(&self) -> Option<u64> {
        None
    }

    fn tick(&mut self, _w: &Wizard, _cx: &Cx, _out: &mut Out) {}

    /// Draws under the step's heading.
    fn view(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position>;
}

/// What the step is called: one client alone has its own words for three of them.
pub fn name(step: StepKind, kind: CaseKind, cx: &Cx) -> String {
    let t = cx.texts.t();
    match step {
        StepKind::Distribution if kind == CaseKind::Single => t.single_step_receiver(),
        StepKind::Acceptance if kind == CaseKind::Single => t.single_step_next(),
        StepKind::Letters if kind == CaseKind::Single => t.single_step_client(),
        StepKind::Distribution if kind == CaseKind::Absence => t.away_step_substitute(),
        StepKind::Calls if kind == CaseKind::Absence => t.away_step_clients(),
        StepKind::Away => t.away_step(),
        StepKind::Return => t.away_step_return(),
        StepKind::Reason => t.single_step_reason(),
        StepKind::Start => t.cases_step_start(),
        StepKind::Distribution => t.cases_step_distribution(),
        StepKind::Crm => t.cases_step_crm(),
        StepKind::Context => t.cases_step_context(),
        StepKind::Acceptance => t.cases_step_acceptance(),
        StepKind::Letters => t.cases_step_letters(),
        StepKind::Correspondence => t.cases_step_correspondence(),
        StepKind::Accesses => t.cases_step_accesses(),
        StepKind::Act => t.cases_step_act(),
        StepKind::Reconcile => t.cases_step_reconcile(),
        StepKind::Temporary => t.cases_step_temporary(),
        StepKind::Burning => t.cases_step_burning(),
        StepKind::Calls => t.cases_step_calls(),
        StepKind::Fresh => t.cases_step_fresh(),
        StepKind::Mail => t.cases_step_mail(),
        StepKind::Logs => t.cases_step_logs(),
    }
}

/// Why the step matters, in one sentence.
pub fn why(step: StepKind, kind: CaseKind, cx: &Cx) -> String {
    let t = cx.texts.t();
    match step {
        StepKind::Distribution if kind == CaseKind::Single => t.single_why_receiver(),
        StepKind::Acceptance if kind == CaseKind::Single => t.single_why_next(),
        StepKind::Letters if kind == CaseKind::Single => t.single_why_client(),
        StepKind::Context if kind == CaseKind::Single => t.single_why_context(),
        StepKind::Distribution if kind == CaseKind::Absence => t.away_why_substitute(),
        StepKind::Context if kind == CaseKind::Absence => t.away_why_context(),
        StepKind::Acceptance if kind == CaseKind::Absence => t.away_why_acceptance(),
        StepKind::Calls if kind == CaseKind::Absence => t.away_why_clients(),
        StepKind::Away => t.away_why(),
        StepKind::Return => t.away_why_return(),
        StepKind::Reason => t.single_why_reason(),
        StepKind::Start if kind == CaseKind::Crisis => t.cases_why_start_crisis(),
        StepKind::Accesses if kind == CaseKind::Crisis => t.cases_why_accesses_crisis(),
        StepKind::Act if kind == CaseKind::Crisis => t.cases_why_act_crisis(),
        StepKind::Start => t.cases_why_start(),
        StepKind::Distribution => t.cases_why_distribution(),
        StepKind::Crm => t.cases_why_crm(),
        StepKind::Context => t.cases_why_context(),
        StepKind::Acceptance => t.cases_why_acceptance(),
        StepKind::Letters => t.cases_why_letters(),
        StepKind::Correspondence => t.cases_why_correspondence(),
        StepKind::Accesses => t.cases_why_accesses(),
        StepKind::Act => t.cases_why_act(),
        StepKind::Reconcile => t.cases_why_reconcile(),
        StepKind::Temporary => t.cases_why_temporary(),
        StepKind::Burning => t.cases_why_burning(),
        StepKind::Calls => t.cases_why_calls(),
        StepKind::Fresh => t.cases_why_fresh(),
        StepKind::Mail => t.cases_why_mail(),
        StepKind::Logs => t.cases_why_logs(),
    }
}

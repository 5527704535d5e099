//! Передачи: the list of cases, and the wizard of one case. The wizard's frame (rail, ledger's remainder, freshness) is
//! here; what happens in a step is in `steps/`, one file each, behind the [`Step`] contract.

mod draft;
mod first_minute;
mod list;
mod papers;
mod rail;
pub mod sheets;
mod stages;
mod step;
pub mod steps;

use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

pub(super) use rail::tally;
pub use step::{Step, name as step_name};

use super::papers::{Files, PAPERS};
use super::{Focus, Screen, ScreenDecl, ScreenId, signals};
use crate::base::{CaseId, Fault, Kind, Ref};
use crate::domain::CaseKind;
use crate::jobs::task::TaskDone;
use crate::ops::{Done, Outcome};
use crate::reads::cases::CaseItem;
use crate::reads::wizard::{StepKind, Wizard};
use crate::reads::{Answer, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Key, Mouse};
use crate::ui::popup::{Reply, Tag};
use crate::ui::widgets::{ListState, Paint, Row};

pub const ID: ScreenId = ScreenId("cases");
pub const PLACE: Place = Place("cases");
/// The rail of steps has the keys.
pub const RAIL: Place = Place("cases.rail");
pub const GO: Act = Act("go.cases");
pub const NEXT_STEP: Act = Act("cases.next-step");
/// What F2 does in the step that is chosen, from the rail.
pub const IN_STEP: Act = Act("cases.in-step");
pub const LOG: Act = Act("cases.log");

/// The key of a step's main action.
const MAIN_KEY: &str = "F2";

const LIST: Slot = Slot("cases.list");
const WIZARD: Slot = Slot("cases.wizard");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: Some(Kind::Case),
    tab: true,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["6"], |x| x.t().cases_name(), |x| x.t().cases_go_help()),
        draft::HOUR_DECL,
        draft::PLAN_DECL,
    ],
    inner: steps::ACTIONS,
    make: || Box::new(Cases::default()),
};

impl Row for CaseItem {
    fn id(&self) -> i64 {
        self.id.0
    }
}

/// One case opened in the wizard.
struct Open {
    id: CaseId,
    wizard: Option<Wizard>,
    /// Go to where work waits as soon as it is known.
    seek: bool,
    at: StepKind,
    step: Box<dyn Step>,
    in_rail: bool,
    pending: Option<RunId>,
    fault: Option<Fault>,
}

#[derive(Default)]
pub struct Cases {
    list: ListState<CaseItem>,
    open: Option<Open>,
    loaded: bool,
    files: Files,
    draft: draft::Draft,
}

impl Cases {
    fn pump(&mut self, out: &mut Out) {
        if self.open.is_none()
            && let Some(window) = self.list.wants()
        {
            let run = out.load(LIST, Query::Cases(window));
            self.list.asked(run);
        }
    }

    fn load_wizard(&mut self, out: &mut Out) {
        if let Some(o) = &mut self.open {
            o.pending = Some(out.load(WIZARD, Query::Wizard(o.id)));
        }
    }

    fn open(&mut self, id: CaseId, at: Option<StepKind>, out: &mut Out) {
        self.open = Some(Open::new(id, at));
        out.remember();
        self.load_wizard(out);
    }

    fn leave(&mut self, out: &mut Out) {
        self.open = None;
        self.list.restart(true);
        out.remember();
        self.pump(out);
    }

    fn rail_act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        let Some(o) = &mut self.open else { return false };
        let (rail, n) = (o.rail(), o.place());
        let last = rail.len() - 1;
        let to = match act {
            actions::UP => n.saturating_sub(1),
            actions::DOWN => (n + 1).min(last),
            actions::FIRST => 0,
            actions::LAST => last,
            NEXT_STEP => (n + 1) % rail.len(),
            actions::OPEN | actions::RIGHT => {
                o.in_rail = false;
                return true;
            }
            actions::BACK | actions::LEFT | actions::QUIT => {
                self.leave(out);
                return true;
            }
            IN_STEP => {
                o.do_main(cx, out);
                return true;
            }
            _ => return false,
        };
        if to != n {
            o.go(rail[to], cx, out);
        }
        true
    }
}

impl Open {
    /// At `at`, or where work waits.
    fn new(id: CaseId, at: Option<StepKind>) -> Open {
        let step = at.unwrap_or(StepKind::Start);
        Open {
            id,
            wizard: None,
            seek: at.is_none(),
            at: step,
            step: steps::make(step),
            in_rail: false,
            pending: None,
            fault: None,
        }
    }

    fn go(&mut self, to: StepKind, cx: &Cx, out: &mut Out) {
        self.at = to;
        self.step = steps::make(to);
        if let Some(w) = &self.wizard {
            self.step.enter(w, cx, out);
        }
        out.remember();
    }

    /// Until the case is read it is taken for a planned one.
    fn kind(&self) -> CaseKind {
        self.wizard.as_ref().map_or(CaseKind::Planned, |w| w.case.kind)
    }

    /// The steps whoever looks has to do with.
    fn rail(&self) -> Vec<StepKind> {
        match &self.wizard {
            Some(w) => w.steps.iter().map(|s| s.step).collect(),
            None => StepKind::of_case(CaseKind::Planned).to_vec(),
        }
    }

    /// Where on the rail the open step is.
    fn place(&self) -> usize {
        self.rail().iter().position(|s| *s == self.at).unwrap_or(0)
    }

    /// What F2 does in the open step.
    fn main_action(&self) -> Option<&'static Decl> {
        let places = self.step.focus().places;
        places.into_iter().find_map(|p| actions::in_place(p).find(|d| d.keys.contains(&MAIN_KEY)))
    }

    /// Into the step, and on with it.
    fn do_main(&mut self, cx: &Cx, out: &mut Out) {
        if let (Some(d), Some(w)) = (self.main_action(), &self.wizard) {
            self.in_rail = false;
            self.step.act(d.act, w, cx, out);
        }
    }

    /// Why F2 does nothing in the step that is chosen.
    fn refuses_main(&self, cx: &Cx) -> Option<String> {
        let (Some(d), Some(w)) = (self.main_action(), &self.wizard) else { return Some(cx.texts.t().cases_no_main()) };
        self.step.refuses(d.act, w, cx).or_else(|| cx.lacks(d.right))
    }

    fn next_step(&self) -> StepKind {
        let rail = self.rail();
        rail[(self.place() + 1) % rail.len()]
    }
}

impl Screen for Cases {
    fn focus(&self) -> Focus {
        match &self.open {
            None => Focus::on(&[PLACE, places::LIST]),
            Some(o) if o.in_rail || o.wizard.is_none() => Focus::on(&[RAIL]),
            Some(o) => {
                let mut f = o.step.focus();
                if !f.text {
                    f.places.push(step::PLACE);
                }
                f
            }
        }
    }

    fn enter(&mut self, _cx: &Cx, out: &mut Out) {
        if self.open.is_some() {
            self.load_wizard(out);
        } else {
            self.list.restart(self.loaded);
            self.loaded = true;
            self.pump(out);
        }
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        let Some(o) = &mut self.open else {
            match act {
                actions::OPEN | actions::RIGHT => match self.list.current() {
                    Some(row) if row.starts_at.is_some() => draft::show(row, cx, out),
                    Some(row) => self.open(row.id, None, out),
                    None => {}
                },
                draft::HOUR | draft::PLAN => {
                    if let Some(row) = self.list.current() {
                        self.draft.act(act, row, out);
                    }
                }
                _ if self.list.act(act, list::page(cx)) => self.pump(out),
                _ => return false,
            }
            return true;
        };
        if act == PAPERS {
            if let Some(w) = &o.wizard {
                papers::offer(&mut self.files, w, cx, out);
            }
            return true;
        }
        if o.in_rail || o.wizard.is_none() {
            return self.rail_act(act, cx, out);
        }
        let Some(w) = o.wizard.take() else { return false };
        let known = o.step.act(act, &w, cx, out);
        o.wizard = Some(w);
        if known {
            return true;
        }
        match act {
            actions::BACK | actions::LEFT | actions::QUIT => o.in_rail = true,
            NEXT_STEP => {
                let to = o.next_step();
                o.go(to, cx, out);
            }
            // Only a crisis has a step for it; of the others the signals are looked through on their own screen.
            LOG if o.rail().contains(&StepKind::Logs) => o.go(StepKind::Logs, cx, out),
            LOG => {
                let who = o.wizard.as_ref().and_then(|w| w.case.leaver.as_ref());
                out.go(signals::ID, who.map(|l| l.id.into()));
            }
            _ => return false,
        }
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        match &self.open {
            Some(Open { wizard: Some(w), .. }) if act == PAPERS && !w.part.is_whole() => {
                Some(cx.texts.t().files_head_only())
            }
            Some(o) if !o.in_rail => o.wizard.as_ref().and_then(|w| o.step.refuses(act, w, cx)),
            Some(o) if act == IN_STEP => o.refuses_main(cx),
            Some(_) => None,
            None if matches!(act, draft::HOUR | draft::PLAN) => {
                let hidden = self.list.current().is_some_and(|row| row.starts_at.is_some());
                (!hidden).then(|| cx.texts.t().hidden_only())
            }
            None => (act == actions::OPEN && self.list.cursor().is_none()).then(|| cx.texts.t().cases_none()),
        }
    }

    fn text(&mut self, key: Key, cx: &Cx, out: &mut Out) {
        if let Some(Open { step, wizard: Some(w), .. }) = &mut self.open {
            step.text(key, w, cx, out);
        }
    }

    fn paste(&mut self, text: &str, cx: &Cx, out: &mut Out) {
        if let Some(Open { step, wizard: Some(w), .. }) = &mut self.open {
            step.paste(text, w, cx, out);
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, out: &mut Out) {
        if self.open.is_none() {
            self.list.mouse(mouse, list::row_at(area, mouse), list::page(cx));
            self.pump(out);
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, cx: &Cx, out: &mut Out) {
        if self.draft.answer(run, &answer, cx, out) {
            return;
        }
        match answer {
            Ok(Answer::Cases(page)) => {
                self.list.answer(run, Ok(page));
                self.pump(out);
            }
            Ok(Answer::Wizard(w)) => {
                let Some(o) = self.open.as_mut().filter(|o| o.pending == Some(run)) else { return };
                o.pending = None;
                o.fault = None;
                let first = o.wizard.is_none();
                let astray = !w.steps.iter().any(|s| s.step == o.at);
                if std::mem::take(&mut o.seek) || astray {
                    o.at = w.waiting(cx.clock.now);
                    o.step = steps::make(o.at);
                }
                if first || astray {
                    o.step.enter(&w, cx, out);
                }
                o.wizard = Some(*w);
            }
            Err(fault) if self.list.is_pending(run) => {
                self.list.answer(run, Err(fault));
            }
            other => {
                let Some(o) = &mut self.open else { return };
                match (other, &o.wizard) {
                    (Err(fault), _) if o.pending == Some(run) => o.fault = Some(fault),
                    (other, Some(w)) => o.step.answer(run, other, w, cx, out),
                    _ => {}
                }
            }
        }
    }

    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        if self.open.is_none() {
            return self.draft.ran(run, result, cx, out);
        }
        if let Some(Open { step, wizard: Some(w), .. }) = &mut self.open {
            step.ran(run, result, w, cx, out);
        }
    }

    fn finished(&mut self, run: RunId, result: Result<TaskDone, Fault>, cx: &Cx, out: &mut Out) {
        let Some(result) = self.files.finished(run, result, cx, out) else { return };
        if let Some(Open { step, wizard: Some(w), .. }) = &mut self.open {
            step.finished(run, result, w, cx, out);
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        if self.files.reply(tag, &reply, cx, out) {
            return;
        }
        if let (None, Some(row)) = (&self.open, self.list.current()) {
            return self.draft.reply(tag, &reply, row, cx, out);
        }
        if let Some(Open { step, wizard: Some(w), .. }) = &mut self.open {
            step.reply(tag, reply, w, cx, out);
        }
    }

    fn changed(&mut self, cx: &Cx, out: &mut Out) {
        self.list.restart(true);
        self.load_wizard(out);
        if let Some(Open { step, wizard: Some(w), .. }) = &mut self.open {
            step.changed(w, cx, out);
        }
        self.pump(out);
    }

    fn open_case(&self) -> Option<CaseId> {
        self.open.as_ref().map(|o| o.id)
    }

    fn deadline(&self) -> Option<u64> {
        self.open.as_ref().and_then(|o| o.step.deadline())
    }

    fn tick(&mut self, cx: &Cx, out: &mut Out) {
        if let Some(Open { step, wizard: Some(w), .. }) = &mut self.open {
            step.tick(w, cx, out);
        }
    }

    fn show(&mut self, at: Ref, _cx: &Cx, out: &mut Out) {
        self.open(CaseId(at.id), None, out);
    }

    fn show_step(&mut self, case: CaseId, step: StepKind, _cx: &Cx, out: &mut Out) {
        self.open(case, Some(step), out);
    }

    fn about(&self, cx: &Cx) -> String {
        match &self.open {
            Some(o) => step::why(o.at, o.kind(), cx),
            None => cx.texts.t().cases_about(),
        }
    }

    fn fields(&self, cx: &Cx) -> Vec<(String, String)> {
        self.open.as_ref().map(|o| o.step.fields(cx)).unwrap_or_default()
    }

    fn memory(&self) -> Value {
        let step = self.open.as_ref().map(|o| o.at.word());
        json!({ "case": self.open.as_ref().map(|o| o.id), "step": step, "cursor": self.list.cursor() })
    }

    fn recall(&mut self, m: &Value) {
        if let (Some(id), Some(step)) = (m["case"].as_i64(), m["step"].as_str().and_then(StepKind::of)) {
            self.open = Some(Open::new(CaseId(id), Some(step)));
        }
        if let Some(id) = m["cursor"].as_i64() {
            self.list.go(id);
            self.loaded = true;
        }
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        match &self.open {
            None => {
                list::view(&self.list, area, cx, p);
                None
            }
            Some(o) => rail::view(o, area, cx, p),
        }
    }
}

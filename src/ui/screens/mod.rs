//! The screens. Each is one folder with its state, its actions and its view; the frame knows them only by `ALL`.
//!
//! # Adding a screen
//!
//! 1. `screens/<name>/mod.rs`: the state, `impl Screen`, and `pub const DECL: ScreenDecl` (id, actions, maker).
//!    The first row of `actions` is the screen's own `go`: its key is the digit, its label the name in the tabs.
//! 2. `screens/<name>/view.rs`: columns, card, lines. Draw only through `widgets`.
//! 3. One line in `ALL` below, one `mod` line above it, texts in `assets/texts/{ru,en}/screen-<name>.ftl`.
//! 4. What it reads: a `Query` and an `Answer` variant in `reads/ask.rs`, the SQL in `reads/<name>.rs`.
//!
//! # The contract
//!
//! - `update` is pure: a screen changes its own state and says everything else through `Out` (loads, commands, popups,
//!   notices, going elsewhere). It never waits: an answer comes later to `answer` with the run's number; compare it with
//!   the number you keep and drop what is late.
//! - Keys reach a screen as actions (`act`), resolved by `places()` from the innermost out; only while `places().text`
//!   is true do characters come to `text` and `paste`.
//! - Name only the places whose keys work here: `places::LIST` moves and marks, `places::SEARCH` sorts and finds.
//! - Why an action cannot be done just now is said by `refuses`, in words: the footer hides it, the menu shows the
//!   reason, pressing the key shows the reason too. `act` is not called then.
//! - Popups are opened with a `Tag` and come back to `reply` with it. A form popup stays open while the command issued
//!   in `reply` runs: it closes when that succeeds and shows the fault when it does not.
//! - A list screen keeps a `Browse`: its list, its filter line and the card beside it that follows the cursor after a
//!   rest. `deals` is the pattern to copy.

pub mod accesses;
mod browse;
pub mod cases;
pub mod clients;
pub mod deals;
pub mod employees;
pub mod import;
pub mod inbox;
pub mod journal;
pub mod metrics;
pub mod orphans;
pub mod papers;
pub mod signals;
pub mod tasks;
pub mod today;
pub mod welcome;
mod written;

use ratatui::layout::{Position, Rect};

use crate::base::{CaseId, Fault, Kind, Ref};
use crate::jobs::task::TaskDone;
use crate::ops::{Done, Outcome};
use crate::reads::Answer;
use crate::reads::wizard::StepKind;
use crate::ui::actions::{Act, Decl, Place};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId};
use crate::ui::input::{Key, Mouse};
use crate::ui::popup::{Reply, Tag};
use crate::ui::widgets::Paint;

/// A screen's name: `clients`. Also the `Place` of its own actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScreenId(pub &'static str);

/// How the frame knows a screen.
pub struct ScreenDecl {
    pub id: ScreenId,
    /// The first row is the screen's own `go` (in `places::ANYWHERE`).
    pub actions: &'static [Decl],
    /// The kind of object it shows: the palette and links go here.
    pub kind: Option<Kind>,
    /// Rows of the places inside the screen: steps, cards.
    pub inner: &'static [&'static [Decl]],
    /// Shown among the tabs of the header.
    pub tab: bool,
    pub make: fn() -> Box<dyn Screen>,
}

/// Every screen, in the order of the tabs. One line each.
pub const ALL: &[ScreenDecl] = &[
    today::DECL,
    employees::DECL,
    clients::DECL,
    deals::DECL,
    tasks::DECL,
    cases::DECL,
    accesses::DECL,
    metrics::DECL,
    inbox::DECL,
    signals::DECL,
    orphans::DECL,
    journal::DECL,
    import::DECL,
    welcome::DECL,
];

/// Where keys are heard just now, from the innermost place out, and whether characters are text.
pub struct Focus {
    pub places: Vec<Place>,
    pub text: bool,
}

impl Focus {
    pub fn on(places: &[Place]) -> Focus {
        Focus { places: places.to_vec(), text: false }
    }

    pub fn typing(places: &[Place]) -> Focus {
        Focus { places: places.to_vec(), text: true }
    }
}

/// One screen. See the contract at the top of this file.
pub trait Screen: Send {
    fn focus(&self) -> Focus;

    /// It is shown, the first time or again: ask for what is missing or stale.
    fn enter(&mut self, cx: &Cx, out: &mut Out);

    /// Gives false for an action it does not know.
    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool;

    /// Why `act` cannot be done just now; `None` where it can.
    fn refuses(&self, _act: Act, _cx: &Cx) -> Option<String> {
        None
    }

    fn text(&mut self, _key: Key, _cx: &Cx, _out: &mut Out) {}

    fn paste(&mut self, _text: &str, _cx: &Cx, _out: &mut Out) {}

    /// A click or the wheel; `area` is what `view` got.
    fn mouse(&mut self, _mouse: Mouse, _area: Rect, _cx: &Cx, _out: &mut Out) {}

    fn answer(&mut self, _run: RunId, _answer: Result<Answer, Fault>, _cx: &Cx, _out: &mut Out) {}

    /// Long work of this screen has come so far.
    fn progress(&mut self, _run: RunId, _done: u64, _total: Option<u64>, _cx: &Cx, _out: &mut Out) {}

    /// Long work of this screen has ended.
    fn finished(&mut self, _run: RunId, _result: Result<TaskDone, Fault>, _cx: &Cx, _out: &mut Out) {}

    /// A command issued by this screen is done or refused; the refusal has been shown already.
    fn ran(&mut self, _run: RunId, _result: Result<Done<Outcome>, Fault>, _cx: &Cx, _out: &mut Out) {}

    fn reply(&mut self, _tag: Tag, _reply: Reply, _cx: &Cx, _out: &mut Out) {}

    /// The base has changed (our own command or another process).
    fn changed(&mut self, _cx: &Cx, _out: &mut Out) {}

    /// The case that is open on it.
    fn open_case(&self) -> Option<CaseId> {
        None
    }

    /// When it wants `tick` at the latest, on the `mono` clock.
    fn deadline(&self) -> Option<u64> {
        None
    }

    fn tick(&mut self, _cx: &Cx, _out: &mut Out) {}

    /// Go to one object of this screen's kind.
    fn show(&mut self, _at: Ref, _cx: &Cx, _out: &mut Out) {}

    /// Go to a step of a case; only the wizard has them.
    fn show_step(&mut self, case: CaseId, _step: StepKind, cx: &Cx, out: &mut Out) {
        self.show(Ref::from(case), cx, out);
    }

    /// One line for F1: what this screen is for and what is done here.
    fn about(&self, cx: &Cx) -> String;

    /// The form that is open on it, field by field: what each is for.
    fn fields(&self, _cx: &Cx) -> Vec<(String, String)> {
        Vec::new()
    }

    /// What is remembered across restarts: filter, order, cursor.
    fn memory(&self) -> serde_json::Value {
        serde_json::Value::Null
    }

    fn recall(&mut self, _memory: &serde_json::Value) {}

    /// Draws into `area`; gives where the text cursor stands.
    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position>;
}

/// The screen that shows objects of this kind.
pub fn of_kind(kind: Kind) -> Option<ScreenId> {
    // Incidents stand in one list with the signals they came of.
    let kind = if kind == Kind::Incident { Kind::Signal } else { kind };
    ALL.iter().find(|d| d.kind == Some(kind)).map(|d| d.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::actions::places;

    #[test]
    fn every_screen_can_be_gone_to() {
        for d in ALL {
            let go = d.actions.first().unwrap_or_else(|| panic!("{:?} declares nothing", d.id));
            assert_eq!(go.place, places::ANYWHERE, "{:?}", d.id);
            for other in &d.actions[1..] {
                assert_ne!(other.place, places::ANYWHERE, "{:?}: {:?} belongs to a place of its own", d.id, other.act);
            }
        }
    }
}

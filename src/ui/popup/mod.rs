//! Popups: a stack of enum values, never flags. Each gives a `Reply` to whoever opened it.

mod dialog;
mod form;
mod pick;
mod progress;
mod viewer;

pub use dialog::{Button, Dialog};
pub use form::FormPopup;
pub use pick::{NEW, Pick, PickItem, TYPED};
pub use progress::Progress;
pub use viewer::Viewer;

use ratatui::layout::{Position, Rect};

use crate::ui::actions::{Act, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Owner, RunId};
use crate::ui::input::Key;
use crate::ui::screens::Focus;
use crate::ui::widgets::{Paint, Values};

/// What a popup was opened for; the screen that opened it matches on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub &'static str);

/// One popup.
pub enum Popup {
    Pick(Pick),
    Dialog(Dialog),
    Form(FormPopup),
    Viewer(Viewer),
    Progress(Progress),
}

/// A popup on the stack.
pub struct Shown {
    pub owner: Owner,
    pub tag: Tag,
    pub popup: Popup,
    /// On the `mono` clock: a dangerous dialog ignores input for a moment.
    pub opened: u64,
    /// A form waits for this command.
    pub waits: Option<RunId>,
}

/// What the person decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The button's id.
    Pressed(&'static str),
    /// The chosen row's key.
    Picked(String),
    /// The chosen row's key, and what was typed of its surname: of a pick of names, whose typing counts as the surname.
    Named(String, String),
    /// The form's values, free of problems.
    Filled(Values),
    /// Left without deciding.
    Left,
    /// Long work was asked to stop.
    Stop,
}

/// What one step in a popup came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Stay,
    /// Something typed has to be kept as a draft.
    Typed,
    Reply(Reply),
}

impl Popup {
    pub fn focus(&self) -> Focus {
        match self {
            Popup::Pick(p) => Focus { places: vec![places::PICK], text: p.typed },
            Popup::Dialog(d) => Focus { places: d.places(), text: d.asks_surname() },
            Popup::Form(f) => f.focus(),
            Popup::Viewer(v) => Focus::on(&v.places()),
            Popup::Progress(_) => Focus::on(&[places::PROGRESS]),
        }
    }

    /// Input in the first moment is not meant for it.
    pub fn is_guarded(&self) -> bool {
        match self {
            Popup::Dialog(d) => d.is_guarded(),
            Popup::Viewer(v) => v.is_guarded(),
            Popup::Pick(_) | Popup::Form(_) | Popup::Progress(_) => false,
        }
    }

    pub fn place(&self) -> Place {
        self.focus().places[0]
    }

    pub fn act(&mut self, act: Act, cx: &Cx) -> Step {
        match self {
            Popup::Pick(p) => p.act(act),
            Popup::Dialog(d) => d.act(act),
            Popup::Form(f) => f.act(act, cx),
            Popup::Viewer(v) => v.act(act),
            Popup::Progress(p) => p.act(act),
        }
    }

    pub fn text(&mut self, key: Key, cx: &Cx) -> Step {
        match self {
            Popup::Pick(p) => p.text(key),
            Popup::Dialog(d) => d.text(key),
            Popup::Form(f) => f.text(key, cx),
            Popup::Viewer(_) | Popup::Progress(_) => Step::Stay,
        }
    }

    pub fn paste(&mut self, text: &str, cx: &Cx) -> Step {
        match self {
            Popup::Pick(p) => p.paste(text),
            Popup::Dialog(d) => d.paste(text),
            Popup::Form(f) => f.paste(text, cx),
            Popup::Viewer(_) | Popup::Progress(_) => Step::Stay,
        }
    }

    /// Draws over `area` (everything between header and footer); gives where the text cursor stands.
    pub fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        match self {
            Popup::Pick(v) => v.view(area, cx, p),
            Popup::Dialog(v) => v.view(area, cx, p),
            Popup::Form(v) => v.view(area, cx, p),
            Popup::Viewer(v) => v.view(area, p),
            Popup::Progress(v) => v.view(area, cx, p),
        }
    }
}

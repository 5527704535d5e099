//! Text to read: help, an explanation, a preview.

use ratatui::layout::{Position, Rect};

use super::{Reply, Step};
use crate::ui::actions::{self, Act, Place, places};
use crate::ui::plan::centered;
use crate::ui::widgets::{Card, Paint};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    pub card: Card,
    /// Keys of whoever opened it, heard before its own.
    keys: Option<Place>,
    /// A key of its place decides something: keys of the first moment are not meant for it.
    guarded: bool,
}

const PAGE: u16 = 10;
/// The widest it is drawn, frame included.
const WIDEST: u16 = 104;

impl Viewer {
    pub fn new(card: Card) -> Viewer {
        Viewer { card, keys: None, guarded: false }
    }

    /// What is read can be answered at once: an action of this place closes the text and is replied as `Reply::Pressed`.
    pub fn with_keys(mut self, place: Place) -> Viewer {
        self.keys = Some(place);
        self
    }

    /// The same key opened it that decides here: held, it decides nothing.
    pub fn guarded(mut self) -> Viewer {
        self.guarded = true;
        self
    }

    pub fn is_guarded(&self) -> bool {
        self.guarded
    }

    pub fn places(&self) -> Vec<Place> {
        self.keys.into_iter().chain([places::VIEWER]).collect()
    }

    /// How wide a text may be that is shown as it is, on a screen of this size: the arrows stand beside it, not on its letters.
    pub fn columns(size: (u16, u16)) -> u16 {
        size.0.saturating_sub(4).min(WIDEST).saturating_sub(6)
    }

    pub fn act(&mut self, act: Act) -> Step {
        if act == actions::BACK {
            return Step::Reply(Reply::Left);
        }
        if !self.card.act(act, PAGE) && self.keys.is_some() {
            return Step::Reply(Reply::Pressed(act.0));
        }
        Step::Stay
    }

    /// Not all of it fits into `area`.
    pub fn scrolls(&self, area: Rect) -> bool {
        self.size(area).1 > area.height
    }

    /// The width it takes, and the height it would like to have.
    fn size(&self, area: Rect) -> (u16, u16) {
        let w = area.width.saturating_sub(4).min(WIDEST);
        (w, self.card.height(w.saturating_sub(4)) + 3)
    }

    pub fn view(&self, area: Rect, p: &mut Paint) -> Option<Position> {
        let (w, lines) = self.size(area);
        let inner = p.frame(centered(area, w, lines), "");
        self.card.view(p, inner, false);
        None
    }
}

//! Text to read: help, an explanation, a preview.

use ratatui::layout::{Position, Rect};

use super::{Reply, Step};
use crate::ui::actions::{self, Act};
use crate::ui::plan::centered;
use crate::ui::widgets::{Card, Paint};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    pub card: Card,
}

const PAGE: u16 = 10;

impl Viewer {
    pub fn new(card: Card) -> Viewer {
        Viewer { card }
    }

    pub fn act(&mut self, act: Act) -> Step {
        if act == actions::BACK {
            return Step::Reply(Reply::Left);
        }
        self.card.act(act, PAGE);
        Step::Stay
    }

    pub fn view(&self, area: Rect, p: &mut Paint) -> Option<Position> {
        let w = area.width.saturating_sub(4).min(104);
        let lines = self.card.height(w.saturating_sub(4)) + 3;
        let inner = p.frame(centered(area, w, lines), "");
        self.card.view(p, inner, false);
        None
    }
}

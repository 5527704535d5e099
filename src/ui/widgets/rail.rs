//! The rail of steps at the left of a wizard: a mark, a name, a count.

use ratatui::layout::Rect;

use super::paint::{Paint, fit, width};
use crate::ui::theme::{Glyph, Tone};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    Open,
    Part,
    Done,
    /// Cannot be entered yet.
    Closed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RailStep {
    pub name: String,
    pub state: StepState,
    /// `0/156`, or empty.
    pub count: String,
    pub late: bool,
}

/// Draws the steps from the top of `area`; `here` is the one shown at the right.
pub fn rail(p: &mut Paint, area: Rect, steps: &[RailStep], here: usize) {
    for (i, s) in steps.iter().enumerate().take(usize::from(area.height)) {
        let y = area.y + i as u16;
        let (glyph, tone) = match s.state {
            _ if i == here => (Glyph::Here, Tone::Accent),
            StepState::Done => (Glyph::Done, Tone::Good),
            StepState::Part => (Glyph::Half, Tone::Plain),
            StepState::Open => (Glyph::Open, Tone::Plain),
            StepState::Closed => (Glyph::Open, Tone::Dim),
        };
        let mark = p.theme.glyph(glyph);
        p.text(area.x, y, 1, mark, tone);
        let cw = width(&s.count);
        let room = area.width.saturating_sub(2 + if cw > 0 { cw + 1 } else { 0 });
        let name = fit(&s.name, room, p.theme.glyph(Glyph::Ellipsis));
        p.text(area.x + 2, y, room, &name, tone);
        p.right(area.x, y, area.width, &s.count, if s.late { Tone::Late } else { Tone::Dim });
    }
}

//! The rail of steps at the left of a wizard: a mark, a name, a count, and where there is room a bar; headings with a
//! clock between the stages.

use ratatui::layout::Rect;

use super::gauge::gauge;
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
    /// Done of all, for the bar.
    pub bar: (u64, u64),
    pub late: bool,
    /// It is the one shown at the right.
    pub here: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RailRow {
    /// A stage begins: «24 часа: прошло 4 ч 10 мин», and how much of its time has gone.
    Stage {
        text: String,
        gone: (u64, u64),
        tone: Tone,
    },
    Step(RailStep),
}

/// From this width on there is room for bars.
const BARS_FROM: u16 = 56;
const NAME_W: u16 = 32;
const BAR_W: u16 = 16;

/// Draws the rows from the top of `area`.
pub fn rail(p: &mut Paint, area: Rect, rows: &[RailRow]) {
    let bars = area.width >= BARS_FROM;
    let area = if bars { Rect { width: BARS_FROM, ..area } } else { area };
    for (i, row) in rows.iter().enumerate().take(usize::from(area.height)) {
        let y = area.y + i as u16;
        match row {
            RailRow::Stage { text, gone, tone } => {
                p.text(area.x, y, if bars { NAME_W } else { area.width }, text, *tone);
                if bars {
                    let bar = gauge(p.theme, gone.0, gone.1, BAR_W);
                    p.text(area.x + NAME_W + 1, y, BAR_W, &bar, *tone);
                }
            }
            RailRow::Step(s) => step(p, Rect { y, height: 1, ..area }, s, bars),
        }
    }
}

fn step(p: &mut Paint, area: Rect, s: &RailStep, bars: bool) {
    let (glyph, tone) = match s.state {
        // What is done says so also where one is.
        StepState::Done if s.here => (Glyph::Done, Tone::Accent),
        _ if s.here => (Glyph::Here, Tone::Accent),
        StepState::Done => (Glyph::Done, Tone::Good),
        StepState::Part => (Glyph::Half, Tone::Plain),
        StepState::Open => (Glyph::Open, Tone::Plain),
        StepState::Closed => (Glyph::Open, Tone::Dim),
    };
    let mark = p.theme.glyph(glyph);
    p.text(area.x, area.y, 1, mark, tone);
    if s.here && s.state == StepState::Done {
        p.text(area.x + 1, area.y, 1, p.theme.glyph(Glyph::Cursor), tone);
    }
    let cw = width(&s.count);
    let room = if bars { NAME_W } else { area.width }.saturating_sub(2 + if cw > 0 && !bars { cw + 1 } else { 0 });
    let name = fit(&s.name, room, p.theme.glyph(Glyph::Ellipsis));
    p.text(area.x + 2, area.y, room, &name, tone);
    if bars && s.bar.1 > 0 && cw > 0 {
        let bar = gauge(p.theme, s.bar.0, s.bar.1, BAR_W);
        p.text(area.x + NAME_W + 1, area.y, BAR_W, &bar, if s.late { Tone::Late } else { Tone::Dim });
    }
    p.right(area.x, area.y, area.width, &s.count, if s.late { Tone::Late } else { Tone::Dim });
}

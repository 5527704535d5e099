//! The search and filter line of a list, with the echo of what was understood (4 §4).

use ratatui::layout::{Position, Rect};

use super::line::Line;
use super::paint::{Paint, width};
use crate::domain::filter::{Cmp, Cond, filter};
use crate::ui::cx::Cx;
use crate::ui::input::{Key, KeyCode};
use crate::ui::theme::Tone;

#[derive(Debug, Clone, Default)]
pub struct FilterLine {
    line: Line,
    open: bool,
    /// Opened over what stood there: words typed now are looked for in its stead.
    chosen: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterStep {
    Stay,
    Changed,
}

impl FilterLine {
    pub fn text(&self) -> &str {
        self.line.text()
    }

    pub fn is_empty(&self) -> bool {
        self.line.text().trim().is_empty()
    }

    /// Takes characters now.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// What stands there gives way to what is typed, as chosen text does; a blank or a key that edits goes on with it.
    pub fn open(&mut self) {
        self.open = true;
        self.chosen = !self.is_empty();
    }

    pub fn close(&mut self) {
        self.open = false;
        self.chosen = false;
    }

    /// Closes and empties; true when there was something.
    pub fn drop(&mut self) -> bool {
        self.close();
        let had = !self.line.is_empty();
        self.line.clear();
        had
    }

    pub fn set(&mut self, text: &str) {
        self.line = Line::new(text);
        self.close();
    }

    pub fn key(&mut self, key: Key) -> FilterStep {
        if std::mem::take(&mut self.chosen) && key.is_text() && key.code != KeyCode::Char(' ') {
            self.line.clear();
        }
        if self.line.key(key) { FilterStep::Changed } else { FilterStep::Stay }
    }

    pub fn paste(&mut self, text: &str) -> FilterStep {
        if std::mem::take(&mut self.chosen) {
            self.line.clear();
        }
        if self.line.insert(text) { FilterStep::Changed } else { FilterStep::Stay }
    }

    /// The list's name, the filter, and at the right what was understood.
    pub fn view(&self, area: Rect, name: &str, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let used = p.text(area.x + 1, area.y, area.width, name, Tone::Title) + 1;
        if !self.open && self.is_empty() {
            return None;
        }
        let slash = p.text(area.x + used + 2, area.y, 2, "/ ", Tone::Accent);
        let x = area.x + used + 2 + slash;
        let room = area.right().saturating_sub(x + 1);
        let echo = echo(self.text(), cx);
        let echo_w = width(&echo.0).min(room / 2);
        p.right(area.right().saturating_sub(echo_w + 1), area.y, echo_w, &echo.0, echo.1);
        let w = room.saturating_sub(if echo_w > 0 { echo_w + 1 } else { 0 });
        let tone = match (self.open, self.chosen) {
            (true, true) => Tone::Cursor,
            (true, false) => Tone::Field,
            (false, _) => Tone::Accent,
        };
        let cursor = self.line.view(p, x, area.y, w, tone);
        self.open.then_some(cursor)
    }
}

/// What was understood, in words; or what was not.
fn echo(text: &str, cx: &Cx) -> (String, Tone) {
    let (x, t) = (cx.texts, cx.texts.t());
    let f = filter(text);
    if let Some(u) = f.unknown.first() {
        return (t.ui_filter_unknown(u.clone()), Tone::Warn);
    }
    let mut parts = Vec::new();
    for c in &f.conds {
        parts.push(match c {
            Cond::Owner(o) if o.is_empty() => t.ui_nobody(),
            Cond::Owner(o) => t.ui_filter_owner(o.clone()),
            Cond::OwnerIs(id) => t.ui_filter_owner(id.to_string()),
            Cond::Segment(s) => x.term(*s),
            Cond::Temperature(h) => x.term(*h),
            Cond::Stage(s) => t.ui_filter_stage(s.clone()),
            Cond::Region(r) => t.ui_filter_region(r.clone()),
            Cond::Industry(i) => t.ui_filter_industry(i.clone()),
            Cond::Due(Cmp::Less, n) if *n <= 0 => t.ui_filter_overdue(),
            Cond::Due(cmp, n) => t.ui_filter_due(sign(*cmp), x.number((*n).into())),
            Cond::Context(cmp, n) => t.ui_filter_context(sign(*cmp), x.number((*n).into())),
            Cond::State(s) => t.ui_filter_state(s.clone()),
        });
    }
    (parts.join(" · "), Tone::Dim)
}

fn sign(cmp: Cmp) -> &'static str {
    match cmp {
        Cmp::Less => "<",
        Cmp::More => ">",
        Cmp::Is => "=",
    }
}

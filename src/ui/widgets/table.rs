//! A windowed list drawn as a table: headings, rows with marks and cursor, and a line of totals under them.

use ratatui::layout::Rect;

use super::list::{ListState, Row};
use super::paint::{Paint, Span, fit, width};
use crate::reads::Total;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::theme::{Glyph, Tone};

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wide {
    Fixed(u16),
    /// Shares what is left, by weight, never under the minimum.
    Flex {
        weight: u16,
        min: u16,
    },
}

pub struct Col<R> {
    pub title: String,
    pub wide: Wide,
    /// Figures end at the right edge.
    pub right: bool,
    /// Shown only if the table is at least that wide.
    pub from: u16,
    /// The order is by this column: an arrow beside the title (`Some(true)` is descending).
    pub sorted: Option<bool>,
    pub cell: fn(&R, &Cx) -> Span,
}

impl<R> Col<R> {
    pub fn new(title: impl Into<String>, wide: Wide, cell: fn(&R, &Cx) -> Span) -> Col<R> {
        Col { title: title.into(), wide, right: false, from: 0, sorted: None, cell }
    }

    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }

    pub fn from(mut self, cols: u16) -> Self {
        self.from = cols;
        self
    }

    pub fn sorted(mut self, by: Option<bool>) -> Self {
        self.sorted = by;
        self
    }
}

/// What surrounds the rows.
pub struct Table<'a, R> {
    pub cols: &'a [Col<R>],
    /// The list has the keys: its cursor is bright.
    pub active: bool,
    /// Said in the middle when there is no row: nothing found, and what to do.
    pub empty: String,
    /// The line under the rows, from the left; the position is drawn at its right.
    pub totals: Vec<Span>,
}

/// Rows that fit into `area` with headings and totals: what `ListState::act` wants as its page.
pub fn page_rows(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(2)).max(1)
}

/// «42 клиента · отмечено 3», for `Table::totals`.
pub fn list_totals<R: Row>(list: &ListState<R>, noun: Noun, cx: &Cx) -> Vec<Span> {
    let (x, t) = (cx.texts, cx.texts.t());
    if let Some(fault) = list.problem() {
        return vec![(x.fault(fault).line(), Tone::Late)];
    }
    let mut out = vec![match list.total() {
        Total::Exact(n) => (x.count(noun, n as i64), Tone::Plain),
        Total::AtLeast(n) => (t.ui_at_least(x.count_of(noun, n as i64)), Tone::Plain),
        Total::Unknown => (String::new(), Tone::Plain),
    }];
    if list.has_marks() {
        let marked = match list.marked() {
            Some(n) => t.ui_marked(x.number(n as i64)),
            None => t.ui_marked_all(),
        };
        out.push((format!(" · {marked}"), Tone::Accent));
    }
    out
}

/// From so many rows on a number alone says little of where one is.
const DEEP: u64 = 10_000;

/// Columns before the first cell: cursor and mark.
const GUTTER: u16 = 4;

pub fn table<R: Row>(p: &mut Paint, area: Rect, list: &ListState<R>, t: &Table<R>, cx: &Cx) {
    if area.height < 3 || area.width < 8 {
        return;
    }
    let cols: Vec<&Col<R>> = t.cols.iter().filter(|c| area.width >= c.from).collect();
    let widths = inside(share(&cols, area.width - GUTTER - 1), area.width - GUTTER);
    headings(p, area, &cols, &widths);
    let rows = list.visible(page_rows(area));
    for (dy, row) in rows.iter().enumerate() {
        line(p, Rect { y: area.y + 1 + dy as u16, height: 1, ..area }, row, list, t.active, &cols, &widths, cx);
    }
    if rows.is_empty() {
        let text = if list.is_waiting() { cx.texts.t().ui_reading() } else { t.empty.clone() };
        let w = area.width.saturating_sub(8);
        for (i, l) in super::paint::wrap(&text, w).iter().enumerate().take(usize::from(area.height.saturating_sub(4))) {
            p.text(area.x + GUTTER, area.y + 2 + i as u16, w, l, Tone::Dim);
        }
    }
    let (y, at) = (area.bottom() - 1, position(list, cx));
    let kept = if at.is_empty() { 0 } else { width(&at) + 2 };
    // What does not fit beside the position is cut, so that the two never read as one.
    totals(p, Rect { x: area.x + 1, y, width: (area.width - 1).saturating_sub(kept + 1), height: 1 }, &t.totals);
    p.right(area.x, y, area.width - 1, &at, Tone::Dim);
}

/// «31 из 120», where both are known.
fn position<R: Row>(list: &ListState<R>, cx: &Cx) -> String {
    let (Some(pos), Total::Exact(total)) = (list.position(), list.total()) else { return String::new() };
    let (t, a, b) = (cx.texts.t(), cx.texts.number(pos as i64), cx.texts.number(total as i64));
    match total {
        DEEP.. => t.ui_position_deep(a, b, cx.texts.number((pos * 100 / total) as i64)),
        _ => t.ui_position(a, b),
    }
}

fn totals(p: &mut Paint, area: Rect, spans: &[Span]) {
    let mut x = area.x;
    for (text, tone) in spans {
        let room = area.right().saturating_sub(x);
        if width(text) > room {
            let cut = fit(text, room, p.theme.glyph(Glyph::Ellipsis));
            p.text(x, area.y, room, &cut, *tone);
            return;
        }
        x += p.text(x, area.y, room, text, *tone);
    }
}

fn headings<R>(p: &mut Paint, area: Rect, cols: &[&Col<R>], widths: &[u16]) {
    let mut x = area.x + GUTTER;
    for (c, w) in cols.iter().zip(widths) {
        let title = match c.sorted {
            Some(desc) => format!("{}{}", c.title, p.theme.glyph(if desc { Glyph::Down } else { Glyph::Up })),
            None => c.title.clone(),
        };
        let tone = if c.sorted.is_some() { Tone::Accent } else { Tone::Dim };
        if c.right {
            p.right(x, area.y, *w, &title, tone);
        } else {
            p.text(x, area.y, *w, &title, tone);
        }
        x += w + 1;
    }
}

#[allow(clippy::too_many_arguments)] // one row needs all that the table knows; a struct would only rename them
fn line<R: Row>(
    p: &mut Paint,
    area: Rect,
    row: &R,
    list: &ListState<R>,
    active: bool,
    cols: &[&Col<R>],
    widths: &[u16],
    cx: &Cx,
) {
    let here = list.cursor() == Some(row.id());
    let (cursor, mark) = (p.theme.glyph(Glyph::Cursor), p.theme.glyph(Glyph::Marked));
    if here {
        p.text(area.x + 1, area.y, 1, cursor, Tone::Accent);
    }
    if list.is_marked(row.id()) {
        p.text(area.x + 2, area.y, 1, mark, Tone::Accent);
    }
    let mut x = area.x + GUTTER;
    for (c, w) in cols.iter().zip(widths) {
        let (text, tone) = (c.cell)(row, cx);
        if c.right {
            p.right(x, area.y, *w, &text, tone);
        } else {
            p.text(x, area.y, *w, &text, tone);
        }
        x += w + 1;
    }
    if here {
        p.tone(area, if active { Tone::Cursor } else { Tone::CursorAway });
    }
}

/// Where even the minimums do not fit, the last columns give way: a table never draws into what stands beside it.
fn inside(mut widths: Vec<u16>, room: u16) -> Vec<u16> {
    let mut x = 0;
    for w in &mut widths {
        *w = (*w).min(room.saturating_sub(x));
        x += *w + 1;
    }
    widths
}

/// Widths of the columns in `room`, one blank between.
fn share<R>(cols: &[&Col<R>], room: u16) -> Vec<u16> {
    let gaps = cols.len().saturating_sub(1) as u16;
    let fixed: u16 = cols
        .iter()
        .map(|c| match c.wide {
            Wide::Fixed(w) => w.max(width(&c.title).min(w)),
            Wide::Flex { min, .. } => min,
        })
        .sum();
    let mut left = room.saturating_sub(gaps + fixed);
    let mut weights: u16 = cols.iter().map(|c| if let Wide::Flex { weight, .. } = c.wide { weight } else { 0 }).sum();
    cols.iter()
        .map(|c| match c.wide {
            Wide::Fixed(w) => w,
            Wide::Flex { weight, min } => {
                let extra = if weights == 0 { 0 } else { u32::from(left) * u32::from(weight) / u32::from(weights) };
                let extra = extra as u16;
                left -= extra;
                weights -= weight;
                min + extra
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_do_not_fit_never_leave_the_room() {
        assert_eq!(inside(vec![10, 12, 3], 40), [10, 12, 3]);
        assert_eq!(inside(vec![10, 12, 3], 25), [10, 12, 1]);
        assert_eq!(inside(vec![10, 12, 3], 15), [10, 4, 0]);
    }

    #[test]
    fn columns_fill_the_room_exactly() {
        let cell: fn(&(), &Cx) -> Span = |_, _| (String::new(), Tone::Plain);
        let cols = [
            Col::new("a", Wide::Fixed(10), cell),
            Col::new("b", Wide::Flex { weight: 2, min: 5 }, cell),
            Col::new("c", Wide::Flex { weight: 1, min: 5 }, cell),
        ];
        let refs: Vec<_> = cols.iter().collect();
        assert_eq!(share(&refs, 52), [10, 25, 15]);
        assert_eq!(share(&refs, 10), [10, 5, 5]);
    }
}

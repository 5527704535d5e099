//! A card: titled sections of lines that scroll; and the card beside a list, which follows the cursor after a rest.

use ratatui::layout::Rect;

use super::paint::{Paint, Span, width, wrap};
use crate::ui::actions::{self, Act};
use crate::ui::effect::RunId;
use crate::ui::theme::{Glyph, Tone};

/// The cursor must rest this long before the card is asked for: a held key costs no queries and no bytes (6 §1).
const REST_MS: u64 = 120;

/// A heading and lines under it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    pub title: String,
    pub lines: Vec<CardLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardLine {
    /// Of several spans it is cut at the edge, of a single one it wraps.
    Text(Vec<Span>),
    /// A name, and at the right edge what is never cut: where both do not fit side by side, it stands under the name, and
    /// where it does not fit even so, its first pieces are left out whole.
    Row(Span, Vec<Span>),
}

/// Lines to read, with a scroll position.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    pub title: String,
    pub sections: Vec<Section>,
    pub top: u16,
}

impl Section {
    pub fn new(title: impl Into<String>) -> Section {
        Section { title: title.into(), lines: Vec::new() }
    }

    /// `label   value`, the value wrapped by the view.
    pub fn pair(&mut self, label: impl Into<String>, value: impl Into<String>) -> &mut Self {
        let value = value.into();
        if !value.is_empty() {
            self.spans(vec![(format!("{:<14} ", label.into()), Tone::Dim), (value, Tone::Plain)]);
        }
        self
    }

    pub fn line(&mut self, text: impl Into<String>, tone: Tone) -> &mut Self {
        self.spans(vec![(text.into(), tone)])
    }

    /// A line drawn as it is: a row of a table would lose its columns if it were wrapped.
    pub fn as_it_is(&mut self, text: impl Into<String>, tone: Tone) -> &mut Self {
        self.spans(vec![(text.into(), tone), (String::new(), tone)])
    }

    pub fn spans(&mut self, spans: Vec<Span>) -> &mut Self {
        self.lines.push(CardLine::Text(spans));
        self
    }

    /// `text`, and at the right what is read as a column.
    pub fn row(&mut self, text: Span, rest: Vec<Span>) -> &mut Self {
        let rest = rest.into_iter().filter(|(s, _)| !s.is_empty()).collect();
        self.lines.push(CardLine::Row(text, rest));
        self
    }
}

impl Card {
    pub fn act(&mut self, act: Act, page: u16) -> bool {
        match act {
            actions::UP => self.top = self.top.saturating_sub(1),
            actions::DOWN => self.top = self.top.saturating_add(1),
            actions::PAGE_UP => self.top = self.top.saturating_sub(page.max(1)),
            actions::PAGE_DOWN => self.top = self.top.saturating_add(page.max(1)),
            actions::FIRST => self.top = 0,
            actions::LAST => self.top = u16::MAX / 2,
            _ => return false,
        }
        true
    }

    fn lines(&self, w: u16) -> Vec<Vec<Span>> {
        let mut out = Vec::new();
        for s in self.sections.iter().filter(|s| !s.lines.is_empty()) {
            if !out.is_empty() {
                out.push(Vec::new());
            }
            if !s.title.is_empty() {
                out.push(vec![(s.title.clone(), Tone::Title)]);
            }
            for l in &s.lines {
                let spans = match l {
                    CardLine::Text(spans) => spans,
                    CardLine::Row(text, rest) => {
                        out.extend(row_lines(text, rest, w));
                        continue;
                    }
                };
                match spans.as_slice() {
                    [(text, tone)] => out.extend(wrap(text, w).into_iter().map(|t| vec![(t, *tone)])),
                    [label, (value, tone)] if label.1 == Tone::Dim => {
                        let indent = width(&label.0);
                        let rows = wrap(value, w.saturating_sub(indent).max(10));
                        for (i, r) in rows.into_iter().enumerate() {
                            let lead =
                                if i == 0 { label.clone() } else { (" ".repeat(usize::from(indent)), Tone::Dim) };
                            out.push(vec![lead, (r, *tone)]);
                        }
                    }
                    _ => out.push(spans.clone()),
                }
            }
        }
        out
    }

    /// Rows of the sections at this width, without the title.
    pub fn height(&self, w: u16) -> u16 {
        self.lines(w).len() as u16
    }

    /// Title on the first row, then the lines from `top`; arrows at the right say that there is more. Scrolling past
    /// the end stops at the last page (the stored `top` may be larger).
    pub fn view(&self, p: &mut Paint, area: Rect, active: bool) {
        if area.height < 2 {
            return;
        }
        p.text(area.x, area.y, area.width, &self.title, if active { Tone::Accent } else { Tone::Title });
        let h = area.height - 1;
        let lines = self.lines(area.width);
        let max = (lines.len() as u16).saturating_sub(h);
        let top = self.top.min(max);
        for (i, l) in lines.iter().skip(usize::from(top)).take(usize::from(h)).enumerate() {
            p.spans(area.x, area.y + 1 + i as u16, area.width, l);
        }
        let (up, down) = (p.theme.glyph(Glyph::Up), p.theme.glyph(Glyph::Down));
        if top > 0 {
            p.text(area.right() - 1, area.y + 1, 1, up, Tone::Dim);
        }
        if top < max {
            p.text(area.right() - 1, area.bottom() - 1, 1, down, Tone::Dim);
        }
    }

    /// A stored `top` beyond the end would need as many keys to come back: called after scrolling.
    pub fn clamp(&mut self, area: Rect) {
        let max = (self.lines(area.width).len() as u16).saturating_sub(area.height.saturating_sub(1));
        self.top = self.top.min(max);
    }
}

/// Between the pieces of a row, and the columns at its end that the arrows of a longer card take.
const GAP: u16 = 2;

/// A name with its columns at width `w`.
fn row_lines(text: &Span, rest: &[Span], w: u16) -> Vec<Vec<Span>> {
    let edge = w.saturating_sub(GAP);
    let long = |rest: &[Span]| rest.iter().map(|(s, _)| width(s) + GAP).sum::<u16>().saturating_sub(GAP);
    let mut rest = rest;
    while rest.len() > 1 && long(rest) > edge {
        rest = &rest[1..];
    }
    let blank = |n: u16| (" ".repeat(usize::from(n)), Tone::Plain);
    let columns = |from: u16| {
        let mut out = vec![blank(edge.saturating_sub(from + long(rest)))];
        for (i, piece) in rest.iter().enumerate() {
            out.extend((i > 0).then(|| blank(GAP)));
            out.push(piece.clone());
        }
        out
    };
    let named = width(&text.0);
    if named + GAP + long(rest) <= edge {
        return vec![[vec![text.clone()], columns(named)].concat()];
    }
    let mut out: Vec<Vec<Span>> = wrap(&text.0, edge).into_iter().map(|l| vec![(l, text.1)]).collect();
    if !rest.is_empty() {
        out.push(columns(0));
    }
    out
}

/// What is known of the object under the cursor, and when to ask.
#[derive(Debug)]
pub struct Beside<T> {
    of: Option<i64>,
    value: Option<T>,
    due: Option<u64>,
    pending: Option<RunId>,
    /// It was due while nobody saw it.
    missed: bool,
}

impl<T> Default for Beside<T> {
    fn default() -> Self {
        Self { of: None, value: None, due: None, pending: None, missed: false }
    }
}

impl<T> Beside<T> {
    /// The value, when it belongs to `id`.
    pub fn of(&self, id: Option<i64>) -> Option<&T> {
        (id.is_some() && self.of == id).then_some(self.value.as_ref()).flatten()
    }

    /// What is shown beside the list: it may still be the row the cursor has just left.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The cursor stands on `id`: ask after a rest, unless that is what is shown. On no row at all (a filter that finds
    /// nothing) there is nothing to show either: a card left standing would be taken for what was found.
    pub fn follow(&mut self, id: Option<i64>, mono: u64) {
        match id {
            None => *self = Self::default(),
            Some(_) if id != self.of => self.due = Some(mono + REST_MS),
            Some(_) => (self.due, self.missed) = (None, false),
        }
    }

    /// Ask at once: Enter, or the base has changed.
    pub fn now(&mut self, mono: u64) {
        self.due = Some(mono);
    }

    pub fn deadline(&self) -> Option<u64> {
        self.due
    }

    /// True once when it is to be asked for. Where there is no room for it that waits; a deadline left standing meanwhile
    /// would wake the loop for ever.
    pub fn is_wanted(&mut self, shown: bool, mono: u64) -> bool {
        let due = self.is_due(mono);
        if shown {
            return std::mem::take(&mut self.missed) || due;
        }
        self.missed |= due;
        false
    }

    /// True once when the rest is over.
    fn is_due(&mut self, mono: u64) -> bool {
        let due = self.due.is_some_and(|d| d <= mono);
        if due {
            self.due = None;
        }
        due
    }

    pub fn asked(&mut self, run: RunId) {
        self.pending = Some(run);
    }

    /// Takes the answer about `id`; false when it is not waited for.
    pub fn answer(&mut self, run: RunId, id: i64, value: Option<T>) -> bool {
        if self.pending != Some(run) {
            return false;
        }
        self.pending = None;
        self.of = Some(id);
        self.value = value;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_at_the_edge_of_a_row_is_whole_or_not_there() {
        let span = |s: &str| (s.to_owned(), Tone::Plain);
        let rest = [span("Переговоры"), span("1 400 000 ₽")];
        let drawn = |w| {
            let lines = row_lines(&span("Запчасти для погрузчика"), &rest, w);
            lines.iter().map(|l| l.iter().map(|(s, _)| s.as_str()).collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(drawn(50), ["Запчасти для погрузчика  Переговоры  1 400 000 ₽"]);
        assert_eq!(drawn(42), ["Запчасти для погрузчика", &format!("{}Переговоры  1 400 000 ₽", " ".repeat(17))]);
        assert_eq!(drawn(16), ["Запчасти для", "погрузчика", "   1 400 000 ₽"], "the stage gives way, not the sum");
    }

    #[test]
    fn a_card_that_nobody_sees_wakes_nobody_and_is_asked_for_when_there_is_room() {
        let mut c: Beside<()> = Beside::default();
        c.follow(Some(7), 1_000);
        assert_eq!(c.deadline(), Some(1_000 + REST_MS));
        assert!(!c.is_wanted(false, 1_000 + REST_MS));
        assert_eq!(c.deadline(), None, "the loop would spin");
        assert!(c.is_wanted(true, 5_000) && !c.is_wanted(true, 5_001));
    }
}

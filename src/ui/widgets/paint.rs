//! The only way to the buffer: everything drawn passes `base::show` and is cut by its width in columns, so that no
//! text from a file can drive the terminal or break a column (3 §5).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::base::show;
use crate::ui::theme::{Glyph, Theme, Tone, plain};

/// A piece of text with its meaning.
pub type Span = (String, Tone);

/// A buffer and the theme that colours it.
pub struct Paint<'a> {
    pub buf: &'a mut Buffer,
    pub theme: &'a Theme,
}

/// A character that drives nothing, joins no other and takes one column: nearly all that a screen shows. A frame has some
/// thousands of them, and asking Unicode about each is most of what drawing costs.
const fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | 'А'..='я' | 'ё' | 'Ё' | '«' | '»' | '·' | '×' | '–' | '—' | '…' | '№' | '₽' | '─'..='╿' | '▸')
}

/// The columns of a text that has simple characters only.
fn simple(s: &str) -> Option<usize> {
    s.chars().try_fold(0, |n, c| is_simple(c).then_some(n + 1))
}

/// Columns a text takes on the screen.
pub fn width(s: &str) -> u16 {
    u16::try_from(simple(s).unwrap_or_else(|| show(s).width())).unwrap_or(u16::MAX)
}

/// `s` made safe and cut to `max` columns, with `…` where something is missing.
pub fn fit(s: &str, max: u16, ellipsis: &str) -> String {
    let max = usize::from(max);
    if simple(s).is_some_and(|n| n <= max) {
        return s.to_owned();
    }
    let s = show(s);
    if s.width() <= max {
        return s;
    }
    let room = max.saturating_sub(ellipsis.width());
    let mut out = String::new();
    let mut used = 0;
    for g in s.graphemes(true) {
        let w = g.width();
        if used + w > room {
            break;
        }
        used += w;
        out.push_str(g);
    }
    if max > 0 {
        out.push_str(ellipsis);
    }
    out
}

/// Lines of at most `max` columns, broken at blanks; a longer word is cut. Newlines of the text are kept, and the blanks
/// a paragraph begins with stand before each of its lines.
pub fn wrap(s: &str, max: u16) -> Vec<String> {
    let max = usize::from(max.max(1));
    s.split('\n').flat_map(|p| paragraph(p, max)).collect()
}

fn paragraph(para: &str, max: usize) -> Vec<String> {
    let indent = para.chars().take_while(|c| *c == ' ').count();
    let indent = if indent * 2 > max { 0 } else { indent };
    let (mut lines, mut line, mut used) = (Vec::new(), " ".repeat(indent), indent);
    for word in show(para).split(' ').filter(|w| !w.is_empty()) {
        if used > indent && used + 1 + word.width() > max {
            lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
            used = indent;
        }
        if used > indent {
            line.push(' ');
            used += 1;
        }
        for g in word.graphemes(true) {
            if used + g.width() > max && used > indent {
                lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
                used = indent;
            }
            line.push_str(g);
            used += g.width();
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

impl Paint<'_> {
    fn style(&self, tone: Tone) -> Style {
        self.theme.style(tone)
    }

    /// Writes from the left, cut to `max` columns; gives the columns used.
    pub fn text(&mut self, x: u16, y: u16, max: u16, s: &str, tone: Tone) -> u16 {
        let a = self.buf.area;
        if y < a.y || y >= a.bottom() || x >= a.right() || max == 0 {
            return 0;
        }
        let mut s = fit(s, max.min(a.right() - x), self.theme.glyph(Glyph::Ellipsis));
        if self.theme.ascii {
            s = s.chars().map(plain).collect();
        }
        let style = self.style(tone);
        let Some(columns) = simple(&s) else {
            self.buf.set_stringn(x, y, &s, usize::from(max), style);
            return u16::try_from(s.width()).unwrap_or(max);
        };
        for (x, c) in (x..).zip(s.chars()) {
            self.buf[(x, y)].set_char(c).set_style(style);
        }
        u16::try_from(columns).unwrap_or(max)
    }

    /// Writes so that the text ends at column `x + w`; for figures.
    pub fn right(&mut self, x: u16, y: u16, w: u16, s: &str, tone: Tone) -> u16 {
        let s = fit(s, w, self.theme.glyph(Glyph::Ellipsis));
        let used = width(&s);
        self.text(x + w.saturating_sub(used), y, used, &s, tone)
    }

    /// Pieces one after another; gives the columns used.
    pub fn spans(&mut self, x: u16, y: u16, max: u16, spans: &[Span]) -> u16 {
        let mut used = 0;
        for (s, tone) in spans {
            used += self.text(x + used, y, max.saturating_sub(used), s, *tone);
        }
        used
    }

    /// Gives a tone to cells already written (the row under the cursor).
    pub fn tone(&mut self, area: Rect, tone: Tone) {
        let style = self.style(tone);
        self.buf.set_style(area, style);
    }

    /// Blanks an area, for what is drawn over something else.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buf.area);
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                self.buf[(x, y)].reset();
            }
        }
    }

    pub fn hline(&mut self, x: u16, y: u16, w: u16) {
        let line = self.theme.glyph(Glyph::Horizontal).repeat(usize::from(w));
        self.text(x, y, w, &line, Tone::Frame);
    }

    pub fn vline(&mut self, x: u16, y: u16, h: u16) {
        for dy in 0..h {
            self.text(x, y + dy, 1, self.theme.glyph(Glyph::Vertical), Tone::Frame);
        }
    }

    /// A frame with a title on its upper edge; gives the inside.
    pub fn frame(&mut self, area: Rect, title: &str) -> Rect {
        self.clear(area);
        if area.width < 2 || area.height < 2 {
            return area;
        }
        let [tl, tr, bl, br] = self.theme.corners();
        let (r, b) = (area.right() - 1, area.bottom() - 1);
        self.hline(area.x + 1, area.y, area.width - 2);
        self.hline(area.x + 1, b, area.width - 2);
        self.vline(area.x, area.y + 1, area.height - 2);
        self.vline(r, area.y + 1, area.height - 2);
        for (x, y, s) in [(area.x, area.y, tl), (r, area.y, tr), (area.x, b, bl), (r, b, br)] {
            self.text(x, y, 1, s, Tone::Frame);
        }
        if !title.is_empty() {
            let title = format!(" {title} ");
            self.text(area.x + 2, area.y, area.width.saturating_sub(4), &title, Tone::Title);
        }
        Rect::new(area.x + 2, area.y + 1, area.width.saturating_sub(4), area.height - 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Look;

    #[test]
    fn cutting_is_by_columns_and_says_so() {
        assert_eq!(fit("Магнит-Снаб", 6, "…"), "Магни…");
        assert_eq!(fit("日本語", 5, "…"), "日本…");
        assert_eq!(fit("и\u{306}од", 3, "…"), "и\u{306}од");
        assert_eq!(fit("a\u{1b}[31mb", 20, "…"), "a␛[31mb");
        assert_eq!(fit("abc", 0, "…"), "");
    }

    #[test]
    fn a_simple_character_is_what_unicode_says_of_it() {
        let all: Vec<char> = ('\0'..='\u{ffff}').filter(|c| is_simple(*c)).collect();
        assert!(all.len() > 250);
        for c in &all {
            let s = c.to_string();
            assert_eq!((show(&s), s.width()), (s.clone(), 1), "{c:?}");
        }
        let text: String = all.iter().collect();
        assert_eq!(text.graphemes(true).count(), all.len(), "none joins the one before it");
    }

    #[test]
    fn simple_texts_are_drawn_as_all_others() {
        let theme = Theme::new(Look::default());
        for text in ["ООО «Каскад» — 12 500 ₽", "Ё─│▸ № 7 · x…", "длинное слово, которое не помещается в строку"]
        {
            let area = Rect::new(0, 0, 24, 1);
            let (mut ours, mut theirs) = (Buffer::empty(area), Buffer::empty(area));
            let used = Paint { buf: &mut ours, theme: &theme }.text(0, 0, 24, text, Tone::Plain);
            let cut = fit(text, 24, "…");
            theirs.set_stringn(0, 0, &cut, 24, theme.style(Tone::Plain));
            assert_eq!((ours, usize::from(used)), (theirs, cut.width()));
        }
    }

    #[test]
    fn wrapping_keeps_words_and_newlines() {
        assert_eq!(wrap("один два три", 8), ["один два", "три"]);
        assert_eq!(wrap("a\n\nb", 8), ["a", "", "b"]);
        assert_eq!(wrap("абвгдежз", 3), ["абв", "где", "жз"]);
        assert_eq!(wrap("  один два", 6), ["  один", "  два"]);
    }
}

//! One line of text being typed: filter, palette, a field of a form.

use ratatui::layout::Position;
use unicode_segmentation::UnicodeSegmentation;

use super::paint::{Paint, width};
use crate::base::clean;
use crate::ui::input::{Key, KeyCode};
use crate::ui::theme::Tone;

/// What may be typed into one line; longer pastes are cut.
const MAX_BYTES: usize = 4_096;

/// The text and the cursor, a byte offset on a grapheme's edge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    text: String,
    at: usize,
}

impl Line {
    pub fn new(text: &str) -> Line {
        let text = clean(text).replace(['\n', '\t'], " ");
        Line { at: text.len(), text }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub fn clear(&mut self) {
        *self = Line::default();
    }

    /// Takes a key; true when the text has changed.
    pub fn key(&mut self, key: Key) -> bool {
        match key.code {
            KeyCode::Char(c) if key.is_text() => self.insert(&c.to_string()),
            KeyCode::Char('u') if key.ctrl => {
                self.text.drain(..self.at);
                self.at = 0;
                true
            }
            KeyCode::Char('w') if key.ctrl => self.delete_word(),
            KeyCode::Char('a') if key.ctrl => self.jump(0),
            KeyCode::Char('e') if key.ctrl => self.jump(self.text.len()),
            KeyCode::Backspace => {
                let from = self.left();
                self.text.drain(from..self.at);
                let changed = from != self.at;
                self.at = from;
                changed
            }
            KeyCode::Delete => {
                let to = self.right();
                self.text.drain(self.at..to);
                to != self.at
            }
            KeyCode::Left => self.jump(self.left()),
            KeyCode::Right => self.jump(self.right()),
            KeyCode::Home => self.jump(0),
            KeyCode::End => self.jump(self.text.len()),
            _ => false,
        }
    }

    /// Pasted text; newlines become blanks.
    pub fn insert(&mut self, s: &str) -> bool {
        let mut s = clean(s).replace(['\n', '\t'], " ");
        let room = MAX_BYTES.saturating_sub(self.text.len());
        if s.len() > room {
            let cut = (0..=room).rev().find(|i| s.is_char_boundary(*i)).unwrap_or(0);
            s.truncate(cut);
        }
        self.text.insert_str(self.at, &s);
        self.at += s.len();
        !s.is_empty()
    }

    fn jump(&mut self, to: usize) -> bool {
        self.at = to;
        false
    }

    fn left(&self) -> usize {
        self.text[..self.at].grapheme_indices(true).next_back().map_or(0, |(i, _)| i)
    }

    fn right(&self) -> usize {
        self.text[self.at..].graphemes(true).next().map_or(self.at, |g| self.at + g.len())
    }

    fn delete_word(&mut self) -> bool {
        let head = self.text[..self.at].trim_end();
        let from = head.rfind(' ').map_or(0, |i| i + 1);
        self.text.drain(from..self.at);
        let changed = from != self.at;
        self.at = from;
        changed
    }

    /// Draws the line so that the cursor is seen; gives where it stands.
    pub fn view(&self, p: &mut Paint, x: u16, y: u16, w: u16, tone: Tone) -> Position {
        if w == 0 {
            return Position::new(x, y);
        }
        let mut from = 0;
        while width(&self.text[from..self.at]) >= w {
            from = self.text[from..].graphemes(true).next().map_or(self.text.len(), |g| from + g.len());
        }
        let used = p.text(x, y, w, &self.text[from..], tone);
        if tone == Tone::Field && used < w {
            p.text(x + used, y, w - used, &" ".repeat(usize::from(w - used)), tone);
        }
        Position::new(x + width(&self.text[from..self.at]).min(w - 1), y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::input::keys;

    fn typed(start: &str, script: &str) -> String {
        let mut l = Line::new(start);
        for k in keys(script).unwrap() {
            l.key(k);
        }
        l.text().to_owned()
    }

    #[test]
    fn editing_goes_by_graphemes() {
        assert_eq!(typed("", "Ёлкин<Left><Left>х<Home>О<End>!"), "ОЁлкхин!");
        assert_eq!(typed("и\u{306}", "<Backspace>"), "");
        assert_eq!(typed("один два", "<C-w>три"), "один три");
        assert_eq!(typed("абв", "<Home><Delete>"), "бв");
        assert_eq!(typed("абв", "<C-u>"), "");
    }

    #[test]
    fn what_is_pasted_is_one_clean_line() {
        let mut l = Line::default();
        l.insert("a\r\nb\u{1b}[31m\tc");
        assert_eq!(l.text(), "a b[31m c");
        l.insert(&"я".repeat(5_000));
        assert!(l.text().len() <= MAX_BYTES);
    }
}

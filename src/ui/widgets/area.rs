//! A text area: `tui-textarea` behind our keys, our cleaning and our cursor. It keeps its viewport while it renders: the
//! one known exception to pure views.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use tui_textarea::{CursorMove, Input, Key as AreaKey, TextArea, WrapMode};

use crate::base::clean;
use crate::ui::input::{Key, KeyCode};

/// What one field may hold.
const MAX_BYTES: usize = 256 * 1024;

pub struct Area {
    inner: TextArea<'static>,
}

impl Area {
    pub fn new(text: &str) -> Area {
        let lines = clean(text).replace('\t', "    ").split('\n').map(str::to_owned).collect();
        let mut inner = TextArea::new(lines);
        inner.set_wrap_mode(WrapMode::WordOrGlyph);
        inner.set_cursor_line_style(Style::default());
        // The terminal's own cursor is shown instead.
        inner.set_cursor_style(Style::default());
        inner.move_cursor(CursorMove::Bottom);
        inner.move_cursor(CursorMove::End);
        Area { inner }
    }

    pub fn text(&self) -> String {
        self.inner.lines().join("\n")
    }

    fn len(&self) -> usize {
        self.inner.lines().iter().map(|l| l.len() + 1).sum()
    }

    /// True when the text has changed.
    pub fn key(&mut self, key: Key) -> bool {
        let code = match key.code {
            KeyCode::Char(c) if key.is_text() && self.len() < MAX_BYTES => AreaKey::Char(c),
            KeyCode::Char(c) if key.ctrl && matches!(key.hot().code, KeyCode::Char('w' | 'u' | 'z' | 'r')) => {
                let KeyCode::Char(c) = key.hot().code else { return c == ' ' };
                match c {
                    'z' => return self.inner.undo(),
                    'r' => return self.inner.redo(),
                    'w' => return self.inner.delete_word(),
                    _ => return self.inner.delete_line_by_head(),
                }
            }
            KeyCode::Enter if self.len() < MAX_BYTES => AreaKey::Enter,
            KeyCode::Backspace => AreaKey::Backspace,
            KeyCode::Delete => AreaKey::Delete,
            KeyCode::Left => AreaKey::Left,
            KeyCode::Right => AreaKey::Right,
            KeyCode::Up => AreaKey::Up,
            KeyCode::Down => AreaKey::Down,
            KeyCode::Home => AreaKey::Home,
            KeyCode::End => AreaKey::End,
            KeyCode::PageUp => AreaKey::PageUp,
            KeyCode::PageDown => AreaKey::PageDown,
            _ => return false,
        };
        self.inner.input(Input { key: code, ctrl: key.ctrl, alt: false, shift: false })
    }

    pub fn insert(&mut self, text: &str) -> bool {
        let mut text = clean(text).replace('\t', "    ");
        let room = MAX_BYTES.saturating_sub(self.len());
        if text.len() > room {
            let cut = (0..=room).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            text.truncate(cut);
        }
        self.inner.insert_str(text)
    }

    /// The cursor is on the first (last) line of the text, so that an arrow leaves the field.
    pub fn at_top(&self) -> bool {
        self.inner.cursor().0 == 0 && self.inner.screen_cursor().row == 0
    }

    pub fn at_bottom(&self) -> bool {
        self.inner.cursor().0 + 1 == self.inner.lines().len()
    }

    pub fn view(&self, area: Rect, buf: &mut Buffer, style: Style) -> Position {
        (&self.inner).render(area, buf);
        buf.set_style(area, style);
        let (at, (top, left)) = (self.inner.screen_cursor(), self.inner.scroll_offset());
        let x = (at.col as u16).saturating_sub(left).min(area.width.saturating_sub(1));
        let y = (at.row as u16).saturating_sub(top).min(area.height.saturating_sub(1));
        Position::new(area.x + x, area.y + y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::input::keys;

    #[test]
    fn typed_and_pasted_text_wraps_and_stays_clean() {
        let mut a = Area::new("");
        for k in keys("Обещана отсрочка<Enter>тридцать дней").unwrap() {
            a.key(k);
        }
        a.insert("\r\nещё\u{1b}[31m");
        assert_eq!(a.text(), "Обещана отсрочка\nтридцать дней\nещё[31m");
        let area = Rect::new(0, 0, 10, 4);
        let mut buf = Buffer::empty(area);
        let at = a.view(area, &mut buf, Style::default());
        assert!(at.y < 4 && at.x < 10);
    }
}

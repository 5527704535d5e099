//! One key as the terminal sent it. The layout is looked through in one place: `Key::hot`.

use crate::base::key_of;

/// Which key, without modifiers. A printable character is what was typed, in whatever layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Home,
    End,
    PageUp,
    PageDown,
    Up,
    Down,
    Left,
    Right,
    F(u8),
}

/// A key press. Shift is already in the character; it is kept apart only for keys that have no character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    pub code: Code,
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

/// What the person did at the terminal, one whole thing at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    /// Already cleaned by `base::clean`.
    Paste(String),
    Mouse(Mouse),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    pub kind: MouseKind,
    pub x: u16,
    pub y: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    Click,
    WheelUp,
    WheelDown,
}

impl Key {
    pub const fn of(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    pub const fn ch(c: char) -> Key {
        Key::of(Code::Char(c))
    }

    pub const fn ctrl(mut self) -> Key {
        self.ctrl = true;
        self
    }

    pub const fn alt(mut self) -> Key {
        self.alt = true;
        self
    }

    pub const fn shift(mut self) -> Key {
        self.shift = true;
        self
    }

    /// The key as a hotkey: a Cyrillic letter is the Latin key it sits on, with Ctrl and Alt too (4 §3). With Ctrl
    /// the case is dropped, since terminals send one byte for both.
    pub fn hot(self) -> Key {
        match self.code {
            Code::Char(c) => {
                let c = key_of(c);
                let c = if self.ctrl { c.to_ascii_lowercase() } else { c };
                Key { code: Code::Char(c), shift: false, ..self }
            }
            _ => self,
        }
    }

    /// Would this key write a character into a field?
    pub fn is_text(self) -> bool {
        matches!(self.code, Code::Char(_)) && !self.ctrl && !self.alt
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cyrillic_letter_is_the_key_it_sits_on() {
        assert_eq!(Key::ch('й').hot(), Key::ch('q'));
        assert_eq!(Key::ch('Ф').hot(), Key::ch('A'));
        assert_eq!(Key::ch('З').ctrl().hot(), Key::ch('p').ctrl());
        assert_eq!(Key::ch('ь').alt().hot(), Key::ch('m').alt());
        assert_eq!(Key::of(Code::F(3)).shift().hot(), Key::of(Code::F(3)).shift());
    }
}

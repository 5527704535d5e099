//! A whole token becomes a key. Each goes to a fresh `termina::Parser`: a parser that is confused stays confused.

use termina::Parser;
use termina::event::{Event, KeyCode as T, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEventKind};

use super::framer::Tok;
use crate::base::clean;
use crate::ui::input::{Input, Key, KeyCode, Mouse, MouseKind};

/// `None` for what is no input: replies of the terminal, focus, key releases.
pub fn decode(tok: Tok) -> Option<Input> {
    match tok {
        Tok::Esc => Some(Input::Key(Key::of(KeyCode::Esc))),
        Tok::Paste(bytes) => Some(Input::Paste(clean(&String::from_utf8_lossy(&bytes)))),
        Tok::Seq(s) => sequence(&s),
    }
}

fn sequence(s: &[u8]) -> Option<Input> {
    if let [0x1b, c @ 0x21..=0x7e] = s {
        return Some(Input::Key(Key::ch(char::from(*c)).alt()));
    }
    // Shift+F3 and its kin look like a report of the cursor.
    if let Some(m) = s.strip_prefix(b"\x1b[1;").and_then(|r| r.strip_suffix(b"R")) {
        let mods = std::str::from_utf8(m).ok()?.parse::<u8>().ok()?.checked_sub(1)?;
        let key = Key { shift: mods & 1 != 0, alt: mods & 2 != 0, ctrl: mods & 4 != 0, ..Key::of(KeyCode::F(3)) };
        return Some(Input::Key(key));
    }
    // modifyOtherKeys, which the parser does not know: CSI 27;m;c~ is CSI c;m u.
    if let Some(r) = s.strip_prefix(b"\x1b[27;").and_then(|r| r.strip_suffix(b"~")) {
        let (m, c) = std::str::from_utf8(r).ok()?.split_once(';')?;
        return parsed(format!("\x1b[{c};{m}u").as_bytes());
    }
    parsed(s)
}

fn parsed(s: &[u8]) -> Option<Input> {
    let mut p = Parser::default();
    p.parse(s, false);
    match p.pop()? {
        Event::Key(k) => key(k).map(Input::Key),
        Event::Mouse(m) => {
            let kind = match m.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
                MouseEventKind::ScrollUp => MouseKind::WheelUp,
                MouseEventKind::ScrollDown => MouseKind::WheelDown,
                _ => return None,
            };
            Some(Input::Mouse(Mouse { kind, x: m.column, y: m.row }))
        }
        Event::Paste(text) => Some(Input::Paste(clean(&text))),
        _ => None,
    }
}

fn key(k: KeyEvent) -> Option<Key> {
    if k.kind == KeyEventKind::Release {
        return None;
    }
    let has = |m| k.modifiers.contains(m);
    let (ctrl, alt, shift) = (has(Modifiers::CONTROL), has(Modifiers::ALT), has(Modifiers::SHIFT));
    let code = match k.code {
        T::Char(c) => KeyCode::Char(if shift && c.is_lowercase() { c.to_uppercase().next().unwrap_or(c) } else { c }),
        T::Enter => KeyCode::Enter,
        T::Backspace => KeyCode::Backspace,
        T::Tab if shift => KeyCode::BackTab,
        T::Tab => KeyCode::Tab,
        T::BackTab => KeyCode::BackTab,
        T::Escape => KeyCode::Esc,
        T::Left => KeyCode::Left,
        T::Right => KeyCode::Right,
        T::Up => KeyCode::Up,
        T::Down => KeyCode::Down,
        T::Home => KeyCode::Home,
        T::End => KeyCode::End,
        T::PageUp => KeyCode::PageUp,
        T::PageDown => KeyCode::PageDown,
        T::Insert => KeyCode::Insert,
        T::Delete => KeyCode::Delete,
        T::Function(n) => KeyCode::F(n),
        _ => return None,
    };
    let shift = shift && !matches!(code, KeyCode::Char(_) | KeyCode::BackTab);
    Some(Key { code, ctrl, alt, shift })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(s: &str) -> Option<Input> {
        decode(Tok::Seq(s.as_bytes().to_vec()))
    }

    fn k(s: &str) -> Key {
        match one(s) {
            Some(Input::Key(k)) => k,
            other => panic!("{s:?} is {other:?}"),
        }
    }

    #[test]
    fn what_terminals_send_for_the_keys_we_use() {
        assert_eq!(k("я"), Key::ch('я'));
        assert_eq!(k("\r"), Key::of(KeyCode::Enter));
        assert_eq!(k("\x1b[A"), Key::of(KeyCode::Up));
        assert_eq!(k("\x1bOA"), Key::of(KeyCode::Up));
        for (s, n) in
            [("\x1bOP", 1), ("\x1b[11~", 1), ("\x1b[[A", 1), ("\x1b[12~", 2), ("\x1b[21~", 10), ("\x1b[20~", 9)]
        {
            assert_eq!(k(s), Key::of(KeyCode::F(n)), "{s:?}");
        }
        assert_eq!(k("\x1b[1;2R"), Key::of(KeyCode::F(3)).shift());
        assert_eq!(k("\x1b[Z"), Key::of(KeyCode::BackTab));
        assert_eq!(k("\x10"), Key::ch('p').ctrl());
        assert_eq!(k("\x1bя"), Key::ch('я').alt());
        assert_eq!(k("\x1b]"), Key::ch(']').alt());
        assert_eq!(k("\x7f"), Key::of(KeyCode::Backspace));
        assert_eq!(k("\x1b[27;5;1089~").hot(), Key::ch('c').ctrl());
        assert_eq!(k("\x1b[1089;5u").hot(), Key::ch('c').ctrl());
        assert_eq!(k("A"), Key::ch('A'));
        assert_eq!(k("\x1b[5~"), Key::of(KeyCode::PageUp));
    }

    #[test]
    fn replies_are_no_keys_and_a_paste_is_clean() {
        for s in ["\x1b[>0;276;0c", "\x1b[?1;0;256S", "\x1b[I", "\x1b[O"] {
            assert_eq!(one(s), None, "{s:?}");
        }
        assert_eq!(decode(Tok::Paste(b"a\x1b[31m\r\nb".to_vec())), Some(Input::Paste("a[31m\nb".into())));
        assert_eq!(one("\x1b[<64;10;5M"), Some(Input::Mouse(Mouse { kind: MouseKind::WheelUp, x: 9, y: 4 })));
    }
}

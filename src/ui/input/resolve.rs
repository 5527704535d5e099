//! What a key means where the person is: the one place where a key meets an action.

use crate::ui::actions::{Act, Place, in_place};

use super::key::{Code, Key};
use super::notation::declared;

/// A key becomes an action of the innermost place that declares it, else text for the field, else nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    Action(Act),
    /// For the field: a character, or an editing key that no action claims.
    Text(Key),
    Nothing,
}

/// `places` from the innermost out; `text` while a field takes characters. In text entry a character is always text,
/// whatever is bound to it; Enter, Esc, Tab, function keys and arrows still resolve first.
pub fn resolve(key: Key, places: &[Place], text: bool) -> Resolved {
    if text && key.is_text() {
        return Resolved::Text(key);
    }
    let hot = key.hot();
    for place in places {
        for decl in in_place(*place) {
            if decl.keys.iter().any(|k| declared(k) == Some(hot)) {
                return Resolved::Action(decl.act);
            }
        }
    }
    let edits = matches!(
        key.code,
        Code::Backspace
            | Code::Delete
            | Code::Home
            | Code::End
            | Code::Left
            | Code::Right
            | Code::Up
            | Code::Down
            | Code::Enter
            | Code::PageUp
            | Code::PageDown
    ) || key.ctrl;
    if text && edits { Resolved::Text(key) } else { Resolved::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::actions::{FIND, QUIT, places};

    #[test]
    fn the_layout_does_not_matter_outside_text() {
        assert_eq!(resolve(Key::ch('й'), &[places::ANYWHERE], false), Resolved::Action(QUIT));
        assert_eq!(resolve(Key::ch('й'), &[places::ANYWHERE], true), Resolved::Text(Key::ch('й')));
        assert_eq!(resolve(Key::of(Code::F(3)), &[places::LIST, places::SEARCH], false), Resolved::Action(FIND));
    }
}

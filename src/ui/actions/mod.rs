//! Every action is declared once; that one row feeds the key, the footer, F1, the menu, the palette and the table in
//! the README. `tests` below force completeness.

mod common;
mod table;

use crate::domain::rights::Right;
use crate::texts::Texts;
use crate::ui::screens;

pub use common::*;
pub use table::markdown;

/// The name of an action, `clients.hand-over`; screens declare their own constants and match on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Act(pub &'static str);

/// Where an action can be meant: a kind of widget, or one screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place(pub &'static str);

/// One row. Whether the action applies just now, and why not, is said by `Screen::refuses`.
pub struct Decl {
    pub act: Act,
    pub place: Place,
    /// In `input::notation` without brackets: `C-p`, `F2`, `Space`, `a`. The first is the one shown. At least one
    /// must need neither Ctrl nor Alt, and punctuation needs a twin.
    pub keys: &'static [&'static str],
    pub label: fn(&Texts) -> String,
    pub help: fn(&Texts) -> String,
    /// Place in the footer from the left; 0 keeps it out.
    pub footer: u8,
    /// Offered in the menu and the palette (movement keys are not).
    pub menu: bool,
    /// What its command asks for: whoever has nothing of that right is not offered it, and is told who does it.
    pub right: Option<Right>,
}

impl Decl {
    pub const fn new(
        act: Act,
        place: Place,
        keys: &'static [&'static str],
        label: fn(&Texts) -> String,
        help: fn(&Texts) -> String,
    ) -> Decl {
        Decl { act, place, keys, label, help, footer: 0, menu: true, right: None }
    }

    pub const fn footer(mut self, rank: u8) -> Decl {
        self.footer = rank;
        self
    }

    pub const fn right(mut self, right: Right) -> Decl {
        self.right = Some(right);
        self
    }

    /// A movement key: told in the help, not offered in the menu.
    pub const fn plain(mut self) -> Decl {
        self.menu = false;
        self
    }
}

/// All rows: the common ones and what each screen declares.
pub fn all() -> impl Iterator<Item = &'static Decl> {
    common::COMMON
        .iter()
        .chain(screens::ALL.iter().flat_map(|s| s.actions.iter().chain(s.inner.iter().copied().flatten())))
}

pub fn in_place(place: Place) -> impl Iterator<Item = &'static Decl> {
    all().filter(move |d| d.place == place)
}

/// The rows that are heard in these places, from the innermost out: each action once, and none whose keys all mean something
/// nearer.
pub fn heard(places: &[Place]) -> Vec<&'static Decl> {
    let mut out: Vec<&'static Decl> = Vec::new();
    for place in places {
        let nearer = out.len();
        for d in in_place(*place) {
            let is_hidden =
                !d.keys.is_empty() && d.keys.iter().all(|k| out[..nearer].iter().any(|o| o.keys.contains(k)));
            if !is_hidden && !out.iter().any(|o| o.act == d.act) {
                out.push(d);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{Lang, Texts};
    use crate::ui::input;
    use std::collections::BTreeMap;

    #[test]
    fn every_action_is_told_in_both_languages() {
        for lang in [Lang::Ru, Lang::En] {
            let t = Texts::load(lang);
            for d in all() {
                let (label, help) = ((d.label)(&t), (d.help)(&t));
                assert!(!label.trim().is_empty() && !help.trim().is_empty(), "{:?}", d.act);
                assert!(label.chars().count() <= 24, "{:?}: the label «{label}» is too long for a footer", d.act);
                if lang == Lang::Ru {
                    assert!(
                        help.chars().any(|c| ('а'..='я').contains(&c)),
                        "{:?}: the Russian help is not Russian: {help}",
                        d.act
                    );
                }
            }
        }
    }

    #[test]
    fn no_two_actions_share_a_key_where_both_are_heard() {
        let mut seen: BTreeMap<(Place, &str), Act> = BTreeMap::new();
        for d in all() {
            for k in d.keys {
                assert!(
                    input::keys(&if k.chars().count() == 1 { (*k).into() } else { format!("<{k}>") }).is_ok(),
                    "{k}"
                );
                if let Some(other) = seen.insert((d.place, k), d.act) {
                    panic!("{k} means both {other:?} and {:?} in {:?}", d.act, d.place);
                }
            }
        }
        // A screen hears the common keys too, and mostly the list's.
        for s in screens::ALL {
            let mut outers = (s.make)().focus().places;
            outers.retain(|p| *p == places::LIST || *p == places::CARD || *p == places::SEARCH);
            outers.push(places::ANYWHERE);
            for d in s.actions {
                for outer in &outers {
                    let outer = *outer;
                    for k in d.keys {
                        assert!(
                            !in_place(outer).any(|o| o.keys.contains(k) && o.act != d.act),
                            "{k} of {:?} hides a key of {outer:?}",
                            d.act
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_needs_ctrl_alt_or_a_key_that_moves_with_the_layout() {
        for d in all() {
            let plain = d.keys.iter().any(|k| {
                !k.starts_with("C-")
                    && !k.starts_with("A-")
                    && (k.chars().count() > 1 || k.chars().all(char::is_alphanumeric))
            });
            assert!(plain, "{:?} has only {:?}", d.act, d.keys);
        }
    }

    #[test]
    fn the_table_for_the_readme_lists_every_action() {
        let t = Texts::load(Lang::En);
        let md = markdown(&t);
        for d in all() {
            assert!(md.contains(&(d.help)(&t)), "{:?}", d.act);
        }
    }
}

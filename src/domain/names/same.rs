//! Whether two spellings name one person: what matching an import's owners asks (3 §1).

use super::{is_initial, split};
use crate::base::fold;

/// How well two spellings agree; a better one is greater. Never proof of identity: homonyms are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Same {
    No,
    /// «Иванов И.» and «Иванов Иван»: what one abbreviates the other does not contradict.
    Initials,
    /// «Иванов Иван» and «Иванов Иван Петрович»: one leaves a whole word out.
    Partial,
    /// The same words in any order, ё = е, case and blanks aside.
    Exact,
}

/// A name ready for comparing: folded whole words and initials, each sorted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey {
    pub words: Vec<String>,
    pub initials: Vec<String>,
}

impl NameKey {
    pub fn of(name: &str) -> Self {
        let mut folded: Vec<String> = split(name).iter().map(|w| fold(w)).collect();
        folded.sort();
        let (initials, words) = folded.into_iter().partition(|w| is_initial(w));
        Self { words, initials }
    }

    /// Equal for exactly the spellings that are `Exact`: for maps and indexes.
    pub fn text(&self) -> String {
        self.words.iter().chain(&self.initials).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    pub fn same(&self, other: &NameKey) -> Same {
        if self == other {
            return if self.words.is_empty() { Same::No } else { Same::Exact };
        }
        let (mut a, mut b) = (self.clone(), other.clone());
        let whole = strike(&mut a.words, &mut b.words, |x, y| x == y);
        let mut short = strike(&mut a.initials, &mut b.initials, |x, y| x == y);
        short += strike(&mut a.initials, &mut b.words, |x, y| y.starts_with(x.as_str()));
        short += strike(&mut a.words, &mut b.initials, |x, y| x.starts_with(y.as_str()));
        let left = |k: &NameKey| k.words.len() + k.initials.len();
        let contradict = left(&a) > 0 && left(&b) > 0;
        if whole == 0 || whole + short < 2 || contradict {
            Same::No
        } else if short > 0 {
            Same::Initials
        } else {
            Same::Partial
        }
    }
}

/// Takes the pairs that agree out of both lists and counts them.
fn strike(a: &mut Vec<String>, b: &mut Vec<String>, agree: impl Fn(&String, &String) -> bool) -> usize {
    let before = a.len();
    a.retain(|x| match b.iter().position(|y| agree(x, y)) {
        Some(i) => {
            b.remove(i);
            false
        }
        None => true,
    });
    before - a.len()
}

/// Compares two spellings; for many against many make the keys once.
pub fn same_person(a: &str, b: &str) -> Same {
    NameKey::of(a).same(&NameKey::of(b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_person() {
        for (a, b, same) in [
            ("Иванов Иван", "Иван Иванов", Same::Exact),
            ("ИВАНОВ  Пётр", "петр иванов", Same::Exact),
            ("Иванов И.", "Иванов Иван", Same::Initials),
            ("Иванов И.П.", "Иванов Иван Петрович", Same::Initials),
            ("Иванов И. П.", "Иванов Иван Сергеевич", Same::No),
            ("Иванов И.", "Иванов И. П.", Same::Initials),
            ("Иванов Иван", "Иванов Иван Петрович", Same::Partial),
            ("Иванов Иван Петрович", "Иванов Иван Сергеевич", Same::No),
            ("Иванов", "Иванов Иван", Same::No),
            ("Иванова И.", "Иванов Иван", Same::No),
            ("Иванов И.", "Ильин Иван", Same::No),
            ("", "", Same::No),
            ("И.", "Иванов Иван", Same::No),
            ("Darcel Schlecht", "Schlecht, Darcel", Same::Exact),
        ] {
            assert_eq!(same_person(a, b), same, "{a} / {b}");
        }
    }

    proptest! {
        #[test]
        fn symmetric_and_equal_texts_are_exact(a in "[А-Яа-яЁё]{1,5}( [А-Яа-яЁё.]{1,5}){0,2}", b in "[А-Яа-яЁё]{1,5}( [А-Яа-яЁё.]{1,5}){0,2}") {
            let (x, y) = (NameKey::of(&a), NameKey::of(&b));
            prop_assert_eq!(x.same(&y), y.same(&x));
            if !x.words.is_empty() {
                prop_assert_eq!(x.same(&y) == Same::Exact, x.text() == y.text());
            }
        }
    }
}

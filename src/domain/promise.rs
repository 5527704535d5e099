//! What was promised to a client (2 §4): an unusual promise that nobody approved waits for the head.

use super::context::check_text;
use super::words::{Block, PromiseState};
use crate::base::{Due, Kind, Res, fold};

/// What a promise says: whoever changes one of these makes another promise of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms<'t> {
    pub text: &'t str,
    pub unusual: bool,
    /// With whom it was agreed before it was given; empty: with nobody.
    pub agreed_with: &'t str,
    /// By when; `None`: not said.
    pub due: Option<Due>,
}

impl Terms<'_> {
    /// Whether it is still the promise that `other` was: a comma more, or a capital, makes no other one, nor does a term that
    /// was not said before or comes earlier. A later one promises more.
    pub fn says_the_same(&self, other: &Terms<'_>) -> bool {
        let end = |d: Due| (d.day, d.minute.unwrap_or(u16::MAX));
        let later = other.due.is_some_and(|was| self.due.is_none_or(|due| end(due) > end(was)));
        !later
            && self.unusual == other.unusual
            && words(self.text).eq(words(other.text))
            && words(self.agreed_with).eq(words(other.agreed_with))
    }

    /// Errors: `Placeholder` for a text, or an agreement, that says nothing.
    pub fn check(&self) -> Res<()> {
        check_text(self.text).map_err(|p| p.fault(self.text))?;
        if self.agreed_with.is_empty() {
            return Ok(());
        }
        check_text(self.agreed_with).map_err(|p| p.fault(self.agreed_with))
    }

    /// The state after it was written down. What the head has said holds as long as it is the same promise; another one in
    /// its place is the head's question again, whatever it says of itself.
    pub fn state(&self, was: Option<(Terms<'_>, PromiseState)>) -> PromiseState {
        match was {
            Some((terms, state @ (PromiseState::Approved | PromiseState::Refused))) if self.says_the_same(&terms) => {
                state
            }
            Some((_, PromiseState::Approved | PromiseState::Refused)) => PromiseState::Waiting,
            _ if self.unusual && self.agreed_with.is_empty() => PromiseState::Waiting,
            _ => PromiseState::Noted,
        }
    }
}

/// Its words without the marks around them; marks inside («1,5», «№118») and signs of their own («%») say something.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    const MARKS: [char; 11] = [',', '.', ';', ':', '!', '?', '«', '»', '"', '(', ')'];
    text.split_whitespace().map(|w| fold(w.trim_matches(MARKS))).filter(|w| !w.is_empty())
}

/// The block of a deal's or a client's context that promises belong to: with one of them it is not empty.
pub const fn block_of(kind: Kind) -> Option<Block> {
    match kind {
        Kind::Deal => Some(Block::History),
        Kind::Client => Some(Block::Terms),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Code;

    const PLAIN: Terms<'_> =
        Terms {
            text: "скидка 5 % на первую поставку", unusual: false, agreed_with: "", due: None
        };

    #[test]
    fn only_an_unusual_promise_that_nobody_agreed_to_waits() {
        let unusual = Terms { unusual: true, ..PLAIN };
        assert_eq!(PLAIN.state(None), PromiseState::Noted);
        assert_eq!(unusual.state(None), PromiseState::Waiting);
        assert_eq!(Terms { agreed_with: "РОП", ..unusual }.state(None), PromiseState::Noted);
    }

    #[test]
    fn what_the_head_said_holds_for_this_promise_and_no_other() {
        let unusual = Terms { unusual: true, ..PLAIN };
        for said in [PromiseState::Approved, PromiseState::Refused] {
            assert_eq!(unusual.state(Some((unusual, said))), said);
            let other = Terms { text: "скидка 15 % на все поставки", ..unusual };
            assert_eq!(other.state(Some((unusual, said))), PromiseState::Waiting);
            assert_eq!(PLAIN.state(Some((unusual, said))), PromiseState::Waiting);
            let comma = Terms { text: "Скидка 5 %, на первую поставку.", ..unusual };
            assert_eq!(comma.state(Some((unusual, said))), said);
            let more = Terms { text: "скидка 5,5 % на первую поставку", ..unusual };
            assert_eq!(more.state(Some((unusual, said))), PromiseState::Waiting);
            let agreed = Terms { agreed_with: "РОП", ..unusual };
            assert_eq!(agreed.state(Some((unusual, said))), PromiseState::Waiting);
        }
        assert_eq!(PLAIN.state(Some((PLAIN, PromiseState::Dropped))), PromiseState::Noted);
    }

    #[test]
    fn a_promise_says_something_and_so_does_its_agreement() {
        assert_eq!(Terms { text: "-", ..PLAIN }.check().unwrap_err().code, Code::Placeholder);
        assert_eq!(Terms { agreed_with: "...", ..PLAIN }.check().unwrap_err().code, Code::Placeholder);
        assert!(PLAIN.check().is_ok());
    }
}

//! How fast somebody writes, and so how long the rest will take: an honest guess from this very session, or none.

use crate::base::MINUTE_MS;

/// A longer rest between two keys is a telephone call, not writing: it counts so much and no more.
const REST_MS: u64 = 2 * MINUTE_MS as u64;
/// Less than this many blocks say nothing about a person.
const ENOUGH: u32 = 3;

/// The time spent at the form and the blocks that came of it. The clock is whatever never jumps, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pace {
    last: Option<u64>,
    active_ms: u64,
    blocks: u32,
}

impl Pace {
    /// Something was done at the form.
    pub fn beat(&mut self, now: u64) {
        if let Some(last) = self.last {
            self.active_ms += now.saturating_sub(last).min(REST_MS);
        }
        self.last = Some(now);
    }

    /// The form was left: what follows is not writing.
    pub fn rest(&mut self) {
        self.last = None;
    }

    pub fn wrote(&mut self, blocks: u32) {
        self.blocks += blocks;
    }

    /// Whole minutes that `blocks` more will take at this pace, in fives from ten on; `None` while nothing is known yet or
    /// nothing is left.
    pub fn left(&self, blocks: u32) -> Option<u32> {
        if self.blocks < ENOUGH || blocks == 0 {
            return None;
        }
        let ms = self.active_ms * u64::from(blocks) / u64::from(self.blocks);
        let minutes = ms.div_ceil(MINUTE_MS as u64).max(1);
        let rounded = if minutes > 10 { minutes.div_ceil(5) * 5 } else { minutes };
        u32::try_from(rounded).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIN: u64 = MINUTE_MS as u64;

    #[test]
    fn nothing_is_guessed_before_something_is_known() {
        let mut p = Pace::default();
        p.beat(0);
        p.beat(MIN);
        p.wrote(2);
        assert_eq!(p.left(40), None);
        p.wrote(1);
        assert_eq!(p.left(0), None);
        assert_eq!(p.left(1), Some(1));
    }

    #[test]
    fn the_rest_takes_as_long_as_what_was_written_did() {
        let mut p = Pace::default();
        for n in 0..=6 {
            p.beat(n * MIN / 2);
        }
        p.wrote(6);
        // Half a minute a block.
        assert_eq!((p.left(4), p.left(41), p.left(150)), (Some(2), Some(25), Some(75)));
    }

    #[test]
    fn a_telephone_call_is_not_writing() {
        let mut p = Pace::default();
        p.beat(0);
        p.beat(60 * MIN);
        p.rest();
        p.beat(600 * MIN);
        p.wrote(4);
        assert_eq!(p.left(4), Some(2));
    }
}

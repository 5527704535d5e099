//! Load as a fraction, compared by cross-multiplication: no floats anywhere in the distribution.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::Held;

/// Load points in hundredths of an open deal (settings).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Points {
    pub deal: u32,
    pub client_without_deal: u32,
    pub task: u32,
}

impl Default for Points {
    fn default() -> Self {
        Self { deal: 100, client_without_deal: 10, task: 5 }
    }
}

impl Points {
    pub fn of(&self, held: Held) -> u64 {
        u64::from(held.deals) * u64::from(self.deal)
            + u64::from(held.clients_without_deals) * u64::from(self.client_without_deal)
            + u64::from(held.tasks) * u64::from(self.task)
    }
}

/// `points / room`: points in hundredths, room = capacity × weight in percent. 4,000 points on a room of 4,000 (forty
/// deals, full time) are a full load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Load {
    pub points: u64,
    pub room: u64,
}

impl Load {
    /// Whole percent, rounded half up; `None` without any capacity.
    pub fn percent(self) -> Option<u64> {
        (self.room > 0)
            .then(|| ((u128::from(self.points) * 200 + u128::from(self.room)) / (2 * u128::from(self.room))) as u64)
    }

    /// Compares the fractions; somebody without capacity counts as fuller than everybody with.
    pub fn compare(self, other: Load) -> Ordering {
        match (self.room, other.room) {
            (0, 0) => self.points.cmp(&other.points),
            (0, _) => Ordering::Greater,
            (_, 0) => Ordering::Less,
            _ => (u128::from(self.points) * u128::from(other.room))
                .cmp(&(u128::from(other.points) * u128::from(self.room))),
        }
    }
}

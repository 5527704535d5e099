//! The two clocks: the wall, which `ESTAFETA_NOW` may fix, and one that never jumps.

use std::time::Instant;

use crate::base::{At, Clock, Zone};

pub struct Clocks {
    start: Instant,
    zone: Zone,
    fixed: Option<At>,
}

impl Clocks {
    #[allow(clippy::disallowed_methods, reason = "host is the one room that reads clocks")]
    pub fn new(zone: Zone, fixed: Option<At>) -> Clocks {
        Clocks { start: Instant::now(), zone, fixed }
    }

    /// Milliseconds since the start.
    pub fn mono(&self) -> u64 {
        self.start.elapsed().as_millis() as u64
    }

    #[allow(clippy::disallowed_methods, reason = "host is the one room that reads clocks")]
    pub fn wall(&self) -> Clock {
        let now = self.fixed.unwrap_or_else(|| At(chrono::Utc::now().timestamp_millis()));
        Clock { now, zone: self.zone }
    }

    pub fn is_fixed(&self) -> bool {
        self.fixed.is_some()
    }
}

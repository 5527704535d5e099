//! A crisis in words.

use super::Texts;
use crate::base::{Clock, show};
use crate::domain::crisis::Burn;

impl Texts {
    /// Why a client is called today.
    pub fn burn(&self, burn: &Burn, clock: &Clock) -> String {
        let (t, today) = (self.t(), clock.today());
        match burn {
            Burn::Task { kind, title, due } => {
                let when = due.map(|at| self.at(at, clock)).unwrap_or_default();
                t.burn_task(self.term(*kind), show(title), when)
            }
            Burn::NextStep { text, on } => t.burn_next_step(show(text), self.due(*on, today)),
            Burn::Close(day) => t.burn_close(self.day(*day, today)),
            Burn::Contact(day) => t.burn_contact(self.day(*day, today)),
            Burn::Final => t.burn_final(),
            Burn::Over => t.burn_over(),
        }
    }
}

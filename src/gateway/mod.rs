//! What leaves the machine: the office's commands. Behind a small trait, so that what runs them can be tested without it.

mod child;
mod taken;

use std::time::Duration;

use crate::domain::hooks::{HookFacts, HookRan};

pub use child::Children;

/// One command to be run: its arguments with every placeholder filled, what it is told, and how long it may take.
#[derive(Debug, Clone)]
pub struct HookOrder {
    pub argv: Vec<String>,
    pub facts: HookFacts,
    pub limit: Duration,
}

/// Runs commands; several at once from several threads.
pub trait HookRunner: Sync {
    /// Runs one to its end or to the end of its time. Never fails: that it could not be started is an end as well.
    fn run(&self, order: &HookOrder) -> HookRan;
}

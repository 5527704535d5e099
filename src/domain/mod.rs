//! The rules of a handover, pure: types, states, rights, distribution, context, calendar, metrics. No clock, no base.

pub mod accesses;
pub mod activity;
mod actor;
pub mod calendar;
pub mod case_state;
pub mod chain;
pub mod checklist;
pub mod closing;
pub mod company;
pub mod context;
pub mod crisis;
pub mod deadlines;
pub mod distribution;
pub mod due_rule;
pub mod employment;
pub mod filter;
pub mod hooks;
mod inbox;
pub mod ledger;
pub mod letter;
pub mod metrics;
pub mod names;
pub mod own;
pub mod papers;
pub mod rail;
pub mod records;
pub mod rights;
pub mod settings;
pub mod signals;
pub mod spoken;
pub mod temperature;
pub mod words;

pub use activity::*;
pub use actor::Actor;
pub use rail::{Stage, StepKind};
pub use words::*;

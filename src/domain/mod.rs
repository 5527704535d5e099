//! The rules of a handover, pure: types, states, rights, distribution, context, calendar, metrics. No clock, no base.

mod actor;
pub mod distribution;
pub mod settings;
pub mod words;

pub use actor::Actor;
pub use words::*;

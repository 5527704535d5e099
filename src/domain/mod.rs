//! The rules of a handover, pure: types, states, rights, distribution, context, calendar, metrics. No clock, no base.

pub mod words;

pub use words::*;

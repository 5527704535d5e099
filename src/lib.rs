//! Estafeta («Эстафета»): hands over what a leaving sales manager holds without losing a client, a deal or a promise.
//!
//! The rooms and their one direction are told in `ARCHITECTURE.md`; `tests/architecture.rs` keeps them.

pub mod base;
pub mod domain;
pub mod reads;
pub mod store;
pub mod texts;

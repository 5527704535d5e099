//! Estafeta («Эстафета»): hands over what a leaving sales manager holds without losing a client, a deal or a promise.
//!
//! The rooms and their one direction are told in `ARCHITECTURE.md`; `tests/architecture.rs` keeps them.

#![cfg_attr(
    test,
    allow(
        clippy::disallowed_macros,
        clippy::disallowed_methods,
        reason = "a test says what it skipped and may open a file"
    )
)]

pub mod base;
pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod gateway;
pub mod host;
pub mod jobs;
pub mod ops;
pub mod reads;
pub mod session;
pub mod store;
pub mod texts;
pub mod ui;

/// The whole program: reads the command line and says how it ended (spec 8).
pub fn run() -> std::process::ExitCode {
    cli::run()
}

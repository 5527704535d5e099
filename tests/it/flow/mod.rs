//! The whole program without a terminal: real base, fixed clock, keys in, the screen as text out.

mod app;
mod clients;
mod frame;
mod handover;

pub use app::{App, training};

//! The terminal: its bytes in, its modes, its size. The only place that touches a descriptor of a terminal.

mod decode;
mod framer;
#[cfg(test)]
mod fuzz_tests;
mod modes;
mod reader;

pub use modes::{Tty, size};
pub use reader::{Heard, listen};

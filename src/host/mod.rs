//! The only globals: the terminal, threads, signals, the clocks.

mod cells;
mod clock;
mod leave;
mod run;
mod signals;
mod tty;
mod writer;

pub use run::{Start, run};
pub use writer::Writer;

//! R16: no parser panics, whatever it is given; two hundred thousand inputs each. The bytes of a terminal are fuzzed
//! beside their framer (`src/host/tty/fuzz_tests.rs`).

mod engine;
mod files;
mod typed;

//! What needs several rooms at once, for screens and subcommands alike. Progress and cancel are given in.

pub mod accounts;
pub mod bench;
pub mod demo;
pub mod due;
pub mod folder;
pub mod import;
pub mod papers;
pub mod task;

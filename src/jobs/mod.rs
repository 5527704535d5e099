//! What needs several rooms at once, for screens and subcommands alike.

pub mod demo;

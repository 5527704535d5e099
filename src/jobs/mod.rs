//! What needs several rooms at once, for screens and subcommands alike.

pub mod demo;
//! What needs several rooms: import, letters, papers to files. Progress and cancel are given in; screens and subcommands
//! call the same.

pub mod import;

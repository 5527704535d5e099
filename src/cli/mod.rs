//! Subcommands: a contract for scripts (spec 8). Each is a file: arguments, a call of what the screens call too, and an
//! answer as one JSON value or as lines for people.

mod access;
mod act;
mod answer;
mod app;
mod backup;
mod bench;
mod case;
mod check;
mod client;
mod commands;
mod completions;
mod crm_update;
mod deal;
mod demo;
mod due;
mod employee;
mod employee_set;
mod help;
mod import;
mod import_said;
mod inbox;
mod incident;
mod journal;
mod letters;
mod lists;
mod man;
mod opts;
mod orphans;
mod owner_change;
mod owners;
mod papers;
mod report;
mod restore;
mod screen;
mod signal;
mod start;
mod table;
mod task;
mod touch;
mod transfer;
mod usage;
mod vocab;

use std::process::ExitCode;

use answer::Answer;
use app::App;
use vocab::vocab;

/// Reads the command line, runs one subcommand (or opens the workstation) and says how it ended:
/// 0 done, 1 refused or failed with nothing changed, 2 usage, 3 done with questions left.
pub fn run() -> ExitCode {
    start::run()
}

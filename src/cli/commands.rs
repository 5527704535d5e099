//! The subcommands and where each is done: one line in each list per command.

use std::process::ExitCode;

use clap::Subcommand;

use super::{Answer, App};
use super::{backup, check, completions, demo, journal, man, restore};
use crate::base::{Code, Res};

#[derive(Debug, Subcommand)]
pub enum Command {
    Backup(backup::Args),
    Check,
    Completions(completions::Args),
    Demo(demo::Args),
    #[command(subcommand)]
    Journal(journal::Journal),
    Man,
    Restore(restore::Args),
}

pub fn run(command: Command, app: &App) -> Res<Answer> {
    match command {
        Command::Backup(a) => backup::run(&a, app),
        Command::Check => check::run(app),
        Command::Completions(a) => completions::run(&a, app),
        Command::Demo(a) => demo::run(&a, app),
        Command::Journal(j) => journal::run(&j, app),
        Command::Man => man::run(app),
        Command::Restore(a) => restore::run(&a, app),
    }
}

/// No command: the workstation opens.
pub fn workstation(_app: &App) -> Res<ExitCode> {
    Err(Code::NoTerminal.into())
}

//! The subcommands and where each is done: one line in each list per command.

use std::process::ExitCode;

use clap::Subcommand;

use super::{Answer, App};
use super::{backup, check, client, completions, deal, demo, employee, import, journal, man, restore, task};
use crate::base::Res;
use crate::host;
use crate::session::Options;
use crate::texts::Texts;
use crate::ui::theme::{Look, Theme};

#[derive(Debug, Subcommand)]
pub enum Command {
    Backup(backup::Args),
    Check,
    #[command(subcommand)]
    Client(client::Args),
    Completions(completions::Args),
    #[command(subcommand)]
    Deal(deal::Args),
    Demo(demo::Args),
    #[command(subcommand)]
    Employee(employee::Args),
    Import(import::Args),
    #[command(subcommand)]
    Journal(journal::Journal),
    Man,
    Restore(restore::Args),
    #[command(subcommand)]
    Task(task::Args),
}

pub fn run(command: Command, app: &App) -> Res<Answer> {
    match command {
        Command::Backup(a) => backup::run(&a, app),
        Command::Check => check::run(app),
        Command::Client(a) => client::run(&a, app),
        Command::Completions(a) => completions::run(&a, app),
        Command::Deal(a) => deal::run(&a, app),
        Command::Demo(a) => demo::run(&a, app),
        Command::Employee(a) => employee::run(&a, app),
        Command::Import(a) => import::run(&a, app),
        Command::Journal(a) => journal::run(&a, app),
        Command::Man => man::run(app),
        Command::Restore(a) => restore::run(&a, app),
        Command::Task(a) => task::run(&a, app),
    }
}

/// No command: the workstation opens.
pub fn workstation(app: &App) -> Res<ExitCode> {
    let look = if super::start::no_color() {
        Look::Mono
    } else {
        app.config.theme.as_deref().and_then(Look::of).unwrap_or_default()
    };
    host::run(host::Start {
        options: Options {
            path: app.db.clone(),
            office: app.office().clone(),
            actor: app.actor.clone().or_else(|| app.config.actor.clone()),
            readonly: app.readonly,
            clock: app.clock,
        },
        fixed: app.clock_fixed.then_some(app.clock.now),
        texts: Texts::load(app.texts.lang()),
        theme: Theme { look, ascii: app.config.ascii },
        mouse: app.config.mouse,
    })
}

//! The subcommands and where each is done: one line in each list per command.

use std::process::ExitCode;

use clap::Subcommand;

use super::{Answer, App};
use crate::base::Res;
use crate::host;
use crate::session::Options;
use crate::texts::Texts;
use crate::ui::theme::{Look, Theme};

#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(subcommand)]
    Access(super::access::Args),
    Act(super::act::Args),
    Backup(super::backup::Args),
    Bench(super::bench::Args),
    #[command(subcommand)]
    Case(super::case::Args),
    Check,
    #[command(subcommand)]
    Client(super::client::Args),
    Completions(super::completions::Args),
    CrmUpdate(super::crm_update::Args),
    #[command(subcommand)]
    Deal(super::deal::Args),
    Demo(super::demo::Args),
    Due(super::due::Args),
    #[command(subcommand)]
    Employee(super::employee::Args),
    Import(super::import::Args),
    #[command(subcommand)]
    Inbox(super::inbox::Args),
    #[command(subcommand)]
    Incident(super::incident::Args),
    #[command(subcommand)]
    Journal(super::journal::Journal),
    #[command(subcommand)]
    Letters(super::letters::Args),
    Man,
    #[command(subcommand)]
    Orphans(super::orphans::Args),
    Report(super::report::Args),
    Restore(super::restore::Args),
    Screen(super::screen::Args),
    #[command(subcommand)]
    Signal(super::signal::Args),
    #[command(subcommand)]
    Task(super::task::Args),
    Touch(super::touch::Args),
    Transfer(super::transfer::Args),
}

pub fn run(command: Command, app: &App) -> Res<Answer> {
    match command {
        Command::Access(a) => super::access::run(&a, app),
        Command::Act(a) => super::act::run(&a, app),
        Command::Backup(a) => super::backup::run(&a, app),
        Command::Bench(a) => super::bench::run(&a, app),
        Command::Case(a) => super::case::run(&a, app),
        Command::Check => super::check::run(app),
        Command::Client(a) => super::client::run(&a, app),
        Command::Completions(a) => super::completions::run(&a, app),
        Command::CrmUpdate(a) => super::crm_update::run(&a, app),
        Command::Deal(a) => super::deal::run(&a, app),
        Command::Demo(a) => super::demo::run(&a, app),
        Command::Due(a) => super::due::run(&a, app),
        Command::Employee(a) => super::employee::run(&a, app),
        Command::Import(a) => super::import::run(&a, app),
        Command::Inbox(a) => super::inbox::run(&a, app),
        Command::Incident(a) => super::incident::run(&a, app),
        Command::Journal(a) => super::journal::run(&a, app),
        Command::Letters(a) => super::letters::run(&a, app),
        Command::Man => super::man::run(app),
        Command::Orphans(a) => super::orphans::run(&a, app),
        Command::Report(a) => super::report::run(&a, app),
        Command::Restore(a) => super::restore::run(&a, app),
        Command::Screen(a) => super::screen::run(&a, app),
        Command::Signal(a) => super::signal::run(&a, app),
        Command::Task(a) => super::task::run(&a, app),
        Command::Touch(a) => super::touch::run(&a, app),
        Command::Transfer(a) => super::transfer::run(&a, app),
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
            lang: app.texts.lang(),
            clock: app.clock,
        },
        fixed: app.clock_fixed.then_some(app.clock.now),
        texts: Texts::load(app.texts.lang()),
        theme: Theme { look, ascii: app.config.ascii },
        mouse: app.config.mouse,
        panic_key: super::start::panic_key(),
    })
}

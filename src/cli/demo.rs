//! `demo`: a training base at `--db`; an empty base is filled, any other file refused.

use std::io::{IsTerminal, Write};

use super::{Answer, App};
use crate::base::{Code, Res};
use crate::jobs::demo::{self, Demo, FEWEST};
use crate::texts::Noun;

/// From so many clients on a person is told how far it is.
const WATCHED: u32 = 5_000;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "N", default_value_t = Demo::default().clients, hide_default_value = true)]
    clients: u32,
    #[arg(long, value_name = "N", default_value_t = Demo::default().employees, hide_default_value = true,
        value_parser = clap::value_parser!(u32).range(i64::from(FEWEST)..=5_000))]
    employees: u32,
    #[arg(long, value_name = "S", default_value_t = Demo::default().seed, hide_default_value = true)]
    seed: u64,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    if app.readonly {
        return Err(Code::ReadOnlyMode.into());
    }
    if let Some(folder) = app.db.parent().filter(|_| app.db_is_default) {
        std::fs::create_dir_all(folder)?;
    }
    let demo = Demo { clients: args.clients, employees: args.employees, seed: args.seed, ..Demo::default() };
    let watched = std::io::stderr().is_terminal() && !app.json && args.clients >= WATCHED;
    let made = demo::make_at(&app.db, app.office(), app.clock, &demo, &mut |done, all| {
        if watched {
            let n = |n: u64| app.texts.number(i64::try_from(n).unwrap_or(i64::MAX));
            let _ = write!(std::io::stderr(), "\r{}", app.texts.t().cli_demo_progress(n(done), n(all)));
        }
        true
    });
    if watched {
        let _ = writeln!(std::io::stderr());
    }
    let made = made?;
    let t = &app.texts;
    let count = |noun, n: u64| t.count(noun, i64::try_from(n).unwrap_or(i64::MAX));
    let text = t.t().cli_demo_done(
        app.db.display().to_string(),
        count(Noun::Employee, made.employees),
        count(Noun::Client, made.clients),
        count(Noun::Deal, made.deals),
        count(Noun::Task, made.tasks),
    );
    Answer::new(made, text)
}

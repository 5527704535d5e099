//! `completions SHELL`: a script for the shell, to be redirected into its place.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::opts::Opts;
use super::{Answer, App, help};
use crate::base::{Code, Fault, Res};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let mut out = Vec::new();
    generate(args.shell, &mut help::localised(Opts::command(), &app.texts), "estafeta", &mut out);
    String::from_utf8(out).map(Answer::raw).map_err(|e| Fault::from(Code::Internal, e))
}

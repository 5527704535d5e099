//! `man`: the manual page in roff.

use clap::CommandFactory;
use clap_mangen::Man;

use super::opts::Opts;
use super::{Answer, App, help};
use crate::base::{Code, Fault, Res};

pub fn run(app: &App) -> Res<Answer> {
    let mut out = Vec::new();
    Man::new(help::localised(Opts::command(), &app.texts)).render(&mut out)?;
    String::from_utf8(out).map(Answer::raw).map_err(|e| Fault::from(Code::Internal, e))
}

//! `act ID --format docx|text -o FILE`: the act to a file, on record.

use std::path::PathBuf;

use super::papers::{case_id, papers};
use super::{Answer, App};
use crate::base::{Code, Fault, Res};
use crate::jobs::papers::{ActFormat, write_act};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "F", default_value = "docx", hide_default_value = true,
        value_parser = ["docx", "pdf", "text"], hide_possible_values = true)]
    format: String,
    /// A folder takes the act under its own name.
    #[arg(short, long, value_name = "FILE", default_value = ".", hide_default_value = true)]
    output: PathBuf,
    /// Signatures under the act that stands are given up.
    #[arg(id = "act_anew", long = "anew")]
    anew: bool,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let case = case_id(&args.id)?;
    let format = match args.format.as_str() {
        "docx" => ActFormat::Docx,
        "text" => ActFormat::Text,
        other => return Err(Fault::new(Code::NotBuilt).with("name", other)),
    };
    let mut base = app.base()?;
    let done = papers(app, &mut base, Some(case), |base, p| write_act(base, p, case, format, &args.output, args.anew))?;
    let text = app.texts.t().cli_act_done(done.file.display().to_string(), done.sha256.clone());
    Answer::new(done, text)
}

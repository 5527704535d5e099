//! `crm-update CASE|--batch N -o DIR`: work lists and comments for the CRM's own group operation.

use std::path::PathBuf;

use super::papers::{case_id, case_or_only, papers};
use super::{Answer, App};
use crate::base::{Res, Seq};
use crate::jobs::papers::write_crm;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "CASE")]
    case: Option<String>,
    #[arg(long, value_name = "N")]
    batch: Option<i64>,
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let mut base = app.look()?;
    let case = match (&args.case, args.batch) {
        (Some(text), _) => case_id(text)?,
        (None, Some(batch)) => crate::reads::papers::case_of_batch(base.conn(), Seq(batch))?,
        (None, None) => case_or_only(app, &base, None)?,
    };
    let batch = args.batch.map(Seq);
    let done = papers(app, &mut base, |base, p| write_crm(base.conn(), p, case, batch, &args.output))?;
    let t = app.texts.t();
    let mut text = t.cli_crm_done(app.texts.count(crate::texts::Noun::Object, done.objects as i64));
    for file in &done.files {
        text.push('\n');
        text.push_str(&file.display().to_string());
    }
    Answer::new(done, text)
}

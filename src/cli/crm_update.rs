//! `crm-update CASE|--batch N -o DIR`: work lists and comments for the CRM's own group operation.

use std::path::PathBuf;

use super::papers::{case_id, case_or_only, noted, papers};
use super::{Answer, App};
use crate::base::{Res, Seq};
use crate::jobs::papers::{CrmOf, take_crm};
use crate::reads::papers::case_of_batch;

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
    let mut base = app.take()?;
    let batch = args.batch.map(Seq);
    let of = match (&args.case, batch) {
        (Some(text), _) => CrmOf::Case(case_id(text)?, batch),
        (None, Some(n)) => match case_of_batch(base.conn(), n)? {
            Some(case) => CrmOf::Case(case, batch),
            None => CrmOf::Batch(n),
        },
        (None, None) => CrmOf::Case(case_or_only(app, &base, None)?, None),
    };
    let done = papers(app, &mut base, of.case(), |base, p| take_crm(base, p, of, &args.output))?;
    let t = app.texts.t();
    let mut text = t.cli_crm_done(app.texts.count(crate::texts::Noun::Object, done.objects as i64));
    for file in &done.files {
        text.push('\n');
        text.push_str(&file.display().to_string());
    }
    Answer::new(done, noted(text, &base, app))
}

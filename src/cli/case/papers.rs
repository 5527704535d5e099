//! `case papers ID -o DIR`: everything of one case in one folder, with a manifest of SHA-256 sums.

use std::path::PathBuf;

use super::{Answer, App, number};
use crate::base::{CaseId, Res, show};
use crate::cli::papers::papers;
use crate::jobs::papers::take_dossier;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(short, long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    output: PathBuf,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let mut base = app.take()?;
    let done = papers(app, &mut base, Some(args.id), |base, p| take_dossier(base, p, args.id, &args.output))?;
    let t = app.texts.t();
    let mut text = t.dossier_done(done.folder.display().to_string());
    for f in &done.files {
        text.push_str(&format!("\n{}  {}", &f.sha256[..12], f.file.display()));
    }
    for lost in &done.missing {
        text.push_str(&format!("\n{}", t.dossier_missing(show(&lost.display().to_string()))));
    }
    Answer::new(done, text)
}

//! `backup FILE`: an online copy, checked after writing.

use std::path::PathBuf;

use serde_json::json;

use super::{Answer, App};
use crate::base::Res;
use crate::reads::check;
use crate::store::backup::Made;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let Made { bytes, sha256, .. } = base.backup(&args.file, &mut |_, _| true, &mut |c| check::must_hold(c))?;
    let text = app.texts.t().cli_backup_done(
        args.file.display().to_string(),
        app.texts.number(i64::try_from(bytes).unwrap_or(i64::MAX)),
        sha256.clone(),
    );
    Answer::new(json!({ "bytes": bytes, "sha256": sha256 }), text)
}

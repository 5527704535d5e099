//! `restore FILE`: puts a checked backup in the place of the base; what was there is kept beside it.

use std::path::PathBuf;

use serde_json::json;

use super::{Answer, App};
use crate::base::{Code, Res};
use crate::reads::check;
use crate::store::backup;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    if app.readonly {
        return Err(Code::ReadOnlyMode.into());
    }
    let kept = backup::restore(&args.file, &app.db, &mut |_, _| true, &mut |c| check::must_hold(c))?;
    let sha256 = backup::sha256(&args.file)?;
    let bytes = std::fs::metadata(&args.file)?.len();
    let t = app.texts.t();
    let mut text = t.cli_restore_done(app.db.display().to_string());
    if let Some(kept) = &kept {
        text.push('\n');
        text.push_str(&t.cli_restore_kept(kept.display().to_string()));
    }
    Answer::new(json!({ "bytes": bytes, "sha256": sha256, "kept": kept }), text)
}

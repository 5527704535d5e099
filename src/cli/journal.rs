//! `journal verify`: whether anybody changed the journal by hand.

use std::path::PathBuf;

use serde_json::json;

use super::{Answer, App};
use crate::base::{Code, Res};
use crate::store::verify::{self, Mark, Verified};

#[derive(Debug, clap::Subcommand)]
pub enum Journal {
    Verify(Verify),
}

#[derive(Debug, clap::Args)]
pub struct Verify {
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
}

pub fn run(command: &Journal, app: &App) -> Res<Answer> {
    match command {
        Journal::Verify(a) => verify(a, app),
    }
}

/// With a checkpoint file: compares with the heads kept there, and adds today's when all is well.
fn verify(args: &Verify, app: &App) -> Res<Answer> {
    let marks = match &args.checkpoint {
        Some(file) => match verify::read_checkpoint(file) {
            Err(f) if f.code == Code::FileMissing => Vec::new(),
            other => other?,
        },
        None => Vec::new(),
    };
    let v = app.look()?.reader()?.view(|tx| verify::verify(tx, &marks))?;
    if let (Some(file), Some(head), true) = (&args.checkpoint, v.head, v.is_ok())
        && !marks.contains(&head)
    {
        verify::add_checkpoint(file, head)?;
    }
    let broken: Vec<_> = v.broken.iter().map(|(seq, what)| json!({ "seq": seq.0, "what": what })).collect();
    let erased: Vec<_> = v.erased.iter().map(|(seq, by)| json!({ "seq": seq.0, "by": by.0 })).collect();
    let json = json!({
        "entries": v.entries,
        "head": v.head.as_ref().map(Mark::text),
        "ok": v.is_ok(),
        "first_broken": v.first_broken().map(|s| s.0),
        "broken": broken,
        "erased": erased,
    });
    Ok(Answer::new(json, text(&v, app))?.with_questions(!v.is_ok()))
}

fn text(v: &Verified, app: &App) -> String {
    let t = app.texts.t();
    let entries = app.texts.number(i64::try_from(v.entries).unwrap_or(i64::MAX));
    let mut out = match v.first_broken() {
        None => t.cli_journal_ok(entries, v.head.as_ref().map(Mark::text).unwrap_or_default()),
        Some(seq) => t.cli_journal_broken(seq.0.to_string(), entries),
    };
    for (seq, by) in &v.erased {
        out.push('\n');
        out.push_str(&t.cli_journal_erased(seq.0.to_string(), by.0.to_string()));
    }
    out
}

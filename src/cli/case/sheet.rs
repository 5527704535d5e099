//! «Лист передачи» and «Лист приёма»: out, and in again (2 §4).

use std::path::PathBuf;

use clap::ArgGroup;
use serde_json::{Value, json};

use super::{Answer, App, number};
use crate::base::{CaseId, Res};
use crate::cli::papers::papers;
use crate::jobs::papers::{ForWhom, SheetLine, SheetReport, read_sheet, write_sheets};
use crate::reads::find;

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("way").required(true).multiple(true).args(["output", "read"]))]
pub struct Sheet {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long = "for", value_name = "NAME", conflicts_with = "read")]
    whose: Option<String>,
    /// A folder takes the sheets under their own names.
    #[arg(short, long, value_name = "FILE", conflicts_with = "read")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    read: Option<PathBuf>,
    #[arg(long, requires = "read")]
    sheet_wins: bool,
}

pub fn sheet(args: &Sheet, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    if let Some(file) = &args.read {
        let report = papers(app, &mut base, |base, p| read_sheet(base, p, args.id, file, args.sheet_wins))?;
        return told(&report, app);
    }
    let whom = match &args.whose {
        Some(name) => ForWhom::One(find::employee(base.conn(), name)?),
        None => ForWhom::Everybody,
    };
    let to = args.output.clone().unwrap_or_default();
    let files = papers(app, &mut base, |base, p| write_sheets(base, p, args.id, whom, &to))?;
    let list: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    let text = app.texts.t().sheet_written(list.join("\n"));
    Answer::new(json!({ "files": list }), text)
}

/// Counts as the contract names them, and every cell that was not taken.
fn told(report: &SheetReport, app: &App) -> Res<Answer> {
    let taken = &report.taken;
    let lines: Vec<Value> = report.questions.iter().chain(&report.refused).map(|l| line(l, app)).collect();
    let value = json!({
        "accepted": taken.accepted,
        "declined": taken.declined,
        "filled": taken.filled + taken.confirmed,
        "refused": report.refused.len(),
        "confirmed": taken.confirmed,
        "cleared": taken.cleared,
        "asked": taken.asked,
        "unchanged": taken.unchanged,
        "offered": taken.offered,
        "questions": report.questions.len(),
        "lines": lines,
    });
    let mut text = report.done(&app.texts);
    for (head, lines) in report.left(&app.texts) {
        text.push_str(&format!("\n{head}\n  {}", lines.join("\n  ")));
    }
    let left = !report.questions.is_empty() || !report.refused.is_empty();
    Ok(Answer::new(value, text)?.with_questions(left))
}

fn line(l: &SheetLine, app: &App) -> Value {
    json!({
        "tab": l.tab, "row": l.row, "column": l.column, "object": l.object, "title": l.title,
        "trouble": l.trouble, "value": l.value, "text": l.said(&app.texts),
    })
}

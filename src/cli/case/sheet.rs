//! «Лист передачи» and «Лист приёма»: out, and in again (2 §4).

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Answer, App, number};
use crate::base::{CaseId, Res};
use crate::cli::papers::papers;
use crate::cli::table::{Align, Table};
use crate::domain::sheets::SheetKind;
use crate::jobs::papers::{ForWhom, SheetLine, SheetReport, read_sheet, write_sheets};
use crate::reads::find;
use crate::reads::sheets::given;

#[derive(Debug, clap::Args)]
pub struct Sheet {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long = "for", value_name = "NAME", conflicts_with = "read", requires = "output")]
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
    if args.output.is_none() && args.read.is_none() {
        return list(args.id, app);
    }
    let mut base = app.base()?;
    if let Some(file) = &args.read {
        let report =
            papers(app, &mut base, Some(args.id), |base, p| read_sheet(base, p, args.id, file, args.sheet_wins))?;
        return told(&report, app);
    }
    let whom = match &args.whose {
        Some(name) => ForWhom::One(find::employee(base.conn(), name)?),
        None => ForWhom::Everybody,
    };
    let to = args.output.clone().unwrap_or_default();
    let files = papers(app, &mut base, Some(args.id), |base, p| write_sheets(base, p, args.id, whom, &to))?;
    let list: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    let text = app.texts.t().sheet_written(list.join("\n"));
    Answer::new(json!({ "files": list }), text)
}

/// Whom sheets were given to, and what came back.
fn list(id: CaseId, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let all = given(base.conn(), &app.scope(&base)?, id, &app.clock)?;
    let (x, t, zone) = (&app.texts, app.texts.t(), app.clock.zone);
    let kind = |k: SheetKind| match k {
        SheetKind::Context => t.sheet_tab_context(),
        SheetKind::Acceptance => t.sheet_tab_acceptance(),
    };
    let mut table = Table::new(vec![
        (t.cli_col_name(), Align::Left),
        (t.cli_col_kind(), Align::Left),
        (t.sheet_col_lines(), Align::Right),
        (t.sheet_col_given(), Align::Left),
        (t.sheet_col_came(), Align::Left),
    ]);
    for s in &all {
        let came = s.came_at.map(|at| x.at(at, &app.clock)).unwrap_or_default();
        table.row([s.name.clone(), kind(s.kind), s.lines.to_string(), x.at(s.at, &app.clock), came]);
    }
    let items: Vec<Value> = all
        .iter()
        .map(|s| {
            json!({
                "person": s.name, "person_id": s.person, "kind": s.kind, "lines": s.lines, "at": s.at.iso(zone),
                "came_at": s.came_at.map(|at| at.iso(zone)),
            })
        })
        .collect();
    let text = if all.is_empty() { t.sheet_given_none() } else { table.text() };
    Answer::new(json!({ "sheets": items }), text)
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
        "trouble": l.trouble, "value": l.value, "sheet": l.sheet, "text": l.said(&app.texts),
    })
}

//! `report deals|clients|tasks|ledger|metrics|checklist`: rows as a table, CSV, XLSX or JSON, to the screen or to a
//! file.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::papers::{case_id, case_or_only, noted, papers};
use super::table::{Align, Table};
use super::{Answer, App};
use crate::base::{Code, Fault, Res, show_json};
use crate::domain::papers::TickRow;
use crate::exchange::files::write_new;
use crate::exchange::table::Report;
use crate::jobs::papers::{self as job, ReportFile, ReportFormat, ReportOf};
use crate::reads::find;
use crate::reads::who::may_export;
use crate::store::Base;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "WHAT", value_parser = ["deals", "clients", "tasks", "ledger", "metrics", "checklist"])]
    what: String,
    #[arg(long, value_name = "NAME")]
    employee: Option<String>,
    #[arg(long, value_name = "ID")]
    case: Option<String>,
    #[arg(long, value_name = "F", default_value = "table", hide_default_value = true,
        value_parser = ["table", "csv", "xlsx", "json"], hide_possible_values = true)]
    format: String,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let format = if app.json { "json" } else { args.format.as_str() };
    let out = args.output.is_some() || ["csv", "xlsx"].contains(&args.format.as_str());
    let mut base = if out { app.take()? } else { app.look()? };
    let employee = args.employee.as_deref().map(|name| find::employee(base.conn(), name)).transpose()?;
    let of = match args.what.as_str() {
        "deals" => ReportOf::Deals,
        "clients" => ReportOf::Clients,
        "tasks" => ReportOf::Tasks,
        "ledger" => ReportOf::Ledger(case_or_only(app, &base, args.case.as_deref())?),
        "metrics" => ReportOf::Metrics(args.case.as_deref().map(case_id).transpose()?),
        _ => return checklist(args, app, &mut base),
    };
    let file = match args.format.as_str() {
        "csv" => args.output.as_deref().map(|to| (ReportFormat::Csv, to)),
        // A book is nothing to look at: without a name it is written under its own.
        "xlsx" => Some((ReportFormat::Xlsx, args.output.as_deref().unwrap_or(Path::new(".")))),
        _ => None,
    };
    if let Some((format, to)) = file {
        let wanted = ReportFile { of, employee, format };
        let (file, report) = papers(app, &mut base, of.case(), |base, p| job::take_report(base, p, &wanted, to))?;
        let said = noted(app.texts.t().cli_report_done(file.display().to_string()), &base, app);
        return Answer::new(report.json(&app.clock), said);
    }
    let report = papers(app, &mut base, of.case(), |base, p| job::report(base.conn(), p, of, employee))?;
    if format == "csv" || args.output.is_some() {
        may_export(base.conn(), &app.acting(&base)?, &app.clock, report.rows.len())?;
    }
    let json = report.json(&app.clock);
    let bytes = match format {
        "csv" => report.csv(&app.texts, &app.clock)?,
        "json" => serde_json::to_vec_pretty(&json).map_err(|e| Fault::from(Code::Internal, e))?,
        _ => table(&report, app).into_bytes(),
    };
    if let Some(file) = &args.output {
        write_new(file, &bytes)?;
    }
    if out {
        // Standard output is a way out too.
        let at = args.output.as_deref().unwrap_or(Path::new("-"));
        let taken = job::Taken { what: of.word(), case: of.case(), employee, rows: report.rows.len(), at };
        // What was written to a file goes again; nothing has gone out the other way yet.
        let undo = || args.output.iter().for_each(|file| drop(std::fs::remove_file(file)));
        papers(app, &mut base, of.case(), |base, p| job::note_taken(base, p, taken, undo))?;
    }
    match &args.output {
        Some(file) => Answer::new(json, noted(app.texts.t().cli_report_done(file.display().to_string()), &base, app)),
        // CSV goes out byte by byte, with its mark and line ends.
        None if format == "csv" => Ok(Answer::raw(String::from_utf8_lossy(&bytes))),
        None if format == "json" => Answer::new(json, show_json(&String::from_utf8_lossy(&bytes))),
        None => Answer::new(json, String::from_utf8_lossy(&bytes)),
    }
}

/// To print and hang on the wall: text whatever the format, JSON for scripts.
fn checklist(args: &Args, app: &App, base: &mut Base) -> Res<Answer> {
    let case = case_or_only(app, base, args.case.as_deref())?;
    let text = papers(app, base, Some(case), |base, p| job::checklist_text(base.conn(), p, case))?;
    let rows = crate::reads::papers::checklist(base.conn(), &app.scope_in(base, Some(case))?, case, &app.clock)?;
    let one = |(r, role): &(TickRow, String)| {
        json!({
            "n": r.n, "list": r.list, "title": r.title, "role": role, "person": r.who, "state": r.state, "note": r.note,
            "due": r.due.map(|at| at.iso(app.clock.zone)),
        })
    };
    let json: Vec<_> = rows.iter().map(one).collect();
    let said = match &args.output {
        None => text,
        Some(file) => {
            write_new(file, text.as_bytes())?;
            app.texts.t().cli_report_done(file.display().to_string())
        }
    };
    Answer::new(json, said)
}

fn table(report: &Report, app: &App) -> String {
    let align = |i| if report.is_figures(i) { Align::Right } else { Align::Left };
    let head = report.columns.iter().enumerate().map(|(i, c)| (c.title.clone(), align(i))).collect();
    let mut table = Table::new(head);
    report.shown(&app.texts, &app.clock).into_iter().for_each(|row| table.row(row));
    table.text()
}

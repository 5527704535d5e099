//! `report deals|clients|tasks|ledger`: rows as a table, CSV or JSON, to the screen or to a file.

use std::path::PathBuf;

use super::papers::{case_or_only, papers};
use super::{Answer, App};
use crate::base::{Code, Fault, Res};
use crate::exchange::files::write_new;
use crate::jobs::papers::{self as job, ReportOf};
use crate::reads::find;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "WHAT", value_parser = ["deals", "clients", "tasks", "ledger", "metrics"])]
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
    if format == "xlsx" {
        return Err(Fault::new(Code::NotBuilt).with("name", format));
    }
    let mut base = app.look()?;
    let employee = args.employee.as_deref().map(|name| find::employee(base.conn(), name)).transpose()?;
    let of = match args.what.as_str() {
        "deals" => ReportOf::Deals,
        "clients" => ReportOf::Clients,
        "tasks" => ReportOf::Tasks,
        "ledger" => ReportOf::Ledger(case_or_only(app, &base, args.case.as_deref())?),
        other => return Err(Fault::new(Code::NotBuilt).with("name", other)),
    };
    let report = papers(app, &mut base, |base, p| job::report(base.conn(), p, of, employee))?;
    let json = report.json(&app.clock);
    let bytes = match format {
        "csv" => report.csv(&app.texts, &app.clock)?,
        "json" => serde_json::to_vec_pretty(&json).map_err(|e| Fault::from(Code::Internal, e))?,
        _ => report.text(&app.texts, &app.clock).into_bytes(),
    };
    match &args.output {
        Some(file) => {
            write_new(file, &bytes)?;
            Answer::new(json, app.texts.t().cli_report_done(file.display().to_string()))
        }
        // A table and CSV are text by now; only JSON goes out as the value itself.
        None if format == "json" => Answer::new(json, String::from_utf8_lossy(&bytes)),
        None => Ok(Answer::raw(String::from_utf8_lossy(&bytes))),
    }
}

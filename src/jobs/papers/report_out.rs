//! A report as a file (3 §3). It takes rows out of the program, so it asks for the right to (6 §3).

use std::path::{Path, PathBuf};

use super::{Papers, ReportOf, Taken, checklist_text, note_taken, report};
use crate::base::{CaseId, EmployeeId, Res};
use crate::domain::names::short;
use crate::exchange::files::{placed, write_new};
use crate::exchange::table::Report;
use crate::reads::{employees, who};
use crate::store::{Base, Connection};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    Xlsx,
    Csv,
}

impl ReportFormat {
    pub const fn word(self) -> &'static str {
        match self {
            ReportFormat::Xlsx => "xlsx",
            ReportFormat::Csv => "csv",
        }
    }
}

/// A report that is wanted as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportFile {
    pub of: ReportOf,
    /// Only what this person has; of a ledger, what was meant for them.
    pub employee: Option<EmployeeId>,
    pub format: ReportFormat,
}

impl ReportOf {
    /// Its word on the command line and in the journal.
    pub const fn word(self) -> &'static str {
        match self {
            ReportOf::Deals => "deals",
            ReportOf::Clients => "clients",
            ReportOf::Tasks => "tasks",
            ReportOf::Ledger(_) => "ledger",
            ReportOf::Metrics(_) => "metrics",
        }
    }

    /// The case whose papers it belongs to.
    pub const fn case(self) -> Option<CaseId> {
        match self {
            ReportOf::Ledger(case) => Some(case),
            ReportOf::Metrics(case) => case,
            ReportOf::Deals | ReportOf::Clients | ReportOf::Tasks => None,
        }
    }
}

/// «Активные сделки Ковалёв Д.», «Ведомость передачи 12».
fn title(c: &Connection, p: &Papers<'_>, r: &ReportFile) -> Res<String> {
    let t = p.texts.t();
    let title = match r.of {
        ReportOf::Deals => t.report_title_deals(),
        ReportOf::Clients => t.report_title_clients(),
        ReportOf::Tasks => t.report_title_tasks(),
        ReportOf::Ledger(case) => t.report_title_ledger(case.0.to_string()),
        ReportOf::Metrics(Some(case)) => t.report_title_metrics_of(case.0.to_string()),
        ReportOf::Metrics(None) => t.report_title_metrics(),
    };
    Ok(match r.employee {
        Some(who) => format!("{title} {}", short(&employees::name(c, who)?)),
        None => title,
    })
}

/// Writes a report to `to`, or under a free name into the folder `to`; gives the file and what it holds.
///
/// Errors: `UnknownCase`, `Denied`, `NeedsSecond`, `OutputExists` and those of writing.
pub fn write_report(c: &Connection, p: &Papers<'_>, r: &ReportFile, to: &Path) -> Res<(PathBuf, Report)> {
    let rows = report(c, p, r.of, r.employee)?;
    who::may_export(c, &p.cx.actor, &p.cx.clock, rows.rows.len())?;
    let title = title(c, p, r)?;
    let bytes = match r.format {
        ReportFormat::Csv => rows.csv(p.texts, &p.cx.clock)?,
        ReportFormat::Xlsx => rows.xlsx(&title, p.texts, &p.cx.clock)?,
    };
    let file = placed(to, &title, r.format.word());
    write_new(&file, &bytes)?;
    Ok((file, rows))
}

/// The same for somebody who takes it out: it is journaled, and is gone again where it cannot be.
pub fn take_report(base: &mut Base, p: &Papers<'_>, r: &ReportFile, to: &Path) -> Res<(PathBuf, Report)> {
    let (file, report) = write_report(base.conn(), p, r, to)?;
    let taken =
        Taken { what: r.of.word(), case: r.of.case(), employee: r.employee, rows: report.rows.len(), at: &file };
    note_taken(base, p, taken, || drop(std::fs::remove_file(&file)))?;
    Ok((file, report))
}

/// Writes the checklists of a case to print, to `to` or under a free name into the folder `to`. They name no clients.
///
/// Errors: `UnknownCase`, `OutputExists` and those of writing.
pub fn write_checklist(c: &Connection, p: &Papers<'_>, case: CaseId, to: &Path) -> Res<PathBuf> {
    let text = checklist_text(c, p, case)?;
    let file = placed(to, &p.texts.t().report_title_checklist(case.0.to_string()), "txt");
    write_new(&file, text.as_bytes())?;
    Ok(file)
}

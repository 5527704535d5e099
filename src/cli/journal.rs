//! `journal list`; `journal verify`: whether anybody changed the journal by hand.

use std::path::PathBuf;

use serde_json::json;

use super::table::{Align, Table};
use super::{Answer, App};
use crate::base::{CaseId, Code, Res, show};
use crate::domain::rights::{Matrix, Reach, Right};
use crate::reads::journal::{EntryRow, JournalFilter, entries, total};
use crate::reads::{Scope, about, who};
use crate::store::Base;
use crate::store::verify::{self, Mark, Verified};

#[derive(Debug, clap::Subcommand)]
pub enum Journal {
    List(List),
    Verify(Verify),
}

#[derive(Debug, clap::Args)]
pub struct List {
    #[arg(long, value_name = "ID")]
    case: Option<i64>,
    #[arg(long, value_name = "N", default_value_t = 50, hide_default_value = true)]
    limit: u32,
}

#[derive(Debug, clap::Args)]
pub struct Verify {
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
}

pub fn run(command: &Journal, app: &App) -> Res<Answer> {
    match command {
        Journal::List(a) => list(app, a.case, a.limit),
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
    Ok(Answer::new(json, text(&v, app))?.broken(!v.is_ok()))
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

fn scope(app: &App, base: &Base) -> Res<Scope> {
    let who = who::who(base.conn(), &app.acting(base)?, &app.clock, app.readonly)?;
    Ok(match Matrix::shipped()?.reach(&who, Right::Journal) {
        Reach::Nothing => Scope::Nothing,
        Reach::Own(e) => Scope::Own(e),
        Reach::Department(d) => Scope::Department(d),
        Reach::All => Scope::All,
    })
}

fn list(app: &App, case: Option<i64>, limit: u32) -> Res<Answer> {
    let base = app.look()?;
    let scope = scope(app, &base)?;
    let filter = JournalFilter { case: case.map(CaseId), kind: None };
    let rows = entries(base.conn(), &scope, &filter, None, limit)?;
    let total = total(base.conn(), &scope, &filter)?;
    let items: Vec<_> = rows.iter().map(|e| item(e, app)).collect();
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Right),
        (t.cli_col_when(), Align::Left),
        (t.cli_col_who(), Align::Left),
        (t.cli_col_what(), Align::Left),
        (t.cli_col_object(), Align::Left),
        (t.cli_col_rows(), Align::Right),
    ]);
    for e in &rows {
        let who = match e.actor.as_str() {
            _ if !e.name.is_empty() => e.name.clone(),
            program if program.starts_with("system") => t.journal_program(),
            _ => t.ui_owner(),
        };
        let rows = x.number(i64::try_from(e.rows).unwrap_or(i64::MAX));
        let about = x.op_about(&e.object, &about::name(base.conn(), &e.object)?);
        let what = match &e.taken {
            Some(taken) => format!(
                "{}. {}",
                x.op(&e.kind),
                t.journal_taken(x.number(taken.rows as i64), t.quoted(show(&taken.file)))
            ),
            None => x.op(&e.kind),
        };
        let what = if e.alone { format!("{what}. {}", t.journal_alone()) } else { what };
        table.row([e.seq.0.to_string(), x.at(e.at, &app.clock), who, what, about, rows]);
    }
    let n = |n: u64| x.number(i64::try_from(n).unwrap_or(i64::MAX));
    let text = table.text() + &t.cli_total(n(rows.len() as u64), n(total));
    Answer::new(json!({ "total": total, "entries": items }), text)
}

fn item(e: &EntryRow, app: &App) -> serde_json::Value {
    json!({
        "seq": e.seq.0,
        "at": e.at.iso(app.clock.zone),
        "actor": e.actor,
        "name": (!e.name.is_empty()).then_some(&e.name),
        "kind": e.kind,
        "object": e.object,
        "case": e.case.map(|c| c.0),
        "rows": e.rows,
        "undone_by": e.undone_by.map(|s| s.0),
        "undoes": e.undoes.map(|s| s.0),
        "alone": e.alone,
        "taken": e.taken,
    })
}

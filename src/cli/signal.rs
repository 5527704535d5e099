//! `signal list|show|dismiss`: what in the CRM's log needs a look, with the rows behind it.

use serde_json::{Value, json};

use super::table::{Align, Table};
use super::{Answer, App};
use crate::base::{Code, Fault, Res, SignalId};
use crate::domain::names::short;
use crate::ops::SignalLook;
use crate::reads::signals::{ChangeRow, Find, SignalRow, evidence, list, one};
use crate::reads::watch::{WatchId, card};
use crate::reads::{Anchor, Page, Total, Window, find, log};

#[derive(Debug, clap::Subcommand)]
pub enum Args {
    List(List),
    Show(Show),
    Dismiss(Dismiss),
}

#[derive(Debug, clap::Args)]
pub struct List {
    #[arg(long, value_name = "NAME")]
    employee: Option<String>,
    #[arg(long, value_name = "ID")]
    case: Option<i64>,
    #[arg(long, id = "looked_too")]
    all: bool,
}

#[derive(Debug, clap::Args)]
pub struct Show {
    #[arg(id = "signal", value_name = "ID")]
    id: i64,
    #[arg(long, value_name = "N", default_value_t = 50, hide_default_value = true)]
    limit: u32,
}

#[derive(Debug, clap::Args)]
pub struct Dismiss {
    #[arg(id = "signal", value_name = "ID")]
    id: i64,
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    match args {
        Args::List(a) => all(a, app),
        Args::Show(a) => show(a, app),
        Args::Dismiss(a) => dismiss(a, app),
    }
}

/// The fields of one signal.
fn item(s: &SignalRow, app: &App) -> Value {
    let zone = app.clock.zone;
    json!({
        "id": s.id.0, "employee": s.name, "employee_id": s.employee.0, "kind": s.kind, "day": s.day.to_string(),
        "detail": s.detail, "events": s.n, "rows": s.rows, "first_at": s.first.iso(zone), "last_at": s.last.iso(zone),
        "rule": s.rule, "reached": s.reached, "threshold": s.limit, "state": s.state,
        "reason": (!s.reason.is_empty()).then_some(&s.reason), "incident": s.incident.map(|i| i.0),
        "case": s.case.map(|c| c.0),
    })
}

fn all(a: &List, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let asker = app.asker(&base, &scope)?;
    let person = a.employee.as_deref().map(|n| find::employee(base.conn(), n)).transpose()?;
    let which = Find { person, case: a.case.map(crate::base::CaseId), open: !a.all };
    let rows = list(base.conn(), &asker.watch()?, &which)?;
    let looked = match rows.is_empty() && !a.all {
        true => list(base.conn(), &asker.watch()?, &Find { open: false, ..which })?.len(),
        false => 0,
    };
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Right),
        (t.cli_col_when(), Align::Left),
        (t.cli_col_who(), Align::Left),
        (t.cli_col_what(), Align::Left),
        (t.signals_col_size(), Align::Right),
        (t.cli_col_state(), Align::Left),
    ]);
    for s in &rows {
        let what = format!("{} {}", x.term(s.kind), s.detail);
        let size = x.signal_size(s.kind, s.n, s.rows);
        let when = x.at(s.last, &app.clock);
        table.row([s.id.0.to_string(), when, short(&s.name), what.trim_end().to_owned(), size, x.term(s.state)]);
    }
    let text = match table.is_empty() {
        true if looked == 0 => t.cli_signals_none(),
        true => t.cli_signals_looked_only(x.number(looked as i64)),
        false => table.text(),
    };
    let span = log::span(base.conn())?.filter(|_| asker.watch().is_ok_and(|s| !s.is_blind()));
    let until = span.map(|s| s.last.iso(app.clock.zone));
    Answer::new(json!({ "log_until": until, "signals": rows.iter().map(|s| item(s, app)).collect::<Vec<_>>() }), text)
}

fn show(a: &Show, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let asker = app.asker(&base, &scope)?;
    let watch = asker.watch()?;
    let id = SignalId(a.id);
    let unknown = || Fault::new(Code::UnknownObject).with("object", id);
    let s = one(base.conn(), &watch, id)?.ok_or_else(unknown)?;
    let changes = card(&asker, WatchId::Signal(id))?.map(|c| c.changes).unwrap_or_default();
    let window = Window { anchor: Anchor::First, limit: a.limit };
    let page = match s.kind {
        crate::domain::SignalKind::Portfolio => Page::empty(),
        _ => log::window(&asker, &watch, &evidence(&s, app.office()), window)?,
    };
    let total = match page.total {
        Some(Total::Exact(n) | Total::AtLeast(n)) => n,
        _ => page.rows.len() as u64,
    };
    let zone = app.clock.zone;
    let events: Vec<Value> = page
        .rows
        .iter()
        .map(|e| {
            json!({
                "at": e.at.iso(zone), "kind": e.kind, "event": e.written, "object": e.object, "address": e.address,
                "rows": e.rows, "detail": e.detail, "file": e.file, "line": e.line,
            })
        })
        .collect();
    let mut json = item(&s, app);
    json["total"] = total.into();
    json["log"] = events.into();
    json["changes"] = changes.iter().map(|c| change(c, app)).collect::<Vec<_>>().into();
    let mut text = text(&s, &page.rows, &changes, app);
    let n = |n: u64| app.texts.number(i64::try_from(n).unwrap_or(i64::MAX));
    if total > page.rows.len() as u64 {
        text.push_str(&app.texts.t().cli_signal_more(n(page.rows.len() as u64), n(total)));
    }
    Answer::new(json, text)
}

fn change(c: &ChangeRow, app: &App) -> Value {
    json!({
        "at": c.at.iso(app.clock.zone), "client": c.client, "deal": (!c.deal.is_empty()).then_some(&c.deal),
        "field": c.field, "before": c.before, "after": c.after,
    })
}

fn text(s: &SignalRow, events: &[log::EventRow], changes: &[ChangeRow], app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    let head = format!("{}: {}\n{}\n", short(&s.name), x.term(s.kind), x.signal_why(s.rule, s.reached, s.limit));
    let mut table = Table::new(vec![
        (t.cli_col_when(), Align::Left),
        (t.signals_col_event(), Align::Left),
        (t.cli_col_object(), Align::Left),
        (t.cli_col_rows(), Align::Right),
        (t.signals_col_address(), Align::Left),
    ]);
    for e in events {
        let rows = if e.rows == 0 { String::new() } else { x.number(i64::try_from(e.rows).unwrap_or(i64::MAX)) };
        table.row([x.at(e.at, &app.clock), e.written.clone(), e.object.clone(), rows, e.address.clone()]);
    }
    for c in changes {
        let was = t.signals_was_now(c.before.clone(), c.after.clone());
        table.row([x.at(c.at, &app.clock), x.term(c.field), c.client.clone(), String::new(), was]);
    }
    head + &table.text()
}

fn dismiss(a: &Dismiss, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    app.run(&mut base, &SignalLook { signal: SignalId(a.id), reason: a.reason.clone() })?;
    Answer::new(json!({ "id": a.id, "state": "normal" }), app.texts.t().signals_saved_normal())
}

//! `orphans list|give`: what dismissed people hold, or nobody.

use serde_json::json;

use super::table::{Align, Table};
use super::{Answer, App, lists, vocab};
use crate::base::{Code, EmployeeId, Fault, Kind, Ref, Res};
use crate::ops::{GiveOrphans, Orphans};
use crate::reads::orphans::{self, Find, KINDS, Of, OrphanRow, OwnerRow};
use crate::reads::{Anchor, Window, find};
use crate::store::Connection;
use crate::texts::Noun;

#[derive(Debug, clap::Subcommand)]
pub enum Args {
    List(List),
    Give(Give),
}

#[derive(Debug, clap::Args)]
pub struct List {
    #[arg(long = "owner", id = "of", value_name = "NAME", allow_hyphen_values = true)]
    owner: Option<String>,
    #[arg(long, value_name = "client|deal|task|lead", requires = "of", value_parser = vocab(Kind::of))]
    kind: Option<Kind>,
    #[arg(long, value_name = "N", default_value_t = 50, hide_default_value = true,
        value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    limit: u32,
}

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("which").required(true).args(["object", "of"]))]
pub struct Give {
    #[arg(long, value_name = "REF", num_args = 1..)]
    object: Vec<String>,
    #[arg(long = "owner", id = "of", value_name = "NAME", allow_hyphen_values = true)]
    owner: Option<String>,
    #[arg(long, value_name = "NAME")]
    to: String,
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[arg(long = "second", id = "alone", value_name = "SURNAME")]
    alone: Option<String>,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    match args {
        Args::List(a) => match &a.owner {
            None => owners(app),
            Some(name) => objects(name, a.kind, a.limit, app),
        },
        Args::Give(a) => give(a, app),
    }
}

/// A person, or «-» for nobody.
fn owner(c: &Connection, name: &str) -> Res<Option<EmployeeId>> {
    if name == "-" { Ok(None) } else { find::employee(c, name).map(Some) }
}

fn owners(app: &App) -> Res<Answer> {
    let base = app.look()?;
    let rows = orphans::owners(base.conn(), &app.scope(&base)?)?;
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.orphans_col_who(), Align::Left),
        (t.orphans_col_gone(), Align::Left),
        (t.orphans_col_clients(), Align::Right),
        (t.orphans_col_deals(), Align::Right),
        (t.orphans_col_tasks(), Align::Right),
        (t.orphans_col_leads(), Align::Right),
        (t.orphans_col_amount(), Align::Right),
    ]);
    let n = |n: u64| x.number(i64::try_from(n).unwrap_or(i64::MAX));
    for o in &rows {
        let who = if o.name.is_empty() { t.orphans_nobody() } else { o.name.clone() };
        let gone = o.dismissed_on.map_or_else(String::new, |d| d.to_string());
        let h = o.held;
        table.row([who, gone, n(h.clients), n(h.deals), n(h.tasks), n(h.leads), x.sums(&o.amounts)]);
    }
    let text = if table.is_empty() { t.orphans_empty() } else { table.text() };
    let total: u64 = rows.iter().map(|o| o.held.all()).sum();
    Answer::new(json!({ "total": total, "owners": rows.iter().map(owner_item).collect::<Vec<_>>() }), text)
}

fn owner_item(o: &OwnerRow) -> serde_json::Value {
    json!({
        "employee": o.of.0.map(|e| e.0),
        "name": (!o.name.is_empty()).then_some(&o.name),
        "dismissed_on": o.dismissed_on.map(|d| d.to_string()),
        "clients": o.held.clients,
        "deals": o.held.deals,
        "tasks": o.held.tasks,
        "leads": o.held.leads,
        "amounts": o.amounts,
        "case": o.case.map(|c| c.0),
    })
}

fn objects(name: &str, kind: Option<Kind>, limit: u32, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let of = Of(owner(base.conn(), name)?);
    let scope = app.scope(&base)?;
    let asker = app.asker(&base, &scope)?;
    let held = orphans::held(base.conn(), of.0)?;
    let kind = kind.or_else(|| KINDS.into_iter().find(|k| held.of(*k) > 0)).unwrap_or(Kind::Client);
    let page = orphans::list(&asker, Find { of, kind }, Window { anchor: Anchor::First, limit })?;
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_object(), Align::Left),
        (t.orphans_col_object(), Align::Left),
        (t.orphans_col_client(), Align::Left),
        (t.orphans_col_amount(), Align::Right),
        (t.orphans_col_source(), Align::Left),
    ]);
    for r in &page.rows {
        let amount = r.amount.map_or_else(String::new, |m| x.money(m));
        table.row([r.object.to_string(), r.title.clone(), r.client.clone(), amount, r.source.clone()]);
    }
    let text = if table.is_empty() { t.orphans_empty() } else { table.text() + &lists::footer(&page, None, app) };
    let items: Vec<_> = page.rows.iter().map(|r| item(r, app)).collect();
    lists::answer(&page, items, None, text)
}

fn item(r: &OrphanRow, app: &App) -> serde_json::Value {
    json!({
        "object": r.object.to_string(),
        "title": r.title,
        "client": (!r.client.is_empty()).then_some(&r.client),
        "segment": r.segment,
        "amount": r.amount,
        "due_at": r.due_at.map(|at| at.iso(app.clock.zone)),
        "source": (!r.source.is_empty()).then_some(&r.source),
    })
}

fn give(a: &Give, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let which = match &a.owner {
        Some(name) => Orphans::AllOf { owner: owner(base.conn(), name)?, kind: None, except: Vec::new() },
        None => Orphans::Objects(a.object.iter().map(|r| object(r)).collect::<Res<_>>()?),
    };
    let to = find::employee(base.conn(), &a.to)?;
    let out = app.run(&mut base, &GiveOrphans { which, to, reason: a.reason.clone(), alone: a.alone.clone() })?.out;
    let n = app.texts.count(Noun::Object, i64::try_from(out.all()).unwrap_or(i64::MAX));
    Answer::new(json!({ "to": to.0, "given": out }), app.texts.t().cli_orphans_given(n))
}

fn object(text: &str) -> Res<Ref> {
    text.parse().map_err(|()| Fault::new(Code::UnknownObject).with("object", text))
}

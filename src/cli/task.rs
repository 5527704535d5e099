//! `task list`, `task show REF`.

use std::collections::BTreeMap;

use clap::Subcommand;
use serde::Serialize;
use serde_json::json;

use super::lists::{self, ListArgs};
use super::table::{Align, Table, fields};
use super::{Answer, App, owners};
use crate::base::{Code, Fault, Kind, Ref, Res, TaskId};
use crate::domain::{TaskField, TaskKind, TaskSource, TaskState};
use crate::reads::tasks::{Find, TaskRow, card, list};

#[derive(Debug, Subcommand)]
pub enum Args {
    List(ListArgs),
    Show(Show),
}

#[derive(Debug, clap::Args)]
pub struct Show {
    #[arg(value_name = "REF")]
    object: String,
}

#[derive(Debug, Serialize)]
struct Task<'a> {
    id: i64,
    title: &'a str,
    kind: TaskKind,
    source: TaskSource,
    state: TaskState,
    due: Option<String>,
    late: bool,
    owner: Option<&'a str>,
    owner_id: Option<i64>,
    client: Option<&'a str>,
    client_id: Option<i64>,
    deal: Option<&'a str>,
    deal_id: Option<i64>,
    /// What its kind asks for, and which of it nobody has written.
    fields: BTreeMap<TaskField, &'a str>,
    missing: Vec<TaskField>,
}

fn late(r: &TaskRow, app: &App) -> bool {
    r.state == TaskState::Open && r.due_at.is_some_and(|at| at < app.clock.now)
}

fn task<'a>(r: &'a TaskRow, app: &App) -> Task<'a> {
    let some = |s: &'a str| (!s.is_empty()).then_some(s);
    Task {
        id: r.id.0,
        title: &r.title,
        kind: r.kind,
        source: r.source,
        state: r.state,
        due: r.due_at.map(|at| at.iso(app.clock.zone)),
        late: late(r, app),
        owner: some(&r.owner),
        owner_id: r.owner_id.map(|e| e.0),
        client: some(&r.client),
        client_id: r.client_id.map(|c| c.0),
        deal: some(&r.deal),
        deal_id: r.deal_id.map(|d| d.0),
        fields: r.told.all().iter().filter(|(_, t)| !t.is_empty()).map(|(f, t)| (*f, t.as_str())).collect(),
        missing: r.missing(),
    }
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    match args {
        Args::List(a) => list_of(a, app),
        Args::Show(a) => show(a, app),
    }
}

fn show(a: &Show, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let id = TaskId(owners::number(&a.object, Kind::Task)?);
    let card = card(&app.asker(&base, &scope)?, id)?;
    let c = card.ok_or_else(|| Fault::new(Code::UnknownObject).with("object", Ref::from(id)))?;
    let (x, t, r) = (&app.texts, app.texts.t(), &c.row);
    let mut text = crate::base::show(&r.title) + "\n";
    text.push_str(&fields(&[
        (t.cli_col_kind(), x.term(r.kind)),
        (t.cli_col_due(), r.due.map(|d| x.due(d, app.clock.today())).unwrap_or_default()),
        (t.cli_col_client(), r.client.clone()),
        (t.cli_col_owner(), r.owner.clone()),
    ]));
    let told: Vec<_> = r.told.all().iter().map(|(f, said)| (x.term(*f), said.clone())).collect();
    text.push_str(&fields(&told));
    text.push_str(&owners::lines(&c.owners, app));
    let mut value = serde_json::to_value(task(r, app)).map_err(|e| Fault::from(Code::Internal, e))?;
    if let Some(map) = value.as_object_mut() {
        map.insert("author".into(), json!((!c.author.is_empty()).then_some(&c.author)));
        map.insert("result".into(), json!((!c.result.is_empty()).then_some(&c.result)));
        map.insert("owners".into(), owners::items(&c.owners, app).into());
    }
    Answer::new(value, text)
}

fn list_of(args: &ListArgs, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let asker = app.asker(&base, &scope)?;
    let find = Find { filter: args.filter(asker.conn)? };
    let page = list(&asker, &find, args.window())?;
    let items: Vec<Task<'_>> = page.rows.iter().map(|r| task(r, app)).collect();
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Right),
        (t.cli_col_due(), Align::Left),
        (t.cli_col_kind(), Align::Left),
        (t.cli_col_what(), Align::Left),
        (t.cli_col_client(), Align::Left),
        (t.cli_col_owner(), Align::Left),
    ]);
    for r in &page.rows {
        let due = r.due.map(|d| x.due(d, app.clock.today())).unwrap_or_default();
        table.row([
            r.id.0.to_string(),
            if late(r, app) { format!("! {due}") } else { due },
            x.term(r.kind),
            r.title.clone(),
            r.client.clone(),
            r.owner.clone(),
        ]);
    }
    let text = if table.is_empty() { t.cli_nothing_found() } else { table.text() + &lists::footer(&page, None, app) };
    lists::answer(&page, items, None, text)
}

//! `task list`.

use clap::Subcommand;
use serde::Serialize;

use super::lists::{self, ListArgs};
use super::table::{Align, Table};
use super::{Answer, App};
use crate::base::Res;
use crate::domain::{TaskKind, TaskSource, TaskState};
use crate::reads::tasks::{Find, TaskRow, list};

#[derive(Debug, Subcommand)]
pub enum Args {
    List(ListArgs),
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
    }
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let Args::List(args) = args;
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

//! `deal list`.

use clap::Subcommand;
use serde::Serialize;
use serde_json::json;

use super::lists::{self, ListArgs};
use super::table::{Align, Table};
use super::{Answer, App};
use crate::base::{Money, Res};
use crate::domain::StageKind;
use crate::domain::filter::{Cond, filter};
use crate::reads::deals::{DealRow, Find, Sort, list, sums};

#[derive(Debug, Subcommand)]
pub enum Args {
    List(ListArgs),
}

#[derive(Debug, Serialize)]
struct Deal<'a> {
    id: i64,
    title: &'a str,
    client: Option<&'a str>,
    client_id: Option<i64>,
    owner: Option<&'a str>,
    owner_id: Option<i64>,
    stage: &'a str,
    stage_kind: StageKind,
    #[serde(flatten)]
    amount: Amount,
    expected_close: Option<String>,
    context: u32,
}

#[derive(Debug, Serialize)]
struct Amount {
    amount: i64,
    currency: crate::base::Currency,
}

fn deal(r: &DealRow) -> Deal<'_> {
    let some = |s: &'_ str| !s.is_empty();
    let Money { minor, currency } = r.amount;
    Deal {
        id: r.id.0,
        title: &r.title,
        client: some(&r.client).then_some(r.client.as_str()),
        client_id: r.client_id.map(|c| c.0),
        owner: some(&r.owner).then_some(r.owner.as_str()),
        owner_id: r.owner_id.map(|e| e.0),
        stage: &r.stage,
        stage_kind: r.kind,
        amount: Amount { amount: minor, currency },
        expected_close: r.expected_close.map(|d| d.to_string()),
        context: r.context,
    }
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let Args::List(args) = args;
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let asker = app.asker(&base, &scope)?;
    // A script that asks for deals means all of them; the screen begins with those that are open.
    let mut typed = args.filter(asker.conn)?;
    if !filter(&typed).conds.iter().any(|c| matches!(c, Cond::State(_) | Cond::Stage(_))) {
        typed.push_str(" state:all");
    }
    let find = Find { filter: typed, sort: Sort::Title };
    let page = list(&asker, &find, args.window())?;
    let sums = sums(&asker, &find)?;
    let items: Vec<Deal<'_>> = page.rows.iter().map(deal).collect();
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Right),
        (t.cli_col_name(), Align::Left),
        (t.cli_col_client(), Align::Left),
        (t.cli_col_owner(), Align::Left),
        (t.cli_col_stage(), Align::Left),
        (t.cli_col_amount(), Align::Right),
        (t.cli_col_close(), Align::Left),
        (t.cli_col_context(), Align::Right),
    ]);
    for r in &page.rows {
        table.row([
            r.id.0.to_string(),
            r.title.clone(),
            r.client.clone(),
            r.owner.clone(),
            r.stage.clone(),
            x.money(r.amount),
            r.expected_close.map(|d| x.day(d, app.clock.today())).unwrap_or_default(),
            format!("{}/5", r.context),
        ]);
    }
    let footer = lists::footer(&page, Some(x.sums(&sums)), app);
    let text = if table.is_empty() { t.cli_nothing_found() } else { table.text() + &footer };
    lists::answer(&page, items, Some(("amounts", json!(sums))), text)
}

//! `client list`.

use clap::Subcommand;
use serde::Serialize;

use super::lists::{self, ListArgs};
use super::table::{Align, Table};
use super::{Answer, App};
use crate::base::{Money, Res, Sums};
use crate::domain::{Segment, Temperature};
use crate::reads::clients::{ClientRow, Find, Sort, list};

#[derive(Debug, Subcommand)]
pub enum Args {
    List(ListArgs),
}

#[derive(Debug, Serialize)]
pub struct Client<'a> {
    id: i64,
    name: &'a str,
    owner: Option<&'a str>,
    owner_id: Option<i64>,
    segment: Segment,
    temperature: Temperature,
    region: Option<&'a str>,
    open_deals: u32,
    open_amounts: Sums,
    next_due: Option<String>,
}

pub fn client<'a>(r: &'a ClientRow, app: &App) -> Client<'a> {
    let some = |s: &'a str| (!s.is_empty()).then_some(s);
    Client {
        id: r.id.0,
        name: &r.name,
        owner: some(&r.owner),
        owner_id: r.owner_id.map(|e| e.0),
        segment: r.segment,
        temperature: r.temperature,
        region: some(&r.region),
        open_deals: r.open_deals,
        open_amounts: [r.amount].into_iter().filter(|m: &Money| m.minor != 0).collect(),
        next_due: r.next_due.map(|at| at.iso(app.clock.zone)),
    }
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let Args::List(args) = args;
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let asker = app.asker(&base, &scope);
    let find = Find { filter: args.filter(asker.conn)?, sort: Sort::Name };
    let page = list(&asker, &find, args.window())?;
    let items: Vec<Client<'_>> = page.rows.iter().map(|r| client(r, app)).collect();
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Right),
        (t.cli_col_name(), Align::Left),
        (t.cli_col_segment(), Align::Left),
        (t.cli_col_owner(), Align::Left),
        (t.cli_col_region(), Align::Left),
        (t.cli_col_deals(), Align::Right),
        (t.cli_col_amount(), Align::Right),
    ]);
    for r in &page.rows {
        table.row([
            r.id.0.to_string(),
            r.name.clone(),
            x.term(r.segment),
            r.owner.clone(),
            r.region.clone(),
            r.open_deals.to_string(),
            x.money(r.amount),
        ]);
    }
    let text = if table.is_empty() { t.cli_nothing_found() } else { table.text() + &lists::footer(&page, None, app) };
    lists::answer(&page, items, None, text)
}

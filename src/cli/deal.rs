//! `deal list`, `deal show REF`.

use clap::Subcommand;
use serde::Serialize;
use serde_json::json;

use super::lists::{self, ListArgs};
use super::table::{Align, Table, fields};
use super::{Answer, App, owners};
use crate::base::{Code, DealId, Fault, Kind, Money, Ref, Res};
use crate::domain::StageKind;
use crate::domain::filter::{Cond, filter};
use crate::reads::deals::{BlockLine, DealRow, Find, Sort, card, list, sums};

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
    match args {
        Args::List(a) => list_of(a, app),
        Args::Show(a) => show(a, app),
    }
}

fn show(a: &Show, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let id = DealId(owners::number(&a.object, Kind::Deal)?);
    let card = card(&app.asker(&base, &scope)?, id)?;
    let c = card.ok_or_else(|| Fault::new(Code::UnknownObject).with("object", Ref::from(id)))?;
    let (x, t, r) = (&app.texts, app.texts.t(), &c.row);
    let mut text = crate::base::show(&r.title) + "\n";
    text.push_str(&fields(&[
        (t.cli_col_client(), r.client.clone()),
        (t.cli_col_owner(), r.owner.clone()),
        (t.cli_col_stage(), r.stage.clone()),
        (t.cli_col_amount(), x.money(r.amount)),
        (t.cli_col_close(), r.expected_close.map(|d| x.day(d, app.clock.today())).unwrap_or_default()),
        (t.cli_col_context(), format!("{}/5", r.context)),
    ]));
    text.push_str(&owners::lines(&c.owners, app));
    let mut value = serde_json::to_value(deal(r)).map_err(|e| Fault::from(Code::Internal, e))?;
    if let Some(map) = value.as_object_mut() {
        let block = |b: &BlockLine| json!({ "block": b.block, "state": b.state, "text": b.text });
        map.insert("blocks".into(), c.blocks.iter().map(block).collect());
        map.insert("bonus".into(), json!(c.bonus));
        map.insert("owners".into(), owners::items(&c.owners, app).into());
    }
    Answer::new(value, text)
}

fn list_of(args: &ListArgs, app: &App) -> Res<Answer> {
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

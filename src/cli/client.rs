//! `client list`, `client show NAME`, `client set NAME`; `client owner` is `owner_change`.

use clap::Subcommand;
use serde::Serialize;
use serde_json::{Value, json};

use super::lists::{self, ListArgs};
use super::table::{Align, Table, fields};
use super::{Answer, App, owners, vocab};
use crate::base::{ClientId, Code, Fault, Money, Res, Sums};
use crate::domain::{Segment, Temperature};
use crate::ops::ClientSet;
use crate::reads::clients::{ClientRow, ContactLine, DealLine, Find, Sort, StepLine, TaskLine, card, list};
use crate::reads::find;
use crate::store::Base;

#[derive(Debug, Subcommand)]
pub enum Args {
    List(ListArgs),
    Owner(super::owner_change::Args),
    Set(Set),
    Show(Show),
}

#[derive(Debug, clap::Args)]
pub struct Show {
    #[arg(value_name = "NAME")]
    name: String,
}

#[derive(Debug, clap::Args)]
pub struct Set {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "vip|important|regular|occasional", value_parser = vocab(Segment::of))]
    segment: Option<Segment>,
    #[arg(long, value_name = "R")]
    region: Option<String>,
    #[arg(long, value_name = "I")]
    industry: Option<String>,
    #[arg(long, value_name = "NAME")]
    second: Option<String>,
    #[arg(long, value_name = "DAY")]
    next_contact: Option<String>,
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
    match args {
        Args::List(a) => list_of(a, app),
        Args::Owner(a) => super::owner_change::run(a, app),
        Args::Set(a) => set(a, app),
        Args::Show(a) => {
            let base = app.look()?;
            shown(find::client(base.conn(), &a.name)?, &base, app)
        }
    }
}

fn set(a: &Set, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let id = find::client(base.conn(), &a.name)?;
    let command = ClientSet {
        segment: a.segment,
        region: a.region.clone(),
        industry: a.industry.clone(),
        second: a.second.as_deref().map(|n| find::employee(base.conn(), n)).transpose()?,
        next_contact: a.next_contact.as_deref().map(|d| app.day(d)).transpose()?,
        ..ClientSet::of(id)
    };
    app.run(&mut base, &command)?;
    shown(id, &base, app)
}

/// The client with what its card shows.
fn shown(id: ClientId, base: &Base, app: &App) -> Res<Answer> {
    let scope = app.scope(base)?;
    let card = card(&app.asker(base, &scope)?, id)?;
    let card = card.ok_or_else(|| Fault::new(Code::UnknownClient).with("name", id))?;
    let (x, t, r) = (&app.texts, app.texts.t(), &card.row);
    let team: Vec<String> = card.team.iter().map(|(name, _)| name.clone()).collect();
    let mut text = crate::base::show(&r.name) + "\n";
    text.push_str(&fields(&[
        (t.cli_col_owner(), r.owner.clone()),
        (t.cli_col_segment(), x.term(r.segment)),
        (t.cli_col_region(), r.region.clone()),
        (t.cli_field_industries(), card.industry.clone()),
        (t.cli_field_team(), team.join(", ")),
        (t.cli_field_next_contact(), card.next_contact.map(|d| x.day(d, app.clock.today())).unwrap_or_default()),
    ]));
    let mut value = serde_json::to_value(client(r, app)).map_err(|e| Fault::from(Code::Internal, e))?;
    if let Some(map) = value.as_object_mut() {
        map.insert("industry".into(), json!((!card.industry.is_empty()).then_some(&card.industry)));
        map.insert("inn".into(), json!((!card.inn.is_empty()).then_some(&card.inn)));
        map.insert("next_contact".into(), json!(card.next_contact.map(|d| d.to_string())));
        map.insert("team".into(), json!(team));
        let contact = |k: &ContactLine| json!({ "name": k.name, "position": k.position, "decision": k.decision, "points": k.points });
        map.insert("contacts".into(), card.contacts.iter().map(contact).collect());
        map.insert("deals".into(), card.deals.iter().map(deal_line).collect());
        map.insert("tasks".into(), card.tasks.iter().map(|k| task_line(k, app)).collect());
        let step = |s: &StepLine| json!({ "step": s.text, "on": s.on.to_string(), "deal": (!s.deal.is_empty()).then_some(&s.deal) });
        map.insert("steps".into(), card.steps.iter().map(step).collect());
        map.insert("owners".into(), owners::items(&card.owners, app).into());
    }
    for k in &card.contacts {
        let line = [vec![k.name.clone(), x.term(k.decision)], k.points.clone()].concat().join(", ");
        text.push_str(&format!("  {}\n", crate::base::show(&line)));
    }
    for d in &card.deals {
        let line = [d.title.clone(), d.stage.clone(), x.money(d.amount), d.owner.clone()].join(" · ");
        text.push_str(&format!("  deal:{} {}\n", d.id.0, crate::base::show(&line)));
    }
    for k in &card.tasks {
        let due = k.due.map_or_else(String::new, |at| format!(" · {}", x.at(at, &app.clock)));
        text.push_str(&format!("  task:{} {}{due}\n", k.id.0, crate::base::show(&k.title)));
    }
    for s in &card.steps {
        text.push_str(&format!("  {}: {}\n", x.due(s.on, app.clock.today()), crate::base::show(&s.text)));
    }
    text.push_str(&owners::lines(&card.owners, app));
    Answer::new(value, text)
}

fn deal_line(d: &DealLine) -> Value {
    json!({
        "id": d.id.0,
        "title": d.title,
        "stage": d.stage,
        "stage_kind": d.kind,
        "amount": d.amount.minor,
        "currency": d.amount.currency,
        "owner": (!d.owner.is_empty()).then_some(&d.owner),
        "owner_id": d.owner_id.map(|e| e.0),
        "expected_close": d.expected_close.map(|d| d.to_string()),
    })
}

fn task_line(k: &TaskLine, app: &App) -> Value {
    json!({ "id": k.id.0, "title": k.title, "kind": k.kind, "due": k.due.map(|at| at.iso(app.clock.zone)) })
}

fn list_of(args: &ListArgs, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let asker = app.asker(&base, &scope)?;
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

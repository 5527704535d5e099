//! `client owner`: «сменить куратора» for clients by name, or for all that a filter finds.

use serde_json::{Value, json};

use super::table::{Align, Table};
use super::{Answer, App, vocab};
use crate::base::{ClientId, Money, Res, Seq, show};
use crate::domain::distribution::Load;
use crate::ops::{OwnerChange, OwnersChanged};
use crate::reads::clients::{Find, Sort};
use crate::reads::owner_change::{Along, Chosen, Moved, Preview, Stays, Wish, preview};
use crate::reads::{about, find};
use crate::store::Base;
use crate::texts::{Noun, Texts};

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("which").required(true).multiple(true).args(["name", "query", "owner"]))]
pub struct Args {
    #[arg(value_name = "NAME", num_args = 1.., conflicts_with_all = ["query", "owner"])]
    name: Vec<String>,
    #[arg(long, value_name = "Q")]
    query: Option<String>,
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    #[arg(long, value_name = "NAME")]
    to: String,
    #[arg(long, value_name = "deals,tasks,plans|none", value_delimiter = ',', value_parser = vocab(Piece::of))]
    with: Vec<Piece>,
    #[arg(
        long,
        value_name = "TEXT",
        required_unless_present = "dry_run",
        default_value = "",
        hide_default_value = true
    )]
    reason: String,
    #[arg(long = "second", id = "alone", value_name = "SURNAME")]
    alone: Option<String>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "N")]
    seen: Option<i64>,
}

/// What may go along with a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Deals,
    Tasks,
    Plans,
    Nothing,
}

impl Piece {
    fn of(word: &str) -> Option<Piece> {
        Some(match word {
            "deals" => Piece::Deals,
            "tasks" => Piece::Tasks,
            "plans" => Piece::Plans,
            "none" => Piece::Nothing,
            _ => return None,
        })
    }
}

impl Args {
    fn along(&self) -> Along {
        if self.with.is_empty() {
            return Along::ALL;
        }
        let has = |p| self.with.contains(&p);
        Along { deals: has(Piece::Deals), tasks: has(Piece::Tasks), plans: has(Piece::Plans) }
    }

    fn wish(&self, base: &Base) -> Res<Wish> {
        let c = base.conn();
        let chosen = if self.name.is_empty() {
            let owner = match &self.owner {
                Some(name) => format!("owner:{} ", find::employee(c, name)?),
                None => String::new(),
            };
            let filter = owner + self.query.as_deref().unwrap_or_default();
            Chosen::Found { find: Find { filter, sort: Sort::Name }, except: Vec::new() }
        } else {
            Chosen::These(self.name.iter().map(|n| find::client(c, n)).collect::<Res<Vec<ClientId>>>()?)
        };
        let to = find::employee(c, &self.to)?;
        Ok(Wish { chosen, to, along: self.along(), seen: self.seen.map(Seq) })
    }
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    if args.dry_run {
        let base = app.look()?;
        let scope = app.scope(&base)?;
        let shown = preview(&app.asker(&base, &scope)?, &args.wish(&base)?)?;
        return dry(&shown, app);
    }
    let mut base = app.base()?;
    let wish = args.wish(&base)?;
    let to = wish.to;
    let command = OwnerChange { wish, reason: args.reason.clone(), alone: args.alone.clone() };
    let done = app.run(&mut base, &command)?.out;
    let to = show(&about::name(base.conn(), &to.to_string())?);
    changed(&done, to, app)
}

/// «12 клиентов · 8 сделок».
pub fn moved(m: &Moved, x: &Texts) -> String {
    let parts = [(Noun::Client, m.clients), (Noun::Deal, m.deals), (Noun::Task, m.tasks), (Noun::Lead, m.leads)];
    let said = parts.into_iter().filter(|(_, n)| *n > 0);
    said.map(|(noun, n)| x.count(noun, i64::try_from(n).unwrap_or(i64::MAX))).collect::<Vec<_>>().join(" · ")
}

fn stay(s: &Stays) -> Value {
    json!({ "object": s.object, "title": s.title, "reason": s.why, "case": s.case })
}

fn stay_lines(stays: &[Stays], app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    let why = |s: &Stays| match s.case {
        Some(case) => t.owners_stays_case(x.term(s.why), case.to_string()),
        None => x.term(s.why),
    };
    stays.iter().map(|s| format!("  ! {} {}: {}\n", s.object, show(&s.title), why(s))).collect()
}

fn changed(done: &OwnersChanged, to: String, app: &App) -> Res<Answer> {
    let (x, t) = (&app.texts, app.texts.t());
    let head = match done.batch {
        Some(Seq(batch)) => t.cli_owners_done(batch.to_string(), moved(&done.moved, x), to),
        None => t.cli_owners_nothing(),
    };
    let value = json!({
        "batch": done.batch.map(|s| s.0),
        "moved": done.moved,
        "stays": done.stays.iter().map(stay).collect::<Vec<_>>(),
        "stays_total": done.stays_total,
    });
    let text = format!("{head}\n{}", stay_lines(&done.stays, app));
    Ok(Answer::new(value, text)?.with_questions(done.stays_total > 0))
}

fn dry(p: &Preview, app: &App) -> Res<Answer> {
    let (x, t) = (&app.texts, app.texts.t());
    let percent = |l: Load| l.percent().map_or_else(String::new, |n| format!("{n} %"));
    let mut table = Table::new(vec![
        (t.cli_col_object(), Align::Left),
        (t.cli_col_name(), Align::Left),
        (t.cli_col_owner(), Align::Left),
        (t.cli_col_amount(), Align::Right),
        (t.cli_col_load_after(), Align::Right),
    ]);
    for m in &p.moves {
        table.row([
            m.object.to_string(),
            m.title.clone(),
            m.from.as_ref().map_or_else(|| t.ui_nobody(), |(_, name)| name.clone()),
            m.amount.map_or_else(String::new, |a| x.money(a)),
            percent(m.load_after),
        ]);
    }
    let mut text = match p.moved.all() {
        0 => t.owners_nothing() + "\n",
        _ => t.cli_owners_dry(moved(&p.moved, x), show(&p.to.name)) + "\n" + &table.text(),
    };
    for who in &p.people {
        let deals = format!("{} → {}", who.deals.0, who.deals.1);
        let over = if who.is_over() { format!(" ! {}", t.owners_over()) } else { String::new() };
        let load = t.owners_load_line(percent(who.before), percent(who.after), deals);
        text.push_str(&format!("{}: {load}{over}\n", show(&who.name)));
    }
    text.push_str(&stay_lines(&p.stays, app));
    for c in &p.colleagues {
        text.push_str(&format!("  = {} {} ({}): {}\n", c.object, show(&c.title), show(&c.client), show(&c.owner)));
    }
    Ok(Answer::new(value(p), text)?.with_questions(p.stays_total > 0))
}

fn value(p: &Preview) -> Value {
    let moves = p.moves.iter().map(|m| {
        json!({
            "object": m.object,
            "title": m.title,
            "from": m.from.as_ref().map(|(_, name)| name),
            "from_id": m.from.as_ref().map(|(id, _)| id.0),
            "to": p.to.name,
            "amount": m.amount.map(|a: Money| a.minor),
            "currency": m.amount.map(|a| a.currency),
            "load_before": m.load_before.percent(),
            "load_after": m.load_after.percent(),
        })
    });
    let people = p.people.iter().map(|w| {
        json!({
            "id": w.id.0,
            "name": w.name,
            "clients_before": w.clients.0,
            "clients_after": w.clients.1,
            "deals_before": w.deals.0,
            "deals_after": w.deals.1,
            "load_before": w.before.percent(),
            "load_after": w.after.percent(),
            "over_capacity": w.is_over(),
        })
    });
    let colleagues = p
        .colleagues
        .iter()
        .map(|c| json!({ "object": c.object, "title": c.title, "client": c.client, "owner": c.owner }));
    json!({
        "seen": p.seen.0,
        "to": { "id": p.to.id.0, "name": p.to.name },
        "moved": p.moved,
        "amounts": p.sums,
        "same": p.same,
        "moves": moves.collect::<Vec<_>>(),
        "people": people.collect::<Vec<_>>(),
        "stays": p.stays.iter().map(stay).collect::<Vec<_>>(),
        "stays_total": p.stays_total,
        "colleagues": colleagues.collect::<Vec<_>>(),
        "colleagues_total": p.colleagues_total,
        "over_capacity": p.over_capacity,
    })
}

//! The first days of a crisis: how fresh the data is, what the mailbox held.

use serde_json::json;

use super::{Answer, App, One, number};
use crate::base::{CaseId, Res};
use crate::cli::table::{Align, Table};
use crate::cli::vocab;
use crate::domain::MailFound;
use crate::ops::{MailCombed, MailFinding};
use crate::reads::case::case;
use crate::reads::{find, fresh, mail};

pub fn fresh_list(args: &One, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    case(base.conn(), &scope, args.id, &app.clock)?;
    let rows = fresh::fresh(&app.asker(&base, &scope)?, args.id)?;
    let (x, t, zone) = (&app.texts, app.texts.t(), app.clock.zone);
    let mut table = Table::new(vec![
        (t.fresh_col_kind(), Align::Left),
        (t.fresh_col_data(), Align::Left),
        (t.fresh_col_arrived(), Align::Left),
    ]);
    // A table would cut the way through the menus off.
    let mut menus = String::new();
    for r in &rows {
        table.row([
            x.term(r.kind),
            r.data_at.map_or_else(|| t.fresh_never(), |at| x.at(at, &app.clock)),
            if r.arrived { t.fresh_arrived() } else { t.fresh_waits() },
        ]);
        for s in r.sources.iter().filter(|_| !r.arrived) {
            menus.push_str(&format!("  {} · {}: {}\n", x.term(r.kind), x.term(*s), x.export_menu(*s, r.kind)));
        }
    }
    let mut text = table.text();
    if !menus.is_empty() {
        text.push_str(&format!("\n{}:\n{menus}", t.fresh_col_where()));
    }
    let items: Vec<_> = rows
        .iter()
        .map(|r| {
            json!({
                "kind": r.kind,
                "data_at": r.data_at.map(|a| a.iso(zone)),
                "loaded_at": r.loaded_at.map(|a| a.iso(zone)),
                "arrived": r.arrived,
                "menus": r.sources.iter().map(|s| json!({ "source": s, "menu": x.export_menu(*s, r.kind) })).collect::<Vec<_>>(),
            })
        })
        .collect();
    Answer::new(json!({ "fresh": items }), text)
}

#[derive(Debug, clap::Args)]
pub struct Mailing {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "NAME", requires = "text")]
    client: Option<String>,
    #[arg(long, value_name = "unanswered|promise|agreement", value_parser = vocab(MailFound::of), requires = "text")]
    kind: Option<MailFound>,
    #[arg(long, value_name = "TEXT", requires = "kind", conflicts_with = "done")]
    text: Option<String>,
    #[arg(long, value_name = "DAY", requires = "text")]
    on: Option<String>,
    #[arg(long, requires = "letters")]
    done: bool,
    #[arg(long, value_name = "N")]
    letters: Option<u32>,
}

pub fn mail(args: &Mailing, app: &App) -> Res<Answer> {
    if let (Some(kind), Some(text)) = (args.kind, &args.text) {
        let mut base = app.base()?;
        let client = args.client.as_deref().map(|n| find::client(base.conn(), n)).transpose()?;
        let on = args.on.as_deref().map(|d| app.due(d)).transpose()?;
        app.run(&mut base, &MailFinding { case: args.id, client, kind, text: text.clone(), due: on })?;
    }
    if args.done {
        app.run(&mut app.base()?, &MailCombed { case: args.id, letters: args.letters })?;
    }
    list(args.id, app)
}

fn list(id: CaseId, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    case(base.conn(), &scope, id, &app.clock)?;
    let view = mail::mail(&app.asker(&base, &scope)?, id)?;
    let (x, t, zone) = (&app.texts, app.texts.t(), app.clock.zone);
    let mut text = match (view.combed_at, view.letters) {
        (Some(at), n) => t.mail_combed(x.at(at, &app.clock), x.number(i64::from(n.unwrap_or_default()))),
        _ => t.mail_not_combed(),
    };
    text.push('\n');
    let mut table = Table::new(vec![
        (t.cli_col_kind(), Align::Left),
        (t.cli_col_client(), Align::Left),
        (t.mail_col_what(), Align::Left),
        (t.mail_col_task(), Align::Left),
        (t.cli_col_due(), Align::Left),
    ]);
    for f in &view.findings {
        table.row([
            x.term(f.kind),
            f.client.as_ref().map(|c| c.1.clone()).unwrap_or_default(),
            f.text.clone(),
            f.owner.as_ref().map(|o| o.1.clone()).unwrap_or_default(),
            match (f.done, f.due_at) {
                (true, _) => t.mail_done(),
                (false, at) => at.map(|at| x.at(at, &app.clock)).unwrap_or_default(),
            },
        ]);
    }
    text.push_str(&table.text());
    let items: Vec<_> = view
        .findings
        .iter()
        .map(|f| {
            json!({
                "id": f.id, "kind": f.kind, "client": f.client.as_ref().map(|c| &c.1), "text": f.text,
                "task": f.task, "owner": f.owner.as_ref().map(|o| &o.1), "due": f.due_at.map(|a| a.iso(zone)), "done": f.done,
            })
        })
        .collect();
    let value = json!({ "combed_at": view.combed_at.map(|a| a.iso(zone)), "letters": view.letters, "findings": items });
    Answer::new(value, text)
}

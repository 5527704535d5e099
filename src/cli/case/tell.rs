//! `case tell`: whom to tell in person. `case correspondence`: what of each client is in the card.

use serde_json::{Value, json};

use super::crisis::{result, time};
use super::{Answer, App, number};
use crate::base::{CaseId, ClientId, Code, Fault, Res};
use crate::cli::table::{Align, Table};
use crate::cli::vocab;
use crate::domain::names::short;
use crate::domain::{CallResult, CorrespondencePart, CorrespondenceState};
use crate::ops::{CorrespondenceSet, TellCall, TellWho};
use crate::reads::case::case;
use crate::reads::correspondence::{self, CorrespondenceRow};
use crate::reads::find;
use crate::reads::tell::{TellRow, TellState, tell};

#[derive(Debug, clap::Args)]
pub struct Telling {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    #[arg(long = "as", value_name = "reached|no-answer|call-back", value_parser = vocab(result), requires = "client")]
    as_: Option<CallResult>,
    #[arg(long, value_name = "TEXT", requires = "as_")]
    note: Option<String>,
    #[arg(long, value_name = "TIME", required_if_eq("as_", "call-back"))]
    again: Option<String>,
    #[arg(long, value_name = "NAME", requires = "client", conflicts_with = "as_")]
    who: Option<String>,
    #[arg(long, value_name = "TIME", requires = "who")]
    until: Option<String>,
}

pub fn telling(args: &Telling, app: &App) -> Res<Answer> {
    if let Some(name) = &args.client {
        let mut base = app.base()?;
        let client = find::client(base.conn(), name)?;
        if let Some(outcome) = args.as_ {
            let note = args.note.clone().unwrap_or_default();
            let again_at = time(args.again.as_deref(), app)?;
            app.run(&mut base, &TellCall { case: args.id, client, outcome, note, again_at })?;
        } else if let Some(who) = &args.who {
            let who = find::employee(base.conn(), who)?;
            let until = time(args.until.as_deref(), app)?;
            app.run(&mut base, &TellWho { case: args.id, clients: vec![client], who, until })?;
        }
    }
    let base = app.look()?;
    let scope = app.scope(&base)?;
    case(base.conn(), &scope, args.id, &app.clock)?;
    let rows = tell(&app.asker(&base, &scope)?, args.id)?;
    let items: Vec<Value> = rows.iter().map(|r| told(r, app)).collect();
    Answer::new(json!({ "case": args.id.0, "tell": items }), tell_table(&rows, app))
}

fn told(r: &TellRow, app: &App) -> Value {
    let iso = |at: Option<crate::base::At>| at.map(|a| a.iso(app.clock.zone));
    json!({
        "client": r.name, "why": r.why, "manager": r.manager.1, "accepted": r.accepted,
        "by": r.by.as_ref().map(|b| b.1.clone()), "until": iso(r.due),
        "contact": r.contact.as_ref().map(|c| c.name.clone()), "phones": r.phones,
        "attempts": r.attempts, "state": word(r.state), "may_skip": r.may_skip,
        "last": r.last.as_ref().map(|l| json!({
            "result": l.result, "note": l.note, "at": iso(Some(l.at)), "by": l.by, "again_at": iso(l.again_at),
        })),
    })
}

const fn word(state: TellState) -> &'static str {
    match state {
        TellState::Now => "now",
        TellState::Later(_) => "later",
        TellState::Without => "without_call",
        TellState::Told => "told",
    }
}

fn tell_table(rows: &[TellRow], app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    if rows.is_empty() {
        return t.tell_empty();
    }
    let columns =
        [t.let_col_client(), t.tell_col_what(), t.tell_col_who(), t.employees_card_phone(), t.ring_attempts()];
    let mut table = Table::new(columns.into_iter().map(|c| (c, Align::Left)).collect());
    for r in rows {
        let what = match r.why {
            crate::reads::tell::TellWhy::Vip => t.tell_introduce(short(&r.manager.1)),
            crate::reads::tell::TellWhy::NoAddress => x.letter_problem("no_address"),
            crate::reads::tell::TellWhy::DoNotWrite => x.letter_problem("do_not_write"),
            crate::reads::tell::TellWhy::Bounced => t.tell_bounced(),
        };
        let by = r.by.as_ref().map_or_else(String::new, |b| short(&b.1));
        let phone = r.phones.first().cloned().unwrap_or_default();
        table.row([r.name.clone(), what, by, phone, x.number(r.attempts.into())]);
    }
    table.text()
}

#[derive(Debug, clap::Args)]
pub struct Archiving {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "NAME", conflicts_with = "all")]
    client: Vec<String>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "mail|chats|recordings", value_parser = vocab(CorrespondencePart::of))]
    part: Vec<CorrespondencePart>,
    #[arg(long = "as", value_name = "done|none|open", value_parser = vocab(CorrespondenceState::of))]
    as_: Option<CorrespondenceState>,
    #[arg(long, value_name = "TEXT", requires = "as_")]
    note: Option<String>,
}

/// Without `--as` it lists; with it, of whom is always said: `--client` or `--all`.
pub fn correspondence(args: &Archiving, app: &App) -> Res<Answer> {
    if let Some(state) = args.as_ {
        if args.client.is_empty() && !args.all {
            return Err(Fault::new(Code::NothingToDo).with("name", args.id));
        }
        let mut base = app.base()?;
        let clients: Vec<ClientId> =
            args.client.iter().map(|n| find::client(base.conn(), n)).collect::<Res<Vec<_>>>()?;
        let parts = if args.part.is_empty() { CorrespondencePart::ALL.to_vec() } else { args.part.clone() };
        app.run(&mut base, &CorrespondenceSet { case: args.id, clients, parts, state, note: args.note.clone() })?;
    }
    let base = app.look()?;
    let scope = app.scope(&base)?;
    case(base.conn(), &scope, args.id, &app.clock)?;
    let rows = correspondence::correspondence(&app.asker(&base, &scope)?, args.id)?;
    let complete = rows.iter().filter(|r| r.is_complete()).count();
    let items: Vec<Value> = rows.iter().map(|r| archived(r, app)).collect();
    let text = archive_table(&rows, app);
    Answer::new(json!({ "case": args.id.0, "complete": complete, "total": rows.len(), "clients": items }), text)
}

fn archived(r: &CorrespondenceRow, app: &App) -> Value {
    let parts: serde_json::Map<String, Value> = r
        .parts
        .iter()
        .map(|p| {
            let at = p.at.map(|a| a.iso(app.clock.zone));
            (
                p.part.word().to_owned(),
                json!({ "state": p.state, "by": p.who(&app.texts.t().ui_owner()), "at": at, "note": p.note }),
            )
        })
        .collect();
    json!({
        "client": r.name, "parts": parts, "complete": r.is_complete(),
        "context": { "done": r.context.done, "total": r.context.all },
    })
}

fn archive_table(rows: &[CorrespondenceRow], app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    if rows.is_empty() {
        return t.corr_empty();
    }
    let mut columns = vec![(t.let_col_client(), Align::Left)];
    columns.extend(CorrespondencePart::ALL.iter().map(|p| (x.term(*p), Align::Left)));
    columns.push((t.corr_col_head(), Align::Right));
    let mut table = Table::new(columns);
    for r in rows {
        let mut cells = vec![r.name.clone()];
        cells.extend(r.parts.iter().map(|p| x.term(p.state)));
        cells.push(x.n_of(r.context.done.cast_signed(), r.context.all.cast_signed()));
        table.row(cells);
    }
    table.text()
}

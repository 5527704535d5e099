//! A crisis: the call list and its outcomes, the temporary owner.

use serde_json::{Value, json};

use super::show::show;
use super::{Answer, App, One, number};
use crate::base::{At, CaseId, Clock, Code, Due, Fault, Res};
use crate::cli::table::{Align, Table};
use crate::cli::vocab;
use crate::domain::CallResult;
use crate::domain::crisis::Burn;
use crate::domain::spoken;
use crate::ops::{CallOutcome, TemporarySet};
use crate::reads::calls::{CallDeal, CallRow, CallState, LooseDeal, calls, loose};
use crate::reads::computed;
use crate::reads::find;
use crate::texts::Texts;

pub fn list(args: &One, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    // A case that is not there, or not to be seen, is said to be unknown.
    crate::reads::case::case(base.conn(), &scope, args.id, &app.clock)?;
    let asker = app.asker(&base, &scope)?;
    let unknown = computed::awaits_export(base.conn(), args.id)?;
    answer(calls(&asker, args.id)?, loose(&asker, args.id)?, unknown, app)
}

fn answer(rows: Vec<CallRow>, loose: Vec<LooseDeal>, unknown: bool, app: &App) -> Res<Answer> {
    let (x, t) = (&app.texts, app.texts.t());
    let done = rows.iter().filter(|r| r.state == CallState::Reached).count();
    let mut table = Table::new(vec![
        (t.cli_col_client(), Align::Left),
        (t.cli_col_stage(), Align::Left),
        (t.cli_col_amount(), Align::Right),
        (t.calls_col_burns(), Align::Left),
        (t.calls_col_contact(), Align::Left),
        (t.calls_col_phone(), Align::Left),
        (t.calls_col_last(), Align::Left),
    ]);
    for r in &rows {
        let vip = if r.vip { format!("VIP {}", r.name) } else { r.name.clone() };
        table.row([
            vip,
            r.deals.first().map(|d| d.stage.clone()).unwrap_or_default(),
            x.sums(&r.sums()),
            x.burn(&r.burns, &app.clock),
            r.contact.as_ref().map(|c| c.name.clone()).unwrap_or_default(),
            r.phones.first().cloned().unwrap_or_default(),
            r.last.as_ref().map(|l| last(l.result, l.again_at, x, &app.clock)).unwrap_or_default(),
        ]);
    }
    let mut text = match table.is_empty() {
        true if unknown => t.ring_awaits_export(),
        true => t.calls_none(),
        false => table.text(),
    };
    if !loose.is_empty() {
        let mut table = Table::new(vec![
            (t.calls_col_without(), Align::Left),
            (t.cli_col_stage(), Align::Left),
            (t.cli_col_amount(), Align::Right),
            (t.calls_col_contact(), Align::Left),
            (t.calls_col_phone(), Align::Left),
        ]);
        for l in &loose {
            table.row([
                l.deal.title.clone(),
                l.deal.stage.clone(),
                x.money(l.deal.amount),
                l.contact.clone().unwrap_or_default(),
                l.phones.first().cloned().unwrap_or_default(),
            ]);
        }
        text = format!("{}\n\n{}", text.trim_end(), table.text());
    }
    let without: Vec<Value> = loose
        .iter()
        .map(|l| {
            let mut deal = deal_json(&l.deal);
            deal["contact"] = json!(l.contact);
            deal["phones"] = json!(l.phones);
            deal
        })
        .collect();
    let items: Vec<Value> = rows.iter().map(|r| row_json(r, app)).collect();
    Answer::new(json!({ "total": rows.len(), "reached": done, "calls": items, "without_client": without }), text)
}

/// «перезвонить вт, 24 нояб., 15:00».
fn last(result: CallResult, again: Option<At>, x: &Texts, clock: &Clock) -> String {
    let word = x.term(result);
    again.map_or_else(|| word.clone(), |at| format!("{word} {}", x.at(at, clock)))
}

fn deal_json(d: &CallDeal) -> Value {
    json!({
        "id": d.id, "title": d.title, "stage": d.stage, "final": d.stage_kind == crate::domain::StageKind::Final,
        "amount": d.amount.minor, "currency": d.amount.currency.to_string(),
        "expected_close": d.expected_close.map(|d| d.to_string()),
    })
}

fn row_json(r: &CallRow, app: &App) -> Value {
    let zone = app.clock.zone;
    let iso = |at: Option<At>| at.map(|a| a.iso(zone));
    let (word, due) = match &r.burns {
        Burn::Task { due, .. } => ("task", iso(*due)),
        Burn::NextStep { on, .. } => ("next_step", Some(on.to_string())),
        Burn::Close(day) => ("close", Some(day.to_string())),
        Burn::Contact(day) => ("contact", Some(day.to_string())),
        Burn::Final => ("final", None),
        Burn::Over => ("over", None),
    };
    let (state, again) = match r.state {
        CallState::Now => ("now", None),
        CallState::Later(at) => ("later", at),
        CallState::Reached => ("reached", None),
    };
    json!({
        "client": r.name,
        "client_id": r.client,
        "vip": r.vip,
        "owner": r.owner.as_ref().map(|o| &o.1),
        "deals": r.deals.iter().map(deal_json).collect::<Vec<_>>(),
        "burns": { "what": word, "due": due, "text": app.texts.burn(&r.burns, &app.clock) },
        "contact": r.contact.as_ref().map(|c| json!({ "name": c.name, "position": c.position, "decision": c.decision })),
        "phones": r.phones,
        "say": r.say.as_ref().map(|s| &s.text),
        "attempts": r.attempts,
        "state": state,
        "again_at": iso(again),
        "last": r.last.as_ref().map(|l| json!({
            "result": l.result, "note": l.note, "at": iso(Some(l.at)), "by": l.by, "again_at": iso(l.again_at),
        })),
    })
}

#[derive(Debug, clap::Args)]
pub struct Calling {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "NAME")]
    client: String,
    #[arg(long = "as", value_name = "reached|no-answer|call-back", value_parser = vocab(result))]
    as_: CallResult,
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[arg(long, value_name = "TIME", required_if_eq("as_", "call-back"))]
    again: Option<String>,
}

/// Scripts write words with hyphens, the base keeps them with underscores.
pub(super) fn result(word: &str) -> Option<CallResult> {
    CallResult::of(&word.replace('-', "_"))
}

pub fn call(args: &Calling, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let client = find::client(base.conn(), &args.client)?;
    let command = CallOutcome {
        case: args.id,
        client,
        outcome: args.as_,
        note: args.note.clone().unwrap_or_default(),
        again_at: time(args.again.as_deref(), app)?,
    };
    app.run(&mut base, &command)?;
    drop(base);
    list(&One { id: args.id }, app)
}

/// An instant as people write it: with a zone, or in the office's, or in words as the forms take it («завтра 15:00»). A day
/// alone in words means the end of its working hours.
pub(super) fn time(text: Option<&str>, app: &App) -> Res<Option<At>> {
    let bad = |s: &str| Fault::new(Code::BadTime).with("value", s);
    let read = |s: &str| {
        let spoken = || spoken::read_any(s, app.clock).ok();
        let instant = |due: Due| due.instant(app.clock.zone, app.office().day_end);
        At::parse(s, app.clock.zone).or_else(|| spoken().map(instant)).ok_or_else(|| bad(s))
    };
    text.map(read).transpose()
}

#[derive(Debug, clap::Args)]
pub struct Appointing {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "NAME", required_unless_present = "off", conflicts_with = "off")]
    to: Option<String>,
    /// Takes the temporary ownership back.
    #[arg(long)]
    off: bool,
}

pub fn temporary(args: &Appointing, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let to = args.to.as_deref().map(|n| find::employee(base.conn(), n)).transpose()?;
    app.run(&mut base, &TemporarySet { case: args.id, to })?;
    drop(base);
    show(app, args.id)
}

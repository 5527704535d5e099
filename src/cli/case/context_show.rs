//! What is to be written, in which order, and what the card knows already: the form's other half for scripts.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Answer, App, promise};
use crate::base::{CaseId, Code, Fault, Ref, Res};
use crate::cli::table::{Align, Table};
use crate::domain::{Block, BlockState};
use crate::reads::context::{ContextCard, QueueRow, card, progress, queue};
use crate::texts::{Noun, Texts};

pub fn queue_of(app: &App, id: CaseId) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    crate::reads::case::case(base.conn(), &scope, id, &app.clock)?;
    let rows = queue(base.conn(), &scope, id, app.clock.zone)?;
    let done = progress(base.conn(), id)?;
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.dist_col_to(), Align::Left),
        (t.dist_col_title(), Align::Left),
        (t.ctx_col_burns(), Align::Left),
        (t.ctx_col_ready(), Align::Right),
        (t.ctx_col_missing(), Align::Left),
    ]);
    for r in &rows {
        let client = r.client.as_ref().map_or_else(String::new, |c| format!("{c} — "));
        table.row([
            r.receiver.as_ref().map_or_else(|| t.ui_nobody(), |(_, name)| name.clone()),
            format!("{client}{}", r.title),
            r.burns.map_or_else(String::new, |(at, why)| {
                format!("{} {}", x.term(why), x.day_short(app.clock.zone.day(at), app.clock.today()))
            }),
            format!("{}/{}", r.filled + r.waived, r.required),
            lacks(r, x),
        ]);
    }
    let head = t.ctx_written(x.n_of(done.ready.into(), done.objects.into()));
    let text = if rows.is_empty() { t.ctx_empty() } else { format!("{head}\n{}", table.text()) };
    let items: Vec<Value> = rows.iter().map(|r| row(r, app)).collect();
    Answer::new(json!({ "progress": done, "queue": items }), text)
}

/// Blocks that are missing, and tasks that say too little.
fn lacks(r: &QueueRow, x: &Texts) -> String {
    let mut all: Vec<String> = r.missing.iter().map(|b| x.block_short(*b)).collect();
    if r.tasks.lacking() > 0 {
        all.push(x.t().told_tasks_lack(x.count(Noun::Task, r.tasks.lacking().into())));
    }
    all.join(", ")
}

fn row(r: &QueueRow, app: &App) -> Value {
    json!({
        "object": r.object,
        "title": r.title,
        "client": r.client,
        "segment": r.segment,
        "receiver": r.receiver.as_ref().map(|(_, name)| name),
        "filled": r.filled,
        "required": r.required,
        "waived": r.waived,
        "missing": r.missing,
        "tasks": r.tasks,
        "burns_at": r.burns.map(|(at, _)| at.iso(app.clock.zone)),
        "burns": r.burns.map(|(_, why)| why),
    })
}

pub fn card_of(app: &App, id: CaseId, object: Ref) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let card = card(base.conn(), &scope, Some(id), object)?;
    let (x, t, zone) = (&app.texts, app.texts.t(), app.clock.zone);
    let mut table = Table::new(vec![
        (t.act_col_block(), Align::Left),
        (t.cli_col_state(), Align::Left),
        (t.cli_col_said(), Align::Left),
        (t.cli_col_due(), Align::Left),
    ]);
    for b in &card.blocks {
        let star = if b.required { "*" } else { "" };
        let text = if b.state == BlockState::Waived { b.reason.clone() } else { b.text.clone() };
        let on = b.on.map_or_else(String::new, |d| x.due(d, app.clock.today()));
        table.row([format!("{}{star}", x.term(b.block)), x.term(b.state), text, on]);
    }
    let blocks: Vec<Value> = card
        .blocks
        .iter()
        .map(|b| {
            json!({
                "block": b.block, "required": b.required, "state": b.state, "text": b.text,
                "on": b.on.map(|d| d.to_string()), "reason": b.reason, "at": b.at.map(|a| a.iso(zone)),
            })
        })
        .collect();
    let others: Vec<Value> = card
        .others
        .iter()
        .map(|o| json!({ "object": o.object, "title": o.title, "block": o.block, "text": o.text }))
        .collect();
    let json = json!({
        "object": card.object,
        "title": card.title,
        "client": card.client.as_ref().map(|(_, name)| name),
        "receiver": card.receiver.as_ref().map(|(_, name)| name),
        "blocks": blocks,
        "promises": card.promises.iter().map(|p| promise::row(p, app)).collect::<Vec<_>>(),
        "known": known(&card, app),
        "others": others,
    });
    Answer::new(json, format!("{}\n{}", card.title, table.text()))
}

fn known(card: &ContextCard, app: &App) -> Value {
    let zone = app.clock.zone;
    json!({
        "stage": card.stage,
        "stage_kind": card.stage_kind,
        "stage_since": card.stage_since.map(|a| a.iso(zone)),
        "amount": card.amount.map(|m| m.minor),
        "currency": card.amount.map(|m| m.currency.as_str().to_owned()),
        "expected_close": card.expected_close.map(|d| d.to_string()),
        "created_at": card.created_at.map(|a| a.iso(zone)),
        "contacts": card.contacts.iter().map(|k| json!({
            "name": k.name, "position": k.position, "decision": k.decision, "points": k.points,
        })).collect::<Vec<_>>(),
        "tasks": card.tasks.iter().map(|k| json!({
            "id": k.id, "kind": k.kind, "title": k.title, "due": k.due.map(|d| d.to_string()), "owner": k.owner,
            "handed": k.handed, "missing": k.missing(),
            "fields": k.told.all().iter().filter(|(_, t)| !t.is_empty()).map(|(f, t)| (f.word(), t)).collect::<BTreeMap<_, _>>(),
        })).collect::<Vec<_>>(),
        "touches": card.touches.iter().map(|k| json!({
            "kind": k.kind, "at": k.at.iso(zone), "outcome": k.outcome, "who": k.who,
        })).collect::<Vec<_>>(),
        "notes": card.notes.iter().map(|n| json!({
            "at": n.at.map(|a| a.iso(zone)), "text": n.text, "who": n.who,
        })).collect::<Vec<_>>(),
    })
}

/// What the same block says elsewhere, or its like of a client. Errors: `UnknownObject` where it says nothing, or the object is not the client's.
pub fn like(app: &App, id: CaseId, object: Ref, block: Block, from: Ref) -> Res<String> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let card = card(base.conn(), &scope, Some(id), object)?;
    let found = card.others.into_iter().find(|o| o.object == from && o.block.is_like(block));
    found.map(|o| o.text).ok_or_else(|| Fault::new(Code::UnknownObject).with("name", from))
}

//! `case interview`: which deals to ask about while there is an hour; `case promise` and `case context` write the answers.

use serde_json::json;

use super::{Answer, App};
use crate::base::{CaseId, Res};
use crate::cli::table::{Align, Table};
use crate::reads::case::case;
use crate::reads::hidden;
use crate::reads::interview::{Asked, Interview, Known, interview};

pub fn list(app: &App, id: CaseId) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let asker = app.asker(&base, &scope)?;
    let prepared = hidden::of(base.conn(), id)?.is_some_and(|of| hidden::may_know(&asker.who, of));
    if !prepared {
        case(base.conn(), &scope, id, &app.clock)?;
    }
    let Interview { rows, left } = interview(&asker, id)?;
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Left),
        (t.dist_col_title(), Align::Left),
        (t.dist_col_amount(), Align::Right),
        (t.hour_promised(), Align::Left),
        (t.hour_next(), Align::Left),
    ]);
    let said = |k: &Known| if k.is_said() { k.text.clone() } else { "–".to_owned() };
    let promised = |a: &Asked| {
        let all: Vec<String> = a.promises.iter().map(|p| x.promise(p, app.clock.today())).collect();
        if all.is_empty() { said(&a.promised) } else { all.join("; ") }
    };
    for a in &rows {
        let client = if a.client.is_empty() { String::new() } else { format!("{} — ", a.client) };
        let amount = a.amount.filter(|m| m.minor != 0).map_or_else(String::new, |m| x.money(m));
        table.row([format!("deal:{}", a.deal.0), format!("{client}{}", a.title), amount, promised(a), said(&a.next)]);
    }
    let items: Vec<_> = rows
        .iter()
        .map(|a| {
            json!({
                "object": format!("deal:{}", a.deal.0),
                "title": a.title,
                "client": a.client,
                "promised": a.promised.text,
                "promises": a.promises.iter().map(|p| json!({
                    "text": p.text, "due": p.due.map(|d| d.to_string()), "state": p.state.word(),
                })).collect::<Vec<_>>(),
                "next_step": a.next.text,
                "on": a.next.on.map(|d| d.day.to_string()),
                "answered": a.is_answered(),
            })
        })
        .collect();
    let mut text = if table.is_empty() { t.hour_none() } else { table.text() };
    if !left.is_empty() {
        text = format!("{text}\n{}", t.hour_help_left(x.first_of(&left)));
    }
    Answer::new(json!({ "deals": items, "left": left }), text)
}

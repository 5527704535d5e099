//! `touch`: a call, a mail or a meeting with a client.

use serde_json::json;

use super::{Answer, App, vocab};
use crate::base::Res;
use crate::domain::{Actor, TouchKind};
use crate::ops::TouchAdd;
use crate::reads::find;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "NAME")]
    client: String,
    #[arg(long, value_name = "call|mail|meeting", value_parser = vocab(TouchKind::of))]
    kind: TouchKind,
    #[arg(long, value_name = "TEXT")]
    outcome: String,
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

pub fn run(a: &Args, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let client = find::client(base.conn(), &a.client)?;
    let by = match (&a.by, app.acting(&base)?) {
        (Some(name), _) => Some(find::employee(base.conn(), name)?),
        (None, Actor::Person(id)) => Some(id),
        (None, Actor::Owner | Actor::System(_)) => None,
    };
    let command = TouchAdd { client, kind: a.kind, outcome: a.outcome.clone(), by, at: None, recorded: false };
    let out = app.run(&mut base, &command)?.out;
    let (x, at) = (&app.texts, app.clock.now);
    let text = x.t().cli_touch_done(x.term(a.kind), x.at(at, &app.clock));
    Answer::new(
        json!({ "touch": out.touch.0, "client": client.0, "kind": a.kind, "at": at.iso(app.clock.zone), "outcome": a.outcome }),
        text,
    )
}

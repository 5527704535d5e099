//! `transfer`: one client, or a few, to another manager outside any departure; each becomes a case of its own and is applied.

use serde_json::{Value, json};

use super::{Answer, App, vocab};
use crate::base::{CaseId, Res};
use crate::domain::SingleReason;
use crate::ops::{Apply, SingleOpen};
use crate::reads::find;
use crate::store::Base;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "NAME", num_args = 1.., required = true)]
    client: Vec<String>,
    #[arg(long, value_name = "NAME")]
    to: String,
    #[arg(id = "why", long = "reason", value_name = "overloaded|client_request|fresh_start|own_request",
        value_parser = vocab(SingleReason::of))]
    why: SingleReason,
    #[arg(long, value_name = "TEXT")]
    comment: String,
    #[arg(long, value_name = "TEXT")]
    next_step: String,
    #[arg(long, value_name = "DATE")]
    on: String,
    #[command(flatten)]
    more: More,
}

/// What may be said beside.
#[derive(Debug, Default, clap::Args)]
pub struct More {
    #[arg(long, value_name = "TEXT")]
    people: Option<String>,
    #[arg(long, value_name = "TEXT")]
    told: Option<String>,
}

/// What is said of each client.
pub struct Said<'a> {
    pub to: &'a str,
    pub why: SingleReason,
    pub comment: &'a str,
    pub next_step: &'a str,
    pub on: &'a str,
    pub more: &'a More,
}

/// Opens the case of one client, nothing applied.
pub fn open(client: &str, said: &Said<'_>, app: &App, base: &mut Base) -> Res<CaseId> {
    let command = SingleOpen {
        client: find::client(base.conn(), client)?,
        to: find::employee(base.conn(), said.to)?,
        reason: said.why,
        comment: said.comment.to_owned(),
        people: said.more.people.clone(),
        next_step: said.next_step.to_owned(),
        on: Some(app.due(said.on)?),
        told: said.more.told.clone(),
    };
    Ok(app.run(base, &command)?.out.case)
}

/// One client answers as `case show`. Several answer as `cases` of the same in their order and `refused`: a refusal of one
/// stops none of the others, and leaves a question.
pub fn run(a: &Args, app: &App) -> Res<Answer> {
    let said = Said { to: &a.to, why: a.why, comment: &a.comment, next_step: &a.next_step, on: &a.on, more: &a.more };
    let mut base = app.base()?;
    let one = |client: &str, base: &mut Base| -> Res<CaseId> {
        let case = open(client, &said, app, base)?;
        app.run(base, &Apply { case })?;
        Ok(case)
    };
    if let [client] = a.client.as_slice() {
        let case = one(client, &mut base)?;
        drop(base);
        return super::case::show_one(app, case);
    }
    let (mut cases, mut refused, mut first) = (Vec::new(), Vec::new(), None);
    for client in &a.client {
        match one(client, &mut base) {
            Ok(case) => cases.push(case),
            Err(fault) => {
                let said = app.texts.fault(&fault).message();
                refused.push(json!({ "client": client, "code": fault.code.word(), "message": said }));
                first.get_or_insert(fault);
            }
        }
    }
    drop(base);
    if let (true, Some(fault)) = (cases.is_empty(), first) {
        return Err(fault);
    }
    let (mut shown, mut text) = (Vec::<Value>::new(), String::new());
    for case in cases {
        let (json, lines) = super::case::show_one(app, case)?.into_parts();
        shown.push(json);
        text.push_str(&lines);
    }
    refused.iter().for_each(|r| {
        text.push_str(&format!(
            "{}: {}\n",
            r["client"].as_str().unwrap_or_default(),
            r["message"].as_str().unwrap_or_default()
        ))
    });
    let questions = !refused.is_empty();
    Ok(Answer::new(json!({ "cases": shown, "refused": refused }), text)?.with_questions(questions))
}

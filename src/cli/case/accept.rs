//! The receiver's answer: a handover counts when it is accepted with a dated first action (1-J2).

use clap::ArgGroup;
use serde_json::json;

use super::{Answer, App, number, refs};
use crate::base::{CaseId, Res};
use crate::cli::vocab;
use crate::domain::Via;
use crate::ops::{Accept, Decline, Which};
use crate::reads::find;
use crate::texts::Noun;

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("which").required(true).args(["object", "all"]))]
pub struct Accepting {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "NAME")]
    receiver: String,
    #[arg(long, value_name = "REF", num_args = 1..)]
    object: Vec<String>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "TEXT", requires = "on")]
    next_step: Option<String>,
    #[arg(long, value_name = "DAY", requires = "next_step")]
    on: Option<String>,
    #[arg(long, value_name = "screen|sheet|words", default_value = "screen", hide_default_value = true,
        value_parser = vocab(Via::of))]
    via: Via,
    #[arg(long, requires = "reason")]
    force: bool,
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

pub fn accept(args: &Accepting, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let command = Accept {
        case: args.id,
        receiver: find::employee(base.conn(), &args.receiver)?,
        which: if args.all { Which::All } else { Which::Objects(refs(&args.object)?) },
        next_step: args.next_step.clone(),
        on: args.on.as_deref().map(|d| app.due(d)).transpose()?,
        via: args.via,
        force: args.reason.clone().filter(|_| args.force),
    };
    let out = app.run(&mut base, &command)?.out;
    let (x, t) = (&app.texts, app.texts.t());
    let mut text = t.cli_accepted(x.count(Noun::Line, out.accepted.into()), x.number(out.remaining.into()));
    for r in &out.refused {
        text.push_str(&format!("\n  ! {} {}", r.object, crate::base::show(&r.title)));
    }
    let value = json!({
        "accepted": out.accepted,
        "remaining": out.remaining,
        "by_list": out.by_list,
        "refused": out.refused,
    });
    let left = !out.refused.is_empty();
    Ok(Answer::new(value, text)?.with_questions(left))
}

#[derive(Debug, clap::Args)]
pub struct Declining {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "NAME")]
    receiver: String,
    #[arg(long, value_name = "REF", num_args = 1.., required = true)]
    object: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[arg(long, value_name = "screen|sheet|words", default_value = "screen", hide_default_value = true,
        value_parser = vocab(Via::of))]
    via: Via,
}

pub fn decline(args: &Declining, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let command = Decline {
        case: args.id,
        receiver: find::employee(base.conn(), &args.receiver)?,
        objects: refs(&args.object)?,
        reason: args.reason.clone(),
        via: args.via,
    };
    let out = app.run(&mut base, &command)?.out;
    let (x, t) = (&app.texts, app.texts.t());
    let text = t.cli_declined(x.count(Noun::Line, out.declined.into()), x.number(out.remaining.into()));
    let value = json!({
        "accepted": 0,
        "remaining": out.remaining,
        "declined": out.declined,
        "returned": out.returned,
        "alarms": out.alarms,
    });
    Answer::new(value, text)
}

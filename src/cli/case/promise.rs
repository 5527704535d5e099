//! What was promised to clients: written down, changed, decided on, made a task.

use clap::ArgGroup;
use serde_json::{Value, json};

use super::{Answer, App, number, one_ref};
use crate::base::{CaseId, Code, Fault, PromiseId, Res};
use crate::cli::table::{Align, Table};
use crate::domain::PromiseState;
use crate::ops::{PromiseDecide, PromiseDrop, PromiseSave, PromiseTask};
use crate::reads::promises::{PromiseView, of_case};

/// Without an action the list.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("act").args(["text", "approve", "refuse", "task", "take_back"]))]
#[command(group = ArgGroup::new("which").args(["object", "promise"]).requires("act"))]
pub struct Promising {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "REF", requires = "text")]
    object: Option<String>,
    #[arg(long, value_name = "N", value_parser = promise_number)]
    promise: Option<PromiseId>,
    #[arg(long, value_name = "TEXT", requires = "which")]
    text: Option<String>,
    #[arg(long, value_name = "DAY", requires = "text")]
    due: Option<String>,
    #[arg(long, requires = "text")]
    unusual: bool,
    #[arg(long, value_name = "WHO", requires = "text")]
    agreed_with: Option<String>,
    #[arg(long, value_name = "DAY", requires = "text")]
    agreed_on: Option<String>,
    #[arg(id = "promised_why", long = "why", value_name = "TEXT", requires = "text")]
    why: Option<String>,
    #[arg(long, requires = "promise")]
    approve: bool,
    #[arg(long, requires = "promise")]
    refuse: bool,
    #[arg(long, value_name = "TEXT")]
    answer: Option<String>,
    #[arg(long, requires = "promise")]
    task: bool,
    #[arg(long, requires = "promise")]
    take_back: bool,
}

/// `3` or `promise:3`.
fn promise_number(text: &str) -> Result<PromiseId, String> {
    text.parse::<PromiseId>().or_else(|()| text.parse().map(PromiseId)).map_err(|_| text.to_owned())
}

pub fn promise(args: &Promising, app: &App) -> Res<Answer> {
    let case = args.id;
    if let Some(text) = &args.text {
        let command = saving(args, text, app)?;
        app.run(&mut app.base()?, &command)?;
    } else if let Some(promise) = args.promise {
        let mut base = app.base()?;
        if args.approve || args.refuse {
            let answer = args.answer.clone().unwrap_or_default();
            app.run(&mut base, &PromiseDecide { case, promise, approve: args.approve, answer })?;
        } else if args.task {
            app.run(&mut base, &PromiseTask { case, promise })?;
        } else if args.take_back {
            app.run(&mut base, &PromiseDrop { case, promise })?;
        }
    }
    list(case, app)
}

/// What is not named stays as it was.
fn saving(args: &Promising, text: &str, app: &App) -> Res<PromiseSave> {
    let old = args.promise.map(|id| known(id, args.id, app)).transpose()?;
    let object = match (&args.object, &old) {
        (_, Some(old)) => old.object,
        (Some(object), None) => one_ref(object)?,
        (None, None) => return Err(Code::UnknownObject.into()),
    };
    let kept = |said: &Option<String>, was: fn(&PromiseView) -> &str| {
        said.clone().unwrap_or_else(|| old.as_ref().map(was).unwrap_or_default().to_owned())
    };
    let on = args.agreed_on.as_deref().map(|d| app.day(d));
    Ok(PromiseSave {
        case: args.id,
        object,
        promise: args.promise,
        text: text.to_owned(),
        due: args.due.as_deref().map(|d| app.due(d)).transpose()?.or(old.as_ref().and_then(|o| o.due)),
        unusual: args.unusual || old.as_ref().is_some_and(|o| o.unusual),
        agreed_with: kept(&args.agreed_with, |o| &o.agreed_with),
        agreed_on: on.transpose()?.or(old.as_ref().and_then(|o| o.agreed_on)),
        why: kept(&args.why, |o| &o.why),
        seen: None,
    })
}

fn known(id: PromiseId, case: CaseId, app: &App) -> Res<PromiseView> {
    let base = app.look()?;
    let all = of_case(base.conn(), &app.scope(&base)?, case)?;
    all.into_iter().find(|p| p.id == id).ok_or_else(|| Fault::new(Code::UnknownObject).with("name", id))
}

fn list(case: CaseId, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    crate::reads::case::case(base.conn(), &scope, case, &app.clock)?;
    let all = of_case(base.conn(), &scope, case)?;
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        ("№".to_owned(), Align::Right),
        (t.prom_col_text(), Align::Left),
        (t.prom_col_due(), Align::Left),
        (t.prom_col_state(), Align::Left),
        (t.dist_col_title(), Align::Left),
    ]);
    for p in &all {
        let stands = Some(x.promise_stands(p.state, &p.agreed_with, p.task.is_some())).filter(|s| !s.is_empty());
        table.row([
            p.id.0.to_string(),
            p.text.clone(),
            p.due.map_or_else(String::new, |d| x.due(d, app.clock.today())),
            stands.unwrap_or_else(|| x.term(p.state)),
            p.title.clone(),
        ]);
    }
    let waiting = all.iter().filter(|p| p.state == PromiseState::Waiting).count();
    let text = if all.is_empty() { t.prom_empty() } else { table.text() };
    Answer::new(
        json!({ "total": all.len(), "waiting": waiting, "promises": all.iter().map(|p| row(p, app)).collect::<Vec<_>>() }),
        text,
    )
}

pub fn row(p: &PromiseView, app: &App) -> Value {
    json!({
        "id": p.id,
        "object": p.object,
        "title": p.title,
        "text": p.text,
        "due": p.due.map(|d| d.to_string()),
        "unusual": p.unusual,
        "agreed_with": p.agreed_with,
        "agreed_on": p.agreed_on.map(|d| d.to_string()),
        "why": p.why,
        "state": p.state,
        "answer": p.answer,
        "decided_by": p.decided_by,
        "task": p.task,
        "at": p.at.iso(app.clock.zone),
    })
}

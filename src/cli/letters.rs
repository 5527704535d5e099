//! `letters list|approve|export|mark`: the letters of a case; counts by state in every answer.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::papers::{case_or_only, papers};
use super::table::{Align, Table};
use super::{Answer, App};
use crate::base::{CaseId, ClientId, Code, Fault, LetterId, Res};
use crate::domain::LetterState;
use crate::jobs::papers::{self as job, Approval};
use crate::ops::{JOINED, LetterMark, LettersAnew, LettersMark};
use crate::reads::find;
use crate::reads::papers::{LetterRow, letters};
use crate::store::Base;

#[derive(Debug, clap::Subcommand)]
pub enum Args {
    List(Which),
    Approve(Approve),
    Export(Export),
    Mark(Mark),
    Anew(Anew),
    Read(Read),
}

#[derive(Debug, clap::Args)]
pub struct Which {
    #[arg(long, value_name = "ID")]
    case: Option<String>,
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Approve {
    #[command(flatten)]
    which: Which,
    /// To a VIP before the head has called.
    #[arg(long)]
    without_call: bool,
    /// How the client is greeted, where the card does not say it well.
    #[arg(long, value_name = "TEXT", requires = "client")]
    salutation: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Read {
    #[arg(required = true, value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "ID")]
    case: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    #[command(flatten)]
    which: Which,
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Mark {
    #[command(flatten)]
    which: Which,
    #[arg(long = "as", value_name = "AS", value_parser = ["sent", "bounced", "confirmed"], hide_possible_values = true)]
    as_: String,
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
}

/// A letter that came back, to another address.
#[derive(Debug, clap::Args)]
pub struct Anew {
    #[arg(long, value_name = "ID")]
    case: Option<String>,
    #[arg(long, value_name = "NAME")]
    client: String,
    #[arg(long, value_name = "MAIL")]
    address: String,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    match args {
        Args::List(a) => list(a, app),
        Args::Approve(a) => approve(a, app),
        Args::Export(a) => export(a, app),
        Args::Mark(a) => mark(a, app),
        Args::Anew(a) => anew(a, app),
        Args::Read(a) => read(a, app),
    }
}

fn wanted(which: &Which, app: &App, base: &Base) -> Res<(CaseId, Option<ClientId>)> {
    let case = case_or_only(app, base, which.case.as_deref())?;
    let client = which.client.as_deref().map(|name| find::client(base.conn(), name)).transpose()?;
    Ok((case, client))
}

fn list(args: &Which, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let (case, client) = wanted(args, app, &base)?;
    answer(app, &base, case, client, Map::new(), String::new())
}

fn approve(args: &Approve, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let (case, client) = wanted(&args.which, app, &base)?;
    let approval = Approval { client, without_call: args.without_call, salutation: args.salutation.clone() };
    let done = papers(app, &mut base, Some(case), |base, p| job::approve(base, p, case, &approval, None))?;
    let refused: Vec<Value> = done
        .refused
        .iter()
        .map(|r| json!({ "letter": r.letter.to_string(), "client": r.client, "reason": r.reason }))
        .collect();
    let head = app.texts.t().cli_letters_approved(app.texts.number(i64::from(done.approved)));
    let more = Map::from_iter([("done".to_owned(), json!(done.approved)), ("refused".to_owned(), json!(refused))]);
    let questions = !done.refused.is_empty();
    Ok(answer(app, &base, case, client, more, head)?.with_questions(questions))
}

fn export(args: &Export, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let (case, client) = wanted(&args.which, app, &base)?;
    let default = || PathBuf::from(app.texts.t().letter_folder(case.0.to_string()));
    let dir = args.output.clone().unwrap_or_else(default);
    let done = papers(app, &mut base, Some(case), |base, p| job::export(base, p, case, client, &dir))?;
    let (n, folder) = (app.texts.number(done.files.len() as i64), dir.display().to_string());
    let head = app.texts.t().cli_letters_exported(n, folder);
    let more = Map::from_iter([("files".to_owned(), json!(done.files)), ("already".to_owned(), json!(done.already))]);
    answer(app, &base, case, client, more, head)
}

fn mark(args: &Mark, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let (case, client) = wanted(&args.which, app, &base)?;
    let (mark, from): (_, &[LetterState]) = match args.as_.as_str() {
        "sent" => (LetterMark::Sent, &[LetterState::Approved]),
        "bounced" => (LetterMark::Bounced, &[LetterState::Sent, LetterState::NotBounced]),
        _ => (LetterMark::Confirmed, &[LetterState::Sent, LetterState::NotBounced]),
    };
    let rows = letters(base.conn(), &app.scope(&base)?, case, client, &app.clock)?;
    // Named by its client, a letter is marked or refused with its state; otherwise all that can be.
    let fits = |r: &&LetterRow| r.problem != JOINED && (client.is_some() || from.contains(&r.state));
    let ids: Vec<LetterId> = rows.iter().filter(fits).map(|r| r.id).collect();
    if ids.is_empty() {
        let code = if client.is_some() { Code::UnknownLetter } else { Code::NothingToDo };
        return Err(Fault::new(code).with("name", args.which.client.as_deref().unwrap_or_default()));
    }
    let done = app.run(&mut base, &LettersMark { case, letters: ids, mark, note: args.evidence.clone() })?.out;
    let head = app.texts.t().cli_letters_marked(app.texts.number(i64::from(done.marked)));
    let more = Map::from_iter([("done".to_owned(), json!(done.marked))]);
    answer(app, &base, case, client, more, head)
}

fn anew(args: &Anew, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let case = case_or_only(app, &base, args.case.as_deref())?;
    let client = find::client(base.conn(), &args.client)?;
    let rows = letters(base.conn(), &app.scope(&base)?, case, Some(client), &app.clock)?;
    // The last one counts: a correction may have come back after the first letter arrived.
    let letter = rows.last().map(|r| r.id).ok_or_else(|| Fault::new(Code::UnknownLetter).with("name", &args.client))?;
    let done = app.run(&mut base, &LettersAnew { case, letter, address: args.address.clone() })?.out;
    let more = Map::from_iter([("address".to_owned(), json!(done.address))]);
    let head = app.texts.t().let_anew_done(done.address);
    answer(app, &base, case, Some(client), more, head)
}

/// Mail that came back or was answered, from a file or a folder of them.
fn read(args: &Read, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let case = case_or_only(app, &base, args.case.as_deref())?;
    let done = papers(app, &mut base, Some(case), |base, p| job::read_mail(base, p, case, &args.file))?;
    let n = |list: usize| app.texts.number(list as i64);
    let head = app.texts.t().let_returned_done(n(done.bounced.len()), n(done.confirmed.len()), n(done.left.len()));
    let left: Vec<Value> = done.left.iter().map(|(file, why)| json!({ "file": file, "why": why })).collect();
    let more = Map::from_iter([
        ("came_back".to_owned(), json!(done.bounced)),
        ("answered".to_owned(), json!(done.confirmed)),
        ("left".to_owned(), json!(left)),
    ]);
    answer(app, &base, case, None, more, head)
}

/// Counts by state, then the letters one by one, with what this call did.
fn answer(
    app: &App,
    base: &Base,
    case: CaseId,
    client: Option<ClientId>,
    more: Map<String, Value>,
    head: String,
) -> Res<Answer> {
    let rows = letters(base.conn(), &app.scope(base)?, case, client, &app.clock)?;
    let mut json = Map::new();
    json.insert("case".to_owned(), json!(case.0));
    for state in LetterState::ALL {
        json.insert(state.word().to_owned(), json!(rows.iter().filter(|r| r.state == *state).count()));
    }
    json.extend(more);
    let one = |r: &LetterRow| {
        json!({
            "letter": r.id.to_string(), "client": r.client_name, "contact": r.contact_name, "address": r.address,
            "manager": r.receiver_name, "kind": r.kind, "state": r.state, "problem": r.problem, "file": r.file,
            "away": r.away.map(|a| json!({
                "kind": a.kind, "until": a.until.to_string(), "missed": a.missed.map(|d| d.to_string()),
            })),
            "tell": r.tell.as_ref().map(|(who, until)| json!({ "who": who, "until": until.iso(app.clock.zone) })),
        })
    };
    json.insert("letters".to_owned(), rows.iter().map(one).collect());
    let text = [head, table(app, &rows)].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("\n\n");
    Answer::new(json, text)
}

fn table(app: &App, rows: &[LetterRow]) -> String {
    let t = app.texts.t();
    if rows.is_empty() {
        return t.cli_letters_none();
    }
    let columns = [
        t.letter_col_client(),
        t.letter_col_to(),
        t.letter_col_manager(),
        t.letter_col_state(),
        t.letter_col_problem(),
    ];
    let mut table = Table::new(columns.into_iter().map(|c| (c, Align::Left)).collect());
    for r in rows {
        let to =
            if r.contact_name.is_empty() { r.address.clone() } else { format!("{} <{}>", r.contact_name, r.address) };
        let to = if r.address.is_empty() { r.contact_name.clone() } else { to };
        let away = r.away.map(|a| app.texts.letter_away(&a, app.clock.today()));
        let problem = [app.texts.reason(&r.problem), away].into_iter().flatten().filter(|s| !s.is_empty());
        let problem = problem.collect::<Vec<_>>().join("; ");
        table.row([r.client_name.clone(), to, r.receiver_name.clone(), app.texts.term(r.state), problem]);
    }
    table.text()
}

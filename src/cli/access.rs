//! `access list|add|set|remove|answer|import`: the register of accounts, and the lists for whoever closes them.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::table::{Align, Table};
use super::{Answer, App, vocab};
use crate::base::{AccessId, At, Code, EmployeeId, Fault, Res, show_json};
use crate::domain::names::short;
use crate::domain::{AccessState, JobState, Role};
use crate::exchange::files::write_new;
use crate::exchange::read::Encoding;
use crate::exchange::table::{Cell, Report, ReportColumn};
use crate::jobs::accounts;
use crate::ops::{AccessAdd, AccessSet, AccessVoid, Ctx, HookAnswer};
use crate::reads::accesses::{AccessView, Find, Which, register};
use crate::reads::find;
use crate::store::Base;

#[derive(Debug, clap::Subcommand)]
pub enum Args {
    List(List),
    Add(Add),
    Set(Set),
    Remove(Remove),
    Answer(Said),
    Import(Import),
}

#[derive(Debug, clap::Args)]
pub struct List {
    #[arg(long, value_name = "NAME")]
    employee: Option<String>,
    #[arg(long = "for", id = "closes", value_name = "it|security|hr|head", value_parser = vocab(Role::of))]
    closes: Option<Role>,
    #[arg(long = "due", id = "due_by", value_name = "today|overdue|DATE")]
    due: Option<String>,
    #[arg(long, id = "state_is", value_name = "waits|trouble|restore|unverified",
        value_parser = ["waits", "trouble", "restore", "unverified"], hide_possible_values = true)]
    state: Option<String>,
    #[arg(long, value_name = "F", default_value = "text", hide_default_value = true,
        value_parser = ["text", "csv", "json"], hide_possible_values = true)]
    format: String,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Add {
    #[arg(long, value_name = "NAME")]
    employee: String,
    #[arg(long, value_name = "S")]
    system: String,
    #[arg(long, value_name = "L", default_value = "", hide_default_value = true)]
    login: String,
    #[arg(long)]
    shared: bool,
    #[arg(long)]
    redirect: bool,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
}

#[derive(Debug, clap::Args)]
pub struct Set {
    #[arg(id = "access", value_name = "ID")]
    access: String,
    #[arg(long, value_name = "L")]
    login: Option<String>,
    #[arg(long, value_name = "yes|no", value_parser = ["yes", "no"], hide_possible_values = true)]
    shared: Option<String>,
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[arg(long = "to", id = "holder", value_name = "NAME")]
    to: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Remove {
    #[arg(id = "access", value_name = "ID")]
    access: String,
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("answer").required(true).args(["is_done", "repeat"]))]
pub struct Said {
    #[arg(id = "access", value_name = "ID")]
    access: String,
    #[arg(long = "done", id = "is_done")]
    done: bool,
    #[arg(long)]
    repeat: bool,
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Import {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "NAME")]
    employee: Option<String>,
    #[arg(long, value_name = "E")]
    encoding: Option<String>,
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    match args {
        Args::List(a) => list(a, app),
        Args::Add(a) => add(a, app),
        Args::Set(a) => set(a, app),
        Args::Remove(a) => {
            let mut base = app.base()?;
            let row = one(&base, app, &a.access)?;
            let void = AccessVoid { access: row.id, employee: row.employee, reason: a.reason.clone() };
            app.run(&mut base, &void)?;
            Answer::new(json!({ "id": row.id.0, "state": "void" }), app.texts.t().cli_access_removed(row.title))
        }
        Args::Answer(a) => answer(a, app),
        Args::Import(a) => import(a, app),
    }
}

/// Every account that the reader has to do with.
fn all(base: &Base, app: &App, find: &Find) -> Res<Vec<AccessView>> {
    let scope = app.scope(base)?;
    register(&app.asker(base, &scope)?, find)
}

/// The account with this number (`12`, `access:12`).
fn one(base: &Base, app: &App, id: &str) -> Res<AccessView> {
    let wanted = id.parse::<AccessId>().ok().or_else(|| id.parse().ok().map(AccessId));
    let found = all(base, app, &Find::default())?.into_iter().find(|a| Some(a.id) == wanted);
    found.ok_or_else(|| Fault::new(Code::UnknownAccess).with("name", id))
}

fn list(a: &List, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let employee = a.employee.as_deref().map(|name| find::employee(base.conn(), name)).transpose()?;
    let due = a.due.as_deref();
    let which = match (a.state.as_deref(), due, a.closes) {
        (Some("trouble"), ..) => Which::Trouble,
        (Some("restore"), ..) => Which::Restore,
        (Some("unverified"), ..) => Which::Unverified,
        (_, Some("overdue"), _) => Which::Overdue,
        (_, Some("today"), _) => Which::Today,
        (Some(_), ..) => Which::Waits,
        (None, _, Some(role)) => Which::For(role),
        (None, Some(_), None) => Which::Waits,
        (None, None, None) => Which::All,
    };
    let by = due.filter(|d| !matches!(*d, "overdue" | "today")).map(|d| app.day(d)).transpose()?;
    let mut rows = all(&base, app, &Find { employee, which, by })?;
    let verifies = |r: &AccessView, role| role == Role::Security && r.state == AccessState::Done;
    rows.retain(|r| a.closes.is_none_or(|role| r.role == role || verifies(r, role)));
    let items: Vec<Value> = rows.iter().map(|r| item(r, app)).collect();
    let json = json!({ "total": rows.len(), "overdue": rows.iter().filter(|r| r.overdue).count(), "accesses": items });
    let format = if app.json { "json" } else { a.format.as_str() };
    let bytes = match format {
        "csv" => report(&rows, app).csv(&app.texts, &app.clock)?,
        "json" => serde_json::to_vec_pretty(&json).map_err(|e| Fault::from(Code::Internal, e))?,
        _ => format!("{}\n\n{}", heading(a, app), text(&rows, app)).into_bytes(),
    };
    match &a.output {
        Some(file) => {
            write_new(file, &bytes)?;
            Answer::new(json, app.texts.t().cli_report_done(file.display().to_string()))
        }
        None if format == "csv" => Ok(Answer::raw(String::from_utf8_lossy(&bytes))),
        None if format == "json" => Answer::new(json, show_json(&String::from_utf8_lossy(&bytes))),
        None => Answer::new(json, String::from_utf8_lossy(&bytes)),
    }
}

/// Whose list it is, and of when: it is printed and hangs on a wall.
fn heading(a: &List, app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    let of = match (a.closes, &a.employee) {
        (Some(role), _) => x.term(role),
        (None, Some(name)) => name.clone(),
        (None, None) => String::new(),
    };
    let parts = [t.acc_name(), of, x.at(app.clock.now, &app.clock)];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn item(r: &AccessView, app: &App) -> Value {
    let iso = |at: Option<At>| at.map(|at| at.iso(app.clock.zone));
    json!({
        "id": r.id.0, "employee": r.name, "case": r.case.map(|c| c.0), "system": r.system, "title": r.title,
        "login": r.login, "shared": r.shared, "action": r.action, "closes": r.role, "state": r.state,
        "needs_redirect": r.needs_redirect, "redirected": r.redirected, "due": iso(r.due_at), "overdue": r.overdue,
        "asked": iso(r.asked_at), "done": iso(r.done_at), "done_by": r.done_by, "evidence": r.evidence,
        "verified": iso(r.verified_at), "verified_by": r.verified_by, "command": r.command, "ran": r.ran,
        "note": r.note, "also_known_to": r.knows,
    })
}

/// To print and to tick: until when, whose, what is done with it, where to redirect first.
fn text(rows: &[AccessView], app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    if rows.is_empty() {
        return t.acc_list_empty();
    }
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Right),
        (t.acc_col_due(), Align::Left),
        (t.acc_col_who(), Align::Left),
        (t.acc_col_what(), Align::Left),
        (t.acc_login(), Align::Left),
        (t.acc_action(), Align::Left),
        (t.acc_col_state(), Align::Left),
    ]);
    for r in rows {
        let due = r.due_at.map_or_else(String::new, |at| x.at(at, &app.clock));
        let action = match (r.needs_redirect, &r.redirected) {
            _ if r.is_held() => String::new(),
            (true, None) => format!("{} · {}", t.acc_col_redirect(), r.action),
            _ => r.action.clone(),
        };
        let state = match r.command.filter(|_| r.is_trouble()) {
            Some(JobState::Unknown) => format!("? {}", t.acc_mark_unknown()),
            Some(_) => format!("! {}", t.acc_mark_failed()),
            None if r.overdue => format!("! {}", x.term(r.state)),
            // Nobody leaves: the account is there, and nothing is planned about it.
            None if r.is_held() => t.acc_mark_has(),
            None => x.term(r.state),
        };
        table.row([r.id.0.to_string(), due, short(&r.name), r.title.clone(), r.login.clone(), action, state]);
    }
    table.text()
}

fn report(rows: &[AccessView], app: &App) -> Report {
    let (x, t) = (&app.texts, app.texts.t());
    let column = |key, title| ReportColumn { key, title };
    let columns = vec![
        column("id", t.cli_col_id()),
        column("due", t.acc_col_due()),
        column("employee", t.acc_col_who()),
        column("title", t.acc_col_what()),
        column("login", t.acc_login()),
        column("action", t.acc_action()),
        column("closes", t.acc_closes()),
        column("state", t.acc_col_state()),
        column("redirected", t.acc_col_redirect()),
        column("evidence", t.start_evidence()),
        column("note", t.acc_note()),
    ];
    let words = |s: &Option<String>| Cell::maybe(s.clone(), Cell::Text);
    let cells = |r: &AccessView| {
        vec![
            Cell::Int(r.id.0),
            Cell::maybe(r.due_at, Cell::At),
            Cell::Text(r.name.clone()),
            Cell::Text(r.title.clone()),
            Cell::Text(r.login.clone()),
            Cell::Text(r.action.clone()),
            Cell::Word(r.role.word(), x.term(r.role)),
            Cell::Word(r.state.word(), x.term(r.state)),
            words(&r.redirected),
            words(&r.evidence),
            Cell::Text(r.note.clone()),
        ]
    };
    Report { columns, rows: rows.iter().map(cells).collect() }
}

fn add(a: &Add, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let employee = find::employee(base.conn(), &a.employee)?;
    let row = AccessAdd {
        shared: a.shared.then_some(true),
        needs_redirect: a.redirect.then_some(true),
        note: a.note.clone(),
        ..AccessAdd::of(employee, &a.system, &a.login)
    };
    let added = app.run(&mut base, &row)?.out;
    let row = one(&base, app, &added.access.to_string())?;
    Answer::new(item(&row, app), text(&[row], app))
}

fn set(a: &Set, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let row = one(&base, app, &a.access)?;
    let to: Option<EmployeeId> = a.to.as_deref().map(|name| find::employee(base.conn(), name)).transpose()?;
    let command = AccessSet {
        login: a.login.clone(),
        shared: a.shared.as_deref().map(|s| s == "yes"),
        note: a.note.clone(),
        to,
        ..AccessSet::of(row.id, row.employee)
    };
    app.run(&mut base, &command)?;
    let row = one(&base, app, &a.access)?;
    Answer::new(item(&row, app), text(&[row], app))
}

fn answer(a: &Said, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let row = one(&base, app, &a.access)?;
    let case = row.case.ok_or(Code::NothingToDo)?;
    let command = HookAnswer { case, access: row.id, done: a.done, evidence: a.evidence.clone() };
    app.run(&mut base, &command)?;
    let row = one(&base, app, &a.access)?;
    Answer::new(item(&row, app), text(&[row], app))
}

fn import(a: &Import, app: &App) -> Res<Answer> {
    let encoding = match &a.encoding {
        Some(e) => Some(Encoding::of(e).ok_or_else(|| Fault::new(Code::FileEncoding).with("value", e))?),
        None => None,
    };
    let mut base = app.base()?;
    let one = a.employee.as_deref().map(|name| find::employee(base.conn(), name)).transpose()?;
    let actor = app.acting(&base)?;
    let cx = Ctx { actor, clock: app.clock, op_id: super::app::new_op(), office: app.office() };
    let listed = accounts::import(&mut base, &cx, &a.file, encoding, one)?;
    if let Some(path) = a.refused.as_ref().filter(|_| listed.refused > 0) {
        accounts::save_refused(&listed, path, &app.texts)?;
    }
    let t = app.texts.t();
    let n = |n: u64| app.texts.number(i64::try_from(n).unwrap_or(i64::MAX));
    let k = &listed.kept;
    let mut lines =
        vec![t.cli_access_listed(n(listed.rows), n(k.new), n(k.changed), n(k.unchanged), n(listed.refused))];
    lines.extend(
        listed.rows_refused.iter().take(20).map(|r| t.cli_access_refused(r.row.to_string(), app.texts.refused(r))),
    );
    Ok(Answer::new(&listed, lines.join("\n"))?.with_questions(listed.refused > 0))
}

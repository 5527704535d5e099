//! `inbox list|read|done`: what the program tells one person.

use serde_json::json;

use super::table::{Align, Table};
use super::{Answer, App, vocab};
use crate::base::{Code, EmployeeId, Fault, InboxId, Res, fold};
use crate::domain::names::short;
use crate::domain::rights::{Right, Who};
use crate::domain::{Actor, InboxKind, Role};
use crate::ops::{InboxDone, InboxMarked, InboxRead, SecondAnswer, SecondAsk};
use crate::reads::inbox::{Find, InboxRow, Whose, list};
use crate::reads::{find, who};
use crate::store::Base;
use crate::texts::{InboxSaid, Told};

#[derive(Debug, clap::Subcommand)]
pub enum Args {
    List(List),
    Read(Mark),
    Done(Mark),
    AskSecond(Ask),
    Agree(Agree),
}

/// More than one does alone.
#[derive(Debug, clap::Args)]
pub struct Ask {
    #[arg(id = "second_right", long = "right", value_name = "export|bulk", value_parser = vocab(many))]
    right: Right,
    #[arg(id = "second_count", long = "count", value_name = "N")]
    count: u64,
}

#[derive(Debug, clap::Args)]
pub struct Agree {
    #[arg(id = "entry", value_name = "ID")]
    entry: i64,
    #[arg(id = "second_refuse", long = "refuse")]
    refuse: bool,
}

/// The rights that have a number of objects one may do alone.
fn many(word: &str) -> Option<Right> {
    Right::of(word).filter(|r| matches!(r, Right::Export | Right::Bulk))
}

#[derive(Debug, clap::Args)]
pub struct List {
    #[arg(long = "for", id = "whom", value_name = "NAME")]
    whom: Option<String>,
    #[arg(long, id = "with_done")]
    all: bool,
}

#[derive(Debug, clap::Args)]
pub struct Mark {
    #[arg(id = "entry", value_name = "ID", required = true)]
    ids: Vec<i64>,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    match args {
        Args::List(a) => show(a, app),
        Args::Read(m) => {
            let entries = m.entries();
            marked(app, |base| app.run(base, &InboxRead { entries, read: true }).map(|d| d.out))
        }
        Args::Done(m) => {
            let entries = m.entries();
            marked(app, |base| app.run(base, &InboxDone { entries, done: true }).map(|d| d.out))
        }
        Args::AskSecond(a) => {
            let told = app.run(&mut app.base()?, &SecondAsk { right: a.right, count: a.count })?.out.told;
            let names: Vec<String> = told.iter().map(|name| short(name)).collect();
            Answer::new(json!({ "asked": told }), app.texts.t().cli_second_asked(names.join(", ")))
        }
        Args::Agree(a) => {
            let answer = SecondAnswer { entry: InboxId(a.entry), yes: !a.refuse };
            let out = app.run(&mut app.base()?, &answer)?.out;
            let (t, name) = (app.texts.t(), short(&out.name));
            let said = out.until.map(|at| t.second_agreed(&name, app.texts.at(at, &app.clock)));
            let until = out.until.map(|at| at.iso(app.clock.zone));
            Answer::new(
                json!({ "asked_by": out.name, "agreed": out.until.is_some(), "until": until }),
                said.unwrap_or_else(|| t.second_declined(&name)),
            )
        }
    }
}

impl Mark {
    fn entries(&self) -> Vec<InboxId> {
        self.ids.iter().map(|id| InboxId(*id)).collect()
    }
}

fn marked(app: &App, run: impl FnOnce(&mut Base) -> Res<InboxMarked>) -> Res<Answer> {
    let mut base = app.base()?;
    let out = run(&mut base)?;
    let n = app.texts.number(i64::try_from(out.marked).unwrap_or(i64::MAX));
    Answer::new(json!({ "marked": out.marked, "done": out.done }), app.texts.t().cli_inbox_marked(n))
}

/// Whose inbox was asked for.
enum Whom {
    Person(EmployeeId),
    Role(Role),
}

/// A role by its word or as it is called on the screens, else a person. What is told to a role has no name to be asked by.
///
/// Errors: `UnknownEmployee`, with the roles that might have been meant; `AmbiguousEmployee`.
fn whom(name: &str, base: &Base, app: &App) -> Res<Whom> {
    let wanted = fold(name.trim());
    let is_called = |r: &&Role| [r.word().to_owned(), app.texts.term(**r)].iter().any(|called| fold(called) == wanted);
    if let Some(role) = Role::ALL.iter().find(is_called) {
        return Ok(Whom::Role(*role));
    }
    let roles = || Role::ALL.iter().map(|r| app.texts.term(*r)).collect::<Vec<_>>().join(", ");
    find::employee(base.conn(), name).map(Whom::Person).map_err(|f| match f.code {
        Code::UnknownEmployee => f.with("roles", roles()),
        _ => f,
    })
}

/// What a person sees; another's inbox is for the file's owner alone.
fn show(a: &List, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let mut asker = app.asker(&base, &scope)?;
    let mut wanted = Find::default();
    if let Some(name) = &a.whom {
        let me = app.acting(&base)?;
        let is_own = match whom(name, &base, app)? {
            Whom::Person(id) => {
                let whom = Actor::Person(id);
                asker.who = who::who(base.conn(), &whom, &app.clock, app.readonly)?;
                me == whom
            }
            Whom::Role(role) => {
                wanted.whose = Whose::Of(role);
                matches!(asker.who, Who::Person { role: mine, .. } if mine == role)
            }
        };
        if !is_own && me != Actor::Owner {
            return Err(Fault::new(Code::Denied).with("reason", "not_own"));
        }
    }
    let mut rows = list(&asker, wanted)?.rows;
    if a.all {
        rows.extend(list(&asker, Find { done: true, ..wanted })?.rows);
    }
    let reader = match asker.who {
        Who::Person { id, .. } => Some(id),
        Who::Owner { .. } | Who::System => None,
    };
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Right),
        (t.cli_col_due(), Align::Left),
        (t.cli_col_receiver(), Align::Left),
        (t.cli_col_what(), Align::Left),
    ]);
    for r in &rows {
        let due = r.due_at.map_or_else(String::new, |at| x.at(at, &app.clock));
        let to = r.role.map_or_else(|| short(&r.to), |role| x.term(role));
        table.row([r.id.0.to_string(), due, to, told(r, reader, app).what]);
    }
    let text = if table.is_empty() { t.inbox_empty() } else { table.text() };
    let items: Vec<_> = rows.iter().map(|r| item(r, reader, app)).collect();
    let unread = rows.iter().filter(|r| r.unread && r.done_at.is_none()).count();
    let overdue = rows.iter().filter(|r| r.overdue).count();
    Answer::new(json!({ "total": rows.len(), "unread": unread, "overdue": overdue, "items": items }), text)
}

/// As `reader` is told it.
fn told(r: &InboxRow, reader: Option<EmployeeId>, app: &App) -> Told {
    let to = r.employee.map(|e| e.0);
    let other = if r.employee == reader { "" } else { &r.to };
    let (kind, role, args, leaver, today) = (r.kind, r.role, &r.args, &r.leaver, app.clock.today());
    app.texts.inbox(&InboxSaid { kind, role, to, other, leaver, args, today })
}

fn item(r: &InboxRow, reader: Option<EmployeeId>, app: &App) -> serde_json::Value {
    let iso = |at: Option<crate::base::At>| at.map(|at| at.iso(app.clock.zone));
    let said = told(r, reader, app);
    json!({
        "id": r.id.0,
        "kind": r.kind,
        "news": InboxKind::is_news(r.kind),
        "to": r.employee.map(|_| &r.to),
        "role": r.role,
        "object": r.object.map(|o| o.to_string()),
        "case": r.case.map(|c| c.0),
        "what": said.what,
        "why": said.why,
        "at": iso(Some(r.at)),
        "due_at": iso(r.due_at),
        "read": !r.unread,
        "overdue": r.overdue,
        "done_at": iso(r.done_at),
    })
}

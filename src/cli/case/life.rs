//! Beginning, changing and ending a case.

use serde_json::json;

use super::absence::{self, Days};
use super::crisis::time;
use super::show::{show, show_left};
use super::{Answer, App, number};
use crate::base::{At, CaseId, Code, Day, EmployeeId, Fault, Res};
use crate::cli::transfer::{self, More, Said};
use crate::cli::vocab;
use crate::domain::calendar::Calendar;
use crate::domain::prepared::begins;
use crate::domain::{CaseKind, SingleReason};
use crate::ops::{CaseChange, CaseClose, CaseOpen, CasePrepare, CaseStart, CaseWithdraw, CrisisOpen, CrisisWho};
use crate::reads::{find, hidden};
use crate::store::Base;

#[derive(Debug, clap::Args)]
pub struct Open {
    #[arg(long, value_name = "NAME", required_unless_present = "client")]
    employee: Option<String>,
    #[arg(long, value_name = "planned|crisis|absence|single", value_parser = vocab(CaseKind::of))]
    kind: Option<CaseKind>,
    #[arg(long, value_name = "DATE", required_unless_present = "kind", required_if_eq("kind", "planned"))]
    last_day: Option<String>,
    #[arg(long, value_name = "TIME")]
    notice: Option<String>,
    #[arg(long, value_name = "TIME", requires = "last_day", conflicts_with_all = ["client", "until", "since"])]
    start: Option<String>,
    /// Without `--start` it begins by itself on the last day (`begins`).
    #[arg(long, requires = "last_day", conflicts_with_all = ["client", "until", "since"])]
    hidden: bool,
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    #[arg(long, value_name = "NAME")]
    temporary: Option<String>,
    #[arg(long, value_name = "NAME")]
    acting_head: Option<String>,
    #[arg(long)]
    new: bool,
    #[arg(long)]
    risk: bool,
    #[command(flatten)]
    days: Days,
    #[command(flatten)]
    single: Single,
}

/// Of one client handed over alone: opened, and not applied yet. `transfer` does both.
#[derive(Debug, clap::Args)]
struct Single {
    #[arg(long, value_name = "NAME", required_if_eq("kind", "single"), conflicts_with = "employee")]
    client: Option<String>,
    /// Of an absence and a crisis, where work goes to somebody for the time being, another word for `--temporary`.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["temporary", "last_day"], required_if_eq("kind", "single"))]
    to: Option<String>,
    #[arg(id = "why", long = "reason", value_name = "overloaded|client_request|fresh_start|own_request",
        value_parser = vocab(SingleReason::of), requires = "client", conflicts_with = "employee", required_if_eq("kind", "single"))]
    why: Option<SingleReason>,
    #[arg(
        long,
        value_name = "TEXT",
        requires = "client",
        conflicts_with = "employee",
        required_if_eq("kind", "single")
    )]
    comment: Option<String>,
    #[arg(
        long,
        value_name = "TEXT",
        requires = "client",
        conflicts_with = "employee",
        required_if_eq("kind", "single")
    )]
    next_step: Option<String>,
    #[arg(
        long,
        value_name = "DATE",
        requires = "client",
        conflicts_with = "employee",
        required_if_eq("kind", "single")
    )]
    on: Option<String>,
    #[command(flatten)]
    more: More,
}

impl Open {
    /// clap asks for it wherever no client is named.
    fn name(&self) -> &str {
        self.employee.as_deref().unwrap_or_default()
    }

    /// What was meant to be hidden never begins before everybody's eyes instead. Errors: `NotHidden`.
    fn hides_a_departure_only(&self) -> Res<()> {
        match self.kind {
            Some(kind) if (self.hidden || self.start.is_some()) && kind != CaseKind::Planned => {
                Err(Fault::new(Code::NotHidden).with("kind", kind.word()))
            }
            _ => Ok(()),
        }
    }

    /// When what is prepared in hiding begins; `None` for a case that begins at once.
    fn begins(&self, last_day: Option<Day>, app: &App) -> Res<Option<At>> {
        let said = time(self.start.as_deref(), app)?;
        let by_itself = || last_day.map(|day| begins(&Calendar::of(app.office()), day, app.clock.now));
        Ok(said.or_else(|| self.hidden.then(by_itself).flatten()))
    }

    fn for_now(&self) -> Option<&str> {
        self.temporary.as_deref().or(self.single.to.as_deref())
    }
}

fn single(args: &Single, client: &str, app: &App) -> Res<Answer> {
    let text = |value: &'_ Option<String>| value.clone().unwrap_or_default();
    let (to, comment, next_step, on) = (text(&args.to), text(&args.comment), text(&args.next_step), text(&args.on));
    let why = args.why.ok_or(Code::ReasonNeeded)?;
    let said = Said { to: &to, why, comment: &comment, next_step: &next_step, on: &on, more: &args.more };
    let mut base = app.base()?;
    let case = transfer::open(client, &said, app, &mut base)?;
    drop(base);
    show(app, case)
}

pub fn open(args: &Open, app: &App) -> Res<Answer> {
    args.hides_a_departure_only()?;
    if let Some(client) = &args.single.client {
        return single(&args.single, client, app);
    }
    if args.kind == Some(CaseKind::Crisis) {
        return crisis(args, app);
    }
    let mut base = app.base()?;
    if args.kind == Some(CaseKind::Absence) {
        let person = |name: Option<&str>| name.map(|n| find::employee(base.conn(), n)).transpose();
        let (who, substitute, head) =
            (find::employee(base.conn(), args.name())?, person(args.for_now())?, person(args.acting_head.as_deref())?);
        let done = absence::open(&args.days, who, substitute, head, app, &mut base)?;
        drop(base);
        return show_left(app, done.case, done.left);
    }
    let notice = time(args.notice.as_deref(), app)?;
    let employee = find::employee(base.conn(), args.name())?;
    let last_day = args.last_day.as_deref().map(|d| app.day(d)).transpose()?;
    if let (Some(start), Some(last_day)) = (args.begins(last_day, app)?, last_day) {
        return prepare(args, (employee, last_day), start, notice, app, &mut base);
    }
    let command = CaseOpen {
        employee,
        kind: args.kind.unwrap_or(CaseKind::Planned),
        last_day,
        notice,
        acting_head: args.acting_head.as_deref().map(|n| find::employee(base.conn(), n)).transpose()?,
        risk: args.risk,
    };
    let done = app.run(&mut base, &command)?;
    drop(base);
    show(app, done.out.case)
}

/// `case open --hidden`: nobody is told before its minute.
fn prepare(
    args: &Open,
    (employee, last_day): (EmployeeId, Day),
    start: At,
    notice: Option<At>,
    app: &App,
    base: &mut Base,
) -> Res<Answer> {
    let command = CasePrepare {
        employee,
        last_day,
        start,
        notice,
        acting_head: args.acting_head.as_deref().map(|n| find::employee(base.conn(), n)).transpose()?,
        risk: args.risk,
    };
    let done = app.run(base, &command)?.out;
    let said = app.texts.t().hidden_prepared(app.texts.at(done.start, &app.clock));
    // What it has in common with `case show`, which tells of no draft; `case` is its older name for `id`.
    let json = json!({
        "id": done.case.0, "case": done.case.0, "kind": CaseKind::Planned, "state": "draft", "hidden": true,
        "last_day": last_day.to_string(), "starts_at": done.start.iso(app.clock.zone),
    });
    Answer::new(json, said)
}

/// `case start`.
pub fn start(app: &App, case: CaseId) -> Res<Answer> {
    app.run(&mut app.base()?, &CaseStart { case, job: None })?;
    show(app, case)
}

/// A surname that nobody in the base resembles is somebody the base does not know yet; one that resembles somebody is
/// asked about, unless `--new` says that it is another person (2 §9.9, §9.12).
fn crisis(args: &Open, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let employee = match find::employee(base.conn(), args.name()) {
        Ok(id) => CrisisWho::Known(id),
        Err(f) if f.code == Code::UnknownEmployee && (args.new || f.arg("near").is_empty()) => {
            CrisisWho::New { name: args.name().to_owned() }
        }
        Err(f) => return Err(f),
    };
    let person = |name: Option<&str>| name.map(|n| find::employee(base.conn(), n)).transpose();
    let command = CrisisOpen {
        employee,
        since: time(args.since.as_deref(), app)?,
        temporary: person(args.for_now())?,
        acting_head: person(args.acting_head.as_deref())?,
    };
    let done = app.run(&mut base, &command)?;
    drop(base);
    show(app, done.out.case)
}

#[derive(Debug, clap::Args)]
pub struct Changing {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "planned|crisis|absence", value_parser = vocab(CaseKind::of))]
    kind: Option<CaseKind>,
    #[arg(long, value_name = "DATE")]
    last_day: Option<String>,
    #[arg(long, value_name = "DATE", conflicts_with_all = ["kind", "last_day", "dismissed_on"])]
    until: Option<String>,
    #[arg(long, value_name = "DATE", requires = "order")]
    dismissed_on: Option<String>,
    #[arg(long, value_name = "NO", requires = "dismissed_on")]
    order: Option<String>,
}

pub fn change(args: &Changing, app: &App) -> Res<Answer> {
    if let Some(to) = &args.until {
        absence::moved(args.id, app.day(to)?, app)?;
        return show(app, args.id);
    }
    let command = CaseChange {
        case: args.id,
        kind: args.kind,
        last_day: args.last_day.as_deref().map(|d| app.day(d)).transpose()?,
        dismissed_on: args.dismissed_on.as_deref().map(|d| app.day(d)).transpose()?,
        order: args.order.clone(),
    };
    app.run(&mut app.base()?, &command)?;
    show(app, args.id)
}

pub fn withdraw(app: &App, case: CaseId) -> Res<Answer> {
    let mut base = app.base()?;
    let draft = hidden::of(base.conn(), case)?.is_some();
    app.run(&mut base, &CaseWithdraw { case })?;
    drop(base);
    if draft {
        return Answer::new(json!({ "case": case.0, "state": "withdrawn" }), app.texts.t().hidden_called_off());
    }
    show(app, case)
}

pub fn close(app: &App, case: CaseId) -> Res<Answer> {
    app.run(&mut app.base()?, &CaseClose { case })?;
    show(app, case)
}

//! `employee list`, `employee show NAME`, `employee set NAME`.

use clap::Subcommand;
use serde::Serialize;
use serde_json::json;

use super::table::{Align, Table, fields};
use super::{Answer, App, employee_set};
use crate::base::{Code, EmployeeId, Fault, Res, Sums};
use crate::domain::{AccessState, EmployeeStatus, Role};
use crate::reads::employees::{EmployeeCard, EmployeeRow, card, list};
use crate::reads::find;
use crate::texts::Texts;

#[derive(Debug, Subcommand)]
pub enum Args {
    List {
        #[arg(long, value_name = "Q", default_value = "", hide_default_value = true)]
        query: String,
    },
    Show {
        #[arg(value_name = "NAME")]
        name: String,
    },
    Set(Box<employee_set::Set>),
}

/// One person of the contract.
#[derive(Debug, Serialize)]
struct Person<'a> {
    id: i64,
    name: &'a str,
    status: EmployeeStatus,
    role: Role,
    department: Option<&'a str>,
    regions: &'a [String],
    industries: &'a [String],
    /// `null` where whoever asks may not see them.
    clients: Option<u64>,
    open_deals: Option<u64>,
    open_amounts: Option<&'a Sums>,
    open_tasks: Option<u64>,
    head: Option<&'a str>,
    deputy: Option<&'a str>,
    capacity: Option<u32>,
    last_day: Option<String>,
    case: Option<i64>,
}

fn some(s: &str) -> Option<&str> {
    (!s.is_empty()).then_some(s)
}

fn person(r: &EmployeeRow) -> Person<'_> {
    let seen = |n: u64| r.seen.then_some(n);
    Person {
        id: r.id.0,
        name: &r.name,
        status: r.status,
        role: r.role,
        department: some(&r.department),
        regions: &r.regions,
        industries: &r.industries,
        clients: seen(r.clients),
        open_deals: seen(r.open_deals),
        open_amounts: r.seen.then_some(&r.open_amounts),
        open_tasks: seen(r.open_tasks),
        head: some(&r.head),
        deputy: some(&r.deputy),
        capacity: r.capacity,
        last_day: r.last_day.map(|d| d.to_string()),
        case: r.case.map(|c| c.0),
    }
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    if let Args::Set(a) = args {
        return employee_set::run(a, app);
    }
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let asker = app.asker(&base, &scope)?;
    match args {
        Args::Set(a) => employee_set::run(a, app),
        Args::List { query } => {
            let rows = list(&asker, query)?;
            let people: Vec<Person<'_>> = rows.iter().map(person).collect();
            Answer::new(json!({ "employees": people }), table(&rows, app))
        }
        Args::Show { name } => show(app, &asker, find::employee(asker.conn, name)?),
    }
}

fn table(rows: &[EmployeeRow], app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Right),
        (t.cli_col_person(), Align::Left),
        (t.cli_col_role(), Align::Left),
        (t.cli_col_status(), Align::Left),
        (t.cli_col_department(), Align::Left),
        (t.cli_col_clients(), Align::Right),
        (t.cli_col_deals(), Align::Right),
        (t.cli_col_amount(), Align::Right),
        (t.cli_col_tasks(), Align::Right),
    ]);
    for r in rows {
        let n = |n: u64| figure(r, n, x);
        table.row([
            r.id.0.to_string(),
            r.name.clone(),
            x.term(r.role),
            x.term(r.status),
            r.department.clone(),
            n(r.clients),
            n(r.open_deals),
            sums(r, x),
            n(r.open_tasks),
        ]);
    }
    if table.is_empty() { t.cli_nothing_found() } else { table.text() }
}

pub fn show(app: &App, asker: &crate::reads::Asker<'_>, id: EmployeeId) -> Res<Answer> {
    let unknown = || Fault::new(Code::UnknownEmployee).with("name", id);
    let card = card(asker, id)?.ok_or_else(unknown)?;
    let accesses: Vec<_> = card
        .accesses
        .iter()
        .map(|a| json!({ "title": a.title, "login": a.login, "state": a.state, "shared": a.shared }))
        .collect();
    let mut value = serde_json::to_value(person(&card.row)).map_err(|e| Fault::from(Code::Internal, e))?;
    if let Some(map) = value.as_object_mut() {
        map.insert("phone".into(), json!(card.phone));
        map.insert("email".into(), json!(card.email));
        map.insert("login".into(), json!(card.login));
        map.insert("teams".into(), json!(card.row.seen.then_some(card.teams)));
        map.insert("accesses".into(), json!(accesses));
        let absences = card.absences.iter().map(|a| {
            json!({ "kind": a.kind, "from": a.from.to_string(), "to": a.to.to_string(), "substitute": some(&a.substitute) })
        });
        map.insert("absences".into(), absences.collect());
    }
    Answer::new(value, text(&card, app))
}

/// A dash where whoever asks may not see how many.
fn figure(r: &EmployeeRow, n: u64, x: &Texts) -> String {
    if r.seen { x.number(i64::try_from(n).unwrap_or(i64::MAX)) } else { "–".to_owned() }
}

fn sums(r: &EmployeeRow, x: &Texts) -> String {
    if r.seen { x.sums(&r.open_amounts) } else { "–".to_owned() }
}

fn text(c: &EmployeeCard, app: &App) -> String {
    let (x, t, r) = (&app.texts, app.texts.t(), &c.row);
    let today = app.clock.today();
    let n = |n: u64| figure(r, n, x);
    let absent = r.absent.as_ref().map(|a| t.cli_absent_until(x.term(a.kind), x.day(a.until, today)));
    let mut out = format!("{} · {} · {}\n", crate::base::show(&r.name), x.term(r.role), x.term(r.status));
    out.push_str(&fields(&[
        (t.cli_col_department(), r.department.clone()),
        (t.cli_field_head(), r.head.clone()),
        (t.cli_field_deputy(), r.deputy.clone()),
        (t.cli_field_regions(), r.regions.join(", ")),
        (t.cli_field_industries(), r.industries.join(", ")),
        (t.cli_field_capacity(), r.capacity.map(|c| c.to_string()).unwrap_or_default()),
        (t.cli_field_phone(), c.phone.clone()),
        (t.cli_field_mail(), c.email.clone()),
        (t.cli_field_login(), c.login.clone()),
        (t.cli_field_last_day(), r.last_day.map(|d| x.day(d, today)).unwrap_or_default()),
        (t.cli_field_absent(), absent.unwrap_or_default()),
        (t.cli_field_case(), r.case.map(|c| format!("№ {}", c.0)).unwrap_or_default()),
        (t.cli_col_clients(), n(r.clients)),
        (t.cli_col_deals(), n(r.open_deals)),
        (t.cli_col_amount(), sums(r, x)),
        (t.cli_col_tasks(), n(r.open_tasks)),
    ]));
    let closed = c.accesses.iter().filter(|a| matches!(a.state, AccessState::Done | AccessState::Verified)).count();
    let (closed, all) = (i64::try_from(closed).unwrap_or(0), i64::try_from(c.accesses.len()).unwrap_or(0));
    out.push_str(&t.cli_accesses_closed(x.n_of(closed, all)));
    out
}

//! `employee set NAME`: the card, an absence, and the status that starts the chain (1-A2).

use super::{Answer, App, employee, vocab};
use crate::base::{Code, Fault, Res};
use crate::domain::{AbsenceKind, EmployeeStatus, Role};
use crate::ops::{AbsenceSet, EmployeeSet};
use crate::reads::find;

#[derive(Debug, clap::Args)]
pub struct Set {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "active|probation|leaving|dismissed", value_parser = vocab(EmployeeStatus::of))]
    status: Option<EmployeeStatus>,
    #[arg(long, value_name = "DATE", requires = "status")]
    last_day: Option<String>,
    #[arg(long, value_name = "DATE", requires = "order")]
    dismissed_on: Option<String>,
    #[arg(long, value_name = "NO", requires = "dismissed_on")]
    order: Option<String>,
    #[arg(long, value_name = "head|senior|manager|hr|it|security|director", value_parser = vocab(Role::of))]
    role: Option<Role>,
    #[arg(long, value_name = "D")]
    department: Option<String>,
    #[arg(long, value_name = "NAME")]
    head: Option<String>,
    #[arg(long, value_name = "NAME")]
    deputy: Option<String>,
    #[arg(long, value_name = "R", num_args = 1..)]
    region: Option<Vec<String>>,
    #[arg(long, value_name = "I", num_args = 1..)]
    industry: Option<Vec<String>>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    capacity: Option<u32>,
    #[arg(long, value_name = "L")]
    login: Option<String>,
    #[arg(long, value_name = "E")]
    email: Option<String>,
    #[arg(long, value_name = "P")]
    phone: Option<String>,
    #[arg(long, value_name = "FROM..TO")]
    absent: Option<String>,
    #[arg(long, value_name = "leave|illness|trip", default_value = "leave", hide_default_value = true,
        requires = "absent", value_parser = vocab(AbsenceKind::of))]
    absent_kind: AbsenceKind,
    #[arg(long, value_name = "NAME", requires = "absent")]
    substitute: Option<String>,
}

pub fn run(a: &Set, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let who = |name: &Option<String>| name.as_deref().map(|n| find::employee(base.conn(), n)).transpose();
    let id = find::employee(base.conn(), &a.name)?;
    let absence = match &a.absent {
        None => None,
        Some(text) => {
            let (from, to) = text.split_once("..").ok_or_else(|| Fault::new(Code::BadDate).with("value", text))?;
            Some(AbsenceSet {
                kind: a.absent_kind,
                from: app.day(from)?,
                to: app.day(to)?,
                substitute: who(&a.substitute)?,
            })
        }
    };
    let command = EmployeeSet {
        status: a.status,
        last_day: a.last_day.as_deref().map(|d| app.day(d)).transpose()?,
        dismissed_on: a.dismissed_on.as_deref().map(|d| app.day(d)).transpose()?,
        order: a.order.clone(),
        role: a.role,
        department: a.department.clone(),
        head: who(&a.head)?,
        deputy: who(&a.deputy)?,
        regions: a.region.clone(),
        industries: a.industry.clone(),
        capacity: a.capacity,
        login: a.login.clone(),
        email: a.email.clone(),
        phone: a.phone.clone(),
        absence,
        ..EmployeeSet::of(id)
    };
    app.run(&mut base, &command)?;
    let scope = app.scope(&base)?;
    employee::show(app, &app.asker(&base, &scope)?, id)
}

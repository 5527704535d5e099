//! One more account in somebody's register (2 §7); in an open case it is asked for at once.

use serde::{Deserialize, Serialize};

use super::access_take::{Terms, closes};
use super::employee_set::named;
use super::hook_end::settle_case;
use super::{About, Asks, Command, Ctx};
use crate::base::{AccessId, CaseId, Code, EmployeeId, Fault, Kind, Ref, Res, clean};
use crate::domain::AccessState;
use crate::domain::accesses;
use crate::domain::rights::Right;
use crate::reads::cases::of_leaver;
use crate::store::{Tx, params};

/// `system` is a code of the catalogue, which then fills what is not given, or the office's own word.
#[derive(Debug, Clone, Serialize)]
pub struct AccessAdd {
    pub employee: EmployeeId,
    pub system: String,
    pub title: Option<String>,
    pub login: String,
    pub shared: Option<bool>,
    /// A mailbox or a number: its redirection comes first.
    pub needs_redirect: Option<bool>,
    pub note: String,
}

impl AccessAdd {
    /// What the catalogue says of the system, and nothing else.
    pub fn of(employee: EmployeeId, system: &str, login: &str) -> Self {
        let (system, login) = (system.to_owned(), login.to_owned());
        Self { employee, system, title: None, login, shared: None, needs_redirect: None, note: String::new() }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessAdded {
    pub access: AccessId,
    pub case: Option<CaseId>,
}

impl Command for AccessAdd {
    type Out = AccessAdded;
    const WORD: &'static str = "access-add";

    fn object(&self) -> Option<Ref> {
        Some(self.employee.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::AccessPlan, About::Person(self.employee))]
    }

    /// Errors: `UnknownEmployee`, `BadName` for an empty system.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<AccessAdded> {
        let added = add(tx, cx, self)?;
        settle_case(tx, cx, added.case)?;
        Ok(added)
    }
}

/// Writes the row; the caller settles the case it came into.
pub(super) fn add(tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &AccessAdd) -> Res<AccessAdded> {
    let typed = named(&a.system)?;
    if tx.count("SELECT count(*) FROM employee WHERE id = ?1", params![a.employee])? == 0 {
        return Err(Fault::new(Code::UnknownEmployee).with("name", a.employee));
    }
    let catalogue = cx.office.catalogue()?;
    let item = accesses::find(&catalogue, &typed);
    let title = a.title.as_deref().map(clean).or_else(|| item.map(|i| i.title("ru").to_owned()));
    let system = item.map_or(typed, |i| i.code.clone());
    let mut fields = vec![
        ("employee_id", a.employee.into()),
        ("title", title.unwrap_or_else(|| system.clone()).into()),
        ("system", system.into()),
        ("role", closes(item).into()),
        ("login", clean(&a.login).trim().into()),
        ("note", clean(&a.note).trim().into()),
        ("action", item.map_or("", |i| i.action("ru")).into()),
        ("shared", a.shared.unwrap_or_else(|| item.is_some_and(|i| i.shared)).into()),
        ("needs_redirect", a.needs_redirect.unwrap_or_else(|| item.is_some_and(|i| i.needs_redirect)).into()),
    ];
    let case = of_leaver(tx.conn(), a.employee)?;
    if let Some(case) = case {
        fields.extend(Terms::of(tx, case, a.employee)?.columns(cx, item));
        fields.push(("case_id", case.into()));
        fields.push(("state", AccessState::Asked.into()));
        fields.push(("asked_at", cx.clock.now.into()));
        tx.about(case);
    }
    Ok(AccessAdded { access: AccessId(tx.insert(Kind::Access, &fields)?), case })
}

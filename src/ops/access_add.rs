//! One more account in somebody's register (2 §7); in an open case it is asked for at once.

use serde::{Deserialize, Serialize};

use super::access_take::closes;
use super::employee_set::named;
use super::{About, Asks, Command, Ctx, after};
use crate::base::{AccessId, At, CaseId, Code, Day, EmployeeId, Fault, Kind, Ref, Res, clean};
use crate::domain::AccessState;
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
        let system = named(&self.system)?;
        if tx.count("SELECT count(*) FROM employee WHERE id = ?1", params![self.employee])? == 0 {
            return Err(Fault::new(Code::UnknownEmployee).with("name", self.employee));
        }
        let catalogue = cx.office.catalogue()?;
        let item = catalogue.iter().find(|i| i.code == system);
        let title = self.title.as_deref().map(clean).or_else(|| item.map(|i| i.title("ru").to_owned()));
        let mut fields = vec![
            ("employee_id", self.employee.into()),
            ("title", title.unwrap_or_else(|| system.clone()).into()),
            ("system", system.into()),
            ("role", closes(item).into()),
            ("login", clean(&self.login).trim().into()),
            ("action", item.map_or("", |i| i.action("ru")).into()),
            ("shared", self.shared.unwrap_or_else(|| item.is_some_and(|i| i.shared)).into()),
            ("needs_redirect", self.needs_redirect.unwrap_or_else(|| item.is_some_and(|i| i.needs_redirect)).into()),
        ];
        let case = of_leaver(tx.conn(), self.employee)?;
        if let Some(case) = case {
            let sql = "SELECT opened_at, last_day, risk FROM handover_case WHERE id = ?1";
            let dates = tx.one(sql, params![case], |r| {
                Ok((r.get::<_, Option<At>>(0)?, r.get::<_, Option<Day>>(1)?, r.get::<_, bool>(2)?))
            })?;
            if let Some((Some(opened), Some(last), risk)) = dates {
                let calendar = cx.calendar();
                let due =
                    item.map_or_else(|| calendar.end_of(last), |i| i.due(risk).resolve(&calendar, opened, last).at);
                fields.push(("due_at", due.into()));
            }
            fields.push(("case_id", case.into()));
            fields.push(("state", AccessState::Asked.into()));
            fields.push(("asked_at", cx.clock.now.into()));
            tx.about(case);
        }
        let access = AccessId(tx.insert(Kind::Access, &fields)?);
        if let Some(case) = case {
            after::settle(tx, cx, case)?;
        }
        Ok(AccessAdded { access, case })
    }
}

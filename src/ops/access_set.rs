//! A row of somebody's register as it should be: another login, another holder, shared or not (2 §7).

use serde::{Deserialize, Serialize};

use super::hook_end::settle_case;
use super::{About, Asks, Command, Ctx};
use crate::base::{AccessId, At, CaseId, Code, EmployeeId, Fault, Kind, Ref, Res, clean};
use crate::domain::AccessState;
use crate::domain::rights::Right;
use crate::store::{Tx, Val, params};

/// Only what is given changes. `employee` is who has it now, `to` who is to have it; passing on is for an account that is
/// in no handover.
///
/// Errors: `UnknownAccess` (also when it is somebody else's), `UnknownEmployee`, `AlreadyInCase`.
#[derive(Debug, Clone, Serialize)]
pub struct AccessSet {
    pub access: AccessId,
    pub employee: EmployeeId,
    pub title: Option<String>,
    pub login: Option<String>,
    pub shared: Option<bool>,
    pub needs_redirect: Option<bool>,
    pub note: Option<String>,
    pub due: Option<At>,
    pub to: Option<EmployeeId>,
}

impl AccessSet {
    /// Nothing to change yet.
    pub fn of(access: AccessId, employee: EmployeeId) -> Self {
        Self {
            access,
            employee,
            title: None,
            login: None,
            shared: None,
            needs_redirect: None,
            note: None,
            due: None,
            to: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessIsSet {
    pub access: AccessId,
}

impl Command for AccessSet {
    type Out = AccessIsSet;
    const WORD: &'static str = "access-set";

    fn object(&self) -> Option<Ref> {
        Some(self.access.into())
    }

    fn asks(&self) -> Vec<Asks> {
        let people = [Some(self.employee), self.to];
        people.into_iter().flatten().map(|p| Asks::new(Right::AccessPlan, About::Person(p))).collect()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<AccessIsSet> {
        let sql = "SELECT case_id, title FROM access WHERE id = ?1 AND employee_id = ?2 AND state <> ?3";
        let found = tx.one(sql, params![self.access, self.employee, AccessState::Void], |r| {
            Ok((r.get::<_, Option<CaseId>>(0)?, r.get::<_, String>(1)?))
        })?;
        let (case, title) = found.ok_or_else(|| Fault::new(Code::UnknownAccess).with("name", self.access))?;
        if let Some(case) = case {
            tx.about(case);
        }
        let said = |s: &String| Val::from(clean(s).trim());
        let mut fields: Vec<(&str, Val)> = Vec::new();
        fields.extend(self.title.as_ref().filter(|t| !t.trim().is_empty()).map(|t| ("title", said(t))));
        fields.extend(self.login.as_ref().map(|l| ("login", said(l))));
        fields.extend(self.note.as_ref().map(|n| ("note", said(n))));
        fields.extend(self.shared.map(|s| ("shared", s.into())));
        fields.extend(self.needs_redirect.map(|n| ("needs_redirect", n.into())));
        // A term that somebody gives it is the one that counts.
        fields.extend(self.due.into_iter().flat_map(|d| [("due_at", d.into()), ("cut_at", Val::NULL)]));
        if let Some(to) = self.to.filter(|to| *to != self.employee) {
            if let Some(case) = case {
                return Err(Fault::new(Code::AlreadyInCase).with("name", title).with("case", case.0));
            }
            if tx.count("SELECT count(*) FROM employee WHERE id = ?1", params![to])? == 0 {
                return Err(Fault::new(Code::UnknownEmployee).with("name", to));
            }
            fields.push(("employee_id", to.into()));
        }
        if !fields.is_empty() && tx.set(Kind::Access, self.access.0, &fields)? {
            settle_case(tx, cx, case)?;
        }
        Ok(AccessIsSet { access: self.access })
    }
}

//! A list of accounts into the registers of their people, leaving or not: what is known is brought up to date, what is new
//! is added, nothing is taken away (2 §7).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::access_add::{AccessAdd, add};
use super::hook_end::settle_case;
use super::{About, Asks, Command, Ctx};
use crate::base::{AccessId, CaseId, EmployeeId, Kind, Res, clean, fold};
use crate::domain::AccessState;
use crate::domain::accesses;
use crate::domain::rights::Right;
use crate::store::{Tx, Val, params};

/// One account of a list, its person found. `system` is a code, a title of the catalogue, or the office's own word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessLine {
    pub employee: EmployeeId,
    pub system: String,
    pub login: String,
    pub shared: Option<bool>,
    pub note: String,
}

/// An account is the same if person, system and login are; one that was written down without a login gets it.
/// Errors: `BadName` for a line without a system.
#[derive(Debug, Clone, Serialize)]
pub struct AccessImport {
    pub lines: Vec<AccessLine>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessesImported {
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
}

impl Command for AccessImport {
    type Out = AccessesImported;
    const WORD: &'static str = "access-import";

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::AccessPlan, About::Office).many(self.lines.len())]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<AccessesImported> {
        let catalogue = cx.office.catalogue()?;
        let mut out = AccessesImported::default();
        let mut cases: BTreeSet<CaseId> = BTreeSet::new();
        for line in &self.lines {
            let system = accesses::find(&catalogue, &line.system).map_or(line.system.trim(), |i| i.code.as_str());
            match known(tx, line, system)? {
                Some(id) => match update(tx, id, line)? {
                    true => out.changed += 1,
                    false => out.unchanged += 1,
                },
                None => {
                    let row = AccessAdd {
                        shared: line.shared,
                        note: line.note.clone(),
                        ..AccessAdd::of(line.employee, &line.system, &line.login)
                    };
                    cases.extend(add(tx, cx, &row)?.case);
                    out.new += 1;
                }
            }
        }
        for case in cases {
            settle_case(tx, cx, Some(case))?;
        }
        Ok(out)
    }
}

/// The row of this account; a row without a login stands for the one account of its system.
fn known(tx: &Tx<'_>, line: &AccessLine, system: &str) -> Res<Option<AccessId>> {
    let sql = "SELECT id, system, login FROM access WHERE employee_id = ?1 AND state <> ?2 ORDER BY id";
    let rows = tx.all(sql, params![line.employee, AccessState::Void], |r| {
        Ok((r.get::<_, AccessId>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?))
    })?;
    let (system, login) = (fold(system), fold(line.login.trim()));
    let of_system = || rows.iter().filter(|(_, s, _)| fold(s) == system);
    let same = of_system().find(|(.., l)| fold(l) == login);
    Ok(same.or_else(|| of_system().find(|(.., l)| l.is_empty() || login.is_empty())).map(|(id, ..)| *id))
}

fn update(tx: &mut Tx<'_>, id: AccessId, line: &AccessLine) -> Res<bool> {
    let mut fields: Vec<(&str, Val)> = Vec::new();
    for (name, text) in [("login", &line.login), ("note", &line.note)] {
        let text = clean(text).trim().to_owned();
        if !text.is_empty() {
            fields.push((name, text.into()));
        }
    }
    fields.extend(line.shared.map(|s| ("shared", s.into())));
    if fields.is_empty() { Ok(false) } else { tx.set(Kind::Access, id.0, &fields) }
}

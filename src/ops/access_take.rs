//! The leaver's register comes into a case: what stands in it, and what everybody usually has (2 §7).

use std::collections::BTreeSet;

use super::access_cut::CUT_TERM_MS;
use super::access_restore::tell_restore;
use super::case_open::Opening;
use super::{Ctx, inbox_close};
use crate::base::{AccessId, At, CaseId, Code, Day, EmployeeId, Fault, Kind, Res};
use crate::domain::accesses::{self, CatalogueItem, LoginFrom};
use crate::domain::{AccessState, Role};
use crate::store::{Tx, Val, params};

/// The language that stored titles are written in: the office's papers are Russian.
const LANG: &str = "ru";
/// Working hours for what is closed «at once» when notice is given.
const AT_ONCE_HOURS: u32 = 4;

/// When a case's accesses are to be closed.
pub(super) struct Terms {
    pub case: CaseId,
    pub leaver: EmployeeId,
    pub opened: At,
    /// None: he is gone already, everything is due as soon as a cut allows.
    pub last_day: Option<Day>,
    pub risk: bool,
}

impl From<&Opening> for Terms {
    fn from(o: &Opening) -> Self {
        Self { case: o.case, leaver: o.leaver, opened: o.opened, last_day: Some(o.last_day), risk: o.risk }
    }
}

impl Terms {
    /// As the case stands. Errors: `UnknownCase`.
    pub fn of(tx: &Tx<'_>, case: CaseId, leaver: EmployeeId) -> Res<Self> {
        // A planned case that became a crisis has its own clock since then.
        let sql = "SELECT CASE kind WHEN 'crisis' THEN coalesce(crisis_at, opened_at) ELSE opened_at END, last_day, risk \
                   FROM handover_case WHERE id = ?1";
        let found = tx.one(sql, params![case], |r| {
            let opened = r.get::<_, Option<At>>(0)?.unwrap_or(tx.at());
            Ok(Self { case, leaver, opened, last_day: r.get(1)?, risk: r.get(2)? })
        })?;
        found.ok_or_else(|| Fault::new(Code::UnknownCase).with("case", case.0).with("name", case.0))
    }

    /// From when it is to be closed, by the catalogue; what it does not know is closed with the last day.
    pub fn due(&self, cx: &Ctx<'_>, item: Option<&CatalogueItem>) -> At {
        let Some(last) = self.last_day else { return self.opened.plus(CUT_TERM_MS) };
        let calendar = cx.calendar();
        match item {
            Some(i) => i.due(self.risk).resolve(&calendar, self.opened, last).at,
            None => calendar.end_of(last),
        }
    }

    /// Until when it is closed, and since when it is asked for where that is at once: the export of one who gave notice
    /// has the same hours as its item of the checklist; where there are suspicions nobody waits for those.
    fn term(&self, cx: &Ctx<'_>, item: Option<&CatalogueItem>) -> (At, Option<At>) {
        let due = self.due(cx, item);
        if self.last_day.is_none() || due > self.opened {
            return (due, None);
        }
        let term = match self.risk {
            true => self.opened.plus(CUT_TERM_MS),
            false => cx.calendar().add_working_hours(self.opened, AT_ONCE_HOURS),
        };
        (term, Some(self.opened))
    }

    /// The two columns of the term.
    pub fn columns(&self, cx: &Ctx<'_>, item: Option<&CatalogueItem>) -> [(&'static str, Val); 2] {
        let (due, since) = self.term(cx, item);
        [("due_at", due.into()), ("cut_at", since.into())]
    }

    /// Until when what is given back before its time is his; `None` when he is gone already.
    pub fn until(&self, cx: &Ctx<'_>) -> Option<At> {
        self.last_day.map(|day| cx.calendar().end_of(day))
    }
}

/// Brings in whatever of the leaver's register is not in the case yet, in `state`: asked for at once when a case opens,
/// planned when only some of it is to be closed now. Systems of the catalogue that everybody has and the register does
/// not name are added, so that one row written down by hand does not hide the mailbox; what he never had is told apart
/// (`AccessVoid`) and not planned again. What is closed already stays as it is.
pub(super) fn take(tx: &mut Tx<'_>, cx: &Ctx<'_>, t: &Terms, state: AccessState) -> Res<()> {
    let catalogue = cx.office.catalogue()?;
    let sql = "SELECT id, system, due_at, state, case_id FROM access WHERE employee_id = ?1 AND case_id IS NOT ?2 ORDER BY id";
    let register = tx.all(sql, params![t.leaver, t.case], |r| {
        let what = (r.get::<_, AccessId>(0)?, r.get::<_, String>(1)?, r.get::<_, Option<At>>(2)?);
        Ok((what, r.get::<_, AccessState>(3)?, r.get::<_, Option<CaseId>>(4)?))
    })?;
    let mut told = BTreeSet::new();
    for ((id, system, planned), now, before) in &register {
        let again = matches!(now, AccessState::Restored | AccessState::Restore);
        if !again && !accesses::is_open(*now) {
            continue;
        }
        let mut fields = brought(cx, t, catalogue.iter().find(|i| i.code == *system), state);
        if *now == AccessState::Restore && t.until(cx).is_some_and(|until| until > cx.clock.now) {
            // It is being given back, and is his until the last day of this case.
            fields.retain(|(name, _)| *name == "case_id");
            told.extend(*before);
        } else if again {
            // One that IT was asked to give back may be open by now: it is closed like any other, and what an earlier
            // closing left says nothing about this one.
            fields.extend(afresh());
        } else if planned.is_some() {
            // The register's own term stands.
            fields.retain(|(name, _)| !matches!(*name, "due_at" | "cut_at"));
        }
        tx.set(Kind::Access, id.0, &fields)?;
    }
    for before in &told {
        inbox_close::close_answered(tx, *before)?;
    }
    if !told.is_empty() {
        tell_restore(tx, t.case, t.leaver)?;
    }
    for item in catalogue.iter().filter(|i| i.usual) {
        let held = "SELECT count(*) FROM access WHERE employee_id = ?1 AND system = ?2";
        if tx.count(held, params![t.leaver, item.code])? > 0 {
            continue;
        }
        let mut fields = vec![
            ("employee_id", t.leaver.into()),
            ("system", (&item.code).into()),
            ("title", item.title(LANG).into()),
            ("action", item.action(LANG).into()),
            ("login", account(tx, t.leaver, item)?.into()),
            ("shared", item.shared.into()),
            ("needs_redirect", item.needs_redirect.into()),
            ("role", item.role.into()),
        ];
        fields.extend(brought(cx, t, Some(item), state));
        tx.insert(Kind::Access, &fields)?;
    }
    Ok(())
}

fn brought(cx: &Ctx<'_>, t: &Terms, item: Option<&CatalogueItem>, state: AccessState) -> Vec<(&'static str, Val)> {
    let asked = (state == AccessState::Asked).then_some(cx.clock.now);
    let [due, since] = t.columns(cx, item);
    vec![("case_id", t.case.into()), ("state", state.into()), ("asked_at", asked.into()), due, since]
}

/// Fields of an earlier closing that must not speak for the next one.
pub(super) fn afresh() -> Vec<(&'static str, Val)> {
    ["done_at", "done_by", "evidence", "verified_at", "verified_by", "redirected"]
        .into_iter()
        .map(|name| (name, Val::NULL))
        .collect()
}

/// What the account is called, as far as the employee's card knows.
pub(super) fn account(tx: &Tx<'_>, who: EmployeeId, item: &CatalogueItem) -> Res<String> {
    let sql = match item.login {
        None => return Ok(String::new()),
        Some(LoginFrom::Login) => "SELECT login FROM employee WHERE id = ?1",
        Some(LoginFrom::Email) => "SELECT email FROM employee WHERE id = ?1",
        Some(LoginFrom::Phone) => "SELECT phone FROM employee WHERE id = ?1",
    };
    Ok(tx.one(sql, params![who], |r| r.get::<_, Option<String>>(0))?.flatten().unwrap_or_default())
}

/// The last day has moved: terms of what is still open follow, what is closed, or cut by somebody, stays (2 §2).
pub(super) fn move_terms(tx: &mut Tx<'_>, cx: &Ctx<'_>, t: &Terms) -> Res<()> {
    let catalogue = cx.office.catalogue()?;
    let open = "SELECT id, system FROM access WHERE case_id = ?1 AND state IN ('planned','asked') AND cut_at IS NULL ORDER BY id";
    for (id, system) in tx.all(open, params![t.case], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))? {
        let item = catalogue.iter().find(|i| i.code == system);
        tx.set(Kind::Access, id, &t.columns(cx, item))?;
    }
    Ok(())
}

/// Who closes it: the catalogue's word, else IT.
pub(super) fn closes(item: Option<&CatalogueItem>) -> Role {
    item.map_or(Role::It, |i| i.role)
}

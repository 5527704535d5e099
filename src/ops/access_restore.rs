//! He came back, or the notice was taken back: what was closed is to be given back, what was only asked for is let go, and
//! export, leads and access are his again. One journaled operation, taken back like any other (1-E, 2 §2).
//!
//! Who leaves all the same has what was closed before its time until then; it stays in the case, what is asked for stays
//! asked for, and the three switches of 2 §7 stay as they are. What is to be closed by now is not given back.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::access_take::Terms;
use super::case_row::CaseRow;
use super::case_withdraw::still_leaves;
use super::hook_end::settle_case;
use super::hook_job::{HookRow, order};
use super::inbox::tell_role;
use super::{About, Asks, Command, Ctx};
use crate::base::{AccessId, CaseId, Code, Day, EmployeeId, Fault, Kind, Ref, Res};
use crate::domain::accesses::{CatalogueItem, is_closed, is_open};
use crate::domain::hooks::HookAction;
use crate::domain::rights::Right;
use crate::domain::{AccessState, CaseKind, EmployeeStatus, InboxKind, Role};
use crate::store::{Tx, Val, params};

/// Gives back the accesses of the case's leaver. Errors: `UnknownCase`, `WrongState` for a case of nobody or for somebody
/// who is dismissed, `AccessDue` when he leaves and all of it is to be closed by now, `NothingToDo`.
#[derive(Debug, Clone, Serialize)]
pub struct AccessRestore {
    pub case: CaseId,
}

/// `restore` accesses were closed (or may have been) and are to be given back, `ordered` of them by command; `released`
/// ones had only been asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRestored {
    pub restore: u32,
    pub ordered: u32,
    pub released: u32,
}

impl Command for AccessRestore {
    type Out = AccessRestored;
    const WORD: &'static str = "access-restore";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    /// Whoever may take a case back may take the cut-off back.
    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<AccessRestored> {
        let case = CaseRow::any(tx, self.case)?;
        let employee = case.leaver.ok_or_else(|| Fault::new(Code::WrongState).with("case", case.id.0))?;
        tx.about(case.id);
        still_leaves(tx, employee)?;
        let done = restore(tx, cx, case.id, employee)?;
        settle_case(tx, cx, Some(case.id))?;
        match done {
            AccessRestored { restore: 0, released: 0, .. } => Err(Code::NothingToDo.into()),
            done => Ok(done),
        }
    }
}

struct Row {
    id: AccessId,
    system: String,
    state: AccessState,
    /// Its redirection is in force, or nobody knows whether its command ran: somebody has to look.
    touched: bool,
}

impl Row {
    fn item<'c>(&self, catalogue: &'c [CatalogueItem]) -> Option<&'c CatalogueItem> {
        catalogue.iter().find(|i| i.code == self.system)
    }
}

/// The same inside another command (a withdrawal), under that command's rights.
pub(super) fn restore(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, employee: EmployeeId) -> Res<AccessRestored> {
    let status = tx.one("SELECT status FROM employee WHERE id = ?1", params![employee], |r| r.get(0))?;
    if status == Some(EmployeeStatus::Leaving) {
        return until_its_term(tx, cx, case, employee);
    }
    let mut done = AccessRestored::default();
    for row in rows(tx, case, employee)? {
        match row.state {
            AccessState::Planned | AccessState::Asked if !row.touched => {
                let_go(tx, row.id)?;
                done.released += 1;
            }
            s if is_closed(s) || is_open(s) && s != AccessState::Restored => {
                give_back(tx, cx, (case, employee), &row, &mut done)?;
            }
            _ => {}
        }
    }
    overlays(tx, employee)?;
    if done.restore > 0 {
        tell_restore(tx, case, employee)?;
    }
    Ok(done)
}

/// He leaves: only what was closed before its time. In a crisis everything is to be closed at once.
fn until_its_term(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, employee: EmployeeId) -> Res<AccessRestored> {
    let (terms, catalogue) = (Terms::of(tx, case, employee)?, cx.office.catalogue()?);
    let crisis = CaseRow::any(tx, case)?.kind == CaseKind::Crisis;
    let (mut done, mut come) = (AccessRestored::default(), false);
    for row in rows(tx, case, employee)?.iter().filter(|r| is_closed(r.state)) {
        if !crisis && terms.due(cx, row.item(&catalogue)) > cx.clock.now {
            give_back(tx, cx, (case, employee), row, &mut done)?;
        } else {
            come = true;
        }
    }
    match done.restore {
        0 if come => Err(Code::AccessDue.into()),
        0 => Ok(done),
        _ => tell_restore(tx, case, employee).map(|()| done),
    }
}

/// «Был болен» and works his notice now: what was closed before its term is given back until then, and so is a mailbox
/// whose letters go elsewhere, or what may be closed for all anybody knows; what is due stays closed. A closing that runs
/// is compared with the new term when it ends.
pub(super) fn reopen(tx: &mut Tx<'_>, cx: &Ctx<'_>, t: &Terms) -> Res<AccessRestored> {
    let catalogue = cx.office.catalogue()?;
    let mut done = AccessRestored::default();
    for row in rows(tx, t.case, t.leaver)? {
        let due = t.due(cx, row.item(&catalogue));
        if due <= cx.clock.now {
            continue;
        }
        let open = matches!(row.state, AccessState::Planned | AccessState::Asked);
        if is_closed(row.state) || open && row.touched {
            give_back(tx, cx, (t.case, t.leaver), &row, &mut done)?;
        } else if open {
            not_begun(tx, row.id)?;
            tx.set(Kind::Access, row.id.0, &[("due_at", due.into()), ("cut_at", Val::NULL)])?;
        }
    }
    if done.restore > 0 {
        tell_restore(tx, t.case, t.leaver)?;
    }
    Ok(done)
}

/// A closing that had only been queued is not begun any more.
fn not_begun(tx: &mut Tx<'_>, access: AccessId) -> Res<()> {
    tx.exec("DELETE FROM job WHERE access_id = ?1 AND kind = 'revoke' AND state = 'queued'", params![access])?;
    Ok(())
}

/// The case's accounts.
fn rows(tx: &Tx<'_>, case: CaseId, employee: EmployeeId) -> Res<Vec<Row>> {
    let sql = "SELECT a.id, a.system, a.state, a.redirected IS NOT NULL OR EXISTS (SELECT 1 FROM job j \
                 WHERE j.access_id = a.id AND j.kind = 'revoke' AND j.state = 'unknown') \
               FROM access a WHERE a.case_id = ?1 AND a.employee_id = ?2 ORDER BY a.id";
    tx.all(sql, params![case, employee], |r| {
        Ok(Row { id: r.get(0)?, system: r.get(1)?, state: r.get(2)?, touched: r.get(3)? })
    })
}

/// By the office's command where it has one, else by IT.
fn give_back(
    tx: &mut Tx<'_>,
    cx: &Ctx<'_>,
    (case, employee): (CaseId, EmployeeId),
    row: &Row,
    done: &mut AccessRestored,
) -> Res<()> {
    not_begun(tx, row.id)?;
    let fields = [("state", AccessState::Restore.into()), ("asked_at", tx.at().into()), ("cut_at", Val::NULL)];
    tx.set(Kind::Access, row.id.0, &fields)?;
    done.restore += 1;
    let has = cx.office.hooks.get(&row.system).is_some_and(|h| !h.restore.is_empty());
    let job = HookRow { access: row.id, case: Some(case), employee, action: HookAction::Restore };
    done.ordered += u32::from(has && order(tx, cx, &job)?);
    Ok(())
}

/// Nothing was done about it: it stands in the register as before, without a term.
fn let_go(tx: &mut Tx<'_>, access: AccessId) -> Res<()> {
    not_begun(tx, access)?;
    let fields = [
        ("case_id", Val::NULL),
        ("state", AccessState::Planned.into()),
        ("due_at", Val::NULL),
        ("asked_at", Val::NULL),
        ("cut_at", Val::NULL),
    ];
    tx.set(Kind::Access, access.0, &fields)?;
    Ok(())
}

fn overlays(tx: &mut Tx<'_>, employee: EmployeeId) -> Res<()> {
    let off = ["export_off", "leads_off", "access_closed"].map(|name| (name, false.into()));
    tx.set(Kind::Employee, employee.0, &off)?;
    Ok(())
}

/// IT gives back, security knows that it is wished: everything that is still to be given back in the case. Both are told
/// until when, where he leaves all the same.
pub(super) fn tell_restore(tx: &mut Tx<'_>, case: CaseId, who: EmployeeId) -> Res<()> {
    let sql = "SELECT count(*), count(*) FILTER (WHERE EXISTS (SELECT 1 FROM job j WHERE j.access_id = a.id \
                 AND j.kind = 'restore' AND j.state IN ('queued','running'))), \
                 (SELECT name FROM employee WHERE id = ?2), (SELECT h.last_day FROM handover_case h, employee e \
                   WHERE h.id = ?1 AND e.id = ?2 AND e.status = 'leaving') \
               FROM access a WHERE a.case_id = ?1 AND a.employee_id = ?2 AND a.state = 'restore'";
    let found = tx.one(sql, params![case, who], |r| {
        let counts = (r.get::<_, i64>(0)?, r.get::<_, i64>(1)?);
        Ok((counts, r.get::<_, Option<String>>(2)?, r.get::<_, Option<Day>>(3)?))
    })?;
    let Some(((n, ordered), name, until)) = found else { return Ok(()) };
    let until = until.map(|day| day.to_string());
    let args = json!({ "case": case.0, "name": name, "n": n, "ordered": ordered, "until": until });
    for role in [Role::It, Role::Security] {
        tell_role(tx, role, InboxKind::AccessesRestore, case.into(), args.clone(), Some(tx.at()))?;
    }
    Ok(())
}

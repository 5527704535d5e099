//! «Отозвана»: the notice is taken back until the end of the last day (2 §2). What nobody has accepted returns to the
//! leaver, what is accepted is a list to decide on; the journal keeps all.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::apply::{FELL_TO_HEAD, OWNERS};
use super::case_row::CaseRow;
use super::case_withdraw_told as told;
use super::inbox::{Note, tell, tell_role};
use super::undo_batch::withdraw_offers;
use super::{
    About, Asks, Command, Ctx, absence_return, access_restore, after, case_prepare, inbox_close, late, letters_draft,
    passed_on, single_withdraw, temporary,
};
use crate::base::{CaseId, Code, EmployeeId, Fault, Kind, LineId, Ref, Res};
use crate::domain::rights::Right;
use crate::domain::{CaseKind, CaseState, EmployeeStatus, InboxKind, LineKind, Role};
use crate::reads::proposals::object_of;
use crate::store::{Tx, Val, params};

#[derive(Debug, Clone, Serialize)]
pub struct CaseWithdraw {
    pub case: CaseId,
}

/// `returned` lines are the leaver's again; `accepted` ones stay with who took them, and `moved` ones with whoever they
/// went to since: both are for the head to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    pub returned: u64,
    pub accepted: Vec<Ref>,
    pub moved: Vec<Ref>,
}

impl Command for CaseWithdraw {
    type Out = Withdrawn;
    const WORD: &'static str = "case-withdraw";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Case(self.case))]
    }

    /// Errors: `WithdrawTooLate` after the last day; `CaseClosed`, `WrongState`.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Withdrawn> {
        let case = withdrawable(tx, self.case)?;
        tx.about(case.id);
        if case.state == CaseState::Draft {
            case_prepare::known(tx, cx, case.id)?;
            case_prepare::call_off(tx, case.id)?;
            return Ok(Withdrawn { returned: 0, accepted: Vec::new(), moved: Vec::new() });
        }
        // Who did not come may have been ill for longer than any last day.
        let planned = case.kind != CaseKind::Crisis;
        if let Some(day) = case.last_day.filter(|d| planned && *d < cx.clock.today()) {
            return Err(Fault::new(Code::WithdrawTooLate).with("value", day));
        }
        let Some(leaver) = case.leaver else { return Err(Fault::new(Code::WrongState).with("case", case.id.0)) };
        let name = still_leaves(tx, leaver)?;
        let receivers = told::receivers(tx, cx, &case)?;
        let mut out = match case.kind {
            CaseKind::Absence => called_off(tx, cx, &case)?,
            _ => give_back(tx, case.id, leaver)?,
        };
        let temporary = temporary::give_back(tx, case.id, leaver)?;
        temporary::dismiss(tx, case.id)?;
        out.returned += temporary.total();
        out.moved.extend(temporary.moved);
        withdraw_offers(tx, case.id)?;
        // One client given to somebody else, or leave taken: nobody's status was touched.
        if case.kind.has_act() {
            stays(tx, leaver)?;
        }
        let fields = [("state", CaseState::Withdrawn.into()), ("closed_at", cx.clock.now.into())];
        tx.set(Kind::Case, case.id.0, &fields)?;
        stop(tx, &case)?;
        if case.kind == CaseKind::Single {
            single_withdraw::forget_step(tx, &case, leaver)?;
        }
        passed_on::stays(tx, case.id, leaver)?;
        letters_draft::clarify_changed(tx, cx)?;
        told::tell_all(tx, cx, &case, &name, &receivers)?;
        if !case.kind.has_act() {
            into_departure(tx, cx, leaver)?;
            return Ok(out);
        }
        access_restore::restore(tx, cx, case.id, leaver)?;
        // Whoever was asked to cut off is told to stop, where nothing has been cut yet as well.
        for role in [Role::It, Role::Security, Role::Hr] {
            let args = json!({ "name": name, "accepted": out.accepted.len() });
            tell_role(tx, role, InboxKind::CaseWithdrawn, case.id.into(), args, None)?;
        }
        for to in [Some(leaver), case.head].into_iter().flatten() {
            let args = json!({ "name": name, "accepted": out.accepted.len() });
            tell(tx, Note { to, kind: InboxKind::CaseWithdrawn, object: case.id.into(), args, due: None })?;
        }
        Ok(out)
    }
}

/// Whom an order has dismissed does not come back by a withdrawal: that is a new hiring (2 §2). Gives the name.
pub(super) fn still_leaves(tx: &Tx<'_>, who: EmployeeId) -> Res<String> {
    let sql = "SELECT name, status FROM employee WHERE id = ?1";
    match tx.one(sql, params![who], |r| Ok((r.get::<_, String>(0)?, r.get::<_, EmployeeStatus>(1)?)))? {
        Some((name, status)) if status == EmployeeStatus::Dismissed => {
            Err(Fault::new(Code::WrongState).with("name", name).with("state", status.word()))
        }
        found => Ok(found.map_or_else(String::new, |(name, _)| name)),
    }
}

/// Whoever leaves meanwhile by another case does not keep what comes back: it joins that ledger at once, and in a crisis
/// answers to the temporary owner.
fn into_departure(tx: &mut Tx<'_>, cx: &Ctx<'_>, who: EmployeeId) -> Res<()> {
    let sql = "SELECT id FROM handover_case WHERE leaver_id = ?1 AND kind IN ('planned','crisis') \
               AND state IN ('open','distributing','handing_over','signing') ORDER BY id";
    for other in tx.all(sql, params![who], |r| r.get::<_, CaseId>(0))? {
        if late::land(tx, cx, other, who)? > 0 {
            after::settle(tx, cx, other)?;
        }
    }
    Ok(())
}

/// What a substitute took for the time comes back, accepted or not.
fn called_off(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow) -> Res<Withdrawn> {
    let taken = absence_return::call_off(tx, cx, case)?;
    Ok(Withdrawn { returned: taken.returned, accepted: Vec::new(), moved: taken.moved })
}

fn withdrawable(tx: &mut Tx<'_>, id: CaseId) -> Res<CaseRow> {
    let case = CaseRow::or_hidden(tx, id)?;
    if matches!(case.state, CaseState::Paused | CaseState::Draft) { Ok(case) } else { CaseRow::open(tx, id) }
}

/// Assigned lines that nobody took go back to the leaver, unless the object went on to somebody else meanwhile.
fn give_back(tx: &mut Tx<'_>, case: CaseId, leaver: EmployeeId) -> Res<Withdrawn> {
    let mut out = Withdrawn { returned: 0, accepted: Vec::new(), moved: Vec::new() };
    let mut back: Vec<i64> = Vec::new();
    for (line, reference, kind, column) in OWNERS {
        let table = table(kind);
        let sql = format!(
            "SELECT l.id, l.object_id, EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('accepted','forced')), \
               EXISTS (SELECT 1 FROM {table} x WHERE x.id = l.object_id AND x.{column} IS l.to_id) \
             FROM ledger_line l WHERE l.case_id = ?1 AND l.kind = ?2 AND l.reference LIKE ?3 || '%' \
               AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL ORDER BY l.id"
        );
        let rows = tx.all(&sql, params![case, line, reference], |r| {
            Ok((r.get::<_, LineId>(0)?, r.get::<_, i64>(1)?, r.get::<_, bool>(2)?, r.get::<_, bool>(3)?))
        })?;
        let mut owners = Vec::new();
        for (id, object, accepted, in_place) in rows {
            if accepted {
                out.accepted.push(object_of(line, object, id));
            } else if !in_place {
                out.moved.push(object_of(line, object, id));
            } else {
                owners.push((object, vec![Val::from(leaver)]));
                back.push(id.0);
            }
        }
        tx.set_rows(kind, &[column], owners)?;
    }
    // Declined and expired ones stand with the head for the time being; a returned notice brings them back too.
    back.extend(declined(tx, case, leaver)?);
    out.returned = back.len() as u64;
    let cleared = vec![Val::NULL; 4];
    tx.set_rows(
        Kind::Line,
        &["disposition", "to_id", "batch_seq", "proposed_id"],
        back.into_iter().map(|id| (id, cleared.clone())),
    )?;
    Ok(out)
}

/// Lines that returned to «решить» while the head holds the object.
fn declined(tx: &mut Tx<'_>, case: CaseId, leaver: EmployeeId) -> Res<Vec<i64>> {
    let mut back = Vec::new();
    for (line, kind) in [
        (LineKind::Client, Kind::Client),
        (LineKind::Deal, Kind::Deal),
        (LineKind::Task, Kind::Task),
        (LineKind::Lead, Kind::Lead),
    ] {
        let sql = format!(
            "SELECT l.id, l.object_id FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
             JOIN {} x ON x.id = l.object_id WHERE l.case_id = ?1 AND l.kind = ?2 AND l.batch_seq IS NULL \
               AND x.owner_id IS h.head_id AND {FELL_TO_HEAD} ORDER BY l.id",
            table(kind)
        );
        let rows = tx.all(&sql, params![case, line], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)))?;
        tx.set_rows(kind, &["owner_id"], rows.iter().map(|(_, object)| (*object, vec![Val::from(leaver)])))?;
        back.extend(rows.into_iter().map(|(id, _)| id));
    }
    Ok(back)
}

/// Tables of the rows that hold owners and positions.
const fn table(kind: Kind) -> &'static str {
    match kind {
        Kind::Team => "client_team",
        k => k.word(),
    }
}

/// The status before the notice returns; export and leads are given back.
fn stays(tx: &mut Tx<'_>, leaver: EmployeeId) -> Res<()> {
    let prior = tx.one("SELECT prior_status FROM employee WHERE id = ?1", params![leaver], |r| {
        r.get::<_, Option<EmployeeStatus>>(0)
    })?;
    tx.set(
        Kind::Employee,
        leaver.0,
        &[
            ("status", prior.flatten().unwrap_or(EmployeeStatus::Active).into()),
            ("prior_status", Val::NULL),
            ("notice_at", Val::NULL),
            ("last_day", Val::NULL),
            ("export_off", false.into()),
            ("leads_off", false.into()),
            ("access_closed", false.into()),
        ],
    )?;
    Ok(())
}

/// Nothing of the case runs on: objects are free, tasks and entries done, reminders gone, accesses no longer asked for.
fn stop(tx: &mut Tx<'_>, case: &CaseRow) -> Res<()> {
    tx.exec("DELETE FROM active_object WHERE case_id = ?1", params![case.id])?;
    tx.exec("DELETE FROM job WHERE case_id = ?1 AND state = 'queued'", params![case.id])?;
    let at = tx.at();
    tx.set_all(
        Kind::Task,
        &["state", "done_at"],
        "SELECT id, 'done', ?2 FROM task WHERE case_id = ?1 AND state = 'open' AND client_id IS NULL AND deal_id IS NULL",
        params![case.id, at],
    )?;
    inbox_close::close_all(tx, case.id)?;
    Ok(())
}

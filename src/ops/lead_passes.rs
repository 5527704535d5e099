//! The head leaves (2 §9.10): whoever acts leads the cases from now on, before anything else is asked of them. What the
//! program still has to do or to say there is done for, and said to, the new one.

use serde_json::json;

use super::Ctx;
use super::apply::FELL_TO_HEAD;
use super::case_open::Opening;
use super::inbox::tell_role;
use super::temporary_who::may_answer;
use crate::base::{CaseId, Code, EmployeeId, Fault, Kind, Res};
use crate::domain::{Actor, InboxKind, LineKind, Role};
use crate::store::{Tx, params};

/// What is told to somebody for another part of his than leading the case.
const NOT_AS_HEAD: &str = "'offered','temporary_owner','substitute_for','client_passed','promise_answered'";

/// Gives every case that the leaver leads to the one who acts: those at work, and those that are only looked after. Gives
/// these cases; what is prepared in hiding is passed on in silence.
///
/// Errors: `HeadNeeded` for a case at work of the one who acts that nobody else can lead.
pub(super) fn pass(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<Vec<CaseId>> {
    drafts(tx, cx, o)?;
    let sql = "SELECT id, leaver_id, state IN ('closed','observing') FROM handover_case WHERE head_id = ?1 AND id <> ?2 \
               AND state IN ('open','distributing','handing_over','signing','paused','closed','observing') ORDER BY id";
    let led = tx.all(sql, params![o.leaver, o.case], |r| {
        Ok((r.get::<_, CaseId>(0)?, r.get::<_, Option<EmployeeId>>(1)?, r.get::<_, bool>(2)?))
    })?;
    let mut passed = Vec::with_capacity(led.len());
    for (case, of, is_closed) in led {
        let to = match (of == Some(o.head)).then(|| another(tx, cx, case, o)) {
            None => o.head,
            Some(Ok(to)) => to,
            // What is closed keeps nobody from leaving.
            Some(Err(f)) if is_closed && f.code == Code::HeadNeeded => continue,
            Some(Err(f)) => return Err(f),
        };
        what_fell(tx, case, o.leaver, to)?;
        tx.set(Kind::Case, case.0, &[("head_id", to.into())])?;
        work(tx, case, o.leaver, to)?;
        told(tx, case, o.leaver, to)?;
        passed.push(case);
    }
    Ok(passed)
}

/// What is prepared in hiding (2 §3) stops nobody's departure and is named to nobody who may not know of it: a head leads
/// it from now on; where there is none, it stays as it is, and HR, who knows of it, is asked to name one.
fn drafts(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    let sql = "SELECT h.id, h.leaver_id, e.name FROM handover_case h JOIN employee e ON e.id = h.leaver_id \
               WHERE h.head_id = ?1 AND h.id <> ?2 AND h.hidden = 1 AND h.state = 'draft' ORDER BY h.id";
    let led = tx.all(sql, params![o.leaver, o.case], |r| {
        Ok((r.get::<_, CaseId>(0)?, r.get::<_, EmployeeId>(1)?, r.get::<_, String>(2)?))
    })?;
    for (case, of, name) in led {
        let Some(to) = head_but(tx, cx, of, o)? else {
            let due = Some(cx.calendar().end_of_work(tx.at()));
            tell_role(tx, Role::Hr, InboxKind::DraftHeadless, case.into(), json!({ "name": name }), due)?;
            continue;
        };
        tx.set(Kind::Case, case.0, &[("head_id", to.into())])?;
        work(tx, case, o.leaver, to)?;
        told(tx, case, o.leaver, to)?;
    }
    Ok(())
}

/// A head by role, here today, and not the one it is about: whoever acts, else his own head, else hers who leaves.
fn head_but(tx: &Tx<'_>, cx: &Ctx<'_>, of: EmployeeId, o: &Opening) -> Res<Option<EmployeeId>> {
    let sql = "SELECT role FROM employee WHERE id = ?1";
    for to in std::iter::once(Some(o.head)).chain(above(tx, o)?).flatten() {
        let role = tx.one(sql, params![to], |r| r.get::<_, Role>(0))?;
        if role == Some(Role::Head) && to != of && may_answer(tx, cx, o.leaver, to).is_ok() {
            return Ok(Some(to));
        }
    }
    Ok(None)
}

/// The heads of the one who acts and of the one who leaves.
fn above(tx: &Tx<'_>, o: &Opening) -> Res<Vec<Option<EmployeeId>>> {
    let sql = "SELECT coalesce(e.head_id, d.head_id) FROM (SELECT ?1 AS id, 0 AS turn UNION ALL SELECT ?2, 1) w \
                 JOIN employee e ON e.id = w.id LEFT JOIN department d ON d.id = e.department_id ORDER BY w.turn";
    tx.all(sql, params![o.head, o.leaver], |r| r.get(0))
}

/// Nobody leads his own case: where it is the one who acts that it is about, it is led by his head, by hers who leaves,
/// by whoever stands in for him, by a head or director who opens this.
fn another(tx: &Tx<'_>, cx: &Ctx<'_>, case: CaseId, o: &Opening) -> Res<EmployeeId> {
    let opener = match cx.actor {
        Actor::Person(id) => Some(id),
        _ => None,
    };
    let sql = "SELECT a.substitute_id FROM handover_case h JOIN absence a ON a.id = h.absence_id \
               WHERE h.id = ?1 AND h.kind = 'absence'";
    let stands_in = tx.all(sql, params![case], |r| r.get::<_, Option<EmployeeId>>(0))?;
    let leads = "SELECT id FROM employee WHERE id = ?1 AND role IN ('head','director')";
    let opener = tx.all(leads, params![opener], |r| r.get::<_, Option<EmployeeId>>(0))?;
    for to in above(tx, o)?.into_iter().chain(stands_in).chain(opener).flatten() {
        if to != o.leaver && may_answer(tx, cx, o.head, to).is_ok() {
            return Ok(to);
        }
    }
    let name = tx.one("SELECT name FROM employee WHERE id = ?1", params![o.head], |r| r.get::<_, String>(0))?;
    Err(Fault::new(Code::HeadNeeded).with("name", name.unwrap_or_default()).with("case", case.0))
}

/// What nobody has taken lies with the head for the time being, and so with the new one; what is held by the name of a
/// temporary owner is replaced as that.
fn what_fell(tx: &mut Tx<'_>, case: CaseId, gone: EmployeeId, to: EmployeeId) -> Res<()> {
    for (line, kind) in [
        (LineKind::Client, Kind::Client),
        (LineKind::Deal, Kind::Deal),
        (LineKind::Task, Kind::Task),
        (LineKind::Lead, Kind::Lead),
    ] {
        let sql = format!(
            "SELECT l.object_id, ?4 FROM ledger_line l JOIN {} x ON x.id = l.object_id WHERE l.case_id = ?1 AND l.kind = ?2 \
               AND l.batch_seq IS NULL AND l.temp_id IS NULL AND x.owner_id = ?3 AND {FELL_TO_HEAD}",
            kind.word()
        );
        tx.set_all(kind, &["owner_id"], &sql, params![case, line, gone, to])?;
    }
    Ok(())
}

/// Items that are open, or that may untick by themselves; tasks of the case itself, and what falls due in it.
fn work(tx: &mut Tx<'_>, case: CaseId, gone: EmployeeId, to: EmployeeId) -> Res<()> {
    let items = "SELECT id, ?3 FROM checklist_item WHERE case_id = ?1 AND person_id = ?2 AND (state = 'open' OR computed <> '')";
    tx.set_all(Kind::Item, &["person_id"], items, params![case, gone, to])?;
    for column in ["owner_id", "author_id"] {
        let tasks = format!(
            "SELECT id, ?3 FROM task WHERE case_id = ?1 AND {column} = ?2 AND state = 'open' \
               AND client_id IS NULL AND deal_id IS NULL"
        );
        tx.set_all(Kind::Task, &[column], &tasks, params![case, gone, to])?;
    }
    tx.exec(
        "UPDATE job SET receiver_id = ?3 WHERE case_id = ?1 AND receiver_id = ?2 AND state IN ('queued','running','unknown')",
        params![case, gone, to],
    )?;
    Ok(())
}

/// Entries that are not done yet, unread for the new one; what he was told himself is not said twice.
fn told(tx: &mut Tx<'_>, case: CaseId, gone: EmployeeId, to: EmployeeId) -> Res<()> {
    let hers = format!(
        "FROM inbox i WHERE i.case_id = ?1 AND i.employee_id = ?2 AND i.done_at IS NULL AND i.kind NOT IN ({NOT_AS_HEAD})"
    );
    let twin = "EXISTS (SELECT 1 FROM inbox n WHERE n.employee_id = ?3 AND n.kind = i.kind AND n.object = i.object \
                AND n.done_at IS NULL)";
    let at = tx.at();
    let said = format!("SELECT i.id, ?4 {hers} AND {twin}");
    tx.set_all(Kind::Inbox, &["done_at"], &said, params![case, gone, to, at])?;
    let passed = format!("SELECT i.id, ?3, NULL {hers}");
    tx.set_all(Kind::Inbox, &["employee_id", "read_at"], &passed, params![case, gone, to])?;
    Ok(())
}

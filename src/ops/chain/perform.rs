//! What one link does, as far as it is only rows; gives the words of its result, which `texts` reads back.

use serde_json::{Value, json};

use super::{Ctx, Opening, person};
use crate::base::{At, CaseId, Code, Day, Due, EmployeeId, Fault, Kind, Ref, Res, fold};
use crate::domain::chain::{Action, Deed, Receiver, Trigger};
use crate::domain::{CaseState, InboxKind, TaskKind};
use crate::ops::access_cut::{self, Cut, CutWhich};
use crate::ops::inbox::{Entry, Note, tell, write};
use crate::store::{Tx, Val, params};

/// The title of the task that leaver and head get; people's words stand in `assets`.
const TASK_TITLE: &str = include_str!("../../../assets/checklists/handover-task.txt");

pub(super) fn perform(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening, deed: &Deed, on: Trigger) -> Res<String> {
    let leaver = o.leaver.0;
    match deed.action {
        Action::ExportOff => {
            tx.set(Kind::Employee, leaver, &[("export_off", true.into())])?;
            said(tx, o, deed)
        }
        Action::LeadsOff => {
            tx.set(Kind::Employee, leaver, &[("leads_off", true.into())])?;
            said(tx, o, deed)
        }
        Action::BlockRole => {
            tx.set(Kind::Employee, leaver, &[("blocked", true.into())])?;
            said(tx, o, deed)
        }
        Action::Task => task(tx, cx, o, deed),
        Action::Inform if on.is_from_start() => opened(tx, cx, o, deed),
        Action::Inform => said(tx, o, deed),
        Action::Remind => remind(tx, o, deed),
        Action::CutAccesses => cut(tx, cx, o, deed),
        // Files are made outside the transaction.
        Action::ReportDeals | Action::ReportClients => Err(Code::Internal.into()),
    }
}

fn until(cx: &Ctx<'_>, o: &Opening, deed: &Deed) -> At {
    deed.until.resolve(&cx.calendar(), o.opened, o.last_day).at
}

/// An entry of its own for whoever is to know; nothing where the step names nobody.
fn said(tx: &mut Tx<'_>, o: &Opening, deed: &Deed) -> Res<String> {
    let args = json!({ "name": o.leaver_name, "title": deed.ru });
    entry(tx, o, deed, InboxKind::ChainDone, args, None)
}

/// «Открыта передача», in the words of whoever it is told to, until when he has to have done his part.
fn opened(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening, deed: &Deed) -> Res<String> {
    let until = until(cx, o, deed);
    entry(tx, o, deed, InboxKind::CaseOpened, args(o), Some(until))
}

fn args(o: &Opening) -> Value {
    json!({ "name": o.leaver_name, "last_day": o.last_day.to_string(), "leaver": o.leaver })
}

fn entry(tx: &mut Tx<'_>, o: &Opening, deed: &Deed, kind: InboxKind, args: Value, due: Option<At>) -> Res<String> {
    let (to, role) = (person(o, deed.to), deed.to.and_then(Receiver::role));
    if to.is_none() && role.is_none() {
        return Ok(String::new());
    }
    let id = write(tx, &Entry { to, role, kind, object: o.case.into(), args, due })?;
    Ok(Ref::new(Kind::Inbox, id).to_string())
}

fn task(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening, deed: &Deed) -> Res<String> {
    let owner: EmployeeId = person(o, deed.to).ok_or_else(|| Fault::new(Code::UnknownEmployee))?;
    let title = TASK_TITLE.trim().replace("{name}", &o.leaver_name);
    let id = tx.insert(
        Kind::Task,
        &[
            ("owner_id", owner.into()),
            ("author_id", o.head.into()),
            ("case_id", o.case.into()),
            ("kind", TaskKind::Other.into()),
            ("title_fold", fold(&title).into()),
            ("title", title.into()),
            ("created_at", tx.at().into()),
        ],
    )?;
    tx.set(Kind::Task, id, &due_fields(cx, until(cx, o, deed)))?;
    Ok(Ref::new(Kind::Task, id).to_string())
}

fn due_fields(cx: &Ctx<'_>, at: At) -> [(&'static str, Val); 3] {
    let due = Due::at(cx.clock.zone.day(at), cx.clock.zone.minute(at));
    [("due_day", due.day.into()), ("due_minute", due.minute.into()), ("due_at", at.into())]
}

/// What is still open, to whoever has to see to it; nothing once the case is over.
fn remind(tx: &mut Tx<'_>, o: &Opening, deed: &Deed) -> Res<String> {
    let Some(to) = person(o, deed.to) else { return Ok(String::new()) };
    Ok(if tell_of(tx, o.case, to, &deed.ru)? { "told" } else { "skipped" }.to_owned())
}

/// Tells of a case that is at work what it still lacks; `false` when it has ended.
pub(in crate::ops) fn tell_of(tx: &mut Tx<'_>, case: CaseId, to: EmployeeId, step: &str) -> Res<bool> {
    tx.about(case);
    let sql = "SELECT h.state, h.last_day, coalesce(e.name, ''), \
                 (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND l.batch_seq IS NULL), \
                 (SELECT count(*) FROM checklist_item i WHERE i.case_id = h.id AND i.state = 'open' AND i.mandatory = 1 \
                    AND i.phase = 'closing') \
               FROM handover_case h LEFT JOIN employee e ON e.id = h.leaver_id WHERE h.id = ?1";
    let found = tx.one(sql, params![case], |r| {
        let counts = (r.get::<_, i64>(3)?, r.get::<_, i64>(4)?);
        Ok((r.get::<_, CaseState>(0)?, r.get::<_, Option<Day>>(1)?, r.get::<_, String>(2)?, counts))
    })?;
    let Some((state, last_day, name, (remaining, items))) = found.filter(|f| f.0.is_active()) else { return Ok(false) };
    let last_day = last_day.map(|d| d.to_string());
    let args = json!({
        "name": name, "last_day": last_day, "step": step, "remaining": remaining, "items": items, "state": state.word(),
    });
    tell(tx, Note { to, kind: InboxKind::Reminder, object: case.into(), args, due: None })?;
    Ok(true)
}

/// Closes what is due: by the end of the last day everything that was to be closed on it, before that day only what
/// suspicions have planned earlier (2 §7). From the last day on the person is shut out here too (6 §3).
fn cut(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening, deed: &Deed) -> Res<String> {
    let now = cx.clock.now;
    let is_day = cx.clock.today() >= o.last_day;
    let by = if is_day { now.max(cx.calendar().end_of(o.last_day)) } else { now };
    let counts =
        access_cut::cut(tx, cx, &Cut { case: o.case, employee: o.leaver, which: CutWhich::DueBy(by), due: by })?;
    if is_day && !deed.only_risk {
        tx.set(Kind::Employee, o.leaver.0, &[("access_closed", true.into())])?;
    }
    Ok(format!("asked {}, ordered {}", counts.asked, counts.ordered))
}

/// Tasks that links made and that are still open, entries nobody has done yet: their terms follow the last day.
pub(super) fn move_terms(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    let sql = "SELECT payload, result FROM job WHERE case_id = ?1 AND step <> '' AND state = 'done' ORDER BY id";
    let made: Vec<(String, Option<String>)> = tx.all(sql, params![o.case], |r| Ok((r.get(0)?, r.get(1)?)))?;
    for (payload, result) in made {
        let (Ok(deed), Some(Ok(made))) = (serde_json::from_str::<Deed>(&payload), result.map(|r| r.parse::<Ref>()))
        else {
            continue;
        };
        let at = until(cx, o, &deed);
        match made.kind {
            Kind::Task if is_open(tx, "SELECT count(*) FROM task WHERE id = ?1 AND state = 'open'", made)? => {
                tx.set(Kind::Task, made.id, &due_fields(cx, at))?;
            }
            Kind::Inbox if deed.action == Action::Inform => {
                let open = "SELECT count(*) FROM inbox WHERE id = ?1 AND done_at IS NULL AND kind = 'case_opened'";
                if is_open(tx, open, made)? {
                    tx.set(Kind::Inbox, made.id, &[("due_at", at.into()), ("args", args(o).to_string().into())])?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn is_open(tx: &Tx<'_>, sql: &str, r: Ref) -> Res<bool> {
    Ok(tx.count(sql, params![r.id])? > 0)
}

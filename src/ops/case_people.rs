//! Who learns of an opened case, and what they are asked to do: tasks, inbox entries, reminders (1-A2, 1-A3).

use serde_json::json;

use super::Ctx;
use super::case_open::Opening;
use crate::base::{At, Due, EmployeeId, Kind, Res, fold};
use crate::domain::deadlines::{Reminder, before_last_day, reminders};
use crate::domain::{InboxKind, Role, TaskKind};
use crate::store::{Tx, Val, params};

/// The title of the task that leaver and head get; people's words stand in `assets`.
const TASK_TITLE: &str = include_str!("../../assets/checklists/handover-task.txt");

/// The usual number of working days before the last day that the handover is to be ready.
const READY_DAYS: u32 = 3;

/// The word of a reminder in its job and its inbox entry.
pub(super) const fn reminder_word(r: Reminder) -> &'static str {
    match r {
        Reminder::FiveDays => "five_days",
        Reminder::ThreeDays => "three_days",
        Reminder::LastMorning => "last_morning",
        Reminder::Short => "short",
    }
}

/// Tasks, inbox entries, the report and the reminders of a case that opens.
pub(super) fn inform(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    let calendar = cx.calendar();
    let ready = before_last_day(&calendar, o.opened, o.last_day, READY_DAYS).at;
    let end = calendar.end_of(o.last_day);
    task(tx, cx, o, o.leaver, ready)?;
    task(tx, cx, o, o.head, end)?;
    let people: [(Option<EmployeeId>, Option<Role>, At); 5] = [
        (Some(o.head), None, end),
        (Some(o.leaver), None, ready),
        (None, Some(Role::Hr), end),
        (None, Some(Role::It), end),
        (None, Some(Role::Security), end),
    ];
    for (person, role, due) in people {
        tx.insert(
            Kind::Inbox,
            &[
                ("employee_id", person.into()),
                ("role", role.into()),
                ("kind", InboxKind::CaseOpened.into()),
                ("object", Val::from(crate::base::Ref::from(o.case))),
                ("case_id", o.case.into()),
                ("args", args(o).into()),
                ("at", o.opened.into()),
                ("due_at", due.into()),
            ],
        )?;
    }
    // The report of active deals for the head is made at once (1-A2).
    let report = json!({ "report": "deals", "case": o.case, "employee": o.leaver });
    tx.job("report", &report.to_string(), o.opened, Some(o.head.0))?;
    remind(tx, cx, o)
}

/// The reminders to the head that lie ahead of now.
fn remind(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    for (at, why) in reminders(&cx.calendar(), cx.clock.now, o.last_day) {
        let payload = json!({ "case": o.case, "step": reminder_word(why) });
        tx.job("reminder", &payload.to_string(), at, Some(o.head.0))?;
    }
    Ok(())
}

/// The last day has moved: open tasks and entries of the case get their new terms, reminders that have not come are made
/// anew (2 §2).
pub(super) fn move_terms(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    let calendar = cx.calendar();
    let ready = before_last_day(&calendar, o.opened, o.last_day, READY_DAYS).at;
    let end = calendar.end_of(o.last_day);
    let zone = cx.clock.zone;
    for (owner, due) in [(o.leaver, ready), (o.head, end)] {
        let sql = "SELECT id FROM task WHERE case_id = ?1 AND owner_id = ?2 AND state = 'open' AND client_id IS NULL \
                   AND deal_id IS NULL AND kind = 'other' AND title = ?3";
        for id in tx.all(sql, params![o.case, owner, title(o)], |r| r.get::<_, i64>(0))? {
            let fields =
                [("due_day", zone.day(due).into()), ("due_minute", zone.minute(due).into()), ("due_at", due.into())];
            tx.set(Kind::Task, id, &fields)?;
        }
    }
    let sql = "SELECT id, employee_id FROM inbox WHERE object = ?1 AND kind = 'case_opened' AND done_at IS NULL";
    for (id, who) in
        tx.all(sql, params![o.case.to_string()], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, Option<EmployeeId>>(1)?)))?
    {
        let due = if who == Some(o.leaver) { ready } else { end };
        tx.set(Kind::Inbox, id, &[("due_at", due.into()), ("args", args(o).into())])?;
    }
    tx.exec("DELETE FROM job WHERE case_id = ?1 AND kind = 'reminder' AND state = 'queued'", params![o.case])?;
    remind(tx, cx, o)
}

fn args(o: &Opening) -> String {
    json!({ "name": o.leaver_name, "last_day": o.last_day.to_string(), "leaver": o.leaver }).to_string()
}

fn title(o: &Opening) -> String {
    TASK_TITLE.trim().replace("{name}", &o.leaver_name)
}

fn task(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening, owner: EmployeeId, due: At) -> Res<()> {
    let title = title(o);
    let (day, minute) = (cx.clock.zone.day(due), cx.clock.zone.minute(due));
    let due_of = Due::at(day, minute);
    tx.insert(
        Kind::Task,
        &[
            ("owner_id", owner.into()),
            ("author_id", o.head.into()),
            ("case_id", o.case.into()),
            ("kind", TaskKind::Other.into()),
            ("title_fold", fold(&title).into()),
            ("title", title.into()),
            ("due_day", due_of.day.into()),
            ("due_minute", due_of.minute.into()),
            ("due_at", due.into()),
            ("created_at", o.opened.into()),
        ],
    )?;
    Ok(())
}

//! The checklist and the accesses of a case: made when it opens, their terms moved with the last day (2 §2, §3, §7).

use super::case_open::Opening;
use super::{Ctx, access_take};
use crate::base::{EmployeeId, Kind, Res};
use crate::domain::checklist::{Computed, Responsible, TemplateItem};
use crate::domain::{AccessState, CaseKind, ItemState};
use crate::store::{Tx, Val, params};

/// The language that stored titles are written in: the office's papers are Russian.
const LANG: &str = "ru";

/// Writes the items of the template with their deadlines and takes the leaver's accesses into the case.
pub(super) fn make(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    for (item, n) in cx.office.checklist(o.kind)?.iter().zip(1i64..) {
        let key = [("case_id", o.case.into()), ("n", n.into()), ("code", (&item.code).into())];
        tx.insert(Kind::Item, &[&key[..], &fields(cx, o, item)].concat())?;
    }
    // IT and security are told of the case in the same moment, so the accesses are asked for at once. A crisis cuts them.
    match o.kind {
        CaseKind::Crisis => Ok(()),
        _ => access_take::take(tx, cx, &o.into(), AccessState::Asked),
    }
}

/// What the template says of an item, with its deadline in this case.
fn fields(cx: &Ctx<'_>, o: &Opening, item: &TemplateItem) -> [(&'static str, Val); 9] {
    let due = item.due.resolve(&cx.calendar(), o.opened, o.last_day);
    [
        ("title", item.title(LANG).into()),
        ("list", item.list.into()),
        ("phase", item.phase.into()),
        ("role", item.role.word().into()),
        ("person_id", person(o, item.role).into()),
        ("due_at", due.at.into()),
        ("shortened", due.shortened.into()),
        ("mandatory", item.mandatory.into()),
        ("computed", item.computed.map_or("", Computed::word).into()),
    ]
}

/// Why an item stays behind when the case becomes one of another kind.
const OTHER_KIND: &str = include_str!("../../assets/checklists/other-kind.txt");

/// The case has become one of another kind: items of both lists go on with the new terms, the others of the new list come
/// in, open ones of the old list alone stay behind as not applicable. What is done stays done.
pub(super) fn change(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    let template = cx.office.checklist(o.kind)?;
    let reason = OTHER_KIND.trim();
    let sql = "SELECT id, code, n, state, coalesce(reason, '') FROM checklist_item WHERE case_id = ?1 ORDER BY n";
    let old = tx.all(sql, params![o.case], |r| {
        Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?, r.get(2)?, r.get::<_, ItemState>(3)?, r.get::<_, String>(4)?))
    })?;
    let mut last: i64 = 0;
    for (id, code, n, state, why) in &old {
        last = last.max(*n);
        let mut now = match template.iter().find(|i| i.code == *code) {
            Some(item) => fields(cx, o, item).to_vec(),
            None => Vec::new(),
        };
        let behind = *state == ItemState::NotApplicable && why == reason;
        match (now.is_empty(), state) {
            (true, ItemState::Open) => {
                now.extend([("state", ItemState::NotApplicable.into()), ("reason", reason.into())]);
                now.extend([("done_by", (&cx.actor).into()), ("done_at", tx.at().into())]);
            }
            (false, _) if behind => {
                now.extend(["reason", "done_by", "done_at"].map(|name| (name, Val::NULL)));
                now.push(("state", ItemState::Open.into()));
            }
            _ => {}
        }
        if !now.is_empty() {
            tx.set(Kind::Item, *id, &now)?;
        }
    }
    let new = template.iter().filter(|i| old.iter().all(|(_, code, ..)| *code != i.code));
    for (item, n) in new.zip(last + 1..) {
        let key = [("case_id", o.case.into()), ("n", n.into()), ("code", (&item.code).into())];
        tx.insert(Kind::Item, &[&key[..], &fields(cx, o, item)].concat())?;
    }
    Ok(())
}

/// The side of the handover that a role names; people who hold an office's role find the item by it.
fn person(o: &Opening, role: Responsible) -> Option<EmployeeId> {
    match role {
        Responsible::Leaver => Some(o.leaver),
        Responsible::Head => Some(o.head),
        _ => None,
    }
}

/// The last day has moved: terms of what is still open follow, done items stay (2 §2).
pub(super) fn move_terms(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    let calendar = cx.calendar();
    let template = cx.office.checklist(o.kind)?;
    let of = |code: &str| template.iter().find(|i: &&TemplateItem| i.code == code);
    let open = "SELECT id, code FROM checklist_item WHERE case_id = ?1 AND state = 'open' ORDER BY id";
    for (id, code) in tx.all(open, params![o.case], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))? {
        if let Some(item) = of(&code) {
            let due = item.due.resolve(&calendar, o.opened, o.last_day);
            tx.set(Kind::Item, id, &[("due_at", due.at.into()), ("shortened", due.shortened.into())])?;
        }
    }
    access_take::move_terms(tx, cx, &o.into())
}

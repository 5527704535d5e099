//! The checklist and the accesses of a case: made when it opens, their terms moved with the last day (2 §2, §3, §7).

use super::case_open::Opening;
use super::{Ctx, access_take};
use crate::base::{EmployeeId, Kind, Res};
use crate::domain::checklist::{Computed, Responsible, TemplateItem};
use crate::domain::{AccessState, CaseKind};
use crate::store::{Tx, params};

/// The language that stored titles are written in: the office's papers are Russian.
const LANG: &str = "ru";

/// Writes the items of the template with their deadlines and takes the leaver's accesses into the case.
pub(super) fn make(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    for (item, n) in cx.office.checklist(o.kind)?.iter().zip(1i64..) {
        let due = item.due.resolve(&cx.calendar(), o.opened, o.last_day);
        tx.insert(
            Kind::Item,
            &[
                ("case_id", o.case.into()),
                ("n", n.into()),
                ("code", (&item.code).into()),
                ("title", item.title(LANG).into()),
                ("list", item.list.into()),
                ("phase", item.phase.into()),
                ("role", item.role.word().into()),
                ("person_id", person(o, item.role).into()),
                ("due_at", due.at.into()),
                ("shortened", due.shortened.into()),
                ("mandatory", item.mandatory.into()),
                ("computed", item.computed.map_or("", Computed::word).into()),
            ],
        )?;
    }
    // IT and security are told of the case in the same moment, so the accesses are asked for at once. A crisis cuts them.
    match o.kind {
        CaseKind::Crisis => Ok(()),
        _ => access_take::take(tx, cx, &o.into(), AccessState::Asked),
    }
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

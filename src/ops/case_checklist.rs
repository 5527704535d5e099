//! The checklist and the accesses of a case: made when it opens, their terms moved with the last day (2 §2, §3, §7).

use super::Ctx;
use super::case_open::Opening;
use crate::base::{EmployeeId, Kind, Res};
use crate::domain::AccessState;
use crate::domain::accesses::{self, CatalogueItem};
use crate::domain::checklist::{Computed, Responsible, TemplateItem};
use crate::store::{Tx, Val, params};

/// The language that stored titles are written in: the office's papers are Russian.
const LANG: &str = "ru";

/// Writes the items of the template with their deadlines and takes the leaver's accesses into the case.
pub(super) fn make(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    for (item, n) in cx.office.checklist()?.iter().zip(1i64..) {
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
    accesses(tx, cx, o)
}

/// The side of the handover that a role names; people who hold an office's role find the item by it.
fn person(o: &Opening, role: Responsible) -> Option<EmployeeId> {
    match role {
        Responsible::Leaver => Some(o.leaver),
        Responsible::Head => Some(o.head),
        _ => None,
    }
}

/// The leaver's register, or the catalogue's usual accesses where nobody kept one. They are asked for at once: IT and
/// security are told in the same moment.
fn accesses(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    let catalogue = cx.office.catalogue()?;
    let sql = "SELECT id, system, due_at IS NOT NULL, state FROM access WHERE employee_id = ?1 ORDER BY id";
    let register = tx.all(sql, params![o.leaver], |r| {
        Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?, r.get::<_, bool>(2)?, r.get::<_, AccessState>(3)?))
    })?;
    if register.is_empty() {
        for item in catalogue.iter().filter(|i| i.usual) {
            let mut fields = vec![
                ("employee_id", o.leaver.into()),
                ("system", (&item.code).into()),
                ("title", item.title(LANG).into()),
                ("action", item.action(LANG).into()),
                ("shared", item.shared.into()),
                ("needs_redirect", item.needs_redirect.into()),
            ];
            fields.extend(asked(cx, o, Some(item)));
            tx.insert(Kind::Access, &fields)?;
        }
        return Ok(());
    }
    for (id, system, dated, state) in register {
        if accesses::is_closed(state) {
            continue;
        }
        let item = catalogue.iter().find(|i| i.code == system);
        let mut fields = asked(cx, o, item);
        if dated {
            fields.retain(|(name, _)| *name != "due_at");
        }
        tx.set(Kind::Access, id, &fields)?;
    }
    Ok(())
}

fn asked(cx: &Ctx<'_>, o: &Opening, item: Option<&CatalogueItem>) -> Vec<(&'static str, Val)> {
    let calendar = cx.calendar();
    let due =
        item.map_or_else(|| calendar.end_of(o.last_day), |i| i.due(o.risk).resolve(&calendar, o.opened, o.last_day).at);
    vec![
        ("case_id", o.case.into()),
        ("state", AccessState::Asked.into()),
        ("asked_at", o.opened.into()),
        ("due_at", due.into()),
    ]
}

/// The last day has moved: terms of what is still open follow, done items stay (2 §2).
pub(super) fn move_terms(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    let calendar = cx.calendar();
    let template = cx.office.checklist()?;
    let of = |code: &str| template.iter().find(|i: &&TemplateItem| i.code == code);
    let open = "SELECT id, code FROM checklist_item WHERE case_id = ?1 AND state = 'open' ORDER BY id";
    for (id, code) in tx.all(open, params![o.case], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))? {
        if let Some(item) = of(&code) {
            let due = item.due.resolve(&calendar, o.opened, o.last_day);
            tx.set(Kind::Item, id, &[("due_at", due.at.into()), ("shortened", due.shortened.into())])?;
        }
    }
    let catalogue = cx.office.catalogue()?;
    let open = "SELECT id, system FROM access WHERE case_id = ?1 AND state IN ('planned','asked') ORDER BY id";
    for (id, system) in tx.all(open, params![o.case], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))? {
        let item = catalogue.iter().find(|i| i.code == system);
        let due = item
            .map_or_else(|| calendar.end_of(o.last_day), |i| i.due(o.risk).resolve(&calendar, o.opened, o.last_day).at);
        tx.set(Kind::Access, id, &[("due_at", due.into())])?;
    }
    Ok(())
}

//! An accepted first action: an open task of the receiver with its due, and the client's next contact (1-B4).

use super::Ctx;
use super::lines::Line;
use crate::base::{ClientId, Day, DealId, Due, EmployeeId, Kind, Res, fold};
use crate::domain::context::is_past;
use crate::domain::{LineKind, TaskKind};
use crate::reads::steps::Step;
use crate::store::{Tx, Val, params};

/// What a line is about, so that its first action hangs on the right client and deal.
pub(super) fn client_of(tx: &Tx<'_>, line: &Line) -> Res<Option<ClientId>> {
    let sql = match line.kind {
        LineKind::Client => return Ok(Some(ClientId(line.object))),
        LineKind::Deal => "SELECT client_id FROM deal WHERE id = ?1",
        LineKind::Task | LineKind::Authored => {
            "SELECT coalesce(t.client_id, d.client_id) FROM task t LEFT JOIN deal d ON d.id = t.deal_id WHERE t.id = ?1"
        }
        LineKind::Lead => "SELECT client_id FROM lead WHERE id = ?1",
        LineKind::Team => "SELECT client_id FROM client_team WHERE id = ?1",
        LineKind::Reference => return Ok(None),
    };
    Ok(tx.one(sql, params![line.object], |r| r.get(0))?.flatten())
}

/// Writes the first action of an accepted line. `given` is a step said at the acceptance for this line alone, not
/// the line's own and not one text for many: only such a one moves the date of a task that is itself the line, unless its
/// own date has passed.
pub(super) fn write(tx: &mut Tx<'_>, cx: &Ctx<'_>, line: &Line, who: EmployeeId, step: &Step, given: bool) -> Res<()> {
    let Some(on) = step.on else { return Ok(()) };
    let client = client_of(tx, line)?;
    if let Some(client) = client {
        next_contact(tx, cx, client, on.day)?;
    }
    if line.kind == LineKind::Task {
        let moves = given || !lies_ahead(tx, cx, line.object)?;
        return if moves { move_task(tx, cx, line.object, on) } else { Ok(()) };
    }
    let deal = (line.kind == LineKind::Deal).then_some(DealId(line.object));
    let repeats = line.kind == LineKind::Client || (line.kind == LineKind::Deal && !given);
    if repeats && client.is_some() && known(tx, who, client, &step.text, on)? {
        return Ok(());
    }
    let mut fields = vec![
        ("client_id", Val::from(client)),
        ("deal_id", deal.into()),
        ("owner_id", who.into()),
        ("author_id", who.into()),
        ("kind", kind_of(&step.text).into()),
        ("title", step.text.as_str().into()),
        ("title_fold", fold(&step.text).into()),
        ("created_at", tx.at().into()),
    ];
    fields.extend(due_fields(cx, on));
    tx.insert(Kind::Task, &fields)?;
    Ok(())
}

/// The client's step may be one of its deals' said again, and deals of one client may share theirs: one task is enough.
fn known(tx: &Tx<'_>, who: EmployeeId, client: Option<ClientId>, text: &str, on: Due) -> Res<bool> {
    let sql = "SELECT count(*) FROM task WHERE client_id = ?1 AND state = 'open' AND owner_id = ?2 AND title_fold = ?3 \
               AND due_day = ?4 AND due_minute IS ?5";
    Ok(tx.count(sql, params![client, who, fold(text), on.day, on.minute])? > 0)
}

/// Never later than what is agreed already, unless that has passed.
pub(super) fn next_contact(tx: &mut Tx<'_>, cx: &Ctx<'_>, client: ClientId, day: Day) -> Res<()> {
    let sql = "SELECT next_contact_on FROM client WHERE id = ?1";
    let old: Option<Day> = tx.one(sql, params![client], |r| r.get(0))?.flatten();
    if old.is_none_or(|o| o < cx.clock.today() || o > day) {
        tx.set(Kind::Client, client.0, &[("next_contact_on", day.into())])?;
    }
    Ok(())
}

/// The task has a day of its own, and it has not gone by.
fn lies_ahead(tx: &Tx<'_>, cx: &Ctx<'_>, task: i64) -> Res<bool> {
    let sql = "SELECT due_day, due_minute FROM task WHERE id = ?1";
    let due = tx.one(sql, params![task], |r| Ok((r.get::<_, Option<Day>>(0)?, r.get::<_, Option<u16>>(1)?)))?;
    let due = due.and_then(|(day, minute)| Some(Due { day: day?, minute }));
    Ok(due.is_some_and(|due| !is_past(due, cx.clock)))
}

fn move_task(tx: &mut Tx<'_>, cx: &Ctx<'_>, task: i64, on: Due) -> Res<()> {
    tx.set(Kind::Task, task, &due_fields(cx, on))?;
    Ok(())
}

pub(super) fn due_fields(cx: &Ctx<'_>, on: Due) -> [(&'static str, Val); 3] {
    [
        ("due_day", on.day.into()),
        ("due_minute", on.minute.into()),
        ("due_at", on.instant(cx.clock.zone, cx.office.day_end).into()),
    ]
}

/// The kind its words say; what says nothing is «другое».
pub(super) fn kind_of(text: &str) -> TaskKind {
    const STEMS: [(&str, TaskKind); 10] = [
        ("позвон", TaskKind::Call),
        ("созвон", TaskKind::Call),
        ("набрать", TaskKind::Call),
        ("call", TaskKind::Call),
        ("встре", TaskKind::Meeting),
        ("приехать", TaskKind::Meeting),
        ("meet", TaskKind::Meeting),
        ("счет", TaskKind::Invoice),
        ("оплат", TaskKind::Invoice),
        ("invoice", TaskKind::Invoice),
    ];
    let text = fold(text);
    let first = text.split_whitespace().take(2).find_map(|w| STEMS.iter().find(|(s, _)| w.starts_with(s)));
    first.map_or(TaskKind::Other, |(_, k)| *k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_action_gets_the_kind_its_words_say() {
        assert_eq!(kind_of("Позвонить во вторник, обсудить скидку"), TaskKind::Call);
        assert_eq!(kind_of("проверить счёт № 4"), TaskKind::Invoice);
        assert_eq!(kind_of("встреча в офисе"), TaskKind::Meeting);
        assert_eq!(kind_of("отправить КП"), TaskKind::Other);
    }
}

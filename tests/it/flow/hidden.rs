//! A hidden preparation at the screen of the head: who would get what, with what to mind; and nothing of it elsewhere.

use estafeta::base::{CaseId, Day, DealId, EmployeeId};
use estafeta::domain::AbsenceKind;
use estafeta::ops::{AbsenceSet, EmployeeSet, PrepareWish};

use super::app::{App, command};
use super::handover::leaving;

fn of(app: &App, surname: &str) -> EmployeeId {
    estafeta::reads::find::employee(app.base().conn(), surname).unwrap()
}

fn away(app: &App, who: &str, kind: AbsenceKind, substitute: Option<EmployeeId>) {
    let day = |s: &str| Day::parse(s).unwrap();
    let absence = AbsenceSet { from: day("2026-11-24"), to: day("2026-12-04"), kind, substitute };
    command(app, &EmployeeSet { absence: Some(absence), ..EmployeeSet::of(of(app, who)) });
}

/// Who is full, away or to leave too is marked; who may get nothing is there with why.
#[test]
fn who_would_get_what_says_what_to_mind() {
    let mut app = App::demo();
    command(&app, &EmployeeSet { capacity: Some(3), ..EmployeeSet::of(of(&app, "Петрова")) });
    // One is away and somebody stands in, another is away and nobody does.
    away(&app, "Смирнов", AbsenceKind::Leave, Some(of(&app, "Белова")));
    away(&app, "Иванова", AbsenceKind::Illness, None);
    app.ring();
    app.keys("2/юдин<Enter>e<Tab><Tab>послезавтра 10:30<F2>").see("Подготовлено");
    app.keys("<Esc><Esc>/ковал<Enter>e<Tab><Tab>завтра 10:30<F2>").see("Подготовлено").keys("6<Home>r");
    app.see("Петрова Е. В.").see("! сверх").see("! готовится").see("1 лид").see("отпуск");
    // What goes with no client is there, and is the rules' alone.
    app.keys("<Tab><Enter>").see("лид · ").see("по правилам").keys("проект нового<Enter><Enter>");
    app.see("готовится уход (скрыто) · менеджер").see("клиентов не ведёт").see("болезнь");
}

/// In another handover too, and only for those who may know.
#[test]
fn whose_departure_is_prepared_is_marked_for_those_who_may_know_alone() {
    let mut app = leaving();
    app.keys("2/юдин<Enter>e<Tab><Tab>завтра 10:30<F2>").see("Подготовлено");
    app.keys("6<End><Enter><F2>").see("Юдин С. П., уйдёт").see("Уход готовится скрыто, знают не все: Юдин С. П.");
    // The director is told nothing, in the list of receivers neither.
    let mut other = app.second_as("Вершинин");
    other.keys("6<Enter>").see("РАСПРЕДЕЛЕНИЕ").see("Юдин С. П.").see_not("уйдёт").see_not("скрыто");
    other.keys("<Enter>r").see_not("готовится");
}

/// A day without a time is read as `case open --hidden` reads it: on the day itself there is an hour for the interview.
#[test]
fn a_preparation_that_begins_today_leaves_an_hour() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>e<Tab><Tab>сегодня").see("15:05: до этой минуты").see_not("уже прошло");
    app.keys("<F2>").see("Подготовлено").see("15:05");
}

/// Another receiver of a client says what goes along and what does not: by a rule of its own, or by what was decided before.
#[test]
fn another_receiver_says_what_goes_along_and_what_was_wished_before() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>e<Tab><Tab>завтра 10:30<F2>").see("Подготовлено").keys("6<Home>");
    // A client with a deal at work: it goes along, until it is promised to somebody else.
    let sql = "SELECT c.name, min(d.id), max(d.id) FROM client c JOIN deal d ON d.client_id = c.id AND d.owner_id = c.owner_id \
               AND d.stage_kind = 'open' JOIN employee e ON e.id = c.owner_id WHERE e.name LIKE 'Ковал%' AND c.segment <> 'vip' \
               GROUP BY c.id ORDER BY c.id LIMIT 1";
    let row = |r: &rusqlite::Row<'_>| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?));
    let (client, deal) = app.base().conn().query_row(sql, [], row).unwrap();
    let name = client.replace(['«', '»'], "");
    let form = format!("r<Tab><Enter>{}<Enter>", name.split_whitespace().last().unwrap());
    app.keys(&form).see("Причина").see("Вместе").see("1 сделка на").see_not("Отдельно").keys("<Esc>");
    let (object, to) = (DealId(deal).into(), of(&app, "Юдин"));
    command(&app, &PrepareWish { case: CaseId(1), object, to, reason: "ведёт этот проект".into() });
    app.ring().keys(&form).see("Отдельно").see("Юдин С. П.,").see("так вы решили раньше").see_not("1 сделка на");
    // Given to the same person it is with its client again.
    app.keys("<F4>юдин<Enter>").see_not("так вы решили раньше");
}

//! Сегодня by keys: what is late, due and stuck, each a key away from where it is done.

use estafeta::base::{At, Day, Kind, Zone};
use estafeta::domain::Actor;
use estafeta::domain::settings::Office;
use estafeta::ops::{self, Ctx};

use super::app::{App, clock};
use crate::kit;

/// The cursor goes down until its row says `text`.
#[track_caller]
fn to(app: &mut App, text: &str) {
    app.keys("<Home>");
    for _ in 0..60 {
        let s = app.screen();
        let here = s.lines().position(|l| l.contains('▸')).and_then(|y| s.lines().nth(y).map(str::to_owned));
        if here.is_some_and(|l| l.contains(text)) {
            return;
        }
        app.keys("<Down>");
    }
    panic!("«{text}» is nowhere under the cursor:\n{}", app.screen());
}

/// The leaver of the training base goes on Friday.
fn leaving() -> App {
    let app = App::demo();
    let who = estafeta::reads::find::employee(app.base().conn(), "Ковалёв").unwrap();
    run(&app, 0, &ops::CaseOpen::planned(who, Day::parse("2026-11-27").unwrap()));
    app
}

fn run<C: ops::Command>(app: &App, n: u8, c: &C) -> C::Out {
    let office = Office::default();
    let cx = Ctx { actor: Actor::Owner, clock: clock(), op_id: kit::op(), office: &office };
    ops::run(&mut app.base(), &cx, c).unwrap_or_else(|f| panic!("{n}: {f:?}")).out
}

#[test]
fn a_row_is_done_put_off_or_opened_from_here() {
    let mut app = leaving();
    app.keys("1").see("СЕЙЧАС").see("ПЕРЕДАЧИ").see("№1 Ковалёв Д. О.").see("последний день пт, 27 нояб.");
    app.see("ТРЕВОГИ").see("Без ответственного: 1 объект").see("Завершённых передач ещё не было");
    // The task is ticked right here, and comes back with the undo list.
    let open = "SELECT count(*) FROM task WHERE title LIKE 'Передача дел%' AND state = 'open'";
    let tasks = |app: &mut App| kit::number(&app.base(), open);
    to(&mut app, "Передача дел");
    assert_eq!(tasks(&mut app), 2, "the leaver's and the head's");
    app.keys("d").see("Сделано");
    assert_eq!(tasks(&mut app), 1);
    app.keys("u").see("Задача сделана").keys("<Enter>").see("Отменено");
    assert_eq!(tasks(&mut app), 2);
    // Put off it is gone until the next working morning, also after a restart.
    to(&mut app, "Новые ответственные");
    app.keys("z").see("Отложено до ср, 25 нояб., 09:00").see_not("Новые ответственные").see("отложено: 1");
    let mut app = app.hang_up();
    app.see("отложено: 1").see_not("Новые ответственные").keys("Z").see("Новые ответственные");
    // An alarm is a key away.
    app.keys("t").see("Числится на уволенных и ни на ком");
    app.keys("1").keys("<Tab><Enter>").see("РАСПРЕДЕЛЕНИЕ");
}

#[test]
fn cutting_accesses_waits_for_nobody() {
    let mut app = leaving();
    app.keys("1");
    to(&mut app, "Закрыть доступ");
    // What is asked for at once is not late in the minute it is asked in: it has the hours of its item.
    app.see("09:05 Закрыть доступ: CRM: экспорт данных")
        .see_not("звонить")
        .keys("z")
        .see("Это не откладывают")
        .keys("d")
        .see("Это отмечается там, где делается");
    app.keys("<Enter>").see("ДОСТУПЫ");
}

#[test]
fn what_the_inbox_tells_stands_among_the_rows() {
    let mut app = leaving();
    run(&app, 1, &ops::Propose { case: estafeta::base::CaseId(1) });
    run(&app, 2, &ops::Apply { case: estafeta::base::CaseId(1) });
    let due = At::parse("2026-11-24T13:00:00+03:00", Zone::MOSCOW).unwrap();
    let fields = [
        ("employee_id", 1.into()),
        ("kind", "expired".into()),
        ("object", "case:1".into()),
        ("case_id", 1.into()),
        ("args", "{\"case\":1,\"n\":3}".into()),
        ("at", due.into()),
        ("due_at", due.into()),
    ];
    kit::command(&mut app.base(), kit::op(), "test", |tx| tx.insert(Kind::Inbox, &fields)).unwrap();
    app.keys("1<F5>")
        .see("просрочено")
        .see("Срок приёма вышел: 3 строки без ответа")
        .see("из входящих · опоздание 1 ч");
    to(&mut app, "Срок приёма вышел");
    app.keys("d").see("Сделано").see_not("Срок приёма вышел");
}

#[test]
fn an_alarm_names_whom_it_landed_on() {
    let mut app = leaving();
    let lead = [("title", "Пропущенный звонок".into()), ("owner_id", 2.into()), ("source", "звонок".into())];
    let lead = kit::command(&mut app.base(), kit::op(), "test", |tx| tx.insert(Kind::Lead, &lead)).unwrap();
    let estafeta::store::Ended::Done { value: lead, .. } = lead else { panic!() };
    let line = [
        ("case_id", 1.into()),
        ("kind", "lead".into()),
        ("object_id", lead.into()),
        ("title", "Пропущенный звонок".into()),
        ("late", true.into()),
    ];
    kit::command(&mut app.base(), kit::op(), "test", |tx| tx.insert(Kind::Line, &line)).unwrap();
    app.keys("1<F5>").see("Пришло поздно, на уходящего: 1 лид (Ковалёв Д. О.)");
    app.keys("t").see("РАСПРЕДЕЛЕНИЕ");
}

#[test]
fn a_narrow_screen_shows_one_pane_and_the_alarms_under_it() {
    let mut app = leaving().size(80, 24);
    app.keys("1").see("СЕЙЧАС").see("1 передача — Tab").see("ТРЕВОГИ").keys("<Tab>").see("ПЕРЕДАЧИ").see("приём дел");
    // «е» sits on «t».
    app.keys("<Tab>").keys("е").see("Числится на уволенных");
}

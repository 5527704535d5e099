//! What a task of its kind has to say, written beside its deal and read by whoever takes it (1-B3).

use estafeta::base::{CaseId, Zone};
use estafeta::domain::TaskKind;
use estafeta::ops::{Propose, Waive};
use estafeta::reads::context::{QueueRow, card, queue};
use estafeta::reads::{Scope, tasks};

use super::app::{App, command};
use super::handover::leaving;

const CASE: CaseId = CaseId(1);

fn rows(app: &App) -> Vec<QueueRow> {
    queue(app.base().conn(), &Scope::All, CASE, Zone::MOSCOW).unwrap()
}

/// The first row whose nearest task is a call, and where it stands in the queue.
fn with_call(app: &App) -> (usize, QueueRow) {
    let is_call = |r: &QueueRow| {
        let card = card(app.base().conn(), &Scope::All, Some(CASE), r.object).unwrap();
        card.tasks.first().is_some_and(|k| k.handed && k.kind == TaskKind::Call)
    };
    let all = rows(app);
    let at = all.iter().position(|r| r.tasks.lacking() > 0 && is_call(r)).unwrap();
    (at, all[at].clone())
}

#[test]
fn a_calls_details_are_written_beside_its_deal() {
    let mut app = leaving();
    command(&app, &Propose { case: CASE });
    app.ring();
    app.keys("6<Enter>");
    while !app.screen().contains("КОНТЕКСТ") {
        app.keys("n");
    }
    let (at, row) = with_call(&app);
    app.keys("<Home>").keys(&"<Down>".repeat(at)).see("0/1").keys("<Enter>").see(&row.title);
    app.see("не сказано: зачем").keys("<Esc>");
    // With its blocks written, or not asked for, the row still names what the task lacks.
    let waived =
        Waive { case: CASE, objects: vec![row.object], block: None, reason: "источник молчит".into() };
    command(&app, &waived);
    app.ring().keys("<Home>").keys(&"<Down>".repeat(at)).see("у задач: зачем").keys("<Enter>").see(&row.title);
    while !app.screen().contains("Enter подробности") {
        app.keys("<Tab>");
    }
    app.keys("<Enter>").see("Это прочтёт тот, кто примет задачу").keys("-<F2>").see("заглушка");
    app.keys("<C-u>обсудить скидку на объём<F2>").see("Подробности задачи записаны");
    assert_eq!(rows(&app)[at].tasks.lacking(), row.tasks.lacking() - 1);
    // And nothing is lost of what was being written in the form.
    app.keys("<F3>").see("Зачем: обсудить скидку на объём").keys("<Esc>").see("Следующий шаг");
}

#[test]
fn what_a_kind_lacks_is_named_and_a_placeholder_lacks_as_much() {
    use estafeta::domain::TaskField::{Agenda, Participants, Place, Said, Why};
    let told = tasks::Told::of(TaskKind::Call, r#"{"why":"цена","said":"-"}"#);
    assert_eq!(told.missing(TaskKind::Call), [Said]);
    assert_eq!(told.all()[0], (Why, "цена".to_owned()));
    let none = tasks::Told::of(TaskKind::Meeting, "{}");
    assert_eq!(none.missing(TaskKind::Meeting), [Place, Participants, Agenda]);
    assert!(tasks::Told::of(TaskKind::Other, "{}").missing(TaskKind::Other).is_empty());
}

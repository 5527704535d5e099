//! The comments for the CRM's cards by keys (2 §4): read, copied, ticked one after the other, by the head and by whoever has
//! accepted.

use estafeta::base::{CaseId, Due, EmployeeId, Ref};
use estafeta::domain::Via;
use estafeta::ops::{Accept, Apply, Propose, Waive, Which};
use estafeta::reads::ledger::{LedgerFilter, LineStand, window};
use estafeta::reads::{Scope, papers};

use super::app::{App, clock, command};
use super::handover::leaving;

const CASE: CaseId = CaseId(1);

fn lines(app: &App, stand: LineStand) -> Vec<estafeta::reads::ledger::LedgerRow> {
    let filter = LedgerFilter { stand, ..LedgerFilter::default() };
    window(app.base().conn(), &Scope::All, CASE, &filter, None, 5_000).unwrap()
}

/// One receiver has accepted everything.
fn accepted() -> (App, EmployeeId, String) {
    let mut app = leaving();
    command(&app, &Propose { case: CASE });
    command(&app, &Apply { case: CASE });
    let objects: Vec<Ref> = lines(&app, LineStand::ContextMissing).iter().map(|l| l.object).collect();
    command(&app, &Waive { case: CASE, objects, block: None, reason: "проверка".into() });
    let (id, name) = lines(&app, LineStand::Offered)
        .into_iter()
        .filter_map(|l| l.to)
        .find(|(_, name)| name.starts_with("Юдин"))
        .unwrap();
    command(
        &app,
        &Accept {
            case: CASE,
            receiver: id,
            which: Which::All,
            next_step: Some("позвонить, представиться".into()),
            on: Due::parse("2026-11-25"),
            via: Via::Screen,
            force: None,
        },
    );
    app.ring();
    (app, id, name)
}

fn waiting(app: &App) -> usize {
    let all = papers::comments(app.base().conn(), &Scope::All, CASE, &clock()).unwrap();
    all.iter().filter(|c| !c.commented).count()
}

#[test]
fn the_head_reads_copies_and_ticks_one_after_the_other() {
    let (mut app, ..) = accepted();
    let all = waiting(&app);
    assert!(all > 3);
    app.keys("6<Enter>");
    while !app.screen().contains(" В CRM  ") || !app.screen().contains("F2 всё проверено") {
        app.keys("n");
    }
    app.see("комментариев в карточках").keys("c").see("в карточках 0 из");
    app.keys("<Enter>").see("Передано: ").see("Первое действие: позвонить, представиться").keys("<Esc>");
    app.keys("y").see("Комментарий скопирован").keys("d").see("Отмечено").see("✓ вставлен");
    assert_eq!(waiting(&app), all - 1);
    // The next key is about the next card.
    app.keys("yd");
    assert_eq!(waiting(&app), all - 2);
    app.keys("ad").see("Осталось: 0");
    app.keys("c").see("F2 всё проверено");
}

#[test]
fn a_receiver_ticks_her_own_and_nobody_elses() {
    let (app, id, name) = accepted();
    let all = waiting(&app);
    let mut his = app.second_as(name.split(' ').next().unwrap());
    his.keys("6<Enter>");
    while !his.screen().contains("скопировать текст") {
        his.keys("n");
    }
    his.keys("d").see("Отмечено").keys("c").see("проверяет руководитель");
    assert_eq!(waiting(&app), all - 1);
    let of = |scope: &Scope| papers::comments(app.base().conn(), scope, CASE, &clock()).unwrap().len();
    assert_eq!(of(&Scope::Own(id)), all);
    let other = estafeta::reads::find::employee(app.base().conn(), "Петрова").unwrap();
    assert_eq!(of(&Scope::Own(other)), 0);
}

/// 3 §2: after a fresh export the step lists what the CRM still has on the leaver, and whom else it names.
#[test]
fn the_step_shows_whom_the_crm_names_and_copies_its_numbers() {
    let e = crate::cli::crm::reconciled();
    let mut app = App::on(&e.path("e.db"));
    app.keys("6<Enter>");
    while !app.screen().contains("F2 всё проверено") {
        app.keys("n");
    }
    app.see("в CRM ещё на «Ковалёв Д.»: 3 · на третьем человеке: 1 · стоит новый ответственный: 6");
    app.see("ещё на: Ковалёв Д.").see("Зуев П.").see("4 объекта").see("Битрикс24, сделки: нет");
    app.see("файла обновления нет");
    app.keys("ay").see("Скопировано номеров CRM: 4");
    let mut app = app.size(80, 24);
    app.see("ещё на: Ковалёв Д.").see("на третьем человеке: 1");
    // To the import, for the next export.
    app.keys("i").see("файл");
}

/// The same files as `crm-update` writes, with where they are and what each is for.
#[test]
fn the_files_for_the_crm_are_written_by_a_key() {
    let mut app = super::handover::leaving();
    let case = estafeta::base::CaseId(1);
    app.keys("6<Enter>n").see("В CRM").keys("e").see("Сначала примените распределение");
    super::app::command(&app, &estafeta::ops::Propose { case });
    super::app::command(&app, &estafeta::ops::Apply { case });
    app.ring().keys("e").see("Файлы для CRM записаны").see("case-1").see("рабочий список: напечатать");
    let folder = app.path().with_file_name("estafeta.db-papers").join("case-1");
    let names = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name().to_string_lossy().into_owned());
    assert_eq!(names.filter(|n| n.contains("смена-ответственных") || n.contains("комментарии")).count(), 4);
}

//! What changed while another screen was shown is seen without F5: the card beside a list, the open step of a case.

use estafeta::base::CaseId;
use estafeta::ops::{ActRecord, Apply, Propose};

use super::App;
use super::app::command;
use super::handover::leaving;

/// The lines of the card beside the list.
fn card(app: &App) -> String {
    app.screen().lines().filter_map(|l| l.split_once('│')).map(|(_, card)| format!("{}\n", card.trim())).collect()
}

#[test]
fn whoever_is_withdrawn_elsewhere_is_not_shown_as_leaving() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>").see("Что ведёт").keys("e<F2>").see("Передача №1 начата").keys("2");
    assert!(card(&app).contains("Увольняется"), "{}", card(&app));
    app.keys("6<Esc><Home><Enter>x")
        .see("Отозвать")
        .keys("Ковалёв<Tab><Enter>")
        .see("отозвана")
        .keys("2")
        .see("Ковалёв");
    assert!(!card(&app).contains("Увольняется"), "{}", card(&app));
}

#[test]
fn a_client_handed_over_elsewhere_is_counted_in_the_row_and_in_the_card() {
    let mut app = App::demo();
    app.keys("2/белова<Enter>").see("Что ведёт");
    let before = card(&app);
    let count = before.lines().find(|l| l.contains("клиент")).expect("the card counts clients");
    app.keys("3/спектр-агро<Enter>g<Right><Right><Tab>юдин<Enter>Ждут смету с сентября<Tab><Tab>");
    app.keys("Позвонить и согласовать смету<Tab>чт 11:00<F2>").see("ждём приёма").keys("2").see("Белова");
    assert!(!card(&app).lines().any(|l| l == count), "{}", card(&app));
}

#[test]
fn the_step_left_open_shows_what_was_done_to_its_case_meanwhile() {
    let mut app = leaving();
    let case = CaseId(1);
    command(&app, &Propose { case });
    command(&app, &Apply { case });
    app.ring().keys("6<Enter><Esc><End><Up><Enter>").see("АКТ").see_not("somewhere/act.docx").keys("1").see("СЕЙЧАС");
    let (sha256, journal_head) = ("0".repeat(64), String::new());
    command(
        &app,
        &ActRecord {
            anew: false,
            case,
            format: "docx".into(),
            file: "somewhere/act.docx".into(),
            sha256,
            journal_head,
        },
    );
    app.ring().keys("6").see("АКТ").see("somewhere/act.docx");
}

//! Автоматика by keys: told before, shown after, done by the workstation itself, wished again when it failed.

use super::App;
use super::handover::open_case;
use crate::kit::{assert_sound, number};

/// Opens a handover by the form and shows what it has set going.
fn opened() -> App {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>e").see("Увольняется: Ковалёв");
    app.keys("<F2>").see("Передача №1 начата");
    app.keys("<Esc><Home><Enter>").see("СТАРТ").keys("c");
    app
}

#[test]
fn what_will_happen_is_told_before_and_what_has_happened_after() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>e").see("Что произойдёт").see("Запрет экспорта данных (безопасность)");
    app.see("1 дек. 09:00, 3 дек. 09:00, 8 дек. 09:00 (руководитель)").see("8 дек. 18:00    Закрытие доступов (ИТ)");
    app.see("по приказу").see_not("Ранние ограничения");
    // The day and the suspicions change it while the form is open.
    app.keys("<Home>").paste("1").see_not("8 дек. 18:00");
    app.keys("<Esc>");
    let mut app = opened();
    app.see("✓ 24 нояб. 14:05   Запрет экспорта данных")
        .see("задача поставлена")
        .see("○ 8 дек. 18:00     Закрытие доступов");
    // The files were made by the workstation itself.
    app.see("Активные_сделки_");
    app.keys("r").see("Повторяют только то, что не удалось");
    app.keys("<Down><Down><Enter>").see("Иванова Марина Сергеевна, руководитель").keys("<Esc>");
    // The order is what the last links wait for.
    app.see("○ по приказу       Роль «Заблокирован»");
    app.keys("<Esc>").see("Статус сотрудника изменён");
}

#[test]
fn on_a_small_screen_the_rest_of_the_plan_is_a_page_away() {
    let mut app = App::demo().size(80, 24);
    app.keys("2/ковал<Enter>e").see("Запрет экспорта данных").see_not("по приказу").see("PgDn");
    app.keys("<PgDn><PgDn>").see("по приказу").see("Закрытие доступов (ИТ)");
}

#[test]
fn the_workstation_does_what_falls_due_at_its_minute_and_nothing_in_between() {
    let mut app = opened();
    let entries = |app: &App| number(&app.base(), "SELECT count(*) FROM journal WHERE kind NOT LIKE 'late%'");
    let cut = |app: &App| number(&app.base(), "SELECT sum(access_closed) FROM employee");
    let before = entries(&app);
    app.until("2026-12-01 08:59");
    assert_eq!(entries(&app), before, "nothing is due, nothing is written");
    app.until("2026-12-01 09:00");
    assert_eq!(entries(&app), before + 1, "one reminder");
    app.see("✓ 1 дек. 09:00     Напоминание за 5 дней");
    app.until("2026-12-08 17:59");
    assert_eq!(cut(&app), 0);
    app.until("2026-12-08 18:00");
    assert_eq!(cut(&app), 1);
    app.see("✓ 8 дек. 18:00     Закрытие доступов").see("поручено:");
    assert_sound(&app.base(), "two weeks at the workstation");
}

#[test]
fn a_screen_that_only_looks_and_a_leavers_do_nothing_by_themselves() {
    let app = App::demo();
    open_case(&app);
    let queued = "SELECT count(*) FROM job WHERE state = 'queued' AND kind = 'report'";
    let mut his = app.second_as("Ковалёв");
    his.pass(60_000);
    assert_eq!(number(&app.base(), queued), 2);
    let mut head = app.second_as("Иванова Марина");
    head.pass(60_000);
    assert_eq!(number(&app.base(), queued), 0);
}

#[test]
fn what_did_not_come_off_is_said_and_wished_again_by_a_key() {
    let mut app = App::demo();
    // A file stands where the folder of papers should be.
    let mut papers = app.path().as_os_str().to_owned();
    papers.push("-papers");
    std::fs::write(&papers, b"x").unwrap();
    app.keys("2/ковал<Enter>e<F2>").see("Передача №1 начата").keys("<Esc><Home><Enter>").keys("c");
    app.see("будет повторено");
    // Each pause is twice as long as the one before.
    for minutes in [2, 4, 8, 16, 32] {
        app.see_not("Автоматическое действие не удалось").pass(minutes * 60_000);
    }
    app.see("Автоматическое действие не удалось: Отчёт по активным сделкам");
    std::fs::remove_file(&papers).unwrap();
    // Its time is the last attempt's, after everything that was done at once.
    app.keys("<Home><Down><Down><Down><Down><Down><Down><Down><Down><Down>r").see("Активные_сделки_");
}

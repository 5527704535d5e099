//! Журнал by keys.

use estafeta::base::ClientId;
use estafeta::domain::TouchKind;
use estafeta::ops::TouchAdd;

use super::App;
use super::app::command;

#[test]
fn an_entry_is_read_taken_back_and_the_chain_verified() {
    let mut app = App::demo();
    app.keys("5/статус:звонки<Enter>e<C-u>Согласовать цену партии на декабрь<F2>").see("записаны");
    app.keys("J").see("Журнал").see("Уточнена задача").see("владелец базы").see("Подробности: было");
    app.keys("v").see("Журнал цел");
    app.keys("x").see("Отменить №").keys("<Esc>").see("Уточнена задача");
    app.keys("x<Tab><Enter>").see("Отменена операция").see("отменено: Уточнена");
    // What is undone cannot be undone again, and says so.
    app.keys("<Down>x").see("Уже отменено записью");
    app.keys("f").see("Все операции").keys("импорт<Enter>").see("По этому фильтру ничего нет").keys("<Esc>");
    app.see("Отменена операция");
}

/// The list goes on under the question: what it names is what goes back.
#[test]
fn the_entry_the_question_names_is_taken_back() {
    let mut app = App::demo();
    app.keys("5/статус:звонки<Enter>e<C-u>Согласовать цену партии на декабрь<F2>").see("записаны");
    app.keys("Jx").see("Отменить №");
    let client = ClientId(app.base().conn().query_row("SELECT min(id) FROM client", [], |r| r.get(0)).unwrap());
    let (kind, outcome) = (TouchKind::Call, "обсудили счёт".to_owned());
    command(&app, &TouchAdd { client, kind, outcome, by: None, at: None, recorded: false });
    app.ring().keys("<Tab><Enter>").see("отменено: Уточнена");
    let undone = "SELECT count(*) FROM journal WHERE kind = 'touch' AND undone_by IS NOT NULL";
    assert_eq!(app.base().conn().query_row(undone, [], |r| r.get::<_, i64>(0)).unwrap(), 0);
}

#[test]
fn a_narrow_screen_shows_the_changes_on_enter() {
    let mut app = App::demo().size(80, 24);
    app.keys("J<Enter>").see("Когда").keys("<Esc>").see("Журнал");
}

#[test]
fn the_list_of_undo_names_what_each_entry_is_about() {
    let mut app = App::demo();
    app.keys("5/статус:звонки<Enter>e<C-u>Согласовать цену партии на декабрь<F2>").see("записаны");
    app.keys("u").see("Уточнена задача").see("задача «").see_not("task:");
}

#[test]
fn a_form_has_help_and_keeps_what_was_typed() {
    let mut app = App::demo();
    app.keys("2n").see("Новый сотрудник").keys("Журавл<F1>").see("черновик").see("F2");
    app.keys("<Esc>").see("Новый сотрудник").see("Журавл");
}

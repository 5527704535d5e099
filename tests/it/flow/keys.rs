//! Keys do what the screen says they do, and letters typed to find something are nobody's keys.

use super::app::App;
use super::handover::leaving;

#[test]
fn the_dialog_of_a_hidden_preparation_hears_the_keys_it_names() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>e<Tab><Tab>завтра 10:30<F2>").see("Подготовлено");
    app.keys("6").see("o опрос за час").see("r кому что уйдёт");
    let mut app = app.size(80, 24);
    app.see("r кому что уйдёт").see("F1 помощь");
    let mut app = app.size(120, 36);
    app.keys("<Enter>").see("Готовить уже можно").see("Esc закрыть").keys("щ").see("Опрос за час, 1 из 15");
    // Typed together with what opens the dialog, too.
    app.keys("<Esc>").quick("<Enter>к", 100).see("Владельцы не меняются").see("Esc закрыть").see_not("не делать");
    // A slash typed from habit is no part of what is looked for.
    app.keys("<Tab><Enter>").see("Enter — отдать другому").keys("/ооо").see_not("Ничего не нашлось");
}

#[test]
fn the_key_that_finds_finds_in_the_wizard_too() {
    let mut app = leaving();
    app.keys("6<Enter>").see("РАСПРЕДЕЛЕНИЕ").keys("/петр").see("Петрова Е").keys("<Esc>").see("РАСПРЕДЕЛЕНИЕ");
    // On the rail, and in the Russian layout, where the same key is a full stop.
    app.keys("<Esc>.ушве").see("РАСПРЕДЕЛЕНИЕ").see("Ничего не нашлось").keys("<Esc>");
    app.keys("1/юдин<Enter>").see("Юдин");
}

/// Whoever looks for another does not look for both.
#[test]
fn another_search_takes_the_place_of_the_one_before() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>").see("Ковалёв").keys("/юдин").see("/ юдин").see("Юдин Сергей").see_not("ничего нет");
    // A blank, or a key that edits, goes on with what stands there.
    app.keys("<Enter>3/куратор:ковал<Enter>/ сегмент:vip<Enter>").see("/ куратор:ковал сегмент:vip");
    app.keys("/<Backspace>").see("/ куратор:ковал сегмент:vi");
}

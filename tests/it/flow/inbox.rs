//! Входящие by keys.

use super::handover::leaving;

#[test]
fn entries_are_opened_where_they_are_done_read_and_done() {
    let mut app = leaving();
    app.keys("I").see("Входящие: всё открытое").see("Ковалёв Д. О. передаёт свои дела").see("8 записей");
    // The card says why, until when and where.
    app.see("Последний день — вт, 8 дек.").see("шаг «Контекст и задачи» — Enter");
    app.keys("<Enter>").see("КОНТЕКСТ");
    app.keys("I").see("входящие 7");
    app.keys("r").see("входящие 8").keys("r").see("входящие 7");
    app.keys("d").see("Сделано: 1").see("7 записей").see_not("передаёт свои дела");
    // Done ones have their own list, and come back from it.
    app.keys("f<End><Enter>").see("Входящие: сделанное").see("передаёт свои дела");
    app.keys("d").see("Снова в работе: 1").see("Сделанного пока нет");
    app.keys("<Esc>").see("8 записей");
    app.keys("f").keys("роли<Enter>").see("Входящие: только роли").see("4 записи").see_not("передаёт свои дела");
}

#[test]
fn several_are_marked_at_once_in_the_russian_layout() {
    let mut app = leaving().size(80, 24);
    // «Ш» sits on «I», «ф» on «a», «в» on «d».
    app.keys("Ш").see("Входящие: всё открытое");
    app.keys("ф").keys("в").see("Сделано: 8").see("Новых входящих нет");
    // On a narrow screen the card stands alone.
    app.keys("f<End><Enter><Right>").see("где делается").keys("<Esc>").see("Входящие: сделанное");
}

#[test]
fn who_comes_anew_stands_on_what_is_due_first_and_who_comes_back_where_he_was() {
    let mut app = leaving();
    app.keys("I<End>").see("▸  ● без срока");
    app.keys("1I").see("▸  ● 3 дек.");
    app.keys("<Down><Enter>").see_not("Входящие: всё").keys("<Esc><Esc><Esc>").see("Входящие: всё").see("▸    8 дек.");
}

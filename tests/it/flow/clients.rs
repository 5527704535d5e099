//! Клиенты by keys.

use super::App;

#[test]
fn the_list_is_searched_filtered_sorted_and_marked() {
    let mut app = App::demo();
    app.keys("3").see("120 клиентов").see("1 из 120");
    app.keys("<End>").see("120 из 120").keys("<Home>").see("1 из 120");
    app.keys("<F3>сег:вип<Enter>").see_not("120 клиентов").see("VIP");
    app.keys("<Esc>").see("120 клиентов");
    app.keys("<Space><Space>").see("отмечено 2").keys("<Esc>").see_not("отмечено");
    app.keys("s").see("Порядок строк").keys("<Down><Enter>").see("Срок↑");
}

#[test]
fn what_is_not_understood_is_told() {
    let mut app = App::demo();
    app.keys("3/цвет:синий").see("не понял «цвет:синий»");
}

#[test]
fn the_card_is_beside_the_list_where_there_is_room_and_on_enter_where_not() {
    let mut app = App::demo();
    app.keys("3").see("Сегмент");
    let mut app = app.size(80, 24);
    app.see_not("Сегмент").keys("<Enter>").see("Сегмент").keys("<Esc>").see_not("Сегмент");
}

#[test]
fn nothing_found_says_how_to_go_back() {
    let mut app = App::demo();
    app.keys("3/ъъъъъъ").see("Esc сбросит фильтр").keys("<Esc>").see("120 клиентов");
}

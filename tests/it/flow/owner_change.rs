//! «Сменить ответственного» by keys: marked clients, the form, what it leads to, done, taken back.

use super::App;

/// «сс» on a Russian keyboard: the key of the action is С.
#[test]
fn marked_clients_get_another_manager_and_it_is_taken_back() {
    let mut app = App::demo();
    app.keys("3/куратор:ковал<Enter><Space><Space><Space>").see("отмечено 3");
    app.keys("с").see("Сменить ответственного: 3 клиента").see("переходят вместе с клиентом");
    app.keys("<F2>").see("Кому передаёте?");
    app.keys("<Enter>белова")
        .see("на испытательном")
        .keys("<Enter>")
        .see("F2 посмотреть")
        .keys("<Tab><Tab><Tab><Tab>-<F2>")
        .see("Напишите почему");
    app.keys("<Backspace>закрываем участок<F2>")
        .see("Смена ответственного: ")
        .see("Перейдут")
        .see("2 клиента")
        .see("Нагрузка");
    app.see("закрываем участок").see("Что перейдёт").see("Ковалёв Д. О. → Белова З. А. ");
    app.see("Останутся на месте: 1 объект").see("на испытательном сроке: VIP");
    app.keys("у").see("Сменить ответственного: 3 клиента").see("закрываем участок").keys("<F2>").see("Перейдут");
    app.keys("<F2>").see("Куратор теперь ").see_not("Перейдут").see_not("отмечено");
    app.keys("u").see("Сменён ответственный").keys("<Enter><Tab><Enter>").see("Отменено");
}

#[test]
fn esc_leaves_everything_as_it_was() {
    let mut app = App::demo();
    app.keys("3c<Enter><Enter><Tab><Tab><Tab><Tab>так решено<F2>").see("Перейдут");
    app.keys("<Esc>").see_not("Перейдут").see("120 клиентов");
    app.keys("u").see_not("Сменён ответственный");
}

/// All that is found, 80 columns: the preview says how many, and what colleagues keep.
#[test]
fn all_found_on_a_narrow_screen() {
    let mut app = App::demo();
    app.keys("3");
    let mut app = app.size(80, 24);
    app.keys("a").see("отмечено 120").keys("c").see("120 клиентов");
    app.keys("<Enter><Enter><Tab><Tab><Tab><Tab>ревизия участков<F2>").see("Уже у него").see("сверх нагрузки");
    app.keys("<Esc>").see("отмечено 120").keys("c").see("120 клиентов").keys("<Esc>").see("отмечено 120");
}

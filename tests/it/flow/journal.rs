//! Журнал by keys.

use super::App;

#[test]
fn an_entry_is_read_taken_back_and_the_chain_verified() {
    let mut app = App::demo();
    app.keys("5/статус:звонки<Enter>e<C-u>Согласовать цену партии на декабрь<F2>").see("записаны");
    app.keys("J").see("Журнал").see("Поля задачи").see("владелец базы").see("Подробности: было");
    app.keys("v").see("Журнал цел");
    app.keys("x").see("Отменить №").keys("<Esc>").see("Поля задачи");
    app.keys("x<Tab><Enter>").see("Отмена операции").see("отменено: Поля");
    // What is undone cannot be undone again, and says so.
    app.keys("<Down>x").see("Уже отменено записью");
    app.keys("f").see("Все операции").keys("импорт<Enter>").see("По этому фильтру ничего нет").keys("<Esc>");
    app.see("Отмена операции");
}

#[test]
fn a_narrow_screen_shows_the_changes_on_enter() {
    let mut app = App::demo().size(80, 24);
    app.keys("J<Enter>").see("Когда").keys("<Esc>").see("Журнал");
}

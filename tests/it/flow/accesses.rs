//! The screen «Доступы» by keys: the matrix, one person's accounts, the lists, and what is done with them.

use super::handover::leaving;

#[test]
fn the_matrix_shows_who_has_what_and_enter_opens_a_person() {
    let mut app = leaving();
    app.keys("8").see("Сотрудники и системы").see("Ковалёв Д. О.").see("0/11").see("SIM");
    app.keys("<Right>").see("системы 2");
    app.keys("<Enter>").see("Ковалёв Дмитрий Олегович").see("CRM: вход").see("Закрывает");
    app.keys("<Esc>").see("Сотрудники и системы");
}

#[test]
fn an_account_is_closed_with_evidence_and_verified() {
    let mut app = leaving();
    app.keys("8<Enter>").keys("dзаявка 118<F2>").see("закрыто").see("заявка 118");
    app.keys("v").see("проверено");
    app.keys("<Esc>").see("1/11").see("●");
}

#[test]
fn a_mailbox_is_redirected_before_it_is_closed() {
    let mut app = leaving();
    app.keys("8<Enter><Down><Down><Down><Down>").see("▸  Корпоративная почта");
    app.keys("d").see("Сначала переадресация");
    app.keys("rна Белову<F2>").see("на Белову");
    app.keys("dотключено<F2>").see("отключено");
}

#[test]
fn the_lists_are_for_it_for_security_and_for_today() {
    let mut app = leaving();
    app.keys("8f").see("для ИТ").see("на сегодня");
    app.keys("ИТ<Enter>").see("Доступы: для ИТ").see("Ковалёв Д. О.");
    app.keys("fтаблиц<Esc><Esc>").see("Сотрудники и системы");
}

#[test]
fn an_own_account_is_added_by_hand() {
    let mut app = leaving();
    app.keys("8<Enter>n").see("Новый доступ").keys("<Tab>Склад<Tab>kovalev<F2>").see("Склад · kovalev");
    app.keys("8").see("Склад");
}

#[test]
fn what_is_closed_now_states_its_consequences_and_asks_the_surname() {
    let mut app = leaving();
    app.keys("8<Enter>c").see("Закрыть сейчас").see("в течение получаса");
}

#[test]
fn everything_fits_into_one_pane_at_80_columns() {
    let mut app = leaving().size(80, 24);
    app.keys("8").see("Ковалёв Д. О.").see("системы 1–8");
    app.keys("<Enter><Enter>").see("Закрывает").see("Что сделать");
}

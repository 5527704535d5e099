//! Без ответственного by keys.

use estafeta::base::Kind;
use estafeta::domain::EmployeeStatus;

use super::app::App;
use crate::kit;

/// Everything of Лукина stays on her after she was dismissed.
fn dismissed() -> App {
    let app = App::demo();
    let mut base = app.base();
    let who = estafeta::reads::find::employee(base.conn(), "Юдин").unwrap();
    let fields = [("status", EmployeeStatus::Dismissed.into())];
    kit::command(&mut base, kit::op(), "test", |tx| tx.set(Kind::Employee, who.0, &fields)).unwrap();
    app
}

#[test]
fn orphans_are_given_one_by_one_and_all_at_once() {
    let mut app = dismissed();
    app.keys("O").see("Числится на уволенных и ни на ком").see("Юдин С. П.").see("ни на ком");
    // Into the objects, the next kind, one of them to somebody.
    app.keys("<Enter><Tab>").see("Сумма").keys("g").see("Передать 1 объект (Юдин С. П.)");
    app.keys("<F2>").see("Выберите, кому передать");
    app.keys("<Home><F4>петр<Enter>ближе по региону<F2>").see("Передано: 1 сделка");
    // Everything else goes with one key, and comes back with another.
    app.keys("<Esc>g").keys("<F4>смир<Enter>он его напарник<F2>").see("Передано:").see_not("Юдин С. П.");
    app.keys("u").see("Переданы объекты без ответственного").keys("<Enter><Tab><Enter>").see("Отменено");
    app.see("Юдин С. П.");
}

#[test]
fn marked_objects_go_together_on_a_narrow_screen() {
    let mut app = dismissed().size(80, 24);
    // «Щ» sits on «O», «п» on «g».
    app.keys("Щ").see("Юдин С. П.").keys("<Enter><Space><Space>").see("отмечено 2");
    app.keys("п").see("Передать 2 объекта").keys("<F4>белова<Enter>её отрасль<F2>").see("Передано: 2 клиента");
}

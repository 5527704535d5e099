//! One client handed over from its card, by keys alone.

use super::App;
use crate::kit::assert_sound;

/// Five fields and F2: the reason by two arrows, the receiver by a surname, the story, the next action, the day.
const FILL: &str = "<Right><Right><Tab>юдин<Enter>Ждут смету с сентября, обещана скидка, согласовано с РОПом\
                    <Tab><Tab>Позвонить и согласовать смету<Tab>чт 11:00";

#[test]
fn a_client_is_handed_over_from_its_card_accepted_and_told() {
    let mut app = App::demo();
    app.keys("3/спектр-агро<Enter>").see("Белова З. А.");
    // «п» sits on «g»: передать.
    app.keys("п").see("Передать: АО «Спектр-Агро»").see("Вместе с клиентом перейдут: 1 сделка на 955 000 ₽, 1 задача");
    app.keys("<F2>").see("Почему передаёте?").see("Кому передаёте?").see("Расскажите историю").see_not("заглушка");
    app.keys(FILL).see("четверг, 26 ноября, 11:00").see("Юдин С. П.      загрузка 28 % → 31 %, сделки 9 → 10");
    app.keys("<F2>").see("ждём приёма").see("Юдин С. П.");
    assert_sound(&app.base(), "handed over");
    // What was typed stands on the card, with its day and its reason.
    app.see("Что дальше").see("Позвонить и согласовать смету").see("чт, 26 нояб., 11:00");
    app.keys("<Enter><PgDn><PgDn>").see("инициатива").see("Ждут смету с сентября").keys("<Esc>");

    app.keys("6").see("№1 АО «Спектр-Агро»").see("СЛЕДУЮЩИЙ ШАГ").see("0/3");
    app.keys("<Esc><Home>").see("Инициатива клиента").see("Ждут смету с сентября");
    app.keys("<Down>")
        .see("КОНТЕКСТ")
        .keys("<Down>")
        .see("ПОЛУЧАТЕЛЬ")
        .keys("<Down><Enter><F2>")
        .see("Первое действие");
    app.keys("Позвонить и согласовать смету<Tab>чт 11:00<F2>").see("Всё принято");
    app.keys("n").see("КЛИЕНТ").see("закроется сама");
    app.keys("3t<Tab>Представился, смету пришлёт в пятницу<F2>").see("Касание записано");
    app.keys("6").see("Закрыта");
    assert_sound(&app.base(), "closed");
}

/// The next action names its day: nobody types it twice.
#[test]
fn the_day_in_the_next_action_does() {
    let mut app = App::demo();
    app.keys("3/спектр-агро<Enter>п").keys("<Right><Right><Tab>юдин<Enter>Ждут смету с сентября<Tab><Tab>");
    app.keys("Позвонить в четверг в 11 и согласовать смету<Tab>").see("четверг, 26 ноября, 11:00");
    app.keys("<F2>").see("ждём приёма");
    let kept =
        "SELECT count(*) FROM context_block WHERE text = 'Позвонить в четверг (26 нояб.) в 11 и согласовать смету'";
    assert!(app.base().conn().query_row(kept, [], |r| r.get::<_, i64>(0)).unwrap() > 0);
}

#[test]
fn it_is_taken_back_with_u() {
    let mut app = App::demo();
    app.keys("3/спектр-агро<Enter>п").keys(FILL).keys("<F2>").see("ждём приёма");
    app.keys("u").see("Что отменить").keys("<Enter><Tab><Enter>").see("Отменено").see("Белова З. А.");
    app.keys("6").see("ПОЛУЧАТЕЛЬ");
    app.keys("<Esc><Home><Enter>x").see("Отозвать передачу: АО «Спектр-Агро»").keys("<Tab><Enter>").see("отозвана");
    assert_sound(&app.base(), "withdrawn");
    // The case looked at last is over: the screen comes up on the new one.
    app.keys("3п")
        .keys("<Right><Right><Tab>юдин<Enter>Смета готова, ждут скидку<Tab>Позвонить и согласовать смету<Tab>чт 11:00");
    app.keys("<F2>").see("ждём приёма").keys("6").see("№2 АО «Спектр-Агро»").see("СЛЕДУЮЩИЙ ШАГ");
}

/// A step agreed on a deal stays; what the head says of the client is not lost for it.
#[test]
fn the_accepted_step_is_a_task_on_the_card() {
    let mut app = App::demo();
    app.keys("3/спектр-агро<Enter>п").keys(FILL).keys("<F2>").see("ждём приёма");
    app.keys("6<Home><F2>").see("Первое действие").keys("Позвонить и согласовать смету<Tab>чт 11:00<F2>");
    app.see("Всё принято").keys("3").see("Задачи").see("звонок: Позвонить и согласовать смету").see_not("Что дальше");
}

#[test]
fn a_client_already_on_its_way_says_where() {
    let mut app = App::demo();
    app.keys("3/спектр-агро<Enter>п").keys(FILL).keys("<F2>п").see("уже передаётся в передаче №1");
}

#[test]
fn a_hot_client_goes_on_with_its_context() {
    let mut app = App::demo();
    app.keys("3/тура-фарм<Enter>п").keys(FILL).keys("<F2>").see("Допишите контекст").see("КОНТЕКСТ");
}

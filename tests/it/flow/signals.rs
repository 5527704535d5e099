//! «Сигналы» by keys: the rows of the log behind a signal, норма, an incident with its clocks, a former manager's call.

use estafeta::base::Day;
use estafeta::domain::settings::Office;
use estafeta::domain::{Actor, SignalKind};
use estafeta::exchange::read::{Names, Options};
use estafeta::jobs::import;
use estafeta::ops::Ctx;
use estafeta::ops::import::Answers;
use estafeta::store::OpId;

use super::App;
use super::app::clock;
use crate::logbook::Logbook;

fn day(s: &str) -> Day {
    Day::parse(s).unwrap()
}

/// A log of the training office in which Юдин exports and deletes.
fn log() -> String {
    let mut book = Logbook::new(4);
    book.ordinary(&["s.yudin", "e.petrova"], day("2026-10-12"), day("2026-11-23"));
    book.plant("s.yudin", day("2026-11-23"), SignalKind::Export);
    book.plant("s.yudin", day("2026-11-20"), SignalKind::Deletion);
    book.csv()
}

/// Reads a log into the base beside the program, as a subcommand would.
fn read(app: &mut App, text: &str) {
    let mut base = app.base();
    let path = app.path().with_file_name("log.csv");
    std::fs::write(&path, text).unwrap();
    let op = || OpId(*uuid::Uuid::now_v7().as_bytes());
    let (names, office) = (Names::shipped().unwrap(), Office::default());
    let p = import::prepare(base.path(), op(), &[path], &names, &Options::default(), clock(), &|_| true).unwrap();
    let cx = Ctx { actor: Actor::Owner, clock: clock(), op_id: op(), office: &office };
    import::keep(&mut base, &cx, &p, &Answers::default(), &|_| true).unwrap();
    app.ring();
}

#[test]
fn a_signal_opens_its_rows_and_is_decided() {
    let mut app = App::demo();
    read(&mut app, &log());
    app.keys("S").see("Сигналы").see("1 480 строк").see("журнал CRM прочитан до");
    app.see("Выгружено строк за день: 1 480, порог 500");
    app.keys("<Enter>").see("Экспортировано 1 480 строк").see("log.csv");
    app.keys("<Esc>").see("Ждут решения");
    app.keys("n")
        .see("Норма: почему")
        .keys("-<F2>")
        .see("ничего не")
        .keys("<C-u>отчёт для директора<F2>")
        .see("Отмечено: норма");
    app.see_not("1 480 строк");
    app.keys("b").see("Инцидент № 1 записан").see("за 24 часа: уведомить Роскомнадзор");
    app.keys("t").see("Уведомление отмечено").see("сделано");
    app.keys("x").see("Снять подозрение").keys("<Esc>");
    app.keys("c").see("Подтвердить инцидент").keys("<F2>").see("Инцидент подтверждён");
    // The whole log, by its end and a word.
    app.keys("o")
        .see("Журнал CRM")
        .keys("/выход<Enter>")
        .see("выход")
        .see_not("просмотр")
        .keys("<Esc>")
        .keys("/кваква<Enter>")
        .see("Таких событий в журнале нет")
        .keys("<Esc>")
        .keys("/петрова<Enter>")
        .see("Петрова")
        .keys("<Esc><Esc>")
        .see("подтверждён");
}

#[test]
fn keys_that_do_not_apply_say_why() {
    let mut app = App::demo();
    app.keys("S").see("Журнал CRM ещё не читали");
    // The log itself says what it is and how one gets it, whatever is looked for.
    app.keys("o").see("кто, когда и что открывал").see("клавиша i, «Импорт»").see_not("Таких событий");
    app.keys("/выход<Enter>").see("клавиша i, «Импорт»").keys("<Esc><Esc>");
    read(&mut app, &log());
    app.keys("S").keys("c").see("сначала сделайте из него инцидент");
    app.keys("<Space>").see("решают отдельно");
}

#[test]
fn a_narrow_screen_opens_the_rows_too() {
    let mut app = App::demo().size(80, 24);
    read(&mut app, &log());
    app.keys("S").see("выгрузка").see("новый").keys("<Enter>").see("1 480").see("Сделка");
}

#[test]
fn a_former_managers_call_is_one_key_on_the_clients_card() {
    let mut app = App::demo();
    app.keys("3b").see("Кто раньше вёл этого клиента, неизвестно");
}

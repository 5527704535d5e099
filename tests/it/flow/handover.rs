//! A planned departure from its opening to the closed case, by keys alone (issue: shown by a flow on a fixed clock).

use estafeta::base::Day;
use estafeta::domain::Actor;
use estafeta::domain::settings::Office;
use estafeta::ops::{self, CaseOpen, Ctx};
use estafeta::store::{Base, Mode, OpId};

use super::app::{App, clock};

/// The natural leaver of the training base, with the case opened.
pub fn leaving() -> App {
    let mut app = App::demo();
    open_case(&app);
    app.ring();
    app
}

/// Somebody else opens it: the program at this desk has not heard of it yet.
pub fn open_case(app: &App) {
    let mut base = Base::open(app.path(), Mode::ReadWrite).unwrap();
    let who = estafeta::reads::find::employee(base.conn(), "Ковалёв").unwrap();
    let office = Office::default();
    let cx = Ctx { actor: Actor::Owner, clock: clock(), op_id: OpId([7; 16]), office: &office };
    ops::run(&mut base, &cx, &CaseOpen::planned(who, Day::parse("2026-12-08").unwrap())).unwrap();
}

#[test]
fn a_planned_departure_goes_all_the_way_by_keys() {
    let mut app = leaving();
    // Where work waits is where the wizard opens.
    app.keys("6<Enter>").see("РАСПРЕДЕЛЕНИЕ").see("F2 — предложить");
    app.keys("<F2>").see("Правила предложили").see("F2 — применить всё");
    app.keys("<Enter><Enter>").see("Почему").keys("<Esc><Esc>");
    app.keys("<F2>").see("Применить распределение?").keys("<Tab><Enter>").see("Применено");
    app.keys("z").see("Отменить применение?").keys("<Tab><Enter>").see("Применение отменено: всё вернулось");
    // Whoever was given something stays on the screen, also one that the rules would not think of by themselves.
    app.keys("<F2><Tab><Enter>").see("Применено").see("Иванова");

    app.keys("n").see("В CRM").keys("<F2><Tab><Enter>").see("В CRM всё стоит");

    app.keys("n").see("КОНТЕКСТ").keys("aw").see("Передать без контекста");
    app.keys("источник молчит<F2>").see("Снято");

    app.keys("n").see("ПРИЁМ ДЕЛ");
    for _ in 0..9 {
        if app.screen().contains("Всё принято") {
            break;
        }
        app.keys("<F2>");
        if app.screen().contains("Первое действие") {
            app.keys("позвонить и обсудить поставку<Tab>через 3 дня<F2>");
        }
        app.keys("<Down>");
    }
    app.see("Всё принято");

    app.keys("n").see("КЛИЕНТЫ").keys("<Enter>").see("Письмо").keys("<Esc>");

    app.keys("n")
        .see("ПЕРЕПИСКА")
        .keys("a<F2><F2>")
        .see("На чьём слове")
        .see("Кто это видел")
        .keys("<Right><F2>")
        .see("вся переписка на месте");

    app.keys("n").see("ДОСТУПЫ").keys("ar").see("Переадресация").keys("на почту отдела<F2>");
    app.keys("ad").see("Доступ закрыт").keys("заявка 118<F2>").see("закрыто");

    app.keys("n").see("АКТ").keys("<F2>").see("Акт составлен").keys("ad").see("подписан");

    // What is done by hand on the last day is ticked on the checklist.
    app.keys("<Esc><Esc><Home><Enter>").see("СТАРТ").keys("aw").keys("проверено руководителем<F2>");

    app.keys("<Esc><Esc><End><Enter>").see("СВЕРКА").see("Всё сошлось");
    app.keys("<F2>").see("Закрыть передачу?").keys("Ковалёв<Tab><Enter>").see("Передача закрыта");
    app.keys("<Esc><Esc>").see("Закрыта");

    // A closed case stays as it was closed.
    let mut base = app.base();
    let sql = "SELECT max(seq) FROM journal WHERE kind = 'accept'";
    let accepted = base.conn().query_row(sql, [], |r| r.get(0)).unwrap();
    let undone = run(&mut base, 9, &ops::Undo { seq: accepted });
    assert_eq!(undone.map(|_| ()).map_err(|f| f.code), Err(estafeta::base::Code::CaseClosed));
}

#[test]
fn the_wizard_is_read_at_eighty_columns_in_the_russian_layout() {
    let mut app = leaving().size(80, 24);
    app.keys("6<Enter>").see("РАСПРЕДЕЛЕНИЕ");
    // «т» sits on «n», «я» on «z».
    app.keys("<F2>").keys("т").see("В CRM").keys("т").see("КОНТЕКСТ");
    app.keys("<Esc>").see("Сверка").keys("<Esc>").see("Ковалёв");
}

pub fn run<C: ops::Command>(base: &mut Base, n: u8, c: &C) -> estafeta::base::Res<C::Out> {
    let office = Office::default();
    let cx = Ctx { actor: Actor::Owner, clock: clock(), op_id: OpId([n; 16]), office: &office };
    ops::run(base, &cx, c).map(|d| d.out)
}

/// An act written before the distribution names no receiver: it is no act of what was handed over.
#[test]
fn an_act_older_than_the_last_decision_does_not_count() {
    let app = leaving();
    let mut base = app.base();
    let case = estafeta::base::CaseId(1);
    let act = ops::ActRecord {
        anew: false,
        case,
        format: "docx".into(),
        file: "act.docx".into(),
        sha256: "0".repeat(64),
        journal_head: String::new(),
    };
    let missing = |base: &Base| -> Vec<&'static str> {
        estafeta::reads::closing::of_case(base.conn(), case).unwrap().iter().map(|b| b.code()).collect()
    };
    run(&mut base, 11, &act).unwrap();
    assert!(!missing(&base).contains(&"no_act"));
    run(&mut base, 12, &ops::Propose { case }).unwrap();
    run(&mut base, 13, &ops::Apply { case }).unwrap();
    assert!(missing(&base).contains(&"no_act"));
    run(&mut base, 14, &act).unwrap();
    assert!(!missing(&base).contains(&"no_act"));
}

/// The tick about the whole correspondence, while no client is confirmed, says what it rests on.
#[test]
fn the_correspondence_is_not_ticked_without_a_word() {
    let mut app = leaving();
    app.keys("6<Enter><Esc><Home><Enter>").see("СТАРТ");
    let items = estafeta::reads::checklist::of_case(
        app.base().conn(),
        &estafeta::reads::Scope::All,
        estafeta::base::CaseId(1),
        clock().now,
    );
    let at = items.unwrap().iter().position(|i| i.code == "correspondence").unwrap();
    let state = |app: &App| -> String {
        let sql = "SELECT state FROM checklist_item WHERE code = 'correspondence'";
        app.base().conn().query_row(sql, [], |r| r.get(0)).unwrap()
    };
    app.keys("<Home>").keys(&"<Down>".repeat(at)).keys("d").see("По клиентам подтверждено 0 из");
    app.keys("<F2>").see("Напишите, на чём основана отметка").keys("-<F2>").see("без пояснения не отметить");
    assert_eq!(state(&app), "open");
    app.keys("<C-u>все письма в общем ящике<F2>").see_not("Напишите");
    assert_eq!(state(&app), "done");
}

/// Who ticked an item is named; what ticks itself nobody has ticked.
#[test]
fn an_item_names_whoever_ticked_it_and_no_word_of_the_base() {
    let mut app = leaving();
    app.keys("6<Enter>");
    while !app.screen().contains("СТАРТ") && !app.screen().contains("▶ Старт") {
        app.keys("<Esc><Up><Enter>");
    }
    let by_hand = "SELECT n FROM checklist_item WHERE computed = '' AND state = 'open' ORDER BY n LIMIT 1";
    let n: i64 = app.base().conn().query_row(by_hand, [], |r| r.get(0)).unwrap();
    let sql = format!(
        "UPDATE checklist_item SET state = 'done', done_by = 'owner', done_at = 1 WHERE n = {n};
         UPDATE checklist_item SET done_by = 'owner' WHERE n = 1"
    );
    app.sql(&sql);
    app.ring().keys("<Home><Enter>").see_not("Отметил").see_not("owner").keys("<Esc>");
    app.keys(&"<Down>".repeat(usize::try_from(n).unwrap() - 1)).keys("<Enter>").see("Отметил").see("владелец базы");
}

//! What the screens of a crisis say is so: nothing known is not all done, the program's own switch is not the CRM's access,
//! and who came back is shown as come back.

use estafeta::store::{Base, params};

use super::App;

fn one(base: &Base, sql: &str) -> i64 {
    base.conn().query_row(sql, params![], |r| r.get(0)).unwrap()
}

fn begun() -> App {
    let mut app = App::demo();
    app.keys("2!ковалёв<Enter><Tab><Tab><Enter>").see("ЗВОНКИ");
    app
}

/// From a step to the first one, where the checklist is.
fn start(app: &mut App) {
    app.keys("<Esc><Home><Enter>").see("СТАРТ");
}

#[test]
fn of_somebody_unknown_nothing_is_done_before_the_export() {
    for size in [(120, 36), (80, 24)] {
        let mut app = App::demo().size(size.0, size.1);
        app.keys("2!лукина<Enter><Tab><Tab><Enter>").see("СВЕЖАЯ ВЫГРУЗКА").see_not("Теперь звонки");
        start(&mut app);
        app.see("ждёт выгрузки").see("всё, что покажет выгрузка").see_not("всё решено");
        let screen = app.screen();
        let named = screen.lines().find(|l| l.contains("6 Временный")).unwrap_or_default();
        assert!(named.contains('✓'), "somebody is named: {named}");
        let done = "SELECT count(*) FROM checklist_item WHERE state <> 'open' AND computed IN ('listed','burning_called', \
                    'all_clients_distributed','all_deals_reassigned','context_filled','crm_confirmed','all_accepted', \
                    'letters_sent','clients_notified','first_contacts')";
        assert_eq!(one(&app.base(), done), 0);
        app.keys("<Esc><Down><Down><Down><Down><Enter>").see("ЗВОНКИ").see("Кому звонить, покажет свежая выгрузка");
        // Opened anew, the case stands where work waits.
        app.keys("6<Esc><Esc>6").keys("<Enter>").see("СВЕЖАЯ ВЫГРУЗКА");
        app.keys("1").see_not("всё распределено").see_not("Обзвон");
    }
}

#[test]
fn an_export_that_knows_nothing_of_the_leaver_ends_the_waiting() {
    let mut app = App::demo();
    app.keys("2!лукина<Enter><Tab><Tab><Enter>").see("СВЕЖАЯ ВЫГРУЗКА");
    start(&mut app);
    let reason =
        "UPDATE checklist_item SET state = 'waived', reason = 'CRM не работает' WHERE computed = 'fresh_export'";
    app.base().with_write("test", |tx| Ok(tx.execute(reason, [])?)).unwrap();
    app.keys("<F5>").see_not("ждёт выгрузки");
}

#[test]
fn the_head_who_is_named_answers_as_the_dialog_says() {
    let mut app = App::demo();
    let second = "UPDATE employee SET role = 'head' WHERE name LIKE 'Петрова%'";
    app.base().with_write("test", |tx| Ok(tx.execute(second, [])?)).unwrap();
    app.keys("2!лукина<Enter>").see("Кто поведёт эту передачу?").keys("петрова<Enter>");
    let answers = app.screen().lines().find(|l| l.contains("временно отвечает")).unwrap().to_owned();
    assert!(answers.contains("Петрова"), "{answers}");
    app.keys("<Tab><Tab><Enter>").see("СВЕЖАЯ ВЫГРУЗКА");
    let named =
        "SELECT count(*) FROM handover_case h JOIN employee e ON e.id = h.temporary_id WHERE e.name LIKE 'Петрова%'";
    assert_eq!(one(&app.base(), named), 1);
}

#[test]
fn the_export_is_blocked_when_the_access_is_closed_and_not_by_the_programs_own_switch() {
    let mut app = begun();
    app.see("В Эстафете закрыты вход, выгрузка и новые лиды").see_not("доступы закрываются");
    let state = "SELECT state = 'done' FROM checklist_item WHERE computed = 'export_blocked'";
    assert_eq!(one(&app.base(), state), 0);
    app.keys("2/ковал<Enter>").see("в Эстафете вход закрыт");
}

#[test]
fn no_shared_account_is_nothing_to_change() {
    let mut app = begun();
    start(&mut app);
    let row = |app: &App| app.screen().lines().find(|l| l.contains("Пароли от общих")).unwrap_or_default().to_owned();
    assert_eq!(one(&app.base(), "SELECT count(*) FROM access WHERE shared AND case_id IS NOT NULL"), 0);
    let said = row(&app);
    assert!(said.contains("не требуется") && !said.contains('✓') && !said.contains("сделано"), "{}", app.screen());
    let shared =
        "UPDATE access SET shared = 1, state = 'done' WHERE id = (SELECT min(id) FROM access WHERE case_id = 1)";
    app.base().with_write("test", |tx| Ok(tx.execute(shared, [])?)).unwrap();
    app.keys("<F5>");
    assert!(!row(&app).contains("не требуется") && row(&app).contains('✓'), "{}", app.screen());
}

#[test]
fn who_came_back_is_shown_as_come_back() {
    for size in [(120, 36), (80, 24)] {
        let mut app = begun().size(size.0, size.1);
        start(&mut app);
        app.keys("b").see("ИТ узнает, что закрывать").keys("ковалёв<Tab><Enter>").see("Вернулся: нерешённое снова его");
        app.see_not("Доступов в реестре нет").see_not("ещё открыты").see_not("всё решено").see_not("осталось решить");
        app.keys("<Esc>").see_not("✓ Сверка").see_not("осталось решить").see("Отозвана");
        let told = "SELECT count(*) FROM inbox WHERE kind = 'case_withdrawn' AND role IN ('it','security','hr') AND done_at IS NULL";
        assert_eq!(one(&app.base(), told), 3);
        let asked = "SELECT count(*) FROM inbox WHERE kind IN ('accesses_cut','crisis_opened') AND done_at IS NULL";
        assert_eq!(one(&app.base(), asked), 0);
    }
}

#[test]
fn before_the_rules_are_asked_nobody_has_lines() {
    let mut app = begun();
    app.keys("<Esc>");
    for _ in 0..20 {
        if app.screen().contains("▶ Распределение") {
            break;
        }
        app.keys("<Down>");
    }
    app.keys("<Enter>").see("РАСПРЕДЕЛЕНИЕ").see_not("У этого сотрудника строк нет");
    app.see("▸  Не предложено: 61").see("Показано, что дали бы правила").see("не решено");
    app.keys("<Down><Down>").see("их ещё не спросили: F2");
    app.keys("<F2>").see_not("Не предложено").see_not("их ещё не спросили").see("F2 — применить всё");
}

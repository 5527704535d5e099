//! The receiver's desk by keys (1-B4): found at once, read, answered one by one and many at a time; what the head sees of it.

use estafeta::base::{CaseId, Day, EmployeeId, Ref, bare_name};
use estafeta::domain::LineKind;
use estafeta::ops::{Apply, Propose, Reassign, Waive};
use estafeta::reads::acceptance::{ReceiverRow, desk, receivers};
use estafeta::reads::ledger::{LedgerFilter, window};
use estafeta::reads::{Scope, today};
use estafeta::store::params;

use super::app::{App, clock, command};
use super::handover::leaving;

const CASE: CaseId = CaseId(1);

/// Everything applied and offered: nobody has written context, so all of it is waived.
fn offered() -> App {
    let mut app = leaving();
    command(&app, &Propose { case: CASE });
    command(&app, &Apply { case: CASE });
    waive(&app);
    app.ring();
    app
}

fn waive(app: &App) {
    let all = window(app.base().conn(), &Scope::All, CASE, &LedgerFilter::default(), None, 5_000).unwrap();
    let objects: Vec<Ref> = all.iter().filter(|l| l.ctx_required > l.ctx_filled).map(|l| l.object).collect();
    command(app, &Waive { case: CASE, objects, block: None, reason: "проверка приёма".into() });
}

fn all(app: &App) -> Vec<ReceiverRow> {
    receivers(app.base().conn(), &Scope::All, CASE, &clock()).unwrap()
}

/// The manager with the most offered lines, and the surname to log in with.
fn busiest(app: &App) -> (EmployeeId, String) {
    let role = |id: EmployeeId| count(app, &format!("SELECT role = 'manager' FROM employee WHERE id = {}", id.0)) == 1;
    let managers = all(app).into_iter().filter(|r| role(r.id));
    let r = managers.max_by_key(|r| r.offered).unwrap();
    (r.id, r.name.split(' ').next().unwrap().to_owned())
}

fn count(app: &App, sql: &str) -> i64 {
    app.base().conn().query_row(sql, [], |r| r.get(0)).unwrap()
}

fn surnames(app: &App, but: EmployeeId) -> Vec<String> {
    let others = all(app).into_iter().filter(|r| r.id != but);
    others.map(|r| r.name.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn a_receiver_finds_her_desk_at_once_and_sees_nobody_elses() {
    let app = offered();
    let (id, name) = busiest(&app);
    let mut her = app.second_as(&name);
    her.keys("1").see("ответ");
    for other in surnames(&app, id) {
        her.see_not(&other);
    }
    her.keys("6<Enter>").see("Приём дел").see("Enter прочитать");
    for step in ["Распределение", "○ Доступы", "○ Акт", "Сверка", "осталось решить", "решением РОПа"]
    {
        her.see_not(step);
    }
    for other in surnames(&app, id) {
        her.see_not(&other);
    }
    her.keys("<Enter>").see("Передаёт").see("Ковалёв").see("Почему").see("Ответить до").keys("<Esc>");
    // Her own answer comes by the screen: nobody asks how.
    her.keys("<F2>").see("Принято — ").see_not("Как принято");
    her.keys("позвонить завтра, представиться").see("среда, 25 ноября");
    // The day was on the screen before F2: one is enough.
    her.keys("<F2>").see("Принято: 1 строка");
    assert_eq!(count(&her, "SELECT count(*) FROM acceptance WHERE state = 'accepted' AND via = 'screen'"), 1);
}

#[test]
fn what_was_typed_for_one_line_is_not_offered_for_another() {
    let app = offered();
    waive(&app);
    let (_, name) = busiest(&app);
    let mut her = app.second_as(&name);
    her.keys("6<Enter>").see("Enter прочитать").keys("<F2>позвонить, представиться<Esc>");
    her.keys("<Down><F2>").see("Принято — ").see_not("представиться");
    her.keys("<Esc><Up><F2>").see("представиться");
}

/// Two tasks of one title are told apart by the client, at every size.
#[test]
fn lines_of_one_title_are_told_apart_at_every_size() {
    let app = offered();
    let (id, name) = busiest(&app);
    let rows = desk(app.base().conn(), &Scope::All, id, Some(CASE), 0, 500).unwrap();
    let mut her = app.second_as(&name);
    her.keys("6<Enter>");
    for size in [(80, 24), (120, 36), (140, 40)] {
        her = her.size(size.0, size.1);
        her.see("Enter прочитать");
        let screen = her.screen();
        for r in rows.iter().take(8) {
            let Some(client) = &r.client else { continue };
            let start: String = bare_name(client).chars().take(12).collect();
            assert!(screen.contains(&start), "{size:?}: «{start}» of «{}» is not in sight\n{screen}", r.title);
        }
    }
}

/// The form says which of the chosen lines empty fields cannot take, before F2.
#[test]
fn the_form_says_which_lines_have_no_step_of_their_own() {
    let app = offered();
    let (id, name) = busiest(&app);
    let rows = desk(app.base().conn(), &Scope::All, id, Some(CASE), 0, 500).unwrap();
    let lacks = |i: &usize| rows[*i].step.as_ref().is_none_or(|s| s.on.is_none());
    let without = (0..rows.len()).find(lacks).unwrap();
    let with = (0..rows.len()).find(|i| !lacks(i)).unwrap();
    let mut her = app.second_as(&name);
    her.keys("6<Enter>").see("Enter прочитать").keys("<Home>").keys(&"<Down>".repeat(without));
    her.keys("<F2>").see("Своего следующего шага с днём у этой строки нет").see_not("Поля можно оставить пустыми");
    // It does not go to the base to be refused there.
    her.keys("<F2>").see("Напишите первое действие").keys("<Esc>");
    her.keys("<Home>").keys(&"<Down>".repeat(with)).keys("<F2>").see("Поля можно оставить пустыми").keys("<Esc>");
    her.keys("<Home>").keys(&"<Down>".repeat(with)).keys("<Space><Home>").keys(&"<Down>".repeat(without));
    her.keys("<Space><F2>").see("без ответа останутся: «").keys("<F2>").see("Принято: 1 строка");
}

/// A step whose day has gone by is not one that was never named.
#[test]
fn the_form_says_when_the_day_of_a_step_has_passed() {
    let app = offered();
    let (id, name) = busiest(&app);
    let rows = desk(app.base().conn(), &Scope::All, id, Some(CASE), 0, 500).unwrap();
    let at = rows.iter().position(|r| r.kind == LineKind::Task && r.step.as_ref().is_some_and(|s| s.on.is_some()));
    let at = at.unwrap();
    let day = Day::parse("2026-11-19").unwrap();
    let sql = "UPDATE task SET due_day = ?1, due_minute = 900 WHERE id = ?2";
    app.base().with_write("test", |tx| Ok(tx.execute(sql, params![day, rows[at].object.id])?)).unwrap();
    let mut her = app.second_as(&name);
    her.keys("6<Enter>").see("Enter прочитать").keys("<Home>").keys(&"<Down>".repeat(at)).keys("<F2>");
    her.see("День шага этой строки прошёл: чт, 19 нояб., 15:00").see_not("днём у этой строки нет");
}

/// What is read is answered from there: that line and no other, whatever is marked; and the list stays where it was.
#[test]
fn a_line_is_answered_from_where_it_is_read() {
    let app = offered();
    let (id, name) = busiest(&app);
    let rows = desk(app.base().conn(), &Scope::All, id, Some(CASE), 0, 500).unwrap();
    let mut her = app.second_as(&name);
    her.keys("6<Enter>").see("Enter прочитать").keys("<Space><Down><Enter>").see("Передаёт").see("F2 принять");
    let why = her.screen().matches("Почему").count();
    assert!(why == 1 && !her.screen().contains("Получит "), "said twice:\n{}", her.screen());
    // «З» sits on «p».
    her.keys("з").see("Принято — ").keys("позвонить, представиться<Tab>завтра<F2>").see("Принято: 1 строка");
    let accepted = |line: i64| {
        count(&app, &format!("SELECT count(*) FROM acceptance WHERE line_id = {line} AND state = 'accepted'"))
    };
    assert_eq!((accepted(rows[0].line.0), accepted(rows[2].line.0)), (0, 1));
    // The cursor is on what came in its place, the third of what is left.
    her.keys("<Enter>d").see("Не принято").keys("не моё<F2>").see("Возвращено");
    let declined = format!("SELECT count(*) FROM acceptance WHERE line_id = {} AND state = 'declined'", rows[3].line.0);
    assert_eq!(count(&app, &declined), 1);
    // Whoever may not answer is offered no keys.
    let director = "SELECT name FROM employee WHERE role = 'director' LIMIT 1";
    let director: String = app.base().conn().query_row(director, [], |r| r.get(0)).unwrap();
    let mut director = app.second_as(director.split(' ').next().unwrap());
    director.keys("6<Enter>");
    while !director.screen().contains("ПРИЁМ ДЕЛ") {
        director.keys("n");
    }
    director.keys("<Enter><Enter>").see("Передаёт").see_not("F2 принять");
}

/// A senior sees the department, and still stands on his own desk first.
#[test]
fn a_senior_who_is_offered_something_stands_on_it() {
    let app = offered();
    let mut him = app.second_as("Смирнов");
    him.keys("6<Enter>").see("ПРИЁМ ДЕЛ").see("Enter прочитать").see("Смирнов А. Ю.");
    him.keys("<Enter>").see("Передаёт").see("Смирнов Алексей");
}

#[test]
fn many_are_accepted_with_one_text_and_counted_as_a_list() {
    let app = offered();
    let (id, name) = busiest(&app);
    let mut her = app.second_as(&name);
    her.keys("6<Enter>").see("Enter прочитать").keys("a<F2>").see("принято списком");
    her.keys("позвонить, представиться<Tab>завтра<F2>").see("Принято: ");
    let of =
        |state: &str| count(&app, &format!("SELECT count(*) FROM acceptance WHERE receiver_id = {} AND {state}", id.0));
    assert!(of("by_list = 1 AND state = 'accepted'") > 3);
    assert_eq!(of("state = 'offered'"), 0);
    her.see("списком ");
}

#[test]
fn accepting_all_names_the_lines_that_have_no_step_of_their_own() {
    let app = offered();
    let (id, name) = busiest(&app);
    let own = desk(app.base().conn(), &Scope::All, id, Some(CASE), 0, 500).unwrap();
    let without = own.iter().filter(|r| r.step.as_ref().is_none_or(|s| s.on.is_none())).count();
    assert!(without > 0 && without < own.len(), "{without} of {}", own.len());
    let mut her = app.second_as(&name);
    her.keys("6<Enter>")
        .see("Enter прочитать")
        .keys("<Esc><F2><F2>")
        .see("Осталось без ответа")
        .see("нет шага с датой");
    let left =
        count(&app, &format!("SELECT count(*) FROM acceptance WHERE receiver_id = {} AND state = 'offered'", id.0));
    assert!(left >= without as i64, "{left}");
}

#[test]
fn what_is_declined_twice_alarms_the_head() {
    let mut app = offered();
    let (id, name) = busiest(&app);
    let mut her = app.second_as(&name);
    her.keys("6<Enter>").see("Enter прочитать").keys("d").see("Не принято").see_not("Как принято");
    her.keys("не моя отрасль<F2>").see("Возвращено руководителю");
    let line = "SELECT line_id FROM acceptance WHERE state = 'declined'";
    let (line, object) = (count(&app, line), {
        let row = "SELECT l.kind || ':' || l.object_id FROM ledger_line l JOIN acceptance a ON a.line_id = l.id AND a.state = 'declined'";
        let text: String = app.base().conn().query_row(row, [], |r| r.get(0)).unwrap();
        text.parse::<Ref>().unwrap()
    });
    // The head offers it again to the same one; the head records the refusal as it was said.
    command(&app, &Reassign { case: CASE, objects: vec![object], to: id, reason: "больше некому".into() });
    command(&app, &Apply { case: CASE });
    waive_again(&app, object);
    app.ring();
    let mut head = app.second_as("Иванова");
    head.keys("6<Enter>");
    while !head.screen().contains("ПРИЁМ ДЕЛ") {
        head.keys("n");
    }
    let at = all(&app).iter().position(|r| r.id == id).unwrap();
    head.keys("<Home>").keys(&"<Down>".repeat(at)).keys("<Enter>");
    let rows = desk(app.base().conn(), &Scope::All, id, Some(CASE), 0, 500).unwrap();
    let down = rows.iter().position(|r| r.line.0 == line).unwrap();
    head.keys("<Home>").keys(&"<Down>".repeat(down)).keys("<Enter>").see("Уже не приняли").see("не моя отрасль");
    head.keys("<Esc>d").see("Как сообщил").keys("по-прежнему не моя<F2>").see("Возвращено");
    assert_eq!(count(&app, "SELECT count(*) FROM acceptance WHERE state = 'declined' AND via = 'words'"), 1);
    head.keys("1").see("Отказались дважды");
    let who = estafeta::domain::rights::Who::Owner { read_only: false };
    let office = estafeta::domain::settings::Office::default();
    let base = app.base();
    let a = estafeta::reads::Asker { conn: base.conn(), scope: &Scope::All, who, clock: clock(), office: &office };
    assert_eq!(today::today(&a, 7).unwrap().alarm(today::AlarmKind::DeclinedAgain), 1);
}

/// Its context was waived before; a line whose context is there is offered by itself.
fn waive_again(app: &App, object: Ref) {
    let sql = format!(
        "SELECT count(*) FROM acceptance a JOIN ledger_line l ON l.id = a.line_id WHERE l.kind = '{}' AND l.object_id = {} AND a.state = 'offered'",
        object.kind.word(),
        object.id
    );
    assert_eq!(count(app, &sql), 1);
}

#[test]
fn whoever_only_opens_cases_is_told_that_the_head_answers_for_receivers() {
    let app = offered();
    let sql = "SELECT name FROM employee WHERE role = 'director' LIMIT 1";
    let name: String = app.base().conn().query_row(sql, [], |r| r.get(0)).unwrap();
    for keys in ["<F2>", "w"] {
        let mut director = app.second_as(name.split(' ').next().unwrap());
        director.keys("6<Enter>");
        while !director.screen().contains("ПРИЁМ ДЕЛ") {
            director.keys("n");
        }
        director.see_not("За получателя").keys(keys).see("За получателя отвечает он сам или руководитель");
    }
}

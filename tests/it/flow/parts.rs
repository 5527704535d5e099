//! What each person sees who is not the head: the leaver what is still theirs, a senior their own part.

use std::collections::BTreeSet;

use estafeta::base::{CaseId, Day};
use estafeta::ops::{Apply, Propose};

use super::app::{App, command};
use super::handover::leaving;

const CASE: CaseId = CaseId(1);

fn applied() -> App {
    let mut app = leaving();
    command(&app, &Propose { case: CASE });
    command(&app, &Apply { case: CASE });
    app.ring();
    app
}

fn count(app: &App, sql: &str) -> i64 {
    app.base().conn().query_row(sql, [], |r| r.get(0)).unwrap()
}

/// Neither when the accesses end and whom to ring about it, nor what others have to answer and to sign.
const NOT_THEIRS: [&str; 6] =
    ["Закрыть доступ", "звонить: ", "Экспорт данных", "строк без ответа", "доступы ", "Подписать акт"];

#[test]
fn whoever_leaves_finds_what_is_still_theirs_and_nothing_of_the_head() {
    let app = applied();
    let mut his = app.second_as("Ковалёв");
    his.keys("1").see("Запишите контекст сделок и клиентов: осталось ").see("№1 Ковалёв Д. О.");
    for word in NOT_THEIRS {
        his.see_not(word);
    }
    // It leads where it is done; of the way there only his own steps are shown.
    his.keys("<Enter>").see("КОНТЕКСТ").see("Приём дел");
    for step in ["Распределение", "○ Доступы", "Сверка", "◐ Старт", "○ Клиенты", "осталось решить"]
    {
        his.see_not(step);
    }
    // What would be refused is not offered, and says who does it.
    his.see("Enter открыть").see_not("w без контекста").keys("w").see("Это делает РОП");
    his.keys("3").see_not("Клиентов пока нет").see("клиент");
    let shown = count(&app, "SELECT count(*) FROM ledger_line WHERE kind = 'client'");
    his.see(&format!("1 из {shown}"));
    his.see_not("c сменить куратора").see_not("g передать").see_not("e изменить");
}

/// Neither a key that would be refused nor a nought in place of what is not shown.
#[test]
fn whoever_leaves_is_not_invited_to_accept_and_sees_no_noughts_of_others() {
    let app = applied();
    let mut his = app.second_as("Ковалёв");
    his.keys("1<Enter>").see("КОНТЕКСТ").keys("n").see("ПРИЁМ ДЕЛ").see("Enter — строки сотрудника");
    his.see_not("принято всё").keys("<F2>").see("За получателя отвечает он сам или руководитель");
    his.keys("<Enter>").see_not("F2 — принять");
    his.keys("2/иван<Enter>").see("Чужие клиенты, сделки и задачи вам не показаны").see_not("0 клиентов");
    his.keys("<Esc>/ковал<Enter>").see("Что ведёт").see_not("вам не показаны");
}

/// All that an open text says, page by page.
fn read_through(app: &mut App) -> String {
    // Without the tabs above it.
    let body = |app: &mut App| app.screen().lines().skip(3).collect::<Vec<_>>().join("\n");
    let mut all = body(app);
    for _ in 0..40 {
        app.keys("<PgDn>");
        all.push_str(&body(app));
    }
    all
}

/// An act is a step, and a line of the day, of whoever has not signed it; nobody signs for another.
#[test]
fn everybody_signs_for_themselves_alone() {
    let app = applied();
    let receiver = "SELECT name FROM employee WHERE role = 'manager' AND id IN (SELECT to_id FROM ledger_line) LIMIT 1";
    let receiver: String = app.base().conn().query_row(receiver, [], |r| r.get(0)).unwrap();
    let surname = receiver.split(' ').next().unwrap().to_owned();
    let mut hers = app.second_as(&surname);
    hers.keys("1").see_not("Подпишите акт").keys("6<Enter>").see_not("○ Акт");
    let mut head = app.second_as("Иванова");
    head.keys("6<Enter>");
    while !head.screen().contains("АКТ") {
        head.keys("n");
    }
    // Nothing is accepted yet: the act is asked about first.
    head.keys("<F2><Tab><Enter>").see("Акт составлен");
    for (who, own) in [("Ковалёв", "Ковалёв Д. О."), (surname.as_str(), surname.as_str())] {
        let mut person = app.second_as(who);
        // Two weeks before the last day it can be signed; it waits for nobody yet.
        person.keys("1").see_not("Подпишите акт").see_not("Подписать акт");
        person.keys("6<Enter>");
        for _ in 0..4 {
            if person.screen().contains("SHA-256") {
                break;
            }
            person.keys("n");
        }
        person.see("SHA-256").see(own).see_not("Иванова М. С.").see_not("F2 ");
        // They read what they sign, by both keys: their own part of it.
        for key in ["v", "<Enter>"] {
            let act = read_through(person.keys(key));
            assert!(act.contains("Акт приёма-передачи дел"), "{key}: {act}");
            assert!(!act.contains("ДОСТУПЫ"), "{who} {key}: {act}");
            let annexes: BTreeSet<&str> = act
                .split("Приложение № ")
                .skip(1)
                .map(|s| s.split(|c: char| !c.is_ascii_digit()).next().unwrap())
                .collect();
            assert_eq!(annexes.len() > 1, who == "Ковалёв", "{who} {key}: {annexes:?} {act}");
            person.keys("<Esc>");
        }
        person.see_not("F6 ").keys("<F6>").see("Бумаги передачи записывает руководитель");
        person.keys("d");
        let sql = format!(
            "SELECT count(*) FROM signature s JOIN employee e ON e.id = s.employee_id \
             WHERE s.state = 'signed' AND e.name LIKE '{who}%'"
        );
        assert_eq!(count(&app, &sql), 1, "{who}");
    }
    assert_eq!(count(&app, "SELECT count(*) FROM signature WHERE state = 'signed'"), 2);
}

#[test]
fn a_senior_sees_of_a_handover_what_is_their_own() {
    let app = applied();
    let mut him = app.second_as("Смирнов");
    him.keys("1");
    for word in NOT_THEIRS {
        him.see_not(word);
    }
    him.keys("6<Enter>").see_not("○ Доступы").see_not("Распределение");
    // The clients of the department are his to see all the same.
    him.keys("3").see("Петрова Е. В.").see("Юдин С. П.");
}

/// A first word to the client is the new manager's: the head follows it, whoever has handed over does not hear of it.
#[test]
fn the_first_contact_is_asked_of_whoever_owes_it_and_explained() {
    let app = applied();
    let week = 6 * 24 * 3_600_000;
    let then = super::app::clock().now.plus(-week).0;
    let sql = format!(
        "UPDATE acceptance SET state = 'accepted', answered_at = {then} WHERE state = 'offered';
         UPDATE handover_case SET state = 'handing_over' WHERE id = 1"
    );
    app.sql(&sql);
    let receiver = "SELECT e.name FROM acceptance a JOIN ledger_line l ON l.id = a.line_id JOIN employee e ON e.id = a.receiver_id \
                    WHERE a.state = 'accepted' AND l.kind = 'client' AND e.role = 'manager' LIMIT 1";
    let receiver: String = app.base().conn().query_row(receiver, [], |r| r.get(0)).unwrap();
    let surname = receiver.split(' ').next().unwrap();
    app.second_as("Иванова").keys("1").see("Первый контакт:");
    app.second_as(surname).keys("1").see(&format!("Первый контакт: {surname}")).see("записать в карточке");
    app.second_as("Ковалёв").keys("1").see_not("Первый контакт");
    // On leave when it falls due: the row says so, with who stands in.
    let until = Day::parse("2026-12-05").unwrap().0;
    let of_all = format!(
        "INSERT INTO absence (rev, employee_id, kind, from_day, to_day) \
         SELECT 1, id, 'leave', {until} - 14, {until} FROM employee WHERE name = '{receiver}'"
    );
    app.sql(&of_all);
    app.second_as("Иванова").keys("1").see("(отпуск по 5 дек.) — ");
}

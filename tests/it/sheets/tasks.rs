//! Tasks on «Лист передачи»: a tab per kind, out and in again by the rules of the form.

use estafeta::base::*;
use estafeta::domain::sheets::{CellValue, SheetColumn, SheetTrouble};
use estafeta::domain::{Role, TaskField, TaskKind};
use estafeta::ops::{TaskFieldSave, Undo};

use super::grid::{Grid, text};
use super::{COLD, Office, office, troubles};

/// Beside the office's lines two calls, a meeting and one of no kind.
fn with_tasks() -> (Office, [TaskId; 3]) {
    let mut o = office();
    let (leaver, receiver) = (o.leaver, o.receiver);
    let mut add = |title: &str, kind, client| {
        let task = o.h.task(title, kind, Some(client), leaver, "2026-12-01 11:00");
        let line = o.h.line(o.case, task.into(), None, COLD, 0);
        o.h.assign(line, receiver);
        task
    };
    let price = add("Позвонить про цену", TaskKind::Call, o.kaskad);
    let thanks = add("=Поблагодарить", TaskKind::Call, o.romashka);
    let show = add("Показ образцов", TaskKind::Meeting, o.kaskad);
    add("Разобрать почту", TaskKind::Other, o.kaskad);
    (o, [price, thanks, show])
}

fn field(o: &Office, task: TaskId, field: TaskField) -> String {
    o.h.text(&format!("SELECT json_extract(fields, '$.{}') FROM task WHERE id = {}", field.word(), task.0))
}

fn save(task: TaskId, field: TaskField, text: &str) -> TaskFieldSave {
    TaskFieldSave { task, field, text: text.to_owned() }
}

#[test]
fn each_kind_has_a_tab_with_its_own_columns_and_what_is_written_is_taken() {
    let (mut o, [price, thanks, show]) = with_tasks();
    o.h.done(&save(price, TaskField::Said, "ждут расчёт на 500 штук"));
    let mut grid = o.sheet();
    let tabs: Vec<&str> = grid.tabs.iter().map(|t| t.name.as_str()).collect();
    assert_eq!(tabs, ["Сделки", "Клиенты без сделок", "Звонки", "Встречи"], "a kind that asks for nothing has no tab");
    let calls = grid.tab("Звонки");
    assert_eq!(calls.rows.len() - calls.head() - 1, 2);
    let CellValue::Text(about) = calls.cell("про цену", "О чём") else { panic!() };
    assert_eq!(about, "АО «Каскад»\nПозвонить про цену\nСрок: вт, 1 дек., 11:00\n→ Смирнов Алексей Павлович");
    assert_eq!(calls.cell("про цену", "О чём говорили"), text("ждут расчёт на 500 штук"));
    calls.set("про цену", "Зачем", text("согласовать скидку на объём"));
    grid.tab("Встречи").set("образцов", "Место", text("склад на Лесной, 5"));
    grid.tab("Встречи").set("образцов", "Участники", text("Орлов, Ким"));
    let report = o.read(&grid);
    assert_eq!((report.taken.filled, troubles(&report).len()), (3, 0), "{report:?}");
    assert_eq!(field(&o, price, TaskField::Why), "согласовать скидку на объём");
    assert_eq!(field(&o, price, TaskField::Said), "ждут расчёт на 500 штук");
    assert_eq!(field(&o, show, TaskField::Place), "склад на Лесной, 5");
    assert_eq!(field(&o, thanks, TaskField::Why), "");
    // Twice is once; and one undo takes all of it back.
    let before = o.entries();
    assert_eq!((o.read(&grid).taken.filled, o.entries()), (0, before));
    o.h.done(&Undo { seq: Seq(before) });
    assert_eq!(field(&o, price, TaskField::Why) + &field(&o, show, TaskField::Place), "");
    assert_eq!(field(&o, price, TaskField::Said), "ждут расчёт на 500 штук");
    o.sound();
}

#[test]
fn part_of_it_sorted_cut_and_added_to_later() {
    let (mut o, [price, thanks, show]) = with_tasks();
    let mut grid = o.sheet();
    let calls = grid.tab("Звонки");
    calls.set("про цену", "Зачем", text("согласовать скидку"));
    calls.set("Поблагодарить", "Зачем", text("=спасибо за отзыв"));
    let head = calls.head();
    calls.rows[head + 1..].reverse();
    grid.tabs.retain(|t| t.name != "Встречи");
    assert_eq!(o.read(&grid).taken.filled, 2);
    assert_eq!(field(&o, thanks, TaskField::Why), "=спасибо за отзыв");
    assert_eq!(field(&o, show, TaskField::Place), "");
    // The other cell of the same task was changed by hand meanwhile: what the sheet brought is still the sheet's.
    o.h.done(&save(price, TaskField::Said, "ждут письмо"));
    let calls = grid.tab("Звонки");
    calls.set("про цену", "Зачем", text("согласовать скидку 5 %"));
    calls.rows.remove(calls.row("Поблагодарить"));
    let report = o.read(&grid);
    assert_eq!((report.taken.filled, troubles(&report).len()), (1, 0), "{report:?}");
    assert_eq!(field(&o, price, TaskField::Why), "согласовать скидку 5 %");
    assert_eq!(field(&o, price, TaskField::Said), "ждут письмо", "an untouched cell is no answer");
    assert_eq!(field(&o, thanks, TaskField::Why), "=спасибо за отзыв", "a row that was deleted says nothing");
}

#[test]
fn what_the_form_refuses_and_what_changed_meanwhile_is_told_of_its_cell() {
    let (mut o, [price, thanks, _]) = with_tasks();
    o.h.done(&save(price, TaskField::Why, "узнать срок"));
    o.h.done(&save(price, TaskField::Said, "обещали подумать"));
    let mut grid = o.sheet();
    let calls = grid.tab("Звонки");
    calls.set("про цену", "Зачем", text("согласовать скидку"));
    calls.set("про цену", "О чём говорили", CellValue::Empty);
    calls.set("Поблагодарить", "Зачем", text("см. CRM"));
    o.h.done(&save(price, TaskField::Why, "узнать срок и адрес"));
    let report = o.read(&grid);
    let mut found = troubles(&report);
    found.sort();
    assert_eq!(
        found,
        [
            (Some(SheetColumn::CallWhy), SheetTrouble::Placeholder),
            (Some(SheetColumn::CallWhy), SheetTrouble::Changed),
            (Some(SheetColumn::CallSaid), SheetTrouble::Emptied),
        ]
    );
    assert_eq!((report.questions.len(), report.questions[0].value.as_str()), (2, "узнать срок и адрес"));
    assert_eq!(field(&o, price, TaskField::Why), "узнать срок и адрес", "never overwritten silently");
    let over = o.try_read(&grid, true).unwrap();
    assert_eq!((over.taken.filled, over.taken.cleared), (1, 1), "{over:?}");
    assert_eq!(field(&o, price, TaskField::Why), "согласовать скидку");
    assert_eq!(field(&o, price, TaskField::Said) + &field(&o, thanks, TaskField::Why), "");
}

#[test]
fn a_row_on_another_tab_and_a_task_of_another_kind_fill_nothing() {
    let (mut o, [price, _, show]) = with_tasks();
    let mut grid = o.sheet();
    grid.tab("Звонки").set("про цену", "Зачем", text("согласовать скидку"));
    let calls = grid.tab("Звонки");
    let row = calls.rows[calls.row("про цену")].clone();
    grid.tab("Встречи").set("образцов", "Место", text("склад"));
    o.h.set(Kind::Task, price.0, &[("kind", TaskKind::Document.into())]);
    let report = o.read(&grid);
    assert_eq!(troubles(&report), [(None, SheetTrouble::Misplaced)]);
    assert_eq!((report.taken.filled, field(&o, show, TaskField::Place).as_str()), (1, "склад"));
    // Its key stands in the columns of another tab: no text of a call becomes a place.
    o.h.set(Kind::Task, price.0, &[("kind", TaskKind::Call.into())]);
    let meetings = grid.tab("Встречи");
    let (place, key) = (meetings.column("Место"), meetings.column("Ключ строки"));
    let mut pasted = vec![CellValue::Empty; key + 1];
    pasted[place] = row[2].clone();
    pasted[key] = row.last().unwrap().clone();
    meetings.rows.push(pasted);
    grid.tabs.retain(|t: &super::grid::Tab| t.name != "Звонки");
    let report = o.read(&grid);
    assert_eq!(troubles(&report), [(None, SheetTrouble::Misplaced)]);
    assert_eq!(o.h.text(&format!("SELECT fields FROM task WHERE id = {}", price.0)), "{}");
}

/// A leaver without a client or a deal of his own still has something to write.
#[test]
fn tasks_alone_are_a_sheet() {
    let mut o = office();
    let (head, leaver) = (o.head, o.h.person("Петров Павел", Role::Manager));
    let case = o.h.case(leaver, head);
    let task = o.h.task("Счёт 12", TaskKind::Invoice, None, leaver, "2026-12-01 11:00");
    o.h.line(case, task.into(), None, COLD, 0);
    (o.case, o.leaver) = (case, leaver);
    let mut grid: Grid = o.sheet();
    assert_eq!(grid.tabs.len(), 1);
    grid.tab("Счета").set("Счёт 12", "Когда обещали оплатить", text("01.12.2026, Ким"));
    assert_eq!(o.read(&grid).taken.filled, 1);
    assert_eq!(field(&o, task, TaskField::Promised), "01.12.2026, Ким");
}

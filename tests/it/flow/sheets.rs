//! Sheets by keys: given out on the step, filled in elsewhere, read back, what disagrees decided.

use std::path::PathBuf;

use estafeta::base::CaseId;
use estafeta::domain::Block;
use estafeta::ops::{Apply, ContextSave, Propose, Said};

use super::app::{App, command};
use super::handover::leaving;
use crate::sheets::grid::{Grid, day, text};

const CASE: CaseId = CaseId(1);
const STEP: &str = "позвонить, согласовать отсрочку";

fn at(step: &str) -> App {
    let mut app = leaving();
    command(&app, &Propose { case: CASE });
    command(&app, &Apply { case: CASE });
    app.ring();
    app.keys("6<Enter>");
    while !app.screen().contains(step) {
        app.keys("n");
    }
    app
}

/// Where the program put the file whose name begins so.
fn papers(app: &App, start: &str) -> PathBuf {
    let dir = app.path().with_file_name("estafeta.db-papers").join("case-1");
    let all = std::fs::read_dir(&dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display()));
    let mut found: Vec<PathBuf> = all.map(|e| e.unwrap().path()).collect();
    found.retain(|p| p.file_name().unwrap().to_str().unwrap().starts_with(start));
    found.sort();
    found.pop().unwrap()
}

/// Puts a filled sheet beside the base and picks it by keys.
fn read(app: &mut App, grid: &Grid, name: &str) {
    let path = app.path().with_file_name(name);
    grid.save(&path);
    app.keys("e").see("Прочитать заполненный лист").keys("<Down><Down><Enter>").see("Указать путь");
    app.keys("указать<Enter>").see("Путь к файлу").paste(path.to_str().unwrap()).keys("<F2>");
}

#[test]
fn the_leavers_sheet_goes_out_and_comes_back() {
    let mut app = at("КОНТЕКСТ");
    app.keys("e").see("Выдать лист передачи").keys("<Enter>").see("Листы выданы").see("Лист_передачи_1_").keys("<Esc>");
    let out = papers(&app, "Лист_передачи_1_");
    let mut grid = Grid::open(&out);
    let tab = grid.tab("Сделки");
    let (row, next, on) = (tab.head() + 1, tab.column("Следующий шаг"), tab.column("Когда"));
    tab.rows[row][next] = text(STEP);
    tab.rows[row][on] = day("2026-12-01 11:00");
    read(&mut app, &grid, "первый.xlsx");
    app.see("заполнено: 1");
    // The very same file, chosen in the folder this time.
    app.keys("e")
        .see("заполнен вт, 24 нояб.")
        .keys("<Down><Down><Enter>")
        .see("первый.xlsx")
        .keys("первый<Enter>")
        .see("Нового в листе нет");
}

#[test]
fn what_the_card_says_otherwise_is_decided_by_a_person() {
    let mut app = at("КОНТЕКСТ");
    app.keys("e<Enter>").see("Листы выданы").keys("<Esc>");
    let mut grid = Grid::open(&papers(&app, "Лист_передачи_1_"));
    let tab = grid.tab("Сделки");
    let (row, history, state) = (tab.head() + 1, tab.column("История и обещания"), tab.column("Статус"));
    let key = tab.rows[row][tab.column("Ключ строки")].text().unwrap();
    let deal = estafeta::domain::sheets::RowKey::read(&key).unwrap().object;
    tab.rows[row][history] = text("обещана отсрочка 30 дней");
    tab.rows[row][state] = text("см. CRM");
    let said = Said::Text("обещана скидка".to_owned());
    command(&app, &ContextSave { case: Some(CASE), object: deal, block: Block::History, said, on: None, seen: None });
    app.ring();
    read(&mut app, &grid, "второй.xlsx");
    app.see("Решите, что верно")
        .see("В карточке «обещана скидка», в листе «обещана отсрочка 30 дней»")
        .see("Не взято: 1")
        .see("«Статус»")
        .see("ПАО «Вымпел» — ")
        .see("говорит: напишите по существу");
    let now = |app: &App| {
        let sql = "SELECT text FROM context_block WHERE kind = 'deal' AND object_id = ?1 AND block = 'history'";
        app.base().conn().query_row(sql, [deal.id], |r| r.get::<_, String>(0)).unwrap()
    };
    app.keys("<Esc>").see("Верна карточка").keys("<Enter>");
    assert_eq!(now(&app), "обещана скидка");
    read(&mut app, &grid, "второй-2.xlsx");
    app.keys("<Esc>").see("Верен лист").keys("<Right>").pass(500).keys("<Enter>");
    assert_eq!(now(&app), "обещана отсрочка 30 дней");
}

#[test]
fn receivers_get_theirs_and_answer_on_it() {
    let mut app = at("ПРИЁМ ДЕЛ");
    app.keys("e").see("Выдать листы приёма всем").keys("<Down><Enter>").see("Листы выданы").keys("<Esc>");
    let mut grid = Grid::open(&papers(&app, "Лист_приёма_1_"));
    let tab = grid.tab("Приём дел");
    let row = tab.head() + 1;
    let (answer, step, on) = (tab.column("Решение"), tab.column("Первое действие"), tab.column("Когда сделаю"));
    tab.rows[row][answer] = text("Принимаю");
    tab.rows[row][step] = text("позвонить и представиться, спросить о планах");
    tab.rows[row][on] = day("2026-12-01");
    read(&mut app, &grid, "ответ.xlsx");
    app.see("принято: 1");
}

#[test]
fn a_file_that_is_no_sheet_says_so_whole() {
    let mut app = at("КОНТЕКСТ");
    let path = app.path().with_file_name("чужой.xlsx");
    std::fs::write(&path, "ID;Название").unwrap();
    app.keys("e").keys("<Down><Down><Enter>").keys("указать<Enter><C-u>").paste(path.to_str().unwrap()).keys("<F2>");
    app.see("Лист не взят").see("не книга XLSX").keys("<Enter>").see("КОНТЕКСТ");
}

//! «Лист передачи».

use estafeta::base::*;
use estafeta::domain::sheets::{CellValue, SheetColumn, SheetTrouble};
use estafeta::domain::{Actor, Block, EmployeeStatus, Role};
use estafeta::jobs::papers::{ForWhom, SheetReport, read_sheet, write_sheets};
use estafeta::ops::{ContextSave, PromiseSave, Said, Undo, Waive};
use estafeta::reads::Scope;
use estafeta::reads::papers::act;

use super::grid::{Grid, day, text};
use super::{office, troubles};

const STEP: &str = "позвонить Орлову, согласовать отсрочку";

/// Everything a warm deal owes.
fn filled(grid: &mut Grid, what: &str) {
    let tab = grid.tab("Сделки");
    tab.set(what, "Следующий шаг", text(STEP));
    tab.set(what, "Когда", day("2026-12-01 11:00"));
    tab.set(what, "История и обещания", text("обещана отсрочка 30 дней"));
    tab.set(what, "Контактные лица", text("Орлов решает, +7 912 345-67-89"));
}

#[test]
fn a_filled_sheet_is_taken_and_complete_lines_are_offered() {
    let mut o = office();
    let mut grid = o.sheet();
    assert_eq!(grid.tabs.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["Сделки", "Клиенты без сделок"]);
    filled(&mut grid, "Поставка");
    grid.tab("Сделки").set("Поставка", "Статус", text("Ничего особенного, подтверждаю"));
    let clients = grid.tab("Клиенты без сделок");
    clients.set("Ромашка", "Следующий контакт", text("спросить о планах на весну"));
    clients.set("Ромашка", "Когда", text("20.12.2026"));
    let report = o.read(&grid);
    let t = &report.taken;
    assert_eq!((t.filled, t.confirmed, t.unchanged, troubles(&report).len()), (4, 1, 1, 0), "{report:?}");
    // The client of the two deals waits for the second one; Ромашка and the first deal do not.
    assert_eq!(t.offered, 3);
    let on = Day::parse("2026-12-01").unwrap().0;
    assert_eq!(o.block(o.supply, Block::NextStep), format!("filled|{STEP}|{on}|660"));
    assert_eq!(o.block(o.supply, Block::State), "confirmed|||");
    assert_eq!(o.block(o.supply, Block::People), "filled|Орлов решает, +7 912 345-67-89||");
    let on = Day::parse("2026-12-20").unwrap().0;
    assert_eq!(o.block(o.romashka, Block::NextContact), format!("filled|спросить о планах на весну|{on}|"));
    assert_eq!(o.h.int("SELECT count(*) FROM journal WHERE kind = 'sheet-in'"), 1, "one file is one operation");
    assert_eq!(o.h.int("SELECT came FROM sheet"), 1);
    o.sound();
}

/// What was inserted does not matter, even where a column of a task is called so.
#[test]
fn a_column_of_ones_own_is_passed_over_whatever_it_is_called() {
    let mut o = office();
    let mut grid = o.sheet();
    filled(&mut grid, "Поставка");
    let tab = grid.tab("Сделки");
    let (head, row) = (tab.head(), tab.row("Поставка"));
    tab.rows[head].push(text("Формат"));
    let width = tab.rows[head].len();
    tab.rows[row].resize(width - 1, CellValue::Empty);
    tab.rows[row].push(text("видеозвонок"));
    let report = o.read(&grid);
    assert_eq!((report.taken.filled, troubles(&report).len()), (3, 0), "{report:?}");
}

/// «Когда» stands on both tabs and makes neither the row's own.
#[test]
fn a_clients_row_on_the_tab_of_deals_is_not_lost_in_silence() {
    let mut o = office();
    let mut grid = o.sheet();
    let key = grid.tab("Клиенты без сделок").cell("Ромашка", "Ключ строки");
    let deals = grid.tab("Сделки");
    let (state, column) = (deals.column("Статус"), deals.column("Ключ строки"));
    let mut pasted = vec![CellValue::Empty; deals.rows[deals.head()].len()];
    pasted[state] = text("ждут смету");
    pasted[column] = key;
    deals.rows.push(pasted);
    assert_eq!(troubles(&o.read(&grid)), [(None, SheetTrouble::Misplaced)]);
}

#[test]
fn the_same_file_again_changes_nothing_and_says_so() {
    let mut o = office();
    let mut grid = o.sheet();
    filled(&mut grid, "Поставка");
    o.read(&grid);
    let before = o.entries();
    let again = o.read(&grid);
    assert_eq!((again.taken.filled, again.taken.unchanged, troubles(&again).len()), (0, 3, 0));
    assert_eq!(o.entries(), before);
    // Weeks later too, when the day of the step has gone by: what is kept is not judged again.
    o.h.at("2026-12-03 10:00");
    assert_eq!(troubles(&o.read(&grid)).len(), 0);
    assert_eq!(o.entries(), before);
}

#[test]
fn a_file_that_is_added_to_and_sent_again_asks_nothing() {
    let mut o = office();
    let mut grid = o.sheet();
    grid.tab("Сделки").set("Поставка", "История и обещания", text("обещана отсрочка"));
    assert_eq!(o.read(&grid).taken.filled, 1);
    grid.tab("Сделки").set("Поставка", "История и обещания", text("обещана отсрочка 30 дней и скидка"));
    filled(&mut grid, "HYPERLINK");
    let second = o.read(&grid);
    assert_eq!((second.taken.filled, troubles(&second).len()), (4, 0), "{second:?}");
    assert_eq!(o.block(o.supply, Block::History), "filled|обещана отсрочка 30 дней и скидка||");
    o.sound();
}

#[test]
fn rows_may_be_sorted_cut_and_moved_aside() {
    let mut o = office();
    let mut grid = o.sheet();
    filled(&mut grid, "Поставка");
    filled(&mut grid, "HYPERLINK");
    let tab = grid.tab("Сделки");
    let head = tab.head();
    tab.rows[head + 1..].reverse();
    tab.rows.remove(tab.row("HYPERLINK"));
    // Somebody put a title and an empty row above, and an empty column at the left.
    tab.rows.insert(0, vec![text("Для Марии Сергеевны")]);
    tab.rows.insert(1, Vec::new());
    for row in &mut tab.rows {
        row.insert(0, CellValue::Empty);
    }
    let deals = grid.tabs.remove(0);
    grid.tabs.push(deals);
    let report = o.read(&grid);
    assert_eq!((report.taken.filled, troubles(&report).len()), (3, 0), "{report:?}");
    assert_eq!(o.block(o.service, Block::History), "", "a row that was deleted says nothing");
}

#[test]
fn a_column_that_was_deleted_says_nothing() {
    let mut o = office();
    o.h.done(&save(&o, Block::History, "обещана отсрочка"));
    let mut grid = o.sheet();
    filled(&mut grid, "HYPERLINK");
    let tab = grid.tab("Сделки");
    for name in ["История и обещания", "Когда"] {
        let i = tab.column(name);
        tab.rows.iter_mut().filter(|r| r.len() > i).for_each(|r| drop(r.remove(i)));
    }
    let report = o.read(&grid);
    assert_eq!((report.taken.filled, troubles(&report).len()), (1, 0), "{report:?}");
    assert_eq!(o.block(o.supply, Block::History), "filled|обещана отсрочка||");
}

#[test]
fn what_says_nothing_is_refused_with_its_cell_and_the_rest_is_taken() {
    let mut o = office();
    let mut grid = o.sheet();
    filled(&mut grid, "Поставка");
    let tab = grid.tab("Сделки");
    tab.set("Поставка", "Контактные лица", text("см. CRM"));
    tab.set("Поставка", "Статус", CellValue::Number(5.0));
    tab.set("HYPERLINK", "Следующий шаг", text("созвониться"));
    tab.set("HYPERLINK", "Когда", day("2026-12-01"));
    let clients = grid.tab("Клиенты без сделок");
    clients.set("Ромашка", "Следующий контакт", text(STEP));
    clients.set("Ромашка", "Когда", text("завтра"));
    let report = o.read(&grid);
    assert_eq!(report.taken.filled, 3);
    assert_eq!(
        troubles(&report),
        [
            (Some(SheetColumn::People), SheetTrouble::Placeholder),
            (Some(SheetColumn::NextStep), SheetTrouble::Vague),
            (Some(SheetColumn::On), SheetTrouble::SpokenDate),
        ]
    );
    let texts = estafeta::texts::Texts::load(estafeta::texts::Lang::Ru);
    let said: Vec<String> = report.refused.iter().map(|l| l.said(&texts)).collect();
    let row = report.refused[0].row;
    assert_eq!(
        said[0],
        format!(
            "Сделки, строка {row}, «Контактные лица» (АО «Каскад» — {}): «см. CRM» ничего не говорит: напишите по существу",
            Ref::from(o.supply)
        )
    );
    assert!(said[2].contains("«завтра» значит разное в разные дни"), "{said:?}");
    assert!(said[2].ends_with("Без дня не взят и сам шаг"), "{said:?}");
    // Mended in the same file, they are taken.
    grid.tab("Сделки").set("Поставка", "Контактные лица", text("Орлов решает"));
    grid.tab("Сделки").set("HYPERLINK", "Следующий шаг", text(STEP));
    grid.tab("Клиенты без сделок").set("Ромашка", "Когда", text("1 декабря"));
    let mended = o.read(&grid);
    assert_eq!((mended.taken.filled, troubles(&mended).len()), (3, 0), "{mended:?}");
}

/// A promise has a day and a task of its own; what is written into a column of the sheet has none, and that is said.
#[test]
fn promises_written_on_a_sheet_stay_text_and_that_is_told() {
    let mut o = office();
    let mut grid = o.sheet();
    grid.tab("Сделки").set("Поставка", "История и обещания", text("обещана отсрочка 30 дней"));
    let report = o.read(&grid);
    assert_eq!((report.taken.filled, report.taken.stories), (1, 1));
    let said = report.done(&estafeta::texts::Texts::load(estafeta::texts::Lang::Ru));
    assert!(said.starts_with("заполнено: 1") && said.contains("остались текстом"), "{said}");
    assert_eq!(o.h.int("SELECT count(*) FROM promise"), 0);
}

#[test]
fn dates_are_judged_as_on_the_form() {
    let mut o = office();
    let mut grid = o.sheet();
    let step = |grid: &mut Grid, what: &str, on: CellValue| {
        grid.tab("Сделки").set("Поставка", "Следующий шаг", text(what));
        grid.tab("Сделки").set("Поставка", "Когда", on);
    };
    // What is wrong with the day is told of the day's own column.
    for (what, on, column, trouble) in [
        (STEP, CellValue::Empty, SheetColumn::On, SheetTrouble::NoDate),
        ("", day("2026-12-01"), SheetColumn::NextStep, SheetTrouble::NoStep),
        (STEP, day("2026-11-23"), SheetColumn::On, SheetTrouble::Past),
        (STEP, text("когда-нибудь"), SheetColumn::On, SheetTrouble::BadDate),
        (STEP, CellValue::Number(7.0), SheetColumn::On, SheetTrouble::BadDate),
    ] {
        step(&mut grid, what, on.clone());
        let report = o.read(&grid);
        assert_eq!(troubles(&report), [(Some(column), trouble)], "{what} {on:?}");
        assert_eq!(o.block(o.supply, Block::NextStep), "");
    }
}

fn save(o: &super::Office, block: Block, what: &str) -> ContextSave {
    let said = if what.is_empty() { Said::Nothing } else { Said::Text(what.to_owned()) };
    ContextSave { case: Some(o.case), object: o.supply.into(), block, said, on: None, seen: None }
}

#[test]
fn a_card_that_changed_since_the_sheet_went_out_is_a_question() {
    let mut o = office();
    o.h.done(&save(&o, Block::State, "отправлено КП"));
    let mut grid = o.sheet();
    let tab = grid.tab("Сделки");
    assert_eq!(tab.cell("Поставка", "Статус"), text("отправлено КП"));
    tab.set("Поставка", "Статус", text("договор на подписи"));
    tab.set("Поставка", "История и обещания", text("скидка 5 %"));
    // Meanwhile somebody wrote on the form.
    o.h.done(&save(&o, Block::State, "КП согласовано"));
    o.h.done(&save(&o, Block::Specifics, "боится срыва сроков"));
    let report = o.read(&grid);
    assert_eq!(troubles(&report), [(Some(SheetColumn::State), SheetTrouble::Changed)]);
    assert_eq!(report.questions[0].value, "КП согласовано");
    assert_eq!(o.block(o.supply, Block::State), "filled|КП согласовано||", "never overwritten silently");
    assert_eq!(o.block(o.supply, Block::History), "filled|скидка 5 %||", "what nobody else touched is taken");
    assert_eq!(o.block(o.supply, Block::Specifics), "filled|боится срыва сроков||", "an untouched cell is no answer");
    let over = o.try_read(&grid, true).unwrap();
    assert_eq!((over.taken.filled, troubles(&over).len()), (1, 0));
    assert_eq!(o.block(o.supply, Block::State), "filled|договор на подписи||");
    assert_eq!(o.block(o.supply, Block::Specifics), "filled|боится срыва сроков||");
}

#[test]
fn a_cell_that_was_cleared_asks_before_it_clears_the_card() {
    let mut o = office();
    o.h.done(&save(&o, Block::History, "обещана отсрочка"));
    let mut grid = o.sheet();
    grid.tab("Сделки").set("Поставка", "История и обещания", CellValue::Empty);
    let report = o.read(&grid);
    assert_eq!(troubles(&report), [(Some(SheetColumn::History), SheetTrouble::Emptied)]);
    assert_eq!(o.block(o.supply, Block::History), "filled|обещана отсрочка||");
    let tab = grid.tab("Сделки");
    tab.set("Поставка", "Статус", text("договор на подписи у директора"));
    let over = o.try_read(&grid, true).unwrap();
    assert_eq!((over.taken.cleared, o.block(o.supply, Block::History).as_str()), (1, "empty|||"));
    let said = over.done(&estafeta::texts::Texts::load(estafeta::texts::Lang::Ru));
    assert!(said.starts_with("заполнено: 1, очищено: 1, "), "{said}");
}

#[test]
fn a_waived_block_may_still_be_written() {
    let mut o = office();
    o.h.done(&Waive {
        case: o.case, objects: vec![o.supply.into()], block: None, reason: "никого не нашли".into()
    });
    let mut grid = o.sheet();
    filled(&mut grid, "Поставка");
    let report = o.read(&grid);
    assert_eq!((report.taken.filled, troubles(&report).len()), (3, 0));
}

#[test]
fn rows_that_are_not_ours_are_refused_each_with_its_reason() {
    let mut o = office();
    let mut grid = o.sheet();
    filled(&mut grid, "Поставка");
    filled(&mut grid, "HYPERLINK");
    let tab = grid.tab("Сделки");
    // A damaged key, a row by hand, the same row pasted again with another text.
    let CellValue::Text(key) = tab.cell("HYPERLINK", "Ключ строки") else { panic!() };
    tab.set("HYPERLINK", "Ключ строки", text(&key.replace("deal:", "client:")));
    let mut by_hand = tab.rows[tab.row("Поставка")].clone();
    let at = tab.column("Ключ строки");
    by_hand[at] = CellValue::Empty;
    let mut pasted = tab.rows[tab.row("Поставка")].clone();
    let history = tab.column("История и обещания");
    pasted[history] = text("обещано совсем другое");
    let same = tab.rows[tab.row("Поставка")].clone();
    tab.rows.extend([by_hand, pasted, same]);
    let report = o.read(&grid);
    let why: Vec<SheetTrouble> = troubles(&report).iter().map(|t| t.1).collect();
    assert_eq!(why, [SheetTrouble::Damaged, SheetTrouble::NoKey, SheetTrouble::Twice]);
    assert_eq!(report.taken.filled, 3);
    assert_eq!(o.block(o.supply, Block::History), "filled|обещана отсрочка 30 дней||");
    assert_eq!(o.block(o.service, Block::History), "");
}

#[test]
fn a_sheet_of_another_case_or_another_base_is_not_taken() {
    let mut o = office();
    let mut grid = o.sheet();
    filled(&mut grid, "Поставка");
    let mut other = office();
    let foreign = other.read(&grid);
    let why = |r: &SheetReport| r.refused.iter().map(|l| l.trouble).collect::<Vec<_>>();
    assert_eq!((foreign.taken.filled, why(&foreign)), (0, vec![SheetTrouble::Foreign; 3]));
    // The same number of a sheet there, another secret.
    other.sheet();
    other.h.exec(&format!("UPDATE sheet SET code = '{}'", o.h.text("SELECT code FROM sheet")));
    assert_eq!(why(&other.read(&grid)), [SheetTrouble::Damaged; 3]);
    let (case, head) = (o.case, o.head);
    o.case = o.h.case(o.leaver, head);
    assert_eq!(why(&o.read(&grid)), [SheetTrouble::OtherCase; 3]);
    o.case = case;
    assert_eq!(o.read(&grid).taken.filled, 3);
}

#[test]
fn a_file_that_is_no_sheet_is_said_to_be_none() {
    let mut o = office();
    let grid = Grid {
        tabs: vec![super::grid::Tab {
            name: "Лист1".into(),
            rows: vec![vec![text("ID"), text("Название сделки")], vec![CellValue::Number(1.0), text("x")]],
        }],
    };
    assert_eq!(o.try_read(&grid, false).unwrap_err().code, Code::SheetForeign);
    let (case, dir) = (o.case, o.dir.path().to_owned());
    for (name, bytes, code) in [
        ("нет.xlsx", None, Code::FileMissing),
        ("пусто.xlsx", Some(&b""[..]), Code::FileEmpty),
        ("сделки.csv", Some(&b"ID;\n1;"[..]), Code::FileNotXlsx),
        ("старый.xls", Some(&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"[..]), Code::FileProtected),
        ("обрезан.xlsx", Some(&b"PK\x03\x04half"[..]), Code::FileBroken),
    ] {
        let path = dir.join(name);
        if let Some(bytes) = bytes {
            std::fs::write(&path, bytes).unwrap();
        }
        let fault = o.job(|base, p| read_sheet(base, p, case, &path, false)).unwrap_err();
        assert_eq!((fault.code, fault.arg("path")), (code, path.to_str().unwrap()), "{name}");
    }
}

#[test]
fn a_closed_case_takes_nothing() {
    let mut o = office();
    let mut grid = o.sheet();
    filled(&mut grid, "Поставка");
    o.h.set(Kind::Case, o.case.0, &[("state", estafeta::domain::CaseState::Closed.into())]);
    let before = o.entries();
    assert_eq!(o.try_read(&grid, false).unwrap_err().code, Code::CaseClosed);
    assert_eq!(o.entries(), before);
}

#[test]
fn a_refused_record_leaves_no_file_behind_and_a_sheet_is_on_record() {
    let mut o = office();
    let path = o.out(o.leaver);
    assert_eq!(path.file_name().unwrap().to_str(), Some("Лист_передачи_1_Ковалёв_Д._И.xlsx"));
    let row = o.h.text("SELECT kind || ' ' || employee_id || ' ' || lines || ' ' || file FROM sheet");
    assert_eq!(row, format!("context {} 3 {}", o.leaver.0, path.display()));
    let secret = o.h.text("SELECT secret FROM sheet");
    let payload = o.h.text("SELECT payload FROM journal_payload ORDER BY seq DESC LIMIT 1");
    assert!(!payload.contains(&secret), "the secret is kept in one place");
    // Nothing is offered yet: there is no sheet for the receiver.
    let (case, receiver, dir) = (o.case, o.receiver, o.dir.path().to_owned());
    let fault = o.job(|base, p| write_sheets(base, p, case, ForWhom::One(receiver), &dir)).unwrap_err();
    assert_eq!((fault.code, fault.arg("name")), (Code::SheetNobody, "Смирнов Алексей Павлович"));
    o.h.set(Kind::Case, case.0, &[("state", estafeta::domain::CaseState::Closed.into())]);
    let leaver = o.leaver;
    let fault = o.job(|base, p| write_sheets(base, p, case, ForWhom::One(leaver), &dir)).unwrap_err();
    assert_eq!(fault.code, Code::CaseClosed);
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 1);
}

#[test]
fn promises_of_the_card_stand_beside_and_are_not_denied() {
    let mut o = office();
    o.h.done(&PromiseSave {
        case: o.case,
        object: o.supply.into(),
        promise: None,
        text: "скидка 15 % на все поставки".into(),
        due: Due::parse("2026-12-10"),
        unusual: true,
        agreed_with: String::new(),
        agreed_on: None,
        why: String::new(),
        seen: None,
    });
    let mut grid = o.sheet();
    let tab = grid.tab("Сделки");
    let CellValue::Text(known) = tab.cell("Поставка", "Что уже известно") else { panic!() };
    assert!(known.contains("Обещано: скидка 15 % на все поставки (чт, 10 дек.) — ждёт РОПа"), "{known}");
    tab.set("Поставка", "История и обещания", text("ничего особенного, подтверждаю"));
    assert_eq!(troubles(&o.read(&grid)), [(Some(SheetColumn::History), SheetTrouble::Promised)]);
}

/// The head only read the file in.
#[test]
fn the_act_says_whose_sheet_confirmed_and_who_read_it_in() {
    let mut o = office();
    let mut grid = o.sheet();
    grid.tab("Сделки").set("Поставка", "История и обещания", text("ничего особенного, подтверждаю"));
    assert_eq!(o.read(&grid).taken.confirmed, 1);
    let by_hand = ContextSave { block: Block::Specifics, said: Said::NothingSpecial, ..save(&o, Block::State, "") };
    o.h.done(&by_hand);
    let data = act(o.h.base.conn(), &Scope::All, o.case, &o.h.office, &o.h.clock).unwrap();
    let said = |block| {
        let note = data.confirmed.iter().find(|n| n.block == block).unwrap();
        (note.who.as_str(), note.entered_by.as_str())
    };
    assert_eq!(said(Block::History), ("Ковалёв Денис Игоревич", "Иванова Мария Сергеевна"));
    assert_eq!(said(Block::Specifics), ("Иванова Мария Сергеевна", ""));
}

#[test]
fn what_a_sheet_brought_is_taken_back_as_one() {
    let mut o = office();
    o.h.done(&save(&o, Block::State, "отправлено КП"));
    let mut grid = o.sheet();
    filled(&mut grid, "Поставка");
    grid.tab("Сделки").set("Поставка", "Статус", text("договор на подписи"));
    o.read(&grid);
    let seq = Seq(o.entries());
    let done = o.h.done(&Undo { seq });
    assert_eq!((done.conflicts.len(), o.block(o.supply, Block::State).as_str()), (0, "filled|отправлено КП||"));
    assert_eq!(o.block(o.supply, Block::History), "empty|||");
    let offered = "SELECT count(*) FROM acceptance a JOIN ledger_line l ON l.id = a.line_id \
                   WHERE a.state = 'offered' AND l.kind = 'deal'";
    assert_eq!(o.h.int(offered), 0);
    o.sound();
    // And the same file brings it again.
    let again = o.read(&grid);
    assert_eq!((again.taken.filled, troubles(&again).len()), (4, 0), "{again:?}");
}

#[test]
fn who_leaves_takes_no_sheet_out_and_reads_in_his_own_only() {
    let mut o = office();
    let mut grid = o.sheet();
    filled(&mut grid, "Поставка");
    let (case, leaver, dir) = (o.case, o.leaver, o.dir.path().to_owned());
    o.h.set(Kind::Employee, leaver.0, &[("status", EmployeeStatus::Leaving.into())]);
    o.h.actor = Actor::Person(leaver);
    let fault = o.job(|base, p| write_sheets(base, p, case, ForWhom::One(leaver), &dir)).unwrap_err();
    assert_eq!(fault.code, Code::Denied);
    let stranger = o.h.person("Чужой Пётр", Role::Manager);
    o.h.actor = Actor::Person(stranger);
    let before = o.entries();
    assert_eq!(o.try_read(&grid, false).unwrap_err().code, Code::Denied);
    assert_eq!(o.entries(), before);
    // His own he reads in after the owners have changed, and adds what only he knows.
    o.h.actor = Actor::Person(leaver);
    let report = o.read(&grid);
    assert_eq!((report.taken.filled, troubles(&report)), (3, vec![]), "{report:?}");
}

/// One line went to another department: its row is no reason to refuse the file, for the leaver or for his head.
#[test]
fn a_sheet_is_read_in_though_a_line_has_gone_to_another_department() {
    let mut o = office();
    let (sales, other) = (o.department("Продажи"), o.department("Опт"));
    for (who, department) in [(o.leaver, sales), (o.head, sales), (o.receiver, other)] {
        o.h.set(Kind::Employee, who.0, &[("department_id", department.into())]);
    }
    o.h.set(Kind::Employee, o.leaver.0, &[("status", EmployeeStatus::Leaving.into())]);
    let mut grid = o.sheet();
    filled(&mut grid, "Поставка");
    // A senior of the department writes for its people, and not for the other one: told row by row.
    let senior = o.h.person("Орлова Н.", Role::Senior);
    o.h.set(Kind::Employee, senior.0, &[("department_id", sales.into())]);
    o.h.set(Kind::Client, o.romashka.0, &[("owner_id", senior.into())]);
    o.h.actor = Actor::Person(senior);
    let seniors = o.read(&grid);
    assert_eq!((seniors.taken.filled, seniors.taken.unchanged), (0, 1));
    assert_eq!(troubles(&seniors), [(None, SheetTrouble::Denied); 2], "{seniors:?}");
    o.h.actor = Actor::Person(o.leaver);
    let his = o.read(&grid);
    assert_eq!((his.taken.filled, troubles(&his)), (3, vec![]), "{his:?}");
    grid.tab("Сделки").set("Поставка", "Контактные лица", text("Орлов решает, Ким помогает"));
    o.h.actor = Actor::Person(o.head);
    let heads = o.read(&grid);
    assert_eq!((heads.taken.filled, troubles(&heads)), (1, vec![]), "{heads:?}");
}

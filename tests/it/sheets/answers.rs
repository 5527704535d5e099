//! «Лист приёма».

use estafeta::base::*;
use estafeta::domain::sheets::{CellValue, SheetColumn, SheetTrouble};
use estafeta::domain::*;
use estafeta::ops::{Accept, Apply, ContextSave, Decline, Reassign, Said, Waive, Which};

use super::grid::{Grid, day, text};
use super::{Office, office, troubles};

const STEP: &str = "позвонить и представиться, спросить о планах";
const OWN: &str = "отправить договор Орлову";

/// Everything is offered: the first deal by its context, the rest by waivers.
fn offered() -> (Office, Grid) {
    let mut o = office();
    o.h.set(Kind::Employee, o.leaver.0, &[("head_id", o.head.into())]);
    let on = Due::parse("2026-12-02 12:00");
    let said = Said::Text(OWN.to_owned());
    let block = Block::NextStep;
    o.h.done(&ContextSave { case: Some(o.case), object: o.supply.into(), block, said, on, seen: None });
    let objects = vec![o.kaskad.into(), o.romashka.into()];
    o.h.done(&Waive { case: o.case, objects, block: None, reason: "записать некому".into() });
    let path = o.out(o.receiver);
    assert_eq!(path.file_name().unwrap().to_str(), Some("Лист_приёма_1_Смирнов_А._П.xlsx"));
    (o, Grid::open(&path))
}

fn answer(grid: &mut Grid, what: &str, step: &str, on: &str) {
    let tab = grid.tab("Приём дел");
    tab.set(what, "Решение", text("Принимаю"));
    tab.set(what, "Первое действие", text(step));
    tab.set(what, "Когда сделаю", day(on));
}

fn states(o: &Office) -> String {
    o.h.text(
        "SELECT group_concat(l.kind || l.object_id || ' ' || a.state || coalesce(' ' || a.via, ''), ', ' ORDER BY l.id) \
         FROM acceptance a JOIN ledger_line l ON l.id = a.line_id",
    )
}

#[test]
fn answers_are_recorded_as_by_sheet_with_their_first_actions() {
    let (mut o, mut grid) = offered();
    answer(&mut grid, "HYPERLINK", STEP, "2026-12-01 11:00");
    // The step of the card, left as it stood.
    let tab = grid.tab("Приём дел");
    assert_eq!(tab.cell("Поставка", "Первое действие"), text(OWN));
    assert_eq!(tab.cell("Поставка", "Когда сделаю"), day("2026-12-02 12:00"));
    tab.set("Поставка", "Решение", text("принял"));
    tab.set("Ромашка", "Решение", text("Не принимаю"));
    tab.set("Ромашка", "Почему не принимаю", text("не моя отрасль"));
    let report = o.read(&grid);
    let t = &report.taken;
    assert_eq!((t.accepted, t.declined, t.unchanged, troubles(&report).len()), (2, 1, 1, 0), "{report:?}");
    assert_eq!(states(&o), "client1 offered, deal1 accepted sheet, deal2 accepted sheet, client2 declined sheet");
    let tasks = o.h.text("SELECT group_concat(title || ' ' || due_minute, ', ' ORDER BY id) FROM task");
    assert_eq!(tasks, format!("{OWN} 720, {STEP} 660"));
    assert_eq!(o.h.text("SELECT reason FROM acceptance WHERE state = 'declined'"), "не моя отрасль");
    assert_eq!(o.h.int("SELECT owner_id FROM client WHERE id = 2"), o.head.0);
    // Twice is once.
    let before = o.entries();
    let again = o.read(&grid);
    assert_eq!((again.taken.accepted, again.taken.unchanged, troubles(&again).len()), (0, 4, 0), "{again:?}");
    assert_eq!(o.entries(), before);
    o.sound();
}

/// What the card had for a day that has passed is not proposed, but owed; with a day of its own the row is taken.
#[test]
fn a_day_that_has_passed_is_not_proposed() {
    let (mut o, _) = offered();
    o.h.clock.now = At::parse("2026-12-04T10:00:00+03:00", Zone::MOSCOW).unwrap();
    let path = o.out(o.receiver);
    let mut grid = Grid::open(&path);
    let tab = grid.tab("Приём дел");
    assert_eq!(tab.cell("Поставка", "Первое действие"), text(OWN));
    assert_eq!(tab.cell("Поставка", "Когда сделаю"), CellValue::Empty);
    tab.set("Поставка", "Решение", text("принимаю"));
    assert_eq!(troubles(&o.read(&grid)), [(Some(SheetColumn::StepOn), SheetTrouble::NoDate)]);
    grid.tab("Приём дел").set("Поставка", "Когда сделаю", day("2026-12-07 12:00"));
    let report = o.read(&grid);
    assert_eq!((report.taken.accepted, troubles(&report).len()), (1, 0), "{report:?}");
}

#[test]
fn what_is_missing_is_said_and_nothing_else_waits_for_it() {
    let (mut o, mut grid) = offered();
    answer(&mut grid, "Поставка", "созвониться", "2026-12-01");
    answer(&mut grid, "HYPERLINK", STEP, "2026-11-20");
    let tab = grid.tab("Приём дел");
    tab.set("Ромашка", "Решение", text("нет"));
    let kaskad = tab.row("Клиент\nАО «Каскад»");
    let (decision, why) = (tab.column("Решение"), tab.column("Почему не принимаю"));
    tab.rows[kaskad][decision] = text("посмотрим");
    let report = o.read(&grid);
    let mut found = troubles(&report);
    found.sort();
    assert_eq!(
        found,
        [
            (Some(SheetColumn::Answer), SheetTrouble::NoAnswer),
            (Some(SheetColumn::Why), SheetTrouble::NoReason),
            (Some(SheetColumn::Step), SheetTrouble::Vague),
            (Some(SheetColumn::StepOn), SheetTrouble::Past),
        ]
    );
    assert_eq!(report.taken.accepted + report.taken.declined, 0);
    // An answer begun without a decision; a step taken away.
    let tab = grid.tab("Приём дел");
    tab.rows[kaskad][decision] = CellValue::Empty;
    tab.rows[kaskad][why] = text("непонятно, о чём договорились");
    tab.set("Поставка", "Первое действие", CellValue::Empty);
    let found: Vec<_> = troubles(&o.read(&grid)).iter().map(|t| t.1).collect();
    assert!(found.contains(&SheetTrouble::NoAnswer) && found.contains(&SheetTrouble::NoStep), "{found:?}");
}

#[test]
fn one_text_for_more_than_three_clients_is_by_list() {
    let mut o = office();
    for i in 0..4 {
        let client = o.h.client(&format!("Клиент {i}"), o.leaver, Segment::Occasional);
        let line = o.h.line(o.case, client.into(), None, super::COLD, 1);
        o.h.assign(line, o.receiver);
        o.h.done(&Waive {
            case: o.case, objects: vec![client.into()], block: None, reason: "случайный".into()
        });
    }
    let path = o.out(o.receiver);
    let mut grid = Grid::open(&path);
    for i in 0..4 {
        answer(&mut grid, &format!("Клиент {i}"), STEP, "2026-12-01");
    }
    assert_eq!(o.read(&grid).taken.accepted, 4);
    assert_eq!(o.h.int("SELECT count(*) FROM acceptance WHERE by_list = 1 AND state = 'accepted'"), 4);
}

#[test]
fn a_question_reaches_the_head_with_or_without_a_decision() {
    let (mut o, mut grid) = offered();
    grid.tab("Приём дел").set("Поставка", "Вопросы", text("Кто подписывает договор?"));
    let report = o.read(&grid);
    assert_eq!((report.taken.asked, troubles(&report).len()), (1, 0), "{report:?}");
    let told = o.h.text("SELECT employee_id || ' ' || args FROM inbox WHERE kind = 'receiver_asks'");
    assert!(told.starts_with(&format!("{} ", o.head.0)) && told.contains("Кто подписывает договор?"), "{told}");
    assert_eq!(o.h.text("SELECT question FROM acceptance WHERE question IS NOT NULL"), "Кто подписывает договор?");
    let before = o.entries();
    assert_eq!(o.read(&grid).taken.asked, 0);
    assert_eq!(o.entries(), before);
}

#[test]
fn what_was_answered_otherwise_meanwhile_stays() {
    let (mut o, mut grid) = offered();
    answer(&mut grid, "HYPERLINK", STEP, "2026-12-01");
    grid.tab("Приём дел").set("Ромашка", "Решение", text("Принимаю"));
    grid.tab("Приём дел").set("Ромашка", "Первое действие", text(STEP));
    grid.tab("Приём дел").set("Ромашка", "Когда сделаю", day("2026-12-01"));
    let (case, receiver) = (o.case, o.receiver);
    o.h.done(&Decline {
        case,
        receiver,
        objects: vec![o.romashka.into()],
        reason: "нет времени".into(),
        via: Via::Screen,
    });
    o.h.done(&Accept {
        case,
        receiver,
        which: Which::Objects(vec![o.service.into()]),
        next_step: Some("встретиться и осмотреть склад".into()),
        on: Due::parse("2026-12-03"),
        via: Via::Screen,
        force: None,
    });
    let report = o.read(&grid);
    assert_eq!(troubles(&report), [(Some(SheetColumn::Answer), SheetTrouble::Answered)]);
    assert_eq!((report.taken.accepted, o.h.int("SELECT count(*) FROM task")), (0, 1));
    assert_eq!(o.h.text("SELECT via FROM acceptance WHERE state = 'accepted'"), "screen");
}

#[test]
fn a_sheet_of_an_offer_that_is_over_does_not_answer_the_next_one() {
    let (mut o, mut grid) = offered();
    answer(&mut grid, "Ромашка", STEP, "2026-12-01");
    o.h.exec("UPDATE acceptance SET state = 'expired' WHERE line_id = (SELECT id FROM ledger_line WHERE object_id = 2 AND kind = 'client')");
    let report = o.read(&grid);
    assert_eq!(troubles(&report), [(Some(SheetColumn::Answer), SheetTrouble::NotOffered)]);
    assert_eq!(report.taken.accepted, 0);
}

#[test]
fn a_client_declined_takes_its_deals_back_and_their_rows_say_no_more() {
    let (mut o, mut grid) = offered();
    let tab = grid.tab("Приём дел");
    for what in ["Клиент\nАО «Каскад»", "Поставка"] {
        tab.set(what, "Решение", text("Не принимаю"));
        tab.set(what, "Почему не принимаю", text("личный конфликт с клиентом"));
    }
    answer(&mut grid, "HYPERLINK", STEP, "2026-12-01");
    let report = o.read(&grid);
    assert_eq!((report.taken.accepted, report.taken.declined, troubles(&report).len()), (1, 2, 0), "{report:?}");
    assert_eq!(states(&o), "client1 declined sheet, deal1 declined sheet, deal2 accepted sheet, client2 offered");
}

#[test]
fn what_was_declined_on_a_sheet_is_given_to_another_one() {
    let (mut o, mut grid) = offered();
    let tab = grid.tab("Приём дел");
    tab.set("Ромашка", "Решение", text("Не принимаю"));
    tab.set("Ромашка", "Почему не принимаю", text("не моя отрасль"));
    o.read(&grid);
    let owner = format!("SELECT owner_id FROM client WHERE id = {}", o.romashka.0);
    assert_eq!(o.h.int(&owner), o.head.0, "the head's for the time being");
    let other = o.h.person("Новый Пётр", Role::Manager);
    o.h.done(&Reassign {
        case: o.case,
        objects: vec![o.romashka.into()],
        to: other,
        reason: "ближе по отрасли".into(),
    });
    assert_eq!(o.h.done(&Apply { case: o.case }).conflicts, []);
    assert_eq!(o.h.int(&owner), other.0);
}

#[test]
fn the_head_records_for_the_receiver_and_a_stranger_does_not() {
    let (mut o, mut grid) = offered();
    answer(&mut grid, "Ромашка", STEP, "2026-12-01");
    let department = o.h.insert(Kind::Department, &[("name", "Продажи".into()), ("name_fold", "продажи".into())]);
    for who in [o.leaver, o.head, o.receiver] {
        o.h.set(Kind::Employee, who.0, &[("department_id", department.into())]);
    }
    let stranger = o.h.person("Чужой Пётр", Role::Manager);
    o.h.actor = Actor::Person(stranger);
    assert_eq!(o.try_read(&grid, false).unwrap_err().code, Code::Denied);
    let director = o.h.person("Главный Павел", Role::Director);
    o.h.actor = Actor::Person(director);
    let report = o.read(&grid);
    assert_eq!(report.taken.accepted, 0, "a director opens and withdraws cases, and answers for nobody");
    assert!(troubles(&report).iter().all(|(_, t)| *t == SheetTrouble::Denied), "{report:?}");
    o.h.actor = Actor::Person(o.head);
    let report = o.read(&grid);
    assert_eq!((report.taken.accepted, troubles(&report).len()), (1, 0), "{report:?}");
}

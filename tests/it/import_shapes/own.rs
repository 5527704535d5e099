//! What an office keeps by itself: one book, a sheet for each kind, no ids.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use estafeta::domain::records::Skip;

use super::Desk;
use crate::kit;

type Sheet<'a> = (&'a str, &'a [&'a [&'a str]]);

const SHEETS: &[Sheet<'_>] = &[
    (
        "Сделки",
        &[
            &["Сделка", "Клиент", "Сумма", "Этап", "Менеджер", "Дата"],
            &["Поставка", "ООО «Кварц»", "1 200,50", "Договор", "Ким Анна", "2026-10-01"],
            &["Поставка", "ООО «Кварц»", "300", "Выиграна", "Ким А.", "2026-11-01"],
            &["Сервис", "Бета", "50", "Новая", "Орлов Пётр", "2026-11-02"],
        ],
    ),
    (
        "Клиенты",
        &[
            &["№ п/п", "Компания", "ИНН", "Контактное лицо", "Телефон", "Менеджер"],
            &["1", "ООО «Кварц»", "6670000001", "Жуков Юрий", "8 912 345-67-89, 200-11-22", "Ким Анна"],
            &["2", "АО Бета", "", "", "+7 900 000-00-01", "Орлов Пётр"],
        ],
    ),
    ("Задачи", &[&["Задача", "Клиент", "Ответственный", "Срок"], &["Позвонить", "Кварц", "Ким А.", "2026-12-01"]]),
    ("Шаблон", &[&["Задача", "Клиент", "Ответственный", "Срок"]]),
    ("Заметки", &[&["что угодно"]]),
];

fn book() -> Vec<u8> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd.mm.yyyy");
    for (name, rows) in SHEETS {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (r, cells) in rows.iter().enumerate() {
            for (c, cell) in cells.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
                let at = (r as u32, c as u16);
                match ExcelDateTime::parse_from_str(cell) {
                    Ok(day) if cell.starts_with("2026-") => sheet.write_with_format(at.0, at.1, &day, &date).unwrap(),
                    _ => sheet.write(at.0, at.1, *cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn every_sheet_of_a_book_is_a_file() {
    let mut d = Desk::new();
    let path = d.dir.path().join("учёт.xlsx");
    std::fs::write(&path, book()).unwrap();
    let r = d.import(std::slice::from_ref(&path));
    let sheets: Vec<_> = r.files.iter().map(|f| (f.sheet.as_str(), f.kind.word(), f.new)).collect();
    assert_eq!(sheets, [("Сделки", "deals", 3), ("Клиенты", "clients", 2), ("Задачи", "tasks", 1)]);
    // What was left out is said, whatever the reason.
    let skipped: Vec<_> = r.skipped.iter().map(|s| (s.file.as_str(), s.sheet.as_str(), s.reason)).collect();
    assert_eq!(skipped, [("учёт.xlsx", "Заметки", Skip::NoHeader), ("учёт.xlsx", "Шаблон", Skip::NoRows)]);
    assert_eq!(r.questions, []);
    let deals = "SELECT d.title || ' / ' || c.name || ' / ' || e.name || ' ' || d.amount || ' ' || d.stage_kind FROM deal d \
                 JOIN client c ON c.id = d.client_id JOIN employee e ON e.id = d.owner_id ORDER BY d.id";
    assert_eq!(
        d.list(deals),
        [
            "Поставка / ООО «Кварц» / Ким Анна 120050 final",
            "Поставка / ООО «Кварц» / Ким Анна 30000 won",
            "Сервис / АО Бета / Орлов Пётр 5000 open",
        ]
    );
    assert_eq!(d.list("SELECT name FROM contact"), ["Жуков Юрий"]);
    assert_eq!(d.number("SELECT count(*) FROM point WHERE client_id = 1"), 2);
    assert_eq!(
        d.list("SELECT t.title || ' ' || c.name FROM task t JOIN client c ON c.id = t.client_id"),
        ["Позвонить ООО «Кварц»"]
    );
    kit::assert_sound(&d.base, "own book");
    for f in d.import(&[path]).files {
        assert_eq!((f.new, f.changed), (0, 0), "{}", f.sheet);
    }
}

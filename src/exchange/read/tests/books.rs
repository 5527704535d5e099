//! Books as 1С and people save them.

use std::io::Write;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;

/// A list of counterparties as 1С prints it: a title, blank rows, the header in row 8, two empty columns before it.
fn onec() -> Vec<u8> {
    let mut book = Workbook::new();
    let (plain, date) = (Format::new(), Format::new().set_num_format("dd.mm.yyyy"));
    let title = book.add_worksheet().set_name("Титул").unwrap();
    title.write(0, 0, "Справка").unwrap();
    let sheet = book.add_worksheet().set_name("TDSheet").unwrap();
    sheet.write(0, 2, "Список контрагентов").unwrap();
    sheet.write(2, 2, "Организация: ООО «Вектор»").unwrap();
    let head =
        ["Код", "Наименование", "ИНН", "Основной менеджер покупателя", "Категория клиента (ABC)", "Дата создания"];
    for (i, h) in head.iter().enumerate() {
        sheet.write(7, 2 + i as u16, *h).unwrap();
    }
    for (i, (code, name, inn, owner, segment)) in [
        ("00-001", "ООО «Кварц»", 6_670_000_001.0, "Иванов Иван", "VIP"),
        ("00-002", "Башнефтегазстрой", 274_062_111.0, "Ким А.", "категория B"),
    ]
    .into_iter()
    .enumerate()
    {
        let row = 8 + i as u32;
        sheet.write(row, 2, code).unwrap().write(row, 3, name).unwrap();
        sheet.write_number_with_format(row, 4, inn, &plain).unwrap();
        sheet.write(row, 5, owner).unwrap().write(row, 6, segment).unwrap();
        let day = ExcelDateTime::from_ymd(2024, 3, 5 + i as u8).unwrap();
        sheet.write_datetime_with_format(row, 7, &day, &date).unwrap();
    }
    sheet.write(9, 12, "уточнить").unwrap();
    sheet.write(10, 2, "Итого").unwrap().write_number(10, 4, 2).unwrap();
    book.save_to_buffer().unwrap()
}

/// The same book with a part named as 1С names it.
fn renamed(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..parts.len() {
        let mut part = parts.by_index(i).unwrap();
        let name = part.name().unwrap().to_string();
        let name = if name == from { to.to_owned() } else { name };
        let mut body = Vec::new();
        part.read_to_end(&mut body).unwrap();
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&body).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_list_of_1c_is_read_below_its_title_and_above_its_totals() {
    let odd = renamed(&onec(), "xl/sharedStrings.xml", "xl/SharedStrings.xml");
    assert_ne!(odd, onec());
    for bytes in [onec(), odd] {
        let (shape, rows) = read(Cursor::new(bytes));
        assert_eq!((shape.source, shape.kind, shape.header_row), (Source::Onec, FileKind::Clients, 8));
        assert_eq!((shape.encoding.as_str(), shape.sheet.as_deref()), ("xlsx", Some("TDSheet")));
        assert_eq!(refused(&rows), []);
        let c = clients(&rows);
        assert_eq!(c.iter().map(|c| c.ext_id.as_str()).collect::<Vec<_>>(), ["00-001", "00-002"]);
        assert_eq!(c.iter().map(|c| c.inn.as_str()).collect::<Vec<_>>(), ["6670000001", "0274062111"]);
        assert_eq!((c[0].owner.as_str(), c[0].segment.as_str()), ("Иванов Иван", "VIP"));
        assert_eq!(c[1].created.map(|at| Zone::MOSCOW.day(at)), Day::ymd(2024, 3, 6));
        // A note beside the table stays with its row.
        assert_eq!(c[1].extra, [("#13".to_owned(), "уточнить".to_owned())]);
    }
}

#[test]
fn clients_without_a_code_go_by_inn_or_name() {
    let text = "Наименование;ИНН;Телефон\nООО «Кварц»;6670000001;+7 343 200-11-22\nИП Ким;;\n;;\n";
    let (shape, rows) = read(Cursor::new(text));
    assert_eq!((shape.source, shape.kind), (Source::Onec, FileKind::Clients));
    assert_eq!(clients(&rows).iter().map(|c| c.ext_id.as_str()).collect::<Vec<_>>(), ["6670000001", "ИП Ким"]);
}

#[test]
fn a_deals_book_says_the_same_as_its_csv() {
    let (_, csv) = fixture("bitrix-deals.csv");
    let text = std::fs::read_to_string(path("bitrix-deals.csv")).unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut cut = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    for (r, record) in cut.records().enumerate() {
        for (c, cell) in record.unwrap().iter().enumerate() {
            sheet.write(r as u32, c as u16, cell).unwrap();
        }
    }
    let (shape, rows) = read(Cursor::new(book.save_to_buffer().unwrap()));
    assert_eq!((shape.source, shape.encoding.as_str()), (Source::Bitrix24, "xlsx"));
    assert_eq!(rows, csv);
}

/// A book of sheets, each a list of rows.
fn sheets(list: &[(&str, &[&[&str]])]) -> Cursor<Vec<u8>> {
    let mut book = Workbook::new();
    for (name, rows) in list {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (r, cells) in rows.iter().enumerate() {
            for (c, cell) in cells.iter().enumerate() {
                sheet.write(r as u32, c as u16, *cell).unwrap();
            }
        }
    }
    Cursor::new(book.save_to_buffer().unwrap())
}

const COMPANIES: &[&[&str]] = &[&["ID", "Название компании", "Тип компании", "Телефон"], &["1", "Кварц", "Клиент", ""]];
/// Names of many kinds of files, and of none.
const VAGUE: &[&[&str]] = &[&["ID", "Название", "Ответственный", "Телефон"], &["1", "а", "б", "в"]];

#[test]
fn a_sheet_that_is_left_out_is_named_with_its_reason() {
    let names = Names::shipped().unwrap();
    let notes: &[&[&str]] = &[&["что угодно"], &["и ещё"]];
    let list: [(&str, &[&[&str]]); 4] =
        [("Лист 3", &[]), ("Компании", COMPANIES), ("Заметки", notes), ("Прочее", VAGUE)];
    let input = open(sheets(&list), &names, &Options::default()).unwrap();
    assert_eq!(input.shapes().len(), 1);
    let left = [("Лист 3", Skip::Blank), ("Заметки", Skip::NoHeader), ("Прочее", Skip::UnknownKind)];
    assert_eq!(input.skipped(), left.map(|(name, why)| (name.to_owned(), why)));
    // Nothing of it is known: an error, as of any other file.
    let fault = open(sheets(&list[2..]), &names, &Options::default()).err().unwrap();
    assert_eq!(fault.code, Code::FileUnknownKind);
    let fault = open(sheets(&list[2..3]), &names, &Options::default()).err().unwrap();
    assert_eq!(fault.code, Code::FileNoHeader);
    // A text is cut in several ways, and is one table or none.
    assert_eq!(open(File::open(path("bitrix-deals.csv")).unwrap(), &names, &Options::default()).unwrap().skipped(), []);
}

//! Books that people make, and books that were made to hurt (6 R11).

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::base::{Day, Due};
use crate::domain::sheets::CellValue;

type Row = (u64, Vec<CellValue>);

fn text(s: &str) -> CellValue {
    CellValue::Text(s.to_owned())
}

fn all(bytes: &[u8], limits: Limits) -> Res<Vec<Row>> {
    let mut book = Book::open(Cursor::new(bytes), limits)?;
    let mut out = Vec::new();
    for name in book.sheets() {
        let mut rows = book.rows(&name)?;
        while let Some(row) = rows.next_row()? {
            out.push(row);
        }
    }
    Ok(out)
}

fn code(bytes: &[u8]) -> Code {
    match all(bytes, Limits::SHEET) {
        Ok(rows) => panic!("read: {rows:?}"),
        Err(f) => f.code,
    }
}

const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const TOP: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// A book out of its parts, by hand.
fn book(rows: &str, strings: Option<(&str, &str)>) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let mut parts = vec![
        ("_rels/.rels", TOP.as_bytes().to_vec()),
        ("xl/workbook.xml", WORKBOOK.as_bytes().to_vec()),
        ("xl/_rels/workbook.xml.rels", RELS.as_bytes().to_vec()),
        ("xl/worksheets/sheet1.xml", sheet.into_bytes()),
    ];
    if let Some((name, xml)) = strings {
        parts.push((name, xml.as_bytes().to_vec()));
    }
    zipped(&parts)
}

fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn cell(place: &str, value: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>"#)
}

#[test]
fn a_book_is_read_cell_by_cell_with_its_gaps() {
    let mut made = Workbook::new();
    let sheet = made.add_worksheet();
    let dated = Format::new().set_num_format("dd.mm.yyyy hh:mm");
    sheet.write_string(0, 0, "Имя").unwrap();
    sheet.write_string(3, 2, "=1+1").unwrap();
    sheet.write_number(3, 3, 5.5).unwrap();
    sheet.write_boolean(3, 4, true).unwrap();
    let at = ExcelDateTime::from_ymd(2026, 11, 24).unwrap().and_hms(14, 0, 0).unwrap();
    sheet.write_datetime_with_format(3, 5, &at, &dated).unwrap();
    sheet.write_number_with_format(3, 6, 0.5, &dated).unwrap();
    made.add_worksheet().set_name("скрытый").unwrap().set_hidden(true).write_string(0, 0, "x").unwrap();
    let bytes = made.save_to_buffer().unwrap();
    let moment = CellValue::Moment(Due::at(Day::parse("2026-11-24").unwrap(), 14 * 60));
    let second = vec![
        CellValue::Empty,
        CellValue::Empty,
        text("=1+1"),
        CellValue::Number(5.5),
        CellValue::Flag(true),
        moment,
        CellValue::Number(0.5),
    ];
    assert_eq!(all(&bytes, Limits::IMPORT).unwrap(), [(1, vec![text("Имя")]), (4, second)]);
}

#[test]
fn shared_strings_are_found_however_they_are_spelled() {
    let row = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#;
    let strings = r#"<sst uniqueCount="1"><si><t>Каскад</t></si></sst>"#;
    for name in ["xl/sharedStrings.xml", "xl/SharedStrings.xml", "xl/SHAREDSTRINGS.XML"] {
        assert_eq!(
            all(&book(row, Some((name, strings))), Limits::SHEET).unwrap(),
            [(1, vec![text("Каскад")])],
            "{name}"
        );
    }
}

#[test]
fn a_cell_in_the_far_corner_asks_for_nothing() {
    let far = format!(r#"<row r="1">{}</row><row r="1048576">{}</row>"#, cell("A1", "x"), cell("XFD1048576", "y"));
    assert_eq!(code(&book(&far, None)), Code::FileTooManyRows);
    let wide = format!(r#"<row r="1">{}</row>"#, cell("XFD1", "y"));
    assert_eq!(code(&book(&wide, None)), Code::FileTooManyColumns);
    // An empty cell there is only somebody's formatting.
    assert_eq!(all(&book(r#"<row r="1"><c r="XFD1"/></row>"#, None), Limits::SHEET).unwrap(), []);
    let rows: Vec<Row> =
        all(&book(&format!(r#"<row r="40000">{}</row>"#, cell("SR40000", "z")), None), Limits::SHEET).unwrap();
    assert_eq!((rows.len(), rows[0].0, rows[0].1.len()), (1, 40_000, 512));
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let zeros = |n: usize| vec![b' '; n];
    let with = |name: &str, n: usize| zipped(&[("xl/workbook.xml", WORKBOOK.as_bytes().to_vec()), (name, zeros(n))]);
    // Blanks pack a thousand to one.
    assert_eq!(code(&with("xl/worksheets/sheet1.xml", 8 << 20)), Code::FileTooLarge);
    let all_of = Limits { ratio: u64::MAX, ..Limits::SHEET };
    let limit = |bytes: &[u8]| all(bytes, all_of).unwrap_err();
    let strings = limit(&with("xl/SharedStrings.xml", (16 << 20) + 1));
    assert_eq!((strings.code, strings.arg("megabytes")), (Code::FileTooLarge, "16"));
    let whole = limit(&with("xl/media/a.png", (64 << 20) + 1));
    assert_eq!((whole.code, whole.arg("megabytes")), (Code::FileTooLarge, "64"));
    let many: Vec<(String, Vec<u8>)> = (0..1_001).map(|i| (format!("xl/{i}.xml"), Vec::new())).collect();
    let many: Vec<(&str, Vec<u8>)> = many.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    assert_eq!(code(&zipped(&many)), Code::FileTooLarge);
}

#[test]
fn an_archive_that_lies_about_its_sizes_is_found_out() {
    // Incompressible enough to pass the ratio; the directory says one byte.
    let noise: Vec<u8> = (0..200_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let bytes = zipped(&[("xl/workbook.xml", WORKBOOK.as_bytes().to_vec()), ("xl/sharedStrings.xml", noise.clone())]);
    let real = (noise.len() as u32).to_le_bytes();
    let mut lying = bytes.clone();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == real {
            lying[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
        }
    }
    assert_ne!(lying, bytes);
    assert_eq!(code(&lying), Code::FileBroken);
}

#[test]
fn a_count_that_promises_more_than_the_part_holds_is_refused() {
    let row = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#;
    for count in [r#"uniqueCount="4000000000""#, "uniqueCount = '99999999999999999999999'"] {
        let strings = format!("<sst {count}><si><t>x</t></si></sst>");
        assert_eq!(code(&book(row, Some(("xl/sharedStrings.xml", &strings)))), Code::FileBroken, "{count}");
        // Also where two pieces meet.
        for pad in 65_500..65_540 {
            let strings = format!("<!--{}--><sst {count}/>", "x".repeat(pad));
            let bytes = book(row, Some(("xl/sharedStrings.xml", &strings)));
            let found = all(&bytes, Limits { ratio: u64::MAX, ..Limits::SHEET }).unwrap_err();
            assert_eq!(found.code, Code::FileBroken, "{count} at {pad}");
        }
    }
}

#[test]
fn a_cell_too_long_is_one_cell_refused_and_not_the_book() {
    let long = "я".repeat(16 * 1024 + 1);
    let rows = format!(r#"<row r="1">{}{}</row>"#, cell("A1", &long), cell("B1", "рядом"));
    let read = all(&book(&rows, None), Limits { ratio: u64::MAX, ..Limits::SHEET }).unwrap();
    assert_eq!(read, [(1, vec![CellValue::TooLong, text("рядом")])]);
}

#[test]
fn rows_out_of_their_order_are_a_broken_book() {
    let rows = format!(r#"<row r="2">{}</row><row r="1">{}</row>"#, cell("A2", "x"), cell("A1", "y"));
    assert_eq!(code(&book(&rows, None)), Code::FileBroken);
}

#[test]
fn entities_do_not_multiply() {
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    let rows = format!(r#"<row r="1">{}</row>"#, cell("A1", "&b;"));
    let bytes = book(&rows, Some(("xl/sharedStrings.xml", &format!("{laughs}<sst><si><t>&b;</t></si></sst>"))));
    match all(&bytes, Limits::SHEET) {
        Ok(rows) => assert!(rows.iter().all(|(_, cells)| cells.iter().all(|c| *c != text(&"a".repeat(80))))),
        Err(f) => assert_eq!(f.code, Code::FileBroken),
    }
}

#[test]
fn what_is_no_book_is_named() {
    assert_eq!(code(b""), Code::FileEmpty);
    assert_eq!(code(b"ID;Name"), Code::FileNotXlsx);
    assert_eq!(code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."), Code::FileProtected);
    assert_eq!(code(b"PK\x03\x04"), Code::FileBroken);
    // A zip of something else: a DOCX, an ODS.
    assert_eq!(code(&zipped(&[("content.xml", b"<x/>".to_vec())])), Code::FileNotXlsx);
    let whole = book(&format!(r#"<row r="1">{}</row>"#, cell("A1", "x")), None);
    for cut in [whole.len() / 3, whole.len() / 2, whole.len() - 10] {
        assert_eq!(code(&whole[..cut]), Code::FileBroken);
    }
}

#[test]
fn no_damaged_byte_is_a_panic() {
    let rows: String = (1..30)
        .map(|i| {
            format!(
                r#"<row r="{i}">{}<c r="B{i}" t="s"><v>{i}</v></c><c r="C{i}"><v>{i}.5</v></c></row>"#,
                cell(&format!("A{i}"), "текст")
            )
        })
        .collect();
    let strings: String = (0..40).map(|i| format!("<si><t>строка {i}</t></si>")).collect();
    let strings = format!(r#"<sst uniqueCount="40">{strings}</sst>"#);
    let mut plain = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let sheet = format!(r#"<worksheet><sheetData>{rows}</sheetData></worksheet>"#);
    for (name, xml) in [
        ("_rels/.rels", TOP),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELS),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
        ("xl/sharedStrings.xml", strings.as_str()),
    ] {
        plain.start_file(name, stored).unwrap();
        plain.write_all(xml.as_bytes()).unwrap();
    }
    let whole = plain.finish().unwrap().into_inner();
    assert_eq!(all(&whole, Limits::SHEET).unwrap().len(), 29);
    let mut seed = 42_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    for _ in 0..2_000 {
        let mut bytes = whole.clone();
        for _ in 0..=next() % 4 {
            let at = next() % bytes.len();
            bytes[at] = next() as u8;
        }
        let _ = all(&bytes, Limits::SHEET);
    }
}

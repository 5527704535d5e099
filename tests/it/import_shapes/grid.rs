//! A table and the clothes it comes in.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;

#[derive(Default)]
pub struct Grid {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dress {
    /// UTF-8 with a mark, `;`, CRLF.
    Csv,
    /// windows-1251, `;`.
    Old,
    /// UTF-8, `,`.
    Comma,
    /// An HTML table that is called `.xls`.
    Html,
    /// A book: a title, the header in row 8 behind two empty columns, a totals row.
    Book,
}

impl Dress {
    pub const ALL: [Dress; 5] = [Dress::Csv, Dress::Old, Dress::Comma, Dress::Html, Dress::Book];
}

impl Grid {
    pub fn new(head: &[&str]) -> Grid {
        Grid { head: head.iter().map(|s| (*s).to_owned()).collect(), rows: Vec::new() }
    }

    pub fn row(&mut self, cells: Vec<String>) {
        assert_eq!(cells.len(), self.head.len(), "{:?}", self.head);
        self.rows.push(cells);
    }

    /// Writes it into a folder; the name says nothing of what it is.
    pub fn save(&self, dir: &Path, name: &str, dress: Dress) -> PathBuf {
        let path = dir.join(format!("{name}.dat"));
        let bytes = match dress {
            Dress::Csv => format!("\u{feff}{}", self.delimited(b';')).into_bytes(),
            Dress::Old => encoding_rs::WINDOWS_1251.encode(&self.delimited(b';')).0.into_owned(),
            Dress::Comma => self.delimited(b',').into_bytes(),
            Dress::Html => self.html().into_bytes(),
            Dress::Book => self.book(),
        };
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn delimited(&self, by: u8) -> String {
        let mut out = csv::WriterBuilder::new().delimiter(by).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        out.write_record(&self.head).unwrap();
        self.rows.iter().for_each(|r| out.write_record(r).unwrap());
        String::from_utf8(out.into_inner().unwrap()).unwrap()
    }

    fn html(&self) -> String {
        let cell = |s: &String| s.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
        let row = |tag: &str, cells: &Vec<String>| {
            let cells: String = cells.iter().map(|c| format!("<{tag}>{}</{tag}>", cell(c))).collect();
            format!("<tr>{cells}</tr>\n")
        };
        let body: String = self.rows.iter().map(|r| row("td", r)).collect();
        format!("<meta charset=\"utf-8\"><table border=1>{}{body}</table>", row("th", &self.head))
    }

    fn book(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 2, "Выгрузка").unwrap();
        for (r, cells) in std::iter::once(&self.head).chain(&self.rows).enumerate() {
            for (c, cell) in cells.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
                sheet.write(7 + r as u32, 2 + c as u16, cell).unwrap();
            }
        }
        sheet.write(8 + self.rows.len() as u32, 2, "Итого").unwrap();
        book.save_to_buffer().unwrap()
    }
}

/// Kopecks as Russian programs write roubles.
pub fn money(kopecks: i64) -> String {
    format!("{}\u{a0}{:03},{:02}", kopecks / 100_000, kopecks / 100 % 1000, kopecks % 100)
}

pub fn day(d: u32) -> String {
    format!("{d:02}.10.2026")
}

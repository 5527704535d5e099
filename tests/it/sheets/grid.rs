//! A sheet in a person's hands: read into a grid, typed into, sorted, cut, and saved by another program.

use std::path::Path;

use estafeta::base::Due;
use estafeta::domain::sheets::CellValue;
use estafeta::exchange::xlsx::{Book, Limits};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

#[derive(Debug, Clone)]
pub struct Tab {
    pub name: String,
    pub rows: Vec<Vec<CellValue>>,
}

#[derive(Debug, Clone)]
pub struct Grid {
    pub tabs: Vec<Tab>,
}

pub fn text(s: &str) -> CellValue {
    CellValue::Text(s.to_owned())
}

pub fn day(s: &str) -> CellValue {
    CellValue::Moment(Due::parse(s).unwrap())
}

impl Tab {
    /// The row of the heading: the one that names the key.
    pub fn head(&self) -> usize {
        self.rows.iter().position(|r| r.contains(&text("Ключ строки"))).unwrap()
    }

    pub fn column(&self, name: &str) -> usize {
        let head = &self.rows[self.head()];
        head.iter().position(|c| *c == text(name)).unwrap_or_else(|| panic!("no column {name}: {head:?}"))
    }

    /// The row whose subject contains `what`.
    pub fn row(&self, what: &str) -> usize {
        let is = |c: &CellValue| matches!(c, CellValue::Text(t) if t.contains(what));
        let head = self.head();
        head + 1 + self.rows[head + 1..].iter().position(|r| is(&r[1])).unwrap_or_else(|| panic!("no row {what}"))
    }

    pub fn cell(&self, what: &str, column: &str) -> CellValue {
        self.rows[self.row(what)].get(self.column(column)).cloned().unwrap_or(CellValue::Empty)
    }

    pub fn set(&mut self, what: &str, column: &str, value: CellValue) {
        let (row, column) = (self.row(what), self.column(column));
        let row = &mut self.rows[row];
        if row.len() <= column {
            row.resize(column + 1, CellValue::Empty);
        }
        row[column] = value;
    }
}

impl Grid {
    pub fn open(path: &Path) -> Grid {
        let mut book = Book::open(std::fs::File::open(path).unwrap(), Limits::SHEET).unwrap();
        let names = book.sheets();
        let tabs = names.into_iter().map(|name| {
            let mut rows: Vec<Vec<CellValue>> = Vec::new();
            let mut all = book.rows(&name).unwrap();
            while let Some((n, cells)) = all.next_row().unwrap() {
                rows.resize(n as usize - 1, Vec::new());
                rows.push(cells);
            }
            Tab { name, rows }
        });
        Grid { tabs: tabs.collect() }
    }

    pub fn tab(&mut self, name: &str) -> &mut Tab {
        self.tabs.iter_mut().find(|t| t.name == name).unwrap_or_else(|| panic!("no tab {name}"))
    }

    pub fn save(&self, path: &Path) {
        let mut book = Workbook::new();
        let dated = Format::new().set_num_format("dd.mm.yyyy hh:mm");
        for tab in &self.tabs {
            let sheet = book.add_worksheet().set_name(&tab.name).unwrap();
            for (r, row) in (0_u32..).zip(&tab.rows) {
                for (c, cell) in (0_u16..).zip(row) {
                    match cell {
                        CellValue::Text(t) => drop(sheet.write_string(r, c, t).unwrap()),
                        CellValue::Number(n) => drop(sheet.write_number(r, c, *n).unwrap()),
                        CellValue::Flag(b) => drop(sheet.write_boolean(r, c, *b).unwrap()),
                        CellValue::Moment(d) => {
                            let (y, m) = (d.day.year() as u16, d.minute.unwrap_or(0));
                            let at = ExcelDateTime::from_ymd(y, d.day.month() as u8, d.day.day_of_month() as u8);
                            let at = at.unwrap().and_hms(m / 60, (m % 60) as u8, 0).unwrap();
                            sheet.write_datetime_with_format(r, c, &at, &dated).unwrap();
                        }
                        CellValue::Empty | CellValue::Error | CellValue::TooLong => {}
                    }
                }
            }
        }
        book.save(path).unwrap();
    }
}

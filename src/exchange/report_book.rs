//! A report as a spreadsheet: amounts and days are figures that can be summed and sorted; a text stays a text.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::book::{A4, GREY, LINES, TEXT_FORMAT, failed, fit, made_at, moment};
use super::table::{Cell, Report, csv_cell};
use crate::base::{Clock, Due, Res};
use crate::texts::Texts;

/// Rows of one tab under its heading; a spreadsheet holds 1,048,576 in all.
const ROWS: usize = 1_000_000;
/// Whole numbers that a spreadsheet's figures hold without rounding.
const EXACT: u64 = 1 << 53;
const DAY: &str = "dd.mm.yyyy";
const MOMENT: &str = "dd.mm.yyyy hh:mm";
/// Widths of columns, in characters.
const NARROW: usize = 8;
const WIDE: usize = 60;
/// So many rows say how wide a column is.
const SAMPLE: usize = 1_000;

impl Report {
    /// XLSX under this title, which names the tab: a heading that stays in sight, a filter on every column, a currency of
    /// its own beside each amount, as in `csv`.
    ///
    /// # Errors
    /// `Internal` when the writer refuses, which it does for no text that was cut to a cell.
    pub fn xlsx(&self, title: &str, texts: &Texts, clock: &Clock) -> Res<Vec<u8>> {
        build(self, title, texts, clock, ROWS).map_err(failed)
    }
}

fn build(r: &Report, title: &str, texts: &Texts, clock: &Clock, rows: usize) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    made_at(&mut book, clock.now, clock);
    let looks = Looks::default();
    let with_currency = r.with_currency();
    let mut parts: Vec<&[Vec<Cell>]> = r.rows.chunks(rows).collect();
    if parts.is_empty() {
        parts.push(&[]);
    }
    for (n, part) in (1..).zip(parts) {
        let sheet = book.add_worksheet();
        sheet.set_name(tab(title, n))?;
        let mut fill = Fill { sheet, texts, clock, looks: &looks };
        fill.head(r, &with_currency)?;
        for (row, cells) in (1_u32..).zip(part) {
            fill.row(row, cells, &with_currency)?;
        }
        page(sheet, r, part, texts, clock, &with_currency)?;
    }
    book.save_to_buffer()
}

/// What a tab may be called: 31 units of UTF-16 without `[]:*?/\`, no apostrophe at its ends.
fn tab(title: &str, n: usize) -> String {
    let end = if n == 1 { String::new() } else { format!(" {n}") };
    let bad = |c: char| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' | '\t' | '\n');
    let safe = |c: char| if bad(c) { ' ' } else { c };
    let mut used = end.len();
    let fits = |c: &char| {
        used += c.len_utf16();
        used <= 31
    };
    let name: String = fit(title).chars().map(safe).take_while(fits).collect();
    let name = name.trim();
    if name.is_empty() { n.to_string() } else { format!("{name}{end}") }
}

struct Looks {
    head: Format,
    text: Format,
    whole: Format,
    day: Format,
    moment: Format,
}

impl Default for Looks {
    fn default() -> Self {
        let framed = || {
            let f = Format::new().set_font_size(10).set_align(FormatAlign::Top);
            f.set_border(FormatBorder::Thin).set_border_color(LINES)
        };
        Looks {
            head: framed().set_bold().set_text_wrap().set_background_color(GREY),
            text: framed().set_text_wrap().set_num_format_index(TEXT_FORMAT).set_quote_prefix(),
            whole: framed().set_num_format("#,##0"),
            day: framed().set_num_format(DAY).set_align(FormatAlign::Left),
            moment: framed().set_num_format(MOMENT).set_align(FormatAlign::Left),
        }
    }
}

impl Looks {
    /// As many digits after the mark as the currency has.
    fn money(&self, digits: u32) -> Format {
        let part = if digits == 0 { String::new() } else { format!(".{}", "0".repeat(digits as usize)) };
        self.whole.clone().set_num_format(format!("#,##0{part}"))
    }
}

struct Fill<'a> {
    sheet: &'a mut Worksheet,
    texts: &'a Texts,
    clock: &'a Clock,
    looks: &'a Looks,
}

impl Fill<'_> {
    fn head(&mut self, r: &Report, with_currency: &[bool]) -> Result<(), XlsxError> {
        let mut at = 0;
        for (column, money) in r.columns.iter().zip(with_currency) {
            self.sheet.write_string_with_format(0, at, fit(&column.title), &self.looks.head)?;
            at += 1;
            if *money {
                self.sheet.write_string_with_format(0, at, self.texts.t().table_currency(), &self.looks.head)?;
                at += 1;
            }
        }
        Ok(())
    }

    fn row(&mut self, row: u32, cells: &[Cell], with_currency: &[bool]) -> Result<(), XlsxError> {
        let mut at = 0;
        for (cell, money) in cells.iter().zip(with_currency) {
            self.cell(row, at, cell)?;
            at += 1;
            if *money {
                let code = if let Cell::Money(m) = cell { m.currency.to_string() } else { String::new() };
                self.text(row, at, &code)?;
                at += 1;
            }
        }
        Ok(())
    }

    fn cell(&mut self, row: u32, at: u16, cell: &Cell) -> Result<(), XlsxError> {
        let minute_of = |at| Due::at(self.clock.zone.day(at), self.clock.zone.minute(at));
        match cell {
            Cell::Empty => drop(self.sheet.write_blank(row, at, &self.looks.text)?),
            Cell::Text(s) | Cell::Word(_, s) => self.text(row, at, s)?,
            Cell::Int(n) if n.unsigned_abs() < EXACT => {
                self.sheet.write_number_with_format(row, at, *n as f64, &self.looks.whole)?;
            }
            Cell::Money(m) if m.minor.unsigned_abs() < EXACT => {
                let (digits, unit) = (m.currency.exponent(), 10_f64.powi(m.currency.exponent() as i32));
                let look = self.looks.money(digits);
                self.sheet.write_number_with_format(row, at, m.minor as f64 / unit, &look)?;
            }
            Cell::Day(day) => self.moment(row, at, Due::day(*day), cell)?,
            Cell::Due(due) => self.moment(row, at, *due, cell)?,
            Cell::At(moment) => self.moment(row, at, minute_of(*moment), cell)?,
            // Larger than a figure of a spreadsheet: it would be rounded.
            Cell::Int(_) | Cell::Money(_) => self.text(row, at, &csv_cell(cell, self.texts, self.clock))?,
        }
        Ok(())
    }

    fn moment(&mut self, row: u32, at: u16, due: Due, cell: &Cell) -> Result<(), XlsxError> {
        let look = if due.minute.is_some() { &self.looks.moment } else { &self.looks.day };
        match moment(due) {
            Some(value) => drop(self.sheet.write_datetime_with_format(row, at, &value, look)?),
            None => self.text(row, at, &csv_cell(cell, self.texts, self.clock))?,
        }
        Ok(())
    }

    fn text(&mut self, row: u32, at: u16, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(row, at, fit(text), &self.looks.text)?;
        Ok(())
    }
}

fn page(
    sheet: &mut Worksheet,
    r: &Report,
    part: &[Vec<Cell>],
    texts: &Texts,
    clock: &Clock,
    with_currency: &[bool],
) -> Result<(), XlsxError> {
    let mut at = 0;
    for (i, (column, money)) in r.columns.iter().zip(with_currency).enumerate() {
        let longest = |cell: &Cell| {
            let text = csv_cell(cell, texts, clock);
            text.lines().map(|l| l.chars().count()).max().unwrap_or(0)
        };
        let cells = part.iter().take(SAMPLE).filter_map(|row| row.get(i)).map(longest).max().unwrap_or(0);
        // Digits get spaces between thousands.
        let cells = if *money { cells + cells / 3 } else { cells };
        let width = cells.max(column.title.chars().count() + 3).clamp(NARROW, WIDE);
        sheet.set_column_width(at, width as u16)?;
        at += 1;
        if *money {
            sheet.set_column_width(at, NARROW as u16)?;
            at += 1;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if at > 0 {
        sheet.autofilter(0, 0, part.len() as u32, at - 1)?;
    }
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::base::{At, Currency, Day, Money, Zone};
    use crate::exchange::table::ReportColumn;
    use crate::texts::Lang;

    fn clock() -> Clock {
        Clock { now: At::parse("2026-11-24T14:00:00+03:00", Zone::UTC).unwrap(), zone: Zone::MOSCOW }
    }

    fn report(n: usize) -> Report {
        let column = |key, title: &str| ReportColumn { key, title: title.to_owned() };
        let day = Day::parse("2026-11-30").unwrap();
        let row = |i: usize| {
            vec![
                Cell::Text(format!("=Поставка {i}")),
                Cell::Money(Money::new(123_450, if i == 0 { Currency::RUB } else { Currency::USD })),
                if i == 0 { Cell::Due(Due::at(day, 660)) } else { Cell::Day(day) },
                Cell::Int(if i == 0 { 7 } else { i64::MAX }),
                Cell::Empty,
            ]
        };
        let columns = [("a", "Сделка"), ("b", "Сумма"), ("c", "Срок"), ("d", "Число"), ("e", "Нет")];
        Report { columns: columns.map(|(k, t)| column(k, t)).into(), rows: (0..n).map(row).collect() }
    }

    fn read(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<Data>>)> {
        let mut book: Xlsx<_> = Reader::new(std::io::Cursor::new(bytes)).unwrap();
        let of = |(name, range): (String, calamine::Range<Data>)| (name, range.rows().map(<[Data]>::to_vec).collect());
        book.worksheets().into_iter().map(of).collect()
    }

    #[test]
    fn amounts_and_days_are_figures_and_a_formula_is_a_text() {
        let texts = Texts::load(Lang::Ru);
        let bytes = report(2).xlsx("Сделки [1/2]: все", &texts, &clock()).unwrap();
        assert_eq!(bytes, report(2).xlsx("Сделки [1/2]: все", &texts, &clock()).unwrap(), "the same bytes");
        let tabs = read(bytes);
        assert_eq!(tabs.len(), 1);
        assert_eq!(tabs[0].0, "Сделки  1 2   все");
        let head: Vec<String> = tabs[0].1[0].iter().map(ToString::to_string).collect();
        assert_eq!(head, ["Сделка", "Сумма", "Валюта", "Срок", "Число", "Нет"]);
        let row = &tabs[0].1[1];
        assert_eq!(row[0], Data::String("=Поставка 0".into()));
        assert_eq!((&row[1], &row[2]), (&Data::Float(1234.5), &Data::String("RUB".into())));
        let Data::DateTime(at) = &row[3] else { panic!("{:?}", row[3]) };
        assert!((at.as_f64() - (46_356.0 + 11.0 / 24.0)).abs() < 1e-6, "{at:?}");
        assert_eq!(row[4], Data::Float(7.0));
        assert_eq!(tabs[0].1[2][4], Data::String(i64::MAX.to_string()), "a figure would round it");
    }

    #[test]
    fn what_one_tab_does_not_hold_goes_on_in_the_next() {
        let texts = Texts::load(Lang::Ru);
        let tabs = read(build(&report(5), "Сделки", &texts, &clock(), 2).unwrap());
        let sizes: Vec<(&str, usize)> = tabs.iter().map(|(n, r)| (n.as_str(), r.len())).collect();
        assert_eq!(sizes, [("Сделки", 3), ("Сделки 2", 3), ("Сделки 3", 2)]);
        let empty = read(report(0).xlsx("", &texts, &clock()).unwrap());
        assert_eq!((empty[0].0.as_str(), empty[0].1.len()), ("1", 1), "a report without rows is a heading");
    }
}

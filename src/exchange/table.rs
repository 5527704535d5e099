//! Rows for people, spreadsheets and scripts: CSV that Excel opens as it is, cells in words, JSON.

use serde_json::{Map, Value, json};

use crate::base::{At, Clock, Code, Day, Due, Fault, Money, Res, clean};
use crate::texts::{Lang, Texts};

/// One value of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    /// A word of the vocabulary: scripts get the word, people the term.
    Word(&'static str, String),
    Int(i64),
    Money(Money),
    Day(Day),
    Due(Due),
    At(At),
}

impl Cell {
    /// An absent value is an empty cell.
    pub fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
        value.map_or(Cell::Empty, cell)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportColumn {
    /// The field's name in JSON.
    pub key: &'static str,
    pub title: String,
}

/// `report deals|clients|tasks|ledger`: columns and rows of the same length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub columns: Vec<ReportColumn>,
    pub rows: Vec<Vec<Cell>>,
}

/// A cell that a spreadsheet would take for a formula begins with an apostrophe (3 §3); import strips it again.
pub fn harmless(s: &str) -> String {
    let s = clean(s);
    if s.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) { format!("'{s}") } else { s }
}

impl Report {
    /// CSV with a byte order mark and CRLF: `;` and decimal commas in Russian, as Excel there expects; `,` in English.
    /// Amounts have a column of their own for the currency.
    ///
    /// # Errors
    /// `Internal` when the writer fails, which memory does not.
    pub fn csv(&self, texts: &Texts, clock: &Clock) -> Res<Vec<u8>> {
        let delimiter = if texts.lang() == Lang::Ru { b';' } else { b',' };
        let mut out = vec![0xef, 0xbb, 0xbf];
        {
            let mut w =
                csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(&mut out);
            let failed = |e: csv::Error| Fault::from(Code::Internal, e);
            let with_currency = self.with_currency();
            let mut head = Vec::new();
            for (c, money) in self.columns.iter().zip(&with_currency) {
                head.push(harmless(&c.title));
                if *money {
                    head.push(texts.t().table_currency());
                }
            }
            w.write_record(&head).map_err(failed)?;
            for row in &self.rows {
                let mut record = Vec::with_capacity(head.len());
                for (cell, money) in row.iter().zip(&with_currency) {
                    record.push(csv_cell(cell, texts, clock));
                    if *money {
                        record.push(if let Cell::Money(m) = cell { m.currency.to_string() } else { String::new() });
                    }
                }
                w.write_record(&record).map_err(failed)?;
            }
            w.flush().map_err(|e| Fault::from(Code::Internal, e))?;
        }
        Ok(out)
    }

    /// Columns of amounts, each followed by one for the currency.
    pub(super) fn with_currency(&self) -> Vec<bool> {
        let money = |i: usize| self.rows.iter().any(|r| matches!(r.get(i), Some(Cell::Money(_))));
        (0..self.columns.len()).map(money).collect()
    }

    /// The rows as people read them.
    pub fn shown(&self, texts: &Texts, clock: &Clock) -> Vec<Vec<String>> {
        self.rows.iter().map(|r| r.iter().map(|c| shown(c, texts, clock)).collect()).collect()
    }

    /// A column of figures stands at the right.
    pub fn is_figures(&self, column: usize) -> bool {
        self.rows.iter().any(|r| matches!(r.get(column), Some(Cell::Int(_) | Cell::Money(_))))
    }

    /// `--format json`: an object per row; amounts as `{"amount", "currency"}` in minor units, times ISO 8601.
    pub fn json(&self, clock: &Clock) -> Value {
        let row = |r: &Vec<Cell>| {
            let fields = self.columns.iter().zip(r).map(|(c, v)| (c.key.to_owned(), json_cell(v, clock)));
            Value::Object(fields.collect::<Map<_, _>>())
        };
        Value::Array(self.rows.iter().map(row).collect())
    }
}

fn shown(cell: &Cell, texts: &Texts, clock: &Clock) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(s) | Cell::Word(_, s) => s.clone(),
        Cell::Int(n) => texts.number(*n),
        Cell::Money(m) => texts.money(*m),
        Cell::Day(d) => texts.day(*d, clock.today()),
        Cell::Due(d) => texts.due(*d, clock.today()),
        Cell::At(at) => texts.at(*at, clock),
    }
}

pub(super) fn csv_cell(cell: &Cell, texts: &Texts, clock: &Clock) -> String {
    let day = |d: Day| format!("{:02}.{:02}.{:04}", d.day_of_month(), d.month(), d.year());
    let time = |m: u16| format!(" {:02}:{:02}", m / 60, m % 60);
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(s) | Cell::Word(_, s) => harmless(s),
        Cell::Int(n) => n.to_string(),
        Cell::Money(m) => {
            let digits = m.currency.exponent() as usize;
            let unit = 10_u64.pow(m.currency.exponent());
            let (sign, n) = (if m.minor < 0 { "-" } else { "" }, m.minor.unsigned_abs());
            let mark = if texts.lang() == Lang::Ru { ',' } else { '.' };
            let fraction = if digits == 0 { String::new() } else { format!("{mark}{:0digits$}", n % unit) };
            format!("{sign}{}{fraction}", n / unit)
        }
        Cell::Day(d) => day(*d),
        Cell::Due(d) => day(d.day) + &d.minute.map(time).unwrap_or_default(),
        Cell::At(at) => day(clock.zone.day(*at)) + &time(clock.zone.minute(*at)),
    }
}

fn json_cell(cell: &Cell, clock: &Clock) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(s) => json!(s),
        Cell::Word(word, _) => json!(word),
        Cell::Int(n) => json!(n),
        Cell::Money(m) => json!({ "amount": m.minor, "currency": m.currency }),
        Cell::Day(d) => json!(d.to_string()),
        Cell::Due(Due { day, minute: None }) => json!(day.to_string()),
        Cell::Due(Due { day, minute: Some(m) }) => json!(clock.zone.at(*day, *m).iso(clock.zone)),
        Cell::At(at) => json!(at.iso(clock.zone)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Zone};

    fn clock() -> Clock {
        Clock { now: At::parse("2026-11-24T14:00:00+03:00", Zone::UTC).unwrap(), zone: Zone::MOSCOW }
    }

    fn report() -> Report {
        let column = |key, title: &str| ReportColumn { key, title: title.to_owned() };
        let day = Day::parse("2026-11-30").unwrap();
        Report {
            columns: vec![column("title", "Сделка"), column("amount", "Сумма"), column("due", "Срок")],
            rows: vec![
                vec![
                    Cell::Text("Поставка; \"опт\"".to_owned()),
                    Cell::Money(Money::rub(123_450)),
                    Cell::Due(Due::at(day, 660)),
                ],
                vec![
                    Cell::Text("=HYPERLINK(\"x\")".to_owned()),
                    Cell::Money(Money::new(-5, Currency::USD)),
                    Cell::Empty,
                ],
            ],
        }
    }

    #[test]
    fn excel_opens_it_as_it_is() {
        let bytes = report().csv(&Texts::load(Lang::Ru), &clock()).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text,
            "\u{feff}Сделка;Сумма;Валюта;Срок\r\n\
             \"Поставка; \"\"опт\"\"\";1234,50;RUB;30.11.2026 11:00\r\n\
             \"'=HYPERLINK(\"\"x\"\")\";-0,05;USD;\r\n"
        );
    }

    #[test]
    fn no_cell_is_a_formula() {
        for evil in
            ["=1+1", "+7 912", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\u{1b}=1", "\u{200b}=1", "\u{feff}=1", "＝1"]
        {
            let first = harmless(evil).chars().next().unwrap();
            assert_eq!(first, '\'', "{evil:?}");
        }
        assert_eq!(harmless("Каскад - опт"), "Каскад - опт");
    }

    #[test]
    fn json_and_text_say_the_same_rows() {
        let r = report();
        let json = r.json(&clock());
        assert_eq!(json[0]["amount"], json!({ "amount": 123_450, "currency": "RUB" }));
        assert_eq!(json[0]["due"], "2026-11-30T11:00:00+03:00");
        assert_eq!(json[1]["due"], Value::Null);
        let shown = r.shown(&Texts::load(Lang::Ru), &clock());
        assert_eq!(shown[0][1..], ["1 234,50 ₽", "пн, 30 нояб., 11:00"]);
        assert!(r.is_figures(1) && !r.is_figures(0));
    }
}

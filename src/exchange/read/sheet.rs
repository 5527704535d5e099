//! Cells of a book as the text that a person would have typed into a CSV.

use super::delimited::Cut;
use super::limits;
use crate::base::{Day, Due};
use crate::domain::records::Reason;
use crate::domain::sheets::CellValue;

/// What stands for `#ССЫЛКА!` and its like: no value of any kind, and seen when it is refused.
const ERROR: &str = "#ОШИБКА!";

/// A row of text; a cell over the limit refuses it.
pub fn cut(cells: &[CellValue]) -> Cut {
    let texts: Vec<String> = cells.iter().map(text).collect();
    match cells.contains(&CellValue::TooLong) {
        true => {
            let line = texts.join("\t").chars().take(limits::CELL).collect();
            Cut::Broken { reason: Reason::CellTooLong, line }
        }
        false => Cut::Cells(texts),
    }
}

fn text(cell: &CellValue) -> String {
    match cell {
        CellValue::Empty | CellValue::TooLong => String::new(),
        CellValue::Text(s) => s.clone(),
        // A phone or an ИНН typed as a number has no fraction and must not get one.
        CellValue::Number(n) => n.to_string(),
        CellValue::Flag(yes) => if *yes { "да" } else { "нет" }.to_owned(),
        CellValue::Moment(Due { day, minute: None }) => dotted(*day),
        CellValue::Moment(Due { day, minute: Some(m) }) => format!("{} {:02}:{:02}", dotted(*day), m / 60, m % 60),
        CellValue::Error => ERROR.to_owned(),
    }
}

/// `24.11.2026`, as a Russian spreadsheet shows it.
fn dotted(day: Day) -> String {
    format!("{:02}.{:02}.{:04}", day.day_of_month(), day.month(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_said_as_a_person_would_type_them() {
        let day = Day::ymd(2026, 11, 4).unwrap();
        let cells = [
            (CellValue::Number(79_123_456_789.0), "79123456789"),
            (CellValue::Number(1234.5), "1234.5"),
            (CellValue::Moment(Due::day(day)), "04.11.2026"),
            (CellValue::Moment(Due::at(day, 9 * 60 + 5)), "04.11.2026 09:05"),
            (CellValue::Flag(true), "да"),
            (CellValue::Error, ERROR),
            (CellValue::Empty, ""),
        ];
        for (cell, said) in cells {
            assert_eq!(text(&cell), said);
        }
        assert!(matches!(cut(&[CellValue::TooLong]), Cut::Broken { reason: Reason::CellTooLong, .. }));
    }
}

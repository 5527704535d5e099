//! Cuts delimited text into records.
//!
//! Own code, because `csv` in its flexible mode swallows the rest of a file after an unclosed quote without a word and
//! gives no way back: here such a record is refused with its row number and reading goes on with the next line.

use std::io::Read;

use super::bytes::Utf8;
use super::limits;
use crate::base::Res;
use crate::domain::records::Reason;

/// One record: its cells, or why it could not be cut; the line as far as it goes is kept for the person.
#[derive(Debug, PartialEq, Eq)]
pub enum Cut {
    Cells(Vec<String>),
    Broken { reason: Reason, line: String },
}

/// A stream of records. Rows are counted as a spreadsheet does: a record is one, an empty line too.
pub struct Delimited<R> {
    text: Utf8<R>,
    delimiter: u8,
    buf: String,
    at: usize,
    ended: bool,
    row: u64,
    /// Cells that a record should have, once the header is known: tells a broken quote from a cell with newlines.
    pub width: Option<usize>,
}

enum Step {
    NeedMore,
    Done { cells: Vec<String>, used: usize, newline_inside: bool },
    Broken(Reason),
}

impl<R: Read> Delimited<R> {
    pub fn new(text: Utf8<R>, delimiter: u8) -> Self {
        Self { text, delimiter, buf: String::new(), at: 0, ended: false, row: 0, width: None }
    }

    pub fn consumed(&self) -> u64 {
        self.text.consumed()
    }

    /// The next record with its row number; `None` at the end.
    pub fn next(&mut self) -> Res<Option<(u64, Cut)>> {
        loop {
            let rest = &self.buf.as_bytes()[self.at..];
            if rest.is_empty() && self.ended {
                return Ok(None);
            }
            let step = if rest.is_empty() { Step::NeedMore } else { cut(rest, self.delimiter, self.ended) };
            match step {
                Step::NeedMore => self.fill()?,
                Step::Done { cells, used, newline_inside } => {
                    self.row += 1;
                    let odd = self.width.is_some_and(|w| !(w..=w + 1).contains(&cells.len()));
                    if newline_inside && odd {
                        // Two quotes that do not belong together: the one that opens here, and one of a later line.
                        return Ok(Some((self.row, self.skip_line(Reason::UnclosedQuote)?)));
                    }
                    self.at += used;
                    return Ok(Some((self.row, Cut::Cells(cells))));
                }
                Step::Broken(reason) => {
                    self.row += 1;
                    return Ok(Some((self.row, self.skip_line(reason)?)));
                }
            }
        }
    }

    fn fill(&mut self) -> Res<()> {
        self.buf.drain(..self.at);
        self.at = 0;
        // Twice as much each time, so that a long record is not scanned again for every piece.
        let want = (self.buf.len() * 2).max(1);
        while self.buf.len() < want && !self.ended {
            self.ended = !self.text.more(&mut self.buf)?;
        }
        Ok(())
    }

    /// Leaves out the first physical line of what could not be cut, so that the lines after it are not lost.
    fn skip_line(&mut self, reason: Reason) -> Res<Cut> {
        let mut line = String::new();
        loop {
            let rest = &self.buf[self.at..];
            let end = rest.find('\n').map(|i| i + 1);
            let room = limits::CELL.saturating_sub(line.len());
            line.extend(rest[..end.unwrap_or(rest.len())].chars().take(room));
            self.at += end.unwrap_or(rest.len());
            if end.is_some() || self.ended {
                line.truncate(line.trim_end_matches(['\r', '\n']).len());
                return Ok(Cut::Broken { reason, line });
            }
            self.fill()?;
        }
    }
}

/// One record from the start of `b`. A cell over the limit or a record over the limit is broken, so that nothing grows
/// without bound; a quote still open at the end of the file is too.
fn cut(b: &[u8], delimiter: u8, ended: bool) -> Step {
    let (mut cells, mut i, mut newline_inside) = (Vec::new(), 0, false);
    loop {
        let mut cell: Vec<u8> = Vec::new();
        let start = i;
        if b.get(i) == Some(&b'"') {
            i += 1;
            loop {
                if i - start > limits::CELL + 2 {
                    return Step::Broken(if newline_inside { Reason::UnclosedQuote } else { Reason::CellTooLong });
                }
                match b.get(i) {
                    None if ended => return Step::Broken(Reason::UnclosedQuote),
                    None => return Step::NeedMore,
                    Some(b'"') => match b.get(i + 1) {
                        Some(b'"') => {
                            cell.push(b'"');
                            i += 2;
                        }
                        None if !ended => return Step::NeedMore,
                        _ => {
                            i += 1;
                            break;
                        }
                    },
                    Some(&c) => {
                        newline_inside |= c == b'\n';
                        cell.push(c);
                        i += 1;
                    }
                }
            }
        }
        // The rest up to the delimiter: the whole of an unquoted cell, or what a careless program wrote after the
        // closing quote (`"ООО "Ромашка"`).
        let tail = i;
        loop {
            if i - start > limits::CELL + 2 {
                return Step::Broken(Reason::CellTooLong);
            }
            match b.get(i) {
                None if ended => break,
                None => return Step::NeedMore,
                Some(&c) if c == delimiter || c == b'\n' => break,
                Some(b'\r') if matches!(b.get(i + 1), Some(b'\n')) || (ended && b.get(i + 1).is_none()) => break,
                Some(b'\r') if b.get(i + 1).is_none() => return Step::NeedMore,
                Some(_) => i += 1,
            }
        }
        if i > tail && tail > start && cell.contains(&b'\n') {
            return Step::Broken(Reason::UnclosedQuote);
        }
        cell.extend_from_slice(&b[tail..i]);
        cells.push(String::from_utf8_lossy(&cell).into_owned());
        if cells.len() > limits::COLUMNS {
            return Step::Broken(Reason::TooManyCells);
        }
        if i > limits::RECORD {
            return Step::Broken(if newline_inside { Reason::UnclosedQuote } else { Reason::CellTooLong });
        }
        match b.get(i) {
            Some(&c) if c == delimiter => i += 1,
            Some(b'\r') => return Step::Done { cells, used: (i + 2).min(b.len()), newline_inside },
            Some(_) => return Step::Done { cells, used: i + 1, newline_inside },
            None => return Step::Done { cells, used: i, newline_inside },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::bytes::Encoding;
    use super::*;

    fn rows(text: &str, width: usize) -> Vec<(u64, Cut)> {
        let mut d = Delimited::new(Utf8::new(Cursor::new(text.as_bytes().to_vec()), Encoding::Utf8), b';');
        d.width = Some(width);
        let mut out = Vec::new();
        while let Some(r) = d.next().unwrap() {
            out.push(r);
        }
        out
    }

    fn cells(list: &[&str]) -> Cut {
        Cut::Cells(list.iter().map(|s| (*s).to_owned()).collect())
    }

    #[test]
    fn quotes_newlines_and_both_line_ends() {
        let got = rows("a;\"b;\"\"c\"\"\nd\"\r\n;\r\n\r\nx;y", 2);
        assert_eq!(
            got,
            [(1, cells(&["a", "b;\"c\"\nd"])), (2, cells(&["", ""])), (3, cells(&[""])), (4, cells(&["x", "y"]))]
        );
    }

    #[test]
    fn an_unclosed_quote_costs_its_own_line_only() {
        let got = rows("1;\"ООО Ромашка;5\n2;Лютик;6\n3;Мак;7\n", 3);
        assert!(
            matches!(&got[0], (1, Cut::Broken { reason: Reason::UnclosedQuote, line }) if line == "1;\"ООО Ромашка;5")
        );
        assert_eq!(got[1..], [(2, cells(&["2", "Лютик", "6"])), (3, cells(&["3", "Мак", "7"]))]);
    }

    #[test]
    fn a_quote_closed_by_a_later_line_is_noticed_too() {
        for second in ["2;\"Лютик\";6", "2;\"ООО \"\"Лютик\"\"\";6"] {
            let got = rows(&format!("1;\"Ромашка;5\n{second}\n3;Мак;7\n"), 3);
            assert!(matches!(got[0].1, Cut::Broken { reason: Reason::UnclosedQuote, .. }), "{got:?}");
            assert_eq!(got.len(), 3, "{got:?}");
            assert_eq!(got[2], (3, cells(&["3", "Мак", "7"])));
        }
    }

    #[test]
    fn careless_inner_quotes_lose_nothing() {
        let got = rows("1;\"ООО \"Ромашка\"\";5\n2;Мак;6\n", 3);
        assert_eq!(got, [(1, cells(&["1", "ООО Ромашка\"\"", "5"])), (2, cells(&["2", "Мак", "6"]))]);
    }

    #[test]
    fn limits_hold_and_the_next_row_is_read() {
        let long = "x".repeat(limits::CELL + 10);
        let got = rows(&format!("1;{long}\n2;b\n\"{long}\";c\n4;d\n"), 2);
        let reasons: Vec<_> = got
            .iter()
            .map(|(_, c)| match c {
                Cut::Broken { reason, .. } => Some(*reason),
                Cut::Cells(_) => None,
            })
            .collect();
        assert_eq!(reasons, [Some(Reason::CellTooLong), None, Some(Reason::CellTooLong), None]);
        let wide = ";".repeat(limits::COLUMNS);
        assert!(matches!(rows(&wide, 2)[0].1, Cut::Broken { reason: Reason::TooManyCells, .. }));
    }

    #[test]
    fn a_huge_line_is_not_kept_in_memory_as_cells() {
        let got = rows(&format!("1;a\n{}\n2;b", "y".repeat(3 * limits::RECORD)), 2);
        assert_eq!(got.len(), 3);
        assert_eq!(got[2], (3, cells(&["2", "b"])));
    }
}

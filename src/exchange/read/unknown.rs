//! A table of which nobody knows what it is: its rows as they stand, for a person to say what they mean.

use std::io::{Read, Seek};

use super::body::{Body, Form};
use super::delimited::Cut;
use super::header::{digest, numbered};
use super::{Options, limits, values};
use crate::base::{Code, Res};

/// A row that may hold the headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub row: u64,
    /// As they are shown: a repeated one numbered, a nameless one by its place.
    pub names: Vec<String>,
    pub digest: String,
}

/// The beginning of such a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    pub encoding: String,
    pub delimiter: Option<char>,
    pub sheet: Option<String>,
    /// Rows among which the headings stand.
    pub heads: Vec<Head>,
    /// The likeliest of them.
    pub at: usize,
    /// The number of each row and its cells, those that may be headings too.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Looks at the beginning of a file that `open` did not understand; `more` is how many rows are wanted below the headings.
/// Of a book it is `sheet`, where one is named, else the sheet that looks most like a table.
///
/// Errors: those of `open` but for what it did not understand; `FileNoHeader` when nothing in it is a table of two columns.
pub fn unknown<R: Read + Seek>(input: R, options: &Options, more: usize, sheet: Option<&str>) -> Res<Unknown> {
    let mut body = Body::open(input, options.encoding)?;
    let mut best: Option<(usize, Unknown)> = None;
    let wanted = |form: &Form| match (form, sheet) {
        (Form::Sheet(name), Some(sheet)) => values::text(name) == sheet,
        _ => true,
    };
    for form in body.forms().into_iter().filter(wanted) {
        let rows = beginning(&mut body, &form, more)?;
        let heads: Vec<&(u64, Vec<String>)> = rows.iter().filter(|(n, _)| *n <= limits::HEADER_ROWS as u64).collect();
        let Some((at, wide)) = likeliest(&heads) else { continue };
        if best.as_ref().is_some_and(|(b, _)| *b >= wide) {
            continue;
        }
        let head =
            |(row, cells): &(u64, Vec<String>)| Head { row: *row, names: numbered(cells), digest: digest(cells) };
        let found = Unknown {
            encoding: body.encoding().to_owned(),
            delimiter: if let Form::Delimited(d) = form { Some(char::from(d)) } else { None },
            sheet: if let Form::Sheet(name) = &form { Some(values::text(name)) } else { None },
            heads: heads.into_iter().map(head).collect(),
            at,
            rows: rows.clone(),
        };
        best = Some((wide, found));
    }
    best.map(|(_, found)| found).ok_or_else(|| Code::FileNoHeader.into())
}

fn beginning<R: Read + Seek>(body: &mut Body<R>, form: &Form, more: usize) -> Res<Vec<(u64, Vec<String>)>> {
    let mut rows = body.rows(form)?;
    let mut out = Vec::new();
    while let Some((row, cut)) = rows.next()? {
        if let Cut::Cells(cells) = cut {
            let cells: Vec<String> = cells.iter().map(|c| values::text(c)).collect();
            if cells.iter().any(|c| !c.is_empty()) {
                out.push((row, cells));
            }
        }
        // Not one row more than needed: the next may be a whole file away.
        if out.len() >= limits::HEADER_ROWS + more || row >= (limits::HEADER_ROWS + more) as u64 * 2 {
            break;
        }
    }
    Ok(out)
}

/// The row with most different words in it, the first of equals, and how many they are.
fn likeliest(rows: &[&(u64, Vec<String>)]) -> Option<(usize, usize)> {
    let words = |cells: &[String]| {
        let mut named: Vec<&String> = cells.iter().filter(|c| c.chars().any(char::is_alphabetic)).collect();
        named.sort_unstable();
        named.dedup();
        named.len()
    };
    let (at, wide) =
        rows.iter().enumerate().map(|(i, (_, cells))| (i, words(cells))).max_by_key(|(i, n)| (*n, usize::MAX - i))?;
    (wide >= 2).then_some((at, wide))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn the_row_with_most_words_is_taken_for_the_headings() {
        let text = "Отчёт отдела;;\n\nФирма;Ведёт;Тел.\nКварц;Ким Анна;200-11-22\nБета;;\n";
        let u = unknown(Cursor::new(text.as_bytes()), &Options::default(), 20, None).unwrap();
        assert_eq!((u.delimiter, u.heads[u.at].row, u.encoding.as_str()), (Some(';'), 3, "utf-8"));
        assert_eq!(u.heads[u.at].names, ["Фирма", "Ведёт", "Тел."]);
        assert_eq!(u.rows.last().unwrap(), &(5, vec!["Бета".to_owned(), String::new(), String::new()]));
    }

    #[test]
    fn what_is_no_table_is_said_to_be_none() {
        let fault = unknown(Cursor::new(&b"one\ntwo\n"[..]), &Options::default(), 20, None).unwrap_err();
        assert_eq!(fault.code, Code::FileNoHeader);
    }

    #[test]
    fn only_the_beginning_is_read() {
        let text = format!("a;b\n{}", "1;2\n".repeat(500));
        let u = unknown(Cursor::new(text.as_bytes()), &Options::default(), 20, None).unwrap();
        assert_eq!(u.rows.len(), limits::HEADER_ROWS + 20);
    }
}

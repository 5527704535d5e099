//! The outer form of a file: text cut by a delimiter, an HTML table, or a sheet of a book; and its rows as cells of text,
//! whatever it was.

use std::io::{Read, Seek, SeekFrom};

use super::bytes::{Encoding, Survey, Utf8, survey};
use super::delimited::{Cut, Delimited};
use super::html::Html;
use super::{limits, sheet, values};
use crate::base::{Code, Fault, Res};
use crate::domain::records::Reason;
use crate::exchange::xlsx::{self, Book, Limits, is_book};

const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

/// An input whose content told what it is.
pub enum Body<R: Read + Seek> {
    Text(R, Survey),
    Book(Box<Book<R>>),
}

/// One way to cut it into rows; the header tells which is the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    Delimited(u8),
    Html,
    Sheet(String),
}

impl<R: Read + Seek> Body<R> {
    /// `encoding` is what a person said of a text; a book has its own.
    ///
    /// Errors: those of [`survey`] and of [`Book::open`].
    pub fn open(mut input: R, encoding: Option<Encoding>) -> Res<Body<R>> {
        let mut head = Vec::with_capacity(8);
        input.seek(SeekFrom::Start(0))?;
        input.by_ref().take(8).read_to_end(&mut head)?;
        input.seek(SeekFrom::Start(0))?;
        if is_book(&head) {
            return Ok(Body::Book(Box::new(Book::open(input, Limits::IMPORT)?)));
        }
        let seen = survey(&mut input, encoding)?;
        Ok(Body::Text(input, seen))
    }

    /// The word of the JSON contract for the encoding.
    pub fn encoding(&self) -> &'static str {
        match self {
            Body::Text(_, seen) => seen.encoding.word(),
            Body::Book(_) => "xlsx",
        }
    }

    pub fn forms(&self) -> Vec<Form> {
        match self {
            Body::Text(_, seen) if seen.html => vec![Form::Html],
            Body::Text(..) => DELIMITERS.map(Form::Delimited).to_vec(),
            Body::Book(book) => book.sheets().into_iter().map(Form::Sheet).collect(),
        }
    }

    /// The rows from the first one on.
    pub fn rows(&mut self, form: &Form) -> Res<Cutter<'_, R>> {
        match (self, form) {
            (Body::Book(book), Form::Sheet(name)) => Ok(Cutter::Sheet(Box::new(book.rows(name)?))),
            (Body::Text(input, seen), form) => {
                input.seek(SeekFrom::Start(0))?;
                let bytes = seen.bytes;
                let text = Utf8::new(input, seen.encoding);
                Ok(match form {
                    Form::Delimited(d) => Cutter::Delimited(Delimited::new(text, *d), bytes),
                    _ => Cutter::Html(Box::new(Html::new(text)), bytes),
                })
            }
            (Body::Book(_), _) => Err(Code::FileBroken.into()),
        }
    }

    /// The rows among which a header is looked for, as clean text.
    pub fn head(&mut self, form: &Form) -> Res<Vec<(u64, Vec<String>)>> {
        let mut rows = self.rows(form)?;
        let mut head = Vec::new();
        while let Some((row, cut)) = rows.next()? {
            if row > limits::HEADER_ROWS as u64 {
                break;
            }
            match cut {
                Cut::Cells(cells) => head.push((row, cells.iter().map(|c| values::text(c)).collect())),
                Cut::Broken { reason: Reason::TooManyCells, .. } => {
                    return Err(Fault::new(Code::FileTooManyColumns).with("limit", limits::COLUMNS));
                }
                Cut::Broken { .. } => {}
            }
            // Not one row more than needed: the next may be a whole file away.
            if row == limits::HEADER_ROWS as u64 {
                break;
            }
        }
        Ok(head)
    }
}

/// A stream of rows; the text ones know how many bytes there are in all.
pub enum Cutter<'b, R: Read + Seek> {
    Delimited(Delimited<&'b mut R>, u64),
    Html(Box<Html<&'b mut R>>, u64),
    Sheet(Box<xlsx::Rows<'b, R>>),
}

impl<R: Read + Seek> Cutter<'_, R> {
    pub fn next(&mut self) -> Res<Option<(u64, Cut)>> {
        match self {
            Cutter::Delimited(d, _) => d.next(),
            Cutter::Html(h, _) => h.next(),
            Cutter::Sheet(rows) => Ok(rows.next_row()?.map(|(row, cells)| (row, sheet::cut(&cells)))),
        }
    }

    /// Tells how many cells an honest row has.
    pub fn expect(&mut self, columns: usize) {
        if let Cutter::Delimited(d, _) = self {
            d.width = Some(columns);
        }
    }

    /// Bytes read and bytes in all.
    pub fn progress(&self) -> (u64, u64) {
        match self {
            Cutter::Delimited(d, all) => (d.consumed().min(*all), *all),
            Cutter::Html(h, all) => (h.consumed().min(*all), *all),
            Cutter::Sheet(rows) => rows.progress(),
        }
    }
}

//! Reading what CRMs export: bytes in, records out, one row at a time (3 §1, 3 §5, 6 R11).
//!
//! What a file is, is told by its content, never by its name. Nothing is kept here and nothing is known of the base.

mod accounts;
mod bytes;
mod delimited;
mod events;
mod header;
mod html;
pub mod limits;
mod names;
mod rows;
mod values;

use std::io::{Read, Seek, SeekFrom};

pub use accounts::{Account, Accounts, accounts};
pub use bytes::Encoding;
use bytes::{Survey, Utf8, survey};
use delimited::{Cut, Delimited};
pub use header::{Column, Header, Recall, Wish, digest};
use html::Html;
pub use names::{Field, Names, StageWords, fold_header};

use crate::base::{Code, Currency, Fault, Res, Zone};
use crate::domain::records::{Refused, Row, Shape};
use crate::domain::{FileKind, Source};

/// How to read a file where its content does not tell.
#[derive(Debug, Clone)]
pub struct Options {
    pub wish: Wish,
    /// `--encoding`.
    pub encoding: Option<Encoding>,
    /// The zone of times written without one.
    pub zone: Zone,
    /// The office's currency, for amounts without one.
    pub currency: Currency,
}

impl Default for Options {
    fn default() -> Self {
        Self { wish: Wish::default(), encoding: None, zone: Zone::MOSCOW, currency: Currency::RUB }
    }
}

enum Cutter<R> {
    Delimited(Delimited<R>),
    Html(Box<Html<R>>),
}

impl<R: Read> Cutter<R> {
    fn next(&mut self) -> Res<Option<(u64, Cut)>> {
        match self {
            Cutter::Delimited(d) => d.next(),
            Cutter::Html(h) => h.next(),
        }
    }
}

/// An opened file: its shape is known, its rows come one by one.
pub struct Table<'n, R> {
    cutter: Cutter<R>,
    header: Header,
    shape: Shape,
    names: &'n Names,
    options: Options,
    bytes: u64,
    /// A totals row, held back until it is known whether anything follows it.
    held: Option<(u64, Vec<String>)>,
    ready: Option<(u64, Vec<String>)>,
    last: Vec<String>,
    failed: bool,
}

/// The kinds of file that are understood.
const READ: [FileKind; 5] =
    [FileKind::Deals, FileKind::Clients, FileKind::Employees, FileKind::Products, FileKind::Log];

const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

/// Finds out what the input is and stops before its first data row.
///
/// Errors: `FileEmpty`, `FileXlsx`, `FileEncoding`, `FileNoHeader`, `FileUnknownKind`, `FileTooManyColumns`,
/// `FileTagTooLong`, and those of reading.
pub fn open<'n, R: Read + Seek>(mut input: R, names: &'n Names, options: &Options) -> Res<Table<'n, R>> {
    let seen: Survey = survey(&mut input, options.encoding)?;
    let kinds: &[Option<u8>] = if seen.html { &[None] } else { &DELIMITERS.map(Some) };
    let mut best: Option<(Header, Option<u8>)> = None;
    let mut partial = 0;
    for delimiter in kinds {
        input.seek(SeekFrom::Start(0))?;
        let head = first_rows(&mut cutter(&mut input, seen.encoding, *delimiter))?;
        match header::find(&head, names, &options.wish) {
            Ok(h) if best.as_ref().is_none_or(|(b, _)| h.score > b.score) => best = Some((h, *delimiter)),
            Ok(_) => {}
            Err(n) => partial = partial.max(n),
        }
    }
    let Some((header, delimiter)) = best else {
        return Err(Fault::new(if partial >= 3 { Code::FileUnknownKind } else { Code::FileNoHeader }));
    };
    if !READ.contains(&header.kind) {
        return Err(Code::FileUnknownKind.into());
    }
    input.seek(SeekFrom::Start(0))?;
    let mut cutter = cutter(input, seen.encoding, delimiter);
    while let Some((row, _)) = cutter.next()? {
        if row >= header.row {
            break;
        }
    }
    if let Cutter::Delimited(d) = &mut cutter {
        d.width = Some(header.columns.len());
    }
    let columns = header.columns.iter().map(|c| (c.name.clone(), c.field.map(|f| f.word().to_owned()))).collect();
    let shape = Shape {
        source: header.source,
        kind: header.kind,
        encoding: seen.encoding.word().to_owned(),
        delimiter: delimiter.map(char::from),
        header_row: header.row,
        columns,
        headers_digest: header.digest.clone(),
    };
    Ok(Table {
        cutter,
        header,
        shape,
        names,
        options: options.clone(),
        bytes: seen.bytes,
        held: None,
        ready: None,
        last: Vec::new(),
        failed: false,
    })
}

fn cutter<R: Read>(input: R, encoding: Encoding, delimiter: Option<u8>) -> Cutter<R> {
    let text = Utf8::new(input, encoding);
    match delimiter {
        Some(d) => Cutter::Delimited(Delimited::new(text, d)),
        None => Cutter::Html(Box::new(Html::new(text))),
    }
}

fn first_rows<R: Read>(cutter: &mut Cutter<R>) -> Res<Vec<(u64, Vec<String>)>> {
    let mut head = Vec::new();
    while let Some((row, cut)) = cutter.next()? {
        match cut {
            Cut::Cells(cells) => head.push((row, cells.iter().map(|c| values::text(c)).collect())),
            Cut::Broken { reason: crate::domain::records::Reason::TooManyCells, .. } => {
                return Err(Fault::new(Code::FileTooManyColumns).with("limit", limits::COLUMNS));
            }
            Cut::Broken { .. } => {}
        }
        if row >= limits::HEADER_ROWS as u64 {
            break;
        }
    }
    Ok(head)
}

impl<R: Read> Table<'_, R> {
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    pub fn source(&self) -> Source {
        self.header.source
    }

    /// The cells of the row that came last, as cleaned text.
    pub fn cells(&self) -> &[String] {
        &self.last
    }

    /// Bytes read and bytes in all, for the progress.
    pub fn progress(&self) -> (u64, u64) {
        let read = match &self.cutter {
            Cutter::Delimited(d) => d.consumed(),
            Cutter::Html(h) => h.consumed(),
        };
        (read.min(self.bytes), self.bytes)
    }

    fn next_row(&mut self) -> Res<Option<Row>> {
        loop {
            if let Some((row, cells)) = self.ready.take() {
                return Ok(Some(self.read(row, cells)));
            }
            let Some((row, cut)) = self.cutter.next()? else {
                return Ok(None);
            };
            if row > limits::ROWS {
                return Err(Fault::new(Code::FileTooManyRows).with("limit", limits::ROWS));
            }
            let cells = match cut {
                Cut::Broken { reason, line } => {
                    let line = values::text(&line);
                    return Ok(Some(Row::Refused(
                        Refused::new(row, "", &line, reason).with_cells(std::slice::from_ref(&line)),
                    )));
                }
                Cut::Cells(cells) => cells.iter().map(|c| values::text(c)).collect::<Vec<_>>(),
            };
            if cells.iter().all(String::is_empty) {
                continue;
            }
            // What follows a totals row makes it data after all: a company may be called so.
            if rows::is_totals(&cells) {
                self.ready = self.held.replace((row, cells));
                continue;
            }
            if let Some((held_row, held)) = self.held.take() {
                self.ready = Some((row, cells));
                return Ok(Some(self.read(held_row, held)));
            }
            return Ok(Some(self.read(row, cells)));
        }
    }

    fn read(&mut self, row: u64, cells: Vec<String>) -> Row {
        self.last = cells;
        let meaning = rows::Meaning {
            header: &self.header,
            stages: &self.names.stages,
            events: &self.names.events,
            zone: self.options.zone,
            currency: self.options.currency,
        };
        rows::read(row, &self.last, &meaning)
    }
}

/// Rows in the order of the file; after an error nothing more comes.
impl<R: Read> Iterator for Table<'_, R> {
    type Item = Res<Row>;

    fn next(&mut self) -> Option<Res<Row>> {
        if self.failed {
            return None;
        }
        let next = self.next_row().transpose();
        self.failed = matches!(next, Some(Err(_)));
        next
    }
}

#[cfg(test)]
mod tests;

//! Reading what CRMs export: bytes in, records out, one row at a time (3 §1, 3 §5, 6 R11).
//!
//! What a file is, is told by its content, never by its name. Nothing is kept here and nothing is known of the base.

mod accounts;
mod body;
mod bytes;
mod delimited;
mod events;
mod header;
mod html;
pub mod limits;
mod names;
mod rows;
mod sheet;
pub mod suggest;
mod unknown;
mod values;
mod work;

use std::io::{Read, Seek};

pub use accounts::{Account, Accounts, accounts};
use body::{Body, Cutter, Form};
pub use bytes::Encoding;
use delimited::Cut;
pub use header::{Column, Header, How, Recall, Wish, digest};
pub use names::{Field, Names, StageWords, fold_header};
pub use unknown::{Head, Unknown, unknown};

use crate::base::{Code, Currency, Fault, Res, Zone};
use crate::domain::records::{Refused, Row, Shape, Skip};

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

/// An opened file: its shape is known, nothing but its head was read. A book has a part for every sheet that is understood,
/// any other file has one.
pub struct Input<'n, R: Read + Seek> {
    body: Body<R>,
    parts: Vec<Part>,
    skipped: Vec<(String, Skip)>,
    names: &'n Names,
    options: Options,
}

struct Part {
    form: Form,
    header: Header,
    shape: Shape,
}

/// Its rows, one by one.
pub struct Table<'t, R: Read + Seek> {
    cutter: Cutter<'t, R>,
    meaning: rows::Meaning<'t>,
    /// A totals row, held back until it is known whether anything follows it.
    held: Option<(u64, Vec<String>)>,
    ready: Option<(u64, Vec<String>)>,
    last: Vec<String>,
    failed: bool,
}

/// Finds out what the input is: its outer form, its header, its kind.
///
/// Errors: `FileEmpty`, `FileEncoding`, `FileNoHeader`, `FileUnknownKind`, `FileLacksColumns`, `FileTooManyColumns`,
/// `FileTagTooLong`, `FileTooLarge`, `FileNotXlsx`, `FileProtected`, `FileBroken`, and those of reading.
pub fn open<'n, R: Read + Seek>(input: R, names: &'n Names, options: &Options) -> Res<Input<'n, R>> {
    let mut body = Body::open(input, options.encoding)?;
    let mut found: Vec<(Header, Form)> = Vec::new();
    let mut skipped: Vec<(String, Skip)> = Vec::new();
    let mut partial = 0;
    let mut too_wide = None;
    let mut lacking: Option<header::Lacking> = None;
    for form in body.forms() {
        let head = match body.head(&form) {
            // By another delimiter it may be cut into fewer: a long cell holds many commas.
            Err(fault) if fault.code == Code::FileTooManyColumns && matches!(form, Form::Delimited(_)) => {
                too_wide = Some(fault);
                continue;
            }
            head => head?,
        };
        let header = header::find(&head, names, &options.wish);
        if header.is_err()
            && let Some(more) = header::lacking(&head, names, &options.wish)
            && lacking.as_ref().is_none_or(|l| more.known > l.known)
        {
            lacking = Some(more);
        }
        match (header, &form) {
            // Every sheet is a table of its own; a text is cut by the one delimiter that fits best.
            (Ok(h), Form::Sheet(_)) => found.push((h, form)),
            (Ok(h), _) if found.first().is_none_or(|(b, _)| h.score > b.score) => found = vec![(h, form)],
            (Ok(_), _) => {}
            (Err(n), Form::Sheet(name)) => {
                partial = partial.max(n);
                let blank = head.iter().all(|(_, cells)| cells.iter().all(String::is_empty));
                let why = if blank { Skip::Blank } else { unread(n) };
                skipped.push((values::text(name), why));
            }
            (Err(n), _) => partial = partial.max(n),
        }
    }
    if found.is_empty() {
        if let Some(lacking) = lacking.filter(|_| too_wide.is_none()) {
            return Err(lacking.fault());
        }
        let code = if unread(partial) == Skip::UnknownKind { Code::FileUnknownKind } else { Code::FileNoHeader };
        return Err(too_wide.unwrap_or_else(|| Fault::new(code)));
    }
    let encoding = body.encoding();
    let parts = found.into_iter().map(|(header, form)| Part::new(form, header, encoding)).collect();
    Ok(Input { body, parts, skipped, names, options: options.clone() })
}

/// Why a table is not read in whose best row so many names are known.
fn unread(known: usize) -> Skip {
    if known >= 3 { Skip::UnknownKind } else { Skip::NoHeader }
}

impl Part {
    fn new(form: Form, header: Header, encoding: &str) -> Part {
        let columns = header.columns.iter().map(|c| (c.name.clone(), c.field.map(|f| f.word().to_owned()))).collect();
        let shape = Shape {
            source: header.source,
            kind: header.kind,
            encoding: encoding.to_owned(),
            delimiter: match form {
                Form::Delimited(d) => Some(char::from(d)),
                _ => None,
            },
            sheet: match &form {
                Form::Sheet(name) => Some(values::text(name)),
                _ => None,
            },
            header_row: header.row,
            columns,
            headers_digest: header.digest.clone(),
        };
        Part { form, header, shape }
    }
}

impl<R: Read + Seek> Input<'_, R> {
    /// What was understood, part by part; there is at least one.
    pub fn shapes(&self) -> Vec<Shape> {
        self.parts.iter().map(|p| p.shape.clone()).collect()
    }

    /// The sheets of a book that are no part, by their names.
    pub fn skipped(&self) -> &[(String, Skip)] {
        &self.skipped
    }

    /// How the meaning of each column of a part is known.
    pub fn hows(&self, part: usize) -> Vec<How> {
        self.parts.get(part).map(|p| p.header.columns.iter().map(|c| c.how).collect()).unwrap_or_default()
    }

    /// What follows the header of a part, from the first row on however often it is asked for.
    ///
    /// Errors: `Internal` when there is no such part; those of reading.
    pub fn rows(&mut self, part: usize) -> Res<Table<'_, R>> {
        let part = self.parts.get(part).ok_or(Code::Internal)?;
        let mut cutter = self.body.rows(&part.form)?;
        while let Some((row, _)) = cutter.next()? {
            if row >= part.header.row {
                break;
            }
        }
        cutter.expect(part.header.columns.len());
        let meaning = rows::Meaning {
            header: &part.header,
            stages: &self.names.stages,
            events: &self.names.events,
            work: &self.names.work,
            zone: self.options.zone,
            currency: self.options.currency,
            spill: matches!(part.form, Form::Sheet(_)),
        };
        Ok(Table { cutter, meaning, held: None, ready: None, last: Vec::new(), failed: false })
    }
}

impl<R: Read + Seek> Table<'_, R> {
    /// The cells of the row that came last, as cleaned text.
    pub fn cells(&self) -> &[String] {
        &self.last
    }

    /// Bytes read and bytes in all, for the progress.
    pub fn progress(&self) -> (u64, u64) {
        self.cutter.progress()
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
        rows::read(row, &self.last, &self.meaning)
    }
}

/// Rows in the order of the file; after an error nothing more comes.
impl<R: Read + Seek> Iterator for Table<'_, R> {
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

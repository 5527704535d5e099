//! Reading XLSX as a stream of rows, with limits that are looked at before anything is unpacked into memory (6 R11).
//!
//! calamine reads the shared strings whole when it opens a book, and trusts the numbers a book states about itself; so
//! `guard` measures every part first.

mod counted;
mod guard;
mod held;
mod rows;

use std::io::{Read, Seek, SeekFrom};

use calamine::{Reader, SheetVisible, Xlsx, XlsxError};

use counted::Counted;
pub use rows::Rows;

use crate::base::{Code, Fault, Res};

/// What a book may ask of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Rows of one sheet.
    pub rows: u64,
    pub columns: usize,
    /// Bytes of one cell, as UTF-8.
    pub cell: usize,
    /// Bytes of all parts, unpacked.
    pub unpacked: u64,
    /// Bytes of the shared strings and of any other part that is held in memory, unpacked.
    pub strings: u64,
    /// How many shared strings: each takes room of its own, also an empty one.
    pub string_count: u64,
    /// Unpacked bytes for each packed one.
    pub ratio: u64,
    /// Files inside the archive.
    pub parts: usize,
}

impl Limits {
    /// An export of a CRM.
    pub const IMPORT: Limits = Limits {
        rows: super::read::limits::ROWS,
        columns: super::read::limits::COLUMNS,
        cell: super::read::limits::CELL,
        unpacked: 1 << 30,
        strings: 128 << 20,
        string_count: 3_000_000,
        ratio: 200,
        parts: 10_000,
    };
    /// A sheet that people filled in: what the program wrote itself, and some room.
    pub const SHEET: Limits = Limits {
        rows: 50_000,
        unpacked: 64 << 20,
        strings: 16 << 20,
        string_count: 500_000,
        parts: 1_000,
        ..Limits::IMPORT
    };
}

/// An opened book.
pub struct Book<R: Read + Seek> {
    xlsx: Xlsx<Counted<R>>,
    read: counted::Count,
    packed: u64,
    limits: Limits,
}

/// A book, or what looks like one from outside and gets its own sentence: a zip archive, or the compound file of old
/// and of books with a password.
pub fn is_book(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(guard::COMPOUND)
}

impl<R: Read + Seek> Book<R> {
    /// Errors: `FileEmpty`, `FileNotXlsx`, `FileProtected` (a password), `FileTooLarge`, `FileBroken`, those of reading.
    pub fn open(mut input: R, limits: Limits) -> Res<Book<R>> {
        let packed = guard::look(&mut input, &limits)?;
        input.seek(SeekFrom::Start(0))?;
        let (input, read) = Counted::new(input);
        Ok(Book { xlsx: Xlsx::new(input).map_err(fault)?, read, packed, limits })
    }

    /// The names of its sheets, in their order, hidden ones left out.
    pub fn sheets(&self) -> Vec<String> {
        let shown = self.xlsx.sheets_metadata().iter().filter(|s| s.visible == SheetVisible::Visible);
        shown.map(|s| s.name.clone()).collect()
    }

    /// The rows of a sheet, one at a time. Errors: `FileBroken` when there is no such sheet or it cannot be read.
    pub fn rows(&mut self, sheet: &str) -> Res<Rows<'_, R>> {
        let cells = self.xlsx.worksheet_cells_reader(sheet).map_err(fault)?;
        Ok(Rows::new(cells, self.read.clone(), self.packed, self.limits))
    }
}

fn fault(e: XlsxError) -> Fault {
    match e {
        XlsxError::Password => Code::FileProtected.into(),
        XlsxError::Io(e) if e.kind() != std::io::ErrorKind::InvalidData => e.into(),
        e => Fault::from(Code::FileBroken, e),
    }
}

#[cfg(test)]
mod tests;

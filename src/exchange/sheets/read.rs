//! A filled sheet back: the heading is looked for, columns are known by their names in either language, rows by their
//! keys. What was inserted above, moved aside or sorted does not matter.

use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::rc::Rc;

use crate::base::{Code, Fault, Res, fold};
use crate::domain::sheets::{CellValue, RowKey, SheetColumn};
use crate::exchange::xlsx::{Book, Limits};
use crate::texts::{Lang, Texts};

/// Rows among which a heading is looked for.
const HEAD_ROWS: u64 = 40;
/// Rows a file may carry: more than any office's case, and no more than a report can show.
const ROWS: usize = 20_000;

/// One row as it stands in the file. Without a key it was written by hand, or its key is no key any more.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadRow {
    pub tab: String,
    /// As a spreadsheet counts, from 1.
    pub row: u64,
    pub key: Result<RowKey, String>,
    /// The columns its tab has; one that was deleted says nothing.
    pub columns: Rc<[SheetColumn]>,
    pub cells: BTreeMap<SheetColumn, CellValue>,
}

impl ReadRow {
    pub fn cell(&self, column: SheetColumn) -> &CellValue {
        self.cells.get(&column).unwrap_or(&CellValue::Empty)
    }
}

/// The rows of every tab that has our heading, empty ones left out.
///
/// Errors: `SheetForeign` when no tab has it; `FileTooManyRows`; those of [`Book`].
pub fn read(input: impl Read + Seek) -> Res<Vec<ReadRow>> {
    let mut book = Book::open(input, Limits::SHEET)?;
    let names = Names::of(&[Texts::load(Lang::Ru), Texts::load(Lang::En)]);
    let (mut out, mut ours) = (Vec::new(), false);
    for tab in book.sheets() {
        let mut rows = book.rows(&tab)?;
        let mut columns: Option<Columns> = None;
        while let Some((row, cells)) = rows.next_row()? {
            match &columns {
                None if row > HEAD_ROWS => break,
                None => columns = names.columns(&cells),
                Some(columns) => out.extend(read_row(&tab, row, &cells, columns)),
            }
            if out.len() > ROWS {
                return Err(Fault::new(Code::FileTooManyRows).with("limit", ROWS));
            }
        }
        ours |= columns.is_some();
    }
    if ours { Ok(out) } else { Err(Code::SheetForeign.into()) }
}

fn read_row(tab: &str, row: u64, cells: &[CellValue], columns: &Columns) -> Option<ReadRow> {
    let mut found = BTreeMap::new();
    for (i, column) in &columns.places {
        if let Some(value) = cells.get(*i).filter(|v| !v.is_empty()) {
            found.insert(*column, value.clone());
        }
    }
    let key = found.remove(&SheetColumn::Key).map(|v| v.text().unwrap_or_default()).unwrap_or_default();
    // A number drawn down, a line of notes under the table: nothing was filled in there.
    let filled = found.keys().any(|c| !matches!(c, SheetColumn::No));
    if !filled && key.is_empty() {
        return None;
    }
    let key = RowKey::read(&key).ok_or(key);
    Some(ReadRow { tab: tab.to_owned(), row, key, columns: columns.all.clone(), cells: found })
}

/// Where the columns of a tab stand.
struct Columns {
    places: Vec<(usize, SheetColumn)>,
    all: Rc<[SheetColumn]>,
}

/// What each column is called in all languages.
struct Names(BTreeMap<String, SheetColumn>);

impl Names {
    fn of(all: &[Texts]) -> Names {
        let each = all.iter().flat_map(|x| SheetColumn::ALL.iter().map(|c| (folded(&x.sheet_heading(*c)), *c)));
        Names(each.collect())
    }

    /// The columns of a heading: its key and one more are enough. A repeated one keeps its first place.
    fn columns(&self, cells: &[CellValue]) -> Option<Columns> {
        let mut out: Vec<(usize, SheetColumn)> = Vec::new();
        for (i, cell) in cells.iter().enumerate() {
            let CellValue::Text(text) = cell else { continue };
            if let Some(column) = self.0.get(&folded(text)).filter(|c| out.iter().all(|(_, o)| o != *c)) {
                out.push((i, *column));
            }
        }
        let ours = out.len() > 1 && out.iter().any(|(_, c)| *c == SheetColumn::Key);
        ours.then(|| Columns { all: out.iter().map(|(_, c)| *c).collect(), places: out })
    }
}

fn folded(text: &str) -> String {
    fold(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

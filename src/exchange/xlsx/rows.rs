//! One row at a time out of a stream of cells, each with its place; nothing is made room for that was not read.

use std::io::{Read, Seek};

use calamine::{Cell, DataRef, XlsxCellReader};

use super::counted::{Count, Counted};
use super::{Limits, fault};
use crate::base::{Code, Day, Due, Fault, Res};
use crate::domain::sheets::CellValue;

/// The rows of one sheet that hold anything, from the top.
pub struct Rows<'b, R: Read + Seek> {
    cells: XlsxCellReader<'b, Counted<R>>,
    read: Count,
    packed: u64,
    limits: Limits,
    /// The first cell of the row after the one given out.
    ahead: Option<Cell<DataRef<'b>>>,
    last: u64,
    ended: bool,
}

impl<'b, R: Read + Seek> Rows<'b, R> {
    pub(super) fn new(cells: XlsxCellReader<'b, Counted<R>>, read: Count, packed: u64, limits: Limits) -> Rows<'b, R> {
        Rows { cells, read, packed, limits, ahead: None, last: 0, ended: false }
    }

    /// Bytes of the archive read so far and in all, for the progress. What was read twice counts once.
    pub fn progress(&self) -> (u64, u64) {
        (self.read.get().min(self.packed), self.packed)
    }

    /// The next row that holds anything: its number as a spreadsheet counts, from 1, and its cells up to the last one.
    ///
    /// Errors: `FileTooManyRows`, `FileTooManyColumns`, `FileBroken` (also: rows out of their order).
    pub fn next_row(&mut self) -> Res<Option<(u64, Vec<CellValue>)>> {
        loop {
            let Some(first) = self.cell()? else { return Ok(None) };
            let at = first.get_position().0;
            let row = u64::from(at) + 1;
            if row > self.limits.rows {
                return Err(Fault::new(Code::FileTooManyRows).with("limit", self.limits.rows));
            }
            if row <= self.last {
                return Err(Fault::new(Code::FileBroken).with("row", row));
            }
            self.last = row;
            let mut out = Vec::new();
            self.put(&mut out, &first)?;
            while let Some(cell) = self.cell()? {
                if cell.get_position().0 != at {
                    self.ahead = Some(cell);
                    break;
                }
                self.put(&mut out, &cell)?;
            }
            if !out.is_empty() {
                return Ok(Some((row, out)));
            }
        }
    }

    fn cell(&mut self) -> Res<Option<Cell<DataRef<'b>>>> {
        if let Some(cell) = self.ahead.take() {
            return Ok(Some(cell));
        }
        if self.ended {
            return Ok(None);
        }
        let next = self.cells.next_cell().map_err(fault)?;
        self.ended = next.is_none();
        Ok(next)
    }

    fn put(&self, row: &mut Vec<CellValue>, cell: &Cell<DataRef<'_>>) -> Res<()> {
        let value = value(cell.get_value(), self.limits.cell);
        if value == CellValue::Empty {
            return Ok(());
        }
        let column = cell.get_position().1 as usize;
        if column >= self.limits.columns {
            return Err(Fault::new(Code::FileTooManyColumns).with("limit", self.limits.columns));
        }
        if row.len() <= column {
            row.resize(column + 1, CellValue::Empty);
        }
        row[column] = value;
        Ok(())
    }
}

fn value(data: &DataRef<'_>, limit: usize) -> CellValue {
    let text = |s: &str| match s.len() {
        0 => CellValue::Empty,
        n if n > limit => CellValue::TooLong,
        _ => CellValue::Text(s.to_owned()),
    };
    match data {
        DataRef::Empty => CellValue::Empty,
        DataRef::String(s) | DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => text(s),
        DataRef::SharedString(s) => text(s),
        DataRef::Int(n) => CellValue::Number(*n as f64),
        DataRef::Float(n) => CellValue::Number(*n),
        DataRef::Bool(b) => CellValue::Flag(*b),
        DataRef::Error(_) => CellValue::Error,
        DataRef::DateTime(at) => {
            let serial = at.as_f64();
            // Below 1 it is a time of day only; the last day a spreadsheet knows is 31 December 9999.
            let known = at.is_datetime() && (1.0..2_958_466.0).contains(&serial);
            let moment = known.then(|| at.to_ymd_hms_milli()).and_then(|(y, m, d, hour, minute, second, _)| {
                let day = Day::ymd(i32::from(y), u32::from(m), u32::from(d))?;
                // Times are kept as fractions: 13:59:59,9 was typed as 14:00.
                let minute = u16::from(hour) * 60 + u16::from(minute) + u16::from(second >= 30);
                Some(if minute < 24 * 60 { Due::at(day, minute) } else { Due::day(day.plus(1)) })
            });
            moment.map_or(CellValue::Number(serial), CellValue::Moment)
        }
    }
}

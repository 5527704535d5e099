//! One file of the import as a sheet: its columns side by side over its first rows, and the column and row looked at.

use super::files::moved;
use crate::jobs::import::mapping::Mapping;
use crate::ui::actions::{self, Act};

/// Columns of the row's number, and the narrowest and widest a column gets.
pub(super) const NUMBER: u16 = 6;
const NARROW: u16 = 6;
const WIDEST: u16 = 26;
/// Between two columns.
pub(super) const GAP: u16 = 2;

/// The two ways to look at a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Columns side by side over the first rows.
    Rows,
    /// Columns one under the other, with what they mean and examples.
    Columns,
}

/// One file looked at, and what its columns mean as long as it is not read again.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// Its place among the files of the report; `None`: nobody knew it, and it is not read yet.
    pub file: Option<usize>,
    pub mapping: Mapping,
    pub face: Face,
    pub column: usize,
    /// The first row seen.
    pub top: usize,
}

impl Sheet {
    pub fn new(file: Option<usize>, mapping: Mapping) -> Sheet {
        Sheet { file, mapping, face: Face::Rows, column: 0, top: 0 }
    }

    pub fn turn(&mut self) {
        self.face = if self.face == Face::Rows { Face::Columns } else { Face::Rows };
    }

    /// Something was said that no reading knows of yet.
    pub fn is_open(&self) -> bool {
        self.mapping.is_changed() || (self.mapping.is_unknown() && self.mapping.is_said())
    }

    /// Moves by one key; `page` is how many lines are seen at once.
    pub fn act(&mut self, act: Act, page: usize) -> bool {
        let last = self.mapping.columns.len().saturating_sub(1);
        match (act, self.face) {
            (actions::LEFT, _) => self.column = self.column.saturating_sub(1),
            (actions::RIGHT, _) => self.column = (self.column + 1).min(last),
            (actions::FIRST, _) => self.column = 0,
            (actions::LAST, _) => self.column = last,
            (_, Face::Columns) => return moved(&mut self.column, last + 1, act, page),
            // The rows have no cursor: they move as a whole, and only while some are hidden below.
            (_, Face::Rows) => {
                let rows = self.mapping.shown().len();
                return moved(&mut self.top, (rows + 1).saturating_sub(page).max(1), act, page);
            }
        }
        true
    }
}

/// How wide each column is drawn: as its widest text, within bounds.
pub(super) fn widths<'a>(columns: usize, texts: impl Iterator<Item = (usize, &'a str)>) -> Vec<u16> {
    let mut wide = vec![NARROW; columns];
    for (i, text) in texts {
        if let Some(w) = wide.get_mut(i) {
            *w = (*w).max(crate::ui::widgets::width(text).min(WIDEST));
        }
    }
    wide
}

/// The first column to draw so that the whole of `at` is seen in `room`.
pub(super) fn left(wide: &[u16], at: usize, room: u16) -> usize {
    let mut used = 0;
    for i in (0..=at.min(wide.len().saturating_sub(1))).rev() {
        used += wide.get(i).copied().unwrap_or(0) + GAP;
        if used > room + GAP {
            return (i + 1).min(at);
        }
    }
    0
}

/// The column holds figures: they end at the right edge.
pub(super) fn is_figures<'a>(mut cells: impl Iterator<Item = &'a str>) -> bool {
    let figure = |c: &str| {
        c.chars().any(|c| c.is_ascii_digit()) && c.chars().all(|c| c.is_ascii_digit() || " .,-\u{a0}₽$€%".contains(c))
    };
    let mut some = false;
    cells.all(|c| {
        some |= !c.is_empty();
        c.is_empty() || figure(c)
    }) && some
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_looked_at_is_always_seen_whole() {
        let wide = widths(4, [(0, "x"), (1, "Название сделки, очень длинное название"), (3, "12 345,00")].into_iter());
        assert_eq!(wide, [NARROW, WIDEST, NARROW, 9]);
        assert_eq!((left(&wide, 0, 40), left(&wide, 1, 40), left(&wide, 2, 40)), (0, 0, 1));
        assert_eq!((left(&wide, 3, 40), left(&wide, 3, 20), left(&wide, 3, 4)), (2, 2, 3));
        assert_eq!(left(&[], 0, 40), 0);
    }

    #[test]
    fn figures_are_told_from_words() {
        assert!(is_figures(["1 240,50", "", "-3 ₽"].into_iter()));
        assert!(!is_figures(["1 240", "нет"].into_iter()) && !is_figures(["", ""].into_iter()));
        assert!(!is_figures(["-"].into_iter()));
    }
}

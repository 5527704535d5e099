//! A list is a window on the base: what a screen asks for and gets, whatever the rows are.

/// Where the window is anchored, by row id: keyset, never a deep OFFSET.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    First,
    Last,
    After(i64),
    Before(i64),
    /// Rows on both sides of this one; the beginning if it is not in the list any more.
    Around(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub anchor: Anchor,
    pub limit: u32,
}

/// How many rows the whole list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Total {
    Exact(u64),
    AtLeast(u64),
    #[default]
    Unknown,
}

/// One answer. `before` counts the rows above the first one where that is cheap to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<R> {
    pub rows: Vec<R>,
    pub at_start: bool,
    pub at_end: bool,
    pub before: Option<u64>,
    /// `None` when the window was extended and the total has been said already.
    pub total: Option<Total>,
}

/// Where a row stands in the whole list, counted to the end: what a window far inside does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub id: i64,
    /// Rows above it.
    pub above: u64,
    pub total: u64,
}

impl<R> Page<R> {
    pub fn empty() -> Self {
        Self { rows: Vec::new(), at_start: true, at_end: true, before: Some(0), total: Some(Total::Exact(0)) }
    }

    /// The whole list at once: for lists that are short by their nature.
    pub fn whole(rows: Vec<R>) -> Self {
        let n = rows.len() as u64;
        Self { rows, at_start: true, at_end: true, before: Some(0), total: Some(Total::Exact(n)) }
    }
}

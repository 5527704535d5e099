//! A paper as a list of pieces: what the act, a printable list or a report says, before it becomes DOCX or plain text.

/// How a cell's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    #[default]
    Left,
    Right,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    /// The column's share of the width; the shares of a table need not add up to anything.
    pub share: usize,
    pub side: Side,
}

impl Column {
    pub fn left(title: String, share: usize) -> Self {
        Self { title, share, side: Side::Left }
    }

    pub fn right(title: String, share: usize) -> Self {
        Self { title, share, side: Side::Right }
    }
}

/// A table whose header row repeats on every page. Rows have as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
    /// A last row that stands out.
    pub total: Option<Vec<String>>,
}

/// A line to sign on: «Передал: менеджер ________ Ковалёв Д. «__» ______ 20__ г.»
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignLine {
    /// What the signature means, with the role: «Дела передал, менеджер».
    pub as_what: String,
    pub name: String,
    /// What stands in place of a signature: «отказ от подписи, 27 ноября 2026 г.»; empty to sign by hand.
    pub instead: String,
    /// «подпись» and «дата», in small print under their places.
    pub sign: String,
    pub date: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// The paper's name and what stands under it, centred.
    Title(String, String),
    /// Place at the left, date at the right.
    Sides(String, String),
    Heading(String),
    SubHeading(String),
    Text(String),
    /// Small print.
    Fine(String),
    /// Label and value, one pair a line.
    Facts(Vec<(String, String)>),
    Table(Table),
    Signatures(Vec<SignLine>),
    /// Lines with a box, ticked or to be ticked.
    Ticks(Vec<(bool, String)>),
    /// Text to copy as it stands, numbers to paste.
    Verbatim(String),
    /// Empty lines to write on by hand.
    Blank(usize),
    PageBreak,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// For the foot of every page.
    pub running: String,
    /// «Лист { n } из { m }» split at its two numbers.
    pub page_of: [String; 2],
    pub pieces: Vec<Piece>,
}

//! Parsed rows as values: what a CRM's file says, cleaned and typed, before anything is matched with the base (3 §1).
//!
//! Nothing here knows files or the base: `exchange::read` makes these, `ops::import` matches them.

use serde::{Deserialize, Serialize};

use super::activity::LogKind;
use super::words::{FileKind, LeadState, Source, StageKind, TaskKind, TaskSource, TaskState};
use crate::base::{At, Currency, Day, Due, Kind, digits, phone_number};

/// A column nobody mapped, kept with its row: the header as written (a repeated one numbered) and the cell.
pub type Extra = Vec<(String, String)>;

/// One row of a file that could be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Record {
    Deal(Box<RecordDeal>),
    Client(Box<RecordClient>),
    Contact(Box<RecordContact>),
    Employee(Box<RecordEmployee>),
    Product(Box<RecordProduct>),
    Task(Box<RecordTask>),
    Lead(Box<RecordLead>),
    Call(Box<RecordCall>),
    Event(Box<RecordEvent>),
}

impl Record {
    /// What the row is; a file of people may hold companies too.
    pub fn kind(&self) -> FileKind {
        match self {
            Record::Deal(_) => FileKind::Deals,
            Record::Client(_) => FileKind::Clients,
            Record::Contact(_) => FileKind::Contacts,
            Record::Employee(_) => FileKind::Employees,
            Record::Product(_) => FileKind::Products,
            Record::Task(_) => FileKind::Tasks,
            Record::Lead(_) => FileKind::Leads,
            Record::Call(_) => FileKind::Calls,
            Record::Event(_) => FileKind::Log,
        }
    }

    pub fn row(&self) -> u64 {
        match self {
            Record::Deal(r) => r.row,
            Record::Client(r) => r.row,
            Record::Contact(r) => r.row,
            Record::Employee(r) => r.row,
            Record::Product(r) => r.row,
            Record::Task(r) => r.row,
            Record::Lead(r) => r.row,
            Record::Call(r) => r.row,
            Record::Event(r) => r.row,
        }
    }

    pub fn ext_id(&self) -> &str {
        match self {
            Record::Deal(r) => &r.ext_id,
            Record::Client(r) => &r.ext_id,
            Record::Contact(r) => &r.ext_id,
            Record::Employee(r) => &r.ext_id,
            Record::Product(r) => &r.ext_id,
            Record::Task(r) => &r.ext_id,
            Record::Lead(r) => &r.ext_id,
            Record::Call(r) => &r.ext_id,
            Record::Event(_) => "",
        }
    }
}

/// A phone as written and as compared: `+7…` for a Russian one, else its digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Phone {
    pub written: String,
    pub normal: String,
}

impl Phone {
    /// `None` when there are fewer than five digits: such a text is no number. An extension is part of what is written only.
    pub fn read(written: &str) -> Option<Phone> {
        let number = phone_number(written);
        let d = digits(number);
        let normal = match (d.len(), d.as_bytes().first()) {
            (0..=4, _) => return None,
            (11, Some(b'7' | b'8')) => format!("+7{}", &d[1..]),
            (10, Some(b'3' | b'4' | b'8' | b'9')) => format!("+7{d}"),
            _ if number.trim_start().starts_with('+') => format!("+{d}"),
            _ => d,
        };
        Some(Phone { written: written.trim().to_owned(), normal })
    }
}

/// A person as a deal or client row names them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordContact {
    pub row: u64,
    /// Empty when the row names the person without an id of their own.
    pub ext_id: String,
    /// The whole name as written; made from the parts when only these were given.
    pub name: String,
    pub first: String,
    pub last: String,
    pub middle: String,
    pub post: String,
    /// The companies as one cell names them: one, or several.
    pub company: String,
    pub owner: String,
    #[serde(default)]
    pub owner_email: String,
    pub phones: Vec<Phone>,
    pub emails: Vec<String>,
    pub note: String,
    #[serde(default)]
    pub created: Option<At>,
    #[serde(default)]
    pub modified: Option<At>,
    pub extra: Extra,
}

impl RecordContact {
    /// Nothing by which the person could be named or reached.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.phones.is_empty() && self.emails.is_empty()
    }
}

/// A deal row. Dates are instants in the office's zone, amounts minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordDeal {
    pub row: u64,
    pub ext_id: String,
    pub title: String,
    pub pipeline: String,
    pub stage: String,
    /// By the known words; `Open` where `stage_known` is false, never guessed (3 §1).
    pub stage_kind: StageKind,
    pub stage_known: bool,
    /// `None`: the cell was empty.
    pub amount: Option<i64>,
    pub currency: Currency,
    /// The owner as the CRM writes the name, and a mail where the file has one.
    pub owner: String,
    pub owner_email: String,
    /// The client's name as written; empty for a deal without a client.
    pub client: String,
    pub client_ext_id: String,
    pub client_inn: String,
    pub contact: RecordContact,
    pub created: Option<At>,
    pub modified: Option<At>,
    pub expected_close: Option<Day>,
    pub closed: Option<At>,
    pub loss_reason: String,
    pub source: String,
    pub tags: String,
    pub products: Vec<String>,
    pub notes: Vec<String>,
    pub extra: Extra,
}

/// A client (company) row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordClient {
    pub row: u64,
    pub ext_id: String,
    pub name: String,
    pub inn: String,
    pub industry: String,
    pub region: String,
    pub segment: String,
    /// A contact person the row names beside the client; the numbers of the row are the client's.
    #[serde(default)]
    pub contact: String,
    #[serde(default)]
    pub contact_post: String,
    pub owner: String,
    pub owner_email: String,
    pub phones: Vec<Phone>,
    pub emails: Vec<String>,
    pub site: String,
    pub address: String,
    pub note: String,
    pub created: Option<At>,
    pub modified: Option<At>,
    pub extra: Extra,
}

/// A person of the office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordEmployee {
    pub row: u64,
    pub ext_id: String,
    pub name: String,
    pub email: String,
    pub login: String,
    pub phones: Vec<Phone>,
    pub department: String,
    pub post: String,
    /// The head of this person's department, as written.
    pub head: String,
    pub region: String,
    pub extra: Extra,
}

/// A line of a price list: counted, so that a whole set imports as one, and kept nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordProduct {
    pub row: u64,
    pub ext_id: String,
    pub name: String,
    pub extra: Extra,
}

/// A task or an activity. What it is about is named, and found when everything else is in the base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordTask {
    pub row: u64,
    pub ext_id: String,
    pub title: String,
    /// Not `kind`: that is the record's own tag.
    #[serde(rename = "task_kind")]
    pub kind: TaskKind,
    pub source_kind: TaskSource,
    pub state: TaskState,
    pub owner: String,
    pub author: String,
    pub due: Option<Due>,
    pub created: Option<At>,
    pub modified: Option<At>,
    pub closed: Option<At>,
    /// Kind of object, and the cell's part that names one or several of them.
    pub about: Vec<(Kind, String)>,
    pub note: String,
    pub extra: Extra,
}

/// A lead: nobody's client yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLead {
    pub row: u64,
    pub ext_id: String,
    pub title: String,
    pub state: LeadState,
    pub owner: String,
    pub owner_email: String,
    /// The person as the row names them.
    pub person: String,
    pub company: String,
    pub phones: Vec<Phone>,
    pub emails: Vec<String>,
    /// The channel it came by.
    pub source: String,
    pub created: Option<At>,
    pub modified: Option<At>,
    pub note: String,
    pub extra: Extra,
}

/// A call of the telephony. It has no id of its own: when, with whom and how long tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordCall {
    pub row: u64,
    pub ext_id: String,
    pub at: At,
    pub phone: Phone,
    pub employee: String,
    /// `None`: the list does not say.
    pub incoming: Option<bool>,
    pub answered: bool,
    pub seconds: u32,
    pub result: String,
    /// A recording exists.
    pub recorded: bool,
}

/// An event of a CRM's activity log. An event has no id of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordEvent {
    pub row: u64,
    pub at: At,
    pub kind: LogKind,
    /// The event as the log names it.
    pub written: String,
    /// A login, a mail, a number or a name; empty when the log does not say.
    pub user: String,
    pub object: String,
    pub address: String,
    pub detail: String,
    /// The size of an export.
    pub rows: u64,
}

impl RecordEvent {
    /// What is kept of a text, in characters: an address, a name of an event, an object, a description.
    pub const ADDRESS: usize = 64;
    pub const WRITTEN: usize = 80;
    pub const OBJECT: usize = 160;
    pub const DETAIL: usize = 400;
}

/// A row that was not taken, and why: shown, counted, saved as CSV with a column «Причина».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// As a spreadsheet numbers it, from 1.
    pub row: u64,
    /// Empty when the whole row is at fault.
    pub column: String,
    /// Shortened to [`Refused::VALUE_CHARS`].
    pub value: String,
    pub reason: Reason,
    /// The row as far as it could be cut into cells, to be saved, mended and imported again.
    pub cells: Vec<String>,
}

impl Refused {
    pub const VALUE_CHARS: usize = 80;

    pub fn new(row: u64, column: &str, value: &str, reason: Reason) -> Self {
        let value = value.chars().take(Self::VALUE_CHARS).collect();
        Self { row, column: column.to_owned(), value, reason, cells: Vec::new() }
    }

    pub fn with_cells(mut self, cells: &[String]) -> Self {
        self.cells = cells.to_vec();
        self
    }
}

/// Why a row was refused; the sentence is in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A quote opens a cell and never closes it.
    UnclosedQuote,
    /// A cell over 32 KB.
    CellTooLong,
    /// More than 512 cells.
    TooManyCells,
    /// More cells than the header has, and something in them.
    ExtraCells,
    /// No external id.
    NoId,
    /// No name, and nothing to call it by.
    NoName,
    /// A call with no number that could be called.
    NoNumber,
    BadAmount,
    BadDate,
    /// The id stood in an earlier row of the same import.
    DuplicateId,
    /// An account of no system.
    NoSystem,
    /// Nobody is called so, or several are.
    NoSuchPerson,
    SeveralPeople,
}

impl Reason {
    pub const ALL: [Reason; 13] = [
        Reason::UnclosedQuote,
        Reason::CellTooLong,
        Reason::TooManyCells,
        Reason::ExtraCells,
        Reason::NoId,
        Reason::NoName,
        Reason::NoNumber,
        Reason::BadAmount,
        Reason::BadDate,
        Reason::DuplicateId,
        Reason::NoSystem,
        Reason::NoSuchPerson,
        Reason::SeveralPeople,
    ];

    /// The word of the JSON contract.
    pub const fn word(self) -> &'static str {
        match self {
            Reason::UnclosedQuote => "unclosed_quote",
            Reason::CellTooLong => "cell_too_long",
            Reason::TooManyCells => "too_many_cells",
            Reason::ExtraCells => "extra_cells",
            Reason::NoId => "no_id",
            Reason::NoName => "no_name",
            Reason::NoNumber => "no_number",
            Reason::BadAmount => "bad_amount",
            Reason::BadDate => "bad_date",
            Reason::DuplicateId => "duplicate_id",
            Reason::NoSystem => "no_system",
            Reason::NoSuchPerson => "no_such_person",
            Reason::SeveralPeople => "several_people",
        }
    }

    pub fn of(word: &str) -> Option<Reason> {
        Self::ALL.into_iter().find(|r| r.word() == word)
    }
}

/// Why a sheet of a book was left out while others of it were read; the sentence is in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skip {
    /// Nothing stands where headings are looked for.
    Blank,
    /// Headings, and no row below them.
    NoRows,
    /// No row looks like known headings.
    NoHeader,
    /// Some headings are known; what the rows are is not.
    UnknownKind,
}

impl Skip {
    /// A person who knows what its columns mean can have it read.
    pub const fn can_be_said(self) -> bool {
        matches!(self, Skip::NoHeader | Skip::UnknownKind)
    }
}

/// A row of a file: taken or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    Record(Record),
    Refused(Refused),
}

/// What was understood of a file's form; shown before anything is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    pub source: Source,
    pub kind: FileKind,
    /// `utf-8`, `windows-1251`, `utf-16le`, `utf-16be`; `xlsx` for a book.
    pub encoding: String,
    /// `;`, `,` or a tab; `None` for an HTML table and for a book.
    pub delimiter: Option<char>,
    /// The sheet of a book.
    #[serde(default)]
    pub sheet: Option<String>,
    /// As a spreadsheet numbers it, from 1.
    pub header_row: u64,
    /// Every column in its place: the header as written, and the field's word where it is known.
    pub columns: Vec<(String, Option<String>)>,
    /// Names this set of headers, so that a mapping made by hand is remembered under it.
    pub headers_digest: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_normalised_and_kept_as_written() {
        let p = Phone::read(" 8 (912) 345-67-89 ").unwrap();
        assert_eq!((p.written.as_str(), p.normal.as_str()), ("8 (912) 345-67-89", "+79123456789"));
        assert_eq!(Phone::read("9123456789").unwrap().normal, "+79123456789");
        assert_eq!(Phone::read("+375 29 123-45-67").unwrap().normal, "+375291234567");
        assert_eq!(Phone::read("200-11-22").unwrap().normal, "2001122");
        let p = Phone::read("8 (343) 200-11-22 доб. 105").unwrap();
        assert_eq!((p.written.as_str(), p.normal.as_str()), ("8 (343) 200-11-22 доб. 105", "+73432001122"));
        assert_eq!(Phone::read("доб. 12"), None);
    }

    #[test]
    fn reasons_have_words() {
        for r in Reason::ALL {
            assert_eq!(Reason::of(r.word()), Some(r));
            assert_eq!(serde_json::to_value(r).unwrap(), r.word());
        }
    }
}

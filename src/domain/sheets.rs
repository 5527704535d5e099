//! «Лист передачи» and «Лист приёма» (2 §4): what goes out, how a row knows itself again when it comes back, what may be
//! wrong with a cell. A row carries its own key, so that rows may be deleted, sorted, pasted and put together.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::context::is_past;
use super::spoken;
use super::words::{Block, BlockState, DecisionRole, LineKind, PromiseState, TaskField, TaskKind, words};
use crate::base::{AcceptanceId, At, CaseId, Clock, Code, DAY_MS, Day, Due, Fault, Money, Ref, Seq, clean, fold};

words! {
    /// To whom it goes: the leaver writes context, a receiver answers.
    SheetKind { Context = "context", Acceptance = "acceptance" }
    /// The columns of both, in the order they stand in.
    SheetColumn {
        No = "no", Subject = "subject", Known = "known", Context = "context", State = "state", NextStep = "next_step",
        On = "on", Specifics = "specifics", History = "history", People = "people", Deciders = "deciders",
        Terms = "terms", NextContact = "next_contact", Answer = "answer", Why = "why", Step = "step",
        StepOn = "step_on", Question = "question", Key = "key",
    }
    /// Why a cell, or a whole row, was not taken.
    SheetTrouble {
        /// The key does not fit the row any more.
        Damaged = "damaged",
        /// A row written by hand, without a key.
        NoKey = "no_key",
        /// The key is of a sheet this base has not given out.
        Foreign = "foreign",
        OtherCase = "other_case",
        /// The same object stands in the file again, with something else in it.
        Twice = "twice",
        /// The case holds the object no more.
        Gone = "gone",
        Placeholder = "placeholder",
        Vague = "vague",
        NoDate = "no_date",
        /// A date without a step.
        NoStep = "no_step",
        Past = "past",
        BadDate = "bad_date",
        /// «Завтра», written on one day and read on another.
        SpokenDate = "spoken_date",
        TooLong = "too_long",
        /// A formula that came to an error.
        CellError = "cell_error",
        /// Neither yes nor no.
        NoAnswer = "no_answer",
        NoReason = "no_reason",
        NotOffered = "not_offered",
        /// The row was answered otherwise since.
        Answered = "answered",
        /// The card was changed since the sheet went out.
        Changed = "changed",
        /// «Ничего особенного» where something was promised.
        Promised = "promised",
        /// The cell was cleared, the card has a text.
        Emptied = "emptied",
        Denied = "denied",
    }
}

impl SheetTrouble {
    /// A person decides between the sheet and the card; the rest is mended in the sheet.
    pub const fn is_question(self) -> bool {
        matches!(self, SheetTrouble::Changed | SheetTrouble::Emptied)
    }

    /// What a refusal of the form is called in a cell; `None` for one that is not about the cell.
    pub const fn from_code(code: Code) -> Option<SheetTrouble> {
        Some(match code {
            Code::Placeholder | Code::Unfinished => SheetTrouble::Placeholder,
            Code::NextStepVague => SheetTrouble::Vague,
            Code::NextStepNoDate => SheetTrouble::NoDate,
            Code::DateInPast => SheetTrouble::Past,
            Code::BadDate => SheetTrouble::BadDate,
            Code::ReasonNeeded => SheetTrouble::NoReason,
            Code::NotOffered => SheetTrouble::NotOffered,
            Code::NotInCase | Code::UnknownObject | Code::BlockNotHere => SheetTrouble::Gone,
            Code::Stale => SheetTrouble::Changed,
            Code::PromisesStand => SheetTrouble::Promised,
            Code::Denied | Code::NeedsSecond => SheetTrouble::Denied,
            _ => return None,
        })
    }
}

impl SheetColumn {
    pub const fn of_block(block: Block) -> SheetColumn {
        match block {
            Block::State => SheetColumn::State,
            Block::NextStep => SheetColumn::NextStep,
            Block::Specifics => SheetColumn::Specifics,
            Block::History => SheetColumn::History,
            Block::People => SheetColumn::People,
            Block::Deciders => SheetColumn::Deciders,
            Block::Terms => SheetColumn::Terms,
            Block::NextContact => SheetColumn::NextContact,
        }
    }
}

/// Blocks that have a day beside them.
pub const fn has_day(block: Block) -> bool {
    matches!(block, Block::NextStep | Block::NextContact)
}

// ---- what goes out -------------------------------------------------------------------------------------------------

/// What the card knows already, shown beside what is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnownFact {
    Contact {
        name: String,
        role: DecisionRole,
        point: Option<String>,
    },
    Task {
        kind: TaskKind,
        title: String,
        due: Option<Due>,
        told: Vec<(TaskField, String)>,
    },
    /// What is written of the task the row itself is about.
    Told(TaskKind, Vec<(TaskField, String)>),
    Note(String),
    Promise {
        text: String,
        due: Option<Due>,
        agreed_with: String,
        state: PromiseState,
        answer: String,
    },
}

/// A block as the sheet shows it, with the version it was taken at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutBlock {
    pub block: Block,
    pub required: bool,
    pub state: BlockState,
    pub text: String,
    pub on: Option<Due>,
    pub rev: Seq,
}

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutObject {
    pub object: Ref,
    pub title: String,
    pub client: Option<String>,
    pub stage: String,
    pub amount: Option<Money>,
    pub close: Option<Day>,
    pub known: Vec<KnownFact>,
    pub blocks: Vec<OutBlock>,
}

/// A row of the leaver's: what is owed, to whom it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutContext {
    pub of: OutObject,
    pub receiver: Option<String>,
}

/// A row of the receiver's: what waits for an answer, until when, with the line's own step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOffer {
    pub of: OutObject,
    pub kind: LineKind,
    pub offer: AcceptanceId,
    pub due_at: At,
    pub step: String,
    pub on: Option<Due>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutRows {
    /// Deals, and clients without an open deal.
    Context {
        deals: Vec<OutContext>,
        clients: Vec<OutContext>,
    },
    Acceptance(Vec<OutOffer>),
}

impl OutRows {
    pub const fn kind(&self) -> SheetKind {
        match self {
            OutRows::Context { .. } => SheetKind::Context,
            OutRows::Acceptance(_) => SheetKind::Acceptance,
        }
    }

    pub fn len(&self) -> usize {
        match self {
            OutRows::Context { deals, clients } => deals.len() + clients.len(),
            OutRows::Acceptance(rows) => rows.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One person's sheet. `code` names it, `secret` stays in the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutSheet {
    pub case: CaseId,
    pub leaver: String,
    pub person: String,
    pub last_day: Option<Day>,
    pub made_at: At,
    pub code: String,
    pub secret: String,
    pub rows: OutRows,
}

// ---- the key of a row ----------------------------------------------------------------------------------------------

/// The version of a cell that went out: the row of the base it was taken from, and the print of its text. A cell that
/// still has its print was not touched by anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub rev: Seq,
    pub print: u32,
}

/// A row's key: of which sheet, about what, with which versions. Written with a check that only the base can make, so
/// that a damaged or invented one is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowKey {
    pub code: String,
    pub object: Ref,
    pub sent: Vec<Sent>,
    check: String,
}

impl RowKey {
    pub fn new(code: &str, object: Ref, sent: Vec<Sent>, secret: &str) -> RowKey {
        let mut key = RowKey { code: code.to_owned(), object, sent, check: String::new() };
        key.check = key.made_check(secret);
        key
    }

    fn body(&self) -> String {
        let sent: String = self.sent.iter().map(|s| format!("/{}.{:08x}", s.rev.0, s.print)).collect();
        format!("{}/{}{sent}", self.code, self.object)
    }

    fn made_check(&self, secret: &str) -> String {
        hex(&Sha256::digest(format!("{secret}\n{}", self.body()))[..4])
    }

    pub fn written(&self) -> String {
        format!("{}/{}", self.body(), self.check)
    }

    /// What stands in a cell, if it has the shape of a key.
    pub fn read(text: &str) -> Option<RowKey> {
        let mut parts: Vec<&str> = text.trim().split('/').collect();
        let check = parts.pop().filter(|c| c.len() == 8)?.to_owned();
        let [code, object, sent @ ..] = parts.as_slice() else { return None };
        let one = |s: &&str| {
            let (rev, print) = s.split_once('.')?;
            Some(Sent { rev: Seq(rev.parse().ok()?), print: u32::from_str_radix(print, 16).ok()? })
        };
        let sent = sent.iter().map(one).collect::<Option<Vec<Sent>>>()?;
        Some(RowKey { code: (*code).to_owned(), object: object.parse().ok()?, sent, check })
    }

    pub fn is_whole(&self, secret: &str) -> bool {
        self.check == self.made_check(secret)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The name of a new sheet and its secret, out of bytes that come once.
pub fn name_and_secret(once: &[u8], nth: usize) -> (String, String) {
    let sum = |what: &str| hex(&Sha256::digest([once, what.as_bytes(), &nth.to_be_bytes()].concat()));
    (sum("code")[..12].to_owned(), sum("secret"))
}

/// The print of a cell with its day. What a spreadsheet does to a text by itself does not change it.
pub fn print(text: &str, on: Option<Due>) -> u32 {
    let on = on.map_or_else(String::new, |d| format!("{} {}", d.day, d.minute.unwrap_or(0)));
    let sum = Sha256::digest(format!("{}\n{on}", plain(text)));
    u32::from_be_bytes([sum[0], sum[1], sum[2], sum[3]])
}

/// A cell's text without what spreadsheets add: the apostrophe that kept it from being a formula, blanks around it,
/// foreign line ends.
pub fn plain(text: &str) -> String {
    let text = clean(&text.replace("\r\n", "\n").replace('\r', "\n"));
    let text = text.trim();
    text.strip_prefix('\'').unwrap_or(text).trim().to_owned()
}

/// Whether a cell says «ничего особенного, подтверждаю», in either language, whole or begun.
pub fn says_nothing_special(text: &str) -> bool {
    let text = fold(&plain(text));
    ["ничего особенного", "nothing special"].iter().any(|w| text.starts_with(w))
}

/// Yes, no, or something else.
pub fn answer(text: &str) -> Option<bool> {
    let text = fold(&plain(text));
    const NO: [&str; 8] = ["не ", "нет", "отказ", "отклон", "no", "decline", "not ", "reject"];
    const YES: [&str; 5] = ["прин", "да", "согласен", "согласна", "accept"];
    let starts = |all: &[&str]| all.iter().any(|w| text.starts_with(w));
    if starts(&NO) { Some(false) } else { (starts(&YES) || text == "yes" || text == "+").then_some(true) }
}

// ---- what comes back -----------------------------------------------------------------------------------------------

/// One value of a spreadsheet.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    Empty,
    Text(String),
    Number(f64),
    Flag(bool),
    /// A day, or a day and a time.
    Moment(Due),
    /// `#REF!` and its like.
    Error,
    /// More than a cell may hold.
    TooLong,
}

impl CellValue {
    pub fn is_empty(&self) -> bool {
        match self {
            CellValue::Empty => true,
            CellValue::Text(t) => plain(t).is_empty(),
            _ => false,
        }
    }

    /// As a person would have typed it.
    pub fn text(&self) -> Result<String, SheetTrouble> {
        Ok(match self {
            CellValue::Empty => String::new(),
            CellValue::Text(t) => plain(t),
            CellValue::Number(n) => n.to_string(),
            CellValue::Flag(b) => b.to_string(),
            CellValue::Moment(d) => d.to_string(),
            CellValue::Error => return Err(SheetTrouble::CellError),
            CellValue::TooLong => return Err(SheetTrouble::TooLong),
        })
    }

    /// A day: the spreadsheet's own, or one written out. What means another day tomorrow («вт», «через три дня») was
    /// meant on the day it was written, and nobody knows which: it is refused.
    pub fn day(&self, clock: Clock) -> Result<Option<Due>, SheetTrouble> {
        let text = match self {
            CellValue::Empty => return Ok(None),
            // A spreadsheet has no day without a time: midnight is none.
            CellValue::Moment(d) => return Ok(Some(Due { minute: d.minute.filter(|m| *m > 0), ..*d })),
            CellValue::Number(_) | CellValue::Flag(_) => return Err(SheetTrouble::BadDate),
            other => other.text()?,
        };
        if text.is_empty() {
            return Ok(None);
        }
        let read = |days: i64| {
            let clock = Clock { now: clock.now.plus(days * DAY_MS), ..clock };
            spoken::read_any(&text, clock).map_err(|_: Fault| SheetTrouble::BadDate)
        };
        let due = read(0)?;
        if [1, 8, 31].into_iter().any(|days| read(days) != Ok(due)) {
            return Err(SheetTrouble::SpokenDate);
        }
        Ok(Some(due))
    }
}

/// A day that has passed cannot be promised.
pub fn not_past(on: Due, clock: Clock) -> Result<(), SheetTrouble> {
    if is_past(on, clock) { Err(SheetTrouble::Past) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{DealId, Zone};

    fn clock() -> Clock {
        let zone = Zone::MOSCOW;
        Clock { now: zone.at(Day::parse("2026-11-24").unwrap(), 14 * 60), zone }
    }

    fn key() -> RowKey {
        let sent = vec![Sent { rev: Seq(12), print: 0xabc }, Sent { rev: Seq(0), print: 0 }];
        RowKey::new("3f9a1c2277b0", DealId(42).into(), sent, "secret")
    }

    #[test]
    fn a_key_comes_back_whole_or_is_known_to_be_damaged() {
        let text = key().written();
        let read = RowKey::read(&format!(" {text} ")).unwrap();
        assert_eq!(read, key());
        assert!(read.is_whole("secret") && !read.is_whole("another base"));
        // Any one character changed: no key, or not a whole one.
        for i in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[i] = if bytes[i] == b'7' { b'8' } else { b'7' };
            let damaged = RowKey::read(std::str::from_utf8(&bytes).unwrap());
            assert!(damaged.is_none_or(|k| !k.is_whole("secret")), "{i}");
        }
        for no in ["", "42", "deal:42", "///", "a/b/c/12345678", "x/deal:1/1.zz/12345678"] {
            assert_eq!(RowKey::read(no), None, "{no}");
        }
    }

    #[test]
    fn what_a_spreadsheet_does_to_a_text_is_no_change() {
        let on = Due::parse("2026-12-01");
        assert_eq!(print("'=1+1\r\nдва ", on), print("=1+1\nдва", on));
        assert_eq!(print("а", on), print("а", Some(Due::at(on.unwrap().day, 0))));
        assert_ne!(print("а", on), print("а", None));
        assert_ne!(print("а", None), print("б", None));
    }

    #[test]
    fn a_day_that_moves_with_the_reader_is_refused() {
        let day = |s: &str| CellValue::Text(s.to_owned()).day(clock());
        let is = |s: &str| Ok(Some(Due::parse(s).unwrap()));
        assert_eq!(day("01.12.2026 11:00"), is("2026-12-01 11:00"));
        assert_eq!(day("1 декабря"), is("2026-12-01"));
        assert_eq!(day("2026-12-01"), is("2026-12-01"));
        assert_eq!(day(" "), Ok(None));
        for moving in ["завтра", "вт", "через 3 дня", "через 2 часа", "конец месяца", "сегодня"]
        {
            assert_eq!(day(moving), Err(SheetTrouble::SpokenDate), "{moving}");
        }
        assert_eq!(day("когда-нибудь"), Err(SheetTrouble::BadDate));
        let midnight = CellValue::Moment(Due::at(Day::parse("2026-12-01").unwrap(), 0));
        assert_eq!(midnight.day(clock()), is("2026-12-01"));
        assert_eq!(CellValue::Number(5.0).day(clock()), Err(SheetTrouble::BadDate));
    }

    #[test]
    fn yes_and_no_are_understood_as_people_write_them() {
        for yes in ["Принимаю", "принял", "Принято", "ДА", "accept"] {
            assert_eq!(answer(yes), Some(true), "{yes}");
        }
        for no in ["Не принимаю", "не принял", "нет", "отказываюсь", "decline", "no"] {
            assert_eq!(answer(no), Some(false), "{no}");
        }
        for other in ["", "может быть", "?", "5"] {
            assert_eq!(answer(other), None, "{other}");
        }
        assert!(says_nothing_special("Ничего особенного, подтверждаю") && !says_nothing_special("ничего не знаю"));
    }
}

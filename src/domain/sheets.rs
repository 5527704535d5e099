//! «Лист передачи» and «Лист приёма» (2 §4): what goes out, how a row knows itself again when it comes back, what may be
//! wrong with a cell. A row carries its own key, so that rows may be deleted, sorted, pasted and put together.

mod key;

pub use key::{RowKey, Sent, name_and_secret, plain, print};

use serde::{Deserialize, Serialize};

use super::context::is_past;
use super::spoken;
use super::words::{Block, BlockState, DecisionRole, LineKind, PromiseState, TaskField, TaskKind, words};
use crate::base::{AcceptanceId, At, CaseId, Clock, Code, DAY_MS, Day, Due, Fault, Money, Ref, Seq, TaskId, fold};

words! {
    /// To whom it goes: the leaver writes context, a receiver answers.
    SheetKind { Context = "context", Acceptance = "acceptance" }
    /// The columns of both, in the order they stand in.
    SheetColumn {
        No = "no", Subject = "subject", Known = "known", Context = "context", State = "state", NextStep = "next_step",
        On = "on", Specifics = "specifics", History = "history", People = "people", Deciders = "deciders",
        Terms = "terms", NextContact = "next_contact", Answer = "answer", Why = "why", Step = "step",
        StepOn = "step_on", Question = "question", CallWhy = "call_why", CallSaid = "call_said", Place = "place",
        Participants = "participants", Agenda = "agenda", Document = "document", Format = "format",
        Promised = "promised", Problems = "problems", Key = "key",
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
        /// Filled in are columns that are not its own: pasted onto another tab, or the task's kind has changed.
        Misplaced = "misplaced",
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

    pub const fn of_field(field: TaskField) -> SheetColumn {
        match field {
            TaskField::Why => SheetColumn::CallWhy,
            TaskField::Said => SheetColumn::CallSaid,
            TaskField::Place => SheetColumn::Place,
            TaskField::Participants => SheetColumn::Participants,
            TaskField::Agenda => SheetColumn::Agenda,
            TaskField::What => SheetColumn::Document,
            TaskField::Format => SheetColumn::Format,
            TaskField::Promised => SheetColumn::Promised,
            TaskField::Problems => SheetColumn::Problems,
        }
    }
}

/// What «Лист передачи» asks of anything at all: the blocks, their days, the fields of tasks. A row fills in its own.
pub fn asked() -> impl Iterator<Item = SheetColumn> {
    let blocks = Block::DEAL.into_iter().chain(Block::CLIENT).map(SheetColumn::of_block);
    blocks.chain([SheetColumn::On]).chain(TaskField::ALL.iter().map(|f| SheetColumn::of_field(*f)))
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

/// A task of the leaver's that goes along: what its kind asks for, empty where nothing is written. `rev` is the task's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutTask {
    pub task: TaskId,
    pub kind: TaskKind,
    pub title: String,
    pub client: Option<String>,
    pub deal: Option<String>,
    pub due: Option<Due>,
    pub receiver: Option<String>,
    pub told: Vec<(TaskField, String)>,
    pub rev: Seq,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutRows {
    /// Deals, clients without an open deal, tasks whose kind asks for something.
    Context {
        deals: Vec<OutContext>,
        clients: Vec<OutContext>,
        tasks: Vec<OutTask>,
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
            OutRows::Context { deals, clients, tasks } => deals.len() + clients.len() + tasks.len(),
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

// ---- what a cell says ---------------------------------------------------------------------------------------------

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
    use crate::base::Zone;

    fn clock() -> Clock {
        let zone = Zone::MOSCOW;
        Clock { now: zone.at(Day::parse("2026-11-24").unwrap(), 14 * 60), zone }
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

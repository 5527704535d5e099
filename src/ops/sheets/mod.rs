//! «Лист передачи» and «Лист приёма»: on record when they go out, taken row by row when they come back (2 §4).

mod answers;
mod context;
mod out;
mod tasks;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use out::{SheetIssued, SheetsKept, SheetsOut};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after, ctx_counts, guard, lines};
use crate::base::{CaseId, Due, EmployeeId, Fault, Kind, LineId, Ref, Res, SheetId};
use crate::domain::rights::Right;
use crate::domain::sheets::{Sent, SheetColumn, SheetTrouble};
use crate::domain::{Block, TaskField};
use crate::store::Tx;

/// A block as the sheet has it: the plain text, the day beside it, the version that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockSaid {
    pub block: Block,
    pub text: String,
    pub on: Option<Due>,
    pub sent: Sent,
}

/// What the sheet says of a task: one of the fields its kind asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldSaid {
    pub field: TaskField,
    pub text: String,
    pub sent: Sent,
}

/// A receiver's answer. `accepts` is `None` where nothing was chosen; `sent.rev` is the number of the offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerSaid {
    pub accepts: Option<bool>,
    pub why: String,
    pub step: String,
    pub on: Option<Due>,
    pub question: String,
    pub sent: Sent,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowSaid {
    Context(Vec<BlockSaid>),
    Task(Vec<FieldSaid>),
    Answer(AnswerSaid),
}

/// One row, its key already found whole. `n` is the caller's number for it, and comes back in the troubles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetRow {
    pub n: u32,
    pub sheet: SheetId,
    /// Whose sheet it is.
    pub person: EmployeeId,
    pub object: Ref,
    pub said: RowSaid,
}

/// Takes the rows of a file: all that the form would take, in one transaction; the rest is told cell by cell. What the
/// card says otherwise since the sheet went out is a question, unless `over` says that the sheet is right. A row that whoever
/// reads the file in may not write is told as such, and the others are taken.
///
/// Errors: `UnknownCase`, `CaseClosed`, `Denied`: then nothing is taken.
#[derive(Debug, Clone, Serialize)]
pub struct SheetIn {
    pub case: CaseId,
    pub rows: Vec<SheetRow>,
    pub over: bool,
}

/// What stands against a cell, or a whole row; `value` is the cell's text, or the card's for a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellTrouble {
    pub n: u32,
    pub column: Option<SheetColumn>,
    pub trouble: SheetTrouble,
    pub value: String,
}

/// `filled` counts blocks and fields of tasks, `confirmed` blocks, `cleared` those emptied, `asked` questions, `unchanged` rows with nothing new
/// and nothing wrong, `offered` the lines that could be offered by this.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetTaken {
    pub filled: u32,
    pub confirmed: u32,
    pub cleared: u32,
    pub accepted: u32,
    pub declined: u32,
    pub asked: u32,
    pub unchanged: u32,
    pub offered: u32,
    /// Of the filled: columns where people write promises too. They stay text: a promise has a day and a task of its own.
    #[serde(default)]
    pub stories: u32,
    pub troubles: Vec<CellTrouble>,
}

impl SheetTaken {
    fn taken(&self) -> u32 {
        self.filled + self.confirmed + self.cleared + self.accepted + self.declined + self.asked
    }
}

impl Command for SheetIn {
    type Out = SheetTaken;
    const WORD: &'static str = "sheet-in";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        // Who may write a row is looked at row by row: whose sheet it is, or whoever leads the case and records it.
        let people: BTreeSet<EmployeeId> = self.rows.iter().map(|row| row.person).collect();
        let each = people.into_iter().map(|person| Asks::new(Right::See, About::Person(person)));
        std::iter::once(Asks::new(Right::See, About::Office)).filter(|_| self.rows.is_empty()).chain(each).collect()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<SheetTaken> {
        CaseRow::open(tx, self.case)?;
        let mut taking = Taking {
            over: self.over,
            case: self.case,
            leads: guard::check(tx, cx, &[Asks::new(Right::Batch, About::Case(self.case))]).is_ok(),
            out: SheetTaken::default(),
            came: BTreeSet::new(),
            count_anew: BTreeSet::new(),
        };
        let mut seen: BTreeMap<(Ref, bool), &SheetRow> = BTreeMap::new();
        let mut answers = Vec::new();
        for row in &self.rows {
            let is_answer = matches!(row.said, RowSaid::Answer(_));
            match seen.get(&(row.object, is_answer)) {
                Some(first) if first.said == row.said => taking.out.unchanged += 1,
                Some(_) => taking.against(row, None, SheetTrouble::Twice, ""),
                None => {
                    seen.insert((row.object, is_answer), row);
                    match &row.said {
                        RowSaid::Context(blocks) => context::take(tx, cx, &mut taking, row, blocks)?,
                        RowSaid::Task(fields) => tasks::take(tx, cx, &mut taking, row, fields)?,
                        RowSaid::Answer(said) => answers.push((row, said)),
                    }
                }
            }
        }
        taking.settle(tx, cx)?;
        answers::take(tx, cx, &mut taking, answers)?;
        for sheet in &taking.came {
            let sql = "SELECT came FROM sheet WHERE id = ?1";
            let came = tx.count(sql, [sheet.0])? + 1;
            tx.set(Kind::Sheet, sheet.0, &[("came_at", tx.at().into()), ("came", came.into())])?;
        }
        if taking.out.taken() > 0 {
            tx.about(self.case);
        }
        Ok(taking.out)
    }
}

/// A file on its way in.
struct Taking {
    case: CaseId,
    /// Whoever reads it in leads the case, and records what its people wrote.
    leads: bool,
    over: bool,
    out: SheetTaken,
    /// The sheets something was taken from.
    came: BTreeSet<SheetId>,
    /// Lines whose context was written.
    count_anew: BTreeSet<(CaseId, LineId)>,
}

impl Taking {
    fn against(&mut self, row: &SheetRow, column: Option<SheetColumn>, trouble: SheetTrouble, value: &str) {
        self.out.troubles.push(CellTrouble { n: row.n, column, trouble, value: value.to_owned() });
    }

    /// What follows from the blocks written, once for all of them.
    fn settle(&mut self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<()> {
        for (case, line) in &self.count_anew {
            ctx_counts::recount(tx, *case, Some(*line))?;
        }
        let cases: BTreeSet<CaseId> = std::mem::take(&mut self.count_anew).into_iter().map(|(case, _)| case).collect();
        for case in cases {
            self.out.offered += after::settle(tx, cx, case)?;
        }
        Ok(())
    }

    /// A refusal of the form is told of the cell; anything else ends the whole.
    fn refused(&mut self, row: &SheetRow, column: SheetColumn, fault: Fault, value: &str) -> Res<()> {
        let trouble = SheetTrouble::from_code(fault.code).ok_or(fault)?;
        self.against(row, Some(column), trouble, value);
        Ok(())
    }
}

//! A filled «Лист передачи» or «Лист приёма» back into the base, with a report cell by cell.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Papers;
use crate::base::{CaseId, Due, Fault, Kind, Ref, Res, TaskId};
use crate::domain::sheets::{RowKey, SheetColumn, SheetKind, SheetTrouble, answer, asked, has_day};
use crate::domain::{Block, TaskField};
use crate::exchange::sheets::{ReadRow, read};
use crate::ops::{self, AnswerSaid, BlockSaid, CellTrouble, FieldSaid, RowSaid, SheetIn, SheetRow, SheetTaken};
use crate::reads::case;
use crate::reads::sheets::{Issued, issued, task_kind, title};
use crate::store::{Base, Connection};
use crate::texts::Texts;

/// Something in the file that was not taken: where it stands and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetLine {
    pub tab: String,
    pub row: u64,
    pub column: Option<SheetColumn>,
    pub object: Option<Ref>,
    pub title: String,
    pub trouble: SheetTrouble,
    /// What the cell holds, or for a question what the card says.
    pub value: String,
    /// What the sheet says.
    pub sheet: String,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetReport {
    pub file: PathBuf,
    pub case: CaseId,
    pub taken: SheetTaken,
    /// In the order of the file.
    pub questions: Vec<SheetLine>,
    pub refused: Vec<SheetLine>,
}

impl SheetReport {
    /// What was done, in one line.
    pub fn done(&self, texts: &Texts) -> String {
        let (t, taken) = (texts.t(), &self.taken);
        let blocks = taken.filled + taken.confirmed;
        let n = |n: u32| texts.number(n.into());
        let parts = [
            (blocks, t.sheet_read_filled(n(blocks))),
            (taken.cleared, t.sheet_read_cleared(n(taken.cleared))),
            (taken.accepted, t.sheet_read_accepted(n(taken.accepted))),
            (taken.declined, t.sheet_read_declined(n(taken.declined))),
            (taken.asked, t.sheet_read_asked(n(taken.asked))),
            (taken.offered, t.sheet_read_offered(n(taken.offered))),
            (taken.unchanged, t.sheet_read_unchanged(n(taken.unchanged))),
        ];
        let is_news = parts[..5].iter().any(|(n, _)| *n > 0);
        if !is_news && self.questions.is_empty() && self.refused.is_empty() {
            return t.sheet_read_nothing();
        }
        let said: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, text)| text).collect();
        let stories = Some(t.sheet_read_stories()).filter(|_| taken.stories > 0);
        [Some(said.join(", ")).filter(|s| !s.is_empty()), stories].into_iter().flatten().collect::<Vec<_>>().join(". ")
    }

    /// Questions first, then what was refused, each under its heading; empty when everything was taken.
    pub fn left(&self, texts: &Texts) -> Vec<(String, Vec<String>)> {
        let t = texts.t();
        let count = |lines: &[SheetLine]| texts.number(lines.len() as i64);
        let all = [
            (t.sheet_read_questions(count(&self.questions)), &self.questions),
            (t.sheet_read_refused(count(&self.refused)), &self.refused),
        ];
        let some = all.into_iter().filter(|(_, lines)| !lines.is_empty());
        some.map(|(head, lines)| (head, lines.iter().map(|l| l.said(texts)).collect())).collect()
    }
}

impl SheetLine {
    /// «Сделки, строка 7, «Следующий шаг» (Поставка № 118): не назван день».
    pub fn said(&self, texts: &Texts) -> String {
        let t = texts.t();
        let place = texts.sheet_place(&self.tab, self.row, self.column.as_ref());
        let mut why = texts.sheet_trouble(self.trouble, &self.value, &self.sheet);
        // A step is kept with its day or not at all: whoever reads of the day alone would think the text was taken.
        if matches!(self.column, Some(SheetColumn::On | SheetColumn::StepOn)) {
            why = t.sheet_trouble_step_too(why);
        }
        match self.title.is_empty() {
            true => t.sheet_line_untitled(place, why),
            false => t.sheet_line(place, crate::base::show(&self.title), why),
        }
    }
}

/// Reads a filled sheet of `case` and takes what the form would take. `over`: where the card has changed since, the
/// sheet is right.
///
/// Errors: those of the file (`FileNotXlsx`, `FileProtected`, `FileTooLarge`, `FileBroken`, `SheetForeign`…),
/// `UnknownCase`, `CaseClosed`, `Denied`: then nothing is taken.
pub fn read_sheet(base: &mut Base, p: &Papers<'_>, case: CaseId, path: &Path, over: bool) -> Res<SheetReport> {
    let of_file = |f: Fault| if f.arg("path").is_empty() { f.with("path", path.display()) } else { f };
    case::case(base.conn(), p.scope, case, &p.cx.clock)?;
    let file = File::open(path).map_err(|e| of_file(e.into()))?;
    let found = read(std::io::BufReader::new(file)).map_err(of_file)?;
    let mut sorting = Sorting { c: base.conn(), p, case, issued: BTreeMap::new(), troubles: Vec::new() };
    let mut wanted = Vec::new();
    for (n, row) in (0_u32..).zip(&found) {
        wanted.extend(sorting.row(n, row)?);
    }
    let mut troubles = std::mem::take(&mut sorting.troubles);
    let mut taken = ops::run(base, p.cx, &SheetIn { case, rows: wanted, over })?.out;
    troubles.append(&mut taken.troubles);
    troubles.sort_by_key(|t| (t.n, t.column));
    let lines = troubles.into_iter().map(|t| line(base.conn(), case, &found, t)).collect::<Res<Vec<_>>>()?;
    let (questions, refused) = lines.into_iter().partition(|l: &SheetLine| l.trouble.is_question());
    Ok(SheetReport { file: path.to_owned(), case, taken, questions, refused })
}

fn line(c: &Connection, case: CaseId, found: &[ReadRow], t: CellTrouble) -> Res<SheetLine> {
    let row = &found[t.n as usize];
    let object = row.key.as_ref().ok().map(|k| k.object);
    let title = object.map(|o| title(c, case, o)).transpose()?.unwrap_or_default();
    let CellTrouble { column, trouble, value, .. } = t;
    let sheet = column.and_then(|c| row.cell(c).text().ok()).unwrap_or_default();
    Ok(SheetLine { tab: row.tab.clone(), row: row.row, column, object, title, trouble, value, sheet })
}

/// From cells to what a person said: whose row it is, what each cell means.
struct Sorting<'a> {
    c: &'a Connection,
    p: &'a Papers<'a>,
    case: CaseId,
    issued: BTreeMap<String, Option<Issued>>,
    troubles: Vec<CellTrouble>,
}

impl Sorting<'_> {
    fn against(&mut self, n: u32, column: Option<SheetColumn>, trouble: SheetTrouble, value: &str) {
        self.troubles.push(CellTrouble { n, column, trouble, value: value.to_owned() });
    }

    fn row(&mut self, n: u32, row: &ReadRow) -> Res<Option<SheetRow>> {
        let key = match &row.key {
            Ok(key) => key,
            Err(text) => {
                let trouble = if text.is_empty() { SheetTrouble::NoKey } else { SheetTrouble::Damaged };
                self.against(n, None, trouble, "");
                return Ok(None);
            }
        };
        if !self.issued.contains_key(&key.code) {
            self.issued.insert(key.code.clone(), issued(self.c, &key.code)?);
        }
        let trouble = match self.issued.get(&key.code).and_then(Option::as_ref) {
            None => SheetTrouble::Foreign,
            Some(s) if !key.is_whole(&s.secret) => SheetTrouble::Damaged,
            Some(s) if s.case != self.case => SheetTrouble::OtherCase,
            Some(s) => {
                let (sheet, person, kind) = (s.id, s.person, s.kind);
                let said = match kind {
                    SheetKind::Context if key.object.kind == Kind::Task => self.fields(n, row, key)?.map(RowSaid::Task),
                    SheetKind::Context => self.blocks(n, row, key).map(RowSaid::Context),
                    SheetKind::Acceptance => self.answer(n, row, key).map(RowSaid::Answer),
                };
                return Ok(said.map(|said| SheetRow { n, sheet, person, object: key.object, said }));
            }
        };
        self.against(n, None, trouble, "");
        Ok(None)
    }

    /// The blocks whose cells could be read. One whose column is gone was not said anything about.
    fn blocks(&mut self, n: u32, row: &ReadRow, key: &RowKey) -> Option<Vec<BlockSaid>> {
        let all: &[Block] = if key.sent.len() == Block::CLIENT.len() { &Block::CLIENT } else { &Block::DEAL };
        let own = |c| c == SheetColumn::On || all.iter().any(|b| SheetColumn::of_block(*b) == c);
        self.in_place(n, row, own)?;
        let mut out = Vec::new();
        for (block, sent) in all.iter().zip(&key.sent) {
            let column = SheetColumn::of_block(*block);
            let dated = has_day(*block);
            if !row.columns.contains(&column) || (dated && !row.columns.contains(&SheetColumn::On)) {
                continue;
            }
            let text = self.text(n, row, column);
            let on = if dated { self.day(n, row, SheetColumn::On) } else { Some(None) };
            if let (Some(text), Some(on)) = (text, on) {
                out.push(BlockSaid { block: *block, text, on, sent: *sent });
            }
        }
        Some(out)
    }

    /// What a task says of itself, by what its kind asks for today.
    fn fields(&mut self, n: u32, row: &ReadRow, key: &RowKey) -> Res<Option<Vec<FieldSaid>>> {
        let kind = task_kind(self.c, TaskId(key.object.id))?;
        let all = kind.map_or(&[][..], TaskField::of_kind);
        let own = |c| all.iter().any(|f| SheetColumn::of_field(*f) == c);
        if self.in_place(n, row, own).is_none() {
            return Ok(None);
        }
        let mut out = Vec::new();
        for (field, sent) in all.iter().zip(&key.sent) {
            let column = SheetColumn::of_field(*field);
            if row.columns.contains(&column)
                && let Some(text) = self.text(n, row, column)
            {
                out.push(FieldSaid { field: *field, text, sent: *sent });
            }
        }
        Ok(Some(out))
    }

    /// Whether what was filled in is the row's own. Beside its own columns one that somebody has added («Формат») is
    /// passed over, whatever it is called; where only others' are filled, the row stands on the wrong tab.
    fn in_place(&mut self, n: u32, row: &ReadRow, own: impl Fn(SheetColumn) -> bool) -> Option<()> {
        // «Когда» stands on every tab: it tells of none.
        let has_own = asked().any(|c| c != SheetColumn::On && own(c) && row.columns.contains(&c));
        if !has_own && asked().any(|c| !own(c) && !row.cell(c).is_empty()) {
            self.against(n, None, SheetTrouble::Misplaced, "");
            return None;
        }
        Some(())
    }

    /// `None` when a cell of it could not be read.
    fn answer(&mut self, n: u32, row: &ReadRow, key: &RowKey) -> Option<AnswerSaid> {
        let sent = *key.sent.first()?;
        let said = self.text(n, row, SheetColumn::Answer)?;
        let accepts = answer(&said);
        if accepts.is_none() && !said.is_empty() {
            self.against(n, Some(SheetColumn::Answer), SheetTrouble::NoAnswer, &said);
            return None;
        }
        let why = self.text(n, row, SheetColumn::Why);
        let step = self.text(n, row, SheetColumn::Step);
        let on = self.day(n, row, SheetColumn::StepOn);
        let question = self.text(n, row, SheetColumn::Question);
        Some(AnswerSaid { accepts, why: why?, step: step?, on: on?, question: question?, sent })
    }

    fn text(&mut self, n: u32, row: &ReadRow, column: SheetColumn) -> Option<String> {
        match row.cell(column).text() {
            Ok(text) => Some(text),
            Err(trouble) => {
                self.against(n, Some(column), trouble, "");
                None
            }
        }
    }

    fn day(&mut self, n: u32, row: &ReadRow, column: SheetColumn) -> Option<Option<Due>> {
        let cell = row.cell(column);
        match cell.day(self.p.cx.clock) {
            Ok(on) => Some(on),
            Err(trouble) => {
                self.against(n, Some(column), trouble, &cell.text().unwrap_or_default());
                None
            }
        }
    }
}

//! Why a cell of a sheet was not taken, and where it stands.

use super::Texts;
use crate::base::{Due, show};
use crate::domain::sheets::{SheetColumn, SheetTrouble};
use crate::domain::{Block, TaskField, TaskKind};

/// Of a long cell, so much is quoted.
const QUOTED: usize = 60;

impl Texts {
    /// The trouble in words; `value` is what the cell holds, or what the card says while the sheet says `sheet`.
    pub fn sheet_trouble(&self, trouble: SheetTrouble, value: &str, sheet: &str) -> String {
        let (t, card, value) = (self.t(), value, quoted(value));
        match trouble {
            SheetTrouble::Damaged => t.sheet_trouble_damaged(),
            SheetTrouble::NoKey => t.sheet_trouble_no_key(),
            SheetTrouble::Foreign => t.sheet_trouble_foreign(),
            SheetTrouble::OtherCase => t.sheet_trouble_other_case(),
            SheetTrouble::Misplaced => t.sheet_trouble_misplaced(),
            SheetTrouble::Twice => t.sheet_trouble_twice(),
            SheetTrouble::Gone => t.sheet_trouble_gone(),
            SheetTrouble::Placeholder => t.sheet_trouble_placeholder(value),
            SheetTrouble::Vague => t.sheet_trouble_vague(value),
            SheetTrouble::NoDate => t.sheet_trouble_no_date(),
            SheetTrouble::NoStep => t.sheet_trouble_no_step(),
            SheetTrouble::Past => {
                t.sheet_trouble_past(Due::parse(&value).map_or_else(|| value.clone(), |due| self.due_figures(due)))
            }
            SheetTrouble::BadDate => t.sheet_trouble_bad_date(value),
            SheetTrouble::SpokenDate => t.sheet_trouble_spoken_date(value),
            SheetTrouble::TooLong => t.sheet_trouble_too_long(),
            SheetTrouble::CellError => t.sheet_trouble_cell_error(),
            SheetTrouble::NoAnswer if value.is_empty() => t.sheet_trouble_answer_empty(),
            SheetTrouble::NoAnswer => t.sheet_trouble_no_answer(value),
            SheetTrouble::NoReason => t.sheet_trouble_no_reason(),
            SheetTrouble::NotOffered => t.sheet_trouble_not_offered(),
            SheetTrouble::Answered => t.sheet_trouble_answered(),
            SheetTrouble::Changed => {
                let (card, sheet) = apart(card, sheet);
                t.sheet_trouble_changed(quoted(&card), quoted(&sheet))
            }
            SheetTrouble::Promised => t.sheet_trouble_promised(),
            SheetTrouble::Emptied => t.sheet_trouble_emptied(value),
            SheetTrouble::Denied => t.sheet_trouble_denied(),
        }
    }

    /// «Сделки, строка 7, «Следующий шаг»».
    pub fn sheet_place(&self, tab: &str, row: u64, column: Option<&SheetColumn>) -> String {
        let (t, tab, row) = (self.t(), show(tab), row.to_string());
        match column {
            Some(c) => t.sheet_place(tab, row, self.sheet_heading(*c)),
            None => t.sheet_place_row(tab, row),
        }
    }

    /// The heading over a column, the same on the way out and back.
    pub fn sheet_heading(&self, column: SheetColumn) -> String {
        let t = self.t();
        match column {
            SheetColumn::No => t.sheet_col_no(),
            SheetColumn::Subject => t.sheet_col_subject(),
            SheetColumn::Known => t.sheet_col_known(),
            SheetColumn::Context => t.sheet_col_context(),
            SheetColumn::State => self.term(Block::State),
            SheetColumn::NextStep => self.term(Block::NextStep),
            SheetColumn::On => t.sheet_col_on(),
            SheetColumn::Specifics => self.term(Block::Specifics),
            SheetColumn::History => self.term(Block::History),
            SheetColumn::People => self.term(Block::People),
            SheetColumn::Deciders => self.term(Block::Deciders),
            SheetColumn::Terms => self.term(Block::Terms),
            SheetColumn::NextContact => self.term(Block::NextContact),
            SheetColumn::Answer => t.sheet_col_answer(),
            SheetColumn::Why => t.sheet_col_why(),
            SheetColumn::Step => t.sheet_col_step(),
            SheetColumn::StepOn => t.sheet_col_step_on(),
            SheetColumn::Question => t.sheet_col_question(),
            SheetColumn::CallWhy => self.term(TaskField::Why),
            SheetColumn::CallSaid => self.term(TaskField::Said),
            SheetColumn::Place => self.term(TaskField::Place),
            SheetColumn::Participants => self.term(TaskField::Participants),
            SheetColumn::Agenda => self.term(TaskField::Agenda),
            SheetColumn::Document => self.term(TaskField::What),
            SheetColumn::Format => self.term(TaskField::Format),
            SheetColumn::Promised => self.term(TaskField::Promised),
            SheetColumn::Problems => self.term(TaskField::Problems),
            SheetColumn::Key => t.sheet_col_key(),
        }
    }
}

impl Texts {
    /// The tab of one kind of task.
    pub fn sheet_tab_tasks(&self, kind: TaskKind) -> String {
        let t = self.t();
        match kind {
            TaskKind::Call => t.sheet_tab_calls(),
            TaskKind::Meeting => t.sheet_tab_meetings(),
            TaskKind::Document => t.sheet_tab_documents(),
            TaskKind::Invoice => t.sheet_tab_invoices(),
            TaskKind::Other => self.term(kind),
        }
    }

    /// What is meant by a block of context: beside its cell, and in the help of its field.
    pub fn block_hint(&self, block: Block) -> String {
        let t = self.t();
        match block {
            Block::State => t.sheet_hint_state(),
            Block::NextStep => t.sheet_hint_next_step(),
            Block::Specifics => t.sheet_hint_specifics(),
            Block::History => t.sheet_hint_history(),
            Block::People => t.sheet_hint_people(),
            Block::Deciders => t.sheet_hint_deciders(),
            Block::Terms => t.sheet_hint_terms(),
            Block::NextContact => t.sheet_hint_next_contact(),
        }
    }

    /// What is meant by a field, beside its cell.
    pub fn sheet_hint_field(&self, field: TaskField) -> String {
        let t = self.t();
        match field {
            TaskField::Why => t.sheet_hint_task_why(),
            TaskField::Said => t.sheet_hint_task_said(),
            TaskField::Place => t.sheet_hint_task_place(),
            TaskField::Participants => t.sheet_hint_task_participants(),
            TaskField::Agenda => t.sheet_hint_task_agenda(),
            TaskField::What => t.sheet_hint_task_what(),
            TaskField::Format => t.sheet_hint_task_format(),
            TaskField::Promised => t.sheet_hint_task_promised(),
            TaskField::Problems => t.sheet_hint_task_problems(),
        }
    }
}

/// Two texts that begin alike, from shortly before where they part: what differs has to be seen before they are cut.
fn apart(one: &str, other: &str) -> (String, String) {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let from = same.saturating_sub(QUOTED / 4);
    if same <= QUOTED / 2 {
        return (one.to_owned(), other.to_owned());
    }
    let tail = |s: &str| ['…'].into_iter().chain(s.chars().skip(from)).collect();
    (tail(one), tail(other))
}

fn quoted(value: &str) -> String {
    let value = show(value).replace('\n', " ");
    if value.chars().count() <= QUOTED {
        return value;
    }
    value.chars().take(QUOTED).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn what_the_card_and_the_sheet_say_otherwise_is_seen_and_a_day_is_said_as_people_write_it() {
        let x = Texts::load(Lang::Ru);
        let common = "позвонить Орлову, согласовать рассрочку на три месяца и подписать ";
        let said = x.sheet_trouble(SheetTrouble::Changed, &format!("{common}договор"), &format!("{common}счёт"));
        assert!(said.contains("подписать договор") && said.contains("подписать счёт"), "{said}");
        assert_eq!(x.sheet_trouble(SheetTrouble::Past, "2026-11-24 15:00", ""), "день уже прошёл: 24.11.2026 15:00");
    }
}

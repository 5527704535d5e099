//! The fields of the form: a text per block, the day beside the block that has one.

use super::{promises, tasks};
use crate::base::{CaseId, Due, Ref, fold};
use crate::domain::context::{Problem, check_next_step, check_text};
use crate::domain::{Block, BlockState};
use crate::ops::{ContextMany, ContextSave, Said};
use crate::reads::context::{BlockView, ContextCard};
use crate::ui::cx::Cx;
use crate::ui::popup::FormPopup;
use crate::ui::said;
use crate::ui::widgets::{Field, Form, Problems, Values, width};

/// The day of the block that has one.
pub const ON: &str = "on";
/// Rows under the blocks: the tasks that go along, and what was promised.
pub const TASKS: &str = "tasks";
pub const PROMISES: &str = "promises";
/// Columns a label may take.
const LABEL: u16 = 22;
/// «Ничего особенного, подтверждаю» by one character; F7 writes the sentence.
const NOTHING: &str = "=";

/// Empty where the card has nothing; the first required block that is missing has the focus.
pub fn form(card: &ContextCard, cx: &Cx) -> Form {
    let t = cx.texts.t();
    let mut fields = Vec::new();
    for b in &card.blocks {
        let star = if b.required { "*" } else { "" };
        let mut field = Field::area(b.block.word(), format!("{}{star}", label(b.block, cx)), &shown(b, cx))
            .hint(cx.texts.block_hint(b.block));
        if b.state == BlockState::Waived {
            field = field.note(t.ctx_is_waived(b.reason.clone()));
        }
        fields.push(field);
        if has_day(b.block) {
            let on = b.on.map_or_else(String::new, |d| cx.texts.due_figures(d));
            fields.push(Field::spoken(ON, t.ctx_when(), &on, said::echo));
        }
    }
    let handed = tasks::rows(card, cx);
    if !handed.is_empty() {
        fields.push(Field::rows(TASKS, cx.texts.t().told_rows(), handed));
    }
    fields.push(Field::rows(PROMISES, t.prom_rows(), promises::rows(&card.promises, cx)));
    let check = if card.blocks.iter().any(|b| b.block == Block::NextStep) { check_deal } else { check_client };
    let dated = card.blocks.iter().find(|b| has_day(b.block)).map_or(Block::NextStep, |b| b.block);
    let mut form = Form::new(fields, check).day_from(dated.word(), ON);
    if let Some(b) = card.blocks.iter().find(|b| b.required && b.state == BlockState::Empty) {
        form.go(b.block.word());
    }
    form
}

/// The block's whole name where it leaves room for the text.
fn label(b: Block, cx: &Cx) -> String {
    let whole = cx.texts.term(b);
    if width(&whole) > LABEL { cx.texts.block_short(b) } else { whole }
}

/// What the form shows for a block of the card.
pub fn shown(b: &BlockView, cx: &Cx) -> String {
    match b.state {
        BlockState::Confirmed => cx.texts.t().ctx_nothing_text(),
        _ => b.text.clone(),
    }
}

pub const fn has_day(b: Block) -> bool {
    matches!(b, Block::NextStep | Block::NextContact)
}

pub fn is_nothing(text: &str, cx: &Cx) -> bool {
    text == NOTHING || fold(text) == fold(&cx.texts.t().ctx_nothing_text())
}

fn check_deal(v: &Values, cx: &Cx) -> Problems {
    check(v, &Block::DEAL, cx)
}

fn check_client(v: &Values, cx: &Cx) -> Problems {
    check(v, &Block::CLIENT, cx)
}

/// Empty fields are allowed: a form may be saved half done. What is written must count.
fn check(v: &Values, blocks: &[Block], cx: &Cx) -> Problems {
    let mut out = Problems::new();
    for b in blocks {
        let text = v.get(b.word()).map_or("", |s| s.trim());
        if text.is_empty() || is_nothing(text, cx) {
            continue;
        }
        let result =
            if has_day(*b) { check_next_step(text, day(v, cx), cx.clock).map(|_| ()) } else { check_text(text) };
        if let Err(problem) = result {
            // What is wrong with the day stands under the day.
            let field = if matches!(problem, Problem::NoDate | Problem::DateInPast) { ON } else { b.word() };
            out.push((field, cx.texts.fault(&problem.fault(text)).line()));
        }
    }
    out
}

fn day(v: &Values, cx: &Cx) -> Option<Due> {
    v.get(ON).and_then(|s| said::due(s, cx))
}

/// The short context of many clients at once.
pub fn many(title: String, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let mut fields: Vec<Field> =
        Block::CLIENT.iter().map(|b| Field::area(b.word(), label(*b, cx), "").hint(cx.texts.block_hint(*b))).collect();
    fields.push(Field::spoken(ON, t.ctx_when(), "", said::echo));
    let form = Form::new(fields, |v, cx| {
        let mut out = check_client(v, cx);
        if Block::CLIENT.iter().all(|b| v[b.word()].is_empty()) {
            out.push((Block::Deciders.word(), cx.texts.t().ctx_many_empty()));
        }
        out
    })
    .day_from(Block::NextContact.word(), ON);
    FormPopup::new(title, form).note(t.ctx_many_note()).draft("context:many")
}

pub fn said_of_many(case: CaseId, objects: Vec<Ref>, v: &Values, cx: &Cx) -> ContextMany {
    let said = Block::CLIENT.iter().map(|b| (*b, said_of(v[b.word()].trim(), cx)));
    ContextMany { case, objects, blocks: said.filter(|(_, said)| *said != Said::Nothing).collect(), on: day(v, cx) }
}

fn said_of(text: &str, cx: &Cx) -> Said {
    match text {
        "" => Said::Nothing,
        t if is_nothing(t, cx) => Said::NothingSpecial,
        t => Said::Text(t.to_owned()),
    }
}

/// The blocks that differ from what the card has.
pub fn changed(card: &ContextCard, v: &Values, case: CaseId, cx: &Cx) -> Vec<ContextSave> {
    let on = day(v, cx);
    let save = |b: &BlockView| {
        let said = said_of(v.get(b.block.word())?.trim(), cx);
        let was = match b.state {
            BlockState::Empty | BlockState::Waived => Said::Nothing,
            BlockState::Confirmed => Said::NothingSpecial,
            BlockState::Filled => Said::Text(b.text.clone()),
        };
        let on = on.filter(|_| has_day(b.block) && matches!(said, Said::Text(_)));
        let same = said == was && on == b.on;
        (!same).then_some(ContextSave {
            case: Some(case),
            object: card.object,
            block: b.block,
            said,
            on,
            seen: Some(b.rev),
        })
    };
    card.blocks.iter().filter_map(save).collect()
}

//! «Лист приёма»: what waits for one receiver's answer, with the context written for it.

use super::book::{Cell, Column, Tab, Use};
use super::{known, sample, subject};
use crate::base::{Clock, Seq};
use crate::domain::BlockState;
use crate::domain::sheets::{OutOffer, OutSheet, RowKey, Sent, SheetColumn, print};
use crate::texts::Texts;

pub(super) fn tab(out: &OutSheet, rows: &[OutOffer], texts: &Texts, clock: &Clock) -> Tab {
    let t = texts.t();
    Tab {
        name: t.sheet_tab_acceptance(),
        intro: vec![
            t.sheet_acceptance_head(&out.person, &out.leaver, out.case.0.to_string()),
            t.sheet_acceptance_how(t.sheet_answer_yes(), t.sheet_answer_no()),
            t.sheet_acceptance_step(sample(texts, clock)),
            t.sheet_back(),
        ],
        columns: columns(texts, clock),
        rows: (1..).zip(rows).map(|(n, row)| cells(n, row, out, texts, clock)).collect(),
    }
}

fn columns(texts: &Texts, clock: &Clock) -> Vec<Column> {
    let t = texts.t();
    let column = |column, width, used, hint| Column { column, width, used, hint };
    let told = |name, width| column(name, width, Use::Told, String::new());
    let reasons = vec![t.sheet_why_load(), t.sheet_why_field(), t.sheet_why_conflict(), t.sheet_why_context()];
    vec![
        told(SheetColumn::No, 4),
        told(SheetColumn::Subject, 26),
        told(SheetColumn::Context, 38),
        told(SheetColumn::Known, 30),
        column(
            SheetColumn::Answer,
            13,
            Use::Chosen(vec![t.sheet_answer_yes(), t.sheet_answer_no()]),
            t.sheet_hint_answer(),
        ),
        column(SheetColumn::Why, 18, Use::Typed(reasons), t.sheet_hint_why()),
        column(SheetColumn::Step, 24, Use::Typed(Vec::new()), t.sheet_hint_step()),
        column(SheetColumn::StepOn, 15, Use::Day, t.sheet_hint_on(sample(texts, clock))),
        column(SheetColumn::Question, 20, Use::Typed(Vec::new()), t.sheet_hint_question()),
        column(SheetColumn::Key, 10, Use::Hidden, String::new()),
    ]
}

fn cells(n: u32, row: &OutOffer, out: &OutSheet, texts: &Texts, clock: &Clock) -> Vec<Cell> {
    let t = texts.t();
    let mut about = vec![capital(&texts.term(row.kind))];
    about.extend(subject(&row.of, texts, clock));
    about.push(t.sheet_answer_until(texts.at(row.due_at, clock)));
    let said = row.of.blocks.iter().filter_map(|b| {
        let text = match b.state {
            BlockState::Filled => b.text.clone(),
            BlockState::Confirmed => t.sheet_nothing_special(),
            BlockState::Empty | BlockState::Waived => return None,
        };
        let on = b.on.map_or_else(String::new, |d| format!(" ({})", texts.due(d, clock.today())));
        Some(format!("{}: {text}{on}", texts.term(b.block)))
    });
    let context: Vec<String> = said.collect();
    // The number of the offer, so that an answer to one that is over is not taken for the next one's.
    let sent = vec![Sent { rev: Seq(row.offer.0), print: print(&row.step, row.on) }];
    vec![
        Cell::Text(n.to_string()),
        Cell::Text(about.join("\n")),
        Cell::Text(context.join("\n")),
        Cell::Text(known(&row.of.known, texts, clock)),
        Cell::Owed(String::new()),
        Cell::Text(String::new()),
        Cell::Text(row.step.clone()),
        Cell::Day { on: row.on, owed: false },
        Cell::Text(String::new()),
        Cell::Text(RowKey::new(&out.code, row.of.object, sent, &out.secret).written()),
    ]
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

//! «Лист передачи» and «Лист приёма» as XLSX: written for people, read back by their headings and the keys of their rows.

mod acceptance;
mod book;
mod context;
mod read;
mod tasks;

pub use read::{ReadRow, read};

use book::Tab;

use crate::base::{Clock, Res};
use crate::domain::DecisionRole;
use crate::domain::sheets::{KnownFact, OutObject, OutRows, OutSheet, SheetKind};
use crate::texts::{Texts, nested};

/// The file of one person's sheet. The same sheet at the same time gives the same bytes.
///
/// Errors: `Internal` when the writer refuses, which it does for no text that was cut to a cell.
pub fn sheet(out: &OutSheet, texts: &Texts, clock: &Clock) -> Res<Vec<u8>> {
    let tabs: Vec<Tab> = match &out.rows {
        OutRows::Context { deals, clients, tasks } => {
            let mut tabs = context::tabs(out, deals, clients, texts, clock);
            tabs.extend(tasks::tabs(out, tasks, texts, clock));
            tabs
        }
        OutRows::Acceptance(rows) => vec![acceptance::tab(out, rows, texts, clock)],
    };
    book::write(&tabs, out, texts, clock)
}

/// «Лист передачи 12 Ковалёв Д.», before it is made safe.
pub fn file_name(out: &OutSheet, texts: &Texts) -> String {
    let (t, who) = (texts.t(), crate::domain::names::short(&out.person));
    match out.rows.kind() {
        SheetKind::Context => t.sheet_context_file(out.case.0.to_string(), who),
        SheetKind::Acceptance => t.sheet_acceptance_file(out.case.0.to_string(), who),
    }
}

/// An example of a day that can still be promised: today's week day, a week on.
fn sample(texts: &Texts, clock: &Clock) -> String {
    texts.day_figures(clock.today().plus(7))
}

/// Client, object, stage, amount, day of closing: one under the other, so that a page is wide enough.
fn subject(of: &OutObject, texts: &Texts, clock: &Clock) -> Vec<String> {
    let mut lines: Vec<String> = of.client.iter().cloned().collect();
    lines.push(of.title.clone());
    let money = of.amount.filter(|m| m.minor != 0).map(|m| texts.money(m));
    let stage = Some(of.stage.clone()).filter(|s| !s.is_empty());
    let about: Vec<String> = stage.into_iter().chain(money).collect();
    if !about.is_empty() {
        lines.push(about.join(" · "));
    }
    lines.extend(of.close.map(|day| texts.t().ctx_close(texts.day(day, clock.today()))));
    lines
}

fn known(facts: &[KnownFact], texts: &Texts, clock: &Clock) -> String {
    let line = |f: &KnownFact| match f {
        KnownFact::Contact { name, role, point } => {
            let role =
                if *role == DecisionRole::Unknown { String::new() } else { format!(" — {}", texts.term(*role)) };
            format!("{name}{role}{}", point.as_ref().map_or_else(String::new, |p| format!(", {p}")))
        }
        KnownFact::Task { kind, title, due, told } => {
            let due = due.map_or_else(String::new, |d| format!(" ({})", texts.due(d, clock.today())));
            let told = Some(texts.task_told(*kind, told)).filter(|t| !t.is_empty());
            format!("{}: {title}{due}{}", texts.term(*kind), told.map_or_else(String::new, |t| format!(" — {t}")))
        }
        KnownFact::Told(kind, told) => texts.task_told(*kind, told),
        KnownFact::Promise { text, due, agreed_with, state, answer } => {
            let due = due.map_or_else(String::new, |d| format!(" ({})", texts.due(d, clock.today())));
            let mut said = vec![texts.term(*state)];
            if !agreed_with.is_empty() {
                said.push(texts.agreed(agreed_with));
            }
            said.extend(Some(answer.clone()).filter(|a| !a.is_empty()));
            texts.t().sheet_promise(format!("{text}{due}"), said.join(", "))
        }
        KnownFact::Note(text) => nested(format!("«{text}»")),
    };
    facts.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;

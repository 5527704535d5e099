//! «Акт приёма-передачи дел» as a paper: the act itself, then an annex for every receiver on pages of its own.

mod annex;
mod sections;
mod taken;

#[cfg(test)]
pub mod sample;

use super::paper::{Paper, Piece};
use crate::base::{Clock, Day, Due};
use crate::domain::Role;
use crate::domain::papers::{ActData, Person};
use crate::texts::Texts;

/// What every part of the act needs: its values, the words, the zone that turns instants into dates.
struct Maker<'a> {
    data: &'a ActData,
    texts: &'a Texts,
    clock: Clock,
}

/// The whole act: sections numbered in order, sections without content left out.
pub fn act(data: &ActData, texts: &Texts) -> Paper {
    let m = Maker { data, texts, clock: Clock { now: data.made_at, zone: data.zone } };
    let t = texts.t();
    let mut pieces = m.head();
    for (i, (title, body)) in m.sections().into_iter().flatten().enumerate() {
        pieces.push(Piece::Heading(format!("{}. {title}", i + 1)));
        pieces.extend(body);
    }
    pieces.push(Piece::Fine(t.act_legal()));
    for annex in &data.annexes {
        pieces.push(Piece::PageBreak);
        pieces.extend(m.annex(annex));
    }
    Paper { running: t.act_running(m.number(), m.date()), page_of: [t.paper_page(), t.paper_page_of()], pieces }
}

impl Maker<'_> {
    fn number(&self) -> String {
        self.data.case.0.to_string()
    }

    fn day(&self) -> Day {
        self.clock.today()
    }

    fn date(&self) -> String {
        self.texts.day_paper(self.day())
    }

    fn person(&self, p: &Person) -> String {
        let (t, role) = (self.texts.t(), self.texts.role_title(p.role));
        // «Руководитель отдела продаж» names the department already.
        match p.department.as_str() {
            department if !department.is_empty() && p.role != Role::Head => {
                t.act_person_department(&p.name, role, department)
            }
            _ => t.act_person(&p.name, role),
        }
    }

    /// A dated step in one cell: what, then when.
    fn step(&self, what: &str, due: Option<Due>) -> String {
        let when = due.map(|d| self.due(d)).unwrap_or_default();
        match (what, when.is_empty()) {
            ("", _) => when,
            (what, true) => what.to_owned(),
            (what, false) => format!("{what} — {when}"),
        }
    }

    /// A short date for a cell, with the year when it is not the act's.
    fn due(&self, due: Due) -> String {
        self.texts.due(due, self.day())
    }

    /// A row's number.
    fn n(i: usize) -> String {
        (i + 1).to_string()
    }
}

/// A cell that says that there is nothing to say.
fn or_dash(s: String) -> String {
    if s.is_empty() { "—".to_owned() } else { s }
}

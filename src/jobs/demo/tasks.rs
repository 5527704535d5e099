//! What is planned and what was done: tasks of every kind with their fields, and touches.

use serde_json::{Value, json};

use super::book::{Author, Seller};
use super::words::{cell, chance, pick};
use crate::base::{At, Day, Due};
use crate::domain::{TaskKind, TaskSource, TouchKind};
use crate::ops::seed::{TaskSeed, TouchSeed};

impl Author<'_> {
    /// A working day about `days` from today; a weekend moves on to Monday.
    pub(super) fn work_day(&self, days: i32) -> Day {
        let day = self.clock.today().plus(days);
        (0..7).map(|k| day.plus(k)).find(|d| d.weekday().number_from_monday() < 6).unwrap_or(day)
    }

    /// An instant in working hours `days` ago.
    pub(super) fn ago(&mut self, days: i32) -> At {
        let day = self.clock.today().plus(-days);
        let minute = 9 * 60 + 30 * self.rng.u16(0..17);
        let at = self.clock.zone.at(day, minute);
        if at > self.clock.now { self.clock.zone.at(day.plus(-1), minute) } else { at }
    }

    fn due(&mut self, days: i32) -> Due {
        let minute = 9 * 60 + 30 * self.rng.u16(1..17);
        let day = self.work_day(days);
        if chance(&mut self.rng, 70) { Due::at(day, minute) } else { Due::day(day) }
    }

    /// An open task of this client or deal: most lie ahead, some are late.
    pub(super) fn open_task(&mut self, s: &Seller) -> TaskSeed {
        let days = if chance(&mut self.rng, 15) { -self.rng.i32(1..7) } else { self.rng.i32(0..15) };
        let mut due = self.due(days);
        // Moving a weekend on must not make a late task a present one.
        if days < 0 && due.day >= self.clock.today() {
            due.day = self.clock.today().plus(-1);
        }
        let created = self.rng.i32(3..25) - days.min(0);
        self.task(s, due, created)
    }

    pub(super) fn done_task(&mut self, s: &Seller) -> TaskSeed {
        let days = self.rng.i32(5..240);
        let due = self.due(-days);
        let mut t = self.task(s, due, days + 7);
        t.done = Some(self.ago(days));
        t.result = Some(cell(pick(&mut self.rng, &self.words.outcomes), 0).to_owned());
        t
    }

    fn task(&mut self, s: &Seller, due: Due, created: i32) -> TaskSeed {
        let (kind, title, mut fields) = self.errand();
        // People leave fields empty; that is what the handover's form is for.
        if chance(&mut self.rng, 40)
            && let Some(map) = fields.as_object_mut()
            && let Some(last) = map.keys().next_back().cloned()
        {
            map.remove(&last);
        }
        let source = match kind {
            TaskKind::Call | TaskKind::Meeting => TaskSource::Activity,
            _ if chance(&mut self.rng, 15) => TaskSource::Plan,
            _ => TaskSource::Task,
        };
        let author = if chance(&mut self.rng, 12) { self.head_of(s) } else { s.id };
        let created = self.ago(created);
        TaskSeed { owner: s.id, author, kind, source, title, due, done: None, result: None, fields, created }
    }

    fn errand(&mut self) -> (TaskKind, String, Value) {
        let (w, rng) = (self.words, &mut self.rng);
        match rng.u32(..100) {
            0..45 => {
                let l = pick(rng, &w.calls);
                (TaskKind::Call, cell(l, 0).into(), json!({ "why": cell(l, 1), "said": cell(l, 2) }))
            }
            45..60 => {
                let l = pick(rng, &w.meetings);
                let fields = json!({ "place": cell(l, 1), "participants": cell(l, 2), "agenda": cell(l, 3) });
                (TaskKind::Meeting, cell(l, 0).into(), fields)
            }
            60..78 => {
                let l = pick(rng, &w.documents);
                (TaskKind::Document, cell(l, 0).into(), json!({ "what": cell(l, 1), "format": cell(l, 2) }))
            }
            78..90 => {
                let l = pick(rng, &w.invoices);
                (TaskKind::Invoice, cell(l, 0).into(), json!({ "promised": cell(l, 1), "problems": cell(l, 2) }))
            }
            _ => (TaskKind::Other, cell(pick(rng, &w.others), 0).into(), json!({})),
        }
    }

    /// What was between the office and this client; the last is `last` days ago.
    pub(super) fn touches(&mut self, s: &Seller, last: i32) -> Vec<TouchSeed> {
        let n = self.rng.i32(1..4);
        (0..n)
            .map(|i| {
                let kind = match self.rng.u32(..10) {
                    0..6 => TouchKind::Call,
                    6..9 => TouchKind::Mail,
                    _ => TouchKind::Meeting,
                };
                let days = last + i * self.rng.i32(6..30);
                let at = self.ago(days);
                let outcome = cell(pick(&mut self.rng, &self.words.outcomes), 0).to_owned();
                let recorded = kind == TouchKind::Call && chance(&mut self.rng, 60);
                TouchSeed { who: s.id, kind, at, outcome, recorded }
            })
            .collect()
    }
}

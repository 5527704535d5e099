//! «Опрос за час»: one form a deal, two questions, the hottest deals first; saving goes on to the next that lacks an answer.

use crate::base::{Fault, Ref};
use crate::domain::{Block, BlockState};
use crate::ops::{ContextForm, ContextSave, Done, Outcome, Said};
use crate::reads::interview::{Asked, Known};
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Query};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{FormPopup, Popup, Reply, Tag};
use crate::ui::said;
use crate::ui::widgets::{Field, Form, Problems, Values};

const ROWS: Slot = Slot("cases.context.hour");
const TAG: Tag = Tag("context.hour");

#[derive(Default)]
pub(super) struct Hour {
    rows: Vec<Asked>,
    /// Which of them the form is open over.
    at: usize,
    asked: Option<RunId>,
    /// The save that runs, and which of the two questions it answers.
    saving: Option<(RunId, [bool; 2])>,
}

impl Hour {
    pub(super) fn begin(&mut self, w: &Wizard, out: &mut Out) {
        self.asked = Some(out.load(ROWS, Query::Interview(w.case.id)));
    }

    /// True for an answer to its own question.
    pub(super) fn answer(&mut self, run: RunId, answer: &Result<Answer, Fault>, cx: &Cx, out: &mut Out) -> bool {
        if self.asked.take_if(|r| *r == run).is_none() {
            return false;
        }
        match answer {
            Ok(Answer::Interview(rows)) => {
                self.rows.clone_from(rows);
                // Everything answered is looked through from the beginning.
                let first = rows.iter().position(|r| !r.is_answered()).unwrap_or(0);
                match rows.is_empty() {
                    true => out.say(cx.texts.t().hour_none()),
                    false => self.open(first, cx, out),
                }
            }
            Err(fault) => out.say(cx.texts.fault(fault).line()),
            Ok(_) => {}
        }
        true
    }

    fn open(&mut self, at: usize, cx: &Cx, out: &mut Out) {
        let Some(row) = self.rows.get(at) else { return };
        self.at = at;
        let (x, t) = (cx.texts, cx.texts.t());
        let form = Form::new(
            vec![
                Field::area("promised", t.hour_promised(), &told(&row.promised, cx)),
                Field::area("next", t.hour_next(), &told(&row.next, cx)),
                Field::spoken(
                    "on",
                    t.hour_when(),
                    &row.next.on.map_or_else(String::new, |d| x.due_paper(d)),
                    said::echo_any,
                ),
            ],
            check,
        )
        .day_from("next", "on");
        let place = x.n_of(at as i64 + 1, self.rows.len() as i64);
        let amount = row.amount.filter(|m| m.minor != 0).map(|m| x.money(m));
        let known = [Some(row.client.clone()), Some(row.stage.clone()), amount];
        let known: Vec<String> = known.into_iter().flatten().filter(|s| !s.is_empty()).collect();
        let popup = FormPopup::new(t.hour_title(place, &row.title), form)
            .note(t.hour_note(known.join(" · ")))
            .draft(format!("cases.hour.{}", row.line.0));
        out.open(TAG, Popup::Form(popup));
    }

    /// On to the next that lacks an answer; the end is told.
    fn go_on(&mut self, cx: &Cx, out: &mut Out) {
        match (self.at + 1..self.rows.len()).find(|i| !self.rows[*i].is_answered()) {
            Some(next) => self.open(next, cx, out),
            None => {
                let done = self.rows.iter().filter(|r| r.is_answered()).count();
                out.say(cx.texts.t().hour_over(cx.texts.n_of(done as i64, self.rows.len() as i64)));
            }
        }
    }

    /// True for a reply to its own form.
    pub(super) fn reply(&mut self, tag: Tag, reply: &Reply, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        if tag != TAG {
            return false;
        }
        let (Reply::Filled(v), Some(row)) = (reply, self.rows.get(self.at)) else { return true };
        let object = Ref::from(row.deal);
        let save = |block, said, on, known: &Known| ContextSave {
            case: Some(w.case.id),
            object,
            block,
            said,
            on,
            seen: Some(known.rev),
        };
        let mut blocks = Vec::new();
        let promised = v["promised"].trim();
        if !promised.is_empty() && promised != told(&row.promised, cx) {
            blocks.push(save(Block::History, spoken(promised, cx), None, &row.promised));
        }
        let (next, on) = (v["next"].trim(), said::due(&v["on"], cx).filter(|_| !v["on"].is_empty()));
        if !next.is_empty() && (next != row.next.text || on != row.next.on) {
            blocks.push(save(Block::NextStep, Said::Text(next.to_owned()), on, &row.next));
        }
        match blocks.is_empty() {
            true => self.go_on(cx, out),
            false => {
                let answers = [Block::History, Block::NextStep].map(|b| blocks.iter().any(|s| s.block == b));
                self.saving = Some((out.run(ContextForm { object, blocks }), answers));
            }
        }
        true
    }

    /// True for the end of its own save.
    pub(super) fn ran(&mut self, run: RunId, result: &Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) -> bool {
        let Some((_, answers)) = self.saving.take_if(|(r, _)| *r == run) else { return false };
        if result.is_ok() {
            // What was just said is answered; the list is read anew with the next beginning.
            if let Some(row) = self.rows.get_mut(self.at) {
                for (known, answered) in [&mut row.promised, &mut row.next].into_iter().zip(answers) {
                    known.state = if answered { Some(BlockState::Filled) } else { known.state };
                }
            }
            self.go_on(cx, out);
        }
        true
    }
}

/// «Ничего» is an answer: it confirms that nothing was promised.
fn spoken(text: &str, cx: &Cx) -> Said {
    let nothing = cx.texts.t().hour_nothing();
    match text.trim_end_matches('.').to_lowercase() == nothing {
        true => Said::NothingSpecial,
        false => Said::Text(text.to_owned()),
    }
}

fn told(k: &Known, cx: &Cx) -> String {
    match k.state {
        Some(BlockState::Confirmed) => cx.texts.t().hour_nothing(),
        _ => k.text.clone(),
    }
}

fn check(v: &Values, cx: &Cx) -> Problems {
    let t = cx.texts.t();
    match (v["next"].trim().is_empty(), v["on"].is_empty()) {
        (false, true) => vec![("on", t.hour_when_needed())],
        (true, false) => vec![("next", t.hour_next_needed())],
        _ => Problems::new(),
    }
}

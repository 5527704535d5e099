//! What is done with a promise, under the form and in the list of a case.

use serde_json::json;

use super::{Context, DECIDE_TAG, Desk, HEARD_TAG, PROMISE_TAG, promises};
use crate::base::Ref;
use crate::domain::PromiseState;
use crate::domain::promised::Told;
use crate::domain::rights::Right;
use crate::ops::{PromiseDrop, PromiseTask};
use crate::reads::promises::PromiseView;
use crate::reads::wizard::Wizard;
use crate::ui::actions::{self, Act};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::popup::{Popup, Reply};
use crate::ui::widgets::page_rows;

/// What a text tells of a promise that nobody has written down, and of which card.
pub(super) struct Heard {
    pub object: Ref,
    pub title: String,
    pub told: Told,
}

impl Context {
    /// Writes a promise down, or opens the one under the cursor again.
    pub(super) fn write_promise(&mut self, object: Ref, old: Option<PromiseView>, cx: &Cx, out: &mut Out) {
        out.open(PROMISE_TAG, Popup::Form(promises::form(old.as_ref(), object, cx)));
        self.about = Some((object, old));
    }

    /// What a saved text tells of a promise is offered to be written down, one after another.
    pub(super) fn offer_promise(&mut self, cx: &Cx, out: &mut Out) {
        if let Some(Heard { title, told, .. }) = self.heard.front().filter(|_| !self.asking) {
            out.open(HEARD_TAG, Popup::Form(promises::offered(told, title, cx)));
            self.asking = true;
        }
    }

    /// Written down, or left alone: then that sentence of that card is not asked about again.
    pub(super) fn answered(&mut self, reply: &Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        self.asking = false;
        let Some(Heard { object, told, .. }) = self.heard.pop_front() else { return };
        match reply {
            Reply::Filled(v) => {
                out.run(promises::save(None, w.case.id, object, v, cx));
            }
            _ => {
                let mut left = promises::left_alone(object, cx);
                left.push(told.text);
                out.draft(promises::left_key(object), Some(json!(left)));
            }
        }
        self.offer_promise(cx, out);
    }

    /// What is done with a promise under the cursor, wherever it is listed; false for anything else.
    pub(super) fn on_promise(&mut self, act: Act, p: PromiseView, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        match act {
            promises::TASK => {
                out.run(PromiseTask { case: w.case.id, promise: p.id });
            }
            promises::DROP => {
                out.run(PromiseDrop { case: w.case.id, promise: p.id });
            }
            promises::EDIT => self.write_promise(p.object, Some(p), cx, out),
            _ => return false,
        }
        true
    }

    pub(super) fn in_promises(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let current = self.promises.current().cloned();
        match (act, current) {
            (actions::BACK | actions::LEFT | actions::QUIT, _) => self.desk = Desk::Queue,
            (actions::OPEN, Some(p)) if p.state == PromiseState::Noted => {
                self.write_promise(p.object, Some(p), cx, out)
            }
            (actions::OPEN, Some(p)) => {
                out.open(DECIDE_TAG, Popup::Form(promises::decision(&p, cx)));
                self.about = Some((p.object, Some(p)));
            }
            (promises::TASK | promises::DROP | promises::EDIT, Some(p)) => return self.on_promise(act, p, w, cx, out),
            _ => return self.promises.act(act, page_rows(body_panes(cx).list).saturating_sub(5)),
        }
        true
    }
}

/// Why a promise does not become a task, or is not taken back.
pub fn refusal(act: Act, p: &PromiseView, cx: &Cx) -> Option<String> {
    let t = cx.texts.t();
    match act {
        // What is no more than noted is opened to be changed; the rest is decided.
        actions::OPEN if p.state != PromiseState::Noted => {
            let does = |role| t.ui_does(cx.texts.term(role));
            cx.facts.lacks(Right::Batch).map(|role| role.map_or_else(|| t.ui_not_yours(), does))
        }
        promises::TASK if p.task.is_some() => Some(t.prom_task_there()),
        promises::TASK if p.due.is_none() => Some(t.prom_task_no_date()),
        promises::TASK if p.state == PromiseState::Refused => Some(t.prom_task_refused()),
        _ => None,
    }
}

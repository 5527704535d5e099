//! A form over the screen. Left with Esc it stays a draft; after F2 it waits for its command and shows what failed.

use ratatui::layout::{Position, Rect};

use super::{Reply, Step};
use crate::ui::actions::{self, Act};
use crate::ui::cx::Cx;
use crate::ui::input::Key;
use crate::ui::plan::centered;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Form, FormStep, Paint, wrap};

pub struct FormPopup {
    pub title: String,
    /// A sentence above the fields: what this does.
    pub note: String,
    pub form: Form,
    /// Under this key an unfinished form is kept; empty: nothing worth keeping.
    pub draft: String,
    /// Why the command was refused.
    pub fault: Option<String>,
    /// The command is running.
    pub busy: bool,
}

impl FormPopup {
    pub fn new(title: impl Into<String>, form: Form) -> FormPopup {
        FormPopup { title: title.into(), note: String::new(), form, draft: String::new(), fault: None, busy: false }
    }

    pub fn note(mut self, note: impl Into<String>) -> FormPopup {
        self.note = note.into();
        self
    }

    /// Keeps what is typed under `key` until it is saved.
    pub fn draft(mut self, key: impl Into<String>) -> FormPopup {
        self.draft = key.into();
        self
    }

    pub fn act(&mut self, act: Act, cx: &Cx) -> Step {
        if self.busy {
            return Step::Stay;
        }
        match act {
            actions::BACK if self.form.close_pick() => Step::Stay,
            actions::BACK => Step::Reply(Reply::Left),
            actions::SAVE => match self.form.finish(cx) {
                Some(values) => Step::Reply(Reply::Filled(values)),
                None => Step::Stay,
            },
            _ => self.step(|f| f.act(act, cx)),
        }
    }

    pub fn text(&mut self, key: Key, cx: &Cx) -> Step {
        if self.busy { Step::Stay } else { self.step(|f| f.key(key, cx)) }
    }

    pub fn paste(&mut self, text: &str, cx: &Cx) -> Step {
        if self.busy { Step::Stay } else { self.step(|f| f.paste(text, cx)) }
    }

    fn step(&mut self, f: impl FnOnce(&mut Form) -> FormStep) -> Step {
        match f(&mut self.form) {
            FormStep::Changed => {
                self.fault = None;
                Step::Typed
            }
            FormStep::Stay => Step::Stay,
        }
    }

    pub fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let w = 84.min(area.width.saturating_sub(2));
        let inner_w = w.saturating_sub(4);
        let note = if self.note.is_empty() { Vec::new() } else { wrap(&self.note, inner_w) };
        let fault = self.fault.as_deref().map(|f| wrap(f, inner_w)).unwrap_or_default();
        let extra = note.len() as u16 + u16::from(!note.is_empty()) + fault.len() as u16;
        let inner = p.frame(centered(area, w, self.form.height(inner_w, cx) + extra + 2), &self.title);
        let mut y = inner.y;
        for l in &note {
            p.text(inner.x, y, inner.width, l, Tone::Dim);
            y += 1;
        }
        y += u16::from(!note.is_empty());
        let room = inner.bottom().saturating_sub(y + fault.len() as u16);
        let cursor = self.form.view(Rect { y, height: room, ..inner }, cx, p);
        for (i, l) in fault.iter().rev().enumerate() {
            p.text(inner.x, inner.bottom().saturating_sub(1 + i as u16), inner.width, l, Tone::Late);
        }
        cursor
    }
}

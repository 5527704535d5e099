//! A form over the screen. Left with Esc it stays a draft; after F2 it waits for its command and shows what failed.

use ratatui::layout::{Position, Rect};
use serde_json::Value;

use super::{Reply, Step};
use crate::ui::actions::{self, Act, Place, places};
use crate::ui::cx::Cx;
use crate::ui::input::Key;
use crate::ui::plan::centered;
use crate::ui::screens::Focus;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Form, FormStep, Paint, Values, wrap};

/// What follows from the values of a form: a heading and its text, line by line.
pub type Live = Box<dyn Fn(&Values, &Cx) -> Vec<(String, String)>>;

/// Columns of the headings of `Live`.
const HEADING: u16 = 16;

pub struct FormPopup {
    pub title: String,
    /// A sentence above the fields: what this does.
    pub note: String,
    /// What F1 says beside the keys, a paragraph each.
    pub help: Box<[String]>,
    pub form: Form,
    /// Under the fields, what comes of the values as they stand now.
    pub live: Option<Live>,
    /// Lines of `live` that are scrolled away.
    top: u16,
    /// Under this key an unfinished form is kept; empty: nothing worth keeping.
    pub draft: String,
    /// The values it was opened with: as long as they stand there is nothing to keep.
    opened_with: Values,
    /// Why the command was refused.
    pub fault: Option<String>,
    /// The command is running.
    pub busy: bool,
    /// It came while somebody was typing something else.
    unasked: bool,
    /// Where F2 is named: it saves, or shows first what would come of it.
    saves: Place,
}

impl FormPopup {
    pub fn new(title: impl Into<String>, form: Form) -> FormPopup {
        FormPopup {
            title: title.into(),
            opened_with: form.values(),
            note: String::new(),
            help: Box::default(),
            form,
            live: None,
            top: 0,
            draft: String::new(),
            fault: None,
            busy: false,
            unasked: false,
            saves: places::FORM,
        }
    }

    pub fn note(mut self, note: impl Into<String>) -> FormPopup {
        self.note = note.into();
        self
    }

    pub fn help(mut self, help: Vec<String>) -> FormPopup {
        self.help = help.into();
        self
    }

    pub fn live(mut self, live: impl Fn(&Values, &Cx) -> Vec<(String, String)> + 'static) -> FormPopup {
        self.live = Some(Box::new(live));
        self
    }

    /// F2 only shows what would come of it.
    pub fn showing(mut self) -> FormPopup {
        self.saves = places::FORM_SHOWS;
        self
    }

    /// Nobody asked for it: what is typed in its first moment is meant for what lies under it.
    pub fn unasked(mut self) -> FormPopup {
        self.unasked = true;
        self
    }

    pub fn is_unasked(&self) -> bool {
        self.unasked
    }

    /// What hears the keys, and whether characters are text.
    pub fn focus(&self) -> Focus {
        let mut focus = self.form.focus();
        if !self.form.is_picking() && self.saves != places::FORM {
            focus.places.insert(0, self.saves);
        }
        focus
    }

    /// Keeps what is typed under `key` until it is saved.
    pub fn draft(mut self, key: impl Into<String>) -> FormPopup {
        self.draft = key.into();
        self
    }

    /// What is to be kept of it; `None` while it says what it said when it was opened.
    pub fn kept(&self) -> Option<Value> {
        let values = self.form.values();
        (values != self.opened_with).then(|| serde_json::to_value(values).unwrap_or(Value::Null))
    }

    pub fn act(&mut self, act: Act, cx: &Cx) -> Step {
        if self.busy {
            return Step::Stay;
        }
        match act {
            actions::BACK if self.form.close_pick() => Step::Stay,
            actions::BACK => Step::Reply(Reply::Left),
            actions::PAGE_DOWN | actions::PAGE_UP if self.live.is_some() && !self.form.is_picking() => {
                self.top =
                    if act == actions::PAGE_UP { self.top.saturating_sub(4) } else { self.top.saturating_add(4) };
                Step::Stay
            }
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
        let live = self.live.as_ref().map(|live| told(&live(&self.form.values(), cx), inner_w)).unwrap_or_default();
        let extra = note.len() as u16 + u16::from(!note.is_empty()) + fault.len() as u16;
        let extra = extra + live.len() as u16 + u16::from(!live.is_empty());
        let inner = p.frame(centered(area, w, self.form.height(inner_w, cx) + extra + 2), &self.title);
        let mut y = inner.y;
        for l in &note {
            p.text(inner.x, y, inner.width, l, Tone::Dim);
            y += 1;
        }
        y += u16::from(!note.is_empty());
        let room = inner.bottom().saturating_sub(y + fault.len() as u16);
        let below = y + self.form.height(inner_w, cx) + 1;
        let under = inner.bottom().saturating_sub(fault.len() as u16);
        self.told(&live, Rect { y: below, height: under.saturating_sub(below), ..inner }, p);
        for (i, l) in fault.iter().rev().enumerate() {
            p.text(inner.x, inner.bottom().saturating_sub(1 + i as u16), inner.width, l, Tone::Late);
        }
        // Last, as an open list lies over everything else.
        self.form.view(Rect { y, height: room, ..inner }, cx, p)
    }

    /// What follows from the values, as much as there is room for; an arrow says that there is more.
    fn told(&self, lines: &[(String, String)], area: Rect, p: &mut Paint) {
        let room = usize::from(area.height);
        let top = usize::from(self.top).min(lines.len().saturating_sub(room));
        for (y, (heading, text)) in (area.y..).zip(lines.iter().skip(top).take(room)) {
            p.text(area.x, y, HEADING - 1, heading, Tone::Accent);
            p.text(area.x + HEADING, y, area.width.saturating_sub(HEADING), text, Tone::Dim);
        }
        if room > 0 && top + room < lines.len() {
            let more = format!(" {} PgDn", p.theme.glyph(Glyph::Down));
            p.right(area.x, area.bottom() - 1, area.width, &more, Tone::Accent);
        }
    }
}

/// The headings stand at the left of their first lines.
fn told(parts: &[(String, String)], w: u16) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for (heading, text) in parts {
        let lines = wrap(text, w.saturating_sub(HEADING));
        out.extend(
            lines.into_iter().enumerate().map(|(i, l)| (if i == 0 { heading.clone() } else { String::new() }, l)),
        );
    }
    out
}

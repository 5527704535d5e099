//! The forms of an answer: accepted with a first action, or not, with a reason; what empty fields would take is said before F2.

use std::collections::BTreeSet;

use super::{Acceptance, DeskRow};
use crate::domain::context::is_past;
use crate::domain::names::short;
use crate::domain::{LineKind, Via};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{FormPopup, PickItem, Popup};
use crate::ui::said;
use crate::ui::screens::cases::steps::of_client;
use crate::ui::widgets::{Field, Form, Problems, Values};

/// One text for more clients than this is «принято списком».
const BY_HAND: usize = 3;
/// Lines without a step that the form names one by one.
const NAMED: usize = 3;

impl Acceptance {
    /// How an answer comes that somebody else records; the receiver's own comes by the screen.
    pub(super) fn via(&self, cx: &Cx) -> Option<Field> {
        let item = |v: &Via| PickItem::new(v.word(), cx.texts.term(*v));
        let all = Via::ALL.iter().filter(|v| cx.facts.me_id.is_none() || **v != Via::Screen).map(item).collect();
        (!self.is_mine(cx))
            .then(|| Field::choice("via", cx.texts.t().recv_via(), all, Some(Via::Words.word().to_owned())))
    }

    /// Clients the answer would be about; a line without a client counts for one.
    fn clients(&self) -> usize {
        let of = |l: &DeskRow| match l.kind {
            LineKind::Client => l.title.clone(),
            _ => l.client.clone().unwrap_or_else(|| l.object.to_string()),
        };
        self.answered().into_iter().map(of).collect::<BTreeSet<_>>().len()
    }

    pub(super) fn subject(&self, cx: &Cx) -> String {
        let who = self.people.current().map_or_else(String::new, |p| short(&p.name));
        let answered = self.answered();
        let what = match (self.in_lines, answered.as_slice()) {
            (true, [one]) => cx.texts.t().quoted(one.title.clone()),
            (true, many) => cx.texts.count(Noun::Line, many.len() as i64),
            (false, _) => cx.texts.count(Noun::Line, self.people.current().map_or(0, |p| p.offered as i64)),
        };
        format!("{who}: {what}")
    }

    pub(super) fn accept_form(&self, cx: &Cx) -> Popup {
        let (x, t) = (cx.texts, cx.texts.t());
        let mut fields =
            vec![Field::line("step", t.recv_step(), ""), Field::spoken("on", t.ctx_when(), "", said::echo)];
        fields.extend(self.via(cx));
        let (all, lacking) = (self.answered().len(), self.lacking(cx));
        let check = if all > 0 && lacking.len() == all { said_step } else { both_or_none };
        let form = Form::new(fields, check).day_from("step", "on");
        let mut note = match (all, lacking.as_slice()) {
            (0, _) => t.recv_accept_note(),
            (_, []) => t.desk_via_note_self(),
            (1, _) => match self.answered().first().and_then(|l| l.step.as_ref()?.on) {
                Some(on) => t.desk_passed_one(x.due(on, cx.today())),
                None => t.desk_lacks_one(),
            },
            (_, some) if some.len() == all => t.desk_lacks_all(),
            (_, some) => t.desk_lacks_some(first_of(some, cx)),
        };
        let clients = self.clients();
        if clients > BY_HAND {
            note = format!("{note} {}", t.desk_by_list(x.count(Noun::Client, clients as i64)));
        }
        let popup = FormPopup::new(t.recv_accept_title(self.subject(cx)), form).note(note);
        // What was typed for some lines is not offered for others.
        let answered = self.answered();
        let about = answered.first().map_or_else(String::new, |l| l.object.to_string());
        Popup::Form(popup.draft(format!("accept:{}:{about}:{}", self.of.map_or(0, |e| e.0), answered.len())))
    }

    /// The lines that empty fields cannot take, since they have no step to come with a day of its own; by name.
    fn lacking(&self, cx: &Cx) -> Vec<String> {
        let has = |l: &DeskRow| l.step.as_ref().and_then(|s| s.on).is_some_and(|on| !is_past(on, cx.clock));
        let name = |l: &DeskRow| cx.texts.t().quoted(of_client(l.client.as_deref(), &l.title, cx));
        self.answered().into_iter().filter(|l| !has(l)).map(name).collect()
    }

    pub(super) fn reason_form(title: String, note: String, via: Option<Field>, cx: &Cx) -> Popup {
        let reason = Field::line("reason", cx.texts.t().start_reason(), "");
        let form = Form::new([reason].into_iter().chain(via).collect(), reasoned);
        Popup::Form(FormPopup::new(title, form).note(note))
    }
}

fn first_of(names: &[String], cx: &Cx) -> String {
    let some = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => some,
        rest => cx.texts.t().today_and_more(some, cx.texts.number(rest as i64)),
    }
}

fn both_or_none(v: &Values, cx: &Cx) -> Problems {
    if v["step"].is_empty() == v["on"].is_empty() { Problems::new() } else { vec![("on", cx.texts.t().recv_both())] }
}

/// Where no line has a step of its own.
fn said_step(v: &Values, cx: &Cx) -> Problems {
    if v["step"].is_empty() { vec![("step", cx.texts.t().desk_step_needed())] } else { both_or_none(v, cx) }
}

fn reasoned(v: &Values, cx: &Cx) -> Problems {
    if v["reason"].is_empty() { vec![("reason", cx.texts.t().start_reason_needed())] } else { Problems::new() }
}

//! A call recorded by one key outside the working hours is asked about first: at half past three in the night nobody has
//! rung a client, a key was hit.

use crate::domain::CallResult;
use crate::domain::calendar::Calendar;
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::popup::{Button, Dialog, Popup, Reply, Tag};

const TAG: Tag = Tag("calls.odd-hours");

/// The outcome that waits for an answer.
#[derive(Default)]
pub struct OddHours(Option<CallResult>);

impl OddHours {
    /// True when it has asked, and nothing is to be recorded yet.
    pub fn ask(&mut self, client: &str, outcome: CallResult, cx: &Cx, out: &mut Out) -> bool {
        if Calendar::of(cx.office).into_work(cx.clock.now) == cx.clock.now {
            return false;
        }
        let (x, t) = (cx.texts, cx.texts.t());
        let text = t.odd_hours_text(x.at(cx.clock.now, &cx.clock), client, x.term(outcome).to_lowercase());
        let buttons = vec![Button::new("no", t.odd_hours_no()), Button::new("yes", t.odd_hours_yes())];
        out.open(TAG, Popup::Dialog(Dialog::new(t.odd_hours_title(), text, buttons)));
        self.0 = Some(outcome);
        true
    }

    /// The outcome to record, when the answer to its own question is yes.
    pub fn answered(&mut self, tag: Tag, reply: &Reply) -> Option<CallResult> {
        let asked = if tag == TAG { self.0.take() } else { None };
        asked.filter(|_| *reply == Reply::Pressed("yes"))
    }
}

//! The day that a text names stands in the field beside it: while it is typed, or shown before it is saved.

use super::form::Form;
use crate::base::Clock;
use crate::domain::spoken_within::{day_within, term_words};
use crate::ui::cx::Cx;

/// A field of text whose day another field takes.
pub(super) struct DayFrom {
    text: &'static str,
    day: &'static str,
    /// Which of the days that the text names.
    which: fn(&str, Clock) -> Option<String>,
    /// What the text said as the form was opened: a day left out beside it then is not put there by a comma typed now.
    opened: String,
    /// What the text has put there: the field follows it until somebody touches it.
    named: String,
    /// Only F2 has found the day: it is looked at before it is saved.
    unseen: bool,
}

impl DayFrom {
    /// The text named this day when the form was opened, and it was left out beside it.
    fn named_at_first(&self, day: &str, cx: &Cx) -> bool {
        (self.which)(&self.opened, cx.clock).is_some_and(|d| d == day)
    }
}

impl Form {
    /// «Позвонить во вторник» in the field `text` fills the empty field `day` as it is typed. So F2 saves what stands on the
    /// screen; a day that only F2 would put there is shown first, and the form says so.
    pub fn day_from(self, text: &'static str, day: &'static str) -> Form {
        self.from(text, day, day_within)
    }

    /// The same for a promise: the day by which it is due, and not «с 1 декабря», when it begins.
    pub fn term_from(self, text: &'static str, day: &'static str) -> Form {
        self.from(text, day, term_words)
    }

    fn from(mut self, text: &'static str, day: &'static str, which: fn(&str, Clock) -> Option<String>) -> Form {
        let opened = self.value(text);
        self.days.push(DayFrom { text, day, which, opened, named: String::new(), unseen: false });
        self
    }

    /// The field that just got its day from what the text says. A day that somebody has cleared stays so, unless the form
    /// needs one.
    pub(super) fn propose_days(&mut self, cx: &Cx) -> Option<&'static str> {
        let needed = |day: &str| self.problems(cx).iter().any(|(id, _)| *id == day);
        let (day, said) = self.days.iter().find_map(|d| {
            let said = (d.which)(&self.value(d.text), cx.clock)?;
            let field = self.fields.iter().find(|f| f.id == d.day)?;
            let left = field.touched || d.named_at_first(&said, cx);
            (field.value().is_empty() && (!left || needed(d.day))).then_some((d.day, said))
        })?;
        self.propose(day, &said);
        Some(day)
    }

    /// The day of the text with the focus stands in its field while it is typed, and goes with it.
    pub(super) fn follow(&mut self, cx: &Cx) {
        let at = self.at();
        for i in 0..self.days.len() {
            let DayFrom { text, day, which, ref named, .. } = self.days[i];
            if text == at && self.fields.iter().any(|f| f.id == day && !f.touched && f.value() == *named) {
                let said = which(&self.value(at), cx.clock).unwrap_or_default();
                if named.is_empty() && self.days[i].named_at_first(&said, cx) {
                    continue;
                }
                self.propose(day, &said);
                self.days[i].named = said;
            }
        }
    }

    /// This field's day was put there by F2, and is not saved before it was seen.
    pub(super) fn is_unseen(&self, id: &str) -> bool {
        self.days.iter().any(|d| d.day == id && d.unseen)
    }

    /// F2 has found this day, or none.
    pub(super) fn seen_first(&mut self, day: Option<&str>) {
        self.days.iter_mut().for_each(|d| d.unseen = Some(d.day) == day);
    }

    /// As its text is left, the day it names is proposed.
    pub(super) fn leave(&mut self, cx: &Cx) {
        let at = self.at();
        if self.days.iter().any(|d| d.text == at) {
            self.propose_days(cx);
        }
    }
}

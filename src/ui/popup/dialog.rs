//! A question with buttons, the safe one focused. What cannot be undone asks for a surname, and nothing is heard for
//! the first moment, so that a held key never confirms (4 §3).

use ratatui::layout::{Position, Rect};

use super::{Reply, Step};
use crate::domain::names::is_surname;
use crate::ui::actions::{self, Act, Place, places};
use crate::ui::cx::Cx;
use crate::ui::input::{Key, Resolved, resolve};
use crate::ui::plan::centered;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Line, Paint, width, wrap};

/// A dialog with figures is as wide as these want to be read.
const FACTS_W: u16 = 76;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What the reply carries.
    pub id: &'static str,
    pub label: String,
    /// Cannot be undone: needs the surname, where one is asked for.
    pub danger: bool,
}

impl Button {
    pub fn new(id: &'static str, label: impl Into<String>) -> Button {
        Button { id, label: label.into(), danger: false }
    }

    pub fn danger(mut self) -> Button {
        self.danger = true;
        self
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialog {
    title: String,
    /// The consequences, in full sentences.
    text: String,
    /// Consequences as figures: what it is about, and what becomes of it.
    facts: Vec<(String, String)>,
    buttons: Vec<Button>,
    focus: usize,
    /// Whose surname has to be typed, and what has been typed.
    surname: Option<(String, Line)>,
    /// The surname has just been typed: the first Tab only leaves its field, for the button that waits.
    arrived: bool,
    /// A dangerous button was pressed without the right surname.
    missed: bool,
    /// Keys of whoever opened it, heard beside the buttons.
    keys: Option<Place>,
    /// It tells something: leaving it is closing it, not declining.
    tells: bool,
}

impl Dialog {
    /// The first button that is not dangerous has the focus.
    pub fn new(title: impl Into<String>, text: impl Into<String>, buttons: Vec<Button>) -> Dialog {
        let focus = buttons.iter().position(|b| !b.danger).unwrap_or(0);
        let (title, text, facts, tells) = (title.into(), text.into(), Vec::new(), buttons.len() == 1);
        let (surname, arrived, missed, keys) = (None, false, false, None);
        Dialog { title, text, facts, buttons, focus, surname, arrived, missed, keys, tells }
    }

    /// What it names can be done from here: an action of this place closes it and is replied as `Reply::Pressed`.
    pub fn with_keys(mut self, place: Place) -> Dialog {
        self.keys = Some(place);
        self
    }

    /// Whether a key is one of those.
    pub fn hears(&self, key: Key) -> bool {
        self.keys.is_some_and(|place| matches!(resolve(key, &[place], false), Resolved::Action(_)))
    }

    /// It is there to be read; its first button only closes it.
    pub fn telling(mut self) -> Dialog {
        self.tells = true;
        self
    }

    pub fn places(&self) -> Vec<Place> {
        let tells = self.tells.then_some(places::DIALOG_TELLS);
        self.keys.into_iter().chain(tells).chain([places::DIALOG]).collect()
    }

    pub fn facts(mut self, facts: Vec<(String, String)>) -> Dialog {
        self.facts = facts;
        self
    }

    /// Asks for the surname of the person in question before a dangerous button works: the first word of the name.
    pub fn surname(mut self, full_name: &str) -> Dialog {
        let first = full_name.split_whitespace().next().unwrap_or(full_name);
        self.surname = Some((first.to_owned(), Line::default()));
        self
    }

    /// The surname was typed a moment ago, to choose the person: whole, it counts, and is not asked for again.
    pub fn typed(mut self, typed: &str) -> Dialog {
        if let Some((name, line)) = &mut self.surname {
            let first = typed.split_whitespace().next().unwrap_or_default();
            if is_surname(first, name) {
                line.insert(name);
            }
        }
        self
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn says(&self) -> &str {
        &self.text
    }

    pub fn asks_surname(&self) -> bool {
        self.surname.is_some()
    }

    /// Input in the first moment is not meant for this dialog.
    pub fn is_guarded(&self) -> bool {
        self.buttons.iter().any(|b| b.danger)
    }

    /// The surname was typed, and then the safe button was pressed: perhaps by one Tab too many.
    pub fn is_declined(&self, button: &str) -> bool {
        self.surname.as_ref().is_some_and(|(name, line)| is_surname(line.text(), name))
            && self.buttons.iter().any(|b| b.id == button && !b.danger)
    }

    fn surname_given(&self) -> bool {
        self.surname.as_ref().is_none_or(|(name, line)| is_surname(line.text(), name))
    }

    pub fn act(&mut self, act: Act) -> Step {
        let n = self.buttons.len().max(1);
        match act {
            actions::NEXT if std::mem::take(&mut self.arrived) => {}
            actions::NEXT => self.focus = (self.focus + 1) % n,
            actions::PREV => self.focus = (self.focus + n - 1) % n,
            actions::BACK => return Step::Reply(Reply::Left),
            actions::CHOOSE => {
                let Some(b) = self.buttons.get(self.focus) else { return Step::Reply(Reply::Left) };
                if b.danger && !self.surname_given() {
                    self.missed = true;
                    return Step::Stay;
                }
                return Step::Reply(Reply::Pressed(b.id));
            }
            _ if self.keys.is_some() => return Step::Reply(Reply::Pressed(act.0)),
            _ => {}
        }
        Step::Stay
    }

    pub fn text(&mut self, key: Key) -> Step {
        if let Some((_, line)) = &mut self.surname
            && line.key(key)
        {
            self.missed = false;
            self.follow_surname();
        }
        Step::Stay
    }

    /// A surname typed here letter by letter is the decision: Enter then does what it was typed for, and no longer the
    /// safe thing. Taken back, the safe button has the focus again.
    fn follow_surname(&mut self) {
        let given = self.surname_given();
        self.arrived = given;
        if let Some(i) = self.buttons.iter().position(|b| b.danger == given) {
            self.focus = i;
        }
    }

    pub fn paste(&mut self, text: &str) -> Step {
        if let Some((_, line)) = &mut self.surname {
            line.insert(text);
            self.follow_surname();
        }
        Step::Stay
    }

    pub fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let buttons_w: u16 = self.buttons.iter().map(|b| width(&b.label) + 6).sum();
        let label_w = self.surname.as_ref().map_or(0, |(n, _)| width(&cx.texts.t().ui_type_surname(n.clone())) + 20);
        let w = 56.max(buttons_w + 2).max(label_w).min(area.width.saturating_sub(4));
        let w = if self.facts.is_empty() { w } else { FACTS_W.min(area.width.saturating_sub(4)).max(w) };
        let lines = wrap(&self.text, w.saturating_sub(2));
        let labels = self.facts.iter().map(|(l, _)| width(l)).max().unwrap_or(0) + 2;
        let room = w.saturating_sub(2 + labels);
        let facts: Vec<(&str, Vec<String>)> = self.facts.iter().map(|(l, v)| (l.as_str(), wrap(v, room))).collect();
        let facts_h = facts.iter().map(|(_, v)| v.len() as u16).sum::<u16>();
        let facts_h = if facts_h > 0 { facts_h + 1 } else { 0 };
        let asks = u16::from(self.asks_surname()) * 3;
        let inner = p.frame(centered(area, w + 2, lines.len() as u16 + facts_h + asks + 4), &self.title);
        for (i, l) in lines.iter().enumerate() {
            p.text(inner.x, inner.y + i as u16, inner.width, l, Tone::Plain);
        }
        let mut y = inner.y + lines.len() as u16 + 1;
        for (label, value) in &facts {
            p.text(inner.x, y, labels, label, Tone::Dim);
            for l in value {
                p.text(inner.x + labels, y, room, l, Tone::Plain);
                y += 1;
            }
        }
        let mut cursor = None;
        if let Some((name, line)) = &self.surname {
            let y = inner.y + lines.len() as u16 + facts_h + 1;
            let label = cx.texts.t().ui_type_surname(name.clone());
            let used = p.text(inner.x, y, inner.width.saturating_sub(8), &label, Tone::Dim) + 1;
            cursor = Some(line.view(p, inner.x + used, y, inner.width.saturating_sub(used), Tone::Field));
            if self.missed {
                let why = cx.texts.t().ui_surname_missed();
                p.text(inner.x, y + 1, inner.width, &why, Tone::Late);
            }
        }
        let mut x = inner.right().saturating_sub(buttons_w);
        let y = inner.bottom().saturating_sub(1);
        for (i, b) in self.buttons.iter().enumerate() {
            let label = format!("[ {} ]", b.label);
            let tone = match (i == self.focus, b.danger) {
                (true, _) => Tone::Cursor,
                (_, true) => Tone::Late,
                _ => Tone::Plain,
            };
            x += p.text(x, y, inner.right().saturating_sub(x), &label, tone) + 2;
        }
        cursor
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::input::keys;

    fn dialog() -> Dialog {
        let b = vec![Button::new("no", "Не закрывать"), Button::new("close", "Закрыть").danger()];
        Dialog::new("", "", b).surname("Ковалёв Денис")
    }

    #[test]
    fn the_safe_button_has_the_focus() {
        assert_eq!(dialog().act(actions::CHOOSE), Step::Reply(Reply::Pressed("no")));
        assert!(dialog().is_guarded());
    }

    #[test]
    fn the_surname_typed_here_moves_the_focus_to_what_it_was_typed_for_and_back() {
        let mut d = dialog();
        let typed = |d: &mut Dialog, script: &str| keys(script).unwrap().into_iter().for_each(|k| drop(d.text(k)));
        typed(&mut d, "ковале");
        assert_eq!(d.clone().act(actions::CHOOSE), Step::Reply(Reply::Pressed("no")), "half a surname decides nothing");
        typed(&mut d, "в");
        assert_eq!(d.clone().act(actions::CHOOSE), Step::Reply(Reply::Pressed("close")));
        let mut by_tab = d.clone();
        by_tab.act(actions::NEXT);
        assert_eq!(by_tab.act(actions::CHOOSE), Step::Reply(Reply::Pressed("close")));
        typed(&mut d, "<Backspace>");
        assert_eq!(d.act(actions::CHOOSE), Step::Reply(Reply::Pressed("no")));
    }

    #[test]
    fn a_surname_typed_whole_a_moment_ago_counts_and_half_of_it_does_not() {
        for (typed, ok) in [("ковалев", true), ("ковалёв ден", true), ("Rjdfk`d", true), ("ковал", false), ("", false)]
        {
            let mut d = dialog().typed(typed);
            d.act(actions::NEXT);
            let want = if ok { Step::Reply(Reply::Pressed("close")) } else { Step::Stay };
            assert_eq!(d.act(actions::CHOOSE), want, "{typed}");
        }
    }

    #[test]
    fn danger_needs_the_surname_in_either_layout() {
        for (typed, ok) in [("", false), ("Ковал", false), ("ковалев", true), ("Rjdfk`d", true)] {
            let mut d = dialog();
            for k in keys(typed).unwrap() {
                d.text(k);
            }
            d.act(actions::NEXT);
            let want = if ok { Step::Reply(Reply::Pressed("close")) } else { Step::Stay };
            assert_eq!(d.act(actions::CHOOSE), want, "{typed}");
        }
    }
}

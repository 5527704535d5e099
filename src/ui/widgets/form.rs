//! A form: labels at the left, the problem under its field, computed from the values and never stored (4 §4).

use std::collections::BTreeMap;

use super::form_days::DayFrom;
use super::form_field::cycle;
pub use super::form_field::{Field, Kind};
use super::line::Line;
use crate::ui::actions::{self, Act, places};
use crate::ui::cx::Cx;
use crate::ui::input::{Key, KeyCode};
use crate::ui::popup::{Pick, Reply, Step};
use crate::ui::screens::Focus;

/// Values by field id. A choice gives the key of its option, an empty field an empty text.
pub type Values = BTreeMap<&'static str, String>;

/// Problems by field id; a field may be named at most once.
pub type Problems = Vec<(&'static str, String)>;

/// What one step changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormStep {
    Stay,
    Changed,
}

pub struct Form {
    pub(super) fields: Vec<Field>,
    pub(super) focus: usize,
    pub(super) check: fn(&Values, &Cx) -> Problems,
    /// Saving was tried: problems of untouched fields are shown too.
    pub(super) tried: bool,
    pub(super) pick: Option<Box<Pick>>,
    /// Fields whose text may name the day of another: that day is proposed there.
    pub(super) days: Vec<DayFrom>,
    /// The focus has come here by itself, as the list of the field before was left with Enter. A Tab right after it is the
    /// habit's, and not one field more.
    came: Option<usize>,
}

impl Form {
    pub fn new(fields: Vec<Field>, check: fn(&Values, &Cx) -> Problems) -> Form {
        let focus = fields.iter().position(|f| !f.is_told()).unwrap_or(0);
        Form { fields, focus, check, tried: false, pick: None, days: Vec::new(), came: None }
    }

    pub fn values(&self) -> Values {
        self.fields.iter().filter(|f| f.is_asked()).map(|f| (f.id, f.value())).collect()
    }

    /// Puts back a draft: values by field id; unknown ids are left out.
    pub fn restore(&mut self, values: &serde_json::Value) {
        for f in &mut self.fields {
            if let Some(v) = values.get(f.id).and_then(serde_json::Value::as_str) {
                f.set(v);
                f.touched = !v.is_empty();
            }
        }
    }

    /// What a field says now; empty for one that is not asked.
    pub fn value(&self, id: &str) -> String {
        self.fields.iter().find(|f| f.id == id).map(Field::value).unwrap_or_default()
    }

    /// Fills a field in the person's place.
    pub fn set(&mut self, id: &str, value: &str) {
        if let Some(f) = self.fields.iter_mut().find(|f| f.id == id) {
            f.set(value);
            f.touched = true;
        }
    }

    /// Fills a field with a proposal: it gives way to what is typed over it.
    pub(super) fn propose(&mut self, id: &str, value: &str) {
        if let Some(f) = self.fields.iter_mut().find(|f| f.id == id) {
            f.set(value);
            f.touched = false;
        }
    }

    /// The row under the cursor of a field of rows, while that field has the focus.
    pub fn row(&self) -> Option<usize> {
        match self.fields.get(self.focus)?.kind {
            Kind::Rows { at, .. } => Some(at),
            _ => None,
        }
    }

    /// The field with the focus.
    pub fn at(&self) -> &'static str {
        self.fields.get(self.focus).map_or("", |f| f.id)
    }

    pub fn go(&mut self, id: &str) {
        if let Some(i) = self.fields.iter().position(|f| f.id == id) {
            self.focus = i;
        }
    }

    pub fn focus(&self) -> Focus {
        if self.pick.is_some() {
            Focus::typing(&[places::FORM_PICK, places::PICK])
        } else if matches!(self.fields.get(self.focus), Some(Field { kind: Kind::Choice { .. }, .. })) {
            Focus::typing(&[places::FORM_CHOICE, places::FORM])
        } else {
            Focus::typing(&[places::FORM])
        }
    }

    /// A pick list is open over the fields.
    pub fn is_picking(&self) -> bool {
        self.pick.is_some()
    }

    /// Closes an open pick list; false when there is none.
    pub fn close_pick(&mut self) -> bool {
        self.pick.take().is_some()
    }

    /// All problems: what the fields say and what the form's own check says.
    pub fn problems(&self, cx: &Cx) -> Problems {
        let mut out: Problems = self
            .fields
            .iter()
            .filter_map(|f| match &f.kind {
                Kind::Spoken { line, echo } if !line.text().trim().is_empty() => {
                    echo(line.text().trim(), cx).err().map(|e| (f.id, e))
                }
                _ => None,
            })
            .collect();
        for (id, p) in (self.check)(&self.values(), cx) {
            if !out.iter().any(|(i, _)| *i == id) {
                out.push((id, p));
            }
        }
        out
    }

    /// The values if nothing is wrong; else the first problem gets the focus.
    pub fn finish(&mut self, cx: &Cx) -> Option<Values> {
        let found = self.propose_days(cx);
        self.seen_first(found);
        if let Some(day) = found {
            self.go(day);
            return None;
        }
        self.tried = true;
        let problems = self.problems(cx);
        match self.fields.iter().position(|f| problems.iter().any(|(id, _)| *id == f.id)) {
            Some(i) => {
                self.focus = i;
                None
            }
            None => Some(self.values()),
        }
    }

    pub fn act(&mut self, act: Act, cx: &Cx) -> FormStep {
        if let Some(pick) = &mut self.pick {
            let step = pick.act(act);
            return self.picked(step);
        }
        let came = self.came.take();
        self.seen_first(None);
        match act {
            actions::NEXT if came == Some(self.focus) => {}
            actions::NEXT => return self.moved(1, cx),
            actions::PREV => return self.moved(-1, cx),
            actions::CHOOSE => self.open_pick(),
            _ => {}
        }
        FormStep::Stay
    }

    fn picked(&mut self, step: Step) -> FormStep {
        match step {
            Step::Reply(Reply::Picked(key)) => {
                self.pick = None;
                self.change(|f| f.set(&key));
                self.step(1);
                self.came = Some(self.focus);
                FormStep::Changed
            }
            Step::Reply(_) => {
                self.pick = None;
                FormStep::Stay
            }
            _ => FormStep::Stay,
        }
    }

    fn change(&mut self, f: impl FnOnce(&mut Field)) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            f(field);
            field.touched = true;
        }
    }

    fn step(&mut self, by: isize) {
        let n = self.fields.len() as isize;
        if self.fields.iter().all(Field::is_told) {
            return;
        }
        loop {
            self.focus = (self.focus as isize + by).rem_euclid(n) as usize;
            if !self.fields[self.focus].is_told() {
                break;
            }
        }
    }

    fn open_pick(&mut self) {
        if let Some(Field { kind: Kind::Choice { options, chosen }, label, .. }) = self.fields.get(self.focus) {
            let pick = Pick::new(label.clone(), options.clone()).at(chosen.as_deref().unwrap_or(""));
            self.pick = Some(Box::new(pick));
        }
    }

    pub fn key(&mut self, key: Key, cx: &Cx) -> FormStep {
        if let Some(pick) = &mut self.pick {
            let step = pick.text(key);
            return self.picked(step);
        }
        self.came = None;
        self.seen_first(None);
        let Some(field) = self.fields.get_mut(self.focus) else { return FormStep::Stay };
        let changed = match (&mut field.kind, key.code) {
            (Kind::Area(a), KeyCode::Up) if a.at_top() => return self.moved(-1, cx),
            (Kind::Area(a), KeyCode::Down) if a.at_bottom() => return self.moved(1, cx),
            (Kind::Area(a), _) => a.key(key),
            (Kind::Rows { at, .. }, KeyCode::Up) if *at > 0 => {
                *at -= 1;
                false
            }
            (Kind::Rows { at, rows }, KeyCode::Down) if *at + 1 < rows.len() => {
                *at += 1;
                false
            }
            (_, KeyCode::Up) => return self.moved(-1, cx),
            (_, KeyCode::Down) => return self.moved(1, cx),
            (Kind::Rows { .. }, _) => return FormStep::Stay,
            (Kind::Choice { .. }, KeyCode::Enter | KeyCode::Char(' ')) => {
                self.open_pick();
                return FormStep::Stay;
            }
            (Kind::Choice { options, chosen }, KeyCode::Left | KeyCode::Right) => {
                cycle(options, chosen, key.code == KeyCode::Right)
            }
            (Kind::Choice { .. }, KeyCode::Char(_)) => {
                self.open_pick();
                if let Some(p) = &mut self.pick {
                    p.text(key);
                }
                return FormStep::Stay;
            }
            (_, KeyCode::Enter) => return self.moved(1, cx),
            // A proposed date or figure gives way to what is typed over it, as selected text does.
            (Kind::Spoken { line, .. }, KeyCode::Char(_)) if key.is_text() && !field.touched => {
                line.clear();
                line.key(key)
            }
            (Kind::Line(line), KeyCode::Char('0'..='9')) if key.is_text() && !field.touched && is_figure(line) => {
                line.clear();
                line.key(key)
            }
            // Whoever goes into it means to mend it.
            (
                Kind::Line(l) | Kind::Spoken { line: l, .. },
                KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End,
            ) => {
                field.touched |= !l.is_empty();
                l.key(key)
            }
            (Kind::Line(l) | Kind::Spoken { line: l, .. }, _) => l.key(key),
            _ => false,
        };
        field.touched |= changed;
        self.changed(changed, cx)
    }

    fn changed(&mut self, changed: bool, cx: &Cx) -> FormStep {
        if !changed {
            return FormStep::Stay;
        }
        self.follow(cx);
        FormStep::Changed
    }

    fn moved(&mut self, by: isize, cx: &Cx) -> FormStep {
        self.leave(cx);
        self.step(by);
        FormStep::Stay
    }

    pub fn paste(&mut self, text: &str, cx: &Cx) -> FormStep {
        if let Some(pick) = &mut self.pick {
            pick.paste(text);
            return FormStep::Stay;
        }
        let Some(field) = self.fields.get_mut(self.focus) else { return FormStep::Stay };
        let changed = match &mut field.kind {
            Kind::Line(l) | Kind::Spoken { line: l, .. } => l.insert(text),
            Kind::Area(a) => a.insert(text),
            Kind::Choice { .. } | Kind::Rows { .. } | Kind::Told(_) => false,
        };
        field.touched |= changed;
        self.changed(changed, cx)
    }
}

fn is_figure(line: &Line) -> bool {
    !line.is_empty() && line.text().chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{At, Clock, Zone};
    use crate::domain::settings::Office;
    use crate::reads::Facts;
    use crate::texts::{Lang, Texts};
    use crate::ui::Ctx;
    use crate::ui::input::{Resolved, keys, resolve};
    use crate::ui::popup::PickItem;

    fn echo(text: &str, _: &Cx) -> Result<String, String> {
        if text == "вт" { Ok("вторник".into()) } else { Err(format!("не дата: {text}")) }
    }

    fn form() -> Form {
        let options = vec![PickItem::new("call", "звонок"), PickItem::new("mail", "письмо")];
        let fields = vec![
            Field::told("why", "Зачем", "так надо"),
            Field::spoken("on", "Когда", "пн", echo),
            Field::choice("kind", "Вид", options, None),
            Field::area("text", "Текст", ""),
        ];
        Form::new(fields, |v, _| if v["text"].is_empty() { vec![("text", "пусто".into())] } else { Vec::new() })
    }

    fn press(f: &mut Form, script: &str, cx: &Cx) {
        for k in keys(script).unwrap() {
            let focus = f.focus();
            match resolve(k, &focus.places, focus.text) {
                Resolved::Action(a) => f.act(a, cx),
                Resolved::Text(k) => f.key(k, cx),
                Resolved::Nothing => FormStep::Stay,
            };
        }
    }

    fn with(f: impl FnOnce(&Cx)) {
        let (texts, office, facts) = (Texts::load(Lang::Ru), Office::default(), Facts::default());
        let ctx = Ctx {
            clock: Clock { now: At(1_800_000_000_000), zone: Zone::MOSCOW },
            fixed: true,
            readonly: false,
            path: std::path::Path::new("x.db"),
            office: &office,
            mono: 0,
            size: (80, 24),
            texts: &texts,
        };
        f(&Cx { ctx: &ctx, facts: &facts, drafts: &crate::ui::cx::Drafts::new() });
    }

    #[test]
    fn a_form_is_filled_by_keys_and_saved_only_when_nothing_is_wrong() {
        with(|cx| {
            let mut f = form();
            // A proposed value gives way; a wrong one is told and not saved.
            press(&mut f, "ср", cx);
            assert_eq!(f.values()["on"], "ср");
            assert!(f.finish(cx).is_none());
            assert_eq!(f.at(), "on");
            press(&mut f, "<C-u>вт<Tab>п<Enter>", cx);
            assert_eq!((f.values()["kind"].as_str(), f.at()), ("mail", "text"));
            assert!(f.finish(cx).is_none());
            press(&mut f, "первая<Enter>вторая", cx);
            let v = f.finish(cx).unwrap();
            assert_eq!((v["on"].as_str(), v["text"].as_str()), ("вт", "первая\nвторая"));
        });
    }

    #[test]
    fn the_key_of_a_list_is_told_only_where_there_is_one() {
        with(|cx| {
            let mut f = form();
            let tells = |f: &Form| actions::heard(&f.focus().places).iter().any(|d| d.act == actions::CHOOSE);
            assert!(!tells(&f), "{}", f.at());
            press(&mut f, "<Tab>", cx);
            assert!(f.at() == "kind" && tells(&f));
        });
    }

    #[test]
    fn arrows_and_tab_walk_the_fields_and_skip_what_is_only_told() {
        with(|cx| {
            let mut f = form();
            assert_eq!(f.at(), "on");
            press(&mut f, "<S-Tab>", cx);
            assert_eq!(f.at(), "text");
            press(&mut f, "<Tab><Down>", cx);
            assert_eq!(f.at(), "kind");
            press(&mut f, "<Right><Right>", cx);
            assert_eq!(f.values()["kind"], "mail");
        });
    }

    /// Enter chooses and goes on. Whoever presses Tab after every field is not thrown one further; a second Tab is meant.
    #[test]
    fn a_tab_right_after_a_choice_is_not_one_too_many() {
        with(|cx| {
            let mut f = form();
            press(&mut f, "<Tab><F4>письмо<Enter>", cx);
            assert_eq!((f.values()["kind"].as_str(), f.at()), ("mail", "text"));
            press(&mut f, "<Tab>", cx);
            assert_eq!(f.at(), "text");
            press(&mut f, "обещано<Tab>", cx);
            assert_eq!((f.values()["text"].as_str(), f.at()), ("обещано", "on"));
            press(&mut f, "<S-Tab><Up><F4><Enter><Tab><Tab>", cx);
            assert_eq!(f.at(), "on");
        });
    }

    #[test]
    fn a_proposed_figure_gives_way_to_the_first_digit_and_is_mended_from_inside() {
        with(|cx| {
            let share = || {
                Form::new(
                    vec![Field::line("share", "Доля", "100"), Field::line("name", "Имя", "Дом 5")],
                    |_, _| Problems::new(),
                )
            };
            let typed = |script: &str| {
                let mut f = share();
                press(&mut f, script, cx);
                f.values()
            };
            assert_eq!(typed("50")["share"], "50");
            assert_eq!(typed("<End>5")["share"], "1005");
            assert_eq!(typed("<Backspace>5")["share"], "105");
            assert_eq!(typed("<Tab>7")["name"], "Дом 57");
        });
    }

    /// A day named in a text stands in its field before F2, so F2 saves; where only F2 finds it, it is looked at first.
    #[test]
    fn f2_saves_no_day_that_was_not_on_the_screen() {
        with(|cx| {
            let any = |text: &str, _: &Cx| Ok(text.to_owned());
            let step = || {
                let fields = vec![Field::line("step", "Шаг", ""), Field::spoken("on", "Когда", "", any)];
                Form::new(fields, |v, _| if v["on"].is_empty() { vec![("on", "нет дня".into())] } else { Vec::new() })
                    .day_from("step", "on")
            };
            let mut f = step();
            press(&mut f, "позвонить завтра", cx);
            assert_eq!(f.values()["on"], "завтра");
            press(&mut f, " в 11", cx);
            assert_eq!(f.values()["on"], "завтра в 11");
            assert_eq!(f.finish(cx).unwrap()["on"], "завтра в 11");
            press(&mut f, "<C-u>позвонить", cx);
            assert_eq!(f.values()["on"], "");
            // What was chosen by hand stays, whatever the text says then.
            press(&mut f, "<Tab>в пятницу<S-Tab> послезавтра", cx);
            assert_eq!(f.values()["on"], "в пятницу");
            let mut f = step();
            f.restore(&serde_json::json!({ "step": "позвонить завтра" }));
            assert!(f.finish(cx).is_none());
            assert!(f.at() == "on" && f.is_unseen("on"));
            assert_eq!(f.finish(cx).unwrap()["on"], "завтра");
        });
    }

    #[test]
    fn the_term_of_a_promise_is_not_the_day_it_begins() {
        with(|cx| {
            let any = |text: &str, _: &Cx| Ok(text.to_owned());
            for (text, due) in [
                ("скидка 7 % с 1 декабря", ""),
                ("отгрузка через 30 дней после оплаты", ""),
                ("скидка 7 % до 10 декабря", "10 декабря"),
            ] {
                let fields = vec![Field::line("text", "Что", ""), Field::spoken("due", "Срок", "", any)];
                let mut f = Form::new(fields, |_, _| Vec::new()).term_from("text", "due");
                press(&mut f, text, cx);
                assert!(f.values()["due"].contains(due) && f.values()["due"].is_empty() == due.is_empty(), "{text}");
                assert_eq!(f.finish(cx).unwrap()["due"].is_empty(), due.is_empty(), "{text}");
            }
            // An old promise without a term: a comma typed into it names no day anew, another day does.
            let old = Field::line("text", "Что", "скидка 7 % до 10 декабря");
            let fields = vec![old, Field::spoken("due", "Срок", "", any)];
            let mut f = Form::new(fields, |_, _| Vec::new()).term_from("text", "due");
            press(&mut f, ",", cx);
            assert_eq!(f.values()["due"], "");
            press(&mut f, "<Tab><S-Tab>", cx);
            assert_eq!(f.finish(cx).unwrap()["due"], "");
            press(&mut f, "<C-u>скидка 7 % до 15 декабря", cx);
            assert!(f.values()["due"].contains("15 декабря"));
        });
    }

    #[test]
    fn the_help_of_a_list_with_nothing_in_it_names_no_options() {
        with(|cx| {
            let fields = vec![Field::choice("who", "Кто", Vec::new(), None), form().fields.remove(2)];
            let told = Form::new(fields, |_, _| Vec::new()).meanings(cx);
            assert_eq!(told, [("Кто".into(), String::new()), ("Вид".into(), "Одно из: звонок, письмо.".into())]);
        });
    }

    #[test]
    fn a_draft_comes_back_field_by_field() {
        with(|cx| {
            let mut f = form();
            f.restore(&serde_json::json!({ "on": "вт", "kind": "call", "text": "обещано", "gone": "x" }));
            assert_eq!(f.finish(cx).unwrap()["text"], "обещано");
        });
    }
}

//! Filters a person has given a name (4 §4): chosen from the same list as the ready-made ones, kept with the places of the
//! screens, so that they are this person's and outlive a restart.

use serde_json::{Value, json};

use super::cx::Cx;
use super::effect::Out;
use super::popup::{FormPopup, Pick, PickItem, Popup, Reply, Tag};
use super::widgets::{Field, FilterLine, Form, Notice, Problems, Values};
use crate::base::fold;

const CHOOSE: Tag = Tag("filter");
const NAME: Tag = Tag("filter.name");
const FORGET: Tag = Tag("filter.forget");

/// Rows that are no filters.
const SAVE_ROW: &str = "\u{1}save";
const FORGET_ROW: &str = "\u{1}forget";

/// So many names fit a list that one looks through.
const MOST: usize = 30;
const LONGEST: usize = 40;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    name: String,
    text: String,
}

/// The filters of one screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedFilters(Vec<Named>);

impl SavedFilters {
    /// The list behind `f`: the person's own first, then the ready-made, then what can be done with the one that stands.
    pub fn open(&self, ready: Vec<PickItem>, line: &FilterLine, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        let own = self.0.iter().map(|f| PickItem::new(f.text.clone(), f.name.clone()).note(f.text.clone()));
        let mut items: Vec<PickItem> = own.chain(ready).collect();
        let text = line.text().trim();
        if !text.is_empty() && self.0.iter().all(|f| f.text != text) {
            items.push(PickItem::new(SAVE_ROW, t.ui_filter_save()).note(text));
        }
        if !self.0.is_empty() {
            items.push(PickItem::new(FORGET_ROW, t.ui_filter_forget()));
        }
        out.open(CHOOSE, Popup::Pick(Pick::new(t.ui_filter_title(), items)));
    }

    /// Takes what was answered to one of its lists; false for what is not its own. `changed`: the line says something else.
    pub fn reply(&mut self, tag: Tag, reply: &Reply, line: &mut FilterLine, cx: &Cx, out: &mut Out) -> Replied {
        let t = cx.texts.t();
        match (tag, reply) {
            (CHOOSE, Reply::Picked(key)) if key == SAVE_ROW => {
                let fields = vec![Field::line("name", t.ui_filter_name(), "")];
                let form = FormPopup::new(t.ui_filter_save_title(), Form::new(fields, check)).note(line.text());
                out.open(NAME, Popup::Form(form));
            }
            (CHOOSE, Reply::Picked(key)) if key == FORGET_ROW => {
                let items = self.0.iter().map(|f| PickItem::new(f.name.clone(), f.name.clone()).note(f.text.clone()));
                out.open(FORGET, Popup::Pick(Pick::new(t.ui_filter_forget_title(), items.collect())));
            }
            (CHOOSE, Reply::Picked(text)) => {
                line.set(text);
                return Replied::Changed;
            }
            (NAME, Reply::Filled(v)) => {
                let name = v.get("name").map(|n| n.trim().to_owned()).unwrap_or_default();
                out.notice(Notice::good(t.ui_filter_saved(name.clone())));
                self.put(name, line.text().trim());
                out.remember();
            }
            (FORGET, Reply::Picked(name)) => {
                self.0.retain(|f| f.name != *name);
                out.say(t.ui_filter_forgotten(name.clone()));
                out.remember();
            }
            (CHOOSE | NAME | FORGET, _) => {}
            _ => return Replied::NotOurs,
        }
        Replied::Done
    }

    /// The same name again means the new filter; the oldest gives way when there are too many.
    fn put(&mut self, name: String, text: &str) {
        self.0.retain(|f| fold(&f.name) != fold(&name));
        self.0.push(Named { name, text: text.to_owned() });
        if self.0.len() > MOST {
            self.0.remove(0);
        }
        self.0.sort_by_cached_key(|f| fold(&f.name));
    }

    pub fn memory(&self) -> Value {
        self.0.iter().map(|f| json!({ "name": f.name, "text": f.text })).collect()
    }

    pub fn recall(&mut self, kept: &Value) {
        let text = |v: &Value, key: &str| v[key].as_str().map(str::to_owned);
        let named = |v: &Value| Some(Named { name: text(v, "name")?, text: text(v, "text")? });
        self.0 = kept.as_array().into_iter().flatten().filter_map(named).take(MOST).collect();
    }
}

/// What a reply came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replied {
    NotOurs,
    Done,
    /// Another filter stands in the line.
    Changed,
}

fn check(v: &Values, cx: &Cx) -> Problems {
    let n = v.get("name").map_or(0, |n| n.trim().chars().count());
    if (1..=LONGEST).contains(&n) { Problems::new() } else { vec![("name", cx.texts.t().ui_filter_name_needed())] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_the_last_filter_it_was_given_to_and_is_remembered() {
        let mut s = SavedFilters::default();
        s.put("Мои VIP".into(), "сег:vip");
        s.put("Горят".into(), "срок:<0");
        s.put("мои vip".into(), "сег:vip отв:Иванов");
        let mut again = SavedFilters::default();
        again.recall(&s.memory());
        assert_eq!(again, s);
        let all: Vec<(&str, &str)> = s.0.iter().map(|f| (f.name.as_str(), f.text.as_str())).collect();
        assert_eq!(all, [("Горят", "срок:<0"), ("мои vip", "сег:vip отв:Иванов")]);
        for n in 0..50 {
            s.put(format!("ф{n:02}"), "сег:vip");
        }
        assert_eq!(s.0.len(), MOST);
        again.recall(&json!("что-то чужое"));
        assert_eq!(again, SavedFilters::default());
    }
}

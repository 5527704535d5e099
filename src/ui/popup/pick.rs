//! A list to choose one row from: pick list, palette, menu, undo list. It filters as one types, also by what the query
//! would read in the other layout.

use ratatui::layout::{Position, Rect};

use super::{Reply, Step};
use crate::base::{fold, swap_layout};
use crate::ui::actions::{self, Act};
use crate::ui::cx::Cx;
use crate::ui::input::{Key, KeyCode};
use crate::ui::plan::centered;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Line, Paint, width};

const PAGE: usize = 10;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PickItem {
    /// What the reply carries.
    pub key: String,
    pub label: String,
    /// At the right: a key's name, a role, a load.
    pub note: String,
    /// Why it cannot be chosen; shown, and choosing does nothing.
    pub refused: Option<String>,
}

impl PickItem {
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> PickItem {
        PickItem { key: key.into(), label: label.into(), ..PickItem::default() }
    }

    pub fn note(mut self, note: impl Into<String>) -> PickItem {
        self.note = note.into();
        self
    }

    pub fn refused(mut self, why: Option<String>) -> PickItem {
        self.refused = why;
        self
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    pub title: String,
    items: Vec<PickItem>,
    query: Line,
    /// Characters filter; a menu takes them as the keys of its rows instead.
    pub typed: bool,
    cursor: usize,
    /// The key of the row it starts at.
    start: String,
    /// Rows found elsewhere for the query (the palette searches the base) are added after the own ones.
    extra: Vec<PickItem>,
    /// What a name that is not among the rows may become; [`TYPED`] stands for the name.
    offer: Option<String>,
    /// The rows are files: a path that is typed is offered in these words, and is its own key.
    path: Option<String>,
}

/// Where an offer names what was typed.
pub const TYPED: &str = "\u{1}";
/// Letters that name somebody, where only one begins with them.
const ENOUGH: usize = 3;
/// The key of an offered row; the name follows.
pub const NEW: &str = "new:";

impl Pick {
    pub fn new(title: impl Into<String>, items: Vec<PickItem>) -> Pick {
        let (query, extra, start) = (Line::default(), Vec::new(), String::new());
        Pick { title: title.into(), items, query, typed: true, cursor: 0, start, extra, offer: None, path: None }
    }

    /// Rows are chosen by their own keys and the arrows, not by typing.
    pub fn menu(mut self) -> Pick {
        self.typed = false;
        self
    }

    /// One row in other words.
    pub fn worded(mut self, key: &str, label: impl Into<String>) -> Pick {
        if let Some(item) = self.items.iter_mut().find(|i| i.key == key) {
            item.label = label.into();
        }
        self
    }

    /// The same rows under another title.
    pub fn titled(mut self, title: impl Into<String>) -> Pick {
        self.title = title.into();
        self
    }

    /// Starts at the row with this key, also where the rows come later.
    pub fn at(mut self, key: &str) -> Pick {
        key.clone_into(&mut self.start);
        self.begin();
        self
    }

    fn begin(&mut self) {
        self.cursor = self.items.iter().position(|i| i.key == self.start).unwrap_or(0);
    }

    /// A pick of names: it also offers what is typed as a new one, after the rows (its key is [`NEW`] and the name), and
    /// replies with `Named`.
    pub fn offering(mut self, words: impl Into<String>) -> Pick {
        self.offer = Some(words.into());
        self
    }

    /// A pick of files: what is typed as a path is offered as one.
    pub fn of_files(mut self, words: impl Into<String>) -> Pick {
        self.path = Some(words.into());
        self
    }

    /// What is looked for. «/» finds in every list, in the other layout «.»: typed here from habit, it is no part of it.
    pub fn query(&self) -> &str {
        self.query.text().trim_start_matches(['/', '.'])
    }

    /// Rows the base found for the query.
    pub fn set_extra(&mut self, items: Vec<PickItem>) {
        self.extra = items;
    }

    /// The rows themselves came later than the popup.
    pub fn set_items(&mut self, items: Vec<PickItem>) {
        self.items = items;
        if self.query.is_empty() && self.cursor == 0 {
            self.begin();
        }
    }

    fn found(&self) -> Vec<&PickItem> {
        let q = self.query();
        if q.trim().is_empty() {
            return self.items.iter().collect();
        }
        let (straight, swapped) = (fold(q), fold(&swap_layout(q)));
        let hit = |q: &str, i: &PickItem| {
            let text = fold(&format!("{} {}", i.label, i.note));
            q.split(' ').all(|w| text.contains(w))
        };
        let mut own: Vec<&PickItem> = self.items.iter().filter(|i| hit(&straight, i) || hit(&swapped, i)).collect();
        own.sort_by_key(|i| rank(&fold(&i.label), &straight).min(rank(&fold(&i.label), &swapped)));
        own.into_iter().chain(self.extra.iter()).collect()
    }

    pub fn act(&mut self, act: Act) -> Step {
        let last = self.found().len().saturating_sub(1);
        self.cursor = match act {
            actions::UP => self.cursor.saturating_sub(1),
            actions::DOWN => self.cursor + 1,
            actions::PAGE_UP => self.cursor.saturating_sub(PAGE),
            actions::PAGE_DOWN => self.cursor + PAGE,
            actions::CHOOSE => {
                return match self.found().get(self.cursor) {
                    Some(i) if i.refused.is_none() => Step::Reply(match &self.offer {
                        Some(_) => Reply::Named(i.key.clone(), self.named(i)),
                        None => Reply::Picked(i.key.clone()),
                    }),
                    _ => Step::Stay,
                };
            }
            actions::BACK => return Step::Reply(Reply::Left),
            _ => return Step::Stay,
        }
        .min(last);
        Step::Stay
    }

    /// What counts as the surname: what was typed, and the whole of it where enough letters of its beginning were and nobody
    /// else begins so.
    fn named(&self, chosen: &PickItem) -> String {
        let q = self.query();
        let (straight, swapped) = (fold(q), fold(&swap_layout(q)));
        let begins = |i: &&PickItem| {
            let label = fold(&i.label);
            label.starts_with(&straight) || label.starts_with(&swapped)
        };
        let own =
            straight.chars().count() >= ENOUGH && begins(&chosen) && self.items.iter().filter(begins).count() == 1;
        let surname = chosen.label.split_whitespace().next().filter(|_| own);
        surname.map_or_else(|| q.to_owned(), str::to_owned)
    }

    pub fn text(&mut self, key: Key) -> Step {
        match key.code {
            KeyCode::Home | KeyCode::End if self.query.is_empty() => {
                self.cursor = if key.code == KeyCode::Home { 0 } else { self.found().len().saturating_sub(1) };
                Step::Stay
            }
            _ => self.edited(|q| q.key(key)),
        }
    }

    pub fn paste(&mut self, text: &str) -> Step {
        self.edited(|q| q.insert(text))
    }

    fn edited(&mut self, edit: impl FnOnce(&mut Line) -> bool) -> Step {
        if !edit(&mut self.query) {
            return Step::Stay;
        }
        self.cursor = 0;
        self.extra = self.offers();
        Step::Typed
    }

    fn offers(&self) -> Vec<PickItem> {
        if let Some(words) = &self.path {
            let typed = self.query.text().trim().trim_matches(['\'', '"']);
            let is_path = typed.chars().skip(1).any(|c| matches!(c, '/' | '\\'));
            return is_path.then(|| PickItem::new(typed, words.replace(TYPED, typed))).into_iter().collect();
        }
        let Some(words) = &self.offer else { return Vec::new() };
        let item = |name: String| PickItem::new(format!("{NEW}{name}"), words.replace(TYPED, &name));
        new_names(self.query()).into_iter().map(item).collect()
    }

    pub fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let found = self.found();
        let widest = self.items.iter().map(|i| width(&i.label) + width(i.refused.as_deref().unwrap_or(&i.note)) + 6);
        let w = widest.max().unwrap_or(0).max(44).min(area.width.saturating_sub(4)).max(width(&self.title) + 6);
        let head = u16::from(self.typed) * 2;
        let rows = self.items.len().max(found.len()).max(1) as u16;
        let inner = p.frame(centered(area, w + 2, rows + head + 2), &self.title);
        let mut cursor = None;
        if self.typed {
            p.text(inner.x, inner.y, 2, p.theme.glyph(Glyph::Cursor), Tone::Accent);
            cursor = Some(self.query.view(p, inner.x + 2, inner.y, inner.width.saturating_sub(2), Tone::Plain));
            p.hline(inner.x, inner.y + 1, inner.width);
        }
        let list = Rect { y: inner.y + head, height: inner.height.saturating_sub(head), ..inner };
        if found.is_empty() {
            p.text(list.x, list.y, list.width, &cx.texts.t().ui_nothing_found(), Tone::Dim);
        }
        let h = usize::from(list.height.max(1));
        let top = (self.cursor + 1).saturating_sub(h);
        for (i, item) in found.iter().enumerate().skip(top).take(h) {
            let y = list.y + (i - top) as u16;
            let tone = if item.refused.is_some() { Tone::Dim } else { Tone::Plain };
            let note = item.refused.as_deref().unwrap_or(&item.note);
            // A long note yields to half a name at most.
            let note_w = width(note).min(list.width.saturating_sub(width(&item.label).min(list.width / 2) + 4));
            p.text(list.x + 1, y, list.width.saturating_sub(note_w + 3), &item.label, tone);
            p.right(list.right().saturating_sub(note_w + 1), y, note_w, note, Tone::Dim);
            if i == self.cursor {
                p.tone(Rect { y, height: 1, ..list }, Tone::Cursor);
            }
        }
        cursor
    }
}

/// What begins with the query comes first, then what has it word for word, then what has its words somewhere.
fn rank(label: &str, query: &str) -> u8 {
    let at_word = |i: usize| label[..i].chars().next_back().is_some_and(|c| !c.is_alphanumeric());
    let query = query.trim();
    match label.find(query) {
        Some(0) => 0,
        Some(_) if label.match_indices(query).any(|(i, _)| at_word(i)) => 1,
        Some(_) => 2,
        None => 3,
    }
}

/// What somebody may be called who typed this: «лукина ж» is «Лукина Ж», and what reads in the other layout too.
fn new_names(typed: &str) -> Vec<String> {
    let capital = |w: &str| {
        let mut cs = w.chars();
        cs.next().map_or_else(String::new, |c| c.to_uppercase().chain(cs).collect())
    };
    let name = |q: &str| q.split_whitespace().map(capital).collect::<Vec<String>>().join(" ");
    let is_name = |q: &str| {
        q.chars().filter(|c| c.is_alphabetic()).count() > 1
            && q.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.'))
    };
    let cyrillic = |q: &str| q.chars().any(|c| ('а'..='ё').contains(&c) || ('А'..='Я').contains(&c));
    let swapped = swap_layout(typed);
    let mut out = Vec::new();
    if !cyrillic(typed) && is_name(&swapped) {
        out.push(name(&swapped));
    }
    if is_name(typed) {
        out.push(name(typed));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::input::keys;

    #[test]
    fn a_name_that_is_not_there_is_offered_in_the_layout_it_was_meant_in() {
        let mut p = pick().offering("Завести «\u{1}»");
        for k in keys("kerbyf ;").unwrap() {
            p.text(k);
        }
        assert_eq!(p.act(actions::CHOOSE), Step::Reply(Reply::Named("new:Лукина Ж".into(), "kerbyf ;".into())));
        assert_eq!(new_names("лукина"), ["Лукина"]);
        assert_eq!(new_names("smith"), ["Ыьшер", "Smith"], "which of the two is for the person to say");
        assert!(new_names("7").is_empty() && new_names("л").is_empty() && new_names("лу/к").is_empty());
    }

    #[test]
    fn a_path_that_is_typed_among_files_is_offered() {
        let mut p = pick().of_files("Открыть «\u{1}»");
        p.paste("/tmp/листы/Белова.xlsx");
        let open = Step::Reply(Reply::Picked("/tmp/листы/Белова.xlsx".into()));
        assert_eq!(p.act(actions::CHOOSE), open);
        let mut p = pick().of_files("Открыть «\u{1}»");
        p.paste("/ива");
        assert_eq!(p.act(actions::CHOOSE), Step::Reply(Reply::Picked("1".into())), "the key that finds, from habit");
    }

    fn pick() -> Pick {
        Pick::new(
            "",
            vec![PickItem::new("1", "Иванов П."), PickItem::new("2", "Сидорова Ё.").refused(Some("нет".into()))],
        )
    }

    #[test]
    fn typing_filters_in_either_layout() {
        for script in ["ива", "bdf", "ИВА"] {
            let mut p = pick();
            for k in keys(script).unwrap() {
                p.text(k);
            }
            assert_eq!(p.act(actions::CHOOSE), Step::Reply(Reply::Picked("1".into())), "{script}");
        }
    }

    #[test]
    fn what_has_the_query_word_for_word_comes_before_what_has_its_words_somewhere() {
        let rows = [
            ("1", "Контекст записан: клиент «Новатор»", "№1"),
            ("2", "Распределение применено: 11 клиентов", "№4"),
            ("3", "Распределение применено: 1 клиент", "№4"),
        ];
        let mut p = Pick::new("", rows.map(|(key, label, note)| PickItem::new(key, label).note(note)).into());
        for k in keys("1<Space>клиент").unwrap() {
            p.text(k);
        }
        let order: Vec<&str> = p.found().iter().map(|i| i.key.as_str()).collect();
        assert_eq!(order, ["3", "2", "1"]);
    }

    #[test]
    fn the_key_that_finds_is_no_part_of_what_is_looked_for() {
        for script in ["/ива", ".ива", "/bdf", "/"] {
            let mut p = pick();
            for k in keys(script).unwrap() {
                p.text(k);
            }
            assert_eq!(p.act(actions::CHOOSE), Step::Reply(Reply::Picked("1".into())), "{script}");
        }
    }

    #[test]
    fn a_refused_row_cannot_be_chosen() {
        let mut p = pick();
        p.act(actions::DOWN);
        assert_eq!(p.act(actions::CHOOSE), Step::Stay);
    }
}

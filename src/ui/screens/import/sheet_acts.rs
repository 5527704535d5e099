//! What is done with one file: another meaning of a column, another kind of rows, other headings.

use super::compare::Compare;
use super::decl::{APPLY, CLOSE_SHEET, FACE, HEAD_ROW, MEANING, NEXT_FILE, ROW_KIND, ROW_SOURCE};
use super::decl::{CLOSE_COMPARE, CONFLICTS_ALIKE, OTHER, OURS, THEIRS};
use super::report::Item;
use super::sheet::Sheet;
use super::sheet_view::{heading, rows_in};
use super::work::Doing;
use super::{HEAD_TAG, Import, KIND_TAG, MEANS_TAG, SOURCE_TAG, UNSAID_TAG};
use crate::domain::{FileKind, Source};
use crate::jobs::import::mapping::{Field, Mapping};
use crate::jobs::import::screen::Wanted;
use crate::ops::import::{Question, Take};
use crate::texts::Noun;
use crate::ui::actions::Act;
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::popup::{Button, Dialog, Pick, PickItem, Popup, Reply, Tag};

/// The key of «как есть» among the fields.
const PLAIN: &str = "-";

impl Import {
    /// Enter on a file of the report.
    pub(super) fn look_at(&mut self) {
        let Some(r) = &self.review else { return };
        if let Some(Item::File(i)) = r.item() {
            self.sheet = r.seen.mappings.get(i).map(|m| Sheet::new(Some(i), m.clone()));
        }
    }

    /// Enter on a sheet that was skipped, or on a file that nobody knows.
    pub(super) fn say_sheet(&mut self, cx: &Cx, out: &mut Out) {
        if let Some((path, sheet)) = self.review.as_ref().and_then(|r| r.to_say()) {
            self.start(Doing::Looking, Wanted::Sheet(path, sheet), cx, out);
        }
    }

    fn next_file(&mut self) {
        let (Some(s), Some(r)) = (&mut self.sheet, &mut self.review) else { return };
        let next = s.file.map_or(0, |f| (f + 1) % r.seen.mappings.len().max(1));
        if let Some(m) = r.seen.mappings.get(next) {
            *s = Sheet { face: s.face, ..Sheet::new(Some(next), m.clone()) };
            // The report is left where the sheet is.
            r.at = next;
        }
    }

    pub(super) fn sheet_act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        let Some(s) = &mut self.sheet else { return false };
        match act {
            MEANING => {
                if let Some(pick) = meanings(s, cx) {
                    out.open(MEANS_TAG, Popup::Pick(pick));
                }
            }
            FACE => s.turn(),
            ROW_KIND => {
                let items = FileKind::SAID.iter().map(|k| PickItem::new(k.word(), cx.texts.term(*k))).collect();
                out.open(KIND_TAG, Popup::Pick(Pick::new(t.imp_row_kind_title(), items).at(s.mapping.kind.word())));
            }
            ROW_SOURCE => {
                let items = Source::ALL.iter().map(|k| PickItem::new(k.word(), cx.texts.term(*k))).collect();
                let pick = Pick::new(t.imp_row_source_title(), items).at(s.mapping.source.word());
                out.open(SOURCE_TAG, Popup::Pick(pick));
            }
            HEAD_ROW => {
                let row =
                    |(n, text): (u64, String)| PickItem::new(n.to_string(), t.imp_head_row_item(n.to_string(), text));
                let items = s.mapping.heads().map(row).collect();
                let now = s.mapping.head_row().map_or_else(String::new, |n| n.to_string());
                out.open(HEAD_TAG, Popup::Pick(Pick::new(t.imp_head_row_title(), items).at(&now)));
            }
            NEXT_FILE => self.next_file(),
            APPLY => self.apply(cx, out),
            CLOSE_SHEET if s.is_open() => {
                let buttons = vec![
                    Button::new("back", t.imp_unsaid_back()),
                    Button::new("apply", t.imp_unsaid_apply()),
                    Button::new("drop", t.imp_unsaid_drop()),
                ];
                out.open(UNSAID_TAG, Popup::Dialog(Dialog::new(t.imp_unsaid(), t.imp_unsaid_note(), buttons)));
            }
            CLOSE_SHEET => self.sheet = None,
            _ => return s.act(act, rows_in(crate::ui::plan(cx.size).body)),
        }
        true
    }

    /// What was said holds for files with these headings, and all are read again.
    fn apply(&mut self, cx: &Cx, out: &mut Out) {
        let Some(s) = self.sheet.take() else { return };
        let (digest, recall) = s.mapping.said();
        self.said.retain(|(d, _)| *d != digest);
        self.said.push((digest, recall));
        self.read_again(cx, out);
    }

    pub(super) fn sheet_reply(&mut self, tag: Tag, reply: &Reply, cx: &Cx, out: &mut Out) {
        let Some(s) = &mut self.sheet else { return };
        match (tag, reply) {
            (MEANS_TAG, Reply::Picked(key)) => {
                s.mapping.set(s.column, Field::of(key));
                s.column = (s.column + 1).min(s.mapping.columns.len().saturating_sub(1));
            }
            (KIND_TAG, Reply::Picked(key)) => {
                if let Some(kind) = FileKind::of(key) {
                    s.mapping.set_kind(kind);
                }
            }
            (SOURCE_TAG, Reply::Picked(key)) => s.mapping.source = Source::of(key).unwrap_or(s.mapping.source),
            (HEAD_TAG, Reply::Picked(key)) => {
                if let Ok(row) = key.parse() {
                    s.mapping.set_head(row);
                    (s.column, s.top) = (0, 0);
                }
            }
            (UNSAID_TAG, Reply::Pressed("apply")) if s.mapping.lacks().is_empty() => self.apply(cx, out),
            (UNSAID_TAG, Reply::Pressed("apply")) => out.say(lacking(&s.mapping, cx)),
            (UNSAID_TAG, Reply::Pressed("drop")) => self.sheet = None,
            _ => {}
        }
    }

    pub(super) fn sheet_refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let (t, s) = (cx.texts.t(), self.sheet.as_ref()?);
        let files = self.review.as_ref().map_or(0, |r| r.seen.mappings.len());
        match act {
            APPLY if !s.mapping.lacks().is_empty() => Some(lacking(&s.mapping, cx)),
            APPLY if s.file.is_some() && !s.mapping.is_changed() => Some(t.imp_nothing_said()),
            NEXT_FILE if s.is_open() => Some(t.imp_said_first()),
            NEXT_FILE if files < if s.file.is_some() { 2 } else { 1 } => Some(t.imp_one_file()),
            HEAD_ROW if s.file.is_some() => Some(t.imp_head_known()),
            _ => None,
        }
    }

    /// Enter on something that both sides have changed.
    pub(super) fn compare_from_here(&mut self) {
        let Some(r) = &self.review else { return };
        let conflict = |i: &Item| matches!(r.question(*i), Some(Question::Conflict { .. }));
        let at = r.items[..r.at.min(r.items.len())].iter().filter(|i| conflict(i)).count();
        self.compare = Some(Compare { at });
    }

    pub(super) fn compare_act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        let (Some(c), Some(r)) = (&mut self.compare, &mut self.review) else { return false };
        match act {
            OURS => r.choose(c.at, Some(Take::Ours)),
            THEIRS => r.choose(c.at, Some(Take::Theirs)),
            OTHER => {
                r.choose(c.at, None);
                c.at = (c.at + 1).min(r.versions().len().saturating_sub(1));
            }
            CONFLICTS_ALIKE => {
                let n = r.choose_alike(c.at);
                out.say(cx.texts.t().imp_alike_done(cx.texts.count(Noun::Conflict, n as i64)));
            }
            CLOSE_COMPARE => self.compare = None,
            _ => return c.act(act, r.versions().len(), crate::ui::plan(cx.size).body),
        }
        true
    }

    pub(super) fn compare_refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let (c, r) = (self.compare?, self.review.as_ref()?);
        let all = r.versions();
        let v = all.get(c.at)?;
        let t = cx.texts.t();
        match (act, v.case) {
            (OURS | THEIRS | OTHER | CONFLICTS_ALIKE, Some(case)) if v.held => {
                Some(t.imp_version_held(case.0.to_string()))
            }
            (OURS | THEIRS | OTHER | CONFLICTS_ALIKE, None) if v.held => Some(t.imp_version_closed()),
            _ => None,
        }
    }
}

/// «Нужен хотя бы один столбец: …».
pub(super) fn lacking(m: &Mapping, cx: &Cx) -> String {
    let x = cx.texts;
    let names: Vec<String> = m.lacks().iter().map(|f| x.t().quoted(x.column_means(f.word()))).collect();
    x.t().imp_lacks(x.term(m.kind), names.join(", "))
}

/// What the column looked at can mean.
fn meanings(s: &Sheet, cx: &Cx) -> Option<Pick> {
    let (x, t) = (cx.texts, cx.texts.t());
    let column = s.mapping.columns.get(s.column)?;
    let mut items = vec![PickItem::new(PLAIN, t.imp_column_plain_choice())];
    items.extend(s.mapping.fields().into_iter().map(|f| {
        let taken = s.mapping.taken(f).filter(|c| *c != s.column);
        let note = taken
            .map_or_else(String::new, |c| t.imp_meaning_taken(t.quoted(heading(c, &s.mapping.columns[c].name, x))));
        PickItem::new(f.word(), x.column_means(f.word())).note(note)
    }));
    let title = t.imp_meaning_title(t.quoted(heading(s.column, &column.name, x)));
    Some(Pick::new(title, items).at(column.field.map_or(PLAIN, Field::word)))
}

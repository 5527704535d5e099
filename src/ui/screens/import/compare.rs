//! The three versions of what both sides have changed: what both began from, ours, the file's. One is chosen by itself or
//! for all alike; without a choice ours stays.

use ratatui::layout::Rect;

use super::files::{moved, top};
use super::report::Review;
use crate::base::{CaseId, Ref};
use crate::jobs::import::say;
use crate::ops::import::{ConflictAlike, ConflictAnswer, Question, Take};
use crate::ui::actions::Act;
use crate::ui::cx::Cx;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Paint, wrap};

/// Lines above the rows: title, sentence, blank, headings.
const HEAD: u16 = 4;
/// Lines under them: a blank, the row whole, the sum.
const FOOT: u16 = 5;

/// The list of what differs, and the line looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Compare {
    pub at: usize,
}

/// One field with its versions.
pub(super) struct Versions<'r> {
    pub object: Ref,
    pub name: &'r str,
    pub field: &'r str,
    pub was: &'r str,
    pub ours: &'r str,
    pub theirs: &'r str,
    pub case: Option<CaseId>,
    pub held: bool,
}

impl Review {
    pub fn versions(&self) -> Vec<Versions<'_>> {
        let questions = self.report.as_ref().map_or(&[][..], |r| &r.questions);
        let one = |q| match q {
            &Question::Conflict { object, ref name, ref field, ref ours, ref theirs, ref was, case, held, file: _ } => {
                Some(Versions { object, name, field, was, ours, theirs, case, held })
            }
            _ => None,
        };
        questions.iter().filter_map(one).collect()
    }

    /// Whose value stays, and whether that was said.
    pub fn taken(&self, v: &Versions<'_>) -> (Take, bool) {
        match self.given.take(v.object, v.field) {
            Some(Take::Theirs) if v.held => (Take::Ours, false),
            Some(take) => (take, true),
            None => (Take::Ours, false),
        }
    }

    /// Takes a version of the line; `None`: the other one.
    pub fn choose(&mut self, at: usize, take: Option<Take>) {
        let all = self.versions();
        let Some(v) = all.get(at).filter(|v| !v.held) else { return };
        let (object, field) = (v.object, v.field.to_owned());
        let other = || if self.taken(v).0 == Take::Ours { Take::Theirs } else { Take::Ours };
        let take = take.unwrap_or_else(other);
        self.given.conflicts.retain(|c| (c.object, &c.field) != (object, &field));
        self.given.conflicts.push(ConflictAnswer { object, field, take });
    }

    /// What was chosen of the line is chosen of this field of every object of its kind; gives how many of the list that is.
    pub fn choose_alike(&mut self, at: usize) -> usize {
        let all = self.versions();
        let Some(v) = all.get(at) else { return 0 };
        let (kind, field, take) = (v.object.kind, v.field.to_owned(), self.taken(v).0);
        let n = all.iter().filter(|o| o.object.kind == kind && o.field == field && !o.held).count();
        self.given.conflicts.retain(|c| (c.object.kind, &c.field) != (kind, &field));
        self.given.alike.conflicts.retain(|c| (c.kind, &c.field) != (kind, &field));
        self.given.alike.conflicts.push(ConflictAlike { kind, field, take });
        n
    }
}

impl Compare {
    pub fn act(&mut self, act: Act, n: usize, area: Rect) -> bool {
        moved(&mut self.at, n, act, usize::from(rows_in(area)))
    }
}

fn rows_in(area: Rect) -> u16 {
    area.height.saturating_sub(HEAD + FOOT).max(1)
}

pub(super) fn value(v: &Versions<'_>, text: &str, cx: &Cx) -> String {
    say::value(v.object.kind, v.field, text, cx.texts)
}

pub(super) fn view(c: Compare, r: &Review, area: Rect, cx: &Cx, p: &mut Paint) {
    let (x, t) = (cx.texts, cx.texts.t());
    let all = r.versions();
    let (left, w) = (area.x + 1, area.width.saturating_sub(2));
    let used = p.text(left, area.y, w, &t.imp_compare(), Tone::Title) + 3;
    p.text(left + used, area.y, w.saturating_sub(used), &t.imp_report_note(), Tone::Warn);
    p.text(left, area.y + 1, w, &t.imp_compare_note(), Tone::Dim);
    let columns = columns(area);
    let heads = [
        t.imp_version_object(),
        t.imp_version_field(),
        t.imp_version_was(),
        t.imp_version_ours(),
        t.imp_version_theirs(),
    ];
    for ((at, w), head) in columns.iter().zip(&heads) {
        p.text(*at, area.y + HEAD - 1, *w, head, Tone::Dim);
    }
    let rows = rows_in(area);
    for (dy, (i, v)) in all.iter().enumerate().skip(top(c.at, rows)).take(usize::from(rows)).enumerate() {
        let y = area.y + HEAD + dy as u16;
        let (take, said) = r.taken(v);
        let mark = p.theme.glyph(if said { Glyph::Done } else { Glyph::Open });
        let stays = |side: Take, text: &str| match side == take {
            true => (format!("{mark} {text}"), if said { Tone::Good } else { Tone::Plain }),
            false => (format!("  {text}"), Tone::Dim),
        };
        let object = format!("{} {}", x.term(v.object.kind), t.quoted(v.name));
        let cells = [
            (object, Tone::Plain),
            (x.told_field(v.field), Tone::Plain),
            (value(v, v.was, cx), Tone::Dim),
            stays(Take::Ours, &value(v, v.ours, cx)),
            stays(Take::Theirs, &value(v, v.theirs, cx)),
        ];
        for ((at, w), (text, tone)) in columns.iter().zip(&cells) {
            p.text(*at, y, *w, text, *tone);
        }
        if v.held {
            p.text(area.x + 1, y, 1, p.theme.glyph(Glyph::Alarm), Tone::Warn);
        }
        if i == c.at {
            p.tone(Rect::new(area.x, y, area.width, 1), Tone::Cursor);
        }
    }
    if let Some(v) = all.get(c.at) {
        let y = area.bottom().saturating_sub(FOOT - 1);
        for (i, line) in wrap(&whole(v, cx), w).iter().take(usize::from(FOOT - 2)).enumerate() {
            p.text(left, y + i as u16, w, line, if v.held { Tone::Warn } else { Tone::Plain });
        }
    }
    let theirs = all.iter().filter(|v| r.taken(v).0 == Take::Theirs).count();
    let sum = t.imp_compare_sum(x.number(all.len() as i64), x.number(theirs as i64));
    p.text(left, area.bottom().saturating_sub(1), w, &sum, Tone::Dim);
}

/// Object, field and three versions: place and width of each.
fn columns(area: Rect) -> [(u16, u16); 5] {
    let w = area.width.saturating_sub(4);
    let (object, field) = (w * 26 / 100, w * 15 / 100);
    let version = (w - object - field).saturating_sub(8) / 3;
    let mut at = area.x + 3;
    [object, field, version, version, version].map(|w| {
        let here = at;
        at += w + 2;
        (here, w)
    })
}

/// All of one line in a sentence, and why it cannot be changed where it cannot.
fn whole(v: &Versions<'_>, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let object = format!("{} {}", x.term(v.object.kind), t.quoted(v.name));
    let said = t.imp_version_whole(
        object,
        x.told_field(v.field),
        value(v, v.was, cx),
        value(v, v.ours, cx),
        value(v, v.theirs, cx),
    );
    match v.case {
        Some(case) if v.held => format!("{said} {}", t.imp_version_held(case.0.to_string())),
        Some(case) => format!("{said} {}", t.imp_version_case(case.0.to_string())),
        None if v.held => format!("{said} {}", t.imp_version_closed()),
        None => said,
    }
}

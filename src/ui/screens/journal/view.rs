//! How the journal looks: columns, the changes of an entry, what an undo and a verification came to.

use ratatui::layout::{Position, Rect};

use super::Journal;
use crate::base::{Kind, Ref};
use crate::domain::names::short;
use crate::jobs::task::{Mark, Verified};
use crate::ops::UndoDone;
use crate::reads::journal::{CHANGES, Change, JournalRow};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{Button, Dialog, Pick, PickItem};
use crate::ui::screens::signals::when;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Col, Paint, Section, Span, Table, Wide, list_totals};

/// An import is taken back as a batch of its own kind.
pub(super) const IMPORT: &str = "import";

/// The operations offered as a filter: those an office does every day.
const WORDS: [&str; 18] = [
    IMPORT,
    "case-open",
    "case-propose",
    "case-reassign",
    "case-apply",
    "case-undo",
    "case-close",
    "context-save",
    "waive",
    "accept",
    "decline",
    "letters-approve",
    "access-tick",
    "sign",
    "client-set",
    "employee-set",
    "task-field",
    "undo",
];

pub(super) fn words(now: &str, cx: &Cx) -> Pick {
    let all = PickItem::new("", cx.texts.t().journal_all());
    let items = std::iter::once(all).chain(WORDS.iter().map(|w| PickItem::new(*w, cx.texts.op(w)))).collect();
    Pick::new(cx.texts.t().ui_filter_title(), items).at(now)
}

/// Who acted: a person, the owner of the file, or the program by itself.
fn actor(r: &JournalRow, cx: &Cx) -> String {
    if !r.entry.name.is_empty() {
        return short(&r.entry.name);
    }
    if r.entry.actor.starts_with("system") { cx.texts.t().journal_program() } else { cx.texts.t().ui_owner() }
}

/// «клиент 42», or the object's own name.
fn object(kind: Kind, id: i64, name: &str, cx: &Cx) -> String {
    let kind = cx.texts.term(kind);
    if name.is_empty() { format!("{kind} {id}") } else { name.to_owned() }
}

fn about(r: &JournalRow, cx: &Cx) -> String {
    cx.texts.op_about(&r.entry.object, &r.about)
}

fn columns(cx: &Cx) -> Vec<Col<JournalRow>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.journal_col_n(), Wide::Fixed(5), |r: &JournalRow, _| (r.entry.seq.0.to_string(), Tone::Dim)).right(),
        Col::new(t.journal_col_when(), Wide::Fixed(15), |r: &JournalRow, cx| (when(r.entry.at, cx), Tone::Plain)),
        Col::new(t.journal_col_who(), Wide::Flex { weight: 1, min: 13 }, |r: &JournalRow, cx| {
            (actor(r, cx), Tone::Plain)
        })
        .from(60),
        Col::new(t.journal_col_what(), Wide::Flex { weight: 4, min: 16 }, what),
        Col::new(t.journal_col_rows(), Wide::Fixed(6), |r: &JournalRow, cx| {
            (cx.texts.number(i64::try_from(r.entry.rows).unwrap_or(i64::MAX)), Tone::Plain)
        })
        .right()
        .from(76),
    ]
}

fn what(r: &JournalRow, cx: &Cx) -> Span {
    let (op, about) = (cx.texts.op(&r.entry.kind), about(r, cx));
    let op = if about.is_empty() { op } else { format!("{op} · {about}") };
    if r.entry.undone_by.is_some() { (cx.texts.t().journal_taken_back(op), Tone::Dim) } else { (op, Tone::Plain) }
}

pub(super) fn view(s: &Journal, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
    let t = cx.texts.t();
    let name = if s.word.is_empty() { t.journal_name() } else { t.journal_only(cx.texts.op(&s.word)) };
    let filtered = !s.browse.filter.is_empty() || !s.word.is_empty();
    let tab = Table {
        cols: &columns(cx),
        active: s.browse.is_active(),
        empty: if filtered { t.ui_filter_empty() } else { t.journal_empty() },
        totals: list_totals(&s.browse.list, Noun::Entry, cx),
    };
    let card = || s.browse.list.current().map(|r| card(s, r, cx));
    s.browse.view(area, &name, &tab, card, cx, p)
}

fn card(s: &Journal, r: &JournalRow, cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut head = Section::new("");
    head.pair(t.journal_col_when(), x.at(r.entry.at, &cx.clock));
    let who = if r.entry.name.is_empty() { actor(r, cx) } else { r.entry.name.clone() };
    head.pair(t.journal_col_who(), who);
    if !r.entry.object.is_empty() {
        head.pair(t.journal_col_object(), about(r, cx));
    }
    if let Some(case) = r.entry.case {
        head.pair(x.term(Kind::Case), case.0.to_string());
    }
    if let Some(taken) = &r.entry.taken {
        head.line(t.journal_taken(x.number(taken.rows as i64), t.quoted(taken.file.clone())), Tone::Plain);
    }
    if r.entry.alone {
        head.line(t.journal_alone(), Tone::Warn);
    }
    if let Some(by) = r.entry.undone_by {
        head.line(t.journal_undone(by.0.to_string()), Tone::Warn);
    }
    if let Some(of) = r.entry.undoes {
        head.line(t.journal_is_undo(of.0.to_string()), Tone::Dim);
    }
    let mut sections = vec![head];
    match s.browse.card.of(s.browse.list.cursor()) {
        Some(changes) => sections.extend(told(changes, r.entry.rows, cx)),
        None => {
            let mut wait = Section::new("");
            wait.line(t.ui_reading(), Tone::Dim);
            sections.push(wait);
        }
    }
    let title = format!("№{} {}", r.entry.seq.0, x.op(&r.entry.kind));
    Card { title, sections, top: 0 }
}

/// The changes, one part per object.
fn told(changes: &[Change], rows: u64, cx: &Cx) -> Vec<Section> {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut out: Vec<Section> = Vec::new();
    let mut last = None;
    for c in changes {
        if last != Some((c.kind, c.id)) {
            last = Some((c.kind, c.id));
            let title = if c.about.is_empty() {
                object(c.kind, c.id, "", cx)
            } else {
                format!("{}: {}", x.term(c.kind), c.about)
            };
            out.push(Section::new(title));
        }
        let Some(s) = out.last_mut() else { continue };
        if c.field.is_empty() {
            s.line(t.journal_made(), Tone::Dim);
        } else {
            let old = x.old_value(&c.field, &c.old, &cx.clock);
            let old = if old.is_empty() { t.journal_nothing() } else { old };
            s.line(t.journal_was(x.field_name(&c.field), old), Tone::Plain);
        }
    }
    if rows > u64::from(CHANGES) && changes.len() == CHANGES as usize {
        let mut more = Section::new("");
        more.line(t.journal_more(x.number(i64::from(CHANGES)), x.number(rows as i64)), Tone::Dim);
        out.push(more);
    }
    out
}

pub(super) fn undo(r: &JournalRow, cx: &Cx) -> Dialog {
    let (x, t) = (cx.texts, cx.texts.t());
    let n = x.count(Noun::Line, i64::try_from(r.entry.rows).unwrap_or(i64::MAX));
    let buttons = vec![Button::new("no", t.journal_undo_no()), Button::new("undo", t.journal_undo_yes())];
    let title = t.journal_undo_title(r.entry.seq.0.to_string(), x.op(&r.entry.kind));
    // An import asks with the same words as its own screen does.
    let note = match r.entry.kind == IMPORT {
        true if r.entry.traceless => t.imp_take_back_traceless(),
        true => t.imp_take_back_note(),
        false => t.journal_undo_note(n),
    };
    Dialog::new(title, note, buttons)
}

/// What an undo gave back: of an import rows are gone too.
pub fn undone(u: &UndoDone, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let n = x.number(u.restored as i64);
    let said = if u.removed > 0 { t.ui_undone_import(x.number(u.removed as i64), n) } else { x.undone(&u.objects) };
    match u.beside {
        0 => said,
        beside => format!("{said}. {}", t.undone_beside(x.number(beside as i64))),
    }
}

/// An undo that could not give everything back.
pub fn taken_back(u: &UndoDone, cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let part = |title: String, refs: &[Ref]| {
        let mut s = Section::new(title);
        for r in refs {
            s.line(object(r.kind, r.id, "", cx), Tone::Plain);
        }
        s
    };
    let mut head = Section::new("");
    head.line(undone(u, cx), Tone::Good);
    if u.traceless {
        head.line(t.undone_traceless(), Tone::Plain);
    }
    if u.events > 0 {
        head.line(t.journal_events_left(x.number(u.events as i64)), Tone::Plain);
    }
    let mut left = part(t.journal_left(), &u.left);
    let more = u.left_in_all.saturating_sub(u.left.len() as u64);
    if more > 0 {
        left.line(t.journal_left_more(x.number(more as i64)), Tone::Dim);
    }
    let sections = vec![head, part(t.journal_conflicts(), &u.conflicts), left];
    Card { title: t.journal_undo_partly(), sections, top: 0 }
}

pub(super) fn whole(v: &Verified, cx: &Cx) -> String {
    let n = cx.texts.count(Noun::Entry, i64::try_from(v.entries).unwrap_or(i64::MAX));
    cx.texts.t().journal_whole(n, v.head.as_ref().map(Mark::text).unwrap_or_default())
}

pub(super) fn broken(v: &Verified, cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut head = Section::new("");
    let first = v.first_broken().map_or_else(String::new, |s| s.0.to_string());
    head.line(t.journal_broken(first), Tone::Late).line(t.journal_broken_hint(), Tone::Plain);
    let mut list = Section::new(t.journal_broken_list());
    for (seq, _) in v.broken.iter().take(100) {
        list.line(format!("№{}", x.number(seq.0)), Tone::Plain);
    }
    Card { title: t.journal_broken_title(), sections: vec![head, list], top: 0 }
}

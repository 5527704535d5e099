//! How it looks: the owners with their counts at the left, the objects of the one under the cursor at the right.

use ratatui::layout::Rect;

use super::Orphans;
use crate::base::Kind;
use crate::domain::Segment;
use crate::domain::names::short;
use crate::ops::OrphansGiven;
use crate::reads::employees::EmployeeRow;
use crate::reads::orphans::{KINDS, OrphanRow, OwnerRow};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::input::Mouse;
use crate::ui::plan::panes;
use crate::ui::popup::{Button, Dialog, FormPopup};
use crate::ui::receivers::{self, For};
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Col, Field, Form, Paint, Problems, Span, Table, Values, Wide, list_totals, page_rows, table, wrap,
};

/// A heading stands above each table.
fn rows_area(list: Rect) -> Rect {
    Rect { y: list.y + 1, height: list.height.saturating_sub(1), ..list }
}

pub(super) fn page(list: Rect) -> usize {
    page_rows(rows_area(list))
}

/// Which line of the rows a click meant.
pub(super) fn row_at(list: Rect, mouse: Mouse) -> Option<usize> {
    let first = rows_area(list).y + 1;
    (mouse.y >= first).then(|| usize::from(mouse.y - first))
}

fn owner(o: &OwnerRow, cx: &Cx) -> String {
    if o.name.is_empty() { cx.texts.t().orphans_nobody() } else { short(&o.name) }
}

fn count(n: u64, cx: &Cx) -> Span {
    if n == 0 { ("–".to_owned(), Tone::Dim) } else { (cx.texts.number(n as i64), Tone::Plain) }
}

fn owner_columns(cx: &Cx) -> Vec<Col<OwnerRow>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.orphans_col_who(), Wide::Flex { weight: 1, min: 15 }, |o: &OwnerRow, cx| {
            (owner(o, cx), if o.of.0.is_none() { Tone::Late } else { Tone::Plain })
        }),
        Col::new(t.orphans_col_gone(), Wide::Fixed(9), |o: &OwnerRow, cx| {
            (o.dismissed_on.map_or_else(String::new, |d| cx.texts.day_short(d, cx.today())), Tone::Dim)
        }),
        Col::new(t.orphans_col_clients(), Wide::Fixed(8), |o: &OwnerRow, cx| count(o.held.clients, cx)).right(),
        Col::new(t.orphans_col_deals(), Wide::Fixed(6), |o: &OwnerRow, cx| count(o.held.deals, cx)).right(),
        Col::new(t.orphans_col_tasks(), Wide::Fixed(5), |o: &OwnerRow, cx| count(o.held.tasks, cx)).right(),
        Col::new(t.orphans_col_leads(), Wide::Fixed(5), |o: &OwnerRow, cx| count(o.held.leads, cx)).right(),
    ]
}

fn object_columns(kind: Kind, cx: &Cx) -> Vec<Col<OrphanRow>> {
    let t = cx.texts.t();
    let mut cols = vec![Col::new(t.orphans_col_object(), Wide::Flex { weight: 2, min: 16 }, |r: &OrphanRow, _| {
        (r.title.clone(), Tone::Plain)
    })];
    let client = || {
        Col::new(t.orphans_col_client(), Wide::Flex { weight: 1, min: 10 }, |r: &OrphanRow, _| {
            (r.client.clone(), Tone::Dim)
        })
    };
    let due = |title| {
        Col::new(title, Wide::Fixed(10), |r: &OrphanRow, cx| {
            let late = r.due_at.is_some_and(|d| d < cx.clock.now);
            let day = r.due_at.map_or_else(String::new, |d| cx.texts.day_short(cx.clock.zone.day(d), cx.today()));
            (day, if late && r.object.kind != Kind::Lead { Tone::Late } else { Tone::Plain })
        })
    };
    match kind {
        Kind::Client => {
            cols.push(Col::new(t.orphans_col_segment(), Wide::Fixed(9), |r: &OrphanRow, cx| {
                let vip = r.segment == Some(Segment::Vip);
                let text = r.segment.map_or_else(String::new, |s| cx.texts.term(s));
                (text, if vip { Tone::Warn } else { Tone::Dim })
            }));
            cols.push(due(t.orphans_col_next()));
        }
        Kind::Deal => {
            cols.push(client());
            cols.push(
                Col::new(t.orphans_col_amount(), Wide::Fixed(14), |r: &OrphanRow, cx| {
                    (r.amount.map_or_else(String::new, |m| cx.texts.money(m)), Tone::Plain)
                })
                .right(),
            );
        }
        Kind::Task => {
            cols.push(client());
            cols.push(due(t.orphans_col_due()));
        }
        _ => {
            cols.push(
                Col::new(t.orphans_col_source(), Wide::Flex { weight: 1, min: 10 }, |r: &OrphanRow, _| {
                    (r.source.clone(), Tone::Plain)
                })
                .from(56),
            );
            cols.push(due(t.orphans_col_came()));
        }
    }
    cols
}

pub(super) fn view(s: &Orphans, area: Rect, cx: &Cx, p: &mut Paint) {
    let split = panes(area);
    match split.card {
        Some(right) => {
            owners(s, split.list, cx, p);
            p.vline(right.x - 1, right.y, right.height);
            objects(s, right, cx, p);
        }
        None if s.in_objects => objects(s, area, cx, p),
        None => owners(s, area, cx, p),
    }
}

fn owners(s: &Orphans, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let tone = if s.in_objects { Tone::Title } else { Tone::Accent };
    p.text(area.x + 1, area.y, area.width.saturating_sub(2), &t.orphans_title(), tone);
    let n: u64 = s.owners.rows().iter().map(|o| o.held.all()).sum();
    let table_of = Table {
        cols: &owner_columns(cx),
        active: !s.in_objects,
        empty: t.orphans_empty(),
        totals: vec![(cx.texts.count(Noun::Object, n as i64), Tone::Plain)],
    };
    table(p, rows_area(area), &s.owners, &table_of, cx);
}

fn objects(s: &Orphans, area: Rect, cx: &Cx, p: &mut Paint) {
    let Some(o) = s.owners.current() else {
        for (i, l) in wrap(&cx.texts.t().orphans_what(), area.width.saturating_sub(2)).iter().enumerate() {
            p.text(area.x + 1, area.y + i as u16, area.width.saturating_sub(2), l, Tone::Dim);
        }
        return;
    };
    let mut head: Vec<Span> = Vec::new();
    for kind in KINDS.into_iter().filter(|k| o.held.of(*k) > 0) {
        if !head.is_empty() {
            head.push((" · ".to_owned(), Tone::Dim));
        }
        let tone = match (kind == s.find.kind, s.in_objects) {
            (true, true) => Tone::Accent,
            (true, false) => Tone::Title,
            (false, _) => Tone::Dim,
        };
        head.push((cx.texts.count(noun(kind), o.held.of(kind) as i64), tone));
    }
    p.spans(area.x + 1, area.y, area.width.saturating_sub(2), &head);
    let table_of = Table {
        cols: &object_columns(s.find.kind, cx),
        active: s.in_objects,
        empty: cx.texts.t().ui_filter_empty(),
        totals: list_totals(&s.objects, noun(s.find.kind), cx),
    };
    table(p, rows_area(area), &s.objects, &table_of, cx);
}

const fn noun(kind: Kind) -> Noun {
    match kind {
        Kind::Client => Noun::Client,
        Kind::Deal => Noun::Deal,
        Kind::Task => Noun::Task,
        _ => Noun::Lead,
    }
}

/// Whom to give them to, and why.
pub(super) fn give(from: Option<&OwnerRow>, people: &[EmployeeRow], n: u64, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let fields = vec![
        Field::choice("to", t.orphans_give_to(), receivers::items(people, None, For::Good, cx), None),
        Field::line("reason", t.orphans_give_reason(), ""),
    ];
    let from = from.map(|o| owner(o, cx)).unwrap_or_default();
    FormPopup::new(t.orphans_give_title(cx.texts.count(Noun::Object, n as i64), from), Form::new(fields, told))
        .note(t.orphans_give_note())
}

fn told(v: &Values, cx: &Cx) -> Problems {
    let mut out = Problems::new();
    if v["to"].is_empty() {
        out.push(("to", cx.texts.t().orphans_give_who()));
    }
    if v["reason"].trim().is_empty() {
        out.push(("reason", cx.texts.t().orphans_give_why()));
    }
    out
}

/// So many at once are done by two; alone, the surname is typed again.
pub(super) fn second(to: &str, n: u64, cx: &Cx) -> Dialog {
    let t = cx.texts.t();
    let buttons = vec![Button::new("no", t.orphans_second_no()), Button::new("give", t.orphans_give()).danger()];
    let text = t.orphans_second_text(cx.texts.count(Noun::Object, n as i64));
    Dialog::new(t.orphans_second_title(), text, buttons).surname(to)
}

/// «3 клиента · 2 сделки».
pub(super) fn given(g: &OrphansGiven, cx: &Cx) -> String {
    let parts: Vec<String> =
        [(Noun::Client, g.clients), (Noun::Deal, g.deals), (Noun::Task, g.tasks), (Noun::Lead, g.leads)]
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(noun, n)| cx.texts.count(noun, n as i64))
            .collect();
    cx.texts.t().orphans_given(parts.join(" · "))
}

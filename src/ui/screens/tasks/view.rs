//! How tasks look: columns, totals, the card with what the task's kind needs.

use ratatui::layout::{Position, Rect};

use super::Tasks;
use crate::domain::TaskState;
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::reads::tasks::{TaskCard, TaskRow};
use crate::texts::Noun;
use crate::ui::actions::Act;
use crate::ui::cx::Cx;
use crate::ui::input::Mouse;
use crate::ui::plan::panes;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Col, Paint, Section, Span, Table, Wide, list_totals, page_rows, table};

/// The filter line stands above the table.
fn rows_area(list: Rect) -> Rect {
    Rect { y: list.y + 1, height: list.height.saturating_sub(1), ..list }
}

pub(super) fn page(list: Rect) -> usize {
    page_rows(rows_area(list))
}

/// Which line of the rows a click meant.
pub(super) fn row_at(list: Rect, mouse: Mouse) -> Option<usize> {
    let first = rows_area(list).y + 1;
    (mouse.y >= first && mouse.x < list.right()).then(|| usize::from(mouse.y - first))
}

pub(super) fn scroll(top: &mut u16, act: Act, cx: &Cx) {
    let mut card = Card { top: *top, ..Card::default() };
    card.act(act, crate::ui::body_panes(cx).list.height.saturating_sub(2));
    *top = card.top;
}

fn columns(cx: &Cx) -> Vec<Col<TaskRow>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.tasks_col_due(), Wide::Fixed(19), due).sorted(Some(false)),
        Col::new(t.tasks_col_kind(), Wide::Fixed(9), |r: &TaskRow, cx| (cx.texts.term(r.kind), Tone::Dim)),
        Col::new(t.tasks_col_title(), Wide::Flex { weight: 3, min: 18 }, |r: &TaskRow, _| {
            (r.title.clone(), if r.state == TaskState::Open { Tone::Plain } else { Tone::Dim })
        }),
        Col::new(t.tasks_col_about(), Wide::Flex { weight: 2, min: 12 }, |r: &TaskRow, _| {
            (if r.client.is_empty() { r.deal.clone() } else { r.client.clone() }, Tone::Plain)
        }),
        Col::new(t.tasks_col_owner(), Wide::Flex { weight: 1, min: 11 }, owner).from(76),
    ]
}

fn is_late(r: &TaskRow, cx: &Cx) -> bool {
    r.state == TaskState::Open && r.due_at.is_some_and(|at| at < cx.clock.now)
}

fn due(r: &TaskRow, cx: &Cx) -> Span {
    match r.due {
        None => (cx.texts.t().tasks_no_due(), Tone::Dim),
        Some(due) => (cx.texts.due(due, cx.today()), if is_late(r, cx) { Tone::Late } else { Tone::Plain }),
    }
}

fn owner(r: &TaskRow, cx: &Cx) -> Span {
    if r.owner.is_empty() { (cx.texts.t().ui_nobody(), Tone::Late) } else { (short(&r.owner), Tone::Plain) }
}

pub(super) fn view(s: &Tasks, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
    let split = panes(area);
    if split.card.is_none() && s.in_card {
        card(s, Rect { x: area.x + 1, width: area.width - 2, ..area }, cx, p);
        return None;
    }
    let cursor = s.filter.view(Rect { height: 1, ..split.list }, &cx.texts.t().tasks_name(), cx, p);
    let t = Table {
        cols: &columns(cx),
        active: !s.in_card && !s.filter.is_open(),
        empty: match (s.filter.is_empty(), cx.facts.lacks(Right::Import)) {
            (false, _) => cx.texts.t().ui_filter_empty(),
            (true, None) => cx.texts.t().tasks_empty(),
            (true, Some(_)) => cx.texts.t().tasks_empty_own(),
        },
        totals: list_totals(&s.list, Noun::Task, cx),
    };
    table(p, rows_area(split.list), &s.list, &t, cx);
    if let Some(c) = split.card {
        p.vline(c.x - 1, c.y, c.height);
        card(s, Rect { x: c.x + 1, width: c.width - 2, ..c }, cx, p);
    }
    cursor
}

fn card(s: &Tasks, area: Rect, cx: &Cx, p: &mut Paint) {
    let Some(c) = s.card.value() else {
        if s.list.cursor().is_some() {
            p.text(area.x, area.y, area.width, &cx.texts.t().ui_reading(), Tone::Dim);
        }
        return;
    };
    let card = Card { title: c.row.title.clone(), sections: sections(c, cx), top: s.card_top };
    card.view(p, area, s.in_card);
}

fn sections(c: &TaskCard, cx: &Cx) -> Vec<Section> {
    let (x, t) = (cx.texts, cx.texts.t());
    let r = &c.row;
    let mut head = Section::new("");
    head.pair(t.tasks_col_kind(), format!("{} · {}", x.term(r.kind), x.term(r.state)));
    if let Some(due) = r.due {
        let when = x.due_near(due, cx.today());
        head.pair(t.tasks_col_due(), when);
        if let Some(at) = r.due_at.filter(|_| is_late(r, cx)) {
            let late = x.late(cx.clock.now.0 - at.0);
            head.spans(vec![(format!("{:<14} ", ""), Tone::Plain), (late, Tone::Late), (String::new(), Tone::Plain)]);
        }
    }
    head.pair(t.tasks_col_owner(), if r.owner.is_empty() { t.ui_nobody() } else { r.owner.clone() });
    head.pair(t.tasks_card_author(), &c.author);
    head.pair(t.tasks_card_client(), &r.client);
    head.pair(t.tasks_card_deal(), &r.deal);
    if let Some(at) = c.created {
        head.pair(t.tasks_card_created(), x.at(at, &cx.clock));
    }
    if let Some(at) = c.done {
        head.pair(t.tasks_card_done(), x.at(at, &cx.clock));
    }
    head.pair(t.tasks_card_result(), &c.result);
    let mut fields = Section::new(t.tasks_card_fields());
    for (field, text) in r.told.all() {
        fields.line(x.term(*field), Tone::Dim);
        let empty = text.is_empty();
        let text = if empty { t.tasks_field_empty() } else { text.clone() };
        fields.line(format!("  {text}"), if empty { Tone::Warn } else { Tone::Plain });
    }
    vec![head, fields, crate::ui::owners::section(&c.owners, cx)]
}

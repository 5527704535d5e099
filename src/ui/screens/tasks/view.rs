//! How tasks look: columns, totals, the card with what the task's kind needs.

use ratatui::layout::{Position, Rect};

use super::Tasks;
use crate::domain::TaskState;
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::reads::tasks::{TaskCard, TaskRow};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Col, Paint, Section, Span, Table, Wide, list_totals};

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
    let t = Table {
        cols: &columns(cx),
        active: s.browse.is_active(),
        empty: match (s.browse.filter.is_empty(), cx.facts.lacks(Right::Import)) {
            (false, _) => cx.texts.t().ui_filter_empty(),
            (true, None) => cx.texts.t().tasks_empty(),
            (true, Some(_)) => cx.texts.t().tasks_empty_own(),
        },
        totals: list_totals(&s.browse.list, Noun::Task, cx),
    };
    let card = || s.browse.card.value().map(|c| Card { title: c.row.title.clone(), sections: sections(c, cx), top: 0 });
    s.browse.view(area, &cx.texts.t().tasks_name(), &t, card, cx, p)
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

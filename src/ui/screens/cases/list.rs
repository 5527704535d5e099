//! The list of cases.

use ratatui::layout::Rect;

use crate::base::At;
use crate::domain::CaseState;
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::reads::cases::CaseItem;
use crate::texts::Noun;
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::input::Mouse;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Col, ListState, Paint, Table, Wide, list_totals, page_rows, table};

pub fn page(cx: &Cx) -> usize {
    page_rows(body_panes(cx).list)
}

pub fn row_at(area: Rect, mouse: Mouse) -> Option<usize> {
    (mouse.y > area.y).then(|| usize::from(mouse.y - area.y - 1))
}

/// «25 нояб. 10:00».
fn moment(at: At, cx: &Cx) -> String {
    format!("{} {}", cx.texts.day_short(cx.clock.zone.day(at), cx.today()), cx.texts.time(at, &cx.clock))
}

/// «127/131», as on the rail of a case: «127 из 131» would take the room of the name. Nothing of a preparation that has not
/// begun, and of a case that was called off a dash: nothing of it is counted any more.
fn of(r: &CaseItem, done: u64, all: u64) -> String {
    match r.state {
        _ if r.starts_at.is_some() => String::new(),
        CaseState::Withdrawn => "–".to_owned(),
        _ => format!("{done}/{all}"),
    }
}

fn columns(drafts: bool, cx: &Cx) -> Vec<Col<CaseItem>> {
    let t = cx.texts.t();
    // The minute a preparation begins wants room, where there is one; else the name has it.
    let (state, least) = if drafts { (4, 24) } else { (0, 14) };
    vec![
        Col::new(t.cases_col_number(), Wide::Fixed(4), |r: &CaseItem, _| (format!("№{}", r.id.0), Tone::Dim)),
        Col::new(t.cases_col_who(), Wide::Flex { weight: 3, min: 14 }, |r: &CaseItem, cx| {
            (
                match &r.client {
                    Some(c) => cx.texts.t().single_of(c, short(&r.name)),
                    // A narrow screen has no room for all of it.
                    None if cx.size.0 < 90 => short(&r.name),
                    None => r.name.clone(),
                },
                Tone::Plain,
            )
        }),
        Col::new(t.cases_col_kind(), Wide::Fixed(16), |r: &CaseItem, cx| (cx.texts.term(r.kind), Tone::Dim)).from(90),
        Col::new(t.cases_col_state(), Wide::Flex { weight: state, min: least }, |r: &CaseItem, cx| {
            let tone = if r.state == CaseState::Closed { Tone::Good } else { Tone::Plain };
            match r.starts_at {
                Some(at) => (cx.texts.t().hidden_starts(moment(at, cx)), Tone::Accent),
                None => (cx.texts.term(r.state), tone),
            }
        }),
        Col::new(t.cases_col_last_day(), Wide::Fixed(10), |r: &CaseItem, cx| match r.last_day.or(r.until) {
            None => (String::new(), Tone::Plain),
            Some(d) => (cx.texts.day_short(d, cx.today()), if d < cx.today() { Tone::Dim } else { Tone::Plain }),
        }),
        Col::new(t.cases_col_remaining(), Wide::Fixed(9), |r: &CaseItem, _| {
            (of(r, r.lines - r.remaining.min(r.lines), r.lines), Tone::Plain)
        })
        .right(),
        Col::new(t.cases_col_accepted(), Wide::Fixed(9), |r: &CaseItem, _| {
            (of(r, r.accepted, r.to_accept), Tone::Plain)
        })
        .right()
        .from(76),
        Col::new(t.cases_col_items(), Wide::Fixed(9), |r: &CaseItem, _| {
            let tone = if r.items_overdue > 0 { Tone::Late } else { Tone::Plain };
            if r.items == 0 && r.state != CaseState::Withdrawn {
                return (String::new(), tone);
            }
            (of(r, r.items_done, r.items), tone)
        })
        .right()
        .from(86),
    ]
}

pub fn view(list: &ListState<CaseItem>, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = Table {
        cols: &columns(list.rows().iter().any(|r| r.starts_at.is_some()), cx),
        active: true,
        empty: match cx.facts.lacks(Right::Case) {
            None => cx.texts.t().cases_empty(),
            Some(_) => cx.texts.t().cases_empty_own(),
        },
        totals: list_totals(list, Noun::Case, cx),
    };
    table(p, area, list, &t, cx);
}

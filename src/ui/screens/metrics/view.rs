//! Cases at the left, the figures of one at the right; one of the two on 80 columns.

use ratatui::layout::Rect;

use super::{Metrics, figure};
use crate::domain::metrics::FigureState;
use crate::domain::names::short;
use crate::reads::metrics::MetricsRow;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::input::Mouse;
use crate::ui::plan::{WIDE, plan};
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Col, Paint, Table, Wide, list_totals, page_rows, table};

const HEADLINE: usize = 4;

/// The figures need more room than the list.
fn split(area: Rect) -> (Rect, Option<Rect>) {
    if area.width < WIDE {
        return (area, None);
    }
    let left = area.width * 2 / 5;
    let right = Rect { x: area.x + left + 1, width: area.width - left - 1, ..area };
    (Rect { width: left, ..area }, Some(right))
}

pub(super) fn page(cx: &Cx) -> usize {
    page_rows(split(plan(cx.size).body).0)
}

pub(super) fn row_at(area: Rect, mouse: Mouse) -> Option<usize> {
    let list = split(area).0;
    (mouse.y > list.y && mouse.x < list.right()).then(|| usize::from(mouse.y - list.y - 1))
}

fn columns(cx: &Cx) -> Vec<Col<MetricsRow>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.metrics_col_case(), Wide::Flex { weight: 1, min: 16 }, |r: &MetricsRow, _| {
            (format!("№{} {}", r.case.0, short(&r.leaver)), Tone::Plain)
        }),
        Col::new(t.metrics_col_state(), Wide::Fixed(13), |r: &MetricsRow, cx| (cx.texts.term(r.state), Tone::Dim)),
        Col::new(t.metrics_col_lost(), Wide::Fixed(8), |r: &MetricsRow, cx| short_value(r, 0, cx)).right(),
        Col::new(t.metrics_col_hours(), Wide::Fixed(12), |r: &MetricsRow, cx| short_value(r, 1, cx)).right().from(64),
        Col::new(t.metrics_col_notified(), Wide::Fixed(9), |r: &MetricsRow, cx| short_value(r, 2, cx)).right().from(76),
    ]
}

/// A headline figure in a cell: a dash where there is none, the card says why.
fn short_value(r: &MetricsRow, n: usize, cx: &Cx) -> (String, Tone) {
    match r.metrics.headline()[n] {
        Some(f) if f.has_value() => figure::value(f, cx),
        _ => ("–".to_owned(), Tone::Dim),
    }
}

pub(super) fn view(s: &Metrics, area: Rect, cx: &Cx, p: &mut Paint) {
    let (left, right) = split(area);
    match right {
        None if s.in_figures => figures(s, Rect { x: area.x + 1, width: area.width - 2, ..area }, cx, p),
        None => list(s, left, cx, p),
        Some(right) => {
            list(s, left, cx, p);
            p.vline(right.x - 1, right.y, right.height);
            figures(s, Rect { x: right.x + 1, width: right.width - 2, ..right }, cx, p);
        }
    }
}

fn list(s: &Metrics, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = Table {
        cols: &columns(cx),
        active: !s.in_figures,
        empty: cx.texts.t().metrics_empty(),
        totals: list_totals(&s.list, Noun::Case, cx),
    };
    table(p, area, &s.list, &t, cx);
}

fn figures(s: &Metrics, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let Some(row) = s.list.current() else { return };
    let title = format!("№{} {} · {}", row.case.0, short(&row.leaver), cx.texts.term(row.state));
    p.text(area.x, area.y, area.width, &title, if s.in_figures { Tone::Accent } else { Tone::Title });
    let all = s.figures();
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    // Two headings and a blank between the groups.
    let rows = all.len() as u16 + 3;
    let line_of = |i: usize| i as u16 + if i < HEADLINE { 1 } else { 3 };
    let top = (line_of(s.at) + 2).saturating_sub(body.height).min(rows.saturating_sub(body.height));
    let at = |n: u16| n.checked_sub(top).filter(|dy| *dy < body.height).map(|dy| body.y + dy);
    for (n, head) in [(0, t.metrics_headline()), (HEADLINE as u16 + 2, t.metrics_others())] {
        if let Some(y) = at(n) {
            p.text(body.x, y, body.width, &head, Tone::Title);
            if n == 0 {
                p.right(body.x, y, body.width, &t.metrics_heads(), Tone::Dim);
            }
        }
    }
    for (i, f) in all.iter().enumerate() {
        let Some(y) = at(line_of(i)) else { continue };
        let here = i == s.at;
        if here && s.in_figures {
            let mark = p.theme.glyph(Glyph::Cursor);
            p.text(body.x, y, 1, mark, Tone::Accent);
        }
        let (mut value, tone) = figure::value(f, cx);
        if f.state == FigureState::Preliminary {
            value.push('*');
        }
        let target_w = 9;
        let value_w = 15;
        let parts = figure::parts(f, cx);
        let parts_w = if body.width >= 92 { 24 } else { 0 };
        let name_w = body.width.saturating_sub(2 + value_w + target_w + parts_w + 1);
        let name = match f.currency {
            Some(c) => format!("{}, {c}", cx.texts.metric(f.metric)),
            None => cx.texts.metric(f.metric),
        };
        p.text(body.x + 2, y, name_w, &name, Tone::Plain);
        let mut x = body.x + 2 + name_w;
        if parts_w > 0 {
            p.right(x, y, parts_w, &parts, Tone::Dim);
            x += parts_w;
        }
        p.right(x, y, value_w, &value, tone);
        p.right(x + value_w, y, target_w, &figure::target(f, cx), Tone::Dim);
        if here && s.in_figures {
            p.tone(Rect { y, height: 1, ..body }, Tone::Cursor);
        }
    }
    if rows < body.height && all.iter().any(|f| f.state == FigureState::Preliminary) {
        p.text(body.x, body.y + rows, body.width, &t.metrics_star(), Tone::Dim);
    }
}

//! Employees × systems: a mark per cell, the systems that do not fit one step to the right.

use ratatui::layout::Rect;

use super::Accesses;
use crate::domain::EmployeeStatus;
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::reads::access_matrix::{Mark, MatrixRow};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Paint, Row, Span, list_totals, wrap};

impl Row for MatrixRow {
    fn id(&self) -> i64 {
        self.employee.0
    }
}

/// Cursor, name, and how many are closed.
const GUTTER: u16 = 3;
const NAME_W: u16 = 18;
const COUNT_W: u16 = 7;
/// A heading of five letters and a blank.
const CELL_W: u16 = 6;

/// Rows of the table that fit, between the heading and the lines under it.
pub(super) fn page(area: Rect, cx: &Cx) -> usize {
    usize::from(area.height.saturating_sub(3 + legend_lines(area.width, cx).len() as u16)).max(1)
}

/// Which row a click meant.
pub(super) fn row_at(area: Rect, y: u16) -> Option<usize> {
    (y >= area.y + 2).then(|| usize::from(y - area.y - 2))
}

/// How many systems stand beside the names.
pub(super) fn columns(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(GUTTER + NAME_W + COUNT_W + 1) / CELL_W).max(1)
}

/// A mark's cell, and its words.
fn sign(mark: Mark, cx: &Cx) -> (&'static str, Tone, String) {
    let t = cx.texts.t();
    match mark {
        Mark::Has => ("·", Tone::Dim, t.acc_mark_has()),
        Mark::Planned => (Glyph::Open.mark(), Tone::Plain, t.acc_mark_planned()),
        Mark::Asked => (Glyph::Half.mark(), Tone::Plain, t.acc_mark_asked()),
        Mark::Done => (Glyph::Done.mark(), Tone::Good, t.acc_mark_done()),
        Mark::Verified => (Glyph::Marked.mark(), Tone::Good, t.acc_mark_verified()),
        Mark::Late => (Glyph::Alarm.mark(), Tone::Late, t.acc_mark_late()),
        Mark::Failed => (Glyph::Problem.mark(), Tone::Late, t.acc_mark_failed()),
        Mark::Unknown => ("?", Tone::Late, t.acc_mark_unknown()),
        Mark::Restore => ("←", Tone::Warn, t.acc_mark_restore()),
    }
}

fn legend_lines(w: u16, cx: &Cx) -> Vec<String> {
    let words: Vec<String> = Mark::ALL
        .iter()
        .map(|m| {
            let (sign, _, words) = sign(*m, cx);
            // The words of one mark stay on one line.
            format!("{sign}\u{a0}{}\u{a0}", words.replace(' ', "\u{a0}"))
        })
        .collect();
    wrap(&words.join(" "), w.saturating_sub(2)).into_iter().map(|l| l.replace('\u{a0}', " ")).collect()
}

pub(super) fn view(s: &Accesses, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    p.text(area.x + 1, area.y, area.width.saturating_sub(2), &t.acc_matrix_title(), Tone::Title);
    let shown = columns(area);
    let last = (s.shift + shown).min(s.systems.len());
    if s.systems.len() > shown {
        let of = t.acc_matrix_shift(
            cx.texts.number(s.shift as i64 + 1),
            cx.texts.number(last as i64),
            cx.texts.number(s.systems.len() as i64),
        );
        p.right(area.x, area.y, area.width.saturating_sub(1), &of, Tone::Dim);
    }
    let x0 = area.x + GUTTER + NAME_W + COUNT_W + 1;
    p.text(area.x + GUTTER, area.y + 1, NAME_W, &t.acc_col_who(), Tone::Dim);
    p.right(area.x + GUTTER + NAME_W, area.y + 1, COUNT_W - 1, &t.acc_col_closed(), Tone::Dim);
    for (i, system) in s.systems[s.shift.min(last)..last].iter().enumerate() {
        p.text(x0 + i as u16 * CELL_W, area.y + 1, CELL_W - 1, &system.short, Tone::Dim);
    }
    let rows = s.people.visible(page(area, cx));
    for (dy, row) in rows.iter().enumerate() {
        line(s, row, Rect { y: area.y + 2 + dy as u16, height: 1, ..area }, (x0, last), cx, p);
    }
    if rows.is_empty() {
        let text = match (s.people.is_waiting(), cx.facts.lacks(Right::AccessRead)) {
            (true, _) => t.ui_reading(),
            (false, None) => t.acc_matrix_empty(),
            (false, Some(_)) => t.acc_empty_right(),
        };
        for (i, l) in wrap(&text, area.width.saturating_sub(8)).iter().enumerate() {
            p.text(area.x + 4, area.y + 3 + i as u16, area.width.saturating_sub(8), l, Tone::Dim);
        }
    }
    let legend = legend_lines(area.width, cx);
    for (i, l) in legend.iter().enumerate() {
        let y = area.bottom().saturating_sub(1 + (legend.len() - i) as u16);
        p.text(area.x + 1, y, area.width.saturating_sub(2), l, Tone::Dim);
    }
    let totals: Vec<Span> = match s.people.current() {
        Some(row) => told(row, cx),
        None => list_totals(&s.people, Noun::Employee, cx),
    };
    p.spans(area.x + 1, area.bottom().saturating_sub(1), area.width.saturating_sub(2), &totals);
}

fn line(s: &Accesses, row: &MatrixRow, area: Rect, (x0, last): (u16, usize), cx: &Cx, p: &mut Paint) {
    let here = s.people.cursor() == Some(row.employee.0);
    if here {
        let cursor = p.theme.glyph(Glyph::Cursor);
        p.text(area.x + 1, area.y, 1, cursor, Tone::Accent);
    }
    let tone = match row.status {
        EmployeeStatus::Leaving => Tone::Warn,
        EmployeeStatus::Dismissed => Tone::Dim,
        _ => Tone::Plain,
    };
    p.text(area.x + GUTTER, area.y, NAME_W, &short(&row.name), tone);
    if row.all > 0 {
        let of = format!("{}/{}", row.closed, row.all);
        p.right(
            area.x + GUTTER + NAME_W,
            area.y,
            COUNT_W - 1,
            &of,
            if row.late > 0 { Tone::Late } else { Tone::Plain },
        );
    }
    for (i, cell) in row.cells[s.shift.min(last)..last].iter().enumerate() {
        if let Some(mark) = cell {
            let (sign, tone, _) = sign(*mark, cx);
            p.text(x0 + i as u16 * CELL_W + 1, area.y, 1, sign, tone);
        }
    }
    if here {
        p.tone(area, Tone::Cursor);
    }
}

/// «Ковалёв Денис · внимание: 2 · закрыто 5 из 10 · увольняется · передача №1»: what a narrow screen cuts comes last.
fn told(row: &MatrixRow, cx: &Cx) -> Vec<Span> {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut out = vec![(short(&row.name), Tone::Plain)];
    if row.late > 0 {
        out.push((format!(" · {}", t.acc_late_of(x.number(row.late.into()))), Tone::Late));
    }
    if row.all > 0 {
        let closed = t.acc_closed_of(x.number(row.closed.into()), x.number(row.all.into()));
        out.push((format!(" · {closed}"), Tone::Plain));
    }
    out.push((format!(" · {}", x.term(row.status)), Tone::Dim));
    if let Some(case) = row.case {
        out.push((format!(" · {}", t.acc_of_case(case.0.to_string())), Tone::Dim));
    }
    out
}

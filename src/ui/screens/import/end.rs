//! The end of an import: what was kept, and what comes next.

use ratatui::layout::Rect;

use crate::jobs::import::{Report, say};
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Paint, Section};

/// Changed records that the end names; the report before it had more.
const CHANGES: usize = 8;

pub(super) fn view(report: &Report, area: Rect, cx: &Cx, p: &mut Paint) {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut done = Section::new("");
    for f in &report.files {
        for (i, l) in say::file(f, x).into_iter().enumerate() {
            done.line(if i == 0 { l } else { format!("  {l}") }, if i == 0 { Tone::Plain } else { Tone::Dim });
        }
    }
    for b in &report.broken {
        done.line(say::broken(b, x), Tone::Late);
    }
    for s in &report.skipped {
        done.line(say::skipped(s, x), if s.reason.can_be_said() { Tone::Warn } else { Tone::Dim });
    }
    let mut out = Section::new(t.imp_outcome());
    for l in say::outcome(report, x) {
        out.line(l, Tone::Plain);
    }
    let mut changed = Section::new(if report.changes.is_empty() { String::new() } else { t.imp_changes_done() });
    for l in say::changes(report, CHANGES, x) {
        changed.line(l, Tone::Plain);
    }
    let mut next = Section::new(t.imp_next());
    next.line(t.imp_next_people(), Tone::Plain).line(t.imp_next_clients(), Tone::Plain);
    next.line(t.imp_next_undo(), Tone::Dim);
    let card = Card { title: t.imp_done(), sections: vec![done, out, changed, next], top: 0 };
    let w = area.width.saturating_sub(4).min(110);
    card.view(p, Rect { x: area.x + 2, width: w, ..area }, true);
}

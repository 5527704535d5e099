//! What a withdrawn case leaves to decide on, above its checklist.

use ratatui::layout::Rect;

use crate::domain::CaseState;
use crate::domain::names::short;
use crate::reads::wizard::Wizard;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Paint, fit, width, wrap};

/// Rows of the list itself; the rest is counted.
const SHOWN: usize = 6;

/// Draws it from the top of `area`; gives the lines used, none where nothing was withdrawn.
pub(super) fn view(area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> u16 {
    if w.case.state != CaseState::Withdrawn || !w.case.kind.has_act() {
        return 0;
    }
    let (x, t) = (cx.texts, cx.texts.t());
    let mut lines = Vec::new();
    if w.taken.is_empty() {
        lines.push((t.withdrawn_none(), Tone::Good));
    } else {
        lines.push((t.withdrawn_taken(x.count(Noun::Object, w.taken.len() as i64)), Tone::Warn));
        for taken in w.taken.iter().take(SHOWN) {
            let told = if taken.told { format!(" · {}", t.withdrawn_told()) } else { String::new() };
            let tail = format!(" — {}{told}", short(&taken.holder));
            let room = area.width.saturating_sub(width(&tail) + 2);
            lines.push((format!("  {}{tail}", fit(&taken.title, room, "…")), Tone::Plain));
        }
        let more = w.taken.len().saturating_sub(SHOWN);
        if more > 0 {
            lines.push((format!("  {}", t.withdrawn_more(x.number(more as i64))), Tone::Dim));
        }
        lines.extend(wrap(&t.withdrawn_how(), area.width).into_iter().map(|l| (l, Tone::Dim)));
    }
    let used = lines.len() as u16;
    for (y, (text, tone)) in (area.y..area.bottom()).zip(&lines) {
        p.text(area.x, y, area.width, text, *tone);
    }
    if used < area.height {
        p.hline(area.x, area.y + used, area.width);
    }
    (used + 1).min(area.height)
}

//! The head of a crisis: accesses, export and leads, the temporary owner, in three lines above whatever is done next.

use ratatui::layout::Rect;

use crate::base::At;
use crate::domain::names::short;
use crate::reads::crisis::{AccessesNow, CrisisHead, Held};
use crate::reads::wizard::Wizard;
use crate::texts::Noun;
use crate::ui::clocks::by_minutes;
use crate::ui::cx::Cx;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Paint, Span, fit, width};

/// Enough of an access's title to know it by.
const TITLE_W: u16 = 12;
/// Three lines, one more when the log has something to say, and a rule.
pub(super) fn height(w: &Wizard) -> u16 {
    w.crisis.as_ref().map_or(0, |c| 4 + u16::from(c.signals > 0))
}

/// Draws it from the top of `area`; gives the lines used, none for a case that is no crisis.
pub(super) fn view(area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> u16 {
    let Some(c) = &w.crisis else { return 0 };
    let room = area.width.saturating_sub(2);
    let mut lines =
        vec![accesses(&c.accesses, w.case.crisis_at.or(w.case.opened_at), room, cx), doors(c, cx), temporary(c, cx)];
    if c.signals > 0 {
        let text = cx.texts.t().first_signals(cx.texts.count(Noun::Signal, c.signals as i64));
        lines.push((Glyph::Alarm, Tone::Late, vec![(text, Tone::Late)]));
    }
    for (i, (glyph, tone, spans)) in lines.iter().enumerate() {
        let y = area.y + i as u16;
        let mark = p.theme.glyph(*glyph);
        p.text(area.x, y, 1, mark, *tone);
        p.spans(area.x + 2, y, area.width.saturating_sub(2), spans);
    }
    let height = height(w);
    p.hline(area.x, area.y + height - 1, area.width);
    height
}

type Line = (Glyph, Tone, Vec<Span>);

/// «Доступы: 8 из 9 закрыты за 41 с · телефония: поручено ИТ, ждём 2 мин, звонить +7 343 …»
fn accesses(a: &AccessesNow, opened: Option<At>, room: u16, cx: &Cx) -> Line {
    let (x, t) = (cx.texts, cx.texts.t());
    if a.total == 0 {
        return (Glyph::Problem, Tone::Warn, vec![(t.first_accesses_none(), Tone::Warn)]);
    }
    let n = x.n_of(a.closed as i64, a.total as i64);
    let took = opened.zip(a.last_at).map(|(from, to)| x.span((to.0 - from.0).max(0)));
    let closed = match took.filter(|_| a.closed > 0) {
        Some(took) => t.first_accesses_in(n, took),
        None => t.first_accesses(n),
    };
    let mut spans = vec![(closed, Tone::Plain)];
    let Some(wait) = &a.waiting else { return (Glyph::Done, Tone::Good, spans) };
    let late = wait.due_at.filter(|due| *due < cx.clock.now);
    let how = match (wait.asked_at, late) {
        (_, Some(due)) => x.late(cx.clock.now.0 - due.0),
        (Some(asked), None) => t.first_waits(x.term(wait.role), by_minutes((cx.clock.now.0 - asked.0).max(0), cx)),
        (None, None) => t.first_not_asked(),
    };
    // The number to ring stays whole; its owner's name and what is waited for give way.
    let room = room.saturating_sub(width(&spans[0].0) + 3);
    let ring = |name: String| wait.ring.as_ref().map_or_else(String::new, |h| t.first_ring(h.phone.clone(), name));
    let named = format!(": {how}{}", ring(wait.ring.as_ref().map_or_else(String::new, |h| short(&h.name))));
    let tail = if width(&named) + TITLE_W > room { format!(": {how}{}", ring(String::new())) } else { named };
    let title = fit(&wait.title, room.saturating_sub(width(&tail)).max(TITLE_W / 2), "…");
    let tail = tail.trim_end();
    let tone = if late.is_some() { Tone::Late } else { Tone::Warn };
    spans.push((format!(" · {title}{tail}"), tone));
    (Glyph::Half, tone, spans)
}

fn doors(c: &CrisisHead, cx: &Cx) -> Line {
    let t = cx.texts.t();
    if c.export_off && c.leads_off {
        (Glyph::Done, Tone::Good, vec![(t.first_doors(), Tone::Plain)])
    } else {
        (Glyph::Problem, Tone::Late, vec![(t.first_doors_open(), Tone::Late)])
    }
}

fn temporary(c: &CrisisHead, cx: &Cx) -> Line {
    let t = cx.texts.t();
    match &c.temporary {
        Some(who) => {
            let held = held(&c.held, cx);
            let late = c.temporary_until.is_some_and(|at| at < cx.clock.now);
            let tone = if late { Tone::Late } else { Tone::Plain };
            let text = t.first_temporary(short(&who.name), held);
            let mark = if late { Tone::Late } else { Tone::Good };
            (if late { Glyph::Problem } else { Glyph::Done }, mark, vec![(text, tone)])
        }
        None if c.held == Held::default() => (Glyph::Done, Tone::Good, vec![(t.first_temporary_over(), Tone::Dim)]),
        None => (Glyph::Problem, Tone::Late, vec![(t.first_temporary_none(), Tone::Late)]),
    }
}

/// «84 клиента, 31 сделка, 22 задачи»
pub(super) fn held(h: &Held, cx: &Cx) -> String {
    let parts = [(Noun::Client, h.clients), (Noun::Deal, h.deals), (Noun::Task, h.tasks), (Noun::Lead, h.leads)];
    let parts: Vec<String> =
        parts.into_iter().filter(|(_, n)| *n > 0).map(|(noun, n)| cx.texts.count(noun, n as i64)).collect();
    if parts.is_empty() { cx.texts.t().krizis_held_none() } else { parts.join(", ") }
}

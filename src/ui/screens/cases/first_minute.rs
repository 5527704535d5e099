//! The head of a crisis: accesses, export and leads, the temporary owner, in three lines above whatever is done next.

use ratatui::layout::Rect;

use crate::base::At;
use crate::domain::CaseState;
use crate::domain::names::short;
use crate::reads::crisis::{AccessesNow, CrisisHead, Held};
use crate::reads::wizard::Wizard;
use crate::texts::Noun;
use crate::ui::clocks::{by_minutes, near};
use crate::ui::cx::Cx;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Paint, Span, fit, width};

/// Enough of an access's title to know it by.
const TITLE_W: u16 = 12;
/// « · » and « — ».
const SEPARATOR: u16 = 3;

/// Three lines, one more when the log has something to say, and a rule.
pub(super) fn height(w: &Wizard) -> u16 {
    w.crisis.as_ref().map_or(0, |c| if came_back(w) { 2 } else { 4 + u16::from(c.signals > 0) })
}

/// Draws it from the top of `area`; gives the lines used, none for a case that is no crisis.
pub(super) fn view(area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> u16 {
    let Some(c) = &w.crisis else { return 0 };
    let room = area.width.saturating_sub(2);
    let lines = if came_back(w) { vec![back(&c.accesses, cx)] } else { urgent(c, w, room, cx) };
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

/// He came back: there is nothing to cut off any more.
fn came_back(w: &Wizard) -> bool {
    w.case.state == CaseState::Withdrawn
}

fn back(a: &AccessesNow, cx: &Cx) -> Line {
    let t = cx.texts.t();
    match a.restoring {
        0 => (Glyph::Done, Tone::Good, vec![(t.first_back(), Tone::Plain)]),
        n => {
            let accesses = cx.texts.count(Noun::Access, n as i64);
            (Glyph::Half, Tone::Warn, vec![(t.first_back_accesses(accesses), Tone::Plain)])
        }
    }
}

fn urgent(c: &CrisisHead, w: &Wizard, room: u16, cx: &Cx) -> Vec<Line> {
    let mut lines = vec![
        accesses(&c.accesses, w.case.crisis_at.or(w.case.opened_at), room, cx),
        doors(c, cx),
        temporary(c, w.awaits_export, room, cx),
    ];
    if c.signals > 0 {
        let text = cx.texts.t().signals_wait_case(c.signals as i64, cx.texts.number(c.signals as i64));
        lines.push((Glyph::Alarm, Tone::Late, vec![(text, Tone::Late)]));
    }
    lines
}

/// «Доступы: 8 из 9 закрыты за 41 с · телефония: поручено ИТ, ждём 2 мин, звонить +7 343 …»
fn accesses(a: &AccessesNow, opened: Option<At>, room: u16, cx: &Cx) -> Line {
    let (x, t) = (cx.texts, cx.texts.t());
    if a.total == 0 {
        return (Glyph::Problem, Tone::Warn, vec![(t.first_accesses_none(), Tone::Warn)]);
    }
    let n = x.n_of(a.closed as i64, a.total as i64);
    // What was closed before the crisis began took none of its time.
    let took = opened.zip(a.last_at).filter(|(from, to)| from <= to).map(|(from, to)| x.span(to.0 - from.0));
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
    let room = room.saturating_sub(width(&spans[0].0) + SEPARATOR);
    let ring = |name: &str| wait.ring.as_ref().map(|h| t.first_ring(h.phone.clone(), name).trim_end().to_owned());
    let name = wait.ring.as_ref().map_or_else(String::new, |h| short(&h.name));
    let waits = waiting(&wait.title, &how, ring(&name), ring(""), room);
    let tone = if late.is_some() { Tone::Late } else { Tone::Warn };
    spans.push((format!(" · {waits}"), tone));
    (Glyph::Half, tone, spans)
}

/// What is waited for, how, and whom to ring, as much of it as there is room for. The number to ring stays whole: the
/// name of whoever answers it, the title, and how long it has been give way, in this order.
fn waiting(title: &str, how: &str, ring: Option<String>, number: Option<String>, room: u16) -> String {
    let join = |parts: [Option<&str>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let with_title = |tail: String| {
        let left = room.saturating_sub(width(&tail) + SEPARATOR);
        (left >= TITLE_W.min(width(title))).then(|| format!("{} — {tail}", fit(title, left, "…")))
    };
    let named = join([Some(how), ring.as_deref()]);
    let tail = join([Some(how), number.as_deref()]);
    let fits = |s: String| (width(&s) <= room).then_some(s);
    with_title(named)
        .or_else(|| with_title(tail.clone()))
        .or_else(|| fits(tail))
        .or_else(|| with_title(number.clone().unwrap_or_else(|| how.to_owned())))
        .unwrap_or_else(|| number.unwrap_or_else(|| how.to_owned()))
}

fn doors(c: &CrisisHead, cx: &Cx) -> Line {
    let t = cx.texts.t();
    if c.export_off && c.leads_off {
        let at = c.doors_at.map_or_else(String::new, |at| near(at, cx));
        (Glyph::Done, Tone::Good, vec![(t.first_doors(at).trim_end().to_owned(), Tone::Plain)])
    } else {
        (Glyph::Problem, Tone::Late, vec![(t.first_doors_open(), Tone::Late)])
    }
}

fn temporary(c: &CrisisHead, unknown: bool, room: u16, cx: &Cx) -> Line {
    let t = cx.texts.t();
    match &c.temporary {
        Some(who) => {
            let held = if unknown { t.krizis_held_unknown() } else { held(&c.held, cx) };
            let late = c.temporary_until.is_some_and(|at| at < cx.clock.now);
            let tone = if late { Tone::Late } else { Tone::Plain };
            let plain = t.first_temporary(short(&who.name), held.clone());
            let text = match c.temporary_at.map(|at| near(at, cx)) {
                None => plain,
                Some(at) => {
                    let whole = format!("{plain} · {}", t.first_temporary_at(at.clone()));
                    if width(&whole) <= room { whole } else { t.first_temporary_since(at, short(&who.name), held) }
                }
            };
            let mark = if late { Tone::Late } else { Tone::Good };
            (if late { Glyph::Problem } else { Glyph::Done }, mark, vec![(text, tone)])
        }
        None if c.held == Held::default() && !unknown => {
            (Glyph::Done, Tone::Good, vec![(t.first_temporary_over(), Tone::Dim)])
        }
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

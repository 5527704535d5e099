//! The model drawn: header, tabs, screen, notice, footer, popups. Pure.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::actions::{self, Decl};
use super::clocks;
use super::cx::{Ctx, Cx};
use super::input;
use super::model::Model;
use super::plan::{Layout, MIN, plan};
use super::popup::Popup;
use super::screens;
use super::theme::{Glyph, Theme, Tone};
use super::widgets::{NoticeKind, Paint, Span, fit, width, wrap};
use crate::base::At;

/// A whole frame in a buffer of its own: for pictures and tests.
pub fn draw(m: &Model, layout: &Layout, theme: &Theme, ctx: &Ctx) -> Buffer {
    let mut buf = Buffer::empty(layout.area);
    view(m, layout, theme, ctx, &mut buf);
    buf
}

/// Draws one frame into `buf`; gives where the text cursor stands, if it is to be seen.
pub fn view(m: &Model, layout: &Layout, theme: &Theme, ctx: &Ctx, buf: &mut Buffer) -> Option<Position> {
    let mut p = Paint { buf, theme };
    if layout.too_small {
        too_small(layout.area, ctx, &mut p);
        return None;
    }
    let cx = Cx { ctx, facts: m.facts(), drafts: &m.drafts };
    header(m, layout.header, &cx, &mut p);
    tabs(m, layout.tabs, &cx, &mut p);
    let under = Rect { y: layout.tabs.bottom(), ..layout.tabs };
    p.hline(0, under.y, layout.area.width);
    clocks::view(under, m.screens[m.at].open_case(), &cx, &mut p);
    p.hline(0, layout.body.bottom(), layout.area.width);
    let mut cursor = m.screens[m.at].view(layout.body, &cx, &mut p);
    for shown in &m.popups {
        cursor = shown.popup.view(popups(layout.body, m, ctx), &cx, &mut p);
    }
    notice(m, Rect { y: layout.body.bottom(), height: 1, ..layout.footer }, ctx, &mut p);
    footer(m, layout.footer, ctx, &mut p);
    cursor
}

fn too_small(area: Rect, ctx: &Ctx, p: &mut Paint) {
    let text = ctx.texts.t().ui_too_small(MIN.0.to_string(), MIN.1.to_string());
    for (i, l) in wrap(&text, area.width).iter().enumerate() {
        p.text(area.x, area.y + i as u16, area.width, l, Tone::Plain);
    }
}

fn header(m: &Model, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let f = m.facts();
    let mut left: Vec<Span> = vec![(format!(" {}  ", t.ui_product()), Tone::Title)];
    if f.training {
        left.push((format!("{}  ", t.ui_training()), Tone::Warn));
    }
    if cx.readonly {
        left.push((format!("{}  ", t.ui_readonly()), Tone::Warn));
    }
    if !f.office.is_empty() {
        left.push((format!("{}   ", f.office), Tone::Plain));
    }
    left.push((if f.me.is_empty() { t.ui_owner() } else { f.me.clone() }, Tone::Dim));
    if let Some(role) = f.role {
        left.push((format!(" · {}", cx.texts.term(role)), Tone::Dim));
    }
    let mut right: Vec<Span> = Vec::new();
    if f.inbox > 0 {
        right.push((t.ui_inbox(cx.texts.number(f.inbox as i64)), Tone::Plain));
    }
    if f.overdue > 0 {
        let sep = if right.is_empty() { "" } else { " · " };
        right.push((sep.to_owned(), Tone::Dim));
        right.push((t.ui_overdue(cx.texts.number(f.overdue as i64)), Tone::Late));
    }
    let clock = cx.texts.at(floor_minute(cx.clock.now), &cx.clock);
    right.push((if right.is_empty() { String::new() } else { "   ".to_owned() }, Tone::Plain));
    if cx.fixed {
        right.push((t.ui_clock_fixed(clock), Tone::Warn));
    } else {
        right.push((clock, Tone::Plain));
    }
    let right_w: u16 = right.iter().map(|(s, _)| width(s)).sum::<u16>() + 1;
    p.spans(area.x, area.y, area.width.saturating_sub(right_w + 1), &left);
    p.spans(area.right().saturating_sub(right_w), area.y, right_w, &right);
}

fn floor_minute(at: At) -> At {
    At(at.0 - at.0.rem_euclid(60_000))
}

/// Popups stand on the body and the line under it, as long as that line says nothing itself.
fn popups(body: Rect, m: &Model, ctx: &Ctx) -> Rect {
    let says = m.notice.is_some() || m.is_slow(ctx.mono);
    Rect { height: body.height + u16::from(!says), ..body }
}

fn tabs(m: &Model, area: Rect, cx: &Cx, p: &mut Paint) {
    let shown: Vec<(usize, &Decl)> = screens::ALL
        .iter()
        .enumerate()
        .filter(|(i, d)| d.tab || *i == m.at)
        .filter_map(|(i, d)| d.actions.first().map(|a| (i, a)))
        .collect();
    // Cut names say more than none: each to so many columns that all of them fit.
    let label = |d: &Decl, most: u16| {
        let (key, name) = (d.keys.first().map_or("", |k| k), (d.label)(cx.texts));
        format!("{key} {}", fit(&name, most, p.theme.glyph(Glyph::Ellipsis)))
    };
    let all = |most, gap| shown.iter().map(|(_, d)| width(&label(d, most)) + gap).sum::<u16>();
    let room = area.width.saturating_sub(1);
    let (most, gap) = match all(u16::MAX, 2) <= room {
        true => (u16::MAX, 2),
        false => ((SHORTEST..LONGEST).rev().find(|most| all(*most, 1) <= room).unwrap_or(0), 1),
    };
    let labels: Vec<(usize, String)> = shown
        .iter()
        .map(|(i, d)| match most {
            0 if *i != m.at => (*i, d.keys.first().map_or(String::new(), |k| (*k).to_owned())),
            0 => (*i, label(d, u16::MAX)),
            _ => (*i, label(d, most)),
        })
        .collect();
    let mut x = area.x + 1;
    for (i, s) in labels {
        let here = i == m.at;
        let used = p.text(x, area.y, area.right().saturating_sub(x), &s, if here { Tone::Accent } else { Tone::Dim });
        if here {
            p.tone(Rect::new(x, area.y, used, 1), Tone::Title);
        }
        x += used + if most == 0 { 2 } else { gap };
    }
}

/// Columns of a tab's name, where not all fit: a shorter one would say nothing.
const SHORTEST: u16 = 5;
const LONGEST: u16 = 20;

fn notice(m: &Model, area: Rect, ctx: &Ctx, p: &mut Paint) {
    if m.is_slow(ctx.mono) {
        let text = match &m.holder {
            None if m.undoing.is_looking() => ctx.texts.t().undoing_looking(),
            None => ctx.texts.t().ui_writing(),
            Some(h) => {
                let percent = h.percent.map_or_else(String::new, |p| format!(" · {p} %"));
                format!("{}{percent}", ctx.texts.t().ui_held(h.who.clone(), ctx.texts.op(&h.what)))
            }
        };
        let text = format!(" {text} ");
        p.text(area.x + 1, area.y, area.width.saturating_sub(2), &text, Tone::Accent);
        return;
    }
    let Some((n, _)) = &m.notice else { return };
    let (glyph, tone) = match n.kind {
        NoticeKind::Info => (Glyph::Arrow, Tone::Accent),
        NoticeKind::Good => (Glyph::Done, Tone::Good),
        NoticeKind::Bad => (Glyph::Problem, Tone::Late),
    };
    let text = format!("{} {}", p.theme.glyph(glyph), n.text);
    let room = area.width.saturating_sub(4);
    // What is too long for the line stands on the rows above it: a refusal says at its end what to do.
    let lines = wrap(&text, room);
    let lines = &lines[..lines.len().min(NOTICE_ROWS)];
    let above = (lines.len() as u16).saturating_sub(1).min(area.y);
    for (y, line) in (area.y - above..).zip(lines) {
        let (x, w) = if above == 0 { (area.x + 1, width(line) + 2) } else { (area.x, area.width) };
        p.clear(Rect { x, y, width: w.min(area.right() - x), height: 1 });
        p.text(area.x + 2, y, room, line, tone);
    }
}

/// A notice has at most so many rows.
const NOTICE_ROWS: usize = 3;

/// The keys that work here, most useful first; what does not fit is in the help.
fn footer(m: &Model, area: Rect, ctx: &Ctx, p: &mut Paint) {
    let focus = m.focus();
    // While a field takes characters, a letter is a letter and no key.
    let is_heard = |d: &Decl| !focus.text || d.keys.iter().any(|k| k.chars().count() > 1);
    let mut rows = actions::heard(&focus.places);
    rows.retain(|d| d.footer > 0 && is_heard(d));
    let in_popup = !m.popups.is_empty();
    rows.retain(|d| in_popup || m.refuses_row(d, ctx).is_none());
    if let Some(Popup::Viewer(v)) = m.popups.last().map(|p| &p.popup) {
        let over = popups(plan(ctx.size).body, m, ctx);
        rows.retain(|d| d.act != actions::PAGE_DOWN || v.scrolls(over));
    }
    rows.sort_by_key(|d| d.footer);
    let mut x = area.x + 1;
    let help = rows.iter().position(|d| d.act == actions::HELP).map(|i| rows.remove(i));
    // Help is the last of them: nothing follows it.
    let keep = help.map_or(0, |d| width(&piece(d, ctx)));
    for d in rows {
        if x + width(&piece(d, ctx)) + 3 > area.right().saturating_sub(keep) {
            continue;
        }
        x += key(d, x, area, ctx, p);
    }
    if let Some(d) = help {
        key(d, x, area, ctx, p);
    }
}

fn piece(d: &Decl, ctx: &Ctx) -> String {
    format!("{} {}", d.keys.first().map_or(String::new(), |k| input::name(k)), (d.label)(ctx.texts))
}

fn key(d: &Decl, x: u16, area: Rect, ctx: &Ctx, p: &mut Paint) -> u16 {
    let name = d.keys.first().map_or(String::new(), |k| input::name(k));
    let room = area.right().saturating_sub(x);
    p.spans(x, area.y, room, &[(name, Tone::Key), (format!(" {}", (d.label)(ctx.texts)), Tone::Plain)]) + 3
}

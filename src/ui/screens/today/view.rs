//! How the day looks: what to do at the left, the cases with their bars at the right; one of the two on 80 columns.

use ratatui::layout::Rect;

use super::rows::Entry;
use super::{Today, cases, trend};
use crate::base::At;
use crate::reads::today::When;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::plan::panes;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Paint, width, wrap};

/// «20 нояб.» with a blank after it.
const WHEN_W: u16 = 10;

/// Rows of the sentence that an empty day says, with its blanks.
const EMPTY_ROWS: usize = 6;

/// One line on the screen: whose it is, and what stands there.
struct Line {
    entry: Option<usize>,
    when: String,
    text: String,
    tone: Tone,
    /// Of the text; the time has `tone`.
    text_tone: Tone,
    /// The handover's number, at the right edge.
    tag: String,
    heading: bool,
}

pub(super) fn view(s: &Today, area: Rect, cx: &Cx, p: &mut Paint) {
    let split = panes(area);
    let pad = |r: Rect| Rect { x: r.x + 1, width: r.width.saturating_sub(2), ..r };
    match split.card {
        Some(right) => {
            now(s, pad(split.list), cx, p);
            p.vline(right.x - 1, right.y, right.height);
            beside(s, pad(right), cx, p);
        }
        None if s.in_cases => beside(s, pad(area), cx, p),
        None => now(s, pad(area), cx, p),
    }
}

/// The cases, and under them the half year.
fn beside(s: &Today, area: Rect, cx: &Cx, p: &mut Paint) {
    let foot = trend::rows(s, area.height);
    let upper = Rect { height: area.height.saturating_sub(foot), ..area };
    cases::view(s, upper, cx, p);
    if foot > 0 {
        trend::view(s, Rect { y: upper.bottom() + 1, height: foot - 1, ..area }, cx, p);
    }
}

/// Which entry a click meant.
pub(super) fn entry_at(s: &Today, list: Rect, y: u16, cx: &Cx) -> Option<usize> {
    let body = Rect { x: list.x + 1, width: list.width.saturating_sub(2), ..list };
    let (rows, alarms) = lines(s, body.width, cx);
    let under = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    let nothing = rows.iter().all(|l| l.entry.is_none());
    let (upper, lower) = split(under, if nothing { EMPTY_ROWS } else { rows.len() }, alarms.len());
    let (lines, area) = if y < upper.bottom() { (rows, upper) } else { (alarms, lower) };
    let dy = usize::from(y.checked_sub(area.y)?);
    lines.get(top(&lines, s.at, area.height) + dy).and_then(|l| l.entry)
}

fn now(s: &Today, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let active = !s.in_cases;
    p.text(area.x, area.y, area.width, &t.today_now(), if active { Tone::Accent } else { Tone::Title });
    let n = s.cases();
    if area.width + 2 == cx.size.0 && n > 0 {
        // One pane at a time: the other one says where it is.
        let other = t.today_other_pane(cx.texts.count(Noun::Case, n as i64));
        p.right(area.x, area.y, area.width, &other, Tone::Dim);
    }
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let (rows, alarms) = lines(s, area.width, cx);
    // What to do next stands where the rows would.
    let nothing = rows.iter().all(|l| l.entry.is_none());
    let (upper, lower) = split(body, if nothing { EMPTY_ROWS } else { rows.len() }, alarms.len());
    if nothing {
        empty(s, upper, cx, p);
    }
    let rows = if nothing { Vec::new() } else { rows };
    for (lines, area) in [(rows, upper), (alarms, lower)] {
        let top = top(&lines, s.at, area.height);
        for (dy, l) in lines.iter().skip(top).take(usize::from(area.height)).enumerate() {
            line(l, s.at, active, Rect { y: area.y + dy as u16, height: 1, ..area }, p);
        }
        arrows(p, area, top > 0, top + usize::from(area.height) < lines.len());
    }
}

fn line(l: &Line, at: usize, active: bool, area: Rect, p: &mut Paint) {
    if l.heading {
        p.text(area.x, area.y, area.width, &l.text, l.tone);
        return;
    }
    let here = l.entry == Some(at);
    if here && !l.when.is_empty() {
        let mark = p.theme.glyph(Glyph::Cursor);
        p.text(area.x, area.y, 1, mark, Tone::Accent);
    }
    p.right(area.x + 2, area.y, WHEN_W - 1, l.when.trim(), l.tone);
    p.text(area.x + 2 + WHEN_W, area.y, area.width.saturating_sub(2 + WHEN_W), &l.text, l.text_tone);
    p.right(area.x, area.y, area.width, &l.tag, Tone::Dim);
    if here {
        p.tone(area, if active { Tone::Cursor } else { Tone::CursorAway });
    }
}

/// The rows above, the alarms under them; where not all fits, the alarms keep their place at the bottom.
fn split(body: Rect, rows: usize, alarms: usize) -> (Rect, Rect) {
    let (rows, alarms) = (rows.min(999) as u16, alarms.min(999) as u16);
    let (low, gap) = match alarms {
        0 => (0, 0),
        n if rows + 1 + n <= body.height => (n, 1),
        n => (n.min(body.height / 3).max(2), 1),
    };
    let high = rows.min(body.height.saturating_sub(low + gap));
    let upper = Rect { height: high, ..body };
    (upper, Rect { y: body.y + high + gap, height: low, ..body })
}

pub(super) fn arrows(p: &mut Paint, body: Rect, up: bool, down: bool) {
    if up {
        let g = p.theme.glyph(Glyph::Up);
        p.text(body.right(), body.y, 1, g, Tone::Dim);
    }
    if down {
        let g = p.theme.glyph(Glyph::Down);
        p.text(body.right(), body.bottom().saturating_sub(1), 1, g, Tone::Dim);
    }
}

/// Everything at the left, wrapped to `w` columns: the rows, and the alarms.
fn lines(s: &Today, w: u16, cx: &Cx) -> (Vec<Line>, Vec<Line>) {
    let many = s.cases() > 1;
    let room = w.saturating_sub(2 + WHEN_W).max(10);
    let (mut rows, mut alarms): (Vec<Line>, Vec<Line>) = Default::default();
    let mut group: Option<String> = None;
    for (i, e) in s.entries(cx).iter().enumerate() {
        let out = if matches!(e, Entry::Alarm(_)) { &mut alarms } else { &mut rows };
        let (name, tone) = heading(e, cx);
        if group.as_ref() != Some(&name) {
            out.push(Line::head(name.clone(), tone));
            group = Some(name);
        }
        let tag = e.case().filter(|_| many).map_or_else(String::new, |c| format!("№{}", c.0));
        let own = if tag.is_empty() { room } else { room.saturating_sub(width(&tag) + 1) };
        let when = time(e, cx);
        for (n, text) in wrap(&e.sentence(cx), own).into_iter().enumerate() {
            let first = n == 0;
            // A blank is no time, and still the first line of its entry.
            let when = if first { format!("{when} ") } else { String::new() };
            let tag = if first { tag.clone() } else { String::new() };
            out.push(Line { entry: Some(i), when, text, tone, text_tone: Tone::Plain, tag, heading: false });
        }
        let late = e.when(cx) == When::Overdue;
        let text_tone = if late { Tone::Late } else { Tone::Dim };
        for text in packed(&e.under(cx), room) {
            let (when, tag) = (String::new(), String::new());
            out.push(Line { entry: Some(i), when, text, tone, text_tone, tag, heading: false });
        }
    }
    let off = s.put_off(cx);
    if off > 0 {
        rows.push(Line::head(cx.texts.t().today_later_count(cx.texts.number(off as i64)), Tone::Dim));
    }
    (rows, alarms)
}

/// Parts side by side as far as they fit, each whole on a line of its own where it can be.
pub(super) fn packed(parts: &[String], room: u16) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in parts {
        match out.last_mut() {
            Some(l) if width(l) + 3 + width(part) <= room => l.push_str(&format!(" · {part}")),
            _ => out.extend(wrap(part, room)),
        }
    }
    out
}

impl Line {
    fn head(text: String, tone: Tone) -> Line {
        let (when, tag) = (String::new(), String::new());
        Line { entry: None, when, text, tone, text_tone: tone, tag, heading: true }
    }
}

fn heading(e: &Entry<'_>, cx: &Cx) -> (String, Tone) {
    let t = cx.texts.t();
    if matches!(e, Entry::Alarm(_)) {
        return (t.today_alarms(), Tone::Warn);
    }
    match e.when(cx) {
        When::Overdue => (t.today_overdue(), Tone::Late),
        When::Today => (t.date_today(), Tone::Accent),
        When::Tomorrow => (t.date_tomorrow(), Tone::Plain),
        When::Later => (t.today_later(), Tone::Dim),
    }
}

fn time(e: &Entry<'_>, cx: &Cx) -> String {
    match e {
        Entry::Row(r) => at(r.due_at, e.when(cx), cx),
        Entry::Told(r) => at(r.due_at, e.when(cx), cx),
        Entry::Alarm(_) => "!".to_owned(),
    }
}

fn at(due: Option<At>, when: When, cx: &Cx) -> String {
    let Some(due) = due else { return String::new() };
    let day = cx.clock.zone.day(due);
    if when == When::Later || (when == When::Overdue && day != cx.today()) {
        cx.texts.day_short(day, cx.today())
    } else {
        cx.texts.time(due, &cx.clock)
    }
}

/// The first line shown, so that the whole entry under the cursor is seen, with its heading when there is room.
fn top(lines: &[Line], at: usize, height: u16) -> usize {
    let h = usize::from(height.max(1));
    let last = lines.iter().rposition(|l| l.entry == Some(at)).unwrap_or(0);
    let rest = lines.len().saturating_sub(h);
    // A third of the pane is kept below the cursor, so that what comes next is in sight.
    (last + 1 + h / 3).saturating_sub(h).min(rest)
}

/// An empty day says what to do next.
fn empty(s: &Today, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let (text, tone) = match (&s.fault, &s.read) {
        (Some(f), _) => (cx.texts.fault(f).line(), Tone::Late),
        (None, None) => (t.ui_reading(), Tone::Dim),
        (None, Some(r)) if r.cases.is_empty() => (t.today_empty_no_cases(), Tone::Plain),
        (None, Some(_)) => (t.today_empty(), Tone::Plain),
    };
    for (i, l) in wrap(&text, area.width.saturating_sub(4).min(72)).iter().enumerate() {
        p.text(area.x + 2, area.y + 1 + i as u16, area.width.saturating_sub(2), l, tone);
    }
    let off = s.put_off(cx);
    if off > 0 {
        let y = area.bottom().saturating_sub(1);
        p.text(area.x, y, area.width, &t.today_later_count(cx.texts.number(off as i64)), Tone::Dim);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_is_never_torn_apart() {
        let parts = ["звонить: Кузнецова О. И., +7 900 555-77-37".to_owned(), "опоздание 7 ч".to_owned()];
        assert_eq!(packed(&parts, 60).len(), 1);
        assert_eq!(packed(&parts, 50), parts);
        assert_eq!(packed(&parts[..1], 30).len(), 2);
    }

    #[test]
    fn the_alarms_keep_their_place() {
        let body = Rect::new(0, 4, 70, 20);
        assert_eq!(split(body, 5, 3), (Rect { height: 5, ..body }, Rect { y: 10, height: 3, ..body }));
        let (upper, lower) = split(body, 40, 9);
        assert_eq!((upper.height, lower.y, lower.height), (13, 18, 6));
        assert_eq!(split(body, 40, 0).0, body);
    }
}

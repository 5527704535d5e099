//! How the day looks: what to do at the left, the cases with their bars at the right; one of the two on 80 columns.

use ratatui::layout::Rect;

use super::rows::{self, Entry};
use super::{Today, TodayRow};
use crate::base::{DAY_MS, MINUTE_MS};
use crate::domain::CaseKind;
use crate::reads::today::{CaseBars, When};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::plan::panes;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Paint, gauge, wrap};

/// «пт, 20 нояб.» with a blank after it.
const WHEN_W: u16 = 11;
const LABEL_W: u16 = 11;
const BAR_W: u16 = 20;
/// Older than so many days the data is said to be old.
const FRESH_DAYS: i64 = 7;

/// One line on the screen: whose it is, and what stands there.
struct Line {
    entry: Option<usize>,
    when: String,
    text: String,
    tone: Tone,
    heading: bool,
}

pub(super) fn view(s: &Today, area: Rect, cx: &Cx, p: &mut Paint) {
    let split = panes(area);
    let pad = |r: Rect| Rect { x: r.x + 1, width: r.width.saturating_sub(2), ..r };
    match split.card {
        Some(right) => {
            now(s, pad(split.list), cx, p);
            p.vline(right.x - 1, right.y, right.height);
            cases(s, pad(right), cx, p);
        }
        None if s.in_cases => cases(s, pad(area), cx, p),
        None => now(s, pad(area), cx, p),
    }
}

/// Which entry a click meant.
pub(super) fn entry_at(s: &Today, list: Rect, y: u16, cx: &Cx) -> Option<usize> {
    let body = Rect { x: list.x + 1, width: list.width.saturating_sub(2), ..list };
    let lines = lines(s, body.width, cx);
    let top = top(&lines, s.at, body.height.saturating_sub(1));
    let dy = usize::from(y.checked_sub(body.y + 1)?);
    lines.get(top + dy).and_then(|l| l.entry)
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
    let lines = lines(s, area.width, cx);
    if lines.is_empty() {
        empty(s, body, cx, p);
        return;
    }
    let top = top(&lines, s.at, body.height);
    let shown = lines.iter().skip(top).take(usize::from(body.height));
    for (dy, l) in shown.enumerate() {
        let y = body.y + dy as u16;
        if l.heading {
            p.text(body.x, y, body.width, &l.text, l.tone);
            continue;
        }
        let here = l.entry == Some(s.at);
        if here && !l.when.is_empty() {
            let mark = p.theme.glyph(Glyph::Cursor);
            p.text(body.x, y, 1, mark, Tone::Accent);
        }
        p.right(body.x + 2, y, WHEN_W - 1, l.when.trim(), l.tone);
        p.text(body.x + 2 + WHEN_W, y, body.width.saturating_sub(2 + WHEN_W), &l.text, Tone::Plain);
        if here {
            p.tone(Rect { y, height: 1, ..body }, if active { Tone::Cursor } else { Tone::CursorAway });
        }
    }
    arrows(p, body, top > 0, top + usize::from(body.height) < lines.len());
}

fn arrows(p: &mut Paint, body: Rect, up: bool, down: bool) {
    if up {
        let g = p.theme.glyph(Glyph::Up);
        p.text(body.right(), body.y, 1, g, Tone::Dim);
    }
    if down {
        let g = p.theme.glyph(Glyph::Down);
        p.text(body.right(), body.bottom().saturating_sub(1), 1, g, Tone::Dim);
    }
}

/// Everything at the left, wrapped to `w` columns.
fn lines(s: &Today, w: u16, cx: &Cx) -> Vec<Line> {
    let t = cx.texts.t();
    let many = s.cases() > 1;
    let room = w.saturating_sub(2 + WHEN_W).max(10);
    let mut out: Vec<Line> = Vec::new();
    let mut group: Option<String> = None;
    for (i, e) in s.entries().iter().enumerate() {
        let (head, tone, when, text) = match e {
            Entry::Row(r) => {
                let (head, tone) = match r.when {
                    When::Overdue => (t.today_overdue(), Tone::Late),
                    When::Today => (t.date_today(), Tone::Accent),
                    When::Tomorrow => (t.date_tomorrow(), Tone::Plain),
                    When::Later => (t.today_later(), Tone::Dim),
                };
                (head, tone, when(r, cx), told(r, many, cx))
            }
            Entry::Alarm(a, n) => (t.today_alarms(), Tone::Warn, "!".to_owned(), rows::alarm(*a, *n, cx)),
        };
        if group.as_ref() != Some(&head) {
            if !out.is_empty() {
                out.push(Line { entry: None, when: String::new(), text: String::new(), tone, heading: true });
            }
            out.push(Line { entry: None, when: String::new(), text: head.clone(), tone, heading: true });
            group = Some(head);
        }
        for (n, text) in wrap(&text, room).into_iter().enumerate() {
            let when = if n > 0 {
                String::new()
            } else if when.is_empty() {
                " ".to_owned()
            } else {
                when.clone()
            };
            out.push(Line { entry: Some(i), when, text, tone, heading: false });
        }
    }
    out
}

/// The sentence, how late it is, and whose handover it belongs to where there are several.
fn told(r: &TodayRow, many: bool, cx: &Cx) -> String {
    let mut out = rows::sentence(r, cx);
    if let (When::Overdue, Some(due)) = (r.when, r.due_at) {
        let late = cx.clock.now.0 - due.0;
        if late >= MINUTE_MS {
            out.push_str(&format!(" · {}", cx.texts.late(late)));
        }
    }
    if many {
        let surname = r.leaver.split_whitespace().next().unwrap_or_default();
        out.push_str(&format!(" · №{} {surname}", r.case.0));
    }
    out
}

fn when(r: &TodayRow, cx: &Cx) -> String {
    let Some(due) = r.due_at else { return String::new() };
    let day = cx.clock.zone.day(due);
    if r.when == When::Later || (r.when == When::Overdue && day != cx.today()) {
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
}

/// Rows that one case takes, the blank after it included.
const CASE_ROWS: u16 = 9;

fn cases(s: &Today, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    p.text(area.x, area.y, area.width, &t.today_cases(), if s.in_cases { Tone::Accent } else { Tone::Title });
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let Some(read) = &s.read else { return };
    if read.cases.is_empty() {
        for (i, l) in wrap(&t.today_no_cases(), body.width).iter().enumerate() {
            p.text(body.x, body.y + i as u16, body.width, l, Tone::Dim);
        }
        return;
    }
    let fit = usize::from((body.height / CASE_ROWS).max(1));
    let first = (s.case_at + 1).saturating_sub(fit);
    for (n, c) in read.cases.iter().skip(first).take(fit).enumerate() {
        let y = body.y + CASE_ROWS * n as u16;
        let at = Rect { y, height: CASE_ROWS.min(body.bottom().saturating_sub(y)), ..body };
        case(c, s.in_cases && first + n == s.case_at, at, cx, p);
    }
    arrows(p, body, first > 0, first + fit < read.cases.len());
}

fn case(c: &CaseBars, here: bool, area: Rect, cx: &Cx, p: &mut Paint) {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut y = area.y;
    let mut line = |p: &mut Paint, spans: &[(String, Tone)]| {
        if y < area.bottom() {
            p.spans(area.x, y, area.width, spans);
            y += 1;
        }
    };
    let kind = if c.kind == CaseKind::Planned { Tone::Dim } else { Tone::Late };
    line(p, &[(format!("№{} {}", c.case.0, c.leaver), if here { Tone::Cursor } else { Tone::Plain })]);
    let day = match c.last_day {
        Some(d) if d < cx.today() => (t.today_last_day_passed(x.day(d, cx.today())), Tone::Late),
        Some(d) => (t.today_last_day(x.day(d, cx.today())), Tone::Dim),
        None => (String::new(), Tone::Dim),
    };
    line(p, &[(x.term(c.kind), kind), (" · ".to_owned(), Tone::Dim), day]);
    let w = BAR_W.min(area.width.saturating_sub(LABEL_W + 12));
    for (label, (done, all)) in [
        (t.today_bar_context(), c.context),
        (t.today_bar_accepted(), c.accepted),
        (t.today_bar_letters(), c.letters),
        (t.today_bar_accesses(), c.accesses),
    ] {
        let label = (format!("{label:<width$}", width = usize::from(LABEL_W)), Tone::Dim);
        if all == 0 {
            line(p, &[label, (t.today_bar_none(), Tone::Dim)]);
            continue;
        }
        let full = done >= all;
        let bar = (gauge(p.theme, done, all, w), if full { Tone::Good } else { Tone::Accent });
        let count = format!("{:>11}", x.n_of(done as i64, all as i64));
        line(p, &[label, bar, (count, Tone::Plain)]);
    }
    let (clients, deals, tasks) = c.remaining;
    let left: Vec<String> = [(Noun::Client, clients), (Noun::Deal, deals), (Noun::Task, tasks)]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(noun, n)| x.count(noun, n as i64))
        .collect();
    let label = (format!("{:<width$}", t.today_remaining(), width = usize::from(LABEL_W)), Tone::Dim);
    let left = if left.is_empty() { (t.today_remaining_none(), Tone::Good) } else { (left.join(" · "), Tone::Plain) };
    line(p, &[label, left]);
    if let Some(at) = c.data_at {
        let days = (cx.clock.now.0 - at.0).max(0) / DAY_MS;
        let text = t.today_data(x.day_short(cx.clock.zone.day(at), cx.today()), x.in_days(-days));
        line(p, &[(text, if days > FRESH_DAYS { Tone::Warn } else { Tone::Dim })]);
    }
}

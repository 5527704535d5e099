//! The cases with their bars: a planned one shows its handover, a crisis its clock, its accesses and its calls.

use ratatui::layout::Rect;

use super::Today;
use super::view::{arrows, packed};
use crate::base::{At, HOUR_MS, MINUTE_MS};
use crate::domain::CaseKind;
use crate::domain::names::short;
use crate::reads::today::{CaseBars, SeenSignal};
use crate::reads::wizard::Stage;
use crate::texts::Noun;
use crate::ui::clocks::near;
use crate::ui::cx::Cx;
use crate::ui::screens::cases::tally;
use crate::ui::theme::{Theme, Tone};
use crate::ui::widgets::{Paint, Span, gauge, width, wrap};

const LABEL_W: usize = 11;
const BAR_W: u16 = 20;
/// Older than so many days the data is said to be old.
const FRESH_DAYS: i64 = 7;

type Lines = Vec<Vec<Span>>;

pub(super) fn view(s: &Today, area: Rect, cx: &Cx, p: &mut Paint) {
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
    let blocks: Vec<Lines> = read
        .cases
        .iter()
        .enumerate()
        .map(|(i, c)| lines(c, s.in_cases && i == s.case_at, body.width, p.theme, cx))
        .collect();
    let first = first(&blocks, s.case_at, usize::from(body.height));
    let mut y = body.y;
    let mut shown = first;
    for block in &blocks[first..] {
        if usize::from(body.bottom().saturating_sub(y)) < block.len().min(3) {
            break;
        }
        for line in block {
            if y < body.bottom() {
                p.spans(body.x, y, body.width, line);
                y += 1;
            }
        }
        y += 1;
        shown += 1;
    }
    arrows(p, body, first > 0, shown < blocks.len());
}

/// The first block shown, so that the one under the cursor is whole.
fn first(blocks: &[Lines], at: usize, height: usize) -> usize {
    let mut used = 0;
    let mut first = at;
    for i in (0..=at.min(blocks.len().saturating_sub(1))).rev() {
        used += blocks[i].len() + 1;
        if used > height + 1 && i < at {
            break;
        }
        first = i;
    }
    first
}

fn lines(c: &CaseBars, here: bool, w: u16, theme: &Theme, cx: &Cx) -> Lines {
    let (x, t) = (cx.texts, cx.texts.t());
    let whose = c.client.clone().unwrap_or_else(|| short(&c.leaver));
    let name = (format!("№{} {whose}", c.case.0), if here { Tone::Cursor } else { Tone::Title });
    let term = term(c, cx);
    let gap = w.saturating_sub(width(&name.0) + width(&term.0));
    let mut out: Lines = match gap {
        0 => vec![vec![name], vec![term]],
        gap => vec![vec![name, (" ".repeat(usize::from(gap)), Tone::Plain), term]],
    };
    let bars = match c.crisis_at.filter(|_| !c.only_mine) {
        Some(_) => vec![(t.today_bar_accesses(), c.accesses), (t.today_bar_calls(), c.calls)],
        None if c.only_mine => vec![(t.today_bar_context(), c.context), (t.today_bar_accepted(), c.accepted)],
        // Nobody leaves: no access ends.
        None if !c.kind.has_act() => vec![
            (t.today_bar_context(), c.context),
            (t.today_bar_accepted(), c.accepted),
            // Nobody is written to about somebody who only stands in: the clients are rung.
            (t.today_bar_letters(), if c.kind == CaseKind::Absence { c.calls } else { c.letters }),
        ],
        None => vec![
            (t.today_bar_context(), c.context),
            (t.today_bar_accepted(), c.accepted),
            (t.today_bar_letters(), c.letters),
            (t.today_bar_accesses(), c.accesses),
        ],
    };
    let bar_w = BAR_W.min(w.saturating_sub(LABEL_W as u16 + 12));
    for (label, (done, all)) in bars {
        let label = (format!("{label:<LABEL_W$}"), Tone::Dim);
        if all == 0 {
            let none = if c.awaits_export { t.cases_awaits_export() } else { t.today_bar_none() };
            out.push(vec![label, (none, Tone::Dim)]);
            continue;
        }
        let bar = (gauge(theme, done, all, bar_w), if done >= all { Tone::Good } else { Tone::Accent });
        let count = format!("{:>11}", x.n_of(done as i64, all as i64));
        out.push(vec![label, bar, (count, Tone::Plain)]);
    }
    if c.signals > 0 {
        let label = (format!("{:<LABEL_W$}", t.today_log()), Tone::Dim);
        let count = x.count(Noun::Signal, c.signals as i64);
        let newest = c.signal.as_ref().map(|s| signal(s, cx)).unwrap_or_default();
        let whole = if newest.is_empty() { count.clone() } else { format!("{count}: {newest}") };
        // What does not fit beside the count stands under it.
        if width(&whole) + LABEL_W as u16 <= w {
            out.push(vec![label, (whole, Tone::Warn)]);
        } else {
            out.push(vec![label, (count, Tone::Warn)]);
            let indent = if width(&newest) + LABEL_W as u16 <= w { LABEL_W } else { 1 };
            out.push(vec![(" ".repeat(indent), Tone::Plain), (newest, Tone::Warn)]);
        }
    }
    if !c.only_mine {
        out.extend(remaining(c, w, cx));
    }
    out.extend(data(c, cx));
    out
}

/// «последний день пт, 27 нояб.»; of a crisis its clock.
fn term(c: &CaseBars, cx: &Cx) -> Span {
    let (x, t) = (cx.texts, cx.texts.t());
    if let Some(at) = c.crisis_at {
        return crisis(at, cx);
    }
    match c.last_day {
        Some(d) if d < cx.today() => (t.today_last_day_passed(x.day(d, cx.today())), Tone::Late),
        Some(d) => (t.today_last_day(x.day(d, cx.today())), Tone::Dim),
        None => (x.term(c.kind), Tone::Dim),
    }
}

/// «КРИЗИС · 24 часа: прошло 4 ч 10 мин»; the week when the day is over. By whole minutes, so that an idle screen has
/// nothing to write between the minute marks.
fn crisis(since: At, cx: &Cx) -> Span {
    let t = cx.texts.t();
    let day = Stage::Day.clock(since, cx.clock.now);
    let (name, clock, unit) = match day.late_ms() {
        None => (t.stage_day(), day, MINUTE_MS),
        Some(_) => (t.stage_week(), Stage::Week.clock(since, cx.clock.now), HOUR_MS),
    };
    let whole = |ms: i64| cx.texts.span(ms - ms % if ms >= unit { unit } else { MINUTE_MS });
    let said = match clock.late_ms() {
        Some(late) => t.stage_late(name, cx.texts.t().span_late(whole(late))),
        None => t.stage_runs(name, whole(clock.passed_ms)),
    };
    (format!("{} · {said}", t.clocks_crisis()), Tone::Late)
}

/// «выгрузка 1 480 строк, вчера 23:12».
fn signal(s: &SeenSignal, cx: &Cx) -> String {
    let x = cx.texts;
    format!("{} {}, {}", x.term(s.kind).to_lowercase(), x.signal_size(s.kind, s.n, s.rows), near(s.at, cx))
}

/// «осталось   12 клиентов · 3 сделки», on as many lines as it takes.
fn remaining(c: &CaseBars, w: u16, cx: &Cx) -> Lines {
    let (t, left) = (cx.texts.t(), tally(&c.remaining, cx));
    let (parts, tone) = match left.is_empty() {
        true if c.awaits_export => (vec![t.cases_awaits_export()], Tone::Warn),
        true => (vec![t.today_remaining_none()], Tone::Good),
        false => (left, Tone::Plain),
    };
    let label = |n: usize| if n == 0 { t.today_remaining() } else { String::new() };
    let lines = packed(&parts, w.saturating_sub(LABEL_W as u16));
    let line = |(n, text)| vec![(format!("{:<LABEL_W$}", label(n)), Tone::Dim), (text, tone)];
    lines.into_iter().enumerate().map(line).collect()
}

/// How fresh the data is, where it has grown old.
fn data(c: &CaseBars, cx: &Cx) -> Option<Vec<Span>> {
    let (x, at) = (cx.texts, c.data_at?);
    let days = cx.clock.days_since(at);
    let text = x.t().today_data(x.day_short(cx.clock.zone.day(at), cx.today()), x.in_days(-days));
    Some(vec![(text, if days > FRESH_DAYS { Tone::Warn } else { Tone::Dim })])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_under_the_cursor_is_shown_whole() {
        let block = |n: usize| vec![Vec::new(); n];
        let blocks = [block(7), block(5), block(7)];
        assert_eq!(first(&blocks, 0, 14), 0);
        assert_eq!(first(&blocks, 1, 14), 0);
        assert_eq!(first(&blocks, 2, 14), 1);
        assert_eq!(first(&blocks, 2, 3), 2);
    }
}

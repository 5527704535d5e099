//! «КРИЗИС Лукина Ж. · 24 ч ▕██░░▏ 4:10 · неделя ▕░░▏»: both clocks of the most urgent crisis, in the line under the tabs
//! of every screen. They move by whole minutes only, so that an idle screen writes nothing between the minute marks.

use ratatui::layout::Rect;

use super::cx::Cx;
use super::theme::Tone;
use super::widgets::{Paint, Span, gauge, width};
use crate::base::{At, CaseId, DAY_MS, Day, HOUR_MS, MINUTE_MS};
use crate::domain::crisis::Countdown;
use crate::domain::names::short;
use crate::reads::facts::{CrisisClocks, ListClock};

/// Wide enough for both bars at full length.
const LONG_FROM: u16 = 100;

/// `open` is the case on the screen: inside a crisis its own clocks are shown.
pub(super) fn view(area: Rect, open: Option<CaseId>, cx: &Cx, p: &mut Paint) {
    let own = cx.facts.crises.iter().find(|c| Some(c.case) == open);
    let Some(first) = own.or_else(|| cx.facts.crises.first()) else { return };
    let spans = spans(first, cx.facts.crises.len(), area.width, cx, p);
    let used = spans.iter().map(|(s, _)| width(s)).sum::<u16>().min(area.width.saturating_sub(2));
    p.spans(area.x + 1, area.y, used, &spans);
}

fn spans(c: &CrisisClocks, all: usize, room: u16, cx: &Cx, p: &Paint) -> Vec<Span> {
    let t = cx.texts.t();
    let now = At(cx.clock.now.0 - cx.clock.now.0.rem_euclid(MINUTE_MS));
    let long = room >= LONG_FROM;
    let mut out = vec![(format!(" {} ", t.clocks_crisis()), Tone::Late), (short(&c.name), Tone::Title)];
    for (clock, name, w) in [(&c.day, t.clocks_day(), 8), (&c.week, t.clocks_week(), 6)] {
        let w = if long { w } else { w / 2 };
        let late = late(clock, now, cx);
        let clock = &clock.countdown;
        let tone = if late.is_some() { Tone::Late } else { Tone::Plain };
        let passed = (now.0 - clock.starts_at.0).max(0);
        let term = (clock.ends_at.0 - clock.starts_at.0).max(0);
        // A cell is filled once its time has passed, not when it begins.
        let shown = if passed * i64::from(w) < term { 0 } else { passed };
        let bar = gauge(p.theme, shown.unsigned_abs(), term.unsigned_abs(), w);
        let words = match late {
            _ if clock.is_done() && clock.total > 0 => t.clocks_done(),
            Some(words) => words,
            None => on_the_dial(passed, clock, cx),
        };
        let (open, close) = if p.theme.ascii { ("[", "]") } else { ("▕", "▏") };
        out.push((format!(" · {name} {open}{bar}{close} {words}"), if clock.is_done() { Tone::Good } else { tone }));
    }
    // Only whole: half of «и ещё 2» says nothing.
    let more = format!(" · {}", t.clocks_more(cx.texts.number(all as i64 - 1)));
    let used: u16 = out.iter().map(|(s, _)| width(s)).sum();
    if all > 1 && used + width(&more) + 3 <= room {
        out.push((more, Tone::Late));
    }
    out.push((" ".to_owned(), Tone::Plain));
    out
}

/// «4:10» of a day; of a week the days and hours, which change less often than anybody would look.
fn on_the_dial(passed: i64, clock: &Countdown, cx: &Cx) -> String {
    if clock.ends_at.0 - clock.starts_at.0 <= DAY_MS {
        return format!("{}:{:02}", passed / HOUR_MS, passed % HOUR_MS / MINUTE_MS);
    }
    match passed {
        0..HOUR_MS => cx.texts.t().span_hours("0"),
        _ => cx.texts.span(passed - passed % HOUR_MS),
    }
}

/// A span that moves by whole minutes, and by whole hours once it has some: «0 мин», «12 мин», «4 ч».
pub fn by_minutes(ms: i64, cx: &Cx) -> String {
    if ms < MINUTE_MS { cx.texts.t().span_minutes("0") } else { cx.texts.span(ms - ms % MINUTE_MS) }
}

/// «опоздание 2 ч» when the time is up with work left; «0:36, просрочено 2» while single terms have passed.
fn late(clock: &ListClock, now: At, cx: &Cx) -> Option<String> {
    if !clock.is_late(now) {
        return None;
    }
    let over = now.0 - clock.countdown.ends_at.0;
    Some(if over > 0 {
        cx.texts.late(if over < HOUR_MS { over } else { over - over % HOUR_MS })
    } else {
        let dial = on_the_dial((now.0 - clock.countdown.starts_at.0).max(0), &clock.countdown, cx);
        let n = cx.texts.number(clock.countdown.overdue.max(1) as i64);
        format!("{dial}, {}", cx.texts.t().ui_overdue(n))
    })
}

/// An instant near by: «16:30», «завтра 10:00», «чт 17:00», «12 нояб.».
pub fn near(at: At, cx: &Cx) -> String {
    let day = cx.clock.zone.day(at);
    let time = cx.texts.time(at, &cx.clock);
    match day.0 - cx.today().0 {
        0 => time,
        -1..=6 => format!("{} {time}", near_day(day, cx)),
        _ => near_day(day, cx),
    }
}

/// The same without the time of day.
pub fn near_day(day: Day, cx: &Cx) -> String {
    match day.0 - cx.today().0 {
        -1..=1 => cx.texts.day_near(day, cx.today()),
        2..=6 => cx.texts.t().weekday_short(day.weekday().number_from_monday()),
        _ => cx.texts.day_short(day, cx.today()),
    }
}

//! The queue: everything that owes context, in the order in which it should be written.

use ratatui::layout::Rect;

use crate::domain::names::short;
use crate::domain::pace::Pace;
use crate::reads::context::QueueRow;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Col, ListState, Paint, Row, Span, Table, Wide, list_totals, table};

impl Row for QueueRow {
    fn id(&self) -> i64 {
        self.line.0
    }
}

/// «написано 34 из 50 · осталось 41 блок · ≈ 40 мин».
pub fn progress(rows: &[QueueRow], pace: &Pace, cx: &Cx) -> Vec<Span> {
    let (x, t) = (cx.texts, cx.texts.t());
    let ready = rows.iter().filter(|r| r.is_ready()).count();
    let left: u32 = rows.iter().map(|r| r.missing.len() as u32).sum();
    let mut out = vec![(t.ctx_written(x.n_of(ready as i64, rows.len() as i64)), Tone::Accent)];
    if left == 0 {
        return out;
    }
    out.push((format!(" · {}", t.ctx_blocks_left(x.count(Noun::Block, left.into()))), Tone::Plain));
    let time = match pace.left(left) {
        Some(minutes) => t.ctx_time_left(x.span(i64::from(minutes) * crate::base::MINUTE_MS)),
        None => t.ctx_time_unknown(),
    };
    out.push((format!(" · {time}"), Tone::Dim));
    out
}

/// `waiting` promises are to be decided by the head.
pub fn view(queue: &ListState<QueueRow>, pace: &Pace, waiting: usize, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let mut totals = list_totals(queue, Noun::Object, cx);
    if pace.left(1).is_some() {
        totals = progress(queue.rows(), pace, cx);
    }
    totals.push((format!(" · {}", t.ctx_hint_write()), Tone::Accent));
    if waiting > 0 {
        totals.push((format!(" · {}", t.prom_wait(cx.texts.count(Noun::Promise, waiting as i64))), Tone::Warn));
    }
    table(p, area, queue, &Table { cols: &columns(cx), active: true, empty: t.ctx_empty(), totals }, cx);
}

fn columns(cx: &Cx) -> Vec<Col<QueueRow>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.dist_col_to(), Wide::Flex { weight: 1, min: 11 }, |r: &QueueRow, cx| match &r.receiver {
            Some((_, name)) => (short(name), Tone::Dim),
            None => (cx.texts.t().ctx_no_receiver(), Tone::Dim),
        }),
        Col::new(t.dist_col_title(), Wide::Flex { weight: 3, min: 16 }, |r: &QueueRow, _| {
            let client = r.client.as_ref().map_or_else(String::new, |c| format!("{c} — "));
            (format!("{client}{}", r.title), Tone::Plain)
        }),
        Col::new(t.ctx_col_burns(), Wide::Fixed(18), |r: &QueueRow, cx| {
            let Some((at, why)) = r.burns else { return (String::new(), Tone::Dim) };
            let day = cx.clock.zone.day(at);
            let late = at < cx.clock.now;
            let tone = if late { Tone::Late } else { Tone::Plain };
            (format!("{} {}", cx.texts.term(why), cx.texts.day_short(day, cx.today())), tone)
        })
        .from(88),
        Col::new(t.ctx_col_ready(), Wide::Fixed(5), |r: &QueueRow, _| {
            (format!("{}/{}", r.filled + r.waived, r.required), if r.is_ready() { Tone::Good } else { Tone::Plain })
        })
        .right(),
        Col::new(t.told_rows(), Wide::Fixed(6), |r: &QueueRow, _| match r.tasks.all {
            0 => (String::new(), Tone::Dim),
            all => (format!("{}/{all}", r.tasks.told), if r.tasks.lacking() == 0 { Tone::Good } else { Tone::Warn }),
        })
        .right()
        .from(88),
        Col::new(t.ctx_col_missing(), Wide::Flex { weight: 2, min: 12 }, |r: &QueueRow, cx| {
            let all: Vec<String> = r.missing.iter().map(|b| cx.texts.block_short(*b)).collect();
            (all.join(", "), Tone::Warn)
        })
        .from(64),
    ]
}

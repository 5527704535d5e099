//! The queue: everything that owes context, in the order in which it should be written.

use ratatui::layout::Rect;

use crate::domain::names::short;
use crate::domain::pace::Pace;
use crate::reads::context::QueueRow;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::screens::cases::steps::of_client;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Col, ListState, Paint, Row, Span, Table, Wide, list_totals, table, width};

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
    if waiting > 0 {
        totals.push((format!(" · {}", t.prom_wait(cx.texts.count(Noun::Promise, waiting as i64))), Tone::Warn));
    }
    table(p, area, queue, &Table { cols: &columns(queue.rows(), cx), active: true, empty: t.ctx_empty(), totals }, cx);
}

fn burns(r: &QueueRow, cx: &Cx) -> Span {
    let Some((at, why)) = r.burns else { return (String::new(), Tone::Dim) };
    let day = cx.clock.zone.day(at);
    let tone = if at < cx.clock.now { Tone::Late } else { Tone::Plain };
    (format!("{} {}", cx.texts.term(why), cx.texts.day_short(day, cx.today())), tone)
}

/// The name gets what the others leave: nobody is named before the distribution, days take what they need, and of what is
/// missing everywhere one word is enough.
fn columns(rows: &[QueueRow], cx: &Cx) -> Vec<Col<QueueRow>> {
    let t = cx.texts.t();
    let widest = |of: &dyn Fn(&QueueRow) -> String| rows.iter().map(|r| width(&of(r))).max().unwrap_or(0);
    let day = widest(&|r| burns(r, cx).0).clamp(width(&t.ctx_col_burns()), 20);
    let named = rows.iter().any(|r| r.receiver.is_some());
    let who = widest(&|r| r.receiver.as_ref().map_or_else(String::new, |(_, name)| short(name))).clamp(11, 16);
    let receiver = Col::new(t.dist_col_to(), Wide::Fixed(who), |r: &QueueRow, cx| match &r.receiver {
        Some((_, name)) => (short(name), Tone::Dim),
        None => (cx.texts.t().ctx_no_receiver(), Tone::Dim),
    });
    let cols = vec![
        Col::new(t.dist_col_title(), Wide::Flex { weight: 5, min: 16 }, |r: &QueueRow, cx| {
            (of_client(r.client.as_deref(), &r.title, cx), Tone::Plain)
        }),
        Col::new(t.ctx_col_burns(), Wide::Fixed(day), burns).from(88),
        Col::new(t.ctx_col_ready(), Wide::Fixed(5), |r: &QueueRow, _| {
            (format!("{}/{}", r.filled + r.waived, r.required), if r.is_ready() { Tone::Good } else { Tone::Plain })
        })
        .right(),
        Col::new(t.told_rows(), Wide::Fixed(6), |r: &QueueRow, _| match r.tasks.all {
            0 => (String::new(), Tone::Dim),
            all => (format!("{}/{all}", r.tasks.told), if r.tasks.lacking() == 0 { Tone::Good } else { Tone::Warn }),
        })
        .right()
        .from(100),
        Col::new(t.ctx_col_missing(), Wide::Flex { weight: 2, min: 15 }, |r: &QueueRow, cx| {
            let all: Vec<String> = r.missing.iter().map(|b| cx.texts.block_short(*b)).collect();
            let whole = all.len() > 1 && r.missing.len() as u32 == r.required;
            let blocks = if whole { cx.texts.t().ctx_all_missing() } else { all.join(", ") };
            let parts = [blocks, cx.texts.tasks_lack(&r.tasks.missing)];
            (parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("; "), Tone::Warn)
        })
        .from(64),
    ];
    named.then_some(receiver).into_iter().chain(cols).collect()
}

//! «За полгода»: lost deals and hours to the handover over the handovers that are over, beside their goals. What was not
//! measured is said to be so, and is a gap in the line.

use ratatui::layout::Rect;

use super::Today;
use crate::base::{At, DAY_MS};
use crate::domain::CaseState;
use crate::domain::metrics::{Figure, Metric};
use crate::reads::metrics::MetricsRow;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Paint, Span, spark, width};

/// Half a year.
const BACK_MS: i64 = 183 * DAY_MS;
/// Goals of the seed: lost deals in permille, minutes to the handover of hot and VIP clients.
const LOST_GOAL: i128 = 50;
const HOURS_GOAL: i128 = 24;
/// Under this height the cases need the room.
const FROM_HEIGHT: u16 = 16;

/// What is over and began within the half year, oldest first.
struct Past<'a> {
    rows: Vec<&'a MetricsRow>,
}

impl<'a> Past<'a> {
    fn of(rows: &'a [MetricsRow], now: At) -> Past<'a> {
        let over = |r: &&MetricsRow| {
            matches!(r.state, CaseState::Closed | CaseState::Observing | CaseState::Finished)
                && r.opened_at.is_some_and(|at| at.0 >= now.0 - BACK_MS)
        };
        let mut rows: Vec<&MetricsRow> = rows.iter().filter(over).collect();
        rows.sort_by_key(|r| (r.opened_at, r.case));
        Past { rows }
    }

    fn figures(&self, metric: Metric) -> impl Iterator<Item = &'a Figure> + '_ {
        self.rows.iter().filter_map(move |r| r.metrics.get(metric)).filter(|f| f.has_value())
    }

    /// Lost of all, over every handover where that was measured.
    fn lost(&self) -> Option<(i128, i128)> {
        let (mut lost, mut all) = (0, 0);
        for f in self.figures(Metric::LostDeals) {
            lost += f.numerator;
            all += f.denominator.unwrap_or(0);
        }
        (all > 0).then_some((lost, all))
    }

    /// Hours on the average.
    fn hours(&self) -> Option<i128> {
        let minutes: Vec<i128> = self.figures(Metric::HotHours).map(|f| f.numerator).collect();
        let n = i128::try_from(minutes.len()).ok().filter(|n| *n > 0)?;
        Some((minutes.iter().sum::<i128>() * 2 / (n * 60) + 1) / 2)
    }

    /// One mark per handover.
    fn marks(&self) -> Vec<Option<u64>> {
        let permille = |r: &&MetricsRow| r.metrics.get(Metric::LostDeals).and_then(Figure::permille);
        self.rows.iter().map(|r| permille(r).map(|n| n.unsigned_abs())).collect()
    }
}

/// Rows it takes, the blank above it included.
pub(super) fn rows(s: &Today, height: u16) -> u16 {
    if s.past.is_some() && height >= FROM_HEIGHT { 4 } else { 0 }
}

pub(super) fn view(s: &Today, area: Rect, cx: &Cx, p: &mut Paint) {
    let (x, t) = (cx.texts, cx.texts.t());
    let Some(rows) = &s.past else { return };
    let past = Past::of(rows, cx.clock.now);
    p.text(area.x, area.y, area.width, &t.today_half_year(), Tone::Title);
    if past.rows.is_empty() {
        p.text(area.x, area.y + 1, area.width, &t.today_no_past(), Tone::Dim);
        return;
    }
    let unknown = || (t.metric_not_measured(), Tone::Dim);
    let lost = past.lost().map_or_else(unknown, |(n, d)| (x.percent(n, d), good(n * 1_000 <= d * LOST_GOAL)));
    let hours = past.hours().map_or_else(unknown, |n| (x.number(n as i64), good(n <= HOURS_GOAL)));
    let goal_lost = t.today_goal(format!("≤ {}", x.percent(LOST_GOAL, 1_000)));
    line(p, area, 0, t.today_lost(), lost, goal_lost);
    line(p, area, 1, t.today_hours(), hours, t.today_goal(x.number(HOURS_GOAL as i64)));
    let marks = spark(p.theme, &past.marks());
    let room = area.width.saturating_sub(width(&t.today_half_year()) + 2);
    p.right(area.x + area.width - room, area.y, room, &marks, Tone::Accent);
}

fn line(p: &mut Paint, area: Rect, n: u16, label: String, value: Span, goal: String) {
    let y = area.y + 1 + n;
    p.spans(area.x, y, area.width, &[(format!("{label:<22}"), Tone::Dim), value]);
    p.right(area.x, y, area.width, &goal, Tone::Dim);
}

const fn good(is: bool) -> Tone {
    if is { Tone::Good } else { Tone::Late }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::CaseId;
    use crate::domain::CaseKind;
    use crate::domain::metrics::{FigureState, LostInput, lost_deals};
    use crate::reads::metrics::CaseMetrics;

    const NOW: At = At(1_780_000_000_000);

    /// A handover that began so many days ago, with nothing measured: no import came after it.
    fn row(n: i64, state: CaseState, days: i64) -> MetricsRow {
        let opened = At(NOW.0 - days * DAY_MS);
        let lost = lost_deals(&LostInput {
            deals: &[],
            start: opened,
            last_day_end: opened,
            window_days: 90,
            now: NOW,
            last_import: None,
        });
        let metrics = CaseMetrics { figures: vec![lost.count], reason_missing: 0, left_out: 0, leaks_suspected: 0 };
        let (kind, leaver) = (CaseKind::Planned, String::new());
        MetricsRow { case: CaseId(n), kind, state, leaver, opened_at: Some(opened), last_day: None, metrics }
    }

    fn measured(mut r: MetricsRow, lost: i128, all: i128) -> MetricsRow {
        let f = &mut r.metrics.figures[0];
        (f.numerator, f.denominator, f.state) = (lost, Some(all), FigureState::Final);
        r
    }

    #[test]
    fn only_what_is_over_counts_and_the_unmeasured_is_a_gap() {
        let rows = [
            measured(row(4, CaseState::Closed, 10), 1, 10),
            row(3, CaseState::Closed, 20),
            measured(row(2, CaseState::Finished, 30), 0, 30),
            measured(row(1, CaseState::Open, 5), 9, 10),
            measured(row(0, CaseState::Finished, 300), 9, 10),
        ];
        let past = Past::of(&rows, NOW);
        assert_eq!(past.lost(), Some((1, 40)));
        assert_eq!(past.marks(), [Some(0), None, Some(100)], "oldest first");
        assert_eq!(past.hours(), None);
        assert_eq!(Past::of(&rows[1..2], NOW).lost(), None, "not measured is not zero");
    }
}

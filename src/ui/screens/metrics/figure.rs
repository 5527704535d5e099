//! One figure in words: its value, its target, what it is made of.

use crate::base::{MINUTE_MS, Money};
use crate::domain::metrics::{Figure, FigureState, Metric, Target, Unit};
use crate::reads::metrics::CaseMetrics;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Section, Span};

/// «3,1 %», «31 ч», «2»; or why there is none.
pub(super) fn value(f: &Figure, cx: &Cx) -> Span {
    let t = cx.texts.t();
    let text = match f.state {
        FigureState::NotMeasured => return (t.metric_not_measured(), Tone::Dim),
        FigureState::NoData => return (t.not_available(), Tone::Dim),
        FigureState::Final | FigureState::Preliminary => match f.denominator {
            Some(d) => cx.texts.percent(f.numerator, d),
            None => amount(f, f.numerator, cx),
        },
    };
    let tone = match f.is_met() {
        Some(true) => Tone::Good,
        Some(false) => Tone::Late,
        None => Tone::Plain,
    };
    (text, tone)
}

/// A count, a span or a sum, by the unit.
fn amount(f: &Figure, n: i128, cx: &Cx) -> String {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    match (f.unit, f.currency) {
        (Unit::Minutes, _) => {
            let span = cx.texts.span(n.saturating_mul(MINUTE_MS));
            if n < 0 { format!("−{span}") } else { span }
        }
        (Unit::Minor, Some(c)) => cx.texts.money(Money::new(n, c)),
        _ => cx.texts.number(n),
    }
}

/// «47 из 50», where there is something to divide by.
pub(super) fn parts(f: &Figure, cx: &Cx) -> String {
    match f.denominator {
        Some(d) if f.state != FigureState::NotMeasured => {
            cx.texts.t().n_of(amount(f, f.numerator, cx), amount(f, d, cx))
        }
        _ => String::new(),
    }
}

/// «≤ 5 %», «≥ 100 %», «≤ 24 ч».
pub(super) fn target(f: &Figure, cx: &Cx) -> String {
    let (sign, n) = match f.target() {
        None => return String::new(),
        Some(Target::AtMost(0)) => ("", 0),
        Some(Target::AtMost(n)) => ("≤ ", n),
        Some(Target::AtLeast(n)) => ("≥ ", n),
    };
    let share = f.unit == Unit::Minor || (f.unit == Unit::Objects && f.metric != Metric::Leaks);
    match (share, f.unit) {
        (true, _) => format!("{sign}{}", cx.texts.percent(n.into(), 1_000)),
        (_, Unit::Minutes) => format!("{sign}{}", cx.texts.t().span_hours(cx.texts.number(n / 60))),
        _ => format!("{sign}{}", cx.texts.number(n)),
    }
}

/// The exact definition (2 §8).
fn definition(m: Metric, cx: &Cx) -> String {
    let t = cx.texts.t();
    match m {
        Metric::LostDeals => t.metric_lost_deals_def(),
        Metric::LostAmount => t.metric_lost_amount_def(),
        Metric::LostBecause => t.metric_lost_because_def(),
        Metric::HotHours | Metric::HotWorkingHours => t.metric_hot_hours_def(),
        Metric::FullHours | Metric::FullWorkingHours => t.metric_full_hours_def(),
        Metric::OpeningLag => t.metric_opening_lag_def(),
        Metric::NotifiedByLastDay | Metric::NotifiedByDeadline => t.metric_notified_def(),
        Metric::FirstContact => t.metric_first_contact_def(),
        Metric::Leaks => t.metric_leaks_def(),
        Metric::Context => t.metric_context_def(),
        Metric::OverdueTasks => t.metric_overdue_tasks_def(),
        Metric::AccessLagWorst | Metric::AccessLagMedian => t.metric_access_lag_def(),
        Metric::ProposalsKept => t.metric_proposals_kept_def(),
        Metric::CardComments => t.metric_card_comments_def(),
        Metric::Orphans => t.metric_orphans_def(),
    }
}

/// Everything a figure has to say: value, numerator, denominator, window, the date of its data, how final it is.
pub(super) fn card(f: &Figure, all: &CaseMetrics, cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new("");
    let (text, tone) = value(f, cx);
    s.spans(vec![(format!("{:<14} ", t.metrics_value()), Tone::Dim), (text, tone)]);
    if f.state != FigureState::NotMeasured && f.denominator.is_some() {
        s.pair(t.metrics_numerator(), amount(f, f.numerator, cx));
        s.pair(t.metrics_denominator(), f.denominator.map_or_else(String::new, |d| amount(f, d, cx)));
    }
    s.pair(t.metrics_target(), target(f, cx));
    if let (Some(from), Some(to)) = (f.from, f.to) {
        s.pair(t.metrics_window(), t.metrics_from_to(x.at(from, &cx.clock), x.at(to, &cx.clock)));
    }
    s.pair(t.metrics_as_of(), x.at(f.as_of, &cx.clock));
    let state = match f.state {
        FigureState::Final => t.metrics_state_final(),
        FigureState::Preliminary => t.metrics_state_preliminary(),
        FigureState::NotMeasured => t.metrics_state_not_measured(),
        FigureState::NoData => t.metrics_state_no_data(),
    };
    s.pair(t.metrics_state(), state);
    let mut def = Section::new(t.metrics_definition());
    def.line(definition(f.metric, cx), Tone::Plain);
    if matches!(f.metric, Metric::LostDeals | Metric::LostAmount | Metric::LostBecause) {
        if all.left_out > 0 {
            def.line(t.metrics_left_out(x.number(all.left_out as i64)), Tone::Warn);
        }
        if all.reason_missing > 0 {
            def.line(t.metrics_reason_missing(x.number(all.reason_missing as i64)), Tone::Warn);
        }
    }
    if f.metric == Metric::Leaks {
        def.line(t.metrics_leaks_confirmed(amount(f, f.numerator, cx)), Tone::Plain);
        if all.leaks_suspected > 0 {
            def.line(t.metrics_leaks_suspected(x.number(all.leaks_suspected as i64)), Tone::Warn);
        }
    }
    Card { title: cx.texts.metric(f.metric), sections: vec![s, def], top: 0 }
}

//! How long it took: the handover in calendar and working time, and the lag of accesses.

use super::{Figure, FigureState, Metric};
use crate::base::{At, MINUTE_MS};
use crate::domain::calendar::Calendar;

/// One assigned line that needs an acceptance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handed {
    /// Hot, or of a VIP client, when the snapshot was taken.
    pub hot_or_vip: bool,
    /// Accepted or forced.
    pub accepted_at: Option<At>,
}

/// The four times and the lag before them; all in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handover {
    pub hot: Figure,
    pub hot_working: Figure,
    pub full: Figure,
    pub full_working: Figure,
    /// Notice → opening.
    pub opening: Figure,
}

/// Last acceptance − notice, for hot and VIP lines and for all. Running (preliminary, until now) while one is not
/// accepted; «н/д» when there are no such lines.
pub fn hours_to_handover(lines: &[Handed], notice: At, opened: At, now: At, calendar: &Calendar) -> Handover {
    let time = |metric, working: bool, hot_only: bool| {
        let chosen = || lines.iter().filter(|l| l.hot_or_vip || !hot_only);
        let last = chosen().map(|l| l.accepted_at).collect::<Option<Vec<At>>>();
        let (until, state) = match last.map(|all| all.into_iter().max()) {
            Some(None) => (notice, FigureState::NoData),
            Some(Some(at)) => (at, FigureState::Final),
            None => (now, FigureState::Preliminary),
        };
        let minutes =
            if working { calendar.working_minutes(notice, until) } else { (until.0 - notice.0).max(0) / MINUTE_MS };
        Figure::minutes(metric, minutes, now).window(notice, until).state(state)
    };
    Handover {
        hot: time(Metric::HotHours, false, true),
        hot_working: time(Metric::HotWorkingHours, true, true),
        full: time(Metric::FullHours, false, false),
        full_working: time(Metric::FullWorkingHours, true, false),
        opening: Figure::minutes(Metric::OpeningLag, (opened.0 - notice.0).max(0) / MINUTE_MS, now)
            .window(notice, opened),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessTime {
    pub due: At,
    pub done: Option<At>,
}

/// Done − due in minutes, worst and median; in time is 0. An open access runs until now, one not yet due is left out.
pub fn access_lag(accesses: &[AccessTime], now: At) -> (Figure, Figure) {
    let relevant = accesses.iter().filter(|a| a.done.is_some() || a.due <= now);
    let mut lags: Vec<i64> = relevant.map(|a| (a.done.unwrap_or(now).0 - a.due.0).max(0) / MINUTE_MS).collect();
    lags.sort_unstable();
    let running = accesses.iter().any(|a| a.done.is_none());
    let state = match (lags.is_empty(), running) {
        (true, _) => FigureState::NoData,
        (false, true) => FigureState::Preliminary,
        (false, false) => FigureState::Final,
    };
    let median = match lags.len() {
        0 => 0,
        n if n % 2 == 1 => lags[n / 2],
        n => (lags[n / 2 - 1] + lags[n / 2]) / 2,
    };
    let figure = |metric, minutes| Figure::minutes(metric, minutes, now).state(state);
    (figure(Metric::AccessLagWorst, lags.last().copied().unwrap_or(0)), figure(Metric::AccessLagMedian, median))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::tests::{at, calendar};

    #[test]
    fn the_last_acceptance_counts_in_both_times() {
        let handed = |hot_or_vip, accepted: &str| Handed { hot_or_vip, accepted_at: Some(at(accepted)) };
        let lines =
            [handed(true, "2026-11-27 12:00"), handed(true, "2026-11-27 16:00"), handed(false, "2026-11-30 10:00")];
        let of = |lines: &[Handed]| {
            hours_to_handover(
                lines,
                at("2026-11-27 10:00"),
                at("2026-11-27 11:30"),
                at("2026-12-01 10:00"),
                &calendar(),
            )
        };
        let h = of(&lines);
        assert_eq!((h.hot.numerator, h.hot_working.numerator), (360, 360));
        assert_eq!((h.full.numerator, h.full_working.numerator), (72 * 60, 9 * 60));
        assert_eq!((h.opening.numerator, h.hot.state), (90, FigureState::Final));
        let open = [lines[0], Handed { hot_or_vip: false, accepted_at: None }];
        let h = of(&open);
        assert_eq!(
            (h.hot.state, h.full.state, h.full.numerator),
            (FigureState::Final, FigureState::Preliminary, 96 * 60)
        );
        assert_eq!(of(&lines[2..]).hot.state, FigureState::NoData, "nothing hot to hand over");
    }

    #[test]
    fn the_lag_runs_until_it_is_done() {
        let of = |due: &str, done: Option<&str>| AccessTime { due: at(due), done: done.map(at) };
        let all = [
            of("2026-11-24 18:00", Some("2026-11-24 17:00")),
            of("2026-11-24 18:00", Some("2026-11-24 18:30")),
            of("2026-11-24 18:00", None),
            of("2026-11-30 18:00", None),
        ];
        let (worst, median) = access_lag(&all, at("2026-11-24 20:00"));
        assert_eq!((worst.numerator, median.numerator, worst.state), (120, 30, FigureState::Preliminary));
        assert_eq!(access_lag(&all[..2], at("2026-11-25 20:00")).1.numerator, 15);
        assert_eq!(access_lag(&all[3..], at("2026-11-24 20:00")).0.state, FigureState::NoData);
    }
}

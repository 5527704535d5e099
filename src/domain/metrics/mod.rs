//! The figures of 2 §8 by their exact definitions. Every figure says numerator, denominator, window and the date of its
//! data; nothing to divide by is «н/д», what was not measured is «не измерялось», never 0.

mod lost;
mod reach;
mod times;

use serde::{Deserialize, Serialize};

use super::words::words;
use crate::base::{At, Currency};

pub use lost::{LossKind, Lost, LostDeal, LostInput, lost_deals};
pub use reach::{
    Contacted, Notified, OpenTask, card_comments, clients_notified, context_completeness, first_contact, leak_window,
    leaks, orphans, overdue_tasks, proposals_kept,
};
pub use times::{AccessTime, Handed, Handover, access_lag, hours_to_handover};

words! {
    Metric {
        LostDeals = "lost_deals", LostAmount = "lost_amount",
        /// Of the lost deals, because of the departure.
        LostBecause = "lost_because",
        /// The headline: hot and VIP lines, in calendar and in working time.
        HotHours = "hot_hours", HotWorkingHours = "hot_working_hours",
        FullHours = "full_hours", FullWorkingHours = "full_working_hours",
        /// From the notice to the opening of the case.
        OpeningLag = "opening_lag",
        NotifiedByLastDay = "notified_by_last_day", NotifiedByDeadline = "notified_by_deadline",
        FirstContact = "first_contact", Leaks = "leaks", Context = "context", OverdueTasks = "overdue_tasks",
        AccessLagWorst = "access_lag_worst", AccessLagMedian = "access_lag_median", ProposalsKept = "proposals_kept",
        CardComments = "card_comments", Orphans = "orphans",
    }
    FigureState {
        Final = "final",
        /// The window has not ended, or the clock is still running.
        Preliminary = "preliminary",
        /// «Не измерялось».
        NotMeasured = "not_measured",
        /// «Н/д»: nothing to divide by.
        NoData = "no_data",
    }
    /// In what the numerator counts.
    Unit { Objects = "objects", Minutes = "minutes", Minor = "minor" }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Figure {
    pub metric: Metric,
    pub unit: Unit,
    /// Of `Unit::Minor`.
    pub currency: Option<Currency>,
    pub numerator: i128,
    /// `None` where the metric has none: a count or a time.
    pub denominator: Option<i128>,
    /// From when to when, where the metric has a window.
    pub from: Option<At>,
    pub to: Option<At>,
    /// How fresh the data is.
    pub as_of: At,
    pub state: FigureState,
}

impl Figure {
    fn new(metric: Metric, numerator: i128, as_of: At) -> Self {
        Self {
            metric,
            unit: Unit::Objects,
            currency: None,
            numerator,
            denominator: None,
            from: None,
            to: None,
            as_of,
            state: FigureState::Final,
        }
    }

    fn of(metric: Metric, numerator: u64, denominator: u64, as_of: At) -> Self {
        Self { denominator: Some(i128::from(denominator)), ..Self::new(metric, i128::from(numerator), as_of) }.checked()
    }

    fn minutes(metric: Metric, minutes: i64, as_of: At) -> Self {
        Self { unit: Unit::Minutes, ..Self::new(metric, i128::from(minutes), as_of) }
    }

    fn window(self, from: At, to: At) -> Self {
        Self { from: Some(from), to: Some(to), ..self }
    }

    fn state(self, state: FigureState) -> Self {
        Self { state, ..self }.checked()
    }

    /// A denominator of zero is «н/д», whatever else is known.
    fn checked(mut self) -> Self {
        if self.denominator == Some(0) && self.state != FigureState::NotMeasured {
            self.state = FigureState::NoData;
        }
        self
    }

    /// Whether there is a value to show.
    pub const fn has_value(&self) -> bool {
        matches!(self.state, FigureState::Final | FigureState::Preliminary)
    }

    /// The share in tenths of a percent (52 is 5,2 %), rounded half up; `None` without a value or a denominator.
    pub fn permille(&self) -> Option<i64> {
        let d = self.denominator.filter(|d| *d > 0 && self.has_value())?;
        i64::try_from((self.numerator * 2_000 + d) / (2 * d)).ok()
    }

    /// The target of the seed: at most, or at least, so many (permille, minutes or objects).
    pub const fn target(&self) -> Option<Target> {
        match self.metric {
            Metric::LostDeals | Metric::LostAmount => Some(Target::AtMost(50)),
            Metric::HotHours => Some(Target::AtMost(24 * 60)),
            Metric::NotifiedByLastDay | Metric::NotifiedByDeadline => Some(Target::AtLeast(1_000)),
            Metric::Leaks => Some(Target::AtMost(0)),
            _ => None,
        }
    }

    /// Whether the target is met; `None` without a target or a value.
    pub fn is_met(&self) -> Option<bool> {
        let target = self.target().filter(|_| self.has_value())?;
        let value = match self.denominator {
            Some(_) => self.permille()?,
            None => i64::try_from(self.numerator).ok()?,
        };
        Some(match target {
            Target::AtMost(n) => value <= n,
            Target::AtLeast(n) => value >= n,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    AtMost(i64),
    AtLeast(i64),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_nothing_is_not_zero() {
        let f = |n, d| Figure::of(Metric::LostDeals, n, d, At(0));
        assert_eq!(f(1, 3).permille(), Some(333));
        assert_eq!(f(2, 3).permille(), Some(667));
        assert_eq!(f(0, 3).permille(), Some(0));
        assert_eq!((f(0, 0).state, f(0, 0).permille(), f(0, 0).is_met()), (FigureState::NoData, None, None));
        let unmeasured = f(0, 5).state(FigureState::NotMeasured);
        assert_eq!((unmeasured.permille(), unmeasured.is_met()), (None, None));
    }

    #[test]
    fn targets_are_the_seeds() {
        let f = |m, n, d| Figure::of(m, n, d, At(0)).is_met();
        assert_eq!(f(Metric::LostDeals, 5, 100), Some(true));
        assert_eq!(f(Metric::LostDeals, 51, 1_000), Some(false));
        assert_eq!(f(Metric::NotifiedByLastDay, 99, 100), Some(false));
        assert_eq!(Figure::minutes(Metric::HotHours, 24 * 60, At(0)).is_met(), Some(true));
        assert_eq!(Figure::new(Metric::Leaks, 1, At(0)).is_met(), Some(false));
        assert_eq!(f(Metric::ProposalsKept, 1, 2), None);
    }
}

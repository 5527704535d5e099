//! The figures of 2 §8 in words: what is measured, and a value that never passes for one when there is none.

use super::Texts;
use crate::base::{MINUTE_MS, Money};
use crate::domain::metrics::{Figure, FigureState, Metric, Unit};

impl Texts {
    /// What a figure measures: «потеряно сделок».
    pub fn metric(&self, metric: Metric) -> String {
        let t = self.t();
        match metric {
            Metric::LostDeals => t.metric_lost_deals(),
            Metric::LostAmount => t.metric_lost_amount(),
            Metric::LostBecause => t.metric_lost_because(),
            Metric::HotHours => t.metric_hot_hours(),
            Metric::HotWorkingHours => t.metric_hot_working_hours(),
            Metric::FullHours => t.metric_full_hours(),
            Metric::FullWorkingHours => t.metric_full_working_hours(),
            Metric::OpeningLag => t.metric_opening_lag(),
            Metric::NotifiedByLastDay => t.metric_notified_by_last_day(),
            Metric::NotifiedByDeadline => t.metric_notified_by_deadline(),
            Metric::FirstContact => t.metric_first_contact(),
            Metric::Leaks => t.metric_leaks(),
            Metric::Context => t.metric_context(),
            Metric::OverdueTasks => t.metric_overdue_tasks(),
            Metric::AccessLagWorst => t.metric_access_lag_worst(),
            Metric::AccessLagMedian => t.metric_access_lag_median(),
            Metric::ProposalsKept => t.metric_proposals_kept(),
            Metric::CardComments => t.metric_card_comments(),
            Metric::Orphans => t.metric_orphans(),
        }
    }

    /// Its value: «3,1 % (1 из 33)», «31 ч», «н/д», «не измерялось»; a running window says «предварительно».
    pub fn figure(&self, f: &Figure) -> String {
        let t = self.t();
        let value = match f.state {
            FigureState::NotMeasured => return t.metric_not_measured(),
            FigureState::NoData => return t.not_available(),
            FigureState::Final | FigureState::Preliminary => self.figure_value(f),
        };
        if f.state == FigureState::Preliminary { t.metric_preliminary(value) } else { value }
    }

    /// How final a figure is.
    pub fn figure_state(&self, state: FigureState) -> String {
        let t = self.t();
        match state {
            FigureState::Final => t.metric_state_final(),
            FigureState::Preliminary => t.metric_state_preliminary(),
            FigureState::NotMeasured => t.metric_not_measured(),
            FigureState::NoData => t.not_available(),
        }
    }

    fn figure_value(&self, f: &Figure) -> String {
        let n = |n: i128| i64::try_from(n).unwrap_or(i64::MAX);
        match (f.unit, f.denominator, f.currency) {
            (Unit::Minor, Some(whole), Some(c)) => {
                let sum = self.money(Money::new(n(f.numerator), c));
                self.t().metric_share(self.percent(f.numerator, whole), sum)
            }
            (Unit::Minor, None, Some(c)) => self.money(Money::new(n(f.numerator), c)),
            (Unit::Minutes, ..) => self.span(n(f.numerator).saturating_mul(MINUTE_MS)),
            (_, Some(whole), _) => {
                let of = self.n_of(n(f.numerator), n(whole));
                self.t().metric_share(self.percent(f.numerator, whole), of)
            }
            _ => self.number(n(f.numerator)),
        }
    }
}

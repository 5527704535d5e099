//! Hot, warm, cold (2 §5): derived from kept facts and the time, never stored as truth.

use super::settings::Office;
use super::words::{StageKind, Temperature};
use crate::base::{At, DAY_MS, HOUR_MS};

/// What temperature is read from: a client's kept columns, or one deal's own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs {
    pub open_deals: u32,
    pub final_deals: u32,
    /// The nearest deadline of an open task.
    pub next_due: Option<At>,
    pub last_touch: Option<At>,
}

impl Signs {
    /// The signs of one deal.
    pub fn deal(stage: StageKind, next_due: Option<At>, last_touch: Option<At>) -> Self {
        let is_final = stage == StageKind::Final;
        Self { open_deals: u32::from(stage.is_open()), final_deals: u32::from(is_final), next_due, last_touch }
    }
}

/// Hot: a deal in a final stage, or an activity due within `hot_hours` (one that is overdue burns too). Warm: an open
/// deal, or touched within `warm_days`. Cold: the rest.
pub fn temperature(signs: Signs, now: At, office: &Office) -> Temperature {
    let hot_until = now.plus(i64::from(office.hot_hours) * HOUR_MS);
    let warm_from = now.plus(-i64::from(office.warm_days) * DAY_MS);
    if signs.final_deals > 0 || signs.next_due.is_some_and(|d| d <= hot_until) {
        Temperature::Hot
    } else if signs.open_deals > 0 || signs.last_touch.is_some_and(|t| t >= warm_from) {
        Temperature::Warm
    } else {
        Temperature::Cold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: At = At(1_800_000_000_000);

    fn of(signs: Signs) -> Temperature {
        temperature(signs, NOW, &Office::default())
    }

    #[test]
    fn the_borders_are_where_the_settings_say() {
        let due = |ms| Signs { next_due: Some(NOW.plus(ms)), ..Signs::default() };
        assert_eq!(of(due(72 * HOUR_MS)), Temperature::Hot);
        assert_eq!(of(due(72 * HOUR_MS + 1)), Temperature::Cold);
        assert_eq!(of(due(-DAY_MS)), Temperature::Hot, "overdue burns");
        let touched = |ms| Signs { last_touch: Some(NOW.plus(ms)), ..Signs::default() };
        assert_eq!(of(touched(-60 * DAY_MS)), Temperature::Warm);
        assert_eq!(of(touched(-60 * DAY_MS - 1)), Temperature::Cold);
        let office = Office { hot_hours: 0, warm_days: 0, ..Office::default() };
        assert_eq!(temperature(due(1), NOW, &office), Temperature::Cold);
    }

    #[test]
    fn deals_make_hot_and_warm() {
        assert_eq!(of(Signs::deal(StageKind::Final, None, None)), Temperature::Hot);
        assert_eq!(of(Signs::deal(StageKind::Open, None, None)), Temperature::Warm);
        assert_eq!(of(Signs::deal(StageKind::Won, None, None)), Temperature::Cold);
    }
}

//! When something of a template is due: `start`, `start+4h`, `last-3d`, `last`, `last+5d`; in a crisis by the clock on the
//! wall: `clock+30m`, `clock+24h`, `clock+7d`, `evening`.

use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use super::calendar::Calendar;
use super::crisis::evening;
use super::deadlines::{Deadline, before_last_day};
use crate::base::{At, Day, MINUTE_MS};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueRule {
    /// So many working hours after the start; zero is at once.
    AfterStart(u32),
    /// «За N дней» before the last day, by the formula of 2 §2.
    BeforeLast(u32),
    /// The end of the last day.
    Last,
    /// The end of the n-th working day after the last one.
    AfterLast(u32),
    /// So many minutes after the start, day and night: a crisis does not wait for Monday.
    Clock(u32),
    /// «До 18:00» of a crisis.
    Evening,
}

impl DueRule {
    /// The instant in a case. `start` is the opening; only «за N дней» can come out shortened.
    pub fn resolve(self, calendar: &Calendar, start: At, last_day: Day) -> Deadline {
        let plain = |at| Deadline { at, shortened: false };
        match self {
            DueRule::AfterStart(0) => plain(start),
            DueRule::AfterStart(hours) => plain(calendar.add_working_hours(start, hours)),
            DueRule::BeforeLast(days) => before_last_day(calendar, start, last_day, days),
            DueRule::Last => plain(calendar.end_of(last_day)),
            DueRule::Clock(minutes) => plain(start.plus(i64::from(minutes) * MINUTE_MS)),
            DueRule::Evening => plain(evening(calendar, start)),
            DueRule::AfterLast(days) => {
                plain(calendar.end_of(calendar.add_working_days(last_day, i32::try_from(days).unwrap_or(i32::MAX))))
            }
        }
    }
}

impl FromStr for DueRule {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        let number = |s: &str, unit: &str| {
            s.strip_suffix(unit).and_then(|n| n.parse::<u32>().ok()).filter(|n| *n <= 400).ok_or(())
        };
        match s {
            "start" => Ok(DueRule::AfterStart(0)),
            "last" => Ok(DueRule::Last),
            "evening" => Ok(DueRule::Evening),
            _ if s.starts_with("clock+") => {
                let s = s.trim_start_matches("clock+");
                let minutes = [("m", 1), ("h", 60), ("d", 24 * 60)]
                    .into_iter()
                    .find_map(|(unit, minutes)| number(s, unit).ok().map(|n| n * minutes));
                minutes.map(DueRule::Clock).ok_or(())
            }
            _ => match (s.strip_prefix("start+"), s.strip_prefix("last-"), s.strip_prefix("last+")) {
                (Some(n), ..) => number(n, "h").map(DueRule::AfterStart),
                (_, Some(n), _) => number(n, "d").map(DueRule::BeforeLast),
                (_, _, Some(n)) => number(n, "d").map(DueRule::AfterLast),
                _ => Err(()),
            },
        }
    }
}

impl<'de> Deserialize<'de> for DueRule {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = String::deserialize(d)?;
        s.parse().map_err(|()| serde::de::Error::custom(format!("not a due rule: {s}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::tests::{at, calendar, day};

    #[test]
    fn each_form_means_its_instant() {
        let c = calendar();
        let of = |rule: &str| rule.parse::<DueRule>().unwrap().resolve(&c, at("2026-11-10 20:00"), day("2026-11-24"));
        assert_eq!(of("start").at, at("2026-11-10 20:00"));
        assert_eq!(of("start+4h").at, at("2026-11-11 13:00"));
        assert_eq!(of("last-3d").at, at("2026-11-19 18:00"));
        assert_eq!(of("last").at, at("2026-11-24 18:00"));
        assert_eq!(of("last+5d").at, at("2026-12-01 18:00"));
        assert_eq!(of("clock+30m").at, at("2026-11-10 20:30"));
        assert_eq!(of("clock+24h").at, at("2026-11-11 20:00"));
        assert_eq!(of("clock+7d").at, at("2026-11-17 20:00"));
        assert_eq!(of("evening").at, at("2026-11-11 18:00"), "too late for today");
        for bad in ["clock+", "clock+5", "clock+5w", "", "last-", "last-3", "start+3d", "last-999d", "tomorrow"] {
            assert!(bad.parse::<DueRule>().is_err(), "{bad}");
        }
    }
}

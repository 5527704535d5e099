//! When something of a template is due: `start`, `start+4h`, `last-3d`, `last-3d@morning`, `last@18:30`, `last`, `last+5d`;
//! in a crisis by the clock on the wall: `clock+30m`, `clock+24h`, `clock+7d`, `evening`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
    /// A time of the n-th working day before the last one; with zero, of the last day itself.
    OnDay(u32, DayTime),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayTime {
    /// When work begins.
    Morning,
    /// Minutes from midnight.
    Minute(u16),
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
            DueRule::OnDay(days, time) => {
                let day = calendar.add_working_days(last_day, -i32::try_from(days).unwrap_or(i32::MAX));
                plain(match time {
                    DayTime::Morning => calendar.start_of(day),
                    DayTime::Minute(m) => calendar.zone().at(day, m),
                })
            }
        }
    }

    /// It does not move with the last day.
    pub const fn is_from_start(self) -> bool {
        matches!(self, DueRule::AfterStart(_) | DueRule::Clock(_) | DueRule::Evening)
    }
}

impl FromStr for DueRule {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        let number = |s: &str, unit: &str| {
            s.strip_suffix(unit)
                .and_then(|n| n.parse::<u32>().ok())
                .filter(|n| *n <= if unit == "m" { 60 * 24 * 400 } else { 400 })
                .ok_or(())
        };
        if let Some((day, time)) = s.split_once('@') {
            let days = match day.strip_prefix("last") {
                Some("") => 0,
                Some(back) => number(back.strip_prefix('-').ok_or(())?, "d")?,
                None => return Err(()),
            };
            return Ok(DueRule::OnDay(days, time.parse()?));
        }
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

impl fmt::Display for DueRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DueRule::AfterStart(0) => f.write_str("start"),
            DueRule::AfterStart(hours) => write!(f, "start+{hours}h"),
            DueRule::BeforeLast(days) => write!(f, "last-{days}d"),
            DueRule::Last => f.write_str("last"),
            DueRule::AfterLast(days) => write!(f, "last+{days}d"),
            DueRule::Clock(minutes) => write!(f, "clock+{minutes}m"),
            DueRule::Evening => f.write_str("evening"),
            DueRule::OnDay(0, time) => write!(f, "last@{time}"),
            DueRule::OnDay(days, time) => write!(f, "last-{days}d@{time}"),
        }
    }
}

impl FromStr for DayTime {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        if s == "morning" {
            return Ok(DayTime::Morning);
        }
        let (h, m) = s.split_once(':').ok_or(())?;
        let two = |s: &str| if s.len() == 2 { s.parse::<u16>().map_err(|_| ()) } else { Err(()) };
        let (h, m) = (two(h)?, two(m)?);
        if h < 24 && m < 60 { Ok(DayTime::Minute(h * 60 + m)) } else { Err(()) }
    }
}

impl fmt::Display for DayTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DayTime::Morning => f.write_str("morning"),
            DayTime::Minute(m) => write!(f, "{:02}:{:02}", m / 60, m % 60),
        }
    }
}

impl Serialize for DueRule {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
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
        assert_eq!(of("last-3d@morning").at, at("2026-11-19 09:00"));
        assert_eq!(of("last@18:30").at, at("2026-11-24 18:30"));
        for rule in
            ["start", "start+4h", "last-3d", "last", "last+5d", "last-3d@morning", "last@18:30", "evening", "clock+30m"]
        {
            assert_eq!(rule.parse::<DueRule>().unwrap().to_string(), rule);
        }
        for bad in [
            "",
            "clock+",
            "clock+5",
            "clock+5w",
            "last@25:00",
            "last@9:00",
            "last+1d@09:00",
            "start@09:00",
            "last-",
            "last-3",
            "start+3d",
            "last-999d",
            "tomorrow",
        ] {
            assert!(bad.parse::<DueRule>().is_err(), "{bad}");
        }
    }
}

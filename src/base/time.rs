//! Instants are Unix milliseconds UTC, dates are whole days; the office's zone turns one into the other.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};
use serde::{Deserialize, Serialize};

pub const MINUTE_MS: i64 = 60_000;
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// An instant: Unix milliseconds, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct At(pub i64);

/// A date: days since 1970-01-01, without a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

/// A deadline as people give it: a day, perhaps with the minute of that day. Without one it means the end of the
/// working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Due {
    pub day: Day,
    pub minute: Option<u16>,
}

/// An offset from UTC in minutes: the office's or an employee's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Zone(pub i32);

/// The time a rule or a command works with; passed in, never read inside (`ESTAFETA_NOW` sets it for drills).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    pub now: At,
    pub zone: Zone,
}

impl Clock {
    pub fn today(&self) -> Day {
        self.zone.day(self.now)
    }

    /// Days of the calendar since an instant: what was yesterday evening is one day old this morning. Never negative.
    pub fn days_since(&self, at: At) -> i64 {
        i64::from(self.today().0 - self.zone.day(at).0).max(0)
    }
}

impl At {
    pub const fn plus(self, ms: i64) -> At {
        At(self.0 + ms)
    }

    /// ISO 8601 with the offset of `zone`, as the JSON contract writes instants.
    pub fn iso(self, zone: Zone) -> String {
        zone.chrono(self).map_or_else(String::new, |d| d.to_rfc3339())
    }

    /// Reads ISO 8601 with an offset; `2026-11-24`, `2026-11-24 11:00` and `2026-11-24T11:00[:05]` are in `zone`.
    pub fn parse(s: &str, zone: Zone) -> Option<At> {
        let s = s.trim();
        if let Ok(d) = DateTime::parse_from_rfc3339(s) {
            return Some(At(d.timestamp_millis()));
        }
        if let Ok(d) = DateTime::parse_from_str(s, "%Y-%m-%dT%H:%M%:z") {
            return Some(At(d.timestamp_millis()));
        }
        let local = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
            .iter()
            .find_map(|f| NaiveDateTime::parse_from_str(s, f).ok())
            .or_else(|| Day::parse(s).and_then(Day::date).map(|d| d.and_time(NaiveTime::MIN)))?;
        Some(At(local.and_utc().timestamp_millis() - i64::from(zone.0) * MINUTE_MS))
    }
}

impl Zone {
    pub const UTC: Zone = Zone(0);
    pub const MOSCOW: Zone = Zone(180);

    /// Reads `+03:00`, `+3`, `UTC+5`.
    pub fn parse(s: &str) -> Option<Zone> {
        let t = s.trim().trim_start_matches("UTC").trim();
        if t.is_empty() || t == "Z" {
            return Some(Zone(0));
        }
        let (sign, rest) = match t.strip_prefix('-') {
            Some(r) => (-1, r),
            None => (1, t.strip_prefix('+').unwrap_or(t)),
        };
        let (h, m) = rest.split_once(':').unwrap_or((rest, "0"));
        let (h, m): (i32, i32) = (h.parse().ok()?, m.parse().ok()?);
        let known = (0..=14).contains(&h) && (0..60).contains(&m);
        known.then(|| Zone(sign * (h * 60 + m)))
    }

    fn chrono(self, at: At) -> Option<DateTime<FixedOffset>> {
        let off = FixedOffset::east_opt(self.0 * 60)?;
        Some(DateTime::from_timestamp_millis(at.0)?.with_timezone(&off))
    }

    /// The date on the wall of this zone.
    pub const fn day(self, at: At) -> Day {
        Day((at.0 + self.0 as i64 * MINUTE_MS).div_euclid(DAY_MS) as i32)
    }

    /// Minute of the day (0…1439) on the wall of this zone.
    pub const fn minute(self, at: At) -> u16 {
        ((at.0 + self.0 as i64 * MINUTE_MS).rem_euclid(DAY_MS) / MINUTE_MS) as u16
    }

    /// The instant of a minute of a day on the wall of this zone; `minute` may be 1440 for midnight after.
    pub const fn at(self, day: Day, minute: u16) -> At {
        At(day.0 as i64 * DAY_MS + (minute as i64 - self.0 as i64) * MINUTE_MS)
    }
}

impl Day {
    pub fn of(date: NaiveDate) -> Day {
        Day((date - NaiveDate::default()).num_days() as i32)
    }

    pub fn ymd(y: i32, m: u32, d: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(y, m, d).map(Day::of)
    }

    /// `None` only outside chrono's calendar, which no stored day reaches.
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::default().checked_add_signed(TimeDelta::days(i64::from(self.0)))
    }

    pub const fn plus(self, days: i32) -> Day {
        Day(self.0 + days)
    }

    pub fn weekday(self) -> Weekday {
        self.date().map_or(Weekday::Mon, |d| d.weekday())
    }

    pub fn year(self) -> i32 {
        self.date().map_or(1970, |d| d.year())
    }

    pub fn month(self) -> u32 {
        self.date().map_or(1, |d| d.month())
    }

    pub fn day_of_month(self) -> u32 {
        self.date().map_or(1, |d| d.day())
    }

    /// ISO `2026-11-24` only; spoken dates are `domain::spoken`.
    pub fn parse(s: &str) -> Option<Day> {
        NaiveDate::parse_from_str(s.trim(), "%Y-%m-%d").ok().map(Day::of)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            Some(d) => write!(f, "{}", d.format("%Y-%m-%d")),
            None => write!(f, "day {}", self.0),
        }
    }
}

impl Due {
    pub const fn day(day: Day) -> Due {
        Due { day, minute: None }
    }

    pub const fn at(day: Day, minute: u16) -> Due {
        Due { day, minute: Some(minute) }
    }

    /// Reads ISO: a day, or a day and a time (`2026-11-24 11:00`), as the command line gives it.
    pub fn parse(s: &str) -> Option<Due> {
        let s = s.trim();
        if let Some(day) = Day::parse(s) {
            return Some(Due::day(day));
        }
        let (d, t) = s.split_once([' ', 'T'])?;
        let time = NaiveTime::parse_from_str(t.trim(), "%H:%M").ok()?;
        Some(Due::at(Day::parse(d)?, (time.hour() * 60 + time.minute()) as u16))
    }

    /// The instant in `zone`; a due without a minute ends with `end_of_day` (the office's last working minute).
    pub const fn instant(self, zone: Zone, end_of_day: u16) -> At {
        match self.minute {
            Some(m) => zone.at(self.day, m),
            None => zone.at(self.day, end_of_day),
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minute {
            Some(m) => write!(f, "{} {:02}:{:02}", self.day, m / 60, m % 60),
            None => write!(f, "{}", self.day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_and_its_day_agree_in_every_zone() {
        let at = At::parse("2026-11-24T23:30:00+03:00", Zone::UTC).unwrap();
        assert_eq!(Zone::MOSCOW.day(at), Day::parse("2026-11-24").unwrap());
        assert_eq!(Zone(12 * 60).day(at), Day::parse("2026-11-25").unwrap());
        assert_eq!(Zone::MOSCOW.minute(at), 23 * 60 + 30);
        assert_eq!(Zone::MOSCOW.at(Zone::MOSCOW.day(at), 23 * 60 + 30), at);
        assert_eq!(at.iso(Zone::MOSCOW), "2026-11-24T23:30:00+03:00");
        assert_eq!(At::parse("2026-11-24 23:30", Zone::MOSCOW), Some(at));
    }

    #[test]
    fn yesterday_evening_is_a_day_old_this_morning() {
        let at = |s| At::parse(s, Zone::MOSCOW).unwrap();
        let clock = Clock { now: at("2026-11-25 09:00"), zone: Zone::MOSCOW };
        let days = ["2026-11-25 08:59", "2026-11-24 23:30", "2026-11-24 00:10", "2026-10-16 12:00", "2026-11-26 10:00"];
        assert_eq!(days.map(|s| clock.days_since(at(s))), [0, 1, 1, 40, 0]);
    }

    #[test]
    fn a_due_reads_what_it_writes() {
        for s in ["2026-11-24", "2026-11-24 11:05"] {
            assert_eq!(Due::parse(s).unwrap().to_string(), s);
        }
        assert!(Due::parse("24.11").is_none());
        assert_eq!(Zone::parse("UTC+5"), Some(Zone(300)));
        // Found by fuzzing: hours below none overflowed.
        assert_eq!((Zone::parse("--77083893"), Zone::parse("+-3"), Zone::parse("-77083893")), (None, None, None));
        assert_eq!(Zone::parse("-03:30"), Some(Zone(-210)));
    }
}

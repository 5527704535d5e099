//! The production calendar of Russia with the office's own days over it, and arithmetic in working time (2 §2).

use std::collections::BTreeMap;

use chrono::Weekday;
use holidays_ru::{DayFlags, Federal, Resolved};
use serde::{Deserialize, Serialize};

use super::own::read_toml;
use super::settings::Office;
use crate::base::{At, Code, Day, Fault, HOUR_MS, MINUTE_MS, Res, Zone};

/// No stretch of days off is longer; a calendar that says otherwise is broken, and arithmetic stops here.
const HORIZON: i32 = 400;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    Work,
    /// An hour shorter, the day before a holiday.
    Short,
    Off,
}

/// Which days and hours count as work in one office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    zone: Zone,
    start: u16,
    end: u16,
    overrides: BTreeMap<Day, DayKind>,
}

impl Calendar {
    /// `overrides` are the office's own days; they win over the official calendar.
    pub fn new(office: &Office, overrides: BTreeMap<Day, DayKind>) -> Self {
        let start = office.day_start.min(1_438);
        Self { zone: office.zone, start, end: office.day_end.clamp(start + 1, 1_440), overrides }
    }

    /// The calendar of an office, with its own days.
    pub fn of(office: &Office) -> Self {
        Self::new(office, office.own.days.clone())
    }

    /// Reads the office's days: TOML lines `2026-12-31 = "off"`, with `work`, `short` or `off`. `BadConfig` otherwise.
    pub fn read_overrides(text: &str) -> Res<BTreeMap<Day, DayKind>> {
        let days: BTreeMap<String, DayKind> = read_toml(text)?;
        let day = |s: String| Day::parse(&s).ok_or_else(|| Fault::new(Code::BadConfig).with("key", s));
        days.into_iter().map(|(s, kind)| Ok((day(s)?, kind))).collect()
    }

    pub const fn zone(&self) -> Zone {
        self.zone
    }

    pub fn kind(&self, day: Day) -> DayKind {
        if let Some(kind) = self.overrides.get(&day) {
            return *kind;
        }
        match official(day).map(Resolved::value) {
            Some(f) if !f.is_working_day() => DayKind::Off,
            Some(f) if f.is_short_day() => DayKind::Short,
            Some(_) => DayKind::Work,
            None if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) => DayKind::Off,
            None => DayKind::Work,
        }
    }

    pub fn is_working(&self, day: Day) -> bool {
        self.kind(day) != DayKind::Off
    }

    /// Neither the office nor an official calendar says so: transfers by government decree may differ.
    pub fn is_predicted(&self, day: Day) -> bool {
        !self.overrides.contains_key(&day) && !official(day).is_some_and(|r| r.is_fact())
    }

    /// First and last minute of work on a day; on a day off the usual hours, for those who leave on a holiday.
    fn hours(&self, day: Day) -> (u16, u16) {
        let shorter = if self.kind(day) == DayKind::Short { 60 } else { 0 };
        (self.start, self.end.saturating_sub(shorter).max(self.start + 1))
    }

    pub fn start_of(&self, day: Day) -> At {
        self.zone.at(day, self.hours(day).0)
    }

    /// The end of the working day; on a day off the usual end.
    pub fn end_of(&self, day: Day) -> At {
        self.zone.at(day, self.hours(day).1)
    }

    /// The day itself when it is a working one, else the next that is.
    pub fn on_or_after(&self, day: Day) -> Day {
        (0..HORIZON).map(|n| day.plus(n)).find(|d| self.is_working(*d)).unwrap_or(day)
    }

    /// The n-th working day after (`n > 0`) or before (`n < 0`) a day; zero is the day itself, working or not.
    pub fn add_working_days(&self, day: Day, n: i32) -> Day {
        let step = n.signum();
        let (mut at, mut left, mut idle) = (day, n.clamp(-10 * HORIZON, 10 * HORIZON).abs(), 0);
        while left > 0 && idle < HORIZON {
            at = at.plus(step);
            let working = self.is_working(at);
            left -= i32::from(working);
            idle = if working { 0 } else { idle + 1 };
        }
        at
    }

    /// The same time `n` working days later: outside the working hours it counts from the next morning, and a shorter
    /// day ends it earlier.
    pub fn same_time_after(&self, at: At, n: u32) -> At {
        let from = self.into_work(at);
        let day = self.add_working_days(self.zone.day(from), i32::try_from(n).unwrap_or(i32::MAX));
        self.zone.at(day, self.zone.minute(from)).min(self.end_of(day))
    }

    /// The instant itself inside the working hours, else the next morning of work.
    pub fn into_work(&self, at: At) -> At {
        let day = self.zone.day(at);
        if self.is_working(day) && at < self.end_of(day) {
            return at.max(self.start_of(day));
        }
        self.start_of(self.on_or_after(day.plus(1)))
    }

    /// By the end of the day's work: the end of the working day an instant falls into, or of the next one.
    pub fn end_of_work(&self, at: At) -> At {
        self.end_of(self.zone.day(self.into_work(at)))
    }

    /// So many working hours later; time outside the working hours does not pass.
    pub fn add_working_hours(&self, at: At, hours: u32) -> At {
        self.add_working_minutes(at, i64::from(hours) * 60)
    }

    pub fn add_working_minutes(&self, at: At, minutes: i64) -> At {
        let mut from = self.into_work(at);
        let mut left = minutes.max(0) * MINUTE_MS;
        loop {
            let end = self.end_of(self.zone.day(from));
            let room = end.0 - from.0;
            if left <= room {
                return from.plus(left);
            }
            left -= room;
            let next = self.into_work(end);
            if next <= end {
                return end;
            }
            from = next;
        }
    }

    /// So many working hours earlier.
    pub fn sub_working_hours(&self, at: At, hours: u32) -> At {
        let mut left = i64::from(hours) * HOUR_MS;
        let mut day = self.zone.day(at);
        let mut until = at;
        for _ in 0..HORIZON.saturating_add(i32::try_from(hours).unwrap_or(HORIZON)) {
            if self.is_working(day) {
                let start = self.start_of(day);
                let room = (until.min(self.end_of(day)).0 - start.0).max(0);
                if left <= room {
                    return start.plus(room - left);
                }
                left -= room;
            }
            day = day.plus(-1);
            until = self.end_of(day);
        }
        until
    }

    /// Working minutes between two instants; zero when the second is not later.
    pub fn working_minutes(&self, from: At, to: At) -> i64 {
        let (first, last) = (self.zone.day(from), self.zone.day(to));
        let on = |day: Day| {
            let (start, end) = (self.start_of(day).max(from), self.end_of(day).min(to));
            (end.0 - start.0).max(0) / MINUTE_MS
        };
        (first.0..=last.0).map(Day).filter(|d| self.is_working(*d)).map(on).sum()
    }
}

fn official(day: Day) -> Option<Resolved<DayFlags>> {
    let (month, date) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day_of_month()).ok()?);
    holidays_ru::flags_ymd::<Federal>(day.year(), month, date)
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn calendar() -> Calendar {
        Calendar::new(&Office::default(), BTreeMap::new())
    }

    pub(crate) fn day(s: &str) -> Day {
        Day::parse(s).unwrap()
    }

    pub(crate) fn at(s: &str) -> At {
        At::parse(s, Zone::MOSCOW).unwrap()
    }

    #[test]
    fn the_official_calendar_knows_holidays_transfers_and_short_days() {
        let c = calendar();
        for (s, kind) in [
            ("2026-01-09", DayKind::Off),
            ("2026-11-03", DayKind::Short),
            ("2026-11-04", DayKind::Off),
            ("2026-11-24", DayKind::Work),
            ("2026-11-28", DayKind::Off),
        ] {
            assert_eq!(c.kind(day(s)), kind, "{s}");
        }
        assert!(!c.is_predicted(day("2026-11-24")) && c.is_predicted(day("2031-11-24")));
        assert_eq!(c.kind(day("2150-06-05")), DayKind::Work, "beyond every table: weekdays");
    }

    #[test]
    fn the_office_has_the_last_word() {
        let days = Calendar::read_overrides("2026-11-24 = \"off\"\n2026-11-28 = \"short\"\n").unwrap();
        let c = Calendar::new(&Office::default(), days);
        assert!(!c.is_working(day("2026-11-24")));
        assert_eq!(c.end_of(day("2026-11-28")), at("2026-11-28 17:00"));
        assert_eq!(Calendar::read_overrides("2026-13-24 = \"off\"").unwrap_err().code, Code::BadConfig);
        assert_eq!(Calendar::read_overrides("2026-11-24 = \"maybe\"").unwrap_err().code, Code::BadConfig);
    }

    #[test]
    fn working_days_skip_what_is_off() {
        let c = calendar();
        assert_eq!(c.add_working_days(day("2026-11-27"), 1), day("2026-11-30"));
        assert_eq!(c.add_working_days(day("2026-11-28"), 1), day("2026-11-30"));
        assert_eq!(c.add_working_days(day("2026-11-30"), -3), day("2026-11-25"));
        assert_eq!(c.add_working_days(day("2026-11-28"), 0), day("2026-11-28"));
        assert_eq!(c.add_working_days(day("2025-12-30"), 1), day("2026-01-12"), "the long holidays");
        assert_eq!(c.on_or_after(day("2026-11-28")), day("2026-11-30"));
    }

    #[test]
    fn working_hours_pass_only_at_work() {
        let c = calendar();
        for (from, hours, to) in [
            ("2026-11-24 10:00", 4, "2026-11-24 14:00"),
            ("2026-11-24 14:00", 4, "2026-11-24 18:00"),
            ("2026-11-24 16:00", 4, "2026-11-25 11:00"),
            ("2026-11-27 17:00", 4, "2026-11-30 12:00"),
            ("2026-11-28 03:00", 4, "2026-11-30 13:00"),
            ("2026-11-24 06:00", 1, "2026-11-24 10:00"),
            ("2026-11-03 16:00", 2, "2026-11-05 10:00"),
        ] {
            assert_eq!(c.add_working_hours(at(from), hours), at(to), "{from} + {hours}");
        }
        assert_eq!(c.sub_working_hours(at("2026-11-30 10:00"), 2), at("2026-11-27 17:00"));
        assert_eq!(c.sub_working_hours(at("2026-11-24 20:00"), 2), at("2026-11-24 16:00"));
        assert_eq!(c.same_time_after(at("2026-11-27 17:30"), 1), at("2026-11-30 17:30"));
        assert_eq!(c.same_time_after(at("2026-11-02 17:30"), 1), at("2026-11-03 17:00"), "a short day ends earlier");
        assert_eq!(c.same_time_after(at("2026-11-27 20:00"), 1), at("2026-12-01 09:00"));
        for (at_, end) in [
            ("2026-11-24 09:01", "2026-11-24 18:00"),
            ("2026-11-24 18:00", "2026-11-25 18:00"),
            ("2026-11-28 12:00", "2026-11-30 18:00"),
            ("2026-11-03 10:00", "2026-11-03 17:00"),
        ] {
            assert_eq!(c.end_of_work(at(at_)), at(end), "{at_}");
        }
        assert_eq!(c.working_minutes(at("2026-11-27 17:00"), at("2026-11-30 10:00")), 120);
        assert_eq!(c.working_minutes(at("2026-11-30 10:00"), at("2026-11-27 17:00")), 0);
    }

    #[test]
    fn zones_and_odd_hours_are_honoured() {
        let office = Office { zone: Zone(12 * 60), day_start: 8 * 60, day_end: 8 * 60, ..Office::default() };
        let c = Calendar::new(&office, BTreeMap::new());
        let from = At::parse("2026-11-24T08:00:00+12:00", Zone::UTC).unwrap();
        assert_eq!(c.add_working_minutes(from, 1), from.plus(MINUTE_MS));
        let always_off: BTreeMap<Day, DayKind> =
            (0..2_000).map(|n| (day("2026-01-01").plus(n), DayKind::Off)).collect();
        let c = Calendar::new(&Office::default(), always_off);
        let _ = c.add_working_hours(at("2026-02-01 10:00"), 4);
        let _ = c.sub_working_hours(at("2031-02-01 10:00"), 4);
        let _ = c.add_working_days(day("2026-02-01"), 3);
    }

    proptest! {
        #[test]
        fn adding_and_measuring_agree(minute in 0i64..600_000, hours in 0u32..80) {
            let c = calendar();
            let from = at("2026-03-01 00:00").plus(minute * MINUTE_MS);
            let to = c.add_working_hours(from, hours);
            prop_assert!(to >= from);
            prop_assert_eq!(c.working_minutes(from, to), i64::from(hours) * 60);
            if hours > 0 {
                let back = c.sub_working_hours(to, hours);
                prop_assert_eq!(c.working_minutes(back, to), i64::from(hours) * 60);
            }
        }

        #[test]
        fn days_there_and_back(d in 0i32..1_000, n in 1i32..40) {
            let c = calendar();
            let start = c.on_or_after(day("2025-01-01").plus(d));
            prop_assert_eq!(c.add_working_days(c.add_working_days(start, n), -n), start);
        }
    }
}

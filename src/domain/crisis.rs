//! The clocks of a crisis (2 §7, §9.9): they run day and night, from the moment it was opened.

use serde::Serialize;

use super::calendar::Calendar;
use super::words::{ListKind, TaskKind};
use crate::base::{At, DAY_MS, Day, Due, HOUR_MS};

/// The first list: «Первые 24 часа».
pub const HOURS24_MS: i64 = DAY_MS;
/// The second list, «Первая неделя»; nobody is a temporary owner for longer.
pub const WEEK_MS: i64 = 7 * DAY_MS;
/// How far ahead the call list looks: planned activity of the next days.
pub const AHEAD_MS: i64 = 72 * HOUR_MS;

/// 18:00, said by the clock on the wall.
const EVENING_MINUTE: u16 = 18 * 60;

/// «До 18:00»: of the first working day that still leaves an hour for the calls.
pub fn evening(calendar: &Calendar, start: At) -> At {
    let zone = calendar.zone();
    let today = calendar.on_or_after(zone.day(start));
    let at = zone.at(today, EVENING_MINUTE);
    if at.0 - start.0 >= HOUR_MS { at } else { zone.at(calendar.on_or_after(today.plus(1)), EVENING_MINUTE) }
}

/// Why a client is called today: the nearest of what burns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Burn {
    /// An open task with its deadline.
    Task { kind: TaskKind, title: String, due: Option<At> },
    /// What was to be done next, as the context says.
    NextStep { text: String, on: Due },
    /// The deal was to be closed on this day.
    Close(Day),
    /// A contact was agreed for this day.
    Contact(Day),
    /// A deal in a final stage, with no date.
    Final,
    /// Nothing any more: it was called when it did.
    Over,
}

/// One of the two clocks in the header of a crisis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Countdown {
    pub list: ListKind,
    pub starts_at: At,
    pub ends_at: At,
    /// Items of its list: done (waived and not applicable ones too), all, and past their own term.
    pub done: u64,
    pub total: u64,
    pub overdue: u64,
}

impl Countdown {
    /// A clock that has not been counted for yet.
    pub const fn new(list: ListKind, opened: At) -> Self {
        let length = if matches!(list, ListKind::Week) { WEEK_MS } else { HOURS24_MS };
        Self { list, starts_at: opened, ends_at: opened.plus(length), done: 0, total: 0, overdue: 0 }
    }

    pub const fn is_done(&self) -> bool {
        self.done >= self.total
    }

    /// Something of its list is past its term, or its time has run out with work left.
    pub const fn is_late(&self, now: At) -> bool {
        self.overdue > 0 || (now.0 > self.ends_at.0 && !self.is_done())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::tests::{at, calendar};

    #[test]
    fn the_evening_leaves_an_hour_and_falls_on_a_working_day() {
        let of = |s: &str| evening(&calendar(), at(s));
        assert_eq!(of("2026-11-24 09:00"), at("2026-11-24 18:00"));
        assert_eq!(of("2026-11-24 17:00"), at("2026-11-24 18:00"));
        assert_eq!(of("2026-11-24 17:01"), at("2026-11-25 18:00"));
        assert_eq!(of("2026-11-27 23:00"), at("2026-11-30 18:00"), "Friday night");
    }

    #[test]
    fn a_clock_is_late_when_an_item_is_or_when_time_is_up() {
        let open = Countdown::new(ListKind::Hours24, at("2026-11-24 09:00"));
        assert_eq!(open.ends_at, at("2026-11-25 09:00"));
        let half = Countdown { done: 1, total: 2, ..open };
        assert!(!half.is_late(at("2026-11-25 09:00")) && half.is_late(at("2026-11-25 09:01")));
        assert!(Countdown { overdue: 1, ..half }.is_late(at("2026-11-24 10:00")));
        assert!(!Countdown { done: 2, ..half }.is_late(at("2026-12-25 09:00")));
        assert_eq!(Countdown::new(ListKind::Week, at("2026-11-24 09:00")).ends_at, at("2026-12-01 09:00"));
    }
}

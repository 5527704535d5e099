//! Deadlines of a handover (2 §2, §5): all of them follow from notice, last day and the calendar.

use super::calendar::Calendar;
use super::settings::Office;
use super::words::{Segment, Temperature};
use crate::base::{At, Day, HOUR_MS};

/// Working hours that a deadline leaves at least after the start.
const LEAST_HOURS: u32 = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    pub at: At,
    /// «Срок сокращён»: there was no time for the usual one.
    pub shortened: bool,
}

/// «За N дней»: `min(end of last_day − 1 h, max(start + 4 working hours, last_day − N working days))`, the last at the
/// end of that working day. Shortened when one of the bounds was used.
pub fn before_last_day(calendar: &Calendar, start: At, last_day: Day, days: u32) -> Deadline {
    let back = i32::try_from(days).unwrap_or(i32::MAX);
    let usual = calendar.end_of(calendar.add_working_days(last_day, -back));
    let earliest = calendar.add_working_hours(start, LEAST_HOURS);
    let latest = calendar.end_of(last_day).plus(-HOUR_MS);
    let at = usual.max(earliest).min(latest);
    Deadline { at, shortened: at != usual }
}

/// The last day that the law gives: two weeks that start the day after the notice (ТК РФ ст. 80), three days on
/// probation (ст. 71); a day off moves it to the next working day (ст. 14). A proposal only: shorter by agreement.
pub fn propose_last_day(calendar: &Calendar, notice: Day, probation: bool) -> Day {
    calendar.on_or_after(notice.plus(if probation { 3 } else { 14 }))
}

/// Until when a receiver answers: VIP and final stage in working hours, hot and others in working days (settings).
pub fn acceptance_due(
    calendar: &Calendar,
    office: &Office,
    offered: At,
    segment: Segment,
    final_stage: bool,
    temperature: Temperature,
) -> At {
    if segment == Segment::Vip || final_stage {
        calendar.add_working_hours(offered, office.accept_vip_hours)
    } else if temperature == Temperature::Hot {
        calendar.same_time_after(offered, office.accept_hot_days)
    } else {
        calendar.same_time_after(offered, office.accept_other_days)
    }
}

/// Until when the new owner's first contact is in time (2 §8): VIP and hot one working day, others five.
pub fn first_contact_due(calendar: &Calendar, accepted: At, segment: Segment, temperature: Temperature) -> At {
    let soon = segment == Segment::Vip || temperature == Temperature::Hot;
    calendar.same_time_after(accepted, if soon { 1 } else { 5 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::MINUTE_MS;
    use crate::domain::calendar::tests::{at, calendar, day};

    #[test]
    fn the_usual_deadline_and_its_two_bounds() {
        let c = calendar();
        let of = |start: &str, last: &str| before_last_day(&c, at(start), day(last), 3);
        let deadline = |s: &str, shortened| Deadline { at: at(s), shortened };
        assert_eq!(of("2026-11-10 10:00", "2026-11-24"), deadline("2026-11-19 18:00", false));
        assert_eq!(of("2026-11-20 10:00", "2026-11-24"), deadline("2026-11-20 14:00", true));
        assert_eq!(of("2026-11-24 15:00", "2026-11-24"), deadline("2026-11-24 17:00", true), "one day happens");
        assert_eq!(of("2026-11-10 10:00", "2026-11-28"), deadline("2026-11-25 18:00", false), "last day on a day off");
        assert_eq!(of("2026-10-20 10:00", "2026-11-05"), deadline("2026-10-30 18:00", false), "holiday and short day");
    }

    #[test]
    fn two_weeks_start_the_next_day_and_end_on_a_working_one() {
        let c = calendar();
        assert_eq!(propose_last_day(&c, day("2026-11-10"), false), day("2026-11-24"));
        assert_eq!(propose_last_day(&c, day("2026-11-14"), false), day("2026-11-30"), "the 28th is a Saturday");
        assert_eq!(propose_last_day(&c, day("2026-11-24"), true), day("2026-11-27"));
        assert_eq!(propose_last_day(&c, day("2025-12-20"), false), day("2026-01-12"), "the long holidays");
    }

    #[test]
    fn terms_of_acceptance_by_weight() {
        let (c, o) = (calendar(), Office::default());
        let of = |s, f, t| acceptance_due(&c, &o, at("2026-11-27 16:00"), s, f, t);
        assert_eq!(of(Segment::Vip, false, Temperature::Cold), at("2026-11-30 11:00"));
        assert_eq!(of(Segment::Regular, true, Temperature::Hot), at("2026-11-30 11:00"));
        assert_eq!(of(Segment::Regular, false, Temperature::Hot), at("2026-11-30 16:00"));
        assert_eq!(of(Segment::Regular, false, Temperature::Warm), at("2026-12-01 16:00"));
        let first = |s, t| first_contact_due(&c, at("2026-11-27 16:00"), s, t);
        assert_eq!(first(Segment::Vip, Temperature::Cold), at("2026-11-30 16:00"));
        assert_eq!(first(Segment::Regular, Temperature::Cold), at("2026-12-04 16:00"));
    }

    proptest! {
        #[test]
        fn a_deadline_never_passes_the_last_day_and_never_comes_sooner_than_four_hours(
            start in 0i64..60_000, ahead in 0i32..40, days in 0u32..10,
        ) {
            let c = calendar();
            let start = at("2026-10-01 00:00").plus(start * MINUTE_MS);
            let last_day = c.zone().day(start).plus(ahead);
            let d = before_last_day(&c, start, last_day, days);
            let latest = c.end_of(last_day).plus(-HOUR_MS);
            prop_assert!(d.at <= latest);
            prop_assert!(d.at == latest || d.at >= c.add_working_hours(start, 4));
            let usual = c.end_of(c.add_working_days(last_day, -(days as i32)));
            prop_assert_eq!(d.shortened, d.at != usual);
        }
    }
}

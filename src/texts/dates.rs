//! Dates, deadlines and spans of time in words. The year is shown when it is not this year's; `today` and the clock
//! are always given.

use super::{Noun, Texts};
use crate::base::{At, Clock, DAY_MS, Day, Due, HOUR_MS, MINUTE_MS};

/// «14:00»
fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

impl Texts {
    /// «24 нояб.», «24 нояб. 2027».
    pub fn day_short(&self, day: Day, today: Day) -> String {
        let t = self.t();
        let date = t.date_day_month(day.day_of_month().to_string(), t.month_short(day.month()));
        if day.year() == today.year() { date } else { t.date_year(date, day.year().to_string()) }
    }

    /// «вт, 24 нояб.»
    pub fn day(&self, day: Day, today: Day) -> String {
        let t = self.t();
        t.date_weekday(t.weekday_short(day.weekday().number_from_monday()), self.day_short(day, today))
    }

    /// «вторник, 1 декабря»: the echo of what was typed.
    pub fn day_long(&self, day: Day, today: Day) -> String {
        let t = self.t();
        let date = t.date_day_month(day.day_of_month().to_string(), t.month_long(day.month()));
        let date = if day.year() == today.year() { date } else { t.date_year(date, day.year().to_string()) };
        t.date_weekday(t.weekday_long(day.weekday().number_from_monday()), date)
    }

    /// «24 ноября 2026 г.»: papers and letters always name the year.
    pub fn day_paper(&self, day: Day) -> String {
        let t = self.t();
        let date = t.date_day_month(day.day_of_month().to_string(), t.month_long(day.month()));
        t.date_year_paper(date, day.year().to_string())
    }

    /// As people type it into a spreadsheet: «02.12.2026».
    pub fn day_figures(&self, day: Day) -> String {
        day.to_string().split('-').rev().collect::<Vec<_>>().join(".")
    }

    /// What a field of a form begins with: «02.12.2026 14:30», as people type it and `spoken` reads it back.
    pub fn due_figures(&self, due: Due) -> String {
        let day = self.day_figures(due.day);
        due.minute.map_or_else(|| day.clone(), |m| format!("{day} {}", time(m)))
    }

    /// «сегодня», «завтра», «вчера», else «вт, 24 нояб.».
    pub fn day_near(&self, day: Day, today: Day) -> String {
        match day.0 - today.0 {
            0 => self.t().date_today(),
            1 => self.t().date_tomorrow(),
            -1 => self.t().date_yesterday(),
            _ => self.day(day, today),
        }
    }

    /// An instant on the office's wall: «вт, 24 нояб., 14:00».
    pub fn at(&self, at: At, clock: &Clock) -> String {
        let date = self.day(clock.zone.day(at), clock.today());
        self.t().date_time(date, time(clock.zone.minute(at)))
    }

    /// An instant on a paper: «24 ноября 2026 г., 14:00».
    pub fn at_paper(&self, at: At, clock: &Clock) -> String {
        self.t().date_time(self.day_paper(clock.zone.day(at)), time(clock.zone.minute(at)))
    }

    /// The time of day of an instant: «14:00».
    pub fn time(&self, at: At, clock: &Clock) -> String {
        time(clock.zone.minute(at))
    }

    /// A deadline: «вт, 24 нояб., 14:00», without the time when none was given.
    pub fn due(&self, due: Due, today: Day) -> String {
        self.with_time(self.day(due.day, today), due)
    }

    /// A deadline near by: «сегодня, 14:00», «завтра».
    pub fn due_near(&self, due: Due, today: Day) -> String {
        self.with_time(self.day_near(due.day, today), due)
    }

    /// The echo of a typed deadline: «вторник, 1 декабря, 11:00».
    pub fn due_long(&self, due: Due, today: Day) -> String {
        self.with_time(self.day_long(due.day, today), due)
    }

    /// A deadline on a paper or in a letter: «1 декабря 2026 г., 11:00».
    pub fn due_paper(&self, due: Due) -> String {
        self.with_time(self.day_paper(due.day), due)
    }

    fn with_time(&self, date: String, due: Due) -> String {
        match due.minute {
            Some(m) => self.t().date_time(date, time(m)),
            None => date,
        }
    }

    /// A span in its two largest units: «41 с», «4 ч 10 мин», «2 д 3 ч». The sign is left to the caller's words.
    pub fn span(&self, ms: i64) -> String {
        let t = self.t();
        let ms = ms.unsigned_abs().min(i64::MAX as u64) as i64;
        let n = |v: i64| self.number(v);
        let (large, small) = if ms >= DAY_MS {
            let hours = (ms % DAY_MS) / HOUR_MS;
            (t.span_days(n(ms / DAY_MS)), (hours > 0).then(|| t.span_hours(n(hours))))
        } else if ms >= HOUR_MS {
            let minutes = (ms % HOUR_MS) / MINUTE_MS;
            (t.span_hours(n(ms / HOUR_MS)), (minutes > 0).then(|| t.span_minutes(n(minutes))))
        } else if ms >= MINUTE_MS {
            (t.span_minutes(n(ms / MINUTE_MS)), None)
        } else {
            (t.span_seconds(n(ms / 1000)), None)
        };
        small.map_or_else(|| large.clone(), |s| format!("{large} {s}"))
    }

    /// «опоздание 4 ч».
    pub fn late(&self, ms: i64) -> String {
        self.t().span_late(self.span(ms))
    }

    /// «через 3 рабочих дня», «сегодня», «3 рабочих дня назад».
    pub fn in_work_days(&self, days: i64) -> String {
        self.in_days_of(Noun::WorkDay, days)
    }

    /// «через 5 дней», «сегодня», «40 дней назад».
    pub fn in_days(&self, days: i64) -> String {
        self.in_days_of(Noun::Day, days)
    }

    fn in_days_of(&self, noun: Noun, days: i64) -> String {
        match days {
            0 => self.t().date_today(),
            1.. => self.t().span_in(self.count(noun, days)),
            _ => self.t().span_ago(self.count(noun, days.saturating_neg())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Zone;
    use crate::domain::spoken::read_any;
    use crate::texts::Lang;

    fn day(s: &str) -> Day {
        Day::parse(s).unwrap()
    }

    #[test]
    fn dates_name_the_year_only_when_it_is_another() {
        let ru = Texts::load(Lang::Ru);
        let today = day("2026-11-24");
        assert_eq!(ru.day(today, today), "вт, 24 нояб.");
        assert_eq!(ru.day(day("2027-03-01"), today), "пн, 1 мар. 2027");
        assert_eq!(ru.day_long(day("2026-12-01"), today), "вторник, 1 декабря");
        assert_eq!(ru.day_paper(today), "24 ноября 2026 г.");
        assert_eq!(ru.day_near(day("2026-11-25"), today), "завтра");
        assert_eq!(Texts::load(Lang::En).day(today, today), "Tue, 24 Nov");
    }

    #[test]
    fn figures_are_read_back_as_they_were_meant() {
        let ru = Texts::load(Lang::Ru);
        let clock = Clock { now: At::parse("2026-11-24T14:00:00+03:00", Zone::UTC).unwrap(), zone: Zone::MOSCOW };
        for (due, shown) in [
            (Due::day(day("2026-12-02")), "02.12.2026"),
            (Due::at(day("2026-12-02"), 14 * 60 + 30), "02.12.2026 14:30"),
            (Due::at(day("2027-01-10"), 5), "10.01.2027 00:05"),
            (Due::day(day("2020-02-29")), "29.02.2020"),
        ] {
            assert_eq!(ru.due_figures(due), shown);
            assert_eq!(read_any(shown, clock).unwrap(), due);
            assert_eq!(read_any(&due.to_string(), clock).unwrap(), due, "and ISO is taken all the same");
        }
    }

    #[test]
    fn instants_stand_on_the_offices_wall() {
        let ru = Texts::load(Lang::Ru);
        let at = At::parse("2026-11-24T14:00:00+03:00", Zone::UTC).unwrap();
        let clock = Clock { now: at, zone: Zone::MOSCOW };
        assert_eq!(ru.at(at, &clock), "вт, 24 нояб., 14:00");
        assert_eq!(ru.at(at, &Clock { now: at, zone: Zone(300) }), "вт, 24 нояб., 16:00");
        assert_eq!(ru.at_paper(at, &clock), "24 ноября 2026 г., 14:00");
        assert_eq!(ru.due_long(Due::at(day("2026-12-01"), 660), clock.today()), "вторник, 1 декабря, 11:00");
        assert_eq!(ru.due_near(Due::day(day("2026-11-24")), clock.today()), "сегодня");
    }

    #[test]
    fn spans_keep_their_two_largest_units() {
        let ru = Texts::load(Lang::Ru);
        let spans = [41_999, 61_000, 4 * HOUR_MS + 10 * MINUTE_MS, 4 * HOUR_MS, 51 * HOUR_MS].map(|ms| ru.span(ms));
        assert_eq!(spans, ["41 с", "1 мин", "4 ч 10 мин", "4 ч", "2 д 3 ч"]);
        assert_eq!(ru.late(4 * HOUR_MS), "опоздание 4 ч");
        assert_eq!(ru.in_work_days(3), "через 3 рабочих дня");
        assert_eq!(ru.in_days(-40), "40 дней назад");
        assert_eq!(ru.in_work_days(0), "сегодня");
    }
}

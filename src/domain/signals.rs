//! Signals of the activity log (1-E3): pure rules over what one person did by hours, with the office's thresholds.
//!
//! A signal is raised for one person, one kind and one day (an address: one day and that address), so that reading more
//! of the log raises the same one again with a larger count, and never a second.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::activity::{LogKind, SignalKind};
use super::calendar::Calendar;
use super::words::words;
use crate::base::{At, Day, MINUTE_MS};

/// How far back «usual» reaches: the median of views and the known addresses.
pub const USUAL_DAYS: i32 = 30;
/// Fewer days with events make no habit to compare with.
const HABIT_DAYS: usize = 5;

/// The thresholds, `[signals]` of `estafeta.toml`. Zero switches a rule off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignalRules {
    /// Rows exported in a day; exports in a day.
    pub export_rows: u32,
    pub exports: u32,
    /// Cards viewed in an hour; in a day; so many times the person's own median day, from `views_floor` cards on.
    pub views_hour: u32,
    pub views_day: u32,
    pub views_times: u32,
    pub views_floor: u32,
    /// Deletions in a day.
    pub deletions: u32,
    /// Edits of phones and mails in a day.
    pub contact_edits: u32,
    /// Events in a day outside the working hours widened by `off_hours_margin` minutes on either side.
    pub off_hours: u32,
    pub off_hours_margin: u32,
    /// Days of the log that must be known before an address counts as new.
    pub address_days: u32,
    /// Phones and mails of a portfolio that are gone or other in one import.
    pub portfolio: u32,
    /// Days before the log's end in which everybody is looked at, not only those who leave.
    pub everybody_days: u32,
}

impl Default for SignalRules {
    fn default() -> Self {
        Self {
            export_rows: 500,
            exports: 3,
            views_hour: 60,
            views_day: 200,
            views_times: 4,
            views_floor: 80,
            deletions: 10,
            contact_edits: 15,
            off_hours: 20,
            off_hours_margin: 120,
            address_days: 10,
            portfolio: 10,
            everybody_days: 14,
        }
    }
}

/// Events of one kind within one hour of the wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hour {
    pub kind: LogKind,
    pub day: Day,
    pub n: u64,
    /// Rows the events speak of: the size of exports.
    pub rows: u64,
    pub first: At,
    pub last: At,
}

/// Events of one day from one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub address: String,
    pub day: Day,
    pub n: u64,
    pub first: At,
    pub last: At,
}

/// Phones and mails of the person's clients that one import showed gone or replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    pub day: Day,
    pub n: u64,
    pub first: At,
    pub last: At,
}

/// What is known of one person: from [`USUAL_DAYS`] before the first day that is asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Activity {
    pub hours: Vec<Hour>,
    pub uses: Vec<Use>,
    pub changed: Vec<Changed>,
    /// From here on the person has nothing to do in the CRM: the end of the last day, or the cut-off.
    pub gone: Option<At>,
}

words! {
    /// Which threshold was reached, for the sentence.
    Rule {
        Gone = "gone", ExportRows = "export_rows", Exports = "exports", ViewsHour = "views_hour",
        ViewsDay = "views_day", ViewsMedian = "views_median", Deletions = "deletions",
        ContactEdits = "contact_edits", OffHours = "off_hours", DayOff = "day_off", Address = "address",
        Portfolio = "portfolio",
    }
}

/// A signal as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    pub kind: SignalKind,
    pub day: Day,
    /// The address; empty for other kinds.
    pub detail: String,
    /// Events of that kind that day: what it is compared by when the log grows.
    pub n: u64,
    pub rows: u64,
    pub first: At,
    pub last: At,
    pub rule: Rule,
    /// What was reached (an hour's views, a day's rows), and the threshold.
    pub reached: u64,
    pub limit: u64,
}

/// Events of one kind, put together by day.
#[derive(Debug, Clone, Copy)]
struct Sum {
    n: u64,
    rows: u64,
    first: At,
    last: At,
    /// The busiest hour.
    peak: u64,
}

/// The signals of one person on the days `from` … `to`, in the order of days and kinds.
pub fn signals(a: &Activity, from: Day, to: Day, rules: &SignalRules, calendar: &Calendar) -> Vec<Raised> {
    let asked = |d: Day| (from..=to).contains(&d);
    let mut out = Vec::new();
    counted(a, rules, &asked, &mut out);
    viewing(a, rules, &asked, &mut out);
    off_hours(a, rules, calendar, &asked, &mut out);
    after(a, &asked, &mut out);
    addresses(a, rules, &asked, &mut out);
    for c in a.changed.iter().filter(|c| asked(c.day) && reaches(c.n, rules.portfolio)) {
        let sum = Sum { n: c.n, rows: 0, first: c.first, last: c.last, peak: 0 };
        out.push(sum.raise(SignalKind::Portfolio, c.day, Rule::Portfolio, c.n, rules.portfolio));
    }
    out.sort_by(|x, y| (x.day, x.kind, &x.detail).cmp(&(y.day, y.kind, &y.detail)));
    out
}

fn reaches(n: u64, limit: u32) -> bool {
    limit > 0 && n >= u64::from(limit)
}

impl Sum {
    fn raise(self, kind: SignalKind, day: Day, rule: Rule, reached: u64, limit: impl Into<u64>) -> Raised {
        let Sum { n, rows, first, last, .. } = self;
        Raised { kind, day, detail: String::new(), n, rows, first, last, rule, reached, limit: limit.into() }
    }
}

fn by_day<'a>(hours: impl Iterator<Item = &'a Hour>) -> BTreeMap<Day, Sum> {
    let mut days: BTreeMap<Day, Sum> = BTreeMap::new();
    for h in hours {
        let s = days.entry(h.day).or_insert(Sum { n: 0, rows: 0, first: h.first, last: h.last, peak: 0 });
        s.n += h.n;
        s.rows += h.rows;
        s.first = s.first.min(h.first);
        s.last = s.last.max(h.last);
        s.peak = s.peak.max(h.n);
    }
    days
}

fn of_kind(a: &Activity, kind: LogKind) -> BTreeMap<Day, Sum> {
    by_day(a.hours.iter().filter(|h| h.kind == kind))
}

/// Exports, deletions, edits of contacts: so many in a day.
fn counted(a: &Activity, rules: &SignalRules, asked: &dyn Fn(Day) -> bool, out: &mut Vec<Raised>) {
    for (day, s) in of_kind(a, LogKind::Export).into_iter().filter(|(d, _)| asked(*d)) {
        if reaches(s.rows, rules.export_rows) {
            out.push(s.raise(SignalKind::Export, day, Rule::ExportRows, s.rows, rules.export_rows));
        } else if reaches(s.n, rules.exports) {
            out.push(s.raise(SignalKind::Export, day, Rule::Exports, s.n, rules.exports));
        }
    }
    for (event, kind, rule, limit) in [
        (LogKind::Delete, SignalKind::Deletion, Rule::Deletions, rules.deletions),
        (LogKind::EditContact, SignalKind::ContactEdit, Rule::ContactEdits, rules.contact_edits),
    ] {
        for (day, s) in of_kind(a, event).into_iter().filter(|(d, _)| asked(*d)) {
            if reaches(s.n, limit) {
                out.push(s.raise(kind, day, rule, s.n, limit));
            }
        }
    }
}

/// Many cards in an hour, in a day, or many times the person's own usual day.
fn viewing(a: &Activity, rules: &SignalRules, asked: &dyn Fn(Day) -> bool, out: &mut Vec<Raised>) {
    let days = of_kind(a, LogKind::View);
    for (&day, s) in days.iter().filter(|(d, _)| asked(**d)) {
        if reaches(s.peak, rules.views_hour) {
            out.push(s.raise(SignalKind::Viewing, day, Rule::ViewsHour, s.peak, rules.views_hour));
        } else if reaches(s.n, rules.views_day) {
            out.push(s.raise(SignalKind::Viewing, day, Rule::ViewsDay, s.n, rules.views_day));
        } else if let Some(usual) = median(days.range(day.plus(-USUAL_DAYS)..day).map(|(_, s)| s.n).collect()) {
            let limit = (usual * u64::from(rules.views_times)).max(u64::from(rules.views_floor));
            if rules.views_times > 0 && s.n >= limit {
                out.push(s.raise(SignalKind::Viewing, day, Rule::ViewsMedian, s.n, usual));
            }
        }
    }
}

/// The middle of the days that had any; `None` while there are too few to speak of a habit.
fn median(mut days: Vec<u64>) -> Option<u64> {
    days.sort_unstable();
    (days.len() >= HABIT_DAYS).then(|| days[days.len() / 2])
}

/// Events before the working day, after it, and on days off.
fn off_hours(
    a: &Activity,
    rules: &SignalRules,
    calendar: &Calendar,
    asked: &dyn Fn(Day) -> bool,
    out: &mut Vec<Raised>,
) {
    let unusual = |h: &&Hour| match quiet_hours(h.day, rules, calendar) {
        Some((start, end)) => h.last < start || h.first > end,
        None => true,
    };
    for (day, s) in by_day(a.hours.iter().filter(|h| asked(h.day)).filter(unusual)) {
        if reaches(s.n, rules.off_hours) {
            let rule = if calendar.is_working(day) { Rule::OffHours } else { Rule::DayOff };
            out.push(s.raise(SignalKind::OffHours, day, rule, s.n, rules.off_hours));
        }
    }
}

/// Between these two instants work is nothing unusual; `None`: the whole day is off.
pub fn quiet_hours(day: Day, rules: &SignalRules, calendar: &Calendar) -> Option<(At, At)> {
    let margin = i64::from(rules.off_hours_margin) * MINUTE_MS;
    calendar.is_working(day).then(|| (calendar.start_of(day).plus(-margin), calendar.end_of(day).plus(margin)))
}

/// Anything at all after the person should be gone.
fn after(a: &Activity, asked: &dyn Fn(Day) -> bool, out: &mut Vec<Raised>) {
    let Some(gone) = a.gone else { return };
    for (day, s) in by_day(a.hours.iter().filter(|h| asked(h.day) && h.last > gone)) {
        let s = Sum { first: s.first.max(gone), ..s };
        out.push(s.raise(SignalKind::LoginAfter, day, Rule::Gone, s.n, 1u64));
    }
}

/// An address this person did not use in the [`USUAL_DAYS`] before, once enough days are known.
fn addresses(a: &Activity, rules: &SignalRules, asked: &dyn Fn(Day) -> bool, out: &mut Vec<Raised>) {
    if rules.address_days == 0 {
        return;
    }
    let mut seen: BTreeMap<&str, BTreeSet<Day>> = BTreeMap::new();
    let mut all: BTreeSet<Day> = BTreeSet::new();
    for u in &a.uses {
        seen.entry(&u.address).or_default().insert(u.day);
        all.insert(u.day);
    }
    for u in a.uses.iter().filter(|u| asked(u.day)) {
        let before = u.day.plus(-USUAL_DAYS)..u.day;
        let known = all.range(before.clone()).count();
        if known as u64 >= u64::from(rules.address_days)
            && seen.get(u.address.as_str()).is_none_or(|days| days.range(before).next().is_none())
        {
            let sum = Sum { n: u.n, rows: 0, first: u.first, last: u.last, peak: 0 };
            let raised = sum.raise(SignalKind::Address, u.day, Rule::Address, u.n, known as u64);
            out.push(Raised { detail: u.address.clone(), ..raised });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::tests::{at, calendar, day};
    use super::*;

    /// `n` events of a kind at an hour of a working Tuesday, unless said otherwise.
    fn hour(kind: LogKind, when: &str, n: u64) -> Hour {
        let first = at(when);
        Hour { kind, day: crate::base::Zone::MOSCOW.day(first), n, rows: 0, first, last: first.plus(30 * MINUTE_MS) }
    }

    fn raised(a: &Activity) -> Vec<(SignalKind, Rule, u64)> {
        let all = signals(a, day("2026-11-01"), day("2026-12-31"), &SignalRules::default(), &calendar());
        all.into_iter().map(|r| (r.kind, r.rule, r.reached)).collect()
    }

    fn of(hours: Vec<Hour>) -> Activity {
        Activity { hours, ..Activity::default() }
    }

    #[test]
    fn an_ordinary_day_raises_nothing() {
        let day = |h: u32| hour(LogKind::View, &format!("2026-11-24 {h:02}:00"), 20);
        assert_eq!(raised(&of((9..18).map(day).collect())), []);
    }

    #[test]
    fn exports_by_rows_or_by_number() {
        let rows = Hour { rows: 1480, ..hour(LogKind::Export, "2026-11-24 11:00", 1) };
        assert_eq!(raised(&of(vec![rows])), [(SignalKind::Export, Rule::ExportRows, 1480)]);
        let many = hour(LogKind::Export, "2026-11-24 11:00", 3);
        assert_eq!(raised(&of(vec![many])), [(SignalKind::Export, Rule::Exports, 3)]);
        assert_eq!(raised(&of(vec![Hour { n: 2, ..many }])), []);
    }

    #[test]
    fn views_by_the_hour_the_day_and_the_persons_own_habit() {
        assert_eq!(
            raised(&of(vec![hour(LogKind::View, "2026-11-24 11:00", 60)])),
            [(SignalKind::Viewing, Rule::ViewsHour, 60)]
        );
        let spread = (9..17).map(|h| hour(LogKind::View, &format!("2026-11-24 {h:02}:00"), 25)).collect();
        assert_eq!(raised(&of(spread)), [(SignalKind::Viewing, Rule::ViewsDay, 200)]);
        let mut habit: Vec<Hour> = (16..=20).map(|d| hour(LogKind::View, &format!("2026-11-{d} 11:00"), 10)).collect();
        for h in [10, 12, 14] {
            habit.push(hour(LogKind::View, &format!("2026-11-24 {h}:00"), 30));
        }
        assert_eq!(raised(&of(habit.clone())), [(SignalKind::Viewing, Rule::ViewsMedian, 90)]);
        // Four days are no habit.
        assert_eq!(raised(&of(habit[1..].to_vec())), []);
    }

    #[test]
    fn deletions_and_edits_of_contacts_in_bulk() {
        let a = of(vec![
            hour(LogKind::Delete, "2026-11-24 11:00", 10),
            hour(LogKind::EditContact, "2026-11-24 11:00", 14),
            hour(LogKind::EditContact, "2026-11-24 12:00", 1),
        ]);
        assert_eq!(
            raised(&a),
            [(SignalKind::Deletion, Rule::Deletions, 10), (SignalKind::ContactEdit, Rule::ContactEdits, 15)]
        );
    }

    #[test]
    fn nights_weekends_and_holidays_are_unusual_the_margins_are_not() {
        let views = |when| raised(&of(vec![hour(LogKind::View, when, 20)]));
        assert_eq!(views("2026-11-24 19:00"), []);
        assert_eq!(views("2026-11-24 07:15"), []);
        assert_eq!(views("2026-11-24 23:10"), [(SignalKind::OffHours, Rule::OffHours, 20)]);
        // A Saturday, and the holiday of the 4th of November.
        assert_eq!(views("2026-11-28 12:00"), [(SignalKind::OffHours, Rule::DayOff, 20)]);
        assert_eq!(views("2026-11-04 12:00"), [(SignalKind::OffHours, Rule::DayOff, 20)]);
    }

    #[test]
    fn whoever_is_gone_is_not_seen_again() {
        let mut a = of(vec![hour(LogKind::Login, "2026-11-24 11:00", 1)]);
        a.gone = Some(at("2026-11-24 00:00"));
        assert_eq!(raised(&a), [(SignalKind::LoginAfter, Rule::Gone, 1)]);
        a.gone = Some(at("2026-11-25 00:00"));
        assert_eq!(raised(&a), []);
    }

    #[test]
    fn an_address_is_new_only_against_a_known_month() {
        let used = |address: &str, when: &str| {
            let first = at(when);
            let day = crate::base::Zone::MOSCOW.day(first);
            Use { address: address.to_owned(), day, n: 3, first, last: first }
        };
        let mut uses: Vec<Use> = (9..=18).map(|d| used("10.0.0.7", &format!("2026-11-{d:02} 10:00"))).collect();
        uses.push(used("91.2.3.4", "2026-11-24 10:00"));
        let a = Activity { uses, ..Activity::default() };
        assert_eq!(raised(&a), [(SignalKind::Address, Rule::Address, 3)]);
        // Nine days are too few to call anything new.
        let short = Activity { uses: a.uses[1..].to_vec(), ..Activity::default() };
        assert_eq!(raised(&short), []);
    }

    #[test]
    fn zero_switches_a_rule_off() {
        let rules = SignalRules { deletions: 0, off_hours: 0, ..SignalRules::default() };
        let a = of(vec![hour(LogKind::Delete, "2026-11-28 11:00", 500)]);
        assert_eq!(signals(&a, day("2026-11-01"), day("2026-12-31"), &rules, &calendar()), []);
    }
}

//! Who was reached in time, what leaked, what was late, what was kept.

use super::{Figure, FigureState, Metric};
use crate::base::{At, DAY_MS};
use crate::domain::context::Completeness;

/// A client whose owner changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notified {
    /// Listed as an exclusion: leaves the denominator.
    pub excluded: bool,
    /// When it became true that the client knows (`letter::notified`).
    pub at: Option<At>,
}

/// Clients notified by the end of the last day, and by the deadline: 100 is the target. Preliminary before each.
pub fn clients_notified(clients: &[Notified], last_day_end: At, deadline: At, now: At) -> (Figure, Figure) {
    let all = clients.iter().filter(|c| !c.excluded).count() as u64;
    let by = |metric, until: At| {
        let done = clients.iter().filter(|c| !c.excluded && c.at.is_some_and(|at| at <= until)).count() as u64;
        Figure { to: Some(until), ..Figure::of(metric, done, all, now) }.state(ended(until, now))
    };
    (by(Metric::NotifiedByLastDay, last_day_end), by(Metric::NotifiedByDeadline, deadline))
}

fn ended(end: At, now: At) -> FigureState {
    if now < end { FigureState::Preliminary } else { FigureState::Final }
}

/// A reassigned client: until when the new owner's first contact is in time (`deadlines::first_contact_due`), and when
/// the first touch after the acceptance was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contacted {
    pub due: At,
    pub touched: Option<At>,
}

/// A touch by the new owner within the term, of the clients reassigned. Preliminary while a term still runs.
pub fn first_contact(clients: &[Contacted], now: At) -> Figure {
    let done = clients.iter().filter(|c| c.touched.is_some_and(|at| at <= c.due)).count() as u64;
    let running = clients.iter().any(|c| c.touched.is_none() && now < c.due);
    let state = if running { FigureState::Preliminary } else { FigureState::Final };
    Figure::of(Metric::FirstContact, done, clients.len() as u64, now).state(state)
}

/// Confirmed incidents from 30 days before the start to 180 days after the last day. «Не измерялось» when no activity
/// log was read: silence is no proof.
pub fn leaks(confirmed: u64, log_read: bool, start: At, last_day_end: At, now: At) -> Figure {
    let (from, to) = leak_window(start, last_day_end);
    let state = if log_read { ended(to, now) } else { FigureState::NotMeasured };
    Figure::new(Metric::Leaks, i128::from(confirmed), now).window(from, to).state(state)
}

/// The time in which an incident is this departure's.
pub const fn leak_window(start: At, last_day_end: At) -> (At, At) {
    (start.plus(-30 * DAY_MS), last_day_end.plus(180 * DAY_MS))
}

/// Filled or confirmed blocks of the required ones; final at the end of the last day.
pub fn context_completeness(context: Completeness, last_day_end: At, now: At) -> Figure {
    let figure = Figure::of(Metric::Context, u64::from(context.filled), u64::from(context.required), now);
    Figure { to: Some(last_day_end), ..figure }.state(ended(last_day_end, now))
}

/// A task that was open in the snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenTask {
    pub due: Option<At>,
    pub transferred: Option<At>,
    pub done: Option<At>,
}

/// Tasks that went past due on the leaver, or within three days of the transfer, of the open tasks in the snapshot.
pub fn overdue_tasks(tasks: &[OpenTask], now: At) -> Figure {
    let late = |t: &&OpenTask| {
        t.due
            .is_some_and(|due| due < t.done.unwrap_or(now) && t.transferred.is_none_or(|at| due <= at.plus(3 * DAY_MS)))
    };
    let state = if tasks.iter().any(|t| t.done.is_none()) { FigureState::Preliminary } else { FigureState::Final };
    Figure::of(Metric::OverdueTasks, tasks.iter().filter(late).count() as u64, tasks.len() as u64, now).state(state)
}

/// Proposals applied unchanged, per batch.
pub fn proposals_kept(unchanged: u64, proposals: u64, as_of: At) -> Figure {
    Figure::of(Metric::ProposalsKept, unchanged, proposals, as_of)
}

/// Cards with the comment in the CRM, ticked or imported, of the accepted clients and deals; final at the closing.
pub fn card_comments(ticked: u64, accepted: u64, closed: bool, as_of: At) -> Figure {
    let state = if closed { FigureState::Final } else { FigureState::Preliminary };
    Figure::of(Metric::CardComments, ticked, accepted, as_of).state(state)
}

/// Open objects on dismissed people, of the whole base, at any time.
pub fn orphans(objects: u64, as_of: At) -> Figure {
    Figure::new(Metric::Orphans, i128::from(objects), as_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: At = At(DAY_MS);

    fn day(n: i64) -> At {
        At(DAY.0 * n)
    }

    #[test]
    fn notified_by_two_dates_less_the_exclusions() {
        let of = |at: Option<i64>| Notified { excluded: false, at: at.map(day) };
        let all = [of(Some(5)), of(Some(12)), of(None), Notified { excluded: true, at: None }];
        let (last, deadline) = clients_notified(&all, day(10), day(14), day(20));
        assert_eq!((last.numerator, last.denominator), (1, Some(3)));
        assert_eq!((deadline.numerator, deadline.state), (2, FigureState::Final));
        assert_eq!(clients_notified(&all, day(10), day(14), day(9)).0.state, FigureState::Preliminary);
        assert_eq!(clients_notified(&all[3..], day(10), day(14), day(20)).0.state, FigureState::NoData);
    }

    #[test]
    fn a_first_contact_counts_only_within_its_term() {
        let of = |due, touched: Option<i64>| Contacted { due: day(due), touched: touched.map(day) };
        let f = first_contact(&[of(5, Some(5)), of(5, Some(6)), of(9, None)], day(7));
        assert_eq!((f.numerator, f.denominator, f.state), (1, Some(3), FigureState::Preliminary));
        assert_eq!(first_contact(&[of(5, None)], day(7)).state, FigureState::Final);
    }

    #[test]
    fn no_log_read_is_not_zero_leaks() {
        assert_eq!(leaks(0, false, day(100), day(114), day(400)).state, FigureState::NotMeasured);
        let f = leaks(0, true, day(100), day(114), day(400));
        assert_eq!(
            (f.state, f.from, f.to, f.is_met()),
            (FigureState::Final, Some(day(70)), Some(day(294)), Some(true))
        );
        assert_eq!(leaks(1, true, day(100), day(114), day(120)).state, FigureState::Preliminary);
    }

    #[test]
    fn tasks_are_late_on_the_leaver_or_soon_after_the_transfer() {
        let task = |due: Option<i64>, moved: Option<i64>, done: Option<i64>| OpenTask {
            due: due.map(day),
            transferred: moved.map(day),
            done: done.map(day),
        };
        let all = [
            task(Some(5), None, None),
            task(Some(5), Some(3), None),
            task(Some(7), Some(3), None),
            task(Some(5), Some(3), Some(4)),
            task(None, None, None),
        ];
        let f = overdue_tasks(&all, day(10));
        assert_eq!((f.numerator, f.denominator, f.state), (2, Some(5), FigureState::Preliminary));
        assert_eq!(overdue_tasks(&all[3..4], day(10)).state, FigureState::Final);
    }

    #[test]
    fn the_rest_are_plain_shares() {
        let c = Completeness { filled: 3, required: 4, waived: 1 };
        assert_eq!(context_completeness(c, day(5), day(6)).permille(), Some(750));
        assert_eq!(proposals_kept(8, 10, day(1)).permille(), Some(800));
        assert_eq!(card_comments(0, 0, true, day(1)).state, FigureState::NoData);
        assert_eq!(orphans(3, day(1)).numerator, 3);
    }
}

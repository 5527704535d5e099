//! What falls due is done by the open workstation itself, at its very minute: nothing is polled, an idle screen stays idle.

use super::cx::Ctx;
use crate::base::At;
use crate::domain::JobState;
use crate::jobs::due::Ran;
use crate::texts::Texts;

/// After a run that left something due (somebody else has it, or the base was busy) the next one waits so long.
const REST_MS: u64 = 60_000;

/// When the next run is to start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueWatch {
    running: bool,
    /// On the `mono` clock.
    not_before: u64,
}

impl DueWatch {
    /// On the `mono` clock, when something falls due; `None` when nothing will by itself. A clock that is fixed never
    /// gets there.
    pub fn deadline(&self, next: Option<At>, ctx: &Ctx) -> Option<u64> {
        let next = next.filter(|_| !self.running)?;
        let ahead = next.0 - ctx.clock.now.0;
        match u64::try_from(ahead) {
            Ok(0) | Err(_) => Some(self.not_before.max(ctx.mono)),
            Ok(_) if ctx.fixed => None,
            Ok(ms) => Some(self.not_before.max(ctx.mono + ms)),
        }
    }

    /// Whether a run starts now; it does when this is true.
    pub fn start(&mut self, next: Option<At>, ctx: &Ctx) -> bool {
        let due = next.is_some_and(|n| n <= ctx.clock.now);
        let starts = due && !self.running && ctx.mono >= self.not_before;
        self.running |= starts;
        starts
    }

    /// A run has ended. Until the base says what is due next, nothing starts.
    pub fn ended(&mut self, ctx: &Ctx) {
        *self = DueWatch { running: false, not_before: ctx.mono + REST_MS };
    }

    /// The base has said what is due next: when all that was due is done, there is nothing to wait for.
    pub fn told(&mut self, next: Option<At>, ctx: &Ctx) {
        if next.is_none_or(|n| n > ctx.clock.now) {
            self.not_before = 0;
        }
    }
}

/// What did not come off, in one sentence.
pub fn trouble(ran: &Ran, x: &Texts) -> String {
    let t = x.t();
    let title = match (ran.title.as_str(), ran.what.as_str()) {
        ("", "revoke") => t.inbox_job_revoke(),
        ("", _) => t.inbox_job_other(),
        (title, _) => title.to_owned(),
    };
    if ran.state == JobState::Unknown {
        return t.due_notice_unknown(title);
    }
    t.due_notice_failed(title, x.link_result(&ran.result, true))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::base::{Clock, Zone};
    use crate::domain::settings::Office;
    use crate::texts::{Lang, Texts};

    fn with<T>(now: i64, mono: u64, fixed: bool, f: impl FnOnce(&Ctx) -> T) -> T {
        let (office, texts) = (Office::default(), Texts::load(Lang::Ru));
        f(&Ctx {
            clock: Clock { now: At(now), zone: Zone::UTC },
            fixed,
            readonly: false,
            path: Path::new(""),
            office: &office,
            mono,
            size: (80, 24),
            texts: &texts,
        })
    }

    #[test]
    fn it_wakes_at_the_very_time_and_not_before() {
        let mut w = DueWatch::default();
        with(1_000, 50, false, |cx| {
            assert_eq!(w.deadline(Some(At(4_000)), cx), Some(3_050));
            assert!(!w.start(Some(At(4_000)), cx));
            assert_eq!(w.deadline(None, cx), None);
        });
        with(4_000, 3_050, false, |cx| {
            assert!(w.start(Some(At(4_000)), cx));
            assert!(!w.start(Some(At(4_000)), cx), "one run at a time");
            assert_eq!(w.deadline(Some(At(4_000)), cx), None, "it waits for the run, not for the clock");
            w.ended(cx);
            w.told(Some(At(9_000)), cx);
            assert_eq!(w.deadline(Some(At(9_000)), cx), Some(8_050));
        });
    }

    #[test]
    fn what_stays_due_is_not_tried_over_and_over() {
        for fixed in [true, false] {
            let mut w = DueWatch::default();
            with(5_000, 100, fixed, |cx| {
                assert!(w.start(Some(At(4_000)), cx));
                w.ended(cx);
                w.told(Some(At(4_000)), cx);
                assert!(!w.start(Some(At(4_000)), cx));
                assert_eq!(w.deadline(Some(At(4_000)), cx), Some(100 + REST_MS));
            });
        }
    }

    #[test]
    fn a_fixed_clock_never_gets_there_by_itself() {
        with(1_000, 0, true, |cx| assert_eq!(DueWatch::default().deadline(Some(At(2_000)), cx), None));
    }
}

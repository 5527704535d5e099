//! The rails of the wizard (4 §2): which steps a handover of each kind has, in their order, and the stages of a crisis
//! with their clocks.

use serde::{Deserialize, Serialize};

use super::words::{CaseKind, words};
use crate::base::{At, DAY_MS, HOUR_MS, MINUTE_MS};

words! {
    /// One step of the wizard.
    StepKind {
        Start = "start", Distribution = "distribution", Crm = "crm", Context = "context", Acceptance = "acceptance",
        Letters = "letters", Correspondence = "correspondence", Accesses = "accesses", Act = "act",
        Reconcile = "reconcile", Temporary = "temporary", Burning = "burning", Calls = "calls",
        Fresh = "fresh", Logs = "logs", Mail = "mail", Reason = "reason",
        Away = "away", Return = "return",
    }
    /// A stage of a crisis; all three run from the opening on.
    Stage { Minutes = "minutes", Day = "day", Week = "week" }
}

const PLANNED: &[StepKind] = &[
    StepKind::Start,
    StepKind::Distribution,
    StepKind::Crm,
    StepKind::Context,
    StepKind::Acceptance,
    StepKind::Letters,
    StepKind::Correspondence,
    StepKind::Accesses,
    StepKind::Act,
    StepKind::Reconcile,
];

const CRISIS: &[StepKind] = &[
    StepKind::Start,
    StepKind::Accesses,
    StepKind::Temporary,
    StepKind::Burning,
    StepKind::Calls,
    StepKind::Fresh,
    StepKind::Logs,
    StepKind::Distribution,
    StepKind::Crm,
    StepKind::Letters,
    StepKind::Mail,
    StepKind::Context,
    StepKind::Acceptance,
    StepKind::Act,
    StepKind::Reconcile,
];

/// Why, the context, the receiver, the first action, the client (4 §2); it closes by itself when all five are done.
const SINGLE: &[StepKind] =
    &[StepKind::Reason, StepKind::Context, StepKind::Distribution, StepKind::Acceptance, StepKind::Letters];

/// The absence, who stands in, the context, what the substitute has taken, whom to call meanwhile, the way back (4 §2).
const ABSENCE: &[StepKind] = &[
    StepKind::Away,
    StepKind::Distribution,
    StepKind::Context,
    StepKind::Acceptance,
    StepKind::Calls,
    StepKind::Return,
];

impl StepKind {
    /// The steps of a handover, in their order.
    pub const fn of_case(kind: CaseKind) -> &'static [StepKind] {
        match kind {
            CaseKind::Crisis => CRISIS,
            CaseKind::Single => SINGLE,
            CaseKind::Absence => ABSENCE,
            CaseKind::Planned => PLANNED,
        }
    }

    /// The stage of a crisis the step belongs to; its checklist runs beside them.
    pub const fn stage(self, kind: CaseKind) -> Option<Stage> {
        match (kind, self) {
            (CaseKind::Planned | CaseKind::Absence | CaseKind::Single, _) | (_, StepKind::Start) => None,
            (CaseKind::Crisis, StepKind::Accesses | StepKind::Temporary | StepKind::Burning | StepKind::Calls) => {
                Some(Stage::Minutes)
            }
            (CaseKind::Crisis, StepKind::Fresh | StepKind::Logs) => Some(Stage::Day),
            (CaseKind::Crisis, _) => Some(Stage::Week),
        }
    }
}

/// How long a stage has run, at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageClock {
    /// Since the opening, never negative.
    pub passed_ms: i64,
    pub term_ms: i64,
}

impl Stage {
    /// Real hours: nights, weekends and holidays count (2 §9.14).
    pub const fn term_ms(self) -> i64 {
        match self {
            Stage::Minutes => 10 * MINUTE_MS,
            Stage::Day => 24 * HOUR_MS,
            Stage::Week => 7 * DAY_MS,
        }
    }

    pub fn clock(self, opened: At, now: At) -> StageClock {
        StageClock { passed_ms: (now.0 - opened.0).max(0), term_ms: self.term_ms() }
    }
}

impl StageClock {
    /// By how much the term has been passed; `None` while there is time.
    pub fn late_ms(self) -> Option<i64> {
        (self.passed_ms > self.term_ms).then(|| self.passed_ms - self.term_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rail_names_a_step_once_and_goes_from_its_beginning_to_its_end() {
        for kind in CaseKind::ALL {
            let rail = StepKind::of_case(*kind);
            let ends = match kind {
                CaseKind::Absence => (StepKind::Away, StepKind::Return),
                CaseKind::Single => (StepKind::Reason, StepKind::Letters),
                _ => (StepKind::Start, StepKind::Reconcile),
            };
            assert_eq!((rail.first(), rail.last()), (Some(&ends.0), Some(&ends.1)), "{kind:?}");
            for (i, step) in rail.iter().enumerate() {
                assert!(!rail[..i].contains(step), "{kind:?} has {step:?} twice");
            }
        }
    }

    #[test]
    fn the_stages_of_a_crisis_follow_each_other() {
        let stages: Vec<_> = CRISIS.iter().filter_map(|s| s.stage(CaseKind::Crisis)).collect();
        assert!(stages.is_sorted(), "{stages:?}");
        assert!(PLANNED.iter().all(|s| s.stage(CaseKind::Planned).is_none()));
    }

    #[test]
    fn a_stage_is_late_after_its_term_and_not_at_it() {
        let opened = At(1_000);
        let clock = |ms| Stage::Day.clock(opened, opened.plus(ms));
        assert_eq!(clock(24 * HOUR_MS).late_ms(), None);
        assert_eq!(clock(25 * HOUR_MS).late_ms(), Some(HOUR_MS));
        assert_eq!(clock(-HOUR_MS).passed_ms, 0, "a clock that was set back");
    }
}

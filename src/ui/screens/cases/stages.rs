//! The stages of a crisis in words: how long each runs and which are late.

use crate::base::{HOUR_MS, MINUTE_MS};
use crate::reads::wizard::{Stage, StepKind, Wizard};
use crate::ui::clocks::by_minutes;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::RailRow;

/// The heading before `step` where it begins a stage.
pub(super) fn heading(w: &Wizard, step: StepKind, cx: &Cx) -> Option<RailRow> {
    let kind = w.case.kind;
    let stage = step.stage(kind)?;
    let first = StepKind::of_case(kind).iter().find(|s| s.stage(kind) == Some(stage));
    if first != Some(&step) {
        return None;
    }
    let clock = stage.clock(w.case.crisis_at.or(w.case.opened_at)?, cx.clock.now);
    let t = cx.texts.t();
    let name = name(stage, cx);
    let done = w.steps.iter().filter(|c| c.step.stage(kind) == Some(stage)).all(|c| c.is_done());
    let (text, tone) = match clock.late_ms() {
        _ if done => (t.stage_done(name), Tone::Good),
        Some(late) => (t.stage_late(name, cx.texts.late(coarse(late))), Tone::Late),
        None => (t.stage_runs(name, passed(stage, clock.passed_ms, cx)), Tone::Title),
    };
    let gone = (clock.passed_ms.min(clock.term_ms).unsigned_abs(), clock.term_ms.unsigned_abs());
    Some(RailRow::Stage { text, gone, tone })
}

pub(super) fn name(stage: Stage, cx: &Cx) -> String {
    let t = cx.texts.t();
    match stage {
        Stage::Minutes => t.stage_minutes(),
        Stage::Day => t.stage_day(),
        Stage::Week => t.stage_week(),
    }
}

/// A week is told in days and hours, a day to the minute: an idle screen has little to write at a minute mark.
fn passed(stage: Stage, ms: i64, cx: &Cx) -> String {
    by_minutes(if stage == Stage::Week && ms >= HOUR_MS { ms - ms % HOUR_MS } else { ms }, cx)
}

/// A delay of hours is told in whole ones: «опоздание 12 ч».
fn coarse(ms: i64) -> i64 {
    let unit = if ms >= HOUR_MS { HOUR_MS } else { MINUTE_MS };
    ms - ms % unit
}

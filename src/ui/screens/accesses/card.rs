//! An account in words: its state in a cell, everything about it on a card.

use crate::domain::names::short;
use crate::domain::{AccessState, JobState};
use crate::reads::accesses::AccessView;
use crate::ui::clocks::near;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Section, Span};

/// «Не закрыто в срок. Звонить: ИТ — Громов И. Н., +7 343 …»: whom to ring, each once; empty while nothing is late.
pub(super) fn late(rows: &[AccessView], cx: &Cx) -> String {
    let late = |a: &&AccessView| a.state == AccessState::Asked && a.due_at.is_some_and(|due| due < cx.clock.now);
    let mut ring: Vec<String> = Vec::new();
    for a in rows.iter().filter(late) {
        let who = match &a.ring {
            Some(h) => format!("{} — {}, {}", cx.texts.term(a.role), short(&h.name), h.phone),
            None => cx.texts.term(a.role),
        };
        if !ring.contains(&who) {
            ring.push(who);
        }
    }
    if ring.is_empty() { String::new() } else { cx.texts.t().cut_late(ring.join("; ")) }
}

/// «Поручено: ИТ», «команда выполняется», «опоздание 5 мин».
pub(super) fn state(a: &AccessView, cx: &Cx) -> Span {
    let (x, t) = (cx.texts, cx.texts.t());
    match (a.state, a.command) {
        (AccessState::Done, _) => match a.done_at {
            Some(at) => (t.cut_done(near(at, cx)), Tone::Good),
            None => (x.term(a.state), Tone::Good),
        },
        (AccessState::Verified, _) => (x.term(a.state), Tone::Good),
        (AccessState::Asked, Some(JobState::Failed)) => (t.cut_failed(), Tone::Late),
        (AccessState::Asked, Some(JobState::Unknown)) => (t.cut_unknown(), Tone::Late),
        (AccessState::Asked, _) if a.due_at.is_some_and(|due| due < cx.clock.now) => {
            (x.late(cx.clock.now.0 - a.due_at.map_or(cx.clock.now.0, |d| d.0)), Tone::Late)
        }
        (AccessState::Asked, _) if a.needs_redirect && a.redirected.is_none() => (t.acc_redirect_next(), Tone::Warn),
        (AccessState::Asked, Some(JobState::Queued)) => (t.cut_queued(), Tone::Plain),
        (AccessState::Asked, Some(JobState::Running)) => (t.cut_running(), Tone::Accent),
        (AccessState::Asked, _) => (t.cut_asked(x.term(a.role)), Tone::Plain),
        (AccessState::Restore, _) => (x.term(a.state), Tone::Warn),
        (AccessState::Planned | AccessState::Restored | AccessState::Void, _) => (x.term(a.state), Tone::Dim),
    }
}

pub(super) fn card(a: &AccessView, cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new("");
    s.pair(t.acc_col_who(), &a.name);
    s.pair(t.acc_col_state(), x.term(a.state));
    s.pair(t.acc_login(), a.login.clone());
    s.pair(t.acc_action(), a.action.clone());
    if let Some(command) = a.command.filter(|_| a.ran.is_none()) {
        s.pair(t.cut_command(), x.term(command));
    }
    s.pair(t.acc_closes(), x.term(a.role));
    if let Some(h) = a.ring.as_ref().filter(|h| a.waits() && !h.phone.is_empty()) {
        s.pair(t.cut_ring(), format!("{}, {}", h.phone, h.name));
    }
    if a.shared {
        s.line(t.acc_shared(), Tone::Warn);
    }
    if let Some(names) = &a.knows {
        s.pair(t.acc_knows(), names.clone());
    }
    if !a.note.is_empty() {
        s.pair(t.acc_note(), &a.note);
    }
    if let Some(to) = &a.redirected {
        s.pair(t.acc_col_redirect(), to.clone());
    }
    for (label, at) in [(t.acc_col_due(), a.due_at), (t.acc_asked_at(), a.asked_at), (t.acc_done_at(), a.done_at)] {
        if let Some(at) = at {
            s.pair(label, x.at(at, &cx.clock));
        }
    }
    for (label, text) in [(t.start_evidence(), &a.evidence), (t.acc_verified_by(), &a.verified_by)] {
        if let Some(text) = text {
            s.pair(label, text.clone());
        }
    }
    Card { title: a.title.clone(), sections: vec![s, command(a, cx)], top: 0 }
}

/// What came of the command: how it ended, how long it took, what it said.
fn command(a: &AccessView, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let Some(ran) = &a.ran else { return Section::default() };
    let mut s = Section::new(t.acc_output());
    let tone = if a.is_trouble() { Tone::Late } else { Tone::Plain };
    s.line(x.hook_end(ran.end), tone);
    if a.is_trouble() {
        s.line(
            if a.command == Some(JobState::Unknown) { t.acc_todo_unknown() } else { t.acc_todo_failed() },
            Tone::Warn,
        );
    }
    s.pair(t.acc_took(), x.span(i64::try_from(ran.took_ms).unwrap_or(i64::MAX)));
    s.line(ran.output.clone(), Tone::Dim);
    s
}

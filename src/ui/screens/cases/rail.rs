//! The wizard's frame: the rail of steps and the ledger's remainder at the left, the step's heading and body at the
//! right. Under 100 columns one of the two at a time.

use ratatui::layout::{Position, Rect};

use super::{IN_STEP, LOG, NEXT_STEP, Open, RAIL, stages, step};
use crate::domain::ledger::Tally;
use crate::domain::names::short;
use crate::domain::{CaseKind, CaseState};
use crate::reads::case::Away;
use crate::reads::wizard::{StepCount, StepKind, Unaccepted, Wizard};
use crate::texts::Noun;
use crate::ui::actions::{self, Decl};
use crate::ui::cx::Cx;
use crate::ui::plan::WIDE;
use crate::ui::screens::papers::{KEY, PAPERS};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Paint, RailRow, RailStep, Span, StepState, gauge, rail, width, wrap};

/// Wide enough for «Контекст и задачи  12/156».
pub(super) const RAIL_W: u16 = 26;

pub const ACTIONS: &[Decl] = &[
    Decl::new(actions::OPEN, RAIL, &["Enter"], |x| x.t().cases_enter_step(), |x| x.t().cases_enter_step_help())
        .footer(1),
    Decl::new(actions::UP, RAIL, &["Up", "k"], |x| x.t().ui_act_up(), |x| x.t().ui_act_up_help()).plain(),
    Decl::new(actions::DOWN, RAIL, &["Down", "j"], |x| x.t().ui_act_down(), |x| x.t().ui_act_down_help()).plain(),
    Decl::new(actions::FIRST, RAIL, &["Home"], |x| x.t().ui_act_first(), |x| x.t().ui_act_first_help()).plain(),
    Decl::new(actions::LAST, RAIL, &["End"], |x| x.t().ui_act_last(), |x| x.t().ui_act_last_help()).plain(),
    Decl::new(actions::RIGHT, RAIL, &["Right", "l"], |x| x.t().ui_act_right(), |x| x.t().ui_act_right_help()).plain(),
    Decl::new(actions::LEFT, RAIL, &["Left", "h"], |x| x.t().ui_act_left(), |x| x.t().ui_act_left_help()).plain(),
    Decl::new(NEXT_STEP, step::PLACE, &["n"], |x| x.t().cases_next_step(), |x| x.t().cases_next_step_help()).footer(70),
    Decl::new(PAPERS, step::PLACE, &[KEY], |x| x.t().files_act(), |x| x.t().files_act_help()).footer(95),
    Decl::new(LOG, step::PLACE, &["g"], |x| x.t().signals_of_case(), |x| x.t().signals_of_case_help()),
    Decl::new(NEXT_STEP, RAIL, &["n"], |x| x.t().cases_next_step(), |x| x.t().cases_next_step_help()).footer(70),
    Decl::new(IN_STEP, RAIL, &["F2"], |x| x.t().cases_in_step(), |x| x.t().cases_in_step_help()).footer(2),
    Decl::new(PAPERS, RAIL, &[KEY], |x| x.t().files_act(), |x| x.t().files_act_help()).footer(10),
];

pub(super) fn view(o: &Open, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
    let Some(w) = &o.wizard else {
        let text = o.fault.as_ref().map_or_else(|| cx.texts.t().ui_reading(), |f| cx.texts.fault(f).line());
        p.text(area.x + 2, area.y + 1, area.width.saturating_sub(4), &text, Tone::Dim);
        return None;
    };
    if area.width < WIDE.max(RAIL_W + 5 + o.step.room()) {
        if o.in_rail {
            left(o, w, Rect { x: area.x + 1, width: area.width - 2, ..area }, cx, p);
            return None;
        }
        return right(o, w, Rect { x: area.x + 1, width: area.width - 2, ..area }, cx, p);
    }
    left(o, w, Rect { x: area.x + 1, width: RAIL_W, ..area }, cx, p);
    p.vline(area.x + RAIL_W + 2, area.y, area.height);
    let x = area.x + RAIL_W + 4;
    right(o, w, Rect { x, width: area.right().saturating_sub(x + 1), ..area }, cx, p)
}

/// Nobody has got anything yet. Whoever only receives sees what they have got.
fn nothing_applied(w: &Wizard) -> bool {
    w.part.is_whole() && w.count(StepKind::Distribution).done == 0
}

/// Nothing of it is to be done any more, though not everything was: withdrawn, or an absence whose return is taken.
fn is_over(w: &Wizard) -> bool {
    w.case.state == CaseState::Withdrawn || w.case.kind == CaseKind::Absence && w.case.state == CaseState::Closed
}

fn state(c: &StepCount, w: &Wizard) -> StepState {
    match c.step {
        StepKind::Reason | StepKind::Away => StepState::Done,
        // He stays, or is back: what was not done is not to be done, and nothing was reconciled.
        step if is_over(w) && (step == StepKind::Reconcile || !c.is_done()) => StepState::Closed,
        // Nothing is accepted yet, so there is no card to put a comment into.
        StepKind::Crm if c.total == 0 && !w.part.is_whole() => StepState::Closed,
        _ if c.is_done() => StepState::Done,
        _ if c.done > 0 => StepState::Part,
        StepKind::Crm | StepKind::Acceptance | StepKind::Letters | StepKind::Act if nothing_applied(w) => {
            StepState::Closed
        }
        _ => StepState::Open,
    }
}

fn rows(o: &Open, w: &Wizard, cx: &Cx) -> Vec<RailRow> {
    let mut rows = Vec::new();
    for c in &w.steps {
        rows.extend(stages::heading(w, c.step, cx));
        let state = state(c, w);
        let over = is_over(w) && state == StepState::Closed;
        rows.push(RailRow::Step(RailStep {
            name: step::name(c.step, w.case.kind, cx),
            state,
            count: if c.total <= 1 || over { String::new() } else { format!("{}/{}", c.done, c.total) },
            bar: (c.done, c.total),
            late: !is_over(w) && c.due.is_some_and(|d| d < cx.clock.now),
            here: c.step == o.at,
        }));
    }
    rows
}

fn left(o: &Open, w: &Wizard, area: Rect, cx: &Cx, p: &mut Paint) {
    let rows = rows(o, w, cx);
    rail(p, area, &rows);
    // Where the steps leave two lines, the remainder is one of them.
    let n = rows.len() as u16;
    let mut y = area.y + n + u16::from(area.height > n + 3);
    let mut line = |p: &mut Paint, text: &str, tone| {
        if y < area.bottom() {
            p.text(area.x, y, area.width, text, tone);
            y += 1;
        }
    };
    // Nothing is left to decide: a closed case is done, a withdrawn one was given back.
    if matches!(w.case.state, CaseState::Closed | CaseState::Finished | CaseState::Withdrawn) {
        line(p, &cx.texts.term(w.case.state), Tone::Good);
        return;
    }
    let left = tally(&w.case.ledger.remaining, cx);
    if !w.part.is_whole() {
        // What is still to be decided is the head's concern.
    } else if left.is_empty() {
        line(p, &cx.texts.t().cases_remaining(), Tone::Title);
        if w.awaits_export {
            line(p, &cx.texts.t().cases_awaits_export(), Tone::Warn);
        } else {
            line(p, &cx.texts.t().cases_remaining_none(), Tone::Good);
        }
    } else if area.width > RAIL_W {
        line(p, &format!("{}: {}", cx.texts.t().cases_remaining(), left.join(", ")), Tone::Plain);
    } else {
        line(p, &cx.texts.t().cases_remaining(), Tone::Title);
        for part in &left {
            line(p, part, Tone::Plain);
        }
    }
    if w.part.is_whole() && !nothing_applied(w) && !w.awaits_export {
        for text in unaccepted(w.unaccepted, cx) {
            line(p, &text, Tone::Plain);
        }
    }
    if area.width <= RAIL_W {
        line(p, "", Tone::Plain);
    }
    for (text, tone) in freshness(w, cx) {
        for l in wrap(&text, area.width) {
            line(p, &l, tone);
        }
    }
}

/// «не принято: 106 строк», and in the words of the step itself what they wait for, where they wait for different things.
fn unaccepted(u: Unaccepted, cx: &Cx) -> Vec<String> {
    let (x, t) = (cx.texts, cx.texts.t());
    let parts = [
        (u.offered, t.recv_col_offered()),
        (u.waiting, t.recv_col_waiting()),
        (u.undecided, t.cases_unaccepted_undecided()),
    ];
    let mut parts: Vec<_> = parts.into_iter().filter(|(n, _)| *n > 0).collect();
    // What is to be decided stands above already, and may be all there is.
    if parts.iter().all(|(n, _)| *n == u.undecided) {
        parts.clear();
    }
    let all = (u.all() > u.undecided).then(|| t.cases_unaccepted(x.count(Noun::Line, u.all() as i64)));
    let part = |(n, what): (u64, String)| format!("  {}: {}", what.to_lowercase(), x.number(n as i64));
    all.into_iter().chain(parts.into_iter().map(part)).collect()
}

/// «12 клиентов», «7 сделок»…, only what is not zero; tasks set for others apart, as on the person's card.
pub(in crate::ui::screens) fn tally(t: &Tally, cx: &Cx) -> Vec<String> {
    let count = |noun, n| (n > 0).then(|| cx.texts.count(noun, n as i64));
    [
        count(Noun::Client, t.clients),
        count(Noun::Deal, t.deals),
        count(Noun::Task, t.tasks),
        count(Noun::Task, t.authored).map(|n| cx.texts.t().tasks_for_others(n)),
        count(Noun::Lead, t.leads),
        count(Noun::Reference, t.references),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// «данные на 12 окт., 40 дней назад», and what was never loaded.
fn freshness(w: &Wizard, cx: &Cx) -> Vec<Span> {
    let t = cx.texts.t();
    let mut out = Vec::new();
    if let Some(at) = w.case.data_at {
        let days = cx.clock.days_since(at);
        let day = cx.texts.day_short(cx.clock.zone.day(at), cx.today());
        let tone = if days > 7 { Tone::Warn } else { Tone::Dim };
        let text =
            if days > 0 { t.cases_data_at(day, cx.texts.count(Noun::Day, days)) } else { t.cases_data_fresh(day) };
        out.push((text, tone));
    }
    if !w.case.not_loaded.is_empty() {
        let kinds: Vec<String> = w.case.not_loaded.iter().map(|k| cx.texts.term(*k).to_lowercase()).collect();
        out.push((t.cases_not_loaded(kinds.join(", ")), Tone::Warn));
    }
    out
}

/// Until when, or, of an absence that is over, which days it was.
fn away(a: Away, state: CaseState, cx: &Cx) -> String {
    let (t, day) = (cx.texts.t(), |d| cx.texts.day_short(d, cx.today()));
    match state.is_active() {
        true => t.away_until(cx.texts.day(a.to, cx.today())),
        // Back on its very first day: it has no whole day, and was none the less.
        false if a.to.plus(1) == a.from && state == CaseState::Closed => t.away_same_day(day(a.from)),
        false if a.to < a.from => t.away_not_begun(),
        false => t.away_was(day(a.from), day(a.to)),
    }
}

fn right(o: &Open, w: &Wizard, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
    let leaver = || w.case.leaver.as_ref().map_or_else(String::new, |l| short(&l.name));
    let who = w.case.client.as_ref().map_or_else(leaver, |(_, name)| name.clone());
    let until = w.case.last_day.map(|d| cx.texts.t().cases_until(cx.texts.day(d, cx.today())));
    let since = w.crisis.as_ref().and_then(|c| c.since_at);
    let since = since.map(|at| cx.texts.t().first_since(cx.texts.at(at, &cx.clock)));
    let back = w.case.away.map(|a| away(a, w.case.state, cx));
    let day = since.or(until).or(back).map_or_else(String::new, |d| format!(" · {d}"));
    let title = format!("{}  ", step::name(o.at, w.case.kind, cx).to_uppercase());
    let used = p.text(area.x, area.y, area.width, &title, if o.in_rail { Tone::Title } else { Tone::Accent });
    let (state, room) = (cx.texts.term(w.case.state), area.width.saturating_sub(used));
    let about = format!("№{} {who}", w.case.id.0);
    // What does not fit gives way whole: the state first, then the day.
    let shown = [format!("{about} · {state}{day}"), format!("{about}{day}")];
    let shown = shown.into_iter().find(|s| width(s) <= room).unwrap_or(about);
    p.right(area.x + used, area.y, room, &shown, Tone::Dim);
    if o.step.has_own_heading(cx) {
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        return o.step.view(body, w, cx, p);
    }
    let c = w.count(o.at);
    let mut y = area.y + 1;
    for l in wrap(&step::why(o.at, w.case.kind, cx), area.width).iter().take(2) {
        p.text(area.x, y, area.width, l, Tone::Dim);
        y += 1;
    }
    if c.total > 1 && (c.is_done() || !is_over(w)) {
        let n = cx.texts.n_of(c.done as i64, c.total as i64);
        let bar_w = 20.min(area.width / 3);
        let x = area.x + p.text(area.x, y, bar_w, &gauge(p.theme, c.done, c.total, bar_w), Tone::Accent);
        let mut spans = vec![(format!("  {}", cx.texts.t().cases_done_of(n)), Tone::Plain)];
        if let Some(due) = c.due {
            let late = due < cx.clock.now;
            let when = if late { cx.texts.late(cx.clock.now.0 - due.0) } else { cx.texts.at(due, &cx.clock) };
            let text = if late { when } else { cx.texts.t().cases_due_by(when) };
            spans.push((format!(" · {text}"), if late { Tone::Late } else { Tone::Dim }));
        }
        p.spans(x, y, area.right().saturating_sub(x), &spans);
        y += 1;
    }
    p.hline(area.x, y, area.width);
    let body = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
    o.step.view(body, w, cx, p)
}

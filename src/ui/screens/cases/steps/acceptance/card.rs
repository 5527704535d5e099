//! What a receiver reads before answering: who gives it, why to them, until when, and all that is known of it (1-B4).

use crate::base::show;
use crate::domain::BlockState;
use crate::ops::RefusedLine;
use crate::reads::context::ContextCard;
use crate::reads::offered::Offered;
use crate::reads::steps::Step;
use crate::ui::cx::Cx;
use crate::ui::screens::cases::steps::context::known;
use crate::ui::screens::cases::steps::distribution::explain;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Section};

pub fn card(o: &Offered, cx: &Cx) -> Card {
    let mut sections = vec![offer(o, cx)];
    sections.extend(explain::refused(o, cx));
    sections.extend(explain::apart(o, cx));
    sections.extend(task(o, cx));
    sections.extend(lead(o, cx));
    sections.extend(deals(o, cx));
    if let Some(c) = &o.context {
        sections.push(blocks(c, cx));
        sections.push(promises(c, cx));
        sections.extend(known::beside(c, cx));
    }
    let client = o.row.client.as_ref().map_or_else(String::new, |c| format!("{c} — "));
    Card { title: format!("{client}{}", o.row.title), sections, top: 0 }
}

/// From whom, to whom, why, until when, with what first action.
fn offer(o: &Offered, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new("");
    s.pair(t.desk_what(), x.term(o.row.kind).to_lowercase());
    s.pair(t.desk_from(), o.leaver.clone());
    if let Some((_, name)) = &o.row.to {
        s.pair(t.desk_to(), name.clone());
    }
    let mut reasons = explain::reasons(&o.row, cx);
    reasons.dedup();
    for (i, line) in reasons.into_iter().enumerate() {
        s.pair(if i == 0 { t.desk_why() } else { String::new() }, line);
    }
    if let Some(at) = o.row.acceptance_due {
        let late = at < cx.clock.now;
        let until = x.at(at, &cx.clock);
        let label = (format!("{:<14} ", t.desk_until()), Tone::Dim);
        s.spans(vec![label, (until, if late { Tone::Late } else { Tone::Plain })]);
    }
    match &o.step {
        Some(step) => s.pair(t.recv_col_step(), said(step, cx)),
        None => s.pair(t.recv_col_step(), t.recv_no_step()),
    };
    s
}

fn said(step: &Step, cx: &Cx) -> String {
    let on = step.on.map_or_else(|| cx.texts.t().desk_no_day(), |d| cx.texts.due_long(d, cx.today()));
    format!("{} — {on}", step.text)
}

fn task(o: &Offered, cx: &Cx) -> Option<Section> {
    let (x, t, task) = (cx.texts, cx.texts.t(), o.task.as_ref()?);
    let mut s = Section::new(t.tasks_card_fields());
    s.pair(t.tasks_card_deal(), task.deal.clone());
    s.pair(t.tasks_card_author(), task.author.clone());
    for (field, text) in task.told.all().iter().filter(|(_, text)| !text.is_empty()) {
        s.pair(x.term(*field), text.clone());
    }
    let lacks = x.task_lacks(&task.told.missing(task.kind));
    if !lacks.is_empty() {
        s.line(format!("{lacks}. {}", t.desk_ask()), Tone::Warn);
    }
    Some(s)
}

fn lead(o: &Offered, cx: &Cx) -> Option<Section> {
    let (t, lead) = (cx.texts.t(), o.lead.as_ref()?);
    let mut s = Section::new("");
    s.pair(t.desk_source(), lead.source.clone());
    s.pair(t.employees_card_phone(), lead.phone.clone());
    if let Some(at) = lead.at {
        s.pair(t.desk_came(), cx.texts.at(at, &cx.clock));
    }
    Some(s)
}

/// A client's story is in its deals.
fn deals(o: &Offered, cx: &Cx) -> Option<Section> {
    let mut s = Section::new(cx.texts.t().desk_deals());
    for d in &o.deals {
        let step = d.step.as_ref().map_or_else(|| cx.texts.t().recv_no_step(), |step| said(step, cx));
        s.line(format!("{}: {step}", d.title), if d.step.is_some() { Tone::Plain } else { Tone::Warn });
    }
    (!o.deals.is_empty()).then_some(s)
}

fn blocks(c: &ContextCard, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new(t.desk_context());
    for b in &c.blocks {
        let on = b.on.map_or_else(String::new, |d| format!(" — {}", x.due_long(d, cx.today())));
        let (text, tone) = match b.state {
            BlockState::Filled => (format!("{}{on}", b.text), Tone::Plain),
            BlockState::Confirmed => (t.ctx_nothing_text(), Tone::Dim),
            BlockState::Waived => (t.ctx_is_waived(b.reason.clone()), Tone::Warn),
            BlockState::Empty if b.required => (t.desk_not_written(), Tone::Warn),
            BlockState::Empty => continue,
        };
        s.line(x.term(b.block), Tone::Dim);
        s.line(format!("  {text}"), tone);
    }
    s
}

fn promises(c: &ContextCard, cx: &Cx) -> Section {
    let mut s = Section::new(cx.texts.t().prom_rows());
    for p in &c.promises {
        s.line(cx.texts.promise(&p.said(), cx.today()), if p.unusual { Tone::Warn } else { Tone::Plain });
    }
    s
}

/// What «принято всё» left alone, line by line.
pub fn left_alone(all: &[RefusedLine], cx: &Cx) -> Card {
    let t = cx.texts.t();
    let mut s = Section::new("");
    s.line(t.desk_left_note(), Tone::Dim);
    for r in all {
        let why = if r.code == "date_in_past" { t.desk_left_past() } else { t.desk_left_no_step() };
        s.spans(vec![(format!("{}  ", show(&r.title)), Tone::Plain), (why, Tone::Warn)]);
    }
    Card { title: t.desk_left_title(), sections: vec![s], top: 0 }
}

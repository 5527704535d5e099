//! What to know before one rings: what is at stake, what was promised, whom to ask for, what to begin with.

use super::view;
use crate::domain::{DecisionRole, Segment};
use crate::reads::calls::{CallRow, LooseDeal, Say, SayKind};
use crate::ui::clocks::near;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Section};

/// Deals that belong to no client: what is at stake, whom their own cards name.
pub(super) fn loose(deals: &[LooseDeal], cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut why = Section::new("");
    why.line(t.ring_loose_why(), Tone::Dim);
    let one = |l: &LooseDeal| {
        let mut s = Section::new(l.deal.title.clone());
        s.pair(t.ring_col_stage(), format!("{} · {}", l.deal.stage, x.money(l.deal.amount)));
        if let Some(day) = l.deal.expected_close {
            s.pair(t.ring_col_burns(), t.ring_burns_close(x.day_near(day, cx.today())));
        }
        s.pair(t.ring_col_contact(), l.contact.clone().unwrap_or_default());
        s.pair(t.employees_card_phone(), l.phones.join(", "));
        if l.phones.is_empty() {
            s.line(t.ring_no_phone(), Tone::Warn);
        }
        s
    };
    let sections = std::iter::once(why).chain(deals.iter().map(one)).collect();
    Card { title: t.ring_loose_title(), sections, top: 0 }
}

pub(super) fn card(r: &CallRow, cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut who = Section::new("");
    if let Some(c) = &r.contact {
        let role = if c.decision == DecisionRole::Unknown { String::new() } else { x.term(c.decision) };
        let about: Vec<String> = [c.position.clone(), role].into_iter().filter(|s| !s.is_empty()).collect();
        let about = if about.is_empty() { String::new() } else { format!(" — {}", about.join(", ")) };
        who.pair(t.ring_col_contact(), format!("{}{about}", c.name));
    }
    for (i, phone) in r.phones.iter().enumerate() {
        who.pair(if i == 0 { t.employees_card_phone() } else { String::new() }, phone.clone());
    }
    if r.phones.is_empty() {
        who.line(t.ring_no_phone(), Tone::Warn);
    }
    if let Some((_, owner)) = &r.owner {
        who.pair(t.ring_owner(), owner.clone());
    }
    let mut say = Section::new(t.ring_say());
    match &r.say {
        Some(s) => say.pair(said_from(s.kind, cx), spoken(s, cx)),
        None => say.line(t.ring_say_nothing(), Tone::Dim),
    };
    let burns = view::burns(&r.burns, cx);
    if !burns.is_empty() {
        say.pair(t.ring_col_burns(), burns);
    }
    let mut deals = Section::new(t.ring_deals());
    for d in &r.deals {
        let close = d
            .expected_close
            .map_or_else(String::new, |day| format!(" · {}", t.ring_burns_close(x.day_near(day, cx.today()))));
        deals.pair(d.stage.clone(), format!("{} · {}{close}", d.title, x.money(d.amount)));
    }
    let mut last = Section::new(t.ring_last());
    if let Some(l) = &r.last {
        let again = l.again_at.map_or_else(String::new, |at| format!(" · {}", t.ring_said_again(near(at, cx))));
        last.pair(x.at(l.at, &cx.clock), format!("{}{again}", x.term(l.result)));
        if !l.note.is_empty() {
            last.pair(t.ring_note(), l.note.clone());
        }
        last.pair(t.ring_by(), l.by.clone());
        last.pair(t.ring_attempts(), x.number(r.attempts.into()));
    }
    let promised = crate::ui::promises::section(&r.promised, cx);
    let mut notes = Section::new(t.ctx_known_notes());
    for n in &r.notes {
        notes.line(n.clone(), Tone::Plain);
    }
    let mut sections = vec![who, say, promised, notes];
    if !r.deals.is_empty() {
        sections.push(deals);
    }
    if r.last.is_some() {
        sections.push(last);
    }
    let vip = if r.vip { format!("{} ", x.term(Segment::Vip)) } else { String::new() };
    Card { title: format!("{vip}{}", r.name), sections, top: 0 }
}

/// What was said, with the day of it where it was a talk.
pub(in crate::ui::screens::cases::steps) fn spoken(s: &Say, cx: &Cx) -> String {
    match s.at {
        Some(at) => format!("{}: {}", cx.texts.day_short(cx.clock.zone.day(at), cx.today()), s.text),
        None => s.text.clone(),
    }
}

/// Where the words to begin with come from.
pub(in crate::ui::screens::cases::steps) fn said_from(kind: SayKind, cx: &Cx) -> String {
    let t = cx.texts.t();
    match kind {
        SayKind::NextStep => t.ring_say_next(),
        SayKind::Promise => t.ring_say_promise(),
        SayKind::Touch => t.ring_say_touch(),
        SayKind::Note => t.ring_say_note(),
    }
}

//! What the card knows already: beside the form where there is room, in one line and behind a key where there is not.

use crate::base::Ref;
use crate::domain::DecisionRole;
use crate::domain::names::short;
use crate::reads::context::{ContextCard, KnownContact};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Section};

/// «АО «Каскад» — Поставка №118».
pub fn title(card: &ContextCard) -> String {
    let client = card.client.as_ref().filter(|(id, _)| Ref::from(*id) != card.object);
    client.map_or_else(|| card.title.clone(), |(_, c)| format!("{c} — {}", card.title))
}

/// Stage, amount, close date, who receives: in one line.
pub fn head(card: &ContextCard, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut parts = Vec::new();
    if !card.stage.is_empty() {
        parts.push(card.stage.clone());
    }
    if let Some(m) = card.amount.filter(|m| m.minor != 0) {
        parts.push(x.money(m));
    }
    if let Some(day) = card.expected_close {
        parts.push(t.ctx_close(x.day(day, cx.today())));
    }
    if let Some((_, name)) = &card.receiver {
        parts.push(t.ctx_to(short(name)));
    }
    parts.join(" · ")
}

/// The same and the rest, for reading.
pub fn card(card: &ContextCard, cx: &Cx) -> Card {
    let t = cx.texts.t();
    let mut sections = beside(card, cx);
    if let (Some(deal), Some((_, name))) = (sections.first_mut(), &card.receiver) {
        deal.pair(t.ctx_known_receiver(), name.clone());
    }
    Card { title: t.ctx_known(), sections, top: 0 }
}

/// What is known, for whoever knows who receives it.
pub fn beside(card: &ContextCard, cx: &Cx) -> Vec<Section> {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut deal = Section::new("");
    deal.pair(t.ctx_known_stage(), card.stage.clone());
    if let Some(at) = card.stage_since {
        deal.pair(t.ctx_known_in_stage(), x.count(Noun::Day, cx.clock.days_since(at)));
    }
    if let Some(m) = card.amount.filter(|m| m.minor != 0) {
        deal.pair(t.ctx_known_amount(), x.money(m));
    }
    if let Some(day) = card.expected_close {
        deal.pair(t.ctx_known_close(), x.day(day, cx.today()));
    }
    if let Some(at) = card.created_at {
        deal.pair(t.ctx_known_created(), x.day(cx.clock.zone.day(at), cx.today()));
    }
    let mut contacts = Section::new(t.ctx_known_contacts());
    for k in &card.contacts {
        contacts.line(contact(k, true, cx), Tone::Plain);
    }
    let mut tasks = Section::new(t.ctx_known_tasks());
    for k in &card.tasks {
        let when = k.due.map_or_else(String::new, |d| format!(" — {}", x.due(d, cx.today())));
        tasks.line(format!("{}: {}{when}", x.term(k.kind), k.title), Tone::Plain);
        let told = if k.handed { x.task_told(k.kind, k.told.all()) } else { String::new() };
        if !told.is_empty() {
            tasks.line(format!("  {told}"), if k.missing().is_empty() { Tone::Dim } else { Tone::Warn });
        }
    }
    let mut touches = Section::new(t.ctx_known_touches());
    for k in &card.touches {
        let said = x.touch_outcome(k.result, &k.outcome);
        touches.line(format!("{} {}: {said}", x.term(k.kind), x.at(k.at, &cx.clock)), Tone::Plain);
    }
    let mut notes = Section::new(t.ctx_known_notes());
    for n in &card.notes {
        notes.line(n.text.clone(), Tone::Plain);
    }
    vec![deal, contacts, tasks, touches, notes]
}

/// «Орлов П., директор — решает, +7 912 345-67-89».
pub fn contact(k: &KnownContact, points: bool, cx: &Cx) -> String {
    let mut out = k.name.clone();
    if !k.position.is_empty() {
        out = format!("{out}, {}", k.position);
    }
    if k.decision != DecisionRole::Unknown {
        out = format!("{out} — {}", cx.texts.term(k.decision).to_lowercase());
    }
    match k.points.first().filter(|_| points) {
        Some(p) => format!("{out}, {p}"),
        None => out,
    }
}

/// «создана вт, 3 сент.; в этапе 12 дней; 2 задачи; звонок пт, 20 нояб.: ждут счёт».
pub fn line(card: &ContextCard, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut parts = Vec::new();
    if let Some(at) = card.stage_since {
        parts.push(t.ctx_in_stage(x.count(Noun::Day, cx.clock.days_since(at))));
    }
    if !card.contacts.is_empty() {
        parts.push(x.count(Noun::Contact, card.contacts.len() as i64));
    }
    if !card.tasks.is_empty() {
        parts.push(x.count(Noun::Task, card.tasks.len() as i64));
    }
    if let Some(k) = card.touches.first() {
        let said = x.touch_outcome(k.result, &k.outcome);
        parts.push(format!("{} {}: {said}", x.term(k.kind), x.day_short(cx.clock.zone.day(k.at), cx.today())));
    }
    if let Some(n) = card.notes.first() {
        parts.push(x.t().quoted(n.text.clone()));
    }
    if parts.is_empty() { t.ctx_known_nothing() } else { parts.join("; ") }
}

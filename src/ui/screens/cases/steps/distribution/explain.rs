//! Why a line goes where it goes, and why a line was skipped: in words.

use crate::domain::distribution::{NoSecond, Why};
use crate::domain::names::short;
use crate::domain::{AcceptanceState, LineKind, Temperature};
use crate::ops::{Conflict, ConflictReason};
use crate::reads::ledger::{Apart, LedgerRow};
use crate::reads::offered::Offered;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Section};

/// The short name of a rule, as the base stores its word.
fn why(w: &Why, cx: &Cx) -> String {
    let t = cx.texts.t();
    match w {
        Why::FinalStage => t.dist_why_final(),
        Why::Second { .. } => t.dist_why_second(),
        Why::Senior { second, .. } => match second {
            NoSecond::Nobody => t.dist_why_senior(),
            NoSecond::Leaves => t.dist_why_senior_leaves(),
            NoSecond::Away => t.dist_why_senior_away(),
            NoSecond::Declined => t.dist_why_senior_declined(),
            NoSecond::NotEligible => t.dist_why_senior_not(),
        },
        Why::Region { region } => t.dist_why_region(region.clone()),
        Why::Industry { industry } => t.dist_why_industry(industry.clone()),
        Why::LeastLoaded { temperature } => t.dist_why_even(cx.texts.term(*temperature)),
        Why::Named => t.dist_why_named(),
        Why::ClientOwner => t.dist_why_owner(),
        Why::NobodyElse => t.dist_why_nobody(),
        Why::Position => t.dist_why_position(),
        Why::ByHand => t.dist_why_hand(),
    }
}

/// In an absence its own substitute stands on the line, and nobody has chosen him by hand.
pub(super) fn is_substitute(r: &LedgerRow) -> bool {
    r.rule.as_deref() == Some("hand") && r.hand_reason.is_none()
}

/// Declined twice, and the head has not chosen yet.
pub(super) fn is_left(r: &LedgerRow) -> bool {
    r.rule.as_deref() == Some("declined")
}

/// The rule's short name.
pub(super) fn rule(r: &LedgerRow, cx: &Cx) -> String {
    match r.rule.as_deref() {
        _ if is_substitute(r) => cx.texts.t().dist_rule_substitute(),
        Some(word) => cx.texts.rule(word),
        None => String::new(),
    }
}

/// Why a line went where it did: the rule with what matched, and the head's own words.
pub fn reasons(r: &LedgerRow, cx: &Cx) -> Vec<String> {
    let said = r.why.as_ref().map(|w| why(&w.why, cx)).filter(|_| !is_substitute(r));
    let follows = super::with_client(r).is_some().then(|| cx.texts.t().dist_card_follows());
    [said, follows, r.hand_reason.clone(), r.reason.clone()].into_iter().flatten().filter(|s| !s.is_empty()).collect()
}

/// Everything that is known of a line, decided or not: whose it becomes and why, who has declined it, what goes apart.
/// `young`: who gets it is on probation.
pub(super) fn card(o: &Offered, young: bool, cx: &Cx) -> Card {
    let mut first = proposal(&o.row, cx);
    if young && o.row.temperature == Temperature::Hot.word() {
        first.line(cx.texts.t().dist_card_young(), Tone::Warn);
    }
    let mut sections = vec![first];
    if let Some(mut s) = refused(o, cx) {
        if o.row.batch.is_none() && o.refused.iter().any(|r| r.state == AcceptanceState::Declined) {
            s.line(cx.texts.t().dist_declined_note(), Tone::Dim);
        }
        sections.push(s);
    }
    sections.extend(apart(o, cx));
    let client = o.row.client.as_ref().map_or_else(String::new, |c| format!("{c} — "));
    Card { title: format!("{client}{}", o.row.title), sections, top: 0 }
}

fn proposal(r: &LedgerRow, cx: &Cx) -> Section {
    let t = cx.texts.t();
    let mut s = Section::new("");
    s.pair(t.dist_col_kind(), cx.texts.term(r.kind).to_lowercase());
    match r.to.as_ref().or(r.proposed.as_ref()) {
        Some((_, name)) => s.pair(t.dist_col_to(), short(name)),
        None => s.pair(t.dist_col_to(), t.dist_card_undecided()),
    };
    s.pair(t.dist_col_rule(), rule(r, cx));
    if is_left(r) {
        s.line(t.dist_next_left(), Tone::Warn);
    }
    if let Some(w) = &r.why {
        if !is_substitute(r) {
            s.pair(t.dist_card_why(), why(&w.why, cx));
        }
        if super::with_client(r).is_some() {
            s.pair("", t.dist_card_follows());
        }
        if let (Some(a), Some(b)) = (w.before.percent(), w.after.percent()) {
            s.pair(t.dist_col_load(), format!("{a} % → {b} %"));
        }
        if w.substitute.is_some() {
            s.pair("", t.dist_card_substitute());
        }
    }
    if let Some(reason) = &r.hand_reason {
        s.pair(t.dist_card_hand(), reason.clone());
    }
    if r.over_capacity {
        s.line(t.dist_card_over(), Tone::Late);
    }
    if let Some(m) = r.amount.filter(|m| m.minor != 0) {
        s.pair(t.dist_col_amount(), cx.texts.money(m));
    }
    s.pair(t.bonus_card(), r.bonus.as_ref().map_or_else(String::new, |b| cx.texts.bonus(b)));
    s
}

/// Whoever was asked before, and what they said.
pub fn refused(o: &Offered, cx: &Cx) -> Option<Section> {
    let t = cx.texts.t();
    let mut s = Section::new(t.desk_refused());
    for r in &o.refused {
        let when = r.at.map_or_else(String::new, |at| cx.texts.day_short(cx.clock.zone.day(at), cx.today()));
        let why = match r.state {
            AcceptanceState::Withdrawn => t.dist_taken_from_away(),
            _ if r.reason.is_empty() => t.desk_expired(),
            _ => t.quoted(r.reason.clone()),
        };
        s.line(format!("{}, {when}: {why}", short(&r.who)), Tone::Warn);
    }
    (!o.refused.is_empty()).then_some(s)
}

/// A client and a deal of it that are with two people: whoever has one half is told who has the other.
pub fn apart(o: &Offered, cx: &Cx) -> Option<Section> {
    let t = cx.texts.t();
    let mut s = Section::new(t.dist_apart_title());
    for a in &o.row.apart {
        s.line(half(a, cx), Tone::Warn);
    }
    for a in &o.colleagues {
        s.line(t.dist_apart_colleague(a.title.clone(), short(&a.with.1)), Tone::Dim);
    }
    (!s.lines.is_empty()).then_some(s)
}

/// «Сделку «Поставка» ведёт Иванова М. С.»
pub(super) fn half(a: &Apart, cx: &Cx) -> String {
    let (t, name) = (cx.texts.t(), short(&a.with.1));
    match a.kind {
        LineKind::Client => t.dist_apart_client(a.title.clone(), name),
        _ => t.dist_apart_deal(a.title.clone(), name),
    }
}

/// The same in a cell: «клиент: Белова З. А.», «2 сделки: Иванова М. С.».
pub(super) fn halves(r: &LedgerRow, cx: &Cx) -> String {
    let Some(first) = r.apart.first() else { return String::new() };
    let what = match first.kind {
        LineKind::Client => cx.texts.term(LineKind::Client).to_lowercase(),
        _ if r.apart.len() == 1 => cx.texts.term(LineKind::Deal).to_lowercase(),
        _ => cx.texts.count(Noun::Deal, r.apart.len() as i64),
    };
    let mut names: Vec<String> = r.apart.iter().map(|a| short(&a.with.1)).collect();
    names.dedup();
    format!("{what}: {}", names.join(", "))
}

/// What is warned of, in full.
pub(super) fn warned(all: Vec<String>, cx: &Cx) -> Card {
    let mut s = Section::new("");
    for text in all {
        s.line(format!("! {text}"), Tone::Warn);
    }
    Card { title: cx.texts.t().dist_warned_title(), sections: vec![s], top: 0 }
}

/// What was skipped at applying, and why.
pub(super) fn conflicts(all: &[Conflict], cx: &Cx) -> Card {
    let t = cx.texts.t();
    let mut s = Section::new("");
    s.line(t.dist_conflicts_note(), Tone::Dim);
    for c in all {
        let why = match c.reason {
            ConflictReason::OwnerChanged => t.dist_conflict_owner(),
            ConflictReason::Closed => t.dist_conflict_closed(),
            ConflictReason::ReceiverGone => t.dist_conflict_receiver(),
            ConflictReason::ReceiverAway => t.away_conflict(),
            ConflictReason::InTeam => t.dist_conflict_team(),
            ConflictReason::Accepted => t.dist_conflict_accepted(),
        };
        s.spans(vec![(format!("{}  ", c.title), Tone::Plain), (why, Tone::Warn)]);
    }
    Card { title: t.dist_conflicts_title(), sections: vec![s], top: 0 }
}

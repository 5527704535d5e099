//! Why a line goes where it goes, and why a line was skipped: in words.

use crate::domain::distribution::{NoSecond, Why};
use crate::domain::names::short;
use crate::ops::{Conflict, ConflictReason};
use crate::reads::ledger::LedgerRow;
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

/// Why a line went where it did: the rule with what matched, and the head's own words.
pub fn reasons(r: &LedgerRow, cx: &Cx) -> Vec<String> {
    let said = r.why.as_ref().map(|w| why(&w.why, cx));
    let follows = super::with_client(r).is_some().then(|| cx.texts.t().dist_card_follows());
    [said, follows, r.hand_reason.clone(), r.reason.clone()].into_iter().flatten().filter(|s| !s.is_empty()).collect()
}

/// Everything that is known of a proposal.
pub(super) fn card(r: &LedgerRow, cx: &Cx) -> Card {
    let t = cx.texts.t();
    let mut s = Section::new("");
    if let Some((_, name)) = r.to.as_ref().or(r.proposed.as_ref()) {
        s.pair(t.dist_col_to(), short(name));
    }
    if let Some(word) = &r.rule {
        s.pair(t.dist_col_rule(), cx.texts.rule(word));
    }
    if let Some(w) = &r.why {
        s.pair(t.dist_card_why(), why(&w.why, cx));
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
    Card { title: r.title.clone(), sections: vec![s], top: 0 }
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

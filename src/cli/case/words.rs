//! Words for people where the contract has words for scripts.

use crate::ops::ConflictReason;
use crate::texts::Texts;

/// A rule of the distribution by its stored word.
pub fn rule(word: &str, texts: &Texts) -> String {
    let t = texts.t();
    match word {
        "final" => t.cli_rule_final(),
        "vip" => t.cli_rule_vip(),
        "region" => t.cli_rule_region(),
        "industry" => t.cli_rule_industry(),
        "even" => t.cli_rule_even(),
        "with_client" => t.cli_rule_with_client(),
        "owner" => t.cli_rule_owner(),
        "head" => t.cli_rule_head(),
        "hand" => t.cli_rule_hand(),
        other => other.to_owned(),
    }
}

/// Why a line was skipped.
pub fn conflict(reason: ConflictReason, texts: &Texts) -> String {
    let t = texts.t();
    match reason {
        ConflictReason::OwnerChanged => t.cli_conflict_owner_changed(),
        ConflictReason::Closed => t.cli_conflict_closed(),
        ConflictReason::ReceiverGone => t.cli_conflict_receiver_gone(),
        ConflictReason::ReceiverAway => t.away_conflict(),
        ConflictReason::InTeam => t.cli_conflict_in_team(),
        ConflictReason::Accepted => t.cli_conflict_accepted(),
    }
}

//! Why somebody came to answer for an object, in words: «Смена куратора: «закрываем участок» · Орлова М.».

use super::Texts;
use crate::base::{At, Clock};
use crate::domain::SingleReason;
use crate::domain::ledger::Bonus;
use crate::domain::names::short;

/// What is known of one change of owner; empty where it is not.
#[derive(Debug, Clone, Copy, Default)]
pub struct Came<'a> {
    /// The command's word.
    pub command: &'a str,
    pub reason: &'a str,
    /// The rule that proposed it.
    pub rule: &'a str,
    /// Why one client alone was handed over.
    pub single: Option<SingleReason>,
    pub case: Option<i64>,
    /// Who did it.
    pub by: &'a str,
}

impl Texts {
    pub fn owner_came(&self, c: &Came<'_>) -> String {
        let t = self.t();
        let what = match c.command {
            "" => t.owners_came_unknown(),
            word => self.op(word),
        };
        let mut out = match c.case {
            Some(case) => t.owners_came_case(what, case.to_string()),
            None => what,
        };
        if !c.rule.is_empty() && c.rule != "hand" {
            out = format!("{out}, {}", self.rule(c.rule));
        }
        if let Some(reason) = c.single {
            out = format!("{out}, {}", self.term(reason).to_lowercase());
        }
        if !c.reason.is_empty() {
            out = t.owners_came_reason(out, c.reason);
        }
        if c.by.is_empty() { out } else { format!("{out} · {}", short(c.by)) }
    }

    /// «с 24 нояб. 14:05», «с … по …»; empty where neither end is known.
    pub fn held_when(&self, from: Option<At>, until: Option<At>, clock: &Clock) -> String {
        let (t, at) = (self.t(), |at| self.at(at, clock));
        match (from, until) {
            (Some(from), None) => t.owners_since(at(from)),
            (Some(from), Some(until)) => t.owners_from_until(at(from), at(until)),
            (None, Some(until)) => t.owners_until(at(until)),
            (None, None) => String::new(),
        }
    }

    /// «Иванов П. С., 50 %, согласовано: с РОПом 24.11».
    pub fn bonus(&self, b: &Bonus) -> String {
        let (t, name, share) = (self.t(), short(&b.name), b.share.to_string());
        if b.agreed.is_empty() { t.bonus_said_open(name, share) } else { t.bonus_said(name, share, &b.agreed) }
    }

    /// A rule of the distribution by its word; a word of the office's own as it stands.
    pub fn rule(&self, word: &str) -> String {
        let t = self.t();
        match word {
            "final" => t.dist_rule_final(),
            "vip" => t.dist_rule_vip(),
            "region" => t.dist_rule_region(),
            "industry" => t.dist_rule_industry(),
            "even" => t.dist_rule_even(),
            "with_client" => t.dist_rule_with_client(),
            "owner" => t.dist_rule_owner(),
            "head" => t.dist_rule_head(),
            "declined" => t.dist_rule_declined(),
            "hand" => t.dist_rule_hand(),
            other => other.to_owned(),
        }
    }
}

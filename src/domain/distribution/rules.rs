//! The rules as data: shipped with five, each can be switched, moved, edited, added.

use serde::{Deserialize, Serialize};

use crate::base::{EmployeeId, RuleId};
use crate::domain::words::Segment;

/// Which lines a rule is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Deals in a final stage. Takes the deal alone; the client goes its own way.
    FinalStage,
    Segment(Segment),
    /// Clients with this region, or with any.
    Region(Option<String>),
    Industry(Option<String>),
    Always,
}

/// Who gets them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    Head,
    /// The second manager if eligible, else the least loaded senior.
    SecondOrSenior,
    /// Managers and seniors of the client's region.
    SameRegion,
    SameIndustry,
    /// The least loaded of the leaver's department.
    Department,
    Person(EmployeeId),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub id: RuleId,
    /// Rules are tried by this number, then by id.
    pub position: i64,
    pub enabled: bool,
    pub when: When,
    pub to: Target,
}

/// The five shipped rules (2 §5); ids are their places, the base gives its own.
pub fn shipped() -> Vec<Rule> {
    let kinds = ["final", "vip", "region", "industry", "even"];
    kinds.into_iter().zip(1..).filter_map(|(kind, n)| Rule::stored(RuleId(n), n, true, kind, None, None)).collect()
}

impl Rule {
    /// A rule from the words the base stores: `final`, `vip`, `region`, `industry`, `even`; `only` narrows a region or
    /// an industry to one, `to` names a person instead of the kind's own target. `None` for an unknown kind.
    pub fn stored(
        id: RuleId,
        position: i64,
        enabled: bool,
        kind: &str,
        only: Option<String>,
        to: Option<EmployeeId>,
    ) -> Option<Rule> {
        let (when, target) = match kind {
            "final" => (When::FinalStage, Target::Head),
            "vip" => (When::Segment(Segment::Vip), Target::SecondOrSenior),
            "region" => (When::Region(only), Target::SameRegion),
            "industry" => (When::Industry(only), Target::SameIndustry),
            "even" => (When::Always, Target::Department),
            _ => return None,
        };
        Some(Rule { id, position, enabled, when, to: to.map_or(target, Target::Person) })
    }

    /// The stored word of what the rule is about.
    pub fn kind(&self) -> &'static str {
        match self.when {
            When::FinalStage => "final",
            When::Segment(_) => "vip",
            When::Region(_) => "region",
            When::Industry(_) => "industry",
            When::Always => "even",
        }
    }
}

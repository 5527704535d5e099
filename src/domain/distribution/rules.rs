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
    [
        (When::FinalStage, Target::Head),
        (When::Segment(Segment::Vip), Target::SecondOrSenior),
        (When::Region(None), Target::SameRegion),
        (When::Industry(None), Target::SameIndustry),
        (When::Always, Target::Department),
    ]
    .into_iter()
    .zip(1..)
    .map(|((when, to), n)| Rule { id: RuleId(n), position: n, enabled: true, when, to })
    .collect()
}

//! Who gets what (2 §5): the rules in their order, pools, capacity and one load for all, each proposal with its why.
//!
//! Pure and deterministic: the same input in any order gives the same proposals. What the base knows comes in as
//! plain structs ([`Input`]); what the head sees goes out as [`Plan`].

mod ids;
mod load;
mod pack;
mod people;
mod rules;
mod run;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{ClientId, Currency, DealId, DepartmentId, EmployeeId, LineId, Money, RuleId};
use crate::domain::words::{EmployeeStatus, LineKind, Role, Segment, Temperature};

pub use load::{Load, Points};
pub use rules::{Rule, Target, When, shipped};
pub use run::propose;

/// A client that the lines speak of: the leaver's own, or a colleague's on which the leaver has a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    pub id: ClientId,
    /// `None`: nobody owns it.
    pub owner: Option<EmployeeId>,
    pub segment: Segment,
    pub region: Option<String>,
    pub industry: Option<String>,
    /// The rest of the team in its order; the second manager is the first of them.
    pub team: Vec<EmployeeId>,
    pub temperature: Temperature,
    /// Somebody has an open deal with it: then the client itself weighs nothing, whoever the deal goes to.
    pub has_deals: bool,
}

/// One ledger line that waits for a receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub id: LineId,
    pub kind: LineKind,
    /// The client itself for a client line, the client of a deal or task, the client of a team place.
    pub client: Option<ClientId>,
    /// The deal itself for a deal line, the deal of a task.
    pub deal: Option<DealId>,
    /// A deal in a final stage («Договор», «Оплата»).
    pub final_stage: bool,
    /// Used for lines without a client; a client's own value holds otherwise.
    pub temperature: Temperature,
    /// The nearest deadline in Unix milliseconds; nothing due sorts last.
    pub due: Option<i64>,
    pub amount: Option<Money>,
    /// The head has already chosen by hand: kept, and counted into the load before anything else.
    pub fixed: Option<EmployeeId>,
}

/// Open work of one person when the run starts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    pub deals: u32,
    pub clients_without_deals: u32,
    pub tasks: u32,
    /// All clients; breaks ties of equal load.
    pub clients: u32,
}

/// One employee as a possible receiver. Everybody may be passed in, the leaver too: who is eligible is decided here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: EmployeeId,
    pub name: String,
    pub role: Role,
    pub status: EmployeeStatus,
    pub department: Option<DepartmentId>,
    pub regions: Vec<String>,
    pub industries: Vec<String>,
    /// Open deals a full-time person can hold.
    pub capacity: u32,
    /// Part of full time, in percent.
    pub weight: u32,
    pub held: Held,
    /// Away on the day of the distribution.
    pub absent: bool,
    pub substitute: Option<EmployeeId>,
    /// «Не участвует в распределении», set by hand.
    pub switched_off: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    pub leaver: EmployeeId,
    /// The leaver's department: rule «все остальные» stays inside it.
    pub department: Option<DepartmentId>,
    /// The head, or the acting head when the head is the one who leaves.
    pub head: EmployeeId,
    pub lines: &'a [Line],
    pub clients: &'a [Client],
    pub persons: &'a [Person],
    /// Who holds lines of this case already: shown beside the others, whatever else he is given.
    pub holders: &'a [EmployeeId],
    /// Who has declined which line: it is not offered to them again, nor what moves with it.
    pub declined: &'a [(LineId, EmployeeId)],
    /// Declined twice: the rules ask nobody for them a third time, the head decides.
    pub refused: &'a [LineId],
    pub rules: &'a [Rule],
    pub points: Points,
    /// Amounts in this currency sort first.
    pub base_currency: Currency,
}

/// What the distribution says about one line, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub line: LineId,
    pub to: EmployeeId,
    /// `None` where no rule decided: by hand, the colleague's client, the head as the last resort.
    pub rule: Option<RuleId>,
    pub why: Why,
    /// The receiver's load right before and after this line with all that moves with it.
    pub load_before: Load,
    pub load_after: Load,
    /// «Сверх нагрузки»: the open deals pass the receiver's capacity with this line.
    pub over_capacity: bool,
    /// «Вместе с клиентом» (or with its deal): the line that it follows.
    pub with: Option<LineId>,
    /// The receiver is away, this person stands in.
    pub substitute: Option<EmployeeId>,
}

/// Why the second manager of a VIP client, its natural successor, is passed by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoSecond {
    /// The client has none.
    #[default]
    Nobody,
    /// Both of the pair leave (2 §9.7), or the second one is gone already.
    Leaves,
    Away,
    /// He was asked and has declined.
    Declined,
    /// On probation, full, or switched off by hand.
    NotEligible,
}

/// The values that matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// The deal is in a final stage.
    FinalStage,
    /// The second manager of the client.
    Second {
        segment: Segment,
    },
    /// The least loaded senior, since no second manager is eligible.
    Senior {
        segment: Segment,
        #[serde(default)]
        second: NoSecond,
    },
    Region {
        #[serde(with = "shared")]
        region: Arc<str>,
    },
    Industry {
        #[serde(with = "shared")]
        industry: Arc<str>,
    },
    /// The least loaded of the department; the temperature says in which pass.
    LeastLoaded {
        temperature: Temperature,
    },
    /// A rule of the office names this person.
    Named,
    /// A leaver's deal or task on a colleague's client goes to that client's owner.
    ClientOwner,
    /// «Некому передать»: every pool was empty.
    NobodyElse,
    /// A place in a team, a position, a task set for others: the head decides.
    Position,
    ByHand,
}

/// Words of a few regions shared by many thousand lines.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(word: &Arc<str>, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(word)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(d).map(Arc::from)
    }
}

impl Proposal {
    /// The word the base and the JSON carry: `final`, `vip`, `region`, `industry`, `even`, `with_client`, `owner`
    /// (of the colleague's client), `head` (nobody else, or a position), `hand`.
    pub fn rule_word(&self, rules: &[Rule]) -> &'static str {
        match (&self.why, self.with, self.rule) {
            (Why::ByHand, ..) => "hand",
            (_, Some(_), _) => "with_client",
            (Why::ClientOwner, ..) => "owner",
            (_, _, Some(id)) => rules.iter().find(|r| r.id == id).map_or("head", Rule::kind),
            _ => "head",
        }
    }
}

/// Objects of one kind that a person is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Given {
    pub clients: u32,
    pub deals: u32,
    pub tasks: u32,
    pub leads: u32,
    pub other: u32,
    /// The clients by temperature: together as many as `clients`.
    pub hot: u32,
    pub warm: u32,
    pub cold: u32,
}

impl Given {
    /// Everything that is given, of whatever kind.
    pub const fn all(&self) -> u32 {
        self.clients + self.deals + self.tasks + self.leads + self.other
    }
}

/// One receiver before and after the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receiver {
    pub person: EmployeeId,
    pub load_before: Load,
    pub load_after: Load,
    pub deals_before: u32,
    pub deals_after: u32,
    pub given: Given,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// A department of one: everything goes to the head (2 §9.11).
    DepartmentOfOne,
    /// So many lines found nobody but the head.
    NobodyElse(u32),
    /// So many lines pass somebody's capacity.
    OverCapacity(u32),
    /// The head is not among the persons given, or leaves too: an acting head is needed.
    HeadUnavailable,
}

/// A line the rules leave to the head, and the one it follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    pub line: LineId,
    pub with: Option<LineId>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// By line id; exactly one per line of the input, but for what is `left`.
    pub proposals: Vec<Proposal>,
    /// What was declined twice and what moves with it, unless the head has chosen.
    pub left: Vec<Left>,
    /// Everybody who is given something and everybody of the leaver's department who could be, by name, then id.
    pub receivers: Vec<Receiver>,
    pub warnings: Vec<Warning>,
}
